"""Reads of the school review."""
