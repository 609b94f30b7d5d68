"""Pages of reviews, one file for each noun."""
