"""UWLR results: from a `leerresultaten_verzoek` to results as sent.

The definitions of the tests stand behind the results, so the file is read twice: once for school and tests, and once
for each iteration over the results. The order of elements is not checked, unknown ones are passed over.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from lxml import etree

from gezien.imports.exchange.contents import Malformed, Message, Sent
from gezien.imports.formats.uwlr import scores
from gezien.imports.formats.uwlr.values import Wrong, child_text, day_of, short, text_of
from gezien.imports.formats.xml import local, records
from gezien.imports.matching import PupilMark, TestMark
from gezien.imports.problems import ImportProblem

NAMESPACE = "http://www.edustandaard.nl/leerresultaten/2/leerresultaten"
ROOT = "leerresultaten_verzoek"


@dataclass(frozen=True, slots=True)
class Range:
    """Scores that a norm calls alike; `grade` when all of them are worth one and the same."""

    low: int
    high: int
    term: str
    grade: str


@dataclass(slots=True)
class Test:
    """The definition of a test: its name, the names of its parts, and the norms of the whole ("") and of parts."""

    name: str = ""
    parts: dict[str, str] = field(default_factory=dict)
    norms: dict[str, list[Range]] = field(default_factory=dict)

    def said_of(self, score: str, part: str) -> dict[str, Any]:
        """What the supplier's norm says of a bare score, as fields of `Sent`."""
        norm = self.norms.get(part) or self.norms.get("", [])
        found = next((one for one in norm if one.low <= int(score) <= one.high), None)
        top = max((one.high for one in norm), default=0)
        return {"top": top, "term": found.term if found else "", "grade": found.grade if found else ""}


def read(path: Path) -> Message:
    """The results in this file. Raises `ImportProblem` when it is no whole UWLR message."""
    school: dict[str, str] | None = None
    tests: dict[str, Test] = {}
    taken = 0
    for section, element in records(path, ROOT, whole="school", namespace=NAMESPACE):
        if section == "school":
            school = {local(child): text_of(child) for child in element}
        elif section == "toetsen":
            tests[child_text(element, "toetscode")] = _test(element)
        elif section == "toetsafnames":
            taken += 1
    if school is None:
        raise ImportProblem(_("The file does not say which school it is about: <school> is missing."))
    if not taken:
        raise ImportProblem(_("There are no results in this file."))
    return Message(_Results(path, tests), school.get("auteur", "")[:80], _number(school))


class _Results:
    """The results of a file, read anew at each iteration."""

    def __init__(self, path: Path, tests: dict[str, Test]):
        self.path, self.tests = path, tests

    def __iter__(self) -> Iterator[Sent | Malformed]:
        for section, element in records(self.path, ROOT, whole="school", namespace=NAMESPACE):
            if section == "toetsafnames":
                yield from self._of_pupil(element)

    def _of_pupil(self, element: etree._Element) -> Iterator[Sent | Malformed]:
        key, eck_id = child_text(element, "leerlingid"), child_text(element, "eckid")
        found = list(element.iterfind("{*}resultaten/{*}resultaat"))
        if not found:
            yield Malformed(element.sourceline, "resultaten", _("is missing"))
        for result in found:
            try:
                yield self._result(result, PupilMark(key=short("leerlingid", key), eck_id=short("eckid", eck_id)))
            except Wrong as wrong:
                yield Malformed(wrong.line or result.sourceline, wrong.name, wrong.reason, result.get("key", ""))

    def _result(self, element: etree._Element, pupil: PupilMark) -> Sent:
        if not (pupil.key or pupil.eck_id):
            raise Wrong("leerlingid", _("is missing"))
        key = short("key", " ".join(element.get("key", "").split()))
        code, part = child_text(element, "toetscode"), child_text(element, "toetsonderdeelcode")
        if not key or not code:
            raise Wrong("toetscode" if key else "key", _("is missing"))
        test = self.tests.get(code, Test())
        plain, raw, references = scores.of(element)
        name = " · ".join(filter(None, (test.name, test.parts.get(part, ""))))
        return Sent(
            key=key,
            pupil=pupil,
            test=TestMark(short("toetscode", code), short("toetsonderdeelcode", part), name[:200]),
            taken_on=day_of(child_text(element, "afnamedatum")),
            line=element.sourceline,
            plain=plain,
            **(test.said_of(plain, part) if plain else {}),
            scores=raw,
            references=references,
            item=key,
        )


def _test(element: etree._Element) -> Test:
    parts = {
        child_text(part, "toetsonderdeelcode"): child_text(part, "toetsonderdeelnaam")
        for part in element.iterfind("{*}toetsonderdelen/{*}toetsonderdeel")
    }
    norms = {"": _norm(element, "toetsnormering")}
    for part in element.iterfind("{*}toetsonderdelen/{*}toetsonderdeel"):
        norms[child_text(part, "toetsonderdeelcode")] = _norm(part, "toetsonderdeelnormering")
    return Test(child_text(element, "toetsnaam"), parts, norms)


def _norm(element: etree._Element, name: str) -> list[Range]:
    """The ranges of a norm; one without whole numbers says nothing."""
    found = []
    for norm in element.iterfind(f"{{*}}{name}/{{*}}norm"):
        low, high = child_text(norm, "beginnormwaarde"), child_text(norm, "eindnormwaarde")
        if re.fullmatch(r"[0-9]{1,9}", low) and re.fullmatch(r"[0-9]{1,9}", high):
            first, last = child_text(norm, "schoolcijfer_vanaf"), child_text(norm, "schoolcijfer_totenmet")
            grade = first if first == last and re.fullmatch(r"[0-9]{1,2}(\.[0-9]{1,6})?", first) else ""
            found.append(Range(int(low), int(high), child_text(norm, "term")[:40], grade))
    return found


def _number(school: dict[str, str]) -> str:
    """BRIN with the two digits of the location, "" when the file does not say."""
    brin = school.get("brincode", "").upper()
    return brin[:4] + (brin[4:] or school.get("dependancecode", "")).rjust(2, "0") if brin else ""
