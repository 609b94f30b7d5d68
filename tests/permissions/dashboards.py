"""Figures: of the school for coach, head and coordinators; of its schools for the board."""

from tests.permissions import Row, everyone

ROWS = [
    Row("dashboards:school", everyone("sanne", "karim", "marleen")),
    Row("dashboards:subject", everyone("sanne", "karim", "marleen"), lambda world: {"code": world.arithmetic.code}),
    Row("dashboards:final", everyone("sanne", "karim", "marleen")),
    Row("boards:home", everyone("hendrik"), lambda world: {"board": world.school.board.slug}),
]
