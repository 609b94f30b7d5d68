"""Pages of the school review."""
