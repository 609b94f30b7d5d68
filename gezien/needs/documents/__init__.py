"""The overview on paper; importing it makes the kind known."""

from gezien.needs.documents.overview import OVERVIEW

__all__ = ["OVERVIEW"]
