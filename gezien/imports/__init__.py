"""Files from elsewhere: dry run, preview, apply, undo."""
