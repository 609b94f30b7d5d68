"""Observations and talks of three years: most pupils were seen lately, some in the quiet middle were not."""

import datetime as dt

from gezien.demo import sentences
from gezien.demo.days import LAST_DAY, school_day
from gezien.demo.world import Child, World
from gezien.notes.models import Note
from gezien.pupils.models import Pupil
from gezien.schools.models import School

K = Note.Kind
TERM_STARTS, RECENT = dt.date(2026, 8, 31), dt.date(2027, 1, 5)
UNSEEN_FROM = dt.date(2026, 12, 14)  # nothing after this day: more than six weeks ago
AUTUMN_TALKS = (dt.date(2026, 10, 5), dt.date(2026, 12, 4))
PARENT_WEEKS = (dt.date(2026, 11, 2), dt.date(2026, 11, 13))


def add_notes(world: World) -> None:
    """This year's notes of every pupil, and a few of each earlier year."""
    rows = []
    for place, child in enumerate(world.children):
        if child.story:
            rows += [
                _note(world, child, (K(kind), dt.date.fromisoformat(day), text), number)
                for number, (day, kind, text) in enumerate(child.story.notes)
            ]
        else:
            # About one in twelve was not seen for weeks: pupils in the middle, not those with a need.
            is_unseen = place % 12 == 7 and abs(child.talent.get("rekenen", 0)) < 1.2
            rows += _this_year(world, child, is_unseen)
        rows += _earlier_years(world, child)
    Note.objects.bulk_create(rows)


def _this_year(world: World, child: Child, is_unseen: bool) -> list[Note]:
    """Observations, an autumn talk with the pupil, the parents in November, and what chance adds."""
    chance = child.chance("notes")
    start = max(TERM_STARTS, child.came_on)
    end = min(UNSEEN_FROM if is_unseen else LAST_DAY, child.pupil.left_on or LAST_DAY)
    planned = [(K.OBSERVATION, start, end)] * chance.choice([1, 1, 2, 3])
    if not is_unseen:
        planned.append((K.OBSERVATION, RECENT, end))
    if chance.random() < (0.8 if child.grade > 2 else 0.45):
        planned.append((K.PUPIL_TALK, *AUTUMN_TALKS))
    if not is_unseen and chance.random() < 0.15:
        planned.append((K.PUPIL_TALK, RECENT, end))
    if chance.random() < 0.94:
        planned.append((K.PARENT_TALK, *PARENT_WEEKS))
    if chance.random() < 0.06:
        planned.append((K.MEMO, start, end))
    return [
        _written(world, child, (kind, school_day(chance, first, min(last, end))), chance, number=number)
        for number, (kind, first, last) in enumerate(planned)
        if start <= first <= end
    ]


def _earlier_years(world: World, child: Child) -> list[Note]:
    """A talk with the parents and an observation of each year the pupil was here."""
    chance = child.chance("earlier notes")
    rows = []
    for first in sorted(child.groups):
        if first == 2026 or chance.random() < 0.25:
            continue
        begin = max(dt.date(first, 9, 8), child.came_on)
        for kind, until in ((K.PARENT_TALK, dt.date(first, 11, 20)), (K.OBSERVATION, dt.date(first + 1, 6, 20))):
            if begin < until and chance.random() < 0.8:
                rows.append(_written(world, child, (kind, school_day(chance, begin, until)), chance, first=first))
    return rows


def _written(world: World, child: Child, moment: tuple, chance, *, number: int = 0, first: int = 2026) -> Note:
    """A note with a text that fits the year group of that time; a few are for few eyes."""
    kind, day = moment
    if first == 2026 and kind in (K.PARENT_TALK, K.PUPIL_TALK) and chance.random() < 0.02:
        text = sentences.CONFIDENTIAL[0 if kind == K.PARENT_TALK else 1]
        note = _note(world, child, (kind, day, _filled(text, child)), number, first)
        note.visibility = Note.Visibility.RESTRICTED
        return note
    text = _TEXTS[kind](child, child.grade - (2026 - first), chance)
    return _note(world, child, (kind, day, _filled(text, child)), number, first)


def _note(world: World, child: Child, told: tuple, number: int, first: int = 2026) -> Note:
    kind, day, text = told
    return Note(
        school=world.school,
        pupil=child.pupil,
        kind=kind,
        text=text,
        happened_on=day,
        author=world.writer(first, child.groups[first], number),
    )


def _observation(child: Child, grade: int, chance) -> str:
    """What went well; often what was hard and what helped."""
    topic = chance.choice([topic for topic in sentences.OBSERVATIONS if grade in topic.grades])
    good = chance.choice([text for text in topic.good if text not in child.told] or topic.good)
    child.told.add(good)
    return " ".join([good, *(chance.choice(topic.hard) if chance.random() < 0.65 else ())])


def _pupil_talk(_child: Child, grade: int, chance) -> str:
    return chance.choice(sentences.PUPIL_TALK).format_map(
        _Later(
            proud=chance.choice(_for(sentences.PROUD, grade)),
            wants=chance.choice(_for(sentences.WANTS, grade)),
            helps=chance.choice(sentences.HELPS),
        )
    )


def _parent_talk(_child: Child, grade: int, chance) -> str:
    sees, agreed = chance.choice(_for(sentences.PARENT_TALK, grade))
    return f"{chance.choice(sentences.PARENT_OPENING)} {sees} Afgesproken: {agreed}."


_TEXTS = {
    K.OBSERVATION: _observation,
    K.PUPIL_TALK: _pupil_talk,
    K.PARENT_TALK: _parent_talk,
    K.MEMO: lambda _child, _grade, chance: chance.choice(sentences.MEMOS),
}


class _Later(dict):
    """Leaves the names it does not know for a second round."""

    def __missing__(self, key: str) -> str:
        return f"{{{key}}}"


def _for(by_grades: dict[range, tuple], grade: int) -> tuple:
    return next(texts for grades, texts in by_grades.items() if grade in grades)


def _filled(text: str, child: Child) -> str:
    """The pupil's name and the words that follow the gender."""
    is_girl = child.pupil.gender == Pupil.Gender.FEMALE
    hij, hem, zijn = ("ze", "haar", "haar") if is_girl else ("hij", "hem", "zijn")
    words = {"hij": hij, "hem": hem, "zijn": zijn, "Hij": hij.capitalize(), "Zijn": zijn.capitalize()}
    text = text.format(name=child.pupil.call_name, **words)
    return text.replace("voorjaarsvakantie", "krokusvakantie") if _is_flemish(child) else text


def _is_flemish(child: Child) -> bool:
    return child.pupil.school.country == School.Country.FLANDERS
