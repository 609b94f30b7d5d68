"""Pages of class visits."""
