"""Results that suppliers send, by file or by themselves: one shape for all standards, one way in (decision 15)."""
