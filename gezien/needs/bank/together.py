"""Sentences about the people around a pupil: teacher, classmates, parents. Written for Gezien.

Each goes on where the beginning of its kind ends ("een leerkracht die …"); a pair is Dutch, then Flemish.
"""

from gezien.needs.models import SupportKind as K
from gezien.schools.models import Subject

D = Subject.Domain
ALL = ""
SENTENCES: dict[K, dict[str, tuple[str | tuple[str, str], ...]]] = {
    K.TEACHER: {
        ALL: (
            "hoge verwachtingen heeft en die ook uitspreekt",
            "rustig en voorspelbaar is, en doet wat er is afgesproken",
            "wacht met helpen tot de leerling het zelf heeft geprobeerd",
            "elke dag even vraagt hoe het gaat",
            "fouten ziet als iets om van te leren en dat laat merken",
            "samen met de leerling een doel kiest en bijhoudt",
            "na de uitleg als eerste bij deze leerling langskomt",
            "meedenkt over eigen ideeën van de leerling en ze serieus neemt",
            "weet wat de leerling buiten school graag doet en dat in de les gebruikt",
        ),
        D.LANGUAGE: (
            "leesplezier voorop zet en boeken helpt kiezen",
            "goed en langzaam voorspreekt, met het gezicht naar de leerling",
            "denktijd geeft voordat er geantwoord hoeft te worden",
            "niet onverwacht een hardopleesbeurt geeft",
        ),
        D.ARITHMETIC: (
            "vraagt: hoe heb je het uitgerekend?",
            "rekentaal gebruikt in gewone situaties op de dag",
            "toestaat dat er materiaal of kladpapier bij wordt gebruikt",
        ),
        D.WORK_ATTITUDE: (
            "duidelijk zegt wat er nu moet gebeuren, en één ding tegelijk",
            "de overgang naar een andere taak vijf minuten vooraf meldt",
            "afspreekt wanneer er hulp komt, en zich daaraan houdt",
            "helpt plannen aan het begin van de week en samen terugkijkt aan het eind",
        ),
        D.SOCIAL: (
            "rustig blijft en dichtbij komt als het te veel wordt",
            "helpt verwoorden wat de leerling voelt en wil",
            "grenzen kort en vriendelijk aangeeft, steeds op dezelfde manier",
            "successen klein en persoonlijk viert",
            ("in de pauze een oogje in het zeil houdt", "tijdens de speeltijd een oogje in het zeil houdt"),
        ),
    },
    K.CLASSMATES: {
        ALL: (
            "laten uitpraten en even wachten",
            "samen willen werken en om de beurt uitleggen",
            "hulp geven door te vragen, niet door voor te zeggen",
            "weten dat iedereen aan een eigen doel werkt",
            "op een vergelijkbaar niveau denken, om samen door te gaan",
            "een rustig voorbeeld geven aan dezelfde tafel",
        ),
        D.LANGUAGE: (
            "als vast leesmaatje drie keer per week samen lezen",
            "in eenvoudige zinnen praten en voordoen wat ze bedoelen",
            "elkaars verhaal lezen en er een vraag over stellen",
        ),
        D.ARITHMETIC: (
            "in tweetallen de tafels of splitsingen overhoren",
            "hun eigen oplossing laten zien en vergelijken",
        ),
        D.WORK_ATTITUDE: (
            "niet storen tijdens het zelfstandig werken",
            "als maatje samen beginnen en samen nakijken",
        ),
        D.SOCIAL: (
            "uitnodigen om mee te doen in het spel",
            "complimenten geven en grapjes van pesten onderscheiden",
            "helpen herinneren aan een afspraak zonder te plagen",
            "weten wat ze kunnen doen als iemand boos of verdrietig is",
        ),
    },
    K.HOME: {
        ALL: (
            "elke week horen wat er goed gaat",
            "weten aan welk doel er op school gewerkt wordt",
            "vertellen wat thuis werkt, zodat de school dat ook kan doen",
            "interesse tonen in wat er geleerd is, zonder te overhoren",
            "helpen aan een vast ritme van slapen, eten en op tijd komen",
            "de moed erin houden als iets nog niet lukt",
        ),
        D.LANGUAGE: (
            "elke dag tien minuten voorlezen of samen lezen, om en om een bladzijde",
            "thuis veel vertellen en praten in de taal die zij het best spreken",
            "samen naar de bibliotheek gaan en boeken laten kiezen",
        ),
        D.ARITHMETIC: (
            "in het dagelijks leven laten rekenen: koken, geld, klok",
            "een paar minuten per dag een rekenspelletje doen",
        ),
        D.WORK_ATTITUDE: (
            "een rustige plek en een vast moment voor huiswerk geven",
            "helpen de tas in te pakken met een lijstje, en dat langzaam loslaten",
        ),
        D.SOCIAL: (
            "thuis dezelfde woorden en afspraken gebruiken als op school",
            "af en toe een klasgenoot laten komen spelen",
            "laten merken dat een vergissing niet erg is",
            "dezelfde dag laten weten als er iets bijzonders is gebeurd",
        ),
    },
}
