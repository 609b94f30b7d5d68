"""Talks by a guide with own scores, a note about several pupils and about a group, one of them with a photo."""

import datetime as dt
import io
import uuid

from django.core.files.base import ContentFile
from PIL import Image, ImageDraw

from gezien.demo.days import LAST_DAY, school_day
from gezien.demo.world import Child, World
from gezien.notes.models import Attachment, GuideQuestion, Note, Talk, TalkAnswer, TalkGuide
from gezien.notes.talk_words import in_words

AUTUMN = (dt.date(2026, 10, 5), dt.date(2026, 12, 4))
RECENT = (dt.date(2027, 1, 11), LAST_DAY)
SHARE = 0.22  # of the pupils held their talk by the guide; the others' teachers wrote a note
SAID = {
    "proud": (
        "Mijn werkstuk over vulkanen.",
        "Dat ik mijn zusje help met lezen.",
        "Mijn tekening in de gang.",
        "Dat ik nu een hele bladzijde volhoud.",
    ),
    "wants": (
        "Vlotter lezen, want dan kan ik de dikke boeken.",
        "Breuken. Die snap ik nog half.",
        "Dat ik durf te vertellen in de kring.",
        "Klokkijken met minuten.",
    ),
    "needs": (
        "Eerst een voorbeeld, dan zelf.",
        "Een rustig plekje bij het raam.",
        "Dat iemand met mij begint.",
        "Oefenen met een maatje dat het al kan.",
    ),
}
OTHERWISE = ("Samen met mijn maatje.", "Elke dag een beetje.", "Dat ging vanzelf beter toen ik vaker oefende.")


def add_talks(world: World) -> None:
    """For some pupils an autumn talk, and for some of them one of this month to compare it with."""
    guides = {
        guide.pk: list(guide.editions.get(number=1).questions.order_by("position"))
        for guide in TalkGuide.objects.filter(school=world.school, kind=Note.Kind.PUPIL_TALK).order_by("pk")
    }
    chosen = [child for child in world.children if child.chance("talks").random() < SHARE and not child.pupil.left_on]
    notes, talks, answers = [], [], []
    for child in chosen:
        chance = child.chance("talks by a guide")
        questions = next(rows for rows in guides.values() if _fits(rows, child))
        scores: dict[int, int] = {}
        for first, last in (AUTUMN, RECENT)[: 2 if chance.random() < 0.4 or child.story else 1]:
            if child.came_on > first:
                continue
            note, talk = _talk(world, child, questions, school_day(chance, first, last))
            said = [_answer(talk, question, scores, chance) for question in questions]
            notes.append(note)
            talks.append(talk)
            answers += [answer for answer in said if answer]
    Note.objects.bulk_create(notes)
    Talk.objects.bulk_create(talks)
    TalkAnswer.objects.bulk_create(answers)
    _tell(talks)
    _about_several(world)


def _fits(questions: list[GuideQuestion], child: Child) -> bool:
    guide = questions[0].edition.guide
    return guide.from_year <= child.grade <= guide.to_year


def _talk(world: World, child: Child, questions: list[GuideQuestion], day: dt.date) -> tuple[Note, Talk]:
    author = world.writer(2026, child.groups[2026], 0)
    about = {"school": world.school, "pupil": child.pupil, "author": author, "happened_on": day}
    note = Note(kind=Note.Kind.PUPIL_TALK, text="", **about)
    present = f"{child.pupil.call_name} en {author.first_name if author else 'de leerkracht'}"
    return note, Talk(note=note, edition=questions[0].edition, present=present, **about)


def _answer(talk: Talk, question: GuideQuestion, scores: dict[int, int], chance) -> TalkAnswer | None:
    answer = TalkAnswer(school_id=talk.school_id, talk=talk, question=question)
    if question.answer == GuideQuestion.Answer.SCORE:
        was = scores.get(question.pk)
        answer.score = chance.randint(4, 9) if was is None else min(10, max(2, was + chance.choice([-1, 0, 1, 1, 2])))
        scores[question.pk] = answer.score
        return answer
    if not question.purpose and chance.random() < 0.55:
        return None
    answer.text = chance.choice(SAID.get(question.purpose, OTHERWISE))
    return answer


def _tell(talks: list[Talk]) -> None:
    """What the file says of each talk, by the same words as a teacher's."""
    found = Talk.objects.filter(pk__in=[talk.pk for talk in talks]).select_related("note", "edition")
    told: list[Note] = []
    for talk in found.prefetch_related("answers").order_by("pk"):
        if talk.note:
            talk.note.text = in_words(talk)
            told.append(talk.note)
    Note.objects.bulk_update(told, ["text"])


def _about_several(world: World) -> None:
    """In the first group of the largest school: three pupils who built a tower, and the group after the holiday."""
    group = world.groups.get((2026, "5b"))
    if group is None:
        return
    children = [child for child in world.children if child.groups.get(2026) == "5b" and not child.pupil.left_on][:3]
    author = world.writer(2026, "5b", 0)
    values = {"school": world.school, "author": author, "kind": Note.Kind.OBSERVATION}
    text = (
        "Bouwden samen een toren van papier die een atlas droeg. Om de beurt een idee, en elk idee werd uitgeprobeerd."
    )
    form = uuid.UUID(int=5_2027)
    notes = [
        Note.objects.create(pupil=child.pupil, text=text, happened_on=dt.date(2027, 1, 28), form=form, **values)
        for child in children
    ]
    stored = _photo(notes[0])
    for note in notes[1:]:
        stored.pk, stored.note = None, note
        stored.save()
    text = "Rustige start na de vakantie. De nieuwe zitplaatsen werken: minder loopjes, meer overleg in tweetallen."
    Note.objects.create(group=group, text=text, happened_on=dt.date(2027, 1, 6), **values)


def _photo(note: Note) -> Attachment:
    """A drawing of a tower, as a photo would be kept."""
    picture = Image.new("RGB", (640, 480), "#eef3ee")
    pen = ImageDraw.Draw(picture)
    for floor in range(6):
        width = 220 - 26 * floor
        pen.rectangle((320 - width // 2, 410 - 60 * floor, 320 + width // 2, 460 - 60 * floor), "#d8b98a", "#8a6a3c", 3)
    pen.rectangle((270, 80, 370, 104), "#0f5c6e")
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=80)
    attachment = Attachment(
        school_id=note.school_id,
        note=note,
        name="toren van papier.jpg",
        content_type="image/jpeg",
        size=out.tell(),
        added_by=note.author,
    )
    attachment.file.save("", ContentFile(out.getvalue()), save=False)
    attachment.preview.save("", ContentFile(out.getvalue()), save=False)
    attachment.save()
    return attachment
