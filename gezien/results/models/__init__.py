"""Models of the results app."""

from gezien.results.models.delivery import Delivery, ResultChange
from gezien.results.models.instrument import Instrument
from gezien.results.models.result import Result

__all__ = ["Delivery", "Instrument", "Result", "ResultChange"]
