"""Ordinary Dutch words that are first or family names too, and what makes such a word read as a name; no rules."""

import re

# Words that begin a sentence and have the verb behind them, or are one: "Dan lezen we", "Wil je meedoen?".
OPENERS = frozenset(
    """
    aan al als ben best beter bij daar dan dat de den der die dit door dus echt een eens eer elk en er even extra fijn
    ga gaan geen goed graag groot haar had heb hen her hier hij hoe hun iets in is ja jij jong kan klein kom kort lang
    langs later laat lees let lief lieve loop maar mag meer mee men met mijn min mooi na naar nadat net niet niets nieuw
    nog nu nou of om onder ons ook op oud over pas per plus rond ruim samen sinds snel soms spoedig staan straks te ten
    tegen ter toch toe toen tot trots uit van vanaf veel ver via vlot voor vrij vrolijk vroeg waar wat wel weer wie wij
    wijs wil wit zal ze zelf zet zie zij zin zo zoals zulk zwart bruin blond rood groen geel blauw grijs sterk stil
    stout dapper rein rijk zacht zoet warm koud hoog laag diep krom recht zuiver willen worden zijn zou doe doen
    """.split()  # noqa: SIM905 - a list of words is read as words
)
# Things, persons by their work, and what else is a word in small letters.
THINGS = frozenset(
    """
    aarde abel ambacht ark arts baan baars bak bakker bal balk bank bar bas beek beer bel berg berk bes beuk bever bink
    blad blik blij blink bloem bloemen boek boer boerman bok bol bom bon boom boon boot bos bot bouw brand brander breur
    brink brok bron broek broer brouwer brug buis burg bus buur dag dal dam dans deel dekker dien dijk doel dokter dom
    dood doorn dorp draad draai draak duif duik duim duin eb eend eiland eik elf engel ernst faam fee feest fiets fok
    fris gaaf gang gans gast geel geest geld gerst geur gids glas goud graaf graan gras griet haan haas hak hal ham hand
    harder haring hart haven havik heer heide hein heks held hemel herder herfst hert hoek hof hond hoop hoorn houd hout
    huis iris ivoor jager jan jasmijn jet job joker jol jury kaas kade kamer kamp kans kant kapper kar kat keizer kers
    ketel keus kick kist klaver kleur klok klomp kok koning kool koper koper koster kous kraai kraan krant kroes kroon
    kruis kuiper kuip kunst kwast laan lam lamp land leeuw leen lelie lente les lichaam licht lijster linde loon lot
    maan maat macht man mark markt maas mast mats max meer mees meester mei melk merel mens meulen mier mus mol molen
    molenaar mond moor mos muis mulder munt muur muziek naam naald nacht nagel nest noot noord odin olie oost opa oor
    orde os paard palm paradijs park parel pasen paus peer pel pen piet pijl pit plaat plan plant plas plein pleun poel
    pol polder pols pool poort pop post pot prins punt raaf raam rat regen reus ridder riet rijk ring rijn rit rode rog
    rol roos rots rozemarijn rust saffier schaap schat schep schilder schipper school schoen schout schouten schrijver
    slager slot smid smit sneeuw snoek specht spel spin spook sprong staal stad stam ster steen stern stoel storm straat
    strik struik tak tas teun thans tijd timmerman toon ton top toren touw tuin uil vaart vader valk veer vel veld
    vedder vink vis visie visser vlam vlinder vlieg vogel vorst vos vrede vreugde vriend vuur waard wal wand weg wees
    welp wens west wever wijk wijn wind winkel winter wolf wolk wonder woord zand zang zeeman zeil zoet zomer zon zondag
    zuid zwaan baby beetje boekje stukje groepje rijtje potje actie serie kopie lesje spelletje blokje bos bo dien koen
    rob mini maxi joker pim
    """.split()  # noqa: SIM905 - a list of words is read as words
) - {"boerman", "breur", "jan", "odin", "piet", "pleun", "griet", "hein", "teun", "rob", "pim", "abel", "maas"}
ORDINARY = OPENERS | THINGS

# What one person does: "Roos leest", "Bakker stoort".
DOES = (
    r"is|was|heeft|had|kan|kon|mag|mocht|moet|moest|wil|wilde|wou|zal|zou|gaat|ging|doet|deed|komt|kwam|krijgt|kreeg|"
    r"leest|las|rekent|rekende|schrijft|schreef|spelt|spelde|leert|leerde|werkt|werkte|haalt|haalde|scoort|scoorde|"
    r"maakt|maakte|blijft|bleef|zit|zat|staat|stond|loopt|liep|speelt|speelde|stoort|stoorde|vindt|vond|vraagt|vroeg|"
    r"zegt|zei|praat|praatte|luistert|luisterde|huilt|huilde|slaat|sloeg|schopt|schopte|pest|pestte|wordt|werd|weet|"
    r"wist|ziet|zag|laat|liet|mist|miste|valt|viel|zakt|zakte|slaagt|slaagde|groeit|groeide|heet|woont|woonde|verhuist|"
    r"verhuisde|doubleert|doubleerde|stroomt|stroomde|volgt|volgde|begrijpt|begreep|snapt|snapte|voelt|voelde|helpt|"
    r"hielp|oefent|oefende|spreekt|sprak|begint|begon|stopt|stopte|eet|at|slaapt|sliep|vecht|vocht|reageert|reageerde|"
    r"verzuimt|verzuimde|hoort|hoorde|houdt|hield|geeft|gaf|neemt|nam|durft|durfde|lijkt|leek|kijkt|keek|vertelt|"
    r"vertelde|verdient|heefd|gedraagt|gedroeg|profiteert|presteert|presteerde|onderpresteert|bijt|beet|zwijgt|zweeg"
)
PERSON_DOES = re.compile(rf"[^\S\n]+(?:zelf\s+|ook\s+)?(?:{DOES})\b", re.IGNORECASE)
# Behind a verb: who does it, so that the word before it does not ("Dan leest iedereen", "Groot is het verschil").
SUBJECT = re.compile(
    r"\s+(?:we|wij|je|jij|ik|u|men|er|iedereen|niemand|ze|zij|hij|alle|groep|het\s+(?!boek|doel|niveau|niet\b)\w+|"
    r"(?:de|het|een|elke?|iedere?|onze|ons)\s+(?:hele\s+|nieuwe\s+)?"
    r"(?:groep|klas|school|team|kind|leerling|leraar|leerkracht|juf|meester|les|bel|directie|bibliotheek|methode|verschil)"
    r"\w*)\b",
    re.IGNORECASE,
)
# "Roos en Emma", "Roos uit groep 5", "Roos haar werk".
AS_NAME = re.compile(
    r"[^\S\n]+(?:(?:en|of)\s+(?-i:[A-Z])|(?:uit|in|van)\s+(?:groep|klas)\b|(?:haar|zijn|d['’]r|z['’]n)\s)",
    re.IGNORECASE,
)
ENDS = re.compile(r"\s*(?:[.,:;!?(\n]|\s[\-\u2013]\s|$)")
# What stands before the first word of a sentence.
BEGINS = re.compile(r"(?:^|[.!?:…]|(?:^|\n|[.!?:]\s)\s*[\-\u2013*•])[\s\"'“”‘’(«»]*$|[\"“‘(«]$")
PREFIXES = frozenset("van de der den het 't te ten ter op in la le el al da di du von".split())  # noqa: SIM905
