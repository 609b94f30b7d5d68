"""The form of an analysis with what stands around it; other apps show it by `analysis_box`."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gezien.common.forms import VersionedForm
from gezien.pupils.models import Group, Pupil
from gezien.results.actions.analyses import save_analysis
from gezien.results.models import Analysis
from gezien.results.queries.analyses import Beside
from gezien.schools.models import Period, Subject
from gezien.schools.rules import Member

LONGEST = 2000
HINTS = {
    Analysis.GOING_WELL: gettext_lazy("First what works: who or what grows, and on what?"),
    Analysis.STANDS_OUT: gettext_lazy("What do the figures show, compared with last time and with our ambition?"),
    Analysis.EXPLANATION: gettext_lazy("What may lie behind it: instruction, time, content, the group?"),
    Analysis.TEACHING: gettext_lazy("What do we keep doing, what will we do otherwise?"),
}


class AnalysisForm(VersionedForm):
    """Four short texts; each may stay empty."""

    def __init__(self, *args: Any, target: "Target", kept: Analysis | None, **kwargs: Any):
        texts = kept.texts if kept else {}
        initial = {"version": kept.version if kept else 0, **texts}
        super().__init__(*args, auto_id=f"{target.id}-%s", initial=initial, **kwargs)
        self.target = target
        for name in Analysis.TEXTS:
            self.fields[name] = forms.CharField(
                label=Analysis._meta.get_field(name).verbose_name.capitalize(),
                help_text=HINTS[name],
                required=False,
                max_length=LONGEST,
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    def save(self) -> Analysis | None:
        """Write it; raises `StaleVersion`. Nothing typed where nothing was is an error that says so."""
        data = dict(self.cleaned_data)
        version, target = data.pop("version"), self.target
        saved = save_analysis(
            by=target.member,
            about=target.about,
            subject=target.subject,
            period=target.period,
            version=version,
            texts=data,
        )
        if saved is None:
            self.add_error(None, _("Nothing is written yet."))
        return saved


@dataclass(frozen=True)
class Target:
    """Which analysis: of whom, for which subject, in which period; and who reads or writes it."""

    member: Member
    about: Group | Pupil
    subject: Subject
    period: Period

    @property
    def kind(self) -> str:
        """ "group" or "pupil"."""
        return "group" if isinstance(self.about, Group) else "pupil"

    @property
    def id(self) -> str:
        """Tells this analysis apart from others on one page."""
        return f"analysis-{self.kind}-{self.about.pk}-{self.subject.pk}"

    @property
    def url(self) -> str:
        """The page of this analysis; its form is sent here too."""
        place = [self.member.school.slug, self.about.pk, self.period.pk, self.subject.pk]
        return reverse(f"results:{self.kind}_analysis", args=place)


def analysis_box(target: Target, beside: Beside, *, can_edit: bool, form: AnalysisForm | None = None) -> dict[str, Any]:
    """What `results/analysis_box.html` shows, as `box`: the texts, who wrote them, the ones of before, and the form.

    It asks the database nothing: `beside` comes from `group_analyses` or `pupil_analyses`. The page that includes it
    loads `results/analysis.css`.
    """
    return {
        "id": target.id,
        "subject": target.subject.name,
        "url": target.url,
        "can_edit": can_edit,
        "texts": texts_of(beside.now),
        "written": written_in_words(beside.now),
        "before": texts_of(beside.before),
        "before_when": _before_in_words(beside),
        "form": (form or AnalysisForm(target=target, kept=beside.now)) if can_edit else None,
    }


def _before_in_words(beside: Beside) -> str:
    """ "period 1 of 2026-2027", and of last year's group who they were."""
    if beside.before is None:
        return ""
    when = period_in_words(beside.before.period)
    if (group := beside.forerunner) is None:
        return when
    words = _("%(when)s, about group %(group)s (%(shared)s of these %(pupils)s pupils were in it)")
    return words % {"when": when, "group": group.name, "shared": group.shared, "pupils": group.pupils}


def texts_of(one: Analysis | None) -> list[dict[str, str]]:
    """The texts that are filled, with their headings, what goes well first."""
    if one is None:
        return []
    return [
        {"name": name, "label": str(Analysis._meta.get_field(name).verbose_name).capitalize(), "text": text}
        for name, text in one.texts.items()
        if text
    ]


def written_in_words(one: Analysis | None) -> str:
    """ "Emmy de Groot, 3 February"."""
    if one is None:
        return ""
    day = date_format(timezone.localtime(one.written_at), "j F Y")
    return ", ".join(filter(None, (one.written_by.name if one.written_by else "", day)))


def period_in_words(period: Period) -> str:
    """ "period 1 of 2026-2027"."""
    return _("period %(number)s of %(year)s") % {"number": period.number, "year": period.year.name}
