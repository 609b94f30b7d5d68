"""Pages that bring contexts together."""
