"""Pages of the pupils app."""
