"""Reasoning about a week, without the database: the hours of school, clashes, and where there is room."""
