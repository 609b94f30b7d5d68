"""Pages of tests and results, one file for each noun."""
