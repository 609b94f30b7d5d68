"""Who did or saw what, and why; append-only; no foreign keys."""
