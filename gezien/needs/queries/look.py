"""How somebody looks at a group overview: which columns, which rows, in which order. All of it is in the address."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Self
from urllib.parse import urlencode

from gezien.common.numbers import number_of, numbers_of

# Column sets.
ALL, SUBJECT, SOCIAL, SEEN = "all", "subject", "social", "seen"
SETS = (ALL, SUBJECT, SOCIAL, SEEN)
# What the rows are divided by.
CLUSTER, SIGNAL, LEVEL, YEAR, NAME = "cluster", "signal", "level", "year", "name"
DIVISIONS = (CLUSTER, SIGNAL, LEVEL, YEAR, NAME)
# The three ways to look of a meeting; the last is a filter here.
SIGNALS = "signals"
VIEWS = (CLUSTER, NAME, SIGNALS)
HAS_SIGNAL = "signal"


@dataclass(frozen=True)
class Look:
    """One way to look.

    `subject`: whose clusters (and, in its column set, whose results) are in view; `by`: what divides the rows, empty
    for the usual; `only`: filters that must all hold; `sort`: a column's key, "-" before it for the other way round;
    `tests`: instruments that stand in their subject's column instead of the main one.
    """

    columns: str = ALL
    subject: int | None = None
    by: str = ""
    only: tuple[str, ...] = ()
    sort: str = ""
    tests: tuple[int, ...] = ()

    @classmethod
    def read(cls, asked: Mapping[str, str], *, usual: str = "") -> Self:
        """From an address; what it does not say is as `usual`, what makes no sense is left out."""
        columns = asked.get("columns") or usual
        subject, by, view = asked.get("subject", ""), asked.get("by", ""), asked.get("view", "")
        only = dict.fromkeys(key for key in asked.get("only", "").split(",") if key)
        return cls(
            columns=columns if columns in SETS else ALL,
            subject=number_of(subject) or None,
            by=by if by in DIVISIONS else "",
            only=tuple(only),
            sort=asked.get("sort", ""),
            tests=tuple(numbers_of(asked.get("tests", ""))),
        ).seen_as(view)

    def seen_as(self, view: str) -> Self:
        """The same by cluster, by name, or with only signals: the short words of a meeting and of older addresses."""
        if view == SIGNALS:
            return replace(self, by=NAME, only=tuple(dict.fromkeys((*self.only, HAS_SIGNAL))))
        return replace(self, by=view) if view in VIEWS else self

    def parameters(self) -> dict[str, Any]:
        """What of it stands in an address: the set of columns always, so that an address shows everybody the same."""
        lists = {"only": ",".join(self.only), "tests": ",".join(map(str, self.tests))}
        single = {"columns": self.columns, "subject": self.subject, "by": self.by, "sort": self.sort}
        return {name: value for name, value in (single | lists).items() if value}

    def query(self, period: int | None, *, usual: Self | None = None, **changed: Any) -> str:
        """The address of this look at a period (none: today's), with changes: "?period=2&columns=all&by=level".

        With `usual`, what the page shows by itself is left out; the set of columns, which each reader chooses, is not.
        """
        look = replace(self, **changed)
        parameters = look.parameters()
        if usual is not None and look.subject == usual.subject:
            parameters.pop("subject", None)
            if look.by == usual.by:
                parameters.pop("by", None)
        return "?" + urlencode(({"period": period} if period else {}) | parameters, safe=",")

    def without(self, key: str) -> tuple[str, ...]:
        """The filters but this one."""
        return tuple(one for one in self.only if one != key)

    def with_filter(self, key: str) -> tuple[str, ...]:
        """The filters and this one."""
        return tuple(dict.fromkeys((*self.only, key)))
