"""Factors and notes: read by who sees the pupil, written by who may write in the file."""

import uuid

from gezien.notes.models import Factor, NoteDraft
from gezien.schools.models import User
from tests.factories.notes import make_factor, make_note
from tests.permissions import OWN_TEACHERS, Row, everyone

WRITERS = (*OWN_TEACHERS, "sanne")
FACTOR = {"text": "hulpvaardig", "domain": "social", "source": "child", "direction": "stimulating"}


def of_pupil(world):
    return {"pupil": world.pupil.pk}


def of_factor(world):
    return {"pk": make_factor(world.pupil).pk}


ROWS = [
    Row("notes:factors", everyone(*WRITERS, "karim"), of_pupil),
    Row("notes:factors", everyone(*WRITERS, status=302, karim=403), of_pupil, "post", lambda world: FACTOR),
    Row("notes:factor", everyone(*WRITERS, karim=403), of_factor),
    Row(
        "notes:factor",
        everyone(*WRITERS, status=302, karim=403),
        of_factor,
        "post",
        lambda world: {**FACTOR, "version": Factor.objects.latest("pk").version},
    ),
    Row("notes:factor-end", everyone(*WRITERS, status=302, karim=403), of_factor, "post"),
    Row("notes:factor-reopen", everyone(*WRITERS, status=302, karim=403), of_factor, "post"),
]


def form(world, **values):
    """A filled-in note about the pupil of 5b."""
    return {
        "form": uuid.uuid4(),
        "pupil": world.pupil.pk,
        "kind": "memo",
        "text": "Neemt morgen de atlas mee.",
        "happened_on": "2027-02-04",
        "visibility": "team",
        **values,
    }


def emmys_note(world):
    return {"pk": make_note(world.pupil, User.objects.get(username="leerkracht")).pk}


def emmys_draft(world):
    draft = NoteDraft.objects.create(
        school=world.school, author=User.objects.get(username="leerkracht"), form=uuid.uuid4(), text="Neemt"
    )
    return {"form": draft.form}


NO_WRITER = {"karim": 403, "marleen": 403, "petra": 403}
ROWS += [
    Row("notes:add", everyone(*WRITERS, "fleur", **NO_WRITER)),
    # Fleur may write notes, but not about this pupil: her form is refused and shown again.
    Row("notes:add", everyone(*WRITERS, status=302, fleur=422, **NO_WRITER), method="post", data=form),
    Row("notes:edit", everyone("emmy", tom=403, sanne=403, karim=403), emmys_note),
    Row(
        "notes:edit",
        everyone("emmy", status=302, tom=403, sanne=403, karim=403),
        emmys_note,
        "post",
        lambda world: form(world, note_version=1),
    ),
    # Once closed by the first, Tom no longer sees it; the coach still does.
    Row("notes:restrict", everyone("emmy", "sanne", status=302, karim=403), emmys_note, "post"),
    Row("notes:draft-discard", everyone("emmy", status=302, **NO_WRITER), emmys_draft, "post"),
]
