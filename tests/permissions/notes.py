"""Factors and notes: read by who sees the pupil, written by who may write in the file."""

import uuid

from gezien.notes.actions.guides import latest_edition
from gezien.notes.actions.notes import change_note
from gezien.notes.actions.talks import finish_talk, start_talk
from gezien.notes.models import Factor, NoteDraft, Talk, TalkGuide
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


def emmys_talk(world):
    emmy = member_of(User.objects.get(username="leerkracht"), world.school.slug)
    return {"pk": start_talk(by=emmy, pupil=world.pupil, guide=TalkGuide.objects.order_by("pk").last()).pk}


def kept_talk(world):
    found = emmys_talk(world)
    emmy = member_of(User.objects.get(username="leerkracht"), world.school.slug)
    finish_talk(by=emmy, talk=Talk.objects.get(pk=found["pk"]))
    return found


def of_guide(world):
    return {"pk": TalkGuide.objects.order_by("pk").first().pk}


def of_question(world):
    guide = TalkGuide.objects.order_by("pk").first()
    return {"pk": guide.pk, "key": latest_edition(guide).questions.order_by("position").last().key}


QUESTION = {"text": "Waar word je blij van?", "answer": "text", "section": "", "purpose": ""}
AGREED = everyone("sanne", "karim", "marleen", emmy=403, tom=403, fleur=403, petra=403)
SAVES_AGREED = everyone("sanne", "karim", "marleen", status=302, emmy=403, tom=403, fleur=403, petra=403)
ROWS += [
    Row("notes:talks", everyone(*WRITERS, "karim"), lambda world: {"group": world.group_5b.pk}),
    Row("notes:talk-start", everyone(*WRITERS, karim=403), of_pupil),
    Row(
        "notes:talk-start",
        everyone(*WRITERS, status=302, karim=403),
        of_pupil,
        "post",
        lambda world: {"guide": TalkGuide.objects.order_by("pk").first().pk},
    ),
    # Until it is in the file a talk is its author's alone; then it is read, and changed only by the author.
    Row("notes:talk", everyone("emmy"), emmys_talk),
    Row("notes:talk", everyone("emmy", tom=403, sanne=403, karim=403), kept_talk),
    Row("notes:talk-web", everyone(*WRITERS, "karim"), kept_talk),
    Row("notes:talk-reopen", {**everyone(*WRITERS, "karim", status=403), "emmy": 200}, kept_talk),
    Row(
        "notes:talk-reopen", everyone("emmy", status=302), kept_talk, "post"
    ),  # after emmy there is nothing to take out
    Row("notes:talk-discard", everyone("emmy", status=302), emmys_talk, "post"),
    Row("notes:guides", everyone(*STAFF)),
    Row(
        "notes:guides", {**SAVES_AGREED, **dict.fromkeys(AGREES, 302)}, method="post", data=lambda world: {"starter": 1}
    ),
    Row("notes:guide", AGREED, of_guide),
    Row("notes:guide-paper", everyone(*STAFF), lambda world: {"guide": of_guide(world)["pk"]}),
    Row("notes:guide-retire", SAVES_AGREED, of_guide, "post"),
    Row("notes:question-add", SAVES_AGREED, of_guide, "post", lambda world: QUESTION),
    # Who saves after the first gets their words back beside what stands there now.
    Row(
        "notes:question",
        SAVES_AGREED | {"karim": 409, "marleen": 409},
        of_question,
        "post",
        lambda world: {**QUESTION, "version": 1},
    ),
    Row("notes:question-move", SAVES_AGREED, of_question, "post", lambda world: {"step": "up"}),
    # Once removed by the first, the others no longer find it.
    Row(
        "notes:question-remove",
        everyone("sanne", status=302, emmy=403, tom=403, fleur=403, petra=403),
        of_question,
        "post",
    ),
]
