"""Edu-V results: from one JSON message to results as sent.

What is not final yet and who missed the test bring no result. A test or a part of it that has a score or a level is a
result of its own; the supplier's key of the pupil's statement tells a correction from something new.
"""

import datetime as dt
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from gezien.common import clock
from gezien.imports.exchange.contents import Malformed, Message, Sent
from gezien.imports.formats.eduv.message import CANCELED, IN_PROGRESS, MESSAGE
from gezien.imports.formats.eduv.scales import term_of
from gezien.imports.formats.eduv.shapes import Fault, faults, moment_of
from gezien.imports.matching import PupilMark, TestMark
from gezien.imports.problems import ImportProblem

MAX_BYTES = 5 * 1024 * 1024
MAX_FAULTS = 100
LENGTH = 256
STUDENTS = "studentScoresAndResults"
UNWRITABLE = re.compile("[\0\ud800-\udfff]")  # what JSON can say and no database keeps
NUMBER = re.compile(r"-?\d{1,7}([.,]\d{1,6})?")


def read(path: Path) -> Message:
    """The results in this file. Raises `ImportProblem` when it is no message of the Results API."""
    if path.stat().st_size > MAX_BYTES:
        raise ImportProblem(_("The message is larger than %(limit)d MB.") % {"limit": MAX_BYTES // 1024 // 1024})
    return message_of(loaded(path.read_bytes()))


def loaded(content: bytes) -> Any:
    """What the JSON says. Raises `ImportProblem` when it is none, or nested more deeply than anything is."""
    try:
        data = json.loads(content.decode("utf-8-sig"), parse_constant=_refuse_constant)
    except UnicodeDecodeError:
        raise ImportProblem(_("The message is not in UTF-8.")) from None
    except json.JSONDecodeError as error:
        raise ImportProblem(_("This is not well-formed JSON."), error.lineno, error.colno) from None
    except (RecursionError, ValueError):
        raise ImportProblem(
            _("The message is nested too deeply or holds a number that is too long. For safety it is not read.")
        ) from None
    if any(UNWRITABLE.search(text) for text in _texts(data)):
        raise ImportProblem(_("The message holds characters that no text has (such as U+0000)."))
    return data


def _texts(data: Any) -> Iterator[str]:
    """Every text in it; not by recursion, because it may be nested deeply."""
    left = [data]
    while left:
        one = left.pop()
        if isinstance(one, str):
            yield one
        elif isinstance(one, dict):
            left.extend((*one, *one.values()))
        elif isinstance(one, list):
            left.extend(one)


def _refuse_constant(name: str) -> None:
    raise ValueError(name)


def message_of(data: Any) -> Message:
    """The results of a message. Raises `ImportProblem` when what is not about single pupils is wrong."""
    found = [fault for _number, fault in zip(range(MAX_FAULTS), faults(data, MESSAGE), strict=False)]
    general = [fault for fault in found if not (len(fault.path) > 1 and fault.path[0] == STUDENTS)]
    if general:
        raise ImportProblem(" ".join(f"“{fault.place or 'message'}” {fault.reason}." for fault in general[:5]))
    taken_on = _day_of(data["assessmentDateTime"])
    if taken_on is None or not dt.date(1990, 1, 1) <= taken_on <= clock.today():
        raise ImportProblem(_("“assessmentDateTime” lies in the future or too long ago."))
    return Message(_Results(data, taken_on, found), str(data.get("toolName", ""))[:80], _number(data["school"]))


def _day_of(text: str) -> dt.date | None:
    """The day here; None at the very ends of the calendar, where another time zone has none."""
    try:
        return localtime(moment_of(text)).date()
    except OverflowError:
        return None


class _Results:
    """The results of a message, in the order of its pupils."""

    def __init__(self, data: dict, taken_on: dt.date, found: list[Fault]):
        self.test, self.items, self.taken_on = data["assessmentDefinition"], data.get(STUDENTS, []), taken_on
        self.scales = {scale["id"]: scale["scoreScaleEntries"] for scale in data.get("scoreScaleDefinitions", [])}
        self.parts = {part["id"]: part["name"] for part in self.test.get("parts", [])}
        self.faults = {fault.path[1]: fault for fault in reversed(found)}

    def __iter__(self) -> Iterator[Sent | Malformed]:
        for number, item in enumerate(self.items):
            if fault := self.faults.get(number):
                yield Malformed(number + 1, ".".join(map(str, fault.path[2:])), fault.reason, _id_of(item))
            else:
                yield from self._of_pupil(number + 1, item)

    def _of_pupil(self, line: int, item: dict) -> Iterator[Sent | Malformed]:
        pupil = pupil_of(item["student"])
        if pupil is None or not 0 < len(item["id"]) <= LENGTH:
            yield Malformed(line, "student" if pupil is None else "id", _("is missing or too long"), _id_of(item))
            return
        common = {"key": item["id"], "pupil": pupil, "taken_on": self.taken_on, "line": line, "item": item["id"]}
        if item.get("status") == CANCELED:
            yield Sent(
                test=TestMark(self.test["id"][:LENGTH], name=self.test["name"][:200]), is_cancelled=True, **common
            )
            return
        if item.get("status") == IN_PROGRESS or item.get("missing"):
            return
        for place in dict.fromkeys(_place(entry) for entry in (*item.get("scores", []), *item.get("results", []))):
            yield self._result(place, item, common)

    def _result(self, place: tuple[str, str], item: dict, common: dict) -> Sent | Malformed:
        code, part = place
        scores = [one for one in item.get("scores", []) if _place(one) == place]
        if wrong := next((one for one in scores if not NUMBER.fullmatch(one["scoreValue"].strip())), None):
            return Malformed(common["line"], wrong["scoreType"], _("is no number"), item["id"])
        if not 0 < len(code) <= LENGTH or len(part) > LENGTH:
            return Malformed(common["line"], "assessmentId", _("is missing or too long"), item["id"])
        raw = {one["scoreType"]: one["scoreValue"].strip().replace(",", ".") for one in scores}
        name = self.test["name"] if code == self.test["id"] else ""
        label = " · ".join(filter(None, (name, self.parts.get(part, ""))))
        return Sent(
            **common,
            test=TestMark(code, part, label[:200]),
            part="/".join(filter(None, place))[:300],
            plain=raw.get("ScorePoints", ""),
            term=next(filter(None, (term_of(one, self.scales) for one in scores)), "")[:40],
            scores=raw,
            references=[
                {"type": one["resultType"], "group": "", "value": one["resultValue"].strip()[:40]}
                for one in item.get("results", [])
                if _place(one) == place and one["resultValue"].strip()
            ],
        )


def pupil_of(student: dict) -> PupilMark | None:
    """Who it is about: the key of the pupil administration, the ECK iD, else another system's number with its kind."""
    ids = {one["userIdType"]: one["userId"].strip() for one in student.get("userIds", [])}
    eck_id, key = student.get("userMasterIdentifier", "").strip(), ids.pop("ASI", "")
    other = next((f"{kind} {value}" for kind, value in ids.items() if value), "")
    if max(len(eck_id), len(key), len(other)) > LENGTH or not (eck_id or key or other):
        return None
    return PupilMark(key=key or ("" if eck_id else other), eck_id=eck_id)


def _place(entry: dict) -> tuple[str, str]:
    return entry["assessmentId"], entry.get("assessmentPartId", "")


def _number(school: dict) -> str:
    """The BRIN of the school, as far as the message says it."""
    ids = school.get("organisationIds", [])
    return next((one["organisationId"].strip().upper() for one in ids if one["organisationIdType"] == "OIE_CODE"), "")


def _id_of(item: Any) -> str:
    found = item.get("id") if isinstance(item, dict) else None
    return found[:LENGTH] if isinstance(found, str) else ""
