"""The seven of group 5b that screens, tests and docs speak of; each with a story. All are invented."""

from dataclasses import dataclass, field

from gezien.pupils.models import Pupil

LANGUAGE, ARITHMETIC, ATTITUDE, SOCIAL = ("language", "arithmetic", "work_attitude", "social")
CHILD, EDUCATION, HOME = ("child", "education", "home")
GIRL, BOY = Pupil.Gender.FEMALE, Pupil.Gender.MALE


@dataclass(frozen=True)
class Story:
    """`results` by instrument: M3, E3, M4, E4, M5 (reading comprehension starts at E3). Notes: (day, kind, text)."""

    name: tuple[str, str, str]
    gender: int
    cluster: str
    results: dict[str, list]
    strengths: list[tuple[str, str, str]]
    hindrances: list[tuple[str, str, str]]
    notes: list[tuple[str, str, str]]
    needs: list[tuple[int, str, str, str]] = field(default_factory=list)  # period, subject, goal, support


CODES = ("lvs-begrijpend-lezen", "avi", "dmt", "lvs-spelling", "lvs-rekenen", "werkhouding", "sociaal-emotioneel")


def _results(*told: list[int] | str) -> dict[str, list]:
    """Levels of AVI stand apart, letters of the lists together."""
    rows = zip(CODES, told, strict=True)
    return {code: row.split() if code == "avi" and isinstance(row, str) else list(row) for code, row in rows}


STORIES = [
    Story(
        ("Noor", "van", "Dijk"),
        GIRL,
        "Intensief",
        _results(
            [106, 127, 139, 136],
            "Start M3 E3 M4 E3",
            [14, 24, 33, 40, 42],
            [112, 148, 176, 202, 219],
            [96, 116, 145, 143, 139],
            "BCCCD",
            "BBBBB",
        ),
        [(LANGUAGE, CHILD, "begrijpt verhalen"), (SOCIAL, CHILD, "hulpvaardig")],
        [(LANGUAGE, CHILD, "tempo bij het lezen")],
        [
            (
                "2027-01-27",
                "observation",
                (
                    "Noor vertelt het voorgelezen verhaal precies na, met de goede volgorde. Zelf "
                    "lezen gaat spellend: tien zinnen in vijf minuten. Met voor-koor-door las ze daarna de helft vlotter."
                ),
            ),
            (
                "2027-01-12",
                "observation",
                (
                    "Helpt uit zichzelf een nieuw groepje op gang. Bij sommen over de tien telt ze "
                    "op haar vingers en raakt ze de draad kwijt; met het rekenrek erbij lukt het wel."
                ),
            ),
            (
                "2026-11-25",
                "pupil_talk",
                (
                    'Noor is trots op haar spreekbeurt over bijen. Ze wil sneller kunnen lezen, "want '
                    'dan weet ik eerder hoe het afloopt". Samen hardop lezen helpt, zegt ze, en een rustig plekje.'
                ),
            ),
            (
                "2026-11-05",
                "parent_talk",
                (
                    "Noor gaat met plezier naar school. Thuis leest moeder elke avond voor; zelf "
                    "lezen levert strijd op. Afgesproken: om en om een bladzijde, tien minuten, en stoppen als het leuk is."
                ),
            ),
        ],
        [
            (
                1,
                "technisch-lezen",
                "Leest eind januari een M4-tekst met hooguit 4 fouten.",
                "Dagelijks tien minuten samen lezen, eerst voorgedaan.",
            ),
            (
                2,
                "technisch-lezen",
                "Leest eind maart een E4-tekst met hooguit 4 fouten.",
                "Voor-koor-door, kort en dagelijks, met teksten over dieren.",
            ),
            (
                2,
                "rekenen",
                "Rekent eind maart sommen tot 100 met sprongen op de getallenlijn uit, 8 van de 10 goed.",
                "Eerst met materiaal, daarna tekenen, dan pas in het hoofd; hardop meedenken.",
            ),
        ],
    ),
    Story(
        ("Bilal", "", "Aydın"),
        BOY,
        "Intensief",
        _results(
            [98, 116, 128, 130],
            "M3 E3 E3 E3 M4",
            [18, 29, 38, 46, 53],
            [116, 150, 181, 206, 229],
            [92, 114, 131, 148, 154],
            "CCCCD",
            "BBCBB",
        ),
        [(ARITHMETIC, CHILD, "ruimtelijk sterk"), (ATTITUDE, CHILD, "doorzetter")],
        [(LANGUAGE, CHILD, "woordenschat")],
        [
            (
                "2027-01-08",
                "observation",
                (
                    "Bilal bouwt de plattegrond foutloos na en legt uit hoe hij draaide. Bij de tekst "
                    "over de haven kent hij sluis en kade niet; met de praatplaat vooraf kon hij de hoofdzaak wel noemen."
                ),
            ),
            (
                "2026-12-10",
                "pupil_talk",
                (
                    'Trots op zijn maquette. Lezen vindt hij soms saai "als ik de woorden niet '
                    'snap". Plaatjes vooraf helpen, en iemand die vraagt wat hij al weet.'
                ),
            ),
            (
                "2026-11-03",
                "parent_talk",
                (
                    "Ouders zien dat Bilal volhoudt als hij iets wil weten. Ze vragen hoe zij met "
                    "woorden kunnen helpen. Afgesproken: de woorden van de week gaan op vrijdag mee."
                ),
            ),
        ],
        [
            (
                1,
                "begrijpend-lezen",
                "Noemt in januari bij een korte tekst waar die over gaat.",
                "Vijf woorden uit de tekst vooraf, met plaatjes.",
            ),
            (
                2,
                "begrijpend-lezen",
                "Noemt eind maart van één alinea de hoofdzaak, 4 van de 5 keer.",
                "Instructie met plaatjes vooraf en een maatje om mee te praten over de tekst.",
            ),
        ],
    ),
    Story(
        ("Lieke", "", "Postma"),
        GIRL,
        "Intensief",
        _results(
            [110, 127, 140, 140],
            "M3 E3 M4 M4 M4",
            [20, 31, 40, 49, 55],
            [118, 156, 186, 212, 233],
            [97, 118, 134, 146, 144],
            "CCCCD",
            "BCCCC",
        ),
        [(SOCIAL, CHILD, "humor")],
        [(ATTITUDE, CHILD, "start moeilijk"), (ATTITUDE, EDUCATION, "veel opdrachten tegelijk")],
        [
            (
                "2026-12-09",
                "observation",
                (
                    "Lieke brengt met een grap de hele tafelgroep aan het lachen, ook wie stil zat. "
                    "Na de instructie zat ze acht minuten voor een leeg blad; toen we samen de eerste som maakten, ging ze door."
                ),
            ),
            (
                "2026-10-13",
                "pupil_talk",
                (
                    'Trots op het toneelstuk. Beginnen vindt ze het moeilijkst: "Ik weet niet welke '
                    'eerst." Een kruisje bij de eerste som helpt.'
                ),
            ),
            (
                "2026-11-04",
                "parent_talk",
                (
                    "Lieke vertelt thuis veel over de groep. Ouders herkennen het uitstellen, ook bij "
                    "opruimen. Afgesproken: thuis en op school dezelfde vraag: wat is je eerste stap?"
                ),
            ),
        ],
        [
            (1, "werkhouding", "Begint in januari na twee keer vragen aan de taak.", "De eerste som samen."),
            (
                2,
                "werkhouding",
                "Begint eind maart binnen 2 minuten aan de taak, 4 van de 5 keer.",
                "Een leerkracht die de start controleert: eerste stap aanwijzen, na 2 minuten langs.",
            ),
        ],
    ),
    Story(
        ("Sem", "de", "Boer"),
        BOY,
        "Intensief",
        _results(
            [108, 122, 134, 139],
            "M3 E3 E3 E3 E4",
            [17, 28, 39, 47, 56],
            [110, 145, 178, 205, 231],
            [95, 117, 136, 150, 153],
            "CCBCC",
            "BBBBB",
        ),
        [(ATTITUDE, CHILD, "werkt graag samen")],
        [(ARITHMETIC, CHILD, "automatiseren")],
        [
            (
                "2027-01-26",
                "observation",
                (
                    "Sem legt zijn maatje de tafel van 5 uit met geld. De tafels van 4 en 6 telt hij "
                    "nog op; met vijf minuten flitsen samen stijgt zijn score elke dag een beetje."
                ),
            ),
            (
                "2026-12-01",
                "pupil_talk",
                (
                    'Trots: twee AVI-niveaus erbij. Wil de tafels "zonder nadenken" weten. Samen '
                    "oefenen met Daan helpt, alleen op papier niet."
                ),
            ),
            (
                "2026-11-05",
                "parent_talk",
                (
                    "Sem leest thuis nu uit zichzelf. Ouders oefenen graag mee. Afgesproken: drie "
                    "keer per week vijf minuten tafels, als spelletje."
                ),
            ),
        ],
        [
            (
                1,
                "rekenen",
                "Kent in januari de tafels van 1, 2, 5 en 10.",
                "Dagelijks vijf minuten oefenen met een maatje.",
            ),
            (
                2,
                "rekenen",
                "Kent eind maart de tafels 2 tot en met 6: 20 sommen in 1 minuut.",
                "Dagelijks vijf minuten herhalen met een maatje; zijn eigen score bijhouden.",
            ),
        ],
    ),
    Story(
        ("Yara", "", "Hendriks"),
        GIRL,
        "Basis",
        _results(
            [111, 130, 146, 149],
            "M3 E3 M4 E4 M5",
            [22, 34, 46, 55, 62],
            [124, 163, 192, 217, 240],
            [101, 124, 142, 163, 165],
            "CBCCC",
            "BBBBB",
        ),
        [(ATTITUDE, CHILD, "nieuwsgierig")],
        [],
        [
            (
                "2027-01-20",
                "observation",
                (
                    "Yara stelt bij de proef met water de vraag waar de hele les om draait. Opschrijven "
                    "gaat snel en slordig; met het stappenkaartje las ze haar antwoord zelf nog een keer na."
                ),
            ),
            (
                "2026-11-17",
                "pupil_talk",
                (
                    "Trots op haar vragenboekje. Wil leren hoe je iets opzoekt. Helpt: zelf mogen "
                    "kiezen waarover ze leest."
                ),
            ),
            (
                "2026-11-06",
                "parent_talk",
                (
                    "Yara vraagt thuis honderduit. Ouders zijn tevreden over lezen en rekenen. "
                    "Afgesproken: ze neemt elke maand een vraag mee die we in de klas uitzoeken."
                ),
            ),
        ],
    ),
    Story(
        ("Daan", "", "Willems"),
        BOY,
        "Basis",
        _results(
            [113, 136, 152, 151],
            "M3 E3 M4 M5 M5",
            [23, 36, 48, 58, 64],
            [117, 152, 179, 203, 222],
            [104, 129, 151, 171, 176],
            "BBBBB",
            "BABBB",
        ),
        [(ARITHMETIC, CHILD, "rekent vlot hardop")],
        [(LANGUAGE, CHILD, "spelling ei/ij")],
        [
            (
                "2027-01-07",
                "observation",
                (
                    "Daan rekent hardop voor en laat twee manieren zien. In zijn verhaal staan acht "
                    "woorden met ei of ij fout; met het rijtje op tafel verbeterde hij er zes zelf."
                ),
            ),
            (
                "2026-10-27",
                "pupil_talk",
                ("Trots op zijn rekenboek. Wil de ei en de ij uit elkaar houden. Een rijtje op tafel helpt."),
            ),
            (
                "2026-11-03",
                "parent_talk",
                (
                    "Daan voelt zich thuis in de groep. Ouders lezen zijn verhalen graag. Afgesproken: "
                    "één woordrijtje per week, aan de keukentafel."
                ),
            ),
        ],
        [
            (
                2,
                "spelling",
                "Schrijft eind maart de 20 ei-woorden van de lijst goed, 18 van de 20.",
                "Vijf woorden per week, als verhaaltje onthouden.",
            )
        ],
    ),
    Story(
        ("Fatima", "", "El Amrani"),
        GIRL,
        "Basis",
        _results(
            [112, 131, 148, 149],
            "M3 E3 M4 E4 E4",
            [21, 33, 44, 53, 60],
            [123, 161, 191, 216, 239],
            [102, 125, 143, 166, 166],
            "BBCCC",
            "CBCCC",
        ),
        [(SOCIAL, CHILD, "leert haar buur iets uit")],
        [],
        [
            (
                "2026-12-08",
                "observation",
                (
                    "Fatima legt haar buur rustig uit hoe je de grafiek leest. In de kring zegt ze weinig; "
                    "in tweetallen kwam haar idee er wel uit."
                ),
            ),
            (
                "2026-11-12",
                "parent_talk",
                (
                    "Fatima is graag op school en speelt thuis juf. Ouders vragen of ze in de klas genoeg "
                    "vertelt. Afgesproken: eerst in tweetallen, dan in de kring."
                ),
            ),
        ],
    ),
]
