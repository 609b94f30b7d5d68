"""Three years of results: talents that grow with the years, with luck on the day; stories as they are told."""

import datetime as dt

from gezien.demo import cast, scales
from gezien.demo.days import LAST_DAY
from gezien.demo.scales import Scale
from gezien.demo.world import Child, World
from gezien.results.models import Delivery, Result

# first day of the two weeks in which the tests of a moment are taken
WINDOWS = {
    (2024, "M"): dt.date(2025, 1, 20),
    (2024, "E"): dt.date(2025, 6, 2),
    (2025, "M"): dt.date(2026, 1, 19),
    (2025, "E"): dt.date(2026, 6, 1),
    (2026, "M"): dt.date(2027, 1, 18),
}
FLEMISH_WINDOWS = {
    (2024, "M"): dt.date(2025, 2, 3),
    (2025, "B"): dt.date(2025, 10, 6),
    (2025, "M"): dt.date(2026, 2, 2),
    (2026, "B"): dt.date(2026, 10, 5),
    (2026, "M"): dt.date(2027, 1, 18),
}
# A class has its own history: this much better or worse than the school, in standard deviations.
CLASSES = {
    (cast.SCHOOL, "3"): {"technisch-lezen": 0.2},
    (cast.SCHOOL, "4"): {"spelling": -0.35, "begrijpend-lezen": 0.1},
    (cast.SCHOOL, "5a"): {"rekenen": 0.25},
    (cast.SCHOOL, "5b"): {"begrijpend-lezen": 0.05, "werkhouding": 0.1},
    (cast.SCHOOL, "6"): {"rekenen": -0.4, "werkhouding": -0.2},
    (cast.SCHOOL, "7"): {"begrijpend-lezen": 0.25, "spelling": 0.2},
    (cast.SCHOOL, "8"): {"rekenen": 0.35, "begrijpend-lezen": -0.15},
}
LISTS = [("werkhouding", "werkhouding", 0.45), ("sociaal-emotioneel", "sociaal-emotioneel", 0.55)]
DAY_OF_LIST = {"werkhouding": 7, "sociaal-emotioneel": 8}  # days after the Monday
# method tests of this year: instrument, days
METHOD_TESTS = {
    "methode-rekenen": [(9, 11), (10, 2), (11, 6), (11, 27), (12, 18), (1, 15)],
    "methode-spelling": [(9, 18), (10, 9), (11, 13), (12, 4), (1, 22)],
}
METHOD_ITEMS = 40


def add_results(world: World) -> None:
    """Results of every child since it came here, taken in the windows of its years."""
    rows = []
    windows = FLEMISH_WINDOWS if world.is_flemish else WINDOWS
    deliveries = {moment: _delivery(world, *moment) for moment in windows}
    for child in world.children:
        _give_talent(world, child)
        for (first, part), monday in windows.items():
            if first >= child.since and child.grade - (2026 - first) >= 1:
                rows += _moment(world, child, (first, part), monday, deliveries[first, part])
        if child.grade >= 3 and not world.is_flemish:
            rows += _method_tests(world, child)
    Result.objects.bulk_create(rows)


def _give_talent(world: World, child: Child) -> None:
    """One general talent, and a share of its own for each subject."""
    chance = child.chance("talent")
    general = chance.gauss(0.3, 0.72)
    shift = CLASSES.get((world.school.name, child.group), {})
    for subject in world.subjects:
        weight = 0.75 if subject not in ("werkhouding", "sociaal-emotioneel") else 0.4
        child.talent[subject] = weight * general + chance.gauss(0, 0.52) + shift.get(subject, 0)


def _delivery(world: World, first: int, part: str) -> Delivery:
    """The file in which the tests of one moment came."""
    source = f"toetsen-{part}-{first}-{first + 1}.csv"
    return Delivery.objects.create(school=world.school, source=source, made_by=world.administrator)


def _moment(world: World, child: Child, at: tuple[int, str], monday: dt.date, delivery: Delivery) -> list[Result]:
    """All tests of one pupil at one moment; before group 3 only the lists."""
    first, part = at
    moment = f"{part}{child.grade - (2026 - first) - (2 if world.is_flemish else 0)}"
    chance = child.chance(f"{first}{part}")
    rows: list[Result] = []
    for code, figure, level, z, extra in _scores(world, child, moment, chance):
        is_list = code in DAY_OF_LIST
        week = 7 if chance.random() < 0.05 and not is_list else 0  # ill that day: a week later
        taken_on = monday + dt.timedelta(days=DAY_OF_LIST.get(code, len(rows) % 5) + week)
        is_missing = chance.random() < 0.008 and child.story is None
        if is_missing or _away(child, taken_on):
            continue
        child.course.setdefault(code, []).append((moment, taken_on, figure, level, z))
        row = _result(world, child, code, (moment, taken_on, figure, level), extra)
        row.delivery, row.entered_by = (None, world.writer(first, child.groups[first])) if is_list else (delivery, None)
        rows.append(row)
    return rows


def _away(child: Child, day: dt.date) -> bool:
    return day < child.came_on or (child.pupil.left_on is not None and day > child.pupil.left_on)


def _scores(world: World, child: Child, moment: str, chance):
    """(instrument, figure, level, z, raw and reference scores) of one moment, in the order in which tests are taken."""
    known = scales.FLEMISH_MOMENTS if world.is_flemish else scales.MOMENTS
    if moment in known:
        for scale in scales.FLEMISH if world.is_flemish else scales.DUTCH:
            if scale.is_taken(moment):
                yield _scaled(child, scale, moment, chance)
        z = child.talent["technisch-lezen"] + chance.gauss(0, 0.3)
        if not world.is_flemish or moment[0] == "M":
            dutch = moment if not world.is_flemish else f"M{int(moment[1]) + 2}"
            yield ("avi", None, _told(child, "avi", moment) or _avi(child, dutch, z), z, {})
    for code, subject, better in LISTS:
        z = child.talent[subject] + better - 0.35 + chance.gauss(0, 0.35)
        letter = next((letter for bound, letter in scales.LETTER_CUTS if z >= bound), "E")
        yield code, None, _told(child, code, moment) or letter, z, {}


def _told(child: Child, code: str, moment: str):
    """What the child's story says of this test at this moment; None without a story."""
    if child.story is None or moment not in scales.MOMENTS[:5]:
        return None
    told = child.story.results[code]
    place = scales.MOMENTS.index(moment) - (5 - len(told))
    return told[place] if place >= 0 else None


def _avi(child: Child, moment: str, z: float) -> str:
    """Readers seldom fall back a level."""
    level = scales.avi_level(moment, z)
    course = child.course.get("avi", [])
    last = course[-1][3] if course else "Start"
    return max(level, last, key=scales.AVI.index)


def _scaled(child: Child, scale: Scale, moment: str, chance) -> tuple:
    z = child.talent[scale.subject] + chance.gauss(0, 0.33)
    mean = scale.mean(moment)
    figure = _told(child, scale.code, moment) or max(round(mean + scale.spread * z), 1)
    z = (figure - mean) / scale.spread
    correct = min(max(round(scale.items * (0.66 + 0.13 * z)), 3), scale.items)
    extra: dict = {"scores": {"NumberCorrect": correct, "NumberItems": scale.items}}
    if scale.has_equivalents:
        extra["references"] = _references(scale, moment, figure, z)
    return scale.code, figure, scale.level(z), z, extra


def _references(scale: Scale, moment: str, figure: int, z: float) -> list[dict]:
    """Functioning level and months of teaching; from group 6 the national reference level too."""
    months = min(max(round(scales.MONTHS[moment] + 8 * z), 0), 60)
    rows = [("FunctioningLevel", scale.functioning_level(figure)), ("DLE", str(months))]
    if moment[1] in "678" and scale.code != "lvs-spelling":
        higher = "1S" if scale.code == "lvs-rekenen" else "2F"
        rows.append(("RnTR", "<1F" if z < -1.1 else "1F" if z < 0.35 else higher))
    return [{"type": kind, "group": "", "value": value} for kind, value in rows]


def _result(world: World, child: Child, code: str, score: tuple, extra: dict) -> Result:
    moment, taken_on, figure, level = score
    return Result(
        school_id=world.school.pk,
        pupil_id=child.pupil.pk,
        instrument_id=world.instruments[code].pk,
        moment=moment,
        taken_on=taken_on,
        figure=figure,
        level=level,
        scores=extra.get("scores", {}),
        references=extra.get("references", []),
    )


def _method_tests(world: World, child: Child) -> list[Result]:
    """Percentages of the books' own tests, every few weeks of this year."""
    chance = child.chance("method tests")
    rows = []
    for code, days in METHOD_TESTS.items():
        talent = child.talent[world.instruments[code].subject.code]
        if child.story:
            talent = child.course[f"lvs-{code.removeprefix('methode-')}"][-1][4]
        for month, day in days:
            taken_on = dt.date(2027 if month < 8 else 2026, month, day)
            share = min(max(0.8 + 0.1 * talent + chance.gauss(0, 0.07), 0.2), 1)
            correct = round(METHOD_ITEMS * share)
            if chance.random() < 0.03 or _away(child, taken_on) or taken_on > LAST_DAY:
                continue
            extra = {"scores": {"NumberCorrect": correct, "NumberItems": METHOD_ITEMS}}
            row = _result(world, child, code, ("", taken_on, correct * 100 / METHOD_ITEMS, ""), extra)
            row.entered_by = world.writer(2026, child.group)
            rows.append(row)
    return rows
