"""The log is for coach and head; what is kept and why is for everybody who works here."""

from tests.permissions import STAFF, Row, everyone

ROWS = [
    Row("privacy:log", everyone("sanne", "karim", **dict.fromkeys(("emmy", "tom", "fleur", "marleen", "petra"), 403))),
    Row("privacy:register", everyone(*STAFF)),
]
