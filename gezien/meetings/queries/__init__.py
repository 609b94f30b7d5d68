"""Reads of reviews, one file for each family of questions."""
