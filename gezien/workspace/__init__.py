"""Pages that bring contexts together: home, pupil file, search."""
