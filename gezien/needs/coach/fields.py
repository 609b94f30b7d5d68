"""What a stretch of a goal is about, as far as its words tell: two acts in one field make one goal sooner than two in two."""

from functools import lru_cache

from gezien.needs.coach.clauses import PREPOSITIONS
from gezien.needs.coach.reading import Word, lemma

# Heads of compounds and verbs; a word may belong to more than one field. Words for taking, looking and telling have none.
_FIELDS = {
    "reading": "lezen voorlezen meelezen herlezen boek tekst bladzijde avi leestekst leesboek dmt leestempo leesniveau letter letters",
    "arithmetic": "rekenen uitrekenen optellen aftrekken vermenigvuldigen delen som sommen tafel tafels klok kloklezen breuk "
    "breuken getal getallen keersom deelsom cijferen wiskunde hoofdrekenen tellen aftellen splitsen",
    "writing": "letter letters schrijven opschrijven overschrijven spellen spelling dictee opstel brief hoofdletter verhaal alinea verslag typen "
    "werkwoord zinnen",
    "work": "hulp tijd taak taken huistaken weektaken weektaak dagtaak huiswerk huistaak werk opdracht plannen planning inleveren nakijken beginnen starten doorwerken "
    "werken agenda planbord schrift fout opletten concentratie werkhouding werktempo",
    "attending": "rij luisteren stilzitten zitten kring vinger opsteken beurt wachten instructie uitleg uitpraten",
    "social": "kring spelen meespelen helpen anderen ander klasgenoot vriend vrienden samenspelen sorry excuses compliment delen troosten "
    "aardig vriendelijk beleefd groeten groep beurt ruzie gedrag hand pijn afspraak afspraken regels",
    "tidy": "opruimen tafel spullen jas handen wassen tas boekentas boterhammen rits laarzen schoenen aantrekken",
    "motor": "strikken veter knippen plakken gooien vangen springen fietsen zwemmen hinkelen rennen kleuren cirkel bal gym tekenen motoriek",
    "speaking": "kring spreekbeurt presentatie",
}
_WORDS: dict[str, set[str]] = {}
for _field, _words in _FIELDS.items():
    for _word in _words.split():
        _WORDS.setdefault(_word, set()).add(_field)
_HEADS = tuple(word for word in _WORDS if len(word) > 3 and not word.endswith("en"))


@lru_cache(maxsize=4096)
def fields_of(word: str) -> frozenset[str]:
    """The fields a word belongs to, by itself, its dictionary form or the head of the compound."""
    if word.startswith("avi"):
        return frozenset({"reading"})
    for form in (word, lemma(word)):
        if form in _WORDS:
            return frozenset(_WORDS[form])
    return frozenset(next((_WORDS[head] for head in _HEADS if word.endswith(head) or lemma(word).endswith(head)), ()))


def fields(words: list[Word], verb: str = "") -> frozenset[str]:
    """The fields of a verb and what stands close behind it, or else of all words; empty when nothing tells."""
    close = next((at for at, word in enumerate(words) if word.text in PREPOSITIONS), len(words)) if verb else 0
    told = fields_of(verb).union(*(fields_of(word.text) for word in words[:close]))
    return told or frozenset[str]().union(*(fields_of(word.text) for word in words))
