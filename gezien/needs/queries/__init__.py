"""Reads of the needs app: the group overview, its signals, and how a group is clustered."""
