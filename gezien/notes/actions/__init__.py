"""Writes of the notes app: `factors`, `notes` and `drafts`."""
