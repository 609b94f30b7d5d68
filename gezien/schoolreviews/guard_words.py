"""The words by which the guard knows a child, few children and a group, in the Dutch of newsletters; no rules."""

import re

# First names that are ordinary words too: in small letters they are taken for the word.
ALSO_WORDS = frozenset(
    [
        "bo",
        "bloem",
        "dag",
        "dien",
        "fee",
        "fleur",
        "ster",
        "gijs",
        "hart",
        "hoop",
        "iris",
        "jasmijn",
        "joy",
        "kick",
        "kim",
        "lente",
        "lief",
        "lieve",
        "lot",
        "mei",
        "merel",
        "mees",
        "mus",
        "rein",
        "roos",
        "sam",
        "sterre",
        "storm",
        "tijd",
        "tijn",
        "vlinder",
        "vos",
        "wolf",
        "zoe",
        "zon",
    ]
)
NUMBERS = ["één", "een", "eén", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen"]
NUMBER = rf"(?P<number>\d{{1,4}}|{'|'.join(NUMBERS)})"
FEW_WORDS = (
    r"enkele|enige|sommige|een\s+paar|een\s+enkele?|een\s+(?:klein\s+)?aantal|een\s+hand(?:je)?\s?vol|een\s+stuk\s+of|"
    r"een\s+(?:klein\s+)?groepje|weinig|bepaalde"
)
PERSON = (
    r"(?:jongen|meisje|kleuter|peuter|zittenblijver|nieuwkomer|doubleur)"  # in the singular hardly ever all of them
)
PUPIL = rf"(?:leerling|kind|{PERSON})(?:etje|je|tje)?"
CHILD = (
    r"(?:leerling|kind|jongen|meisje|kleuter|peuter|zittenblijver|nieuwkomer|doubleur|groepsgenoot|klasgenoot|broer|zus)"
    r"(?:en|eren|s|je|jes|tje|tjes)?"
)
BETWEEN = r"(?:\s+(?:van\s+(?:de|onze|alle)|uit\s+(?:de|onze)|onze|andere|nieuwe|\w+e))?"
ONE = re.compile(
    rf"\b(?:één|eén|een)\s+van\s+(?:de|onze)(?:\s+\w+e)?\s+{CHILD}\b|"
    rf"\b(?:één|eén|een|die\s+ene|deze|dit|dat|die|onze|ons|zekere?|bepaalde?)(?:\s+\w+e)?\s+{PUPIL}\b|"
    rf"\b(?:de|het)(?:\s+\w+e)?\s+{PERSON}\b|"
    rf"\b(?:de|het)\s+(?:nieuwe|enige|ene|laatste|eerste|jongste|oudste|zieke|\w+ste)\s+{PUPIL}\b|"
    rf"\b(?:de|het)(?:\s+\w+e)?\s+{PUPIL}\s+(?:met|zonder|die|dat|van\s+wie|wiens|waar\w*|uit|in\s+(?:groep|klas))\b|"
    rf"\b{PUPIL}\s+(?-i:(?:[A-Z]\.\s?)+|[A-Z]{{1,3}}\b)|"
    r"\b(?:haar|zijn|diens|hun|de|het)(?:\s+\w+e)?\s+(?:broer|zus)(?:je|tje|ter)?\b|"
    r"\b(?:haar|zijn|diens)\s+(?:moeder|vader|mama|papa|oma|opa)\b|\b(?:haar|diens)\s+ouders\b|"
    r"\b(?:twee|drie)ling(?:en)?\b|\been\s+enkeling\b",
    re.IGNORECASE,
)
# "Een op de vijf kinderen" is a share, not five.
COUNTED = re.compile(
    rf"(?<![\d,.])(?<!op\sde\s)\b{NUMBER}\b(?!\s*(?:%|procent|op\s+de)){BETWEEN}\s+{CHILD}\b", re.IGNORECASE
)
# "3 van de 24 leerlingen": the first number is what it is about.
PART_OF = re.compile(
    rf"\b{NUMBER}\s+(?:(?:van|uit|in)\s+(?:de\s+|die\s+|deze\s+)?(?:\d{{1,4}}|groep|klas)|van\s+(?:hen|ze|dezen))\b",
    re.IGNORECASE,
)
# "Er bleven er 2 zitten", "drie haalden het niet"; "er zijn er vier keer" and "er drie lessen" are about other things.
THINGS = (
    r"keer|maal|les|lessen|minuten|uur|uren|dagen|weken|maanden|jaar|jaren|boeken|stappen|groepen|klassen|toetsen|"
    r"momenten|doelen|afspraken|vragen|leraren|leerkrachten|collega['’]s|juffen|meesters|ouders|avonden|ochtenden|"
    r"middagen|punten|onderdelen|vakken|scholen|ronden|rondes|blokken|thema['’]s|manieren|redenen|plannen|lokalen"
)
DID = (
    r"bleven|blijven|haalden|halen|kregen|krijgen|gingen|gaan|doubleerden|doubleren|zakten|zakken|scoorden|scoren|"
    r"slaagden|slagen|zaten|zitten|lazen|lezen|rekenden|rekenen|stroomden|stromen"
)
SOME_DID = re.compile(
    rf"\ber\s+(?:nog\s+|maar\s+|slechts\s+|ongeveer\s+)?{NUMBER}\b(?!\s*(?:%|procent|op\s+de))"
    rf"(?!\s+(?:\w+e\s+)?(?:{THINGS})\b)|"
    rf"(?<![\d,.])\b{NUMBER.replace('number', 'first')}\s+(?:{DID})\b",
    re.IGNORECASE,
)
VAGUE = re.compile(
    rf"\b(?:{FEW_WORDS})(?:\s+(?:van\s+)?(?:de|onze|andere|\w+e))?\s+{CHILD}\b|"
    rf"\b(?:{FEW_WORDS})\s+van\s+(?:hen|ze)\b|\b(?:enkelen|sommigen|weinigen)\b(?!\s+van\s+ons\b)",
    re.IGNORECASE,
)
PLACES = ["één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht"]
ORDINALS = ["eerste", "tweede", "derde", "vierde", "vijfde", "zesde", "zevende", "achtste"]
DIGIT = r"\d\s?(?:/\s?\d)?(?:\s?[a-z])?(?!\w)"
NAME = rf"(?:{DIGIT}|(?:{'|'.join(PLACES)})\b)"
GROUP = re.compile(
    rf"\b(?:(?:jaar)?groep(?:en)?|klas(?:sen)?|leerja(?:ar|ren))[\s\-]*(?P<names>{NAME}(?:\s*(?:,|&|\ben\b|\bof\b)\s*{NAME})*)|"
    rf"\bjaar\s+(?P<year>{DIGIT})|"
    rf"\b(?P<ordinal>\d(?=\s?(?:e|de|ste)\b)|{'|'.join(ORDINALS)})(?:\s?(?:e|de|ste))?\s+(?:groep|klas|leerjaar)\b",
    re.IGNORECASE,
)
# "Groepen 3 t/m 8" is about all of them together.
RANGE = re.compile(
    r"\b(?:(?:jaar)?groep(?:en)?|klas(?:sen)?|leerja(?:ar|ren))\s+(?P<first>\d)\s*(?:t/m|tot\s+en\s+met|-|–)\s*(?P<last>\d)\b",
    re.IGNORECASE,
)
SHARE = re.compile(r"(?P<share>\d{1,3}(?:[.,]\d)?)\s*(?:%|procent)", re.IGNORECASE)
AMOUNTS = {word: max(place - 1, 1) for place, word in enumerate(NUMBERS)} | {"tien": 10, "twaalf": 12, "twintig": 20}
AMOUNT = rf"\d{{1,4}}|{'|'.join(AMOUNTS)}"
OUT_OF = re.compile(rf"\b(?P<some>{AMOUNT})\s+(?:op|van)\s+de\s+(?P<all>{AMOUNT})\b", re.IGNORECASE)
PARTS = {"helft": 2, "derde": 3, "kwart": 4, "vierde": 4, "vijfde": 5, "zesde": 6, "achtste": 8, "tiende": 10}
PART = re.compile(
    rf"\b(?:(?P<some>{AMOUNT}|de)\s*)?(?P<part>{'|'.join(PARTS)})\b(?!\s+(?:groep|klas|leerjaar))", re.IGNORECASE
)
DIMINUTIVE = re.compile(r"(?:etje|tje|pje|kje|je|ie|y)$")
WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*")

# --- what only the sentences beside it tell ---------------------------------------------------------------------------

# A number of dates or hours ("8.30") is no end of a sentence; a bullet begins one.
SENTENCE = re.compile(r"(?:[^.!?\n]|[.!?](?=\d)|\n(?!\s*[-*•\u2013]\s))+")
ABOUT = re.compile(rf"\b(?:{CHILD}|groep(?:en|je|jes)?|klas(?:sen|je)?|leerja(?:ar|ren))", re.IGNORECASE)
# "Drie lukte het niet", "bij twee ging het mis": a number that counts nothing by name.
GOES_ON = (
    rf"{DID}|niet|wel|nog|al|ook|daarvan|ervan|gaat|ging|lukte|lukten|lukt|lukken|hadden|hebben|had|heeft|waren|was|is|"
    r"werden|werd|konden|kunnen|kan|kon|misten|missen|vielen|vallen|kwamen|kwam|komen|deden|doen|moesten|moeten|leerden|"
    r"stopten|vertrokken|vertrekken|verhuisden|begonnen|hielden"
)
BARE = re.compile(
    rf"(?<![\d,.\-/:])\b(?P<number>[1-9]|{'|'.join(word for word in NUMBERS if word != 'een')})\b"
    rf"(?=\s*(?:[.,;:!?)](?!\d)|$)|\s+(?:{GOES_ON})\b)",
    re.IGNORECASE,
)
# "Stap twee", "een 8": which one, or a mark; nobody is counted.
LABEL = re.compile(
    r"\b(?:groep|klas|jaar|stap|ronde|blok|deel|vraag|fase|periode|niveau|thema|week|hoofdstuk|les|nummer|punt|cijfer|een|om|"
    r"tot|met|bladzijde|punt|doel|versie|kamer|lokaal|half)\s+$",
    re.IGNORECASE,
)
WHOLE = re.compile(r"\b(?:alle|hele|heel|school|scholen|schoolbreed|ouders|team)\b", re.IGNORECASE)
SINGULAR = "is|was|heeft|had|kan|kon|kreeg|krijgt|leest|las|werd|wordt|ging|gaat|kwam|komt|mist|sprak|spreekt|deed|doet"
SOMEBODY = re.compile(
    rf"\biemand\b(?!\s+(?:van|uit)\s+(?:ons|het\s+team|het\s+bestuur))|\bhij\b(?!\s+of\s+zij|/zij)|"
    rf"\b(?:zij|ze)\s+(?:{SINGULAR})\b|\b(?:{SINGULAR})\s+(?:zij|ze)\b(?!\s+\w+en\b)",
    re.IGNORECASE,
)
EACH = re.compile(rf"\b(?:elke?|iedere?|hij\s+of\s+zij|hij/zij)\b(?:\s+\w+e)?(?:\s+{PUPIL})?", re.IGNORECASE)
