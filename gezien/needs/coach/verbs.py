"""Kinds of verbs. What a pupil does is an open class; what cannot be seen or heard is a closed one, and stands here.

So a verb nobody thought of counts as something that can be seen, and a goal in unexpected words is understood.
"""

# Verbs that help another verb; alone they say nothing, except those of ALONE.
HELPING = frozenset(
    "kunnen mogen moeten zullen willen durven proberen trachten hoeven dienen leren weten lukken slagen laten gaan komen "
    "blijven beginnen pogen zijn hebben worden".split()
)
MODAL = frozenset("kunnen mogen moeten zullen willen durven hoeven dienen lukken weten zijn worden".split())
# These help with "te" only: "begint te lezen".
WITH_TE = frozenset("beginnen proberen trachten hoeven dienen weten pogen slagen durven zijn".split())
ALONE = frozenset("gaan komen beginnen laten proberen".split())

# Movements, which tell what was done with "is": "is gaan zitten".
MOVES = frozenset("gaan komen lopen beginnen stoppen starten opstaan".split())

# Thinking, knowing, feeling, wanting: inside a head.
INNER = frozenset(
    "begrijpen snappen kennen weten beheersen onthouden herinneren herkennen inzien beseffen geloven vinden voelen ervaren "
    "denken nadenken concentreren opletten letten motiveren interesseren willen houden accepteren vertrouwen beleven genieten "
    "doorhebben verstaan doorzien doorgronden inschatten inleven verwachten hopen wensen vrezen twijfelen "
    "overzien verinnerlijken internaliseren memoriseren automatiseren inprenten vergeten realiseren schamen vervelen "
    "verbazen ergeren piekeren dromen dagdromen fantaseren aanvoelen waarderen respecteren openstaan onderscheiden "
    "beleven bewonderen verlangen liefhebben haten missen beoordelen volgen meekunnen aankunnen verwerken leren "
    "overwegen aannemen anticiperen bekommeren erkennen onderkennen meeleven interpreteren menen nastreven streven "
    "reflecteren focussen richten oriënteren identificeren bedwingen kalmeren hechten blokkeren dichtklappen openstellen aanvaarden berusten "
    "overwinnen loslaten meekrijgen oppikken meepikken inprenten piekeren verwonderen ontspannen "
    "relativeren bezinnen beredeneren afvragen doordenken verwennen vastbijten filteren associëren visualiseren "
    "vermoeden gedragen inzetten doorzetten volharden relativeren verdragen bevatten".split()
)

# Becoming more, less or other: a change, not an act.
CHANGE = frozenset(
    "verbeteren ontwikkelen groeien toenemen afnemen vooruitgaan achteruitgaan vergroten verkleinen versterken verhogen "
    "verlagen uitbreiden bevorderen vorderen stimuleren optimaliseren verdiepen verrijken verstevigen opbouwen verminderen "
    "inhalen bijblijven bijbenen evolueren rijpen ontplooien ontluiken wennen aarden acclimatiseren opkrikken stijgen dalen zakken verschuiven "
    "veranderen vermeerderen aanleren verwerven eigenmaken consolideren inslijpen verscherpen aanscherpen bijspijkeren "
    "bijwerken remediëren normaliseren doorgroeien opdrijven opvoeren versnellen vertragen verfijnen vervolmaken bijschaven bijstellen reduceren terugdringen "
    "beperken afbouwen minderen vermijden wegwerken aanpakken bewerkstelligen verwezenlijken stabiliseren handhaven "
    "uitbouwen uitgroeien bijleren progresseren opklimmen kelderen terugvallen wegzakken verslechteren verergeren escaleren "
    "landen openbloeien opbloeien floreren ontdooien loskomen verzelfstandigen aanscherpen bijsturen vastlopen uitvallen achterlopen achterblijven vlotten ophalen".split()
)

# Being, having, getting, counting as.
STATE = frozenset(
    "zijn hebben worden blijven lijken blijken schijnen heten krijgen ontvangen bestaan behoren bezitten betreffen "
    "vertonen ontbreken schelen kosten mankeren tekortschieten betekenen gelden vallen meevallen tegenvallen "
    "voorkomen gebeuren duren verlopen lukken functioneren gedragen omgaan presteren onderpresteren scoren behalen bereiken "
    "bevinden verkeren beschikken overeenkomen verschillen neigen ogen meedraaien opvallen uitblinken excelleren overkomen "
    "behouden afhaken aanhaken meekomen thuishoren ontberen tekortkomen opleveren uitmaken inhouden toekomen "
    "raken slagen voldoen profiteren doorstromen aansluiten afhangen ondervinden ondergaan vergen bijhebben zorgen besteden".split()
)

# Someone else acts: what the pupil is given.
SUPPORT = frozenset(
    "krijgen ontvangen ondersteunen begeleiden stimuleren aanmoedigen bijsturen observeren volgen "
    "bieden aanvragen inschakelen betrekken uitdagen prikkelen voorzien waarborgen creëren scheppen bijbrengen aansturen "
    "instrueren screenen versnellen doubleren opvolgen afnemen "
    "aanmelden doorverwijzen motiveren monitoren afstemmen differentiëren aanpassen".split()
)

SILENT = INNER | CHANGE | STATE | SUPPORT

# With this particle the act disappears: "let op", "gaat vooruit", "valt uit".
SILENT_PARTICLES = {
    "gaan": {"vooruit", "achteruit", "om", "mis"},
    "nemen": {"toe", "af", "waar"},
    "lopen": {"achter", "vast", "mis", "voor", "uiteen"},
    "komen": {"mee", "voor", "neer", "overeen", "los", "over", "toe", "verder"},
    "haken": {"af", "aan"},
    "passen": {"aan"},
    "pakken": {"aan"},
    "drijven": {"op"},
    "voeren": {"op"},
    "vallen": {"op", "uit", "tegen", "mee", "terug"},
    "houden": {"bij"},
    "staan": {"open", "stil"},
    "zien": {"in", "uit"},
    "blijven": {"achter", "bij"},
    "voelen": {"aan"},
    "hebben": {"door"},
    "halen": {"in"},
    "tonen": {"aan"},
    "hangen": {"af"},
    "zetten": {"door"},
    "dringen": {"door"},
    "leven": {"in", "mee"},
    "bouwen": {"op"},
    "breiden": {"uit"},
    "leren": {"aan", "bij"},
    "brengen": {"mee"},
    "schieten": {"tekort"},
    "klappen": {"dicht"},
    "slaan": {"dicht"},
}
# With this word beside it nothing is left to see: "toont inzicht", "loopt stroef", "doet zijn best".
_QUALITIES = (
    "inzicht begrip respect interesse inzet motivatie empathie betrokkenheid verantwoordelijkheid zelfvertrouwen "
    "doorzettingsvermogen enthousiasme initiatief groei vooruitgang progressie belangstelling"
)
_RUNS = (
    "stroef moeizaam goed vlot beter slecht lekker moeilijk slechter matig prima achter vertraging risico scheef fout"
)
SILENT_WITH = {
    verb: frozenset(words.split())
    for verb, words in {
        "nemen": "verantwoordelijkheid initiatief verantwoording",
        "lopen": _RUNS,
        "gaan": _RUNS + " vooruit achteruit niveau oké",
        "komen": "niveau tekort gang werken recht ontwikkeling tot toe verder",
        "houden": "rekening afspraken regels afspraak regel aandacht concentratie focus hoofd",
        "doen": "best alsof goed beter",
        "leggen": "nadruk",
        "werken": "ontwikkeling zelfbeeld zelfvertrouwen weerbaarheid zelfstandiger geconcentreerder taakgerichter beter "
        "rustiger slordig gehaast traag langzaam niveau kunnen",
        "brengen": "peil niveau orde",
        "vragen": "aandacht",
        "sluiten": "zich",
        "trekken": "profijt zich",
        "kijken": "onzeker angstig bang",
        "schieten": "tekort",
        "hangen": "avi niveau",
        "geven": "blijk om vertrouwen snel gauw vlug",
        "tonen": _QUALITIES,
        "laten": _QUALITIES + " wensen afleiden",
        "zien": _QUALITIES,
        "stellen": "eisen",
        "maken": "vooruitgang vorderingen vordering groei eigen progressie zorgen sprong indruk stap stappen",
        "boeken": "vooruitgang winst progressie",
        "zitten": "vel lekker knel dip",
        "zetten": "stap stappen",
        "krijgen": "grip",
        "liggen": _RUNS + " laag hoog lager hoger",
        "vertonen": "gedrag",
        "uitgaan": "van",
        "vinden": "aansluiting",
        "zoeken": "evenwicht",
        "halen": "niveau score zone voldoende voldoendes doel doelen norm cijfer avi i ii iii iv v b c percentiel "
        "resultaat resultaten toets achterstand",
        "staan": _RUNS + " niveau druk schoenen",
        "struikelen": "woorden klanken letters woordjes",
    }.items()
}
# With this word beside it a change can be seen on paper: "verbetert zijn fouten".
SEEN_WITH = {
    "verbeteren": ("fout",),
    "verwerken": ("tekst",),
    "beoordelen": ("werk",),
    "bewerken": ("tekst",),
    "houden": (
        "spreekbeurt presentatie boekbespreking voordracht toespraak praatje maat handen hand vinger potlood pen schaar "
        "bal oogcontact pas evenwicht balans logboek dagboek lijst"
    ).split(),
    "raken": ("bal", "doel", "pion", "kegel"),
    "vallen": ("rede",),
    "volgen": ("vinger", "bijwijz", "regel"),
    "aansluiten": ("rij",),
    "blijven": ("stoel", "tafel", "plek", "plaats", "kring", "bank", "rij"),
    "hebben": ("opgestoken",),
    "zakken": ("vinger", "hand"),
}
# What one would rather not see; that it does not happen is a goal one can see, where "luistert niet" is a complaint.
UNWANTED = frozenset(
    "roepen slaan schoppen duwen bijten schelden uitschelden rennen storen onderbreken weglopen schreeuwen gillen pesten afpakken "
    "gooien spugen spuwen trappen stompen krabben vloeken knijpen trekken uitlachen plagen tikken vechten liegen stelen "
    "klikken spieken overschrijven opstaan wegrennen binnenrennen wiebelen kletsen praten huilen raden gokken doorroepen "
    "inwrijven knoeien morsen overslaan vallen".split()
)

# An act that prepares the one that follows, or makes one whole with it.
PREPARES = frozenset(
    "pakken nemen gaan lopen openen zetten leggen kijken weglopen opstaan stoppen kiezen opzoeken zoeken aanwijzen "
    "staan zitten grijpen draaien ophalen beginnen starten proberen bekijken stappen uittrekken aantrekken pauzeren ademen "
    "ademhalen onderstrepen rondkijken nadenken bedenken stilstaan vastpakken".split()
)
# Reading, writing, listening and counting make one whole only with what is done with the same text or sum.
TAKES_IN = frozenset(
    "meten opmeten wegen lezen luisteren schrijven tellen voorlezen doorlezen tekenen uitrekenen rekenen kijken stellen vragen".split()
)
GIVES_BACK = frozenset(
    "beantwoorden vertellen navertellen samenvatten onderstrepen opschrijven noteren voorlezen controleren nakijken verbeteren "
    "doen uitvoeren nadoen nazeggen herhalen uitleggen verwoorden beschrijven aanwijzen teruglezen overschrijven "
    "opzoeken geven markeren bespreken uitbeelden herlezen invullen aankruisen eruithalen stellen noemen".split()
)
