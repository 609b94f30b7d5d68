"""What of a pupil's file bears on a goal: by the subject of the goal first, within it by words, else by its domain.

A domain holds several subjects (reading and spelling are both language), and a factor says its domain alone. So a
result counts of the goal's own subject or of one it rests on; a factor that plainly speaks about another subject of the
domain does not count. Subjects a school named itself are told apart by their names.
"""

from collections.abc import Collection

from gezien.needs.queries.suggestions import lemmas
from gezien.notes.models import Factor
from gezien.results.models import Result
from gezien.schools.models import Subject

D = Subject.Domain
# Domain of the goal → the domains of factors that bear on it.
BEARS_ON = {
    D.LANGUAGE: (D.LANGUAGE, D.WORK_ATTITUDE),
    D.ARITHMETIC: (D.ARITHMETIC, D.WORK_ATTITUDE),
    D.WORK_ATTITUDE: (D.WORK_ATTITUDE, D.SOCIAL),
    D.SOCIAL: (D.SOCIAL, D.WORK_ATTITUDE),
    D.OTHER: (D.OTHER, D.WORK_ATTITUDE),
}
# Subject → the other subjects of its domain it rests on: who reads with difficulty understands less of it.
RESTS_ON = {"begrijpend-lezen": ("technisch-lezen",)}
# Words by which a factor about language speaks of one subject; a part of a word will do ("tekstbegrip").
SPEAKS_OF = {
    "begrijpend-lezen": ("hoofdzaak", "bijzaak", "tekst", "alinea", "begrijpend", "leesbegrip", "lees", "leze"),
    "technisch-lezen": ("lees", "leze", "hardop", "avi", "spellend"),
    "spelling": ("spelling", "spelt", "spelfout", "verdubbel", "verenkel", "werkwoord", "dictee", "hoofdletter"),
}


def bears_on(domain: str) -> tuple[str, ...]:
    """The domains of factors that bear on a goal in this one."""
    return BEARS_ON.get(D(domain), ())


def results_that_bear(results: Collection[Result], subject: Subject) -> list[Result]:
    """Those of the subject itself and of what it rests on; of another domain when that bears on it."""
    return [one for one in results if _bears(one.instrument.subject, subject)]


def factor_bears(factor: Factor, subject: Subject, goal: str) -> bool:
    """Whether a factor bears on the goal: of its domains, and not plainly about another subject."""
    if factor.domain.code not in bears_on(subject.domain):
        return False
    if factor.domain.code != subject.domain or lemmas(factor.text) & lemmas(f"{goal} {subject.name}"):
        return True
    about = {code for code, words in SPEAKS_OF.items() if any(word in factor.text.casefold() for word in words)}
    return not about or bool(about & {subject.code, *RESTS_ON.get(subject.code, ())})


def _bears(other: Subject, subject: Subject) -> bool:
    if other.domain == subject.domain and subject.domain == D.LANGUAGE:
        return other.pk == subject.pk or other.code in RESTS_ON.get(subject.code, ())
    return other.domain in bears_on(subject.domain)
