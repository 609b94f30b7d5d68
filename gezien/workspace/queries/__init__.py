"""Reads of the pages that bring contexts together."""
