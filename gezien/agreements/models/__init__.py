"""Models of the agreements app."""

from gezien.agreements.models.agreement import Agreement

__all__ = ["Agreement"]
