"""Where clauses begin and end: found by their conjunctions and verbs, not by parsing."""

from gezien.needs.coach.reading import Word, finite_of, infinitive_of, participle_of

DETERMINERS = frozenset(
    "de het een één z'n m'n hun haar mijn ons onze jouw je dit deze die elke elk iedere ieder alle geen welke wat "
    "enkele meer minder veel weinig beide andere eigen goede nieuwe extra".split()
)
PREPOSITIONS = frozenset(
    "bij met van voor tijdens in na aan over op door tot naar zonder tussen onder achter naast tegen uit via rond "
    "vanaf vanuit per sinds binnen buiten ondanks wegens gedurende omtrent qua begrijpend technisch voorbereidend".split()
)
SUBORDINATE = frozenset(
    "als wanneer indien zodra terwijl nadat voordat alvorens omdat doordat aangezien toen zolang telkens hoewel waar "
    "waarin waarmee waarbij waarop waarover die hoe waarom wie of sinds naarmate tenzij".split()
)
PEOPLE = frozenset("leerling kind meisje jongetje joch mannetje".split())
MARKS = frozenset(",.;:!?()-/+&")


def side_clauses(words: list[Word]) -> list[bool]:
    """For each word whether it stands in a clause that tells when, why, which or how."""
    side = [False] * len(words)
    inside = False
    for at, word in enumerate(words):
        if word.text in SUBORDINATE and not (word.text == "als" and not _verb_ahead(words, at)):
            inside = _verb_ahead(words, at)
        elif word.text == "dat" and at > 1 and _is_relative(words, at):  # "een kind dat ..."
            inside = True
        elif inside and (word.text in {";", ".", "!", "?"} or (word.text == "," and _ended(words, at))):
            inside = False
        side[at] = inside
        if inside and word.text == "en" and at + 1 < len(words) and _main_again(words, at):
            inside = side[at] = False
    return side


def _is_relative(words: list[Word], at: int) -> bool:
    """ "Een spel dat lang duurt", not "wil dat hij speelt", "het doel is dat"."""
    noun, before = words[at - 1].text, words[at - 2].text
    if noun in PEOPLE:
        return True
    return before in DETERMINERS and noun not in {"doel", "streven", "doelstelling", "afspraak", "wens", "bedoeling"}


def _verb_ahead(words: list[Word], at: int) -> bool:
    """Whether a clause with a verb follows: "die" may also point at a noun."""
    for one in words[at + 1 :]:
        if one.text in ".;!?":
            return False
        if finite_of(one.text) or infinitive_of(one.text):
            return not (words[at].text in {"die", "waar", "of", "als"} and one is words[at + 1])
    return False


def _ended(words: list[Word], at: int) -> bool:
    """A comma ends a side clause once its verb has come."""
    for one in reversed(words[:at]):
        if one.text in SUBORDINATE:
            return False
        if finite_of(one.text) or infinitive_of(one.text) or participle_of(one.text):
            return True
    return True


def _main_again(words: list[Word], at: int) -> bool:
    """ "... als hij klaar is en ruimt op": after "en" the verb comes first again; not "wat hij ziet en hoort"."""
    if at + 2 >= len(words) or words[at + 2].text in MARKS:
        return False
    return bool(finite_of(words[at + 1].text)) and bool(
        finite_of(words[at - 1].text) or participle_of(words[at - 1].text)
    )


def clause_around(words: list[Word], at: int) -> tuple[int, int]:
    """The stretch around a verb between marks, "en" with a verb after it, and words that open a clause."""
    start = at
    while start > 0 and not _breaks(words, start - 1):
        start -= 1
    end = at + 1
    while end < len(words) and not _breaks(words, end):
        end += 1
    return start, end


def _breaks(words: list[Word], at: int) -> bool:
    text = words[at].text
    if text in MARKS:
        return text not in "-/()"
    if text in {"en", "maar", "of", "dan"}:
        both = (
            at > 0
            and infinitive_of(words[at - 1].text)
            and any(infinitive_of(one.text) for one in words[at + 1 : at + 16])
        )
        mine = text == "en" and words[at + 1 : at + 2] and words[at + 1].text == "ik"
        return bool(both) or bool(mine) or any(finite_of(one.text) for one in words[at + 1 : at + 4])
    return text in SUBORDINATE or text == "dat" or (text == "om" and "te" in [one.text for one in words[at : at + 9]])
