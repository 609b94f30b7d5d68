"""Agreement: what, who, by when, and what came of it."""
