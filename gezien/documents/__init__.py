"""From data to PDF: the engine and the letterhead, not the contents."""
