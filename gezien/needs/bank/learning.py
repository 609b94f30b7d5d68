"""Sentences about the lesson: instruction, tasks, activities and materials, feedback. Written for Gezien.

Each goes on where the beginning of its kind ends ("een instructie die …"); a pair is Dutch, then Flemish.
"""

from gezien.needs.models import SupportKind as K
from gezien.schools.models import Subject

D = Subject.Domain
ALL = ""
SENTENCES: dict[K, dict[str, tuple[str | tuple[str, str], ...]]] = {
    K.INSTRUCTION: {
        ALL: (
            "in kleine stappen gaat, met na elke stap de vraag wat er net gedaan is",
            "kort vooraf wordt gegeven, zodat de uitleg in de groep al bekend voorkomt",
            "laat zien hoe iemand hardop denkt, en daarna samen en dan alleen laat doen",
            "begint met één doel, in woorden die de leerling zelf kan herhalen",
            "na de gewone uitleg tien minuten verdergaat aan de instructietafel",
            "wordt ondersteund met een tekening of stappenkaart die op tafel blijft liggen",
            "de moeilijke woorden van de les eerst uitlegt",
            "kort en bondig is, zodat er meer tijd blijft voor eigen werk",
            "steeds met dezelfde vaste stappen verloopt",
            "aansluit bij wat gisteren al lukte",
            "begint met een toetsje vooraf, zodat bekende stof kan worden overgeslagen",
        ),
        D.LANGUAGE: (
            "een tekst eerst voorleest, dan samen en daarna alleen laat lezen",
            "klanken en letters laat zien, horen, zeggen en schrijven",
            "hardop laat zien hoe je een vraag bij een tekst aanpakt",
            "de spellingregel met één vast voorbeeldwoord laat onthouden",
            "vooraf vertelt waar de tekst over gaat en welke woorden erin voorkomen",
        ),
        D.ARITHMETIC: (
            "begint met materiaal, daarna een tekening en dan pas de som",
            "één oplossingsmanier aanleert en daar een poos bij blijft",
            "de som eerst in een verhaal of situatie laat zien",
            "tussenstappen laat opschrijven en hardop laat uitleggen",
            "elke dag vijf minuten herhaalt wat vlot moet gaan",
        ),
        D.WORK_ATTITUDE: (
            "eindigt met de vraag wat de eerste stap van de taak is",
            "voordoet hoe je aan een taak begint, doorwerkt en nakijkt",
            "met een oogwenk of gebaar de aandacht terughaalt",
        ),
        D.SOCIAL: (
            "met een klein toneelstukje laat zien wat je kunt zeggen of doen",
            "een vaste zin aanleert voor als het moeilijk wordt",
            "gevoelens een woord en een plaatje geeft",
        ),
    },
    K.TASKS: {
        ALL: (
            "in stukjes zijn verdeeld, met een klaar-vakje achter elk stukje",
            "beginnen met iets wat zeker lukt",
            "korter zijn en dezelfde stof dekken",
            "na een voorbeeld dat helemaal is uitgewerkt steeds iets meer open laten",
            "een keuze bieden uit twee manieren om te laten zien wat er geleerd is",
            "meer dan één goed antwoord hebben en om een redenering vragen",
            "nieuw zijn in plaats van meer van hetzelfde",
            "rustig zijn vormgegeven, met weinig op één bladzijde",
            "hooguit een kwartier duren en dan worden besproken",
        ),
        D.LANGUAGE: (
            "gaan over onderwerpen die de leerling boeien, zoals dieren of techniek",
            "een tekst in korte alinea's met tussenkopjes geven",
            "een schema of woordweb geven om het antwoord in op te bouwen",
            "mondeling of met de computer mogen als schrijven in de weg zit",
            "vijf woorden per dag laten oefenen en vrijdag laten terugzien",
        ),
        D.ARITHMETIC: (
            "sommen van één soort bij elkaar zetten voordat ze door elkaar staan",
            "een getallenlijn of schema naast de som hebben staan",
            "weinig tekst hebben, zodat het rekenen centraal staat",
            "om een eigen verhaal of tekening bij de som vragen",
            "uitdagen om een patroon te zoeken en te verklaren",
        ),
        D.WORK_ATTITUDE: (
            (
                "op een dagtaak staan die de leerling zelf afvinkt",
                "op een dagplanning staan die de leerling zelf afvinkt",
            ),
            "een duidelijk begin en eind hebben, met de tijd erbij",
            "in drie stukken met een korte pauze ertussen gaan",
        ),
        D.SOCIAL: (
            "samen worden gemaakt, met voor ieder een eigen rol",
            "in een klein groepje beginnen en daarna pas in de kring komen",
            "laten vertellen over iets waar de leerling goed in is",
        ),
    },
    K.ACTIVITIES: {
        ALL: (
            "laten zien hoever het al is, zoals een grafiek die de leerling zelf bijhoudt",
            "dagelijks kort terugkomen op een vast moment",
            "iets te doen, te bouwen of te ontdekken geven",
            "bewegen en leren samenbrengen",
            "op een vaste, rustige plek klaarliggen",
            "de dag zichtbaar maken, zoals dagritmekaarten of een eigen planning",
            "ook thuis of op de computer te gebruiken zijn",
            "de leerling aan een eigen onderzoeksvraag laten werken",
        ),
        D.LANGUAGE: (
            "voorlezen en samen lezen elke dag een plek geven",
            "een tekst ook laten horen, zoals een luisterboek of voorleessoftware",
            "letters en woorden laten leggen, stempelen of op de computer typen",
            "een leeslat, kaartje of vinger bij de regel toelaten",
            "woorden in plaatjes, filmpjes en echte voorwerpen laten zien",
        ),
        D.ARITHMETIC: (
            "het rekenrek, blokjes of geld op tafel laten",
            "een lege getallenlijn of verhoudingstabel als vaste hulp geven",
            "spelletjes met kaarten en dobbelstenen gebruiken om te automatiseren",
            "meten, wegen en klokkijken in het echt laten doen",
            "denkpuzzels en strategiespellen bieden",
        ),
        D.WORK_ATTITUDE: (
            "tijd zichtbaar maken, zoals een timer of zandloper",
            "prikkels wegnemen, zoals een studiescherm of koptelefoon",
            "met een hulpkaart laten zien: eerst zelf, dan een maatje, dan de leerkracht",
        ),
        D.SOCIAL: (
            "laten oefenen met beurt nemen en verliezen, zoals een gezelschapsspel",
            "gevoelens laten aanwijzen, zoals een thermometer of kaartjes",
            ("buiten in de pauze een afgesproken spel geven", "op de speelplaats een afgesproken spel geven"),
        ),
    },
    K.FEEDBACK: {
        ALL: (
            "direct na de eerste opgave komt",
            "zegt wat er goed ging en wat de volgende stap is",
            "gaat over de aanpak en niet over de persoon",
            "vraagt hoe de leerling aan het antwoord kwam",
            "laat zien wat er vergeleken met vorige week beter gaat",
            "in één korte zin of gebaar past",
            "onder vier ogen wordt gegeven",
            "de leerling eerst zelf laat zoeken waar het misging",
            "ook eisen stelt aan wie snel klaar is: klopt het, en kan het mooier?",
        ),
        D.LANGUAGE: (
            "een leesfout laat staan tot het eind van de zin en dan laat herlezen",
            "in de kantlijn aangeeft in welke regel een fout staat, niet welke fout",
            "ingaat op wat de tekst vertelt voordat het over spelling gaat",
            "samen terugluistert naar een opname van het lezen",
        ),
        D.ARITHMETIC: (
            "vraagt om de som te tekenen of na te spelen als het antwoord niet klopt",
            "de goede tussenstap benoemt, ook als het antwoord fout is",
            "laat schatten of een antwoord kan kloppen",
            "de eigen score laat opschrijven en vergelijken",
        ),
        D.WORK_ATTITUDE: (
            "benoemt wanneer er zelf is begonnen of doorgewerkt",
            "na twee minuten en halverwege de taak langskomt",
            "met een afgesproken teken laat weten: je bent goed bezig",
        ),
        D.SOCIAL: (
            "precies vertelt welk gedrag prettig was voor een ander",
            "na een ruzie eerst luistert en dan vraagt wat de leerling een volgende keer doet",
            "aan het eind van de dag samen terugkijkt op één moment dat goed ging",
        ),
    },
}
