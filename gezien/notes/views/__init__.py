"""Pages of the notes app: `factors` and `notes`."""
