"""Pages of letterhead, templates and batches."""
