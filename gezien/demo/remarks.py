"""What September's reviews said of the group, and what its teachers took away: February's begin with it."""

from gezien.demo.cast import SCHOOL
from gezien.demo.world import World
from gezien.meetings.actions.stage import in_words_of
from gezien.meetings.models import Meeting, Remark
from gezien.meetings.points import POINTS

# By group: words on themes and on what is taken away, by the key of the point.
SAID = {
    "3": {
        "atmosphere": "Nieuwsgierig en vrolijk. Nieuwe kinderen horen er al bij.",
        "independence": "Wachten op hulp is nog lang; het blokje op tafel helpt.",
        "differences": "De helft leest al korte woorden, vijf kinderen kennen nog weinig letters.",
        "approach": "Letters elke dag kort herhalen, met beweging erbij.",
        "organisation": "Elke ochtend een kwartier aan de instructietafel, de rest leest met een maatje.",
        "support": "De leescoördinator kijkt in oktober een keer mee.",
    },
    "5b": {
        "atmosphere": "Warm; ruzies lossen de kinderen vaker zelf op.",
        "work_climate": "Starten na de pauze kost tijd. Met het doel op het bord gaat het vlotter.",
        "cooperation": "In tweetallen goed, in viertallen doen twee kinderen het werk.",
        "differences": "Bij lezen en rekenen dezelfde vier kinderen aan de instructietafel; zes kunnen meer aan.",
        "approach": "Vooraf vertellen wat komt, hardop voordoen, en dan pas zelf.",
        "organisation": "Drie vaste momenten van twintig minuten; wie klaar is, weet wat dan.",
        "support": "Een collega die één keer naar de start van de les kijkt.",
    },
    "6": {
        "interaction": "De toon onderling is soms scherp; complimenten benoemen werkt.",
        "independence": "De weektaak loopt. Nakijken gebeurt nog slordig.",
        "differences": "Grote verschillen bij begrijpend lezen, bij rekenen juist weinig.",
        "approach": "Samen een tekst voordenken, daarna in tweetallen.",
        "organisation": "Begrijpend lezen naar de ochtend.",
        "support": "Tijd om de teksten voor te bereiden.",
    },
    "7": {
        "group_forming": "Twee groepjes die weinig mengen; wisselende tweetallen helpen.",
        "work_climate": "Rustig en taakgericht.",
        "differences": "Acht kinderen zijn toe aan meer rekenen, drie missen de breuken van groep 6.",
        "approach": "Breuken eerst met materiaal; verdieping met een eigen doel.",
        "organisation": "Op vrijdag een half uur voor wie meer aankan.",
        "support": "Meedenken over een rijke rekenopdracht per week.",
    },
}


def add_remarks(world: World) -> None:
    """In De Zwaluw; nothing in the other schools."""
    if world.school.name != SCHOOL:
        return
    held = Meeting.objects.filter(school=world.school, closed_at__isnull=False, group__name__in=SAID)
    Remark.objects.bulk_create(
        Remark(
            school=world.school,
            meeting=meeting,
            part=point.part,
            key=point.key,
            label=in_words_of(world.school, point.label),
            text=SAID[meeting.group.name][point.key],
            author=world.coach,
        )
        for meeting in held.select_related("group")
        for point in POINTS.values()
        if meeting.group and point.key in SAID[meeting.group.name]
    )
