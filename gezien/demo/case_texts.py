"""What was written in the demo's cases of the pupil review. {name} is the pupil's call name."""

import datetime as dt

# In the middle: discussed in January, agreed, and the effect asked once; it is asked again in the demo's own week.
DOING = {
    "strengths": "Vertelt voorgelezen verhalen precies na. Helpt anderen uit zichzelf. Leest graag met een maatje.",
    "concern": (
        "Zelf lezen gaat spellend: tien zinnen in vijf minuten. Bij een tekst met veel nieuwe woorden stopt {name} "
        "halverwege, vooral na de pauze."
    ),
    "tried": (
        "Zes weken voor-koor-door, drie keer per week: het tempo ging omhoog in het groepje, alleen lezen bleef "
        "hetzelfde. Kortere teksten: vaker af, niet vlotter."
    ),
    "question": "Hoe kan ik {name} zo laten oefenen dat vlot lezen ook lukt als ik er niet naast zit?",
    "goal": "{name} leest eind maart alleen een tekst op E3 van 100 woorden in 2 minuten, met hooguit 4 fouten.",
    "subgoals": (
        "Kent de 20 moeilijke woorden van de tekst vooraf.\n"
        "Leest dezelfde tekst drie dagen achter elkaar, elke dag vlotter.\n"
        "Leest een nieuwe tekst met alleen de woorden vooraf."
    ),
    "approach": (
        "Kijkt naar de plaat, raadt het eerste woord en leest dan letter voor letter. Gaat na een fout terug naar het "
        "begin van de zin."
    ),
    "uses": "Kent alle klanken en de meeste korte woorden in één keer. Gebruikt de plaat om te voorspellen.",
    "steers": "Begint meteen. Merkt fouten zelf op. Stopt als een zin drie keer niet lukt en vraagt dan niets.",
    "involve": "Ouders: elke avond dezelfde tekst, tien minuten. Leescoördinator: welke teksten op E3 passen bij dieren?",
    "ideas": (
        "Woorden vooraf oefenen met kaartjes.\nDezelfde tekst drie keer, met een grafiekje.\n"
        "Maatje uit groep 7.\nLuisteren en meelezen op de tablet."
    ),
    "measures": "Herhaald lezen met een grafiekje, en de woorden vooraf: dat hielp in het groepje en kan zonder mij.",
    "outlook": "Eind groep 5 op E4, met het zelfvertrouwen om hardop te lezen in de kring.",
}
PARENTS = (
    "Ouders zien dat {name} boeken uitkiest om de plaatjes. Ze verwachten dat lezen dit jaar vlotter gaat en vragen "
    "wat ze thuis kunnen doen zonder dat het strijd wordt."
)
AGREED = [
    ("Drie keer per week tien minuten herhaald lezen, met het grafiekje", "In twee minuten de hele tekst, twee keer."),
    ("Elke maandag de woordkaartjes van de tekst mee naar huis geven", ""),
]
EFFECTS = [
    (dt.date(2027, 1, 14), (2, 3, 1, 1, 2), "Beginmeting: in de les lukt meedoen, alleen lezen niet."),
    (
        dt.date(2027, 1, 25),
        (2, 3, 2, 2, 2),
        "Het grafiekje werkt: {name} wil het zelf invullen. Tempo gaat langzaam omhoog.",
    ),
]
# What Noor's teacher told the coach: for the two of them and two weeks, in no file.
TOLD_ON = dt.date(2027, 1, 28)
STORY = (
    "Ik loop hier al weken mee rond. Als Noor weer vastloopt voel ik me tekortschieten: ik heb dit jaar al twee keer "
    "iets nieuws geprobeerd en elke keer denk ik op zondagavond dat het niet genoeg is. Vandaag keek ze naar mij in "
    "plaats van naar de tekst, alsof ze wachtte tot ik het overnam. En dat deed ik ook, omdat de rest zat te wachten."
)
WAY = (
    "Ik wil drie keer per week tien minuten waarin ik niets overneem. Ik heb nodig dat iemand dan even bij de andere "
    "groep zit."
)
# Just registered: the coach sees it, nothing is understood yet.
REGISTERED = {
    "concern": (
        "{name} begint pas als ik ernaast sta. In de rekenles zijn na een kwartier twee sommen af; mondeling kent "
        "{name} de stof wel."
    ),
    "tried": "Een wekker en kortere taken. De eerste week hielp het, daarna niet meer.",
    "question": "Hoe krijg ik {name} aan het werk zonder dat ik er steeds naast moet staan?",
}
# Closed last school year, with what was kept.
CLOSED = {
    "strengths": "Sterk in ruimtelijk werk en in uitleggen aan anderen.",
    "concern": "Raakte in paniek bij toetsen en schreef dan niets op.",
    "tried": "Meer tijd geven en vooraf geruststellen.",
    "question": "Hoe kan ik zorgen dat {name} bij een toets laat zien wat er geleerd is?",
    "goal": "{name} maakt een toets van twintig minuten af en slaat moeilijke vragen eerst over.",
    "measures": "Vooraf één proefvraag samen, en een stappenkaart op tafel.",
    "looking_back": "De stappenkaart hielp vanaf de eerste week; de extra tijd was niet nodig.",
}
KEPT = "De stappenkaart gaat mee naar de volgende groep. Een proefvraag vooraf is genoeg."
