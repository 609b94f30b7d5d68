"""Forms of the notes app: `factors` and `notes`."""
