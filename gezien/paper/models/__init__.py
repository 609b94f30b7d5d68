"""Models of the paper app."""

from gezien.paper.models.bundle import Bundle
from gezien.paper.models.letterhead import Letterhead
from gezien.paper.models.template import OwnTemplate

__all__ = ["Bundle", "Letterhead", "OwnTemplate"]
