"""Reads of cases, one file for each family of questions."""
