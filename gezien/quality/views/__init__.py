"""Pages of what the school agreed."""
