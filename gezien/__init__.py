"""Gezien: working place of Dutch and Flemish schools for needs-based teaching."""
