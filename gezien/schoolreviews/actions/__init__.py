"""Writes of the school review, one file for each ability."""
