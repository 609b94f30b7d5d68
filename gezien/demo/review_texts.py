"""Texts of the demo's group reviews. School content, so in Dutch."""

AGENDA = [
    ("agreements", "Afspraken van vorige keer"),
    ("group", "De groep, aan de hand van de voorbereiding"),
    ("overview", "Resultaten en groepsoverzicht"),
    ("plan", "Clusters en groepsplan"),
    ("takeaways", "Wat de leerkracht meeneemt"),
    ("new_agreements", "Nieuwe afspraken"),
]
# question → answers to choose from
ANSWERS = {
    "atmosphere": (
        "Fijne sfeer: leerlingen helpen elkaar en durven fouten te maken. Na de pauze is er soms ruis.",
        "Ze zijn blij elkaar weer te zien. De complimentenronde op vrijdag doet veel.",
        "Hechte groep, nieuwe leerlingen zijn snel opgenomen. Twee groepjes trekken erg naar elkaar toe.",
    ),
    "work_climate": (
        "Starten gaat vlot sinds het doel op het bord staat. Afronden vraagt nog mijn hulp.",
        "Rustig bij zelfstandig werken, zeker met de timer. De wisseling van les kost nog vijf minuten.",
        "Hard werkers. Bij moeilijke opdrachten haken er een paar af; daar oefenen we met een eerste stap.",
    ),
    "interaction": (
        "Respectvol. Samenwerken in tweetallen gaat goed, in viertallen neemt een enkeling alles over.",
        "Ze luisteren naar elkaar in de kring. De stille leerlingen vragen om een beurt in tweetallen.",
        "Open naar mij toe, ze zeggen wat ze nodig hebben. Onenigheid lossen ze steeds vaker zelf op.",
    ),
    "independence": (
        "Uitgestelde aandacht lukt twintig minuten. Hulp vragen aan een maatje gaat goed, nakijken nog niet.",
        "De dagtaak werkt. Vijf leerlingen hebben halverwege een seintje nodig.",
        "Ze kennen de afspraken. Het rondje langs de tafels houdt de rust.",
    ),
    "play": (
        "Lang en betrokken spel in de bouwhoek en de winkel. De letterhoek wordt nog weinig gekozen.",
        "Ze kiezen zelf en ruimen samen op. Jongste en oudste kleuters zoeken elkaar op.",
    ),
    "previous_plan": (
        "De extra instructie aan tafel is bijna altijd doorgegaan; daar zie ik groei. Verdieping schoot er soms bij in.",
        "Technisch lezen is mooi vooruitgegaan. Bij rekenen was het doel te groot voor de kleine groep.",
        "Het vaste moment werkt. Wie ziek was, miste te veel: daar wil ik een inhaalmoment voor.",
    ),
    "differences": (
        "Grote verschillen in leestempo. Kleine groep met meer tijd, en een groep die zelf verder kan.",
        "Bij rekenen vraagt een kwart om materiaal; een kwart is klaar na de voortoets.",
        "Vooral verschil in starten en doorwerken. Instructie is goed te volgen voor bijna iedereen.",
    ),
    "own_question": (
        "Hoe houd ik tijd over voor de verdieping zonder de kleine groep te laten wachten?",
        "Hoe zie ik de leerlingen die het goed doen en weinig vragen?",
        "Wil iemand meekijken bij de overgang van instructie naar zelfstandig werken?",
    ),
}
MINUTES = {
    "agreements": (
        "De overdracht van vorig jaar is gelezen en besproken. Alles is bekend.",
        "Geen open afspraken; de warme overdracht in augustus gaf een goed begin.",
    ),
    "group": (
        "Sterk: leerlingen helpen elkaar en starten snel. Aandacht: overgang na de pauze. Wat werkt: doel en tijd op het bord.",
        "De groep is gegroeid in samenwerken. De stille middengroep krijgt een vaste beurt in tweetallen.",
    ),
    "overview": (
        "Lezen ligt op de ambitie, rekenen net eronder. Vier leerlingen vragen extra; twee kunnen meer aan.",
        "Spelling vraagt aandacht in de hele groep. Bij begrijpend lezen is mooi gegroeid.",
    ),
    "plan": (
        "De drie clusters zijn haalbaar. De instructietafel krijgt drie vaste momenten van 20 minuten.",
        "Plan akkoord. Verdieping krijgt op vrijdag een vast gesprek.",
    ),
    "new_agreements": (
        "Zie de afspraken. In februari kijken we terug.",
        "Afspraken gemaakt, met een datum voor ieder.",
    ),
}
# Groups 1–2 have no test results to speak of.
YOUNGEST_ANSWERS = {
    "previous_plan": ("Er was nog geen plan: we begonnen met observeren. De kleine kring op dinsdag werkt goed.",),
    "differences": (
        "Groot verschil in taal en in spel. Drie oudsten lezen al woordjes, vier hebben hulp nodig bij het kiezen.",
    ),
}
YOUNGEST_MINUTES = {
    "overview": (
        "Observaties en lijsten bekeken. Vijf kleuters vragen extra bij werkhouding, twee oudsten kunnen meer aan.",
    ),
    "plan": ("Voor de kleuters geen groepsplan: twee kleine kringen per week, met klanken en met getallen.",),
}
YOUNGEST_AGREEMENTS = (
    (
        "teacher",
        "Houdt twee keer per week een kleine kring met vijf kleuters: klanken en rijmen.",
        "2026-12-18",
        "Elke kleuter rijmt 4 van de 5 keer goed.",
        "done",
        "Vier van de vijf rijmen nu; met één gaan we door.",
    ),
    (
        "coach",
        "Observeert een half uur in de bouwhoek en bespreekt na.",
        "2026-11-06",
        "We weten wie een stap verder kan in het spel.",
        "done",
        "Gedaan; de winkelhoek is uitgebreid.",
    ),
    (
        "teacher",
        "Voert met elke oudste kleuter een kindgesprek met platen.",
        "2027-02-19",
        "Van elke oudste staat er een gesprek.",
        "",
        "",
    ),
)
# who, what, due, sign of success, outcome, closing note
AGREEMENTS = (
    (
        "teacher",
        "Geeft drie keer per week 20 minuten instructie aan de kleine groep en houdt bij wie er was.",
        "2026-12-18",
        "De aanwezigheid staat op de lijst; niemand miste meer dan vier keer.",
        "done",
        "Ging bijna altijd door.",
    ),
    (
        "coach",
        "Kijkt een keer mee bij de overgang van instructie naar zelfstandig werken.",
        "2026-11-13",
        "We hebben nabesproken en één ding gekozen.",
        "done",
        "Gedaan op een dinsdag; het seintje met de timer is gekozen.",
    ),
    (
        "teacher",
        "Voert met elke leerling die extra vraagt een kindgesprek.",
        "2026-12-04",
        "In elk dossier staat wat de leerling zelf helpt.",
        "done",
        "Op één na gelukt, die volgt in januari.",
    ),
    (
        "teacher",
        "Geeft op vrijdag 20 minuten instructie aan de verdiepingsgroep.",
        "2027-02-12",
        "De leerlingen laten zien wat ze leerden.",
        "",
        "",
    ),
    (
        "coach",
        "Zoekt samen met de leerkracht verdiepende opdrachten uit.",
        "2027-02-19",
        "Er ligt een map voor een half jaar.",
        "",
        "",
    ),
    (
        "teacher",
        "Oefent de wisseling van les met de groep.",
        "2026-10-30",
        "Binnen twee minuten aan de slag.",
        "not_done",
        "Nog niet gelukt; na de herfst verder met een nieuwe afspraak.",
    ),
)
# whether it helped, and what one saw
EFFECTS = (
    ("yes", "Het is te zien: zo gaan we door."),
    ("yes", "Gehaald, en het kost nu minder moeite."),
    ("partly", "Voor de meesten wel; een paar vragen meer."),
    ("no", "Geen verschil gezien; in de volgende bespreking iets anders kiezen."),
)
# done, and its owner still has to tell whether it helped
EFFECT_NOT_TOLD = ("Leest vier keer per week tien minuten met Noor en Bilal: voor, koor, door.",)
# for 5b: owner's user name, what, due, sign, outcome, closing note, pupil's call name
AGREEMENTS_5B = (
    (
        "leerkracht",
        "Leest vier keer per week tien minuten met Noor en Bilal: voor, koor, door.",
        "2026-12-18",
        "Noor en Bilal lezen een niveau hoger.",
        "done",
        "Bilal ging vooruit, Noor nog niet: in februari opnieuw bekijken.",
        "",
    ),
    (
        "duo",
        "Maakt met de groep afspraken over overleggen tijdens zelfstandig werken.",
        "2026-10-16",
        "Twintig minuten rust zonder ingrijpen.",
        "done",
        "De afspraken hangen er en worden gebruikt.",
        "",
    ),
    (
        "leerkracht",
        "Voert een kindgesprek met Fatima: wat helpt haar om in de kring te vertellen?",
        "2027-01-22",
        "Er staat een kindgesprek in het dossier, met haar eigen idee.",
        "",
        "",
        "Fatima",
    ),
    (
        "leerkracht",
        "Flitst elke dag vijf minuten de tafels met de hele groep; wie wil, houdt de eigen score bij.",
        "2027-02-26",
        "Twintig leerlingen doen er 20 in een minuut.",
        "",
        "",
        "",
    ),
    (
        "ib",
        "Kijkt in een rekenles naar de start van Lieke en bespreekt na.",
        "2027-02-12",
        "We weten wat Lieke helpt om te beginnen.",
        "",
        "",
        "Lieke",
    ),
)

# The sitting of the pupil review in March: its first and last point, and what two teachers wrote about Noor.
SITTING = ("Afspraken van vorige keer", "Nieuwe afspraken")
# question → (which teacher, answer)
SITTING_ANSWERS = {
    "pupil_question": (
        (0, "Hoe houden we het herhaald lezen vol zonder dat het drie keer per week een van ons kost?"),
    ),
    "situation": (
        (0, "Met het grafiekje begint Noor meteen. Bij een nieuwe tekst valt het tempo terug naar spellend lezen."),
        (1, "Op donderdag en vrijdag zie ik het ook bij rekenen: een verhaalsom leest Noor pas als iemand meeleest."),
    ),
    "going_well": (
        (0, "Noor vult zelf het grafiekje in en vraagt om de volgende tekst."),
        (1, "In de kring durft Noor weer een stukje voor te lezen, als het de dag ervoor geoefend is."),
    ),
    "tried": ((0, "Woorden vooraf werkt; luisteren en meelezen op de tablet leidde af."),),
}
