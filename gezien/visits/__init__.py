"""Class visits: a colleague looks on, and what was seen is the teacher's first."""
