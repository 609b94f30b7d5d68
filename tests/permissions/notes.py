"""Factors and notes: read by who sees the pupil, written by who may write in the file."""

import uuid

from gezien.notes.actions.notes import change_note
from gezien.notes.models import Factor, NoteDraft
from gezien.schools.models import User
from gezien.schools.rules import member_of
from tests.factories.notes import factor_domain, factor_source, make_attachment, make_factor, make_note
from tests.permissions import OWN_TEACHERS, STAFF, Row, everyone

WRITERS = (*OWN_TEACHERS, "sanne")
AGREES = ("sanne", "karim", "marleen")


def factor_data(world):
    """A filled-in factor."""
    words = {"domain": factor_domain(world.school, "social").pk, "source": factor_source(world.school, "child").pk}
    return {"text": "hulpvaardig", "direction": "stimulating", **words}


def of_domain(world):
    return {"kind": "domains", "pk": factor_domain(world.school, "social").pk}


def of_pupil(world):
    return {"pupil": world.pupil.pk}


def of_factor(world):
    return {"pk": make_factor(world.pupil).pk}


ROWS = [
    Row("notes:factors", everyone(*WRITERS, "karim"), of_pupil),
    Row("notes:factors", everyone(*WRITERS, status=302, karim=403), of_pupil, "post", factor_data),
    Row("notes:factor", everyone(*WRITERS, karim=403), of_factor),
    Row(
        "notes:factor",
        everyone(*WRITERS, status=302, karim=403),
        of_factor,
        "post",
        lambda world: {**factor_data(world), "version": Factor.objects.latest("pk").version},
    ),
    Row("notes:factor-end", everyone(*WRITERS, status=302, karim=403), of_factor, "post"),
    Row("notes:factor-reopen", everyone(*WRITERS, status=302, karim=403), of_factor, "post"),
    Row("notes:factor-confirm", everyone(*WRITERS, status=302, karim=403), of_factor, "post"),
    Row("notes:factor-undo", everyone(*WRITERS, status=302, karim=403), of_factor, "post"),
    Row("notes:factors-of-group", everyone(*WRITERS, "karim"), lambda world: {"group": world.group_5b.pk}),
    Row("notes:factor-terms", {**dict.fromkeys(STAFF, 403), **everyone(*AGREES)}),
    Row(
        "notes:factor-renewal-term",
        {**dict.fromkeys(STAFF, 403), **everyone(*AGREES, status=302, karim=409, marleen=409)},
        method="post",
        data=lambda world: {"months": 9, "version": 1},
    ),
    Row(
        "notes:factor-term-add",
        {**dict.fromkeys(STAFF, 403), **everyone(*AGREES, status=302)},
        lambda world: {"kind": "domains"},
        "post",
        lambda world: {"name": "Engels"},
    ),
    Row(
        "notes:factor-term-rename",
        {**dict.fromkeys(STAFF, 403), **everyone(*AGREES, status=302, karim=409, marleen=409)},
        of_domain,
        "post",
        lambda world: {"name": "Omgaan met elkaar", "version": 1},
    ),
    Row("notes:factor-term-retire", {**dict.fromkeys(STAFF, 403), **everyone(*AGREES, status=302)}, of_domain, "post"),
]


def form(world, **values):
    """A filled-in note about the pupil of 5b."""
    return {
        "form": uuid.uuid4(),
        "pupils": [world.pupil.pk],
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


def emmys_revision(world):
    emmy = User.objects.get(username="leerkracht")
    note = make_note(world.pupil, emmy)
    change_note(
        by=member_of(emmy, world.school.slug), note=note, expected=1, kind="memo", text="anders", visibility="team"
    )
    return {"pk": note.pk, "revision": note.revisions.order_by("pk").first().pk}


def just_kept(world):
    return {"form": make_note(world.pupil, User.objects.get(username="leerkracht"), form=uuid.uuid4()).form}


def emmys_attachment(world):
    note = make_note(world.pupil, User.objects.get(username="leerkracht"))
    return {"pk": make_attachment(note).pk}


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
    Row("notes:readers", everyone(*WRITERS, "fleur", **NO_WRITER)),
    Row("notes:detail", everyone(*WRITERS, "karim"), emmys_note),
    Row("notes:revisions", everyone(*WRITERS, "karim"), emmys_note),
    Row("notes:restore", everyone("emmy", status=302, tom=403, sanne=403, karim=403), emmys_revision, "post"),
    Row("notes:undo", everyone("emmy"), just_kept),
    Row("notes:undo", everyone("emmy", "tom", "sanne", "fleur", status=302, **NO_WRITER), just_kept, "post"),
    Row("notes:draft-attach", everyone("emmy", **NO_WRITER), emmys_draft, "post"),
    Row("notes:attachment", everyone(*WRITERS, "karim"), emmys_attachment),
    Row("notes:attachment-preview", everyone(*WRITERS, "karim"), emmys_attachment),
    Row("notes:attachment-remove", everyone("emmy", status=302), emmys_attachment, "post"),
    # Once closed by the first, Tom no longer sees it; the coach still does.
    Row("notes:restrict", everyone("emmy", "sanne", status=302, karim=403), emmys_note, "post"),
    Row("notes:draft-discard", everyone("emmy", status=302, **NO_WRITER), emmys_draft, "post"),
]
