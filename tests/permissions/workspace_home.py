"""The home page: for everybody who works at the school, each their own."""

from tests.permissions import STAFF, Row, everyone

ROWS = [Row("workspace:home", everyone(*STAFF))]
