"""Checks what is typed about tests and results, one file for each noun."""
