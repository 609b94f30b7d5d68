"""The words by which the guard knows a child, few children and a group, in the Dutch of newsletters; no rules."""

import re

NUMBERS = ["één", "een", "eén", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen"]
NUMBER = rf"(?P<number>\d{{1,4}}|{'|'.join(NUMBERS)})"
BELOW_20 = [
    *("een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf", "dertien"),
    *("veertien", "vijftien", "zestien", "zeventien", "achttien", "negentien"),
]
TENS = ["twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig"]


def _amounts() -> dict[str, int]:
    """The words for one to a hundred, with and without their dots and accents."""
    words = {word: place for place, word in enumerate(BELOW_20, start=1)} | {"één": 1, "eén": 1, "honderd": 100}
    for tens, name in enumerate(TENS, start=2):
        words[name] = tens * 10
        for unit, small in enumerate(BELOW_20[:9], start=1):
            words |= {f"{small}{link}{name}": tens * 10 + unit for link in ("en", "ën")}
    return words


AMOUNTS = _amounts()
AMOUNT = rf"\d{{1,4}}|{'|'.join(sorted(AMOUNTS, key=len, reverse=True))}"
FEW_WORDS = (
    r"enkele|enige|sommige|een\s+paar|een\s+enkele?|een\s+(?:klein\s+)?aantal|een\s+hand(?:je)?\s?vol|een\s+stuk\s+of|"
    r"een\s+(?:klein\s+)?groepje|weinig|bepaalde"
)
# In the singular hardly ever all of them.
PERSON = (
    r"(?:jong(?:en|etje)|jochie|knul|tiener|dyslect|meisje|mei(?:d|sj|dj)e?|kid|kleuter|peuter|zittenblijver|nieuwkomer|doubleur|leerlinge|"
    r"zoon|dochter|scholier|kleintje|instromer|uitstromer|schoolverlater|(?:onder|midden|boven)bouwer|brugklasser|"
    r"dyslecticus|autist|adhd['’]?er|vluchteling|rolstoelgebruiker|thuiszitter|uitblinker|[\w\-]{0,20}winna(?:ar|res)|"
    r"[\w\-]{0,20}kampioene?|(?:hoogbegaafde|anderstalige|dove|slechthorende|slechtziende)(?!\s+\w+(?:en|s)\b)|"
    r"[\w\-]{0,20}groeper|groep[\s\-]?\d\s?['’\-]?ers?|"
    r"[\w\-]{1,20}(?:leerling|kind)(?<!schoolleerling)(?<!schoolkind)(?<!bouwleerling))"
)
PUPIL = rf"(?:leerling|kind|[\w\-]{{1,20}}(?:leerling|kind)|{PERSON})(?:etje|je|tje)?"
CHILD = (
    r"(?:[\w\-]{0,20}(?:leerling|kind|jongen|meisje|kleuter|peuter|groeper|broer|zus)|jongetje|jochie|"
    r"knul|tiener|dyslect|meid|meisj|kid|zittenblijver|nieuwkomer|doubleur|leerlinge|groepsgenoot|klasgenoot|zoon|zonen|dochter|"
    r"scholier|pupil|kleintje|instromer|uitstromer|brugklasser|"
    r"(?:onder|midden|boven)bouwer|schoolverlater|groep[\s\-]?\d\s?['’\-]?er)"
    r"(?:en|len|sen|eren|s|ers|je|jes|tje|tjes|ertjes|etje|etjes)?"
)
BETWEEN = r"(?:\s+(?:van\s+(?:de|onze|alle)|uit\s+(?:de|onze)|onze|andere|nieuwe|\w+e))?"
ONE = re.compile(
    rf"\b(?:één|eén|een)\s+(?!elke?\b|iedere?\b|ons\b|uw\b|je\b|per\b|voor\b|aan\b)\w+\s+{PUPIL}\b|"
    r"\b(?:de|het)\s+\w+ste\s+(?:van|uit|in)\s+(?:de|onze)\s+(?:klas|groep)\b|"
    rf"\b(?:één|eén|een)\s+(?:van\s+(?:de|onze)|der)(?:\s+\w+e)?\s+{CHILD}\b|"
    rf"\b(?:één|eén|een|die\s+ene|deze|dit|dat|die|onze|ons|zekere?|bepaalde?)(?:\s+\w+e)?\s+{PUPIL}\b|"
    rf"\b(?:de|het)(?:\s+\w+e)?\s+{PERSON}\b|"
    rf"\b(?:de|het)\s+(?:nieuwe|enige|ene|laatste|eerste|jongste|oudste|zieke|\w+ste)\s+{PUPIL}\b|"
    rf"\b(?:de|het)(?:\s+\w+e)?\s+{PUPIL}\s+(?:met|zonder|die|dat|van\s+wie|wiens|waar\w*|uit|in\s+(?:groep|klas))\b|"
    rf"\b{PUPIL}\s+(?-i:(?:[A-Z]\.\s?)+|[A-Z]{{1,3}}\b)|"
    r"\b(?:haar|zijn|diens|hun|de|het|twee|drie)(?:\s+\w+e)?\s+(?:broer|zus|zoon|zonen|dochter)"
    r"(?:je|tje|ter|s|sen|jes|tjes)?\b(?!\s+en\s+(?:zus|broer))|"
    # "D. uit groep 6", "met M. gaat het beter", "eentje wist alles": somebody without a name.
    r"\b(?-i:[A-Z]\.)+(?=\s+(?-i:uit|van|in)\s+(?:de\s+)?(?:groep|klas|leerjaar|\d|eerste|tweede|derde|vierde|vijfde|zesde)\b)|"
    r"\b(?:met|van|voor|bij|aan|en)\s+(?-i:[A-Z]\.)(?=\s+(?-i:[a-z]))(?!\s+tot\b)|"
    r"\beentje\s+(?:wist|kon|las|haalde|had|kreeg|miste|werd|bleef|ging|scoorde|zakte|slaagde|leest|kan|mist)\b|"
    r"\b(?:haar|zijn|diens)\s+(?:moeder|vader|mama|papa|oma|opa)\b|\b(?:haar|diens)\s+ouders\b|"
    r"\b(?:twee|drie)ling(?:en)?\b|\been\s+enkeling\b",
    re.IGNORECASE,
)
# "Een op de vijf kinderen" is a share, not five.
COUNTED = re.compile(
    rf"(?<![\d,.])(?<!op\sde\s)\b{NUMBER}\b(?!\s*(?:%|procent|op\s+de)){BETWEEN}\s+{CHILD}\b", re.IGNORECASE
)
THINGS = (
    r"keer|maal|les|lessen|minuten|uur|uren|dagen|dag|weken|week|maanden|jaar|jaren|boeken|stappen|groepen|klassen|toetsen|"
    r"momenten|doelen|afspraken|vragen|leraren|leerkrachten|collega['’]s|juffen|meesters|ouders|avonden|ochtenden|"
    r"middagen|punten|onderdelen|vakken|scholen|ronden|rondes|blokken|thema['’]s|manieren|redenen|plannen|lokalen|"
    r"lestijd|tijd|leestijd|rekentijd|teksten|opdrachten|sommen|woorden|materialen|methodes|methoden|hoofdstukken|dagdelen"
)
# "3 van de 24 leerlingen": the first number is what it is about.
PART_OF = re.compile(
    rf"\b{NUMBER}\s+(?:(?:van|uit|in)\s+(?:de\s+|die\s+|deze\s+)?(?:(?:{AMOUNT})\b(?!\s+(?:\w+e\s+)?(?:{THINGS})\b)|groep|klas)|"
    r"van\s+(?:hen|ze|dezen))\b",
    re.IGNORECASE,
)
# "Er bleven er 2 zitten", "drie haalden het niet"; "er zijn er vier keer" and "er drie lessen" are about other things.
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
SMALL_COUNT = "twee|drie|vier|vijf|zes|zeven|acht|negen"
LESS = r"(?:minder\s+dan|nog\s+geen|onder\s+de|geen)\s+(?:10|tien)"
VAGUE = re.compile(
    rf"\b(?:{FEW_WORDS})(?:\s+(?:van\s+)?(?:de|onze|andere|\w+e))?\s+{CHILD}\b|"
    rf"\b(?:{FEW_WORDS})\s+van\s+(?:hen|ze)\b|\b(?:enkelen|sommigen|weinigen)\b(?!\s+van\s+ons\b)|"
    rf"\b(?:(?:{SMALL_COUNT})tal|(?:een\s+)?half\s+dozijn|een\s+(?:duo|trio|koppel)){BETWEEN}\s+{CHILD}\b|"
    rf"\b(?:{LESS}){BETWEEN}\s+{CHILD}\b",
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
SHARE = re.compile(rf"(?<![\d.,])(?P<share>\d{{1,3}}(?:[.,]\d+)?|\b(?:{AMOUNT}))\s*(?:%|procent\b)", re.IGNORECASE)
OUT_OF = re.compile(
    rf"\b(?P<some>{AMOUNT})\s+(?:(?P<real>van\s+de)|op\s+(?:de\s+)?)\s*(?P<all>{AMOUNT})\b(?!\s*(?:%|procent|minuten|uur))",
    re.IGNORECASE,
)
PARTS = {
    "helft": 2, "halve": 2, "derde": 3, "kwart": 4, "vierde": 4, "vijfde": 5, "zesde": 6, "zevende": 7, "achtste": 8,
    "negende": 9, "tiende": 10, "twintigste": 20,
}  # fmt: skip
# "Twee derde", "een vijfde deel", "de helft"; "het derde blok" and "de vierde groep" tell which one.
PART = re.compile(
    rf"\b(?:(?P<some>{AMOUNT})\s*(?={'|'.join(PARTS)})|(?:de|het)\s+(?=helft|halve|kwart|\w+\s+deel)|(?=helft|kwart))"
    rf"(?P<part>{'|'.join(PARTS)})\b(?!\s+(?:leerjaar|(?:{THINGS})\b))(?!(?<!halve)\s+(?:groep|klas))",
    re.IGNORECASE,
)
# "Een kwart van de lestijd": no share of children. Parents are: by few of them one knows their children.
OF_THINGS = re.compile(
    rf"\s*(?:meer\s+|minder\s+)?(?:van\s+)?(?:(?:de|het|onze|ons|alle|elke|die|deze|een)\s+)*(?:\w+e\s+)?(?!ouders)(?:{THINGS})\b",
    re.IGNORECASE,
)
# "22 van de 24 leerlingen", "22 leerlingen": how many, where the others are told of without a word.
COUNTED_MANY = re.compile(
    rf"(?<![\d,.])\b(?P<some>{AMOUNT})(?:{BETWEEN}\s+{CHILD}\b|\s+(?:van|uit|in)\s+(?=groep|klas))|"
    rf"\b(?:{DID})\s+(?:er\s+)?(?P<did>{AMOUNT})\b(?=\s*(?:[.,;!?](?!\d)|$)|\s+(?:het|dat|dit|de|niet|wel)\b)",
    re.IGNORECASE,
)
FROM_ALL = re.compile(
    rf"\bvan\s+de\s+(?P<all>{AMOUNT})\s+{CHILD}\s+(?:{DID})\s+(?:er\s+)?(?P<some>{AMOUNT})\b", re.IGNORECASE
)

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
    rf"(?=\s*(?:[.,;:!?)](?!\d)|$)|\s+(?:{GOES_ON}|in\s+totaal)\b)",
    re.IGNORECASE,
)
# "Van groep 8 haalden twee het niet", "op twee na", "een drietal haalde het niet", "nog geen tien haalden het".
AFTER_VERB = re.compile(
    rf"\b(?:{DID}|hadden|hebben|waren|zijn|werden|konden|kunnen|misten|missen|vielen|vallen|kwamen|komen|moesten|moeten)\s+"
    rf"(?:(?:er|nog|maar|slechts|toch|ook|alleen|dus)\s+)*{NUMBER}\b"
    r"(?=\s*(?:[.,;:!?)](?!\d)|$)|\s+(?:het|dat|dit|deze|de|niet|nog|wel|al|naar|onder|boven|zitten|extra|hulp|meer|moeite|een)\b)",
    re.IGNORECASE,
)
OTHER = NUMBER.replace("number", "other")
EXCEPT = re.compile(
    rf"\bop\s+(?:{NUMBER}|(?:een\s+)?(?:enkele?n?|paar))(?:\s+{CHILD})?\s+na\b(?!\s+(?:de|het)\s+\w+st)|"
    rf"\b(?:behalve|uitgezonderd|uitzondering\s+van)\s+(?:{OTHER}|(?:een\s+)?(?:enkele?n?|paar))\b"
    rf"(?!\s+(?:\w+e\s+)?(?:{THINGS})\b)",
    re.IGNORECASE,
)
SOME_FEW = re.compile(
    rf"\b(?:(?:{SMALL_COUNT})tal|half\s+dozijn|{LESS})(?=\s*(?:[.,;:!?)](?!\d)|$)|\s+(?:{GOES_ON}|haalde|kreeg|bleef|zakte|"
    r"zat|scoorde|van\s+(?:hen|ze))\b)|"
    rf"\b(?:de|die|deze)\s+(?:{SMALL_COUNT}|[2-9])\s+(?:anderen|overigen)\b",
    re.IGNORECASE,
)
# "In groepjes van vier": how children work, all of them.
IN_GROUPS = re.compile(r"\bin\s+(?:\w+e\s+)?(?:groepjes|groepen|teams|teampjes|kringen)\s+van\s+$", re.IGNORECASE)
# "Stap twee", "een 8": which one, or a mark; nobody is counted.
LABEL = re.compile(
    r"\b(?:groep|klas|jaar|stap|ronde|blok|deel|vraag|fase|periode|niveau|thema|week|hoofdstuk|les|nummer|punt|cijfer|een|om|"
    r"tot|met|bladzijde|punt|doel|versie|kamer|lokaal|half)\s+$",
    re.IGNORECASE,
)
WHOLE = re.compile(r"\b(?:alle|hele|heel|school|scholen|schoolbreed|ouders|team)\b", re.IGNORECASE)
SINGULAR = "is|was|heeft|had|kan|kon|kreeg|krijgt|leest|las|werd|wordt|ging|gaat|kwam|komt|mist|sprak|spreekt|deed|doet"
SOMEBODY = re.compile(
    rf"\beentje\b|\biemand\b(?!\s+(?:van|uit)\s+(?:ons|het\s+team|het\s+bestuur))|\bhij\b(?!\s+of\s+zij|/zij)|"
    r"\bwie\b(?:\s+\w+){0,6}?\s+(?:ziek|afwezig|gezakt|zittengebleven|verhuisde|verhuisd|gepest|opgenomen|geschorst)\b|"
    rf"\b(?:zij|ze)\s+(?:{SINGULAR})\b|\b(?:{SINGULAR})\s+(?:zij|ze)\b(?!\s+\w+en\b)",
    re.IGNORECASE,
)
EACH = re.compile(rf"\b(?:elke?|iedere?|hij\s+of\s+zij|hij/zij)\b(?:\s+\w+e)?(?:\s+{PUPIL})?", re.IGNORECASE)

# "De methode is nieuw. Hij past bij alle groepen.": "hij" is the thing that the sentence began with.
THING = (
    r"methode|school|bibliotheek|toets|les|aanpak|werkwijze|map|app|website|site|krant|nieuwsbrief|klas|tijd|start|planning|"
    r"afspraak|kalender|leerlijn|lijn|cursus|training|scholing|studiedag|avond|ochtend|middag|week|boekenkast|kast|bieb|"
    r"gymzaal|zaal|aula|tuin|speelplaats|bus|tafel|kaart|poster|lijst|kijkwijzer|begeleidingsdienst|bond|gemeente|opleiding|"
    r"raad|medezeggenschapsraad|leerlingenraad|ouderraad|oudervereniging|stichting|werkgroep|commissie|directie|inspectie|"
    r"directeur|coördinator|leraar|leerkracht|schrijver|bibliothecaris|schoolleider|auteur|leescoördinator|ambitie|visie|"
    r"uitkomst|taal|woordenschat|leesles|rekenles|taalles|leesmethode|rekenmethode|taalmethode|spellingmethode|weektaak|"
    r"instructie|manier|tekst|vraag|opdracht|middenbouw|onderbouw|bovenbouw|peuterspeelzaal|opvang"
)
ABOUT_THING = re.compile(
    rf"^\W*(?:(?:ook|nu)\s+)?(?:(?:de|het|onze|ons|deze|die|dit|dat|een|uw|je|jullie)\s+)?(?:\w+e\s+)?(?:{THING})\b",
    re.IGNORECASE,
)
THING_DOES = (
    r"is|was|past|komt|kwam|helpt|hielp|staat|stond|duurt|duurde|begint|begon|bevat|sluit|sloot|werkt|doet|deed|bestaat|"
    r"biedt|geeft|gaf|vraagt|kost|ligt|lag|wordt|werd|blijft|loopt|maakt|bleek|blijkt|bevalt|voldoet|opent|gaat|ging|laat"
)
IT_DOES = re.compile(
    rf"\b(?:hij|zij|ze)\s+(?:ook\s+)?(?:{THING_DOES})\b|\b(?:{THING_DOES})\s+(?:hij|zij|ze)\b", re.IGNORECASE
)
# What is said of a child and hardly of a thing.
PERSONAL = re.compile(
    r"\b(?:ziek|bang|boos|stil|verdrietig|onrustig|druk|slim|blij|dyslex\w+|hoogbegaafd\w*|adhd|autis\w+|diagnose\w*|moeite|"
    r"hulp|begeleiding|thuis|moeder|vader|ouders|nederlands|gedrag\w*|achterstand|verhuis\w+|gezakt|geslaagd|jaar\s+oud|"
    r"zitten|gepest|vrienden|vriend|leest|las|rekent|iemand|jarig|vluchteling|afwezig|vooruit|achteruit|achter|voor\s+op)\b",
    re.IGNORECASE,
)
