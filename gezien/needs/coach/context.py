"""In which situation: when it happens, with what material, where, with whom, with how much help."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from gezien.needs.coach.clauses import SUBORDINATE
from gezien.needs.coach.measure import Spans, merged
from gezien.needs.coach.reading import Reading, Word, finite_of, infinitive_of
from gezien.needs.coach.vague import DIAGNOSES, LABEL

# Dutch writes compounds as one word with the head at the end, so a head covers all of its compounds: "splitskaart",
# "spellingkaart", "letterkaarten" are kinds of "kaart".
_PLACES = (
    "klas klaslokaal lokaal groep groepje groepen hoek hoekje hoeken hoekenwerk kring gang plein school thuis huis tafel "
    "tafeltje instructietafel bank stoel plek plaats speelplaats zaal gymzaal turnzaal refter eetzaal bibliotheek bieb "
    "rij mat kapstok kast bord digibord smartboard bus zwembad tuin zandbak atelier werkplek computer laptop tablet ipad "
    "scherm chromebook afdeling overblijf opvang straat natuur buiten keuken kantine poort trap sportveld veld bos internet "
    "winkel circuit toilet kleedkamer ruimte podium"
)
_THINGS = (
    "materiaal materialen blokjes blokken kaart kaarten kaartje kaartjes lijn getallenlijn lat liniaal rekenrek rek rekenmachine "
    "rekenmaatje plan plannetje stappenplan schema kader schrijfkader boek boekje boeken schrift schriftje papier blad werkblad "
    "werkbladen bladen kladblok kladpapier tekening model voorbeeld platen plaat plaatjes plaatje prenten prent pictogram "
    "pictogrammen pictos woordenboek spel spelletje spelletjes app programma software oefening oefeningen opdracht opdrachten "
    "opgave opgaven taak taken tekst teksten verhaal verhalen verhaaltje versje liedje prentenboek bladzijde som sommen "
    "verhaaltjessom vraag vragen tekstje dictee dictees schaar lijm potlood pen stift verf klei magneten letters fiches "
    "mab-materiaal mab geld muntjes dobbelsteen klok timer wekker koptelefoon rooster rekenblad honderdveld veld strook "
    "stroken balans weegschaal maatbeker antwoordenboek antwoordkaart agenda planbord dagkaart weektaak dagtaak checklist "
    "lijst lijstje woordrij rijtje rijtjes alinea script brief opstel zin zinnen woorden getallen geheugensteun geheugenkaart "
    "woordveld mindmap woordweb picto's bouwplaat trommel xylofoon piano gitaar blokfluit instrument puzzel kralen kralenketting rijgketting letterdoos stempels toetsenbord "
    "lees-app methode leesboek strip krant tijdschrift informatieboek gedicht prentenboeken werkboek hulpkaart hulpmiddel "
    "hulpmiddelen klankgebaren gebaren ondertitels audio luisterboek voorleessoftware bril"
)
_SITUATIONS = (
    "les lessen instructie instructies werken werk spelen spel speelwerktijd werkles werktijd speelkwartier pauze kring gesprek "
    "gesprekken kringgesprek bespreking nabespreking groepswerk samenwerking dictee toets toetsen overgang wissel ruzie "
    "conflict onenigheid gym gymles turnles turnen buitenspelen lunch eten overblijven opruimen uitje excursie feest "
    "voorlezen moment momenten begin einde start afsluiting ochtend middag dag activiteit activiteiten project spreekbeurt "
    "presentatie hoekenwerk kwartier uur tijd middagpauze ochtendkring onthaal contractwerk situatie situaties huiswerk "
    "discussie vertelkring workshop oefening uitleg verlengde inloop weektaak taak opdracht frustratie boosheid verdriet "
    "verlies tegenslag teleurstelling verandering drukte"
)
_WITH_WHOM = (
    "maatje maatjes klasgenoot klasgenoten klasgenootje klasgenootjes leerling leerlingen kind kinderen leerkracht juf meester "
    "leraar duo tutor medeleerling medeleerlingen vriend vriendin vriendje vriendjes groepsgenoot groepsgenootje ouder ouders mama papa "
    "moeder vader begeleider volwassene onderwijsassistent zorgjuf zorgleerkracht logopedist team groepje tweetal tweetallen "
    "drietal ander anderen iemand partner mentor ib'er buur broer zus vrijwilliger leesmoeder coach tweeën kleuter kleuters peuter buddy"
)
_HELP = (
    "hulp steun begeleiding ondersteuning aanmoediging aansporing voorbeeld toezicht herinnering visualisatie feedback"
)

HEADS = frozenset(f"{_PLACES} {_THINGS} {_SITUATIONS} {_WITH_WHOM} {_HELP}".split())
PLACES, THINGS, SITUATIONS, WITH_WHOM, HELP = (
    frozenset(words.split()) for words in (_PLACES, _THINGS, _SITUATIONS, _WITH_WHOM, _HELP)
)

# Phrases that always name a situation, whatever comes after.
ALWAYS = re.compile(
    r"\b(?:tijdens|met (?:de |wat |een beetje |veel )?(?:behulp|hulp|steun|ondersteuning) van|aan de hand van|door middel van|"
    r"onder (?:begeleiding|leiding|toezicht)(?: van)?|zonder (?:\w+ )?(?:hulp|hulpmiddel\w*|steun|ondersteuning|begeleiding|"
    r"materiaal|aansporing|aanmoediging|voorbeeld|herinnering|rekenmachine|toezicht)(?: van)?|in aanwezigheid van|samen met|"
    r"in het bijzijn van|op het moment dat|telkens (?:als|wanneer)|elke keer (?:als|dat|wanneer)|in een situatie|op weg naar)\s[^,.;]*?"
    r"(?=\s(?:en|om|met|in|op|voor|bij|zonder|binnen)\b|[,.;]|$)"
)
ALONE = re.compile(r"\b(?:(?<!zich )thuis|buiten(?! (?:de|het|beschouwing))|in tweetallen|in duo's|klassikaal|individueel|uit het hoofd|uit zijn hoofd|uit haar hoofd|"
                   r"in de klas|op school|zonder hulp|met hulp|met begeleiding|onder begeleiding|mondeling|op papier|samen met)\b")  # fmt: skip

# Words after which a phrase belongs to the verb or the complaint, and tells no situation: "moeite met", "hulp nodig bij".
_COMPLAINT = frozenset(
    "moeite problemen probleem moeilijk lastig hulp zwak sterk goed slecht beter vooruit achteruit zorgen plezier interesse "
    "inzicht achterstand voorsprong nodig vooruitgang groei uit uitval motivatie begeleiding ondersteuning zwakker "
    "moeilijkheden vertrouwen mee omgaan om last klaar bezig gestopt blij tevreden ervaring rekening wennen gewend went achter vast terug onder boven gericht grip overleg aansluiting contact omgang relatie zwakker".split()
)
_SUBJECTS = re.compile(
    r"(?:rekenen|wiskunde|taal|lezen|spelling|spellen|schrijven|nederlands|frans|engels|wero|begrijpend|technisch|stellen|"
    r"automatiseren|woordenschat|\w+vaardigheid|hoofdrekenen|cijferen|metend|breuken|tafels|plannen|zwemmen|zaken\w*|klokkijken)$"
)
# Phrases with these heads tell how, not where: "op tijd", "in volgorde", "met plezier".
_HOW = frozenset(
    "tijd beurt niveau volgorde manier wijze plezier aandacht vorm stilte zichzelf orde war vel idee ideeën tenen gemak moeite "
    "zorg inzet vertrouwen succes zinnen klankgroepen lettergrepen stukjes stappen sprongen sprong groei inzicht richting "
    "gedachten oog stem vinger vingers handen hand hoofdletter hoofdletters punt punten klanken fouten ontwikkeling "
    "woordenschat gedrag vooruitgang hoogte opzicht gebied vlak rekenen taal lezen spelling wiskunde basis tijd tegenwoordige "
    "verleden ding dingen kleur kleuren keer woorden staat plaats geval gevallen doel gang tempo gevoel gevoelens lijstvolgorde "
    "emoties afspraken regels tafels breuken getallen mate blik jaar cijfer cijfers hoofdzaken reeks zin toon voldoende "
    "score kader elkaar maat moment gebruik standaardnederlands nederlands rij hoogtes toets ruzie opgave respect rust "
    "contact contacten omgang aanpak houding leven doen denken kunnen gezin proces leerproces beeld "
    "detail reactie reacties relatie relaties ontwikkelingsproces rust stress verband samenhang inhoud vak vakken "
    "klemtoon intonatie groet grip overgave nadruk leerlingbespreking groepsbespreking voorbaat slag zorgteam zorgoverleg mdo accenten accent lidwoord lidwoorden".split()
) - {"toets", "ruzie", "opgave", "rij", "moment"}  # fmt: skip
# Prepositions open a phrase and close the one before; after some of them no situation is told.
_STARTS = frozenset(
    "gedurende door over van tijdens bij na in op aan met zonder voor onder achter naast tussen rond vanuit via binnen uit langs per tegen om".split()
)
_READ_FROM = frozenset("bord digibord scherm blad papier lijst".split())
_ARTICLES = frozenset(
    "de het een zijn haar hun z'n m'n dit deze dat die elke iedere elk ieder één wat geen alle eigen andere ander".split()
)


def contexts(reading: Reading, measured: Spans, timed: Spans) -> Spans:
    """Where the situation stands; what measures or tells by when is not counted again."""
    text = reading.text
    found = [hit.span() for hit in ALWAYS.finditer(text) if not _inside(hit.start(), timed)]
    found += [hit.span() for hit in ALONE.finditer(text)]
    words = reading.words
    for at, word in enumerate(words):
        if _inside(word.start, timed):
            continue
        if (word.text in TELLS and (end := _phrase(words, at, [*measured, *timed]))) or (
            word.text in CLAUSES and (end := _clause_end(words, at))
        ):
            found.append((word.start, end))
    return merged(found)


CLAUSES = frozenset("als wanneer indien zodra terwijl nadat voordat alvorens telkens zolang".split())


def _clause_end(words: list[Word], at: int) -> int:
    """The end of "als hij klaar is": to the mark that closes it. "Als" that compares has no verb after it."""
    verb = False
    if words[at + 1 :] and words[at + 1].text[0].isdigit():  # "opgaven als 34 + 8"
        return 0
    for place, one in enumerate(words[at + 1 :], start=at + 1):
        if one.text in ",.;!?" and verb:
            return words[place - 1].end
        verb = verb or bool(one.text in {"zijn", "hebben"} or finite_of(one.text) or infinitive_of(one.text))
    return words[-1].end if verb else 0


@dataclass(frozen=True)
class Phrase:
    """A preposition's phrase: its words without article, and what kind of words they are."""

    heads: list[Word]
    article: bool
    how: bool
    points: bool

    @property
    def known(self) -> bool:
        """Whether a place, thing, person or situation is named."""
        return any(_is_head(one.text) for one in self.heads)

    def ends(self, kind: frozenset[str]) -> bool:
        """Whether a word is, or ends in, one of this kind."""
        return _ends_with(self.heads, kind)

    @property
    def capital(self) -> bool:
        """ "Bij Warre": a child."""
        return self.heads[0].capital

    @property
    def named(self) -> bool:
        """ "Op Snappet", "met Sem": a program or a child by name; not a level or a test."""
        return self.capital and not _LEVEL.match(self.heads[0].text)

    @property
    def subject(self) -> bool:
        """ "Bij spelling": while that is done; a complaint about it was told apart before."""
        return bool(_SUBJECTS.search(self.heads[-1].text))

    @property
    def activity(self) -> bool:
        """ "Na het buitenspelen", "voor het opschrijven"."""
        return _is_activity(self.heads)


_LEVEL = re.compile(rf"(?:{DIAGNOSES}|avi|dmt|cito|iep|lvs|dle|[a-e]|[iv]+|[mbe]\d?|\d.*|nederlands|frans|engels)$")
_AUDIENCE = frozenset(
    "klas groep bord publiek camera spiegel zaal klasgenoten ouders kleuters kinderen les gym gymles".split()
)
# For each preposition when its phrase tells a situation.
TELLS: dict[str, Callable[[Phrase], bool]] = {
    "tijdens": lambda one: True,
    "gedurende": lambda one: True,
    "rond": lambda one: one.ends(SITUATIONS),
    "via": lambda one: True,
    "bij": lambda one: not one.capital and (not one.how or one.article or one.known or one.subject),
    "na": lambda one: one.known or one.article or one.activity,
    "voor": lambda one: one.activity or (one.article and one.ends(_AUDIENCE)),
    "met": lambda one: one.named or _with(one.heads, how=one.how, article=one.article),
    "in": lambda one: (
        not one.how
        and (one.article or not one.ends(frozenset({"schrift"})))
        and (one.known or (one.article and not _is_abstract(one.heads)))
    ),
    "op": lambda one: not one.how and not one.points and (one.named or one.ends(PLACES | THINGS | SITUATIONS)),
    "aan": lambda one: not one.how and one.ends(PLACES),
    "om": lambda one: one.article and one.ends(PLACES),
    "zonder": lambda one: one.ends(HELP | THINGS),
    "onder": lambda one: one.ends(HELP | SITUATIONS) or (one.article and one.ends(PLACES)),
    "achter": lambda one: one.ends(PLACES),
    "naast": lambda one: one.ends(PLACES | WITH_WHOM),
    "tussen": lambda one: one.ends(frozenset({"lijn", "lijnen", "lessen"})),
    "langs": lambda one: one.ends(frozenset({"lijn", "lijnen", "lat"})),
    "uit": lambda one: one.ends(PLACES | frozenset({"boek", "hoofd", "methode", "kaarten", "kaartjes", "bak", "doos"})),
    "door": lambda one: one.article and one.ends(PLACES),
    "over": lambda one: one.article and one.ends(PLACES),
    "van": lambda one: one.article and one.ends(_READ_FROM),
    "vanuit": lambda one: one.known,
    "binnen": lambda one: one.ends(PLACES) or (one.article and one.ends(SITUATIONS)),
}


def _phrase(words: list[Word], at: int, other: Spans) -> int:
    """The end of the phrase that a preposition opens, when it tells a situation; else 0."""
    heads = _noun_words(words, at, other)
    if words[at].text == "aan" and heads and _ends_with(heads, WITH_WHOM) and _is_read_to(words):
        return heads[-1].end  # "leest voor aan een kleuter"
    if not heads or _is_split_verb(words, at) or _belongs_to_complaint(words, at, heads):
        return 0
    if _describes(words, at, heads) or _is_asked(words, at):
        return 0
    last = heads[-1]
    if any(start < last.end and last.start < end for start, end in other):
        return 0
    phrase = Phrase(
        heads,
        article=words[at + 1].text in _ARTICLES,
        how=any(one.text in _HOW and not (one.text == "gang" and words[at + 1].text == "de") for one in heads),
        points=_points(words, at),
    )
    return last.end if TELLS[words[at].text](phrase) else 0


def _is_read_to(words: list[Word]) -> bool:
    texts = {one.text for one in words}
    return "voorlezen" in texts or {"leest", "voor"} <= texts or {"lees", "voor"} <= texts


def _is_split_verb(words: list[Word], at: int) -> bool:
    """ "Er niet bij houden", "niet op letten": the two halves of a verb, and no phrase."""
    after = words[at + 1].text
    closes = at + 2 >= len(words) or not words[at + 2].text[0].isalnum()
    return closes and bool(infinitive_of(after) and infinitive_of(words[at].text + after)) and at > 2


def _noun_words(words: list[Word], at: int, other: Spans) -> list[Word]:
    """The words of a phrase after its preposition, up to what cannot belong to it."""
    found: list[Word] = []
    for place, one in enumerate(words[at + 1 : at + 6], start=at + 1):
        if not one.text[0].isalnum() or one.text in _STARTS | SUBORDINATE | {
            "en",
            "om",
            "te",
            "van",
            "naar",
            "dat",
            "door",
            "tot",
        }:
            break
        if found and (_inside(one.start, other) or (finite_of(one.text) and not one.capital)):
            break
        if one.text in _ARTICLES - {"eigen", "ander", "andere"} and place != at + 1:
            break
        if one.text not in _ARTICLES:
            found.append(one)
        if found and _is_head(one.text) and one.text not in _HOW:
            break
    return found


@lru_cache(maxsize=4096)
def _is_head(word: str) -> bool:
    """Whether a word is, or ends in, the name of a place, a thing, a person or a situation."""
    return any(form in HEADS or form[3:].endswith(_LONG_HEADS) for form in _sizes(word))


def _sizes(word: str) -> list[str]:
    """ "Wisbordje", "kaartjes", "raampje": the word, and what a diminutive may be made of."""
    small = word.removesuffix("s")
    return [word, *(small.removesuffix(tail) for tail in ("je", "tje", "pje", "etje") if small.endswith(tail))]


_SHORT_HEADS = ("les", "bord", "mat")
_NO_TAIL = frozenset("tijd huis rest team zinnen werken taal lezen rekenen vraag vragen eten".split())
_LONG_HEADS = (*(head for head in HEADS if len(head) >= 4 and head not in _NO_TAIL), *_SHORT_HEADS)


def _ends_with(heads: list[Word], kind: frozenset[str]) -> bool:
    return any(_is_of(one.text, kind) for one in heads)


@lru_cache(maxsize=8192)
def _is_of(word: str, kind: frozenset[str]) -> bool:
    return any(text in kind or text.endswith(_tails(kind)) for text in _sizes(word))


@lru_cache(maxsize=64)
def _tails(kind: frozenset[str]) -> tuple[str, ...]:
    """What the compounds of a kind of words end in."""
    return tuple(head for head in kind if len(head) > 2)


def _is_activity(heads: list[Word]) -> bool:
    """ "Na het buitenspelen", "voor het opschrijven"."""
    return any(infinitive_of(one.text) for one in heads)


def _with(heads: list[Word], *, how: bool, article: bool) -> bool:
    """ "Met" a thing or a person, not with care, mistakes, numbers or a letter of the alphabet."""
    if _ends_with(heads, THINGS | WITH_WHOM | HELP) and heads[-1].text not in _HOW:
        return True
    if how or _SUBJECTS.search(heads[-1].text):
        return False
    return article and not _is_abstract(heads)


def _is_abstract(heads: list[Word]) -> bool:
    """ "In zijn leesvaardigheid", "in het verzinnen": a quality or an activity, no place."""
    return heads[-1].text.endswith(("heid", "ing", "tie", "teit", "isme", "schap")) or bool(
        infinitive_of(heads[-1].text)
    )


_KINDS = frozenset(
    "woorden woord woordjes zinnen zin sommen som getallen letters opgaven breuken klanken cijfers".split()
)


def _describes(words: list[Word], at: int, heads: list[Word]) -> bool:
    """ "Woorden met een stomme e", "aan groep 3": which, and no situation; "op de lijn" tells how neat."""
    before = words[at - 1].text if at else ""
    after = words[at + 1 :]
    if words[at].text == "met" and before == "stopt":
        return True
    if words[at].text == "met" and not _ends_with(heads, THINGS | WITH_WHOM | HELP):
        kind = at > 1 and words[at - 2].text == "een" and words[at + 1].text == "een"  # "een huis met een dak"
        if before in _KINDS or kind or infinitive_of(heads[-1].text) or LABEL.search(heads[-1].text):
            return True
    if words[at].text in {"aan", "in", "voor"} and heads[0].text in {"groep", "leerjaar", "klas"}:
        return any(one.text.isdigit() for one in after[:3]) and words[at].text != "in"
    if words[at].text == "op" and heads[-1].text in {"lijn", "lijnen", "lijntje", "lijntjes"}:
        return any(one.text in _ON_LINES for one in words[:at])
    return words[at].text == "in" and heads[-1].text == "werk" and len(heads) == 1


_ON_LINES = frozenset("knipt knippen schrijft schrijven kleurt kleuren tekent prikt prikken trekt blijft".split())


def _is_asked(words: list[Word], at: int) -> bool:
    """ "Verwoordt welke regel bij een woord hoort": part of what is told."""
    asked = [place for place in range(max(0, at - 12), at) if words[place].text in {"welke", "welk"}]
    return bool(asked) and not any(finite_of(one.text) or one.text in ",;." for one in words[asked[-1] + 1 : at])


def _points(words: list[Word], at: int) -> bool:
    """ "Let op de hoofdletters", "antwoord op de vraag": the phrase belongs to the verb."""
    near = {one.text for one in words[max(0, at - 4) : at]}
    return bool({"antwoord", "let", "letten", "reageert", "rijmt", "wacht", "wachten"} & near)


def _belongs_to_complaint(words: list[Word], at: int, heads: list[Word]) -> bool:
    """ "Moeite met de tafels", "vooruit bij taal", "hulp nodig bij rekenen": what it is about, not where it happens."""
    before = words[at - 1].text if at else ""
    if words[at].text == "met" and before == "terug":
        return False
    if words[at].text == "met" and before in {"ruzie", "conflict", "conflicten", "botsingen"}:
        return True
    if words[at].text in {"met", "bij", "in", "op", "voor", "aan"} and before in _COMPLAINT:
        return bool(
            words[at].text != "bij"
            or before in {"achter", "vast", "terug", "onder", "boven", "aansluiting"}
            or _SUBJECTS.search(heads[-1].text)
        )
    return False


def _inside(place: int, spans: Spans) -> bool:
    return any([start <= place < end for start, end in spans])  # noqa: C419 - asked at every word: a list is quicker
