"""Models of the results app."""

from gezien.results.models.delivery import Delivery, ResultChange
from gezien.results.models.instrument import Instrument
from gezien.results.models.result import Result
from gezien.results.models.window import TestWindow, moment_of

__all__ = ["Delivery", "Instrument", "Result", "ResultChange", "TestWindow", "moment_of"]
