"""Reviews on paper."""

from gezien.meetings.documents.report import REVIEW_REPORT

__all__ = ["REVIEW_REPORT"]
