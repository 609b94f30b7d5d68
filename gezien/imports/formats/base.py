"""What every kind of file offers: judge it, show what it would do, do it.

A format is a folder in `formats/` with an instance of a subclass of `Format`, named in `formats/registry.py`. The steps
of a run (upload, judge, show, apply, discard) are the same for all; the format fills in the rest.
"""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import Promise

from gezien.imports.models import ImportRun
from gezien.schools.rules import Member


class Format:
    """One kind of file. Methods raise `ImportProblem` for what is wrong with the file; nothing is stored then."""

    kind: ClassVar[str]  # of ImportRun.Kind
    title: ClassVar[Promise]  # "Roster (EDEXML)"
    help: ClassVar[Promise]  # one or two sentences: what it is, where it comes from
    accept: ClassVar[str]  # for the file field: ".xml"
    one_at_a_time: ClassVar[bool] = False  # a new file replaces the one that waits for a judgement

    def start(self, by: Member, run: ImportRun) -> None:
        """Judge an uploaded file: fill in the run's `summary`, set its `state`. Writes nothing; the caller saves."""
        raise NotImplementedError

    def next_url(self, run: ImportRun) -> str:
        """Where to go after uploading."""
        return reverse("imports:run", args=[run.school.slug, run.pk])

    def page(self, request: HttpRequest, run: ImportRun) -> HttpResponse:
        """The page of a run in its present state."""
        raise NotImplementedError

    def apply(self, by: Member, run: ImportRun, data: Mapping[str, Any]) -> None:
        """Do what the preview said, inside a transaction with the run locked; set `summary`.

        `data` is what was posted (ticks). Raises `ImportProblem`, `PlanChanged`, or `NotConfirmed`.
        """
        raise NotImplementedError

    def in_words(self, run: ImportRun) -> str:
        """What the run did or would do, in one line for the list."""
        raise NotImplementedError
