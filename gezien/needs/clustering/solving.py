"""The best answer to a problem with its proof, by HiGHS. The solver is loaded here, with the first proposal."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from gezien.needs.clustering.problem import TIE, Problem

# A school's server waits no longer than this; what is then best is told as not proven.
SECONDS = 8.0


@dataclass(frozen=True)
class Answer:
    """A place for each item. `proven`: no answer is better; `bound` is what the solver proved for points and ties."""

    places: tuple[int, ...]
    points: int
    proven: bool
    bound: float
    seconds: float


def solve(problem: Problem, *, only_feasible: bool = False) -> Answer | None:
    """The best answer; None when nothing meets what has to hold. With `only_feasible` any answer will do."""
    started = time.perf_counter()
    model = _Model(problem, costs=not only_feasible)
    places = model.solve()
    if places is None:
        return None
    best = TIE * problem.points(places) + problem.ties(places)
    bound = model.bound()
    return Answer(
        places=places,
        points=problem.points(places),
        proven=not only_feasible and problem.allows(places) and bound > best - 1,
        bound=bound,
        seconds=time.perf_counter() - started,
    )


class _Model:
    """The problem as rows and columns. A column for each item and place, for each place used, and for what counts."""

    def __init__(self, problem: Problem, *, costs: bool):
        import highspy  # noqa: PLC0415 - with numpy half a second: only who asks for a proposal waits for it

        self.kit: Any = highspy
        self.problem, self.costs = problem, costs
        self.inf: float = highspy.kHighsInf
        self.columns: list[tuple[float, float, float, bool]] = []  # cost, low, high, whole
        self.rows: list[tuple[float, float, list[tuple[int, float]]]] = []
        self.at = [self._item(number) for number in range(len(problem.items))]
        self.used = [self._column(0, 0, 1, whole=True) for _place in problem.sizes]
        self._must()
        if costs:
            self._counts()

    def _column(self, cost: float, low: float, high: float, *, whole: bool = False) -> int:
        self.columns.append((cost, low, high, whole))
        return len(self.columns) - 1

    def _row(self, low: float, high: float, terms: list[tuple[int, float]]) -> None:
        """A row; a column named twice (two who are kept together and apart) counts twice."""
        found: dict[int, float] = {}
        for column, by in terms:
            found[column] = found.get(column, 0) + by
        self.rows.append((low, high, list(found.items())))

    def _item(self, number: int) -> list[int]:
        """The item's column for each place; it is in exactly one."""
        item = self.problem.items[number]
        own = []
        for cost, tie in zip(item.costs, item.ties, strict=True):
            points = TIE * (cost or 0) + tie if self.costs else 0
            own.append(self._column(points, 0, 0 if cost is None else 1, whole=True))
        self._row(1, 1, [(column, 1) for column in own])
        return own

    def _size(self, place: int) -> list[tuple[int, float]]:
        return [(own[place], item.count) for own, item in zip(self.at, self.problem.items, strict=True)]

    def _must(self) -> None:
        """Sizes, the number of groups, and who is kept apart."""
        for place, (least, most) in enumerate(self.problem.sizes):
            size, used = self._size(place), self.used[place]
            self._row(-self.inf, 0, [*size, (used, -most)])
            if least:
                self._row(0, self.inf, [*size, (used, -least)])
            if self.problem.most_groups < len(self.used):
                for own in self.at:
                    self._row(-self.inf, 0, [(own[place], 1), (used, -1)])
        self._row(0, self.problem.most_groups, [(used, 1) for used in self.used])
        for one, other in self.problem.apart:
            for place, used in enumerate(self.used):
                self._row(-self.inf, 0, [(self.at[one][place], 1), (self.at[other][place], 1), (used, -1)])

    def _counts(self) -> None:
        """Shared needs in several places, crowded places, and uneven ones."""
        for points, items in self.problem.themes:
            for place in range(len(self.used)):
                met = self._column(TIE * points, 0, 1)
                for item in items:
                    self._row(-self.inf, 0, [(self.at[item][place], 1), (met, -1)])
        for place, above, points in self.problem.crowds:
            over = self._column(TIE * points, 0, self.inf)
            self._row(-self.inf, above, [*self._size(place), (over, -1)])
        for one, other, points in self.problem.even:
            apart = self._column(TIE * points, 0, self.inf)
            more, fewer = self._size(one), self._size(other)
            self._row(-self.inf, 0, [*more, *_minus(fewer), (apart, -1)])
            self._row(-self.inf, 0, [*fewer, *_minus(more), (apart, -1)])

    def solve(self) -> tuple[int, ...] | None:
        """Run the solver: one thread, no gap, so that the answer is the same each time."""
        self.solver = solver = self.kit.Highs()
        well = self.kit.HighsStatus.kOk
        for name, value in _OPTIONS.items():
            solver.setOptionValue(name, value)
        for number, (cost, low, high, whole) in enumerate(self.columns):
            solver.addCol(cost, low, high, 0, [], [])
            if whole:
                solver.changeColIntegrality(number, self.kit.HighsVarType.kInteger)
        for low, high, terms in self.rows:
            columns, factors = [column for column, _ in terms], [float(by) for _, by in terms]
            if solver.addRow(low, high, len(terms), columns, factors) != well:
                raise ValueError("the solver refuses a row")
        solver.run()
        status, states = solver.getModelStatus(), self.kit.HighsModelStatus
        if status not in {states.kOptimal, states.kTimeLimit} or not solver.getInfo().primal_solution_status:
            return None
        values = solver.getSolution().col_value
        return tuple(max(range(len(own)), key=lambda place: values[own[place]]) for own in self.at)

    def bound(self) -> float:
        """No answer costs less, says the solver."""
        return float(self.solver.getInfo().mip_dual_bound)


_OPTIONS: dict[str, object] = {
    "output_flag": False,
    "threads": 1,
    "random_seed": 0,
    "time_limit": SECONDS,
    "mip_rel_gap": 0.0,
    "mip_abs_gap": 0.5,  # costs are whole numbers: within a half is the same
    "mip_feasibility_tolerance": 1e-9,
}


def _minus(terms: Sequence[tuple[int, float]]) -> list[tuple[int, float]]:
    return [(column, -by) for column, by in terms]
