"""A school's roster from any format: what a file says (contents), what it would do (plan), doing it (apply).

Decision 0010 says what a roster file may do and what it may not.
"""
