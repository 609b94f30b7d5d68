"""Who looked at what, and what is kept why and how long."""
