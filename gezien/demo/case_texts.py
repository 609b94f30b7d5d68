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

# Of the sitting in January: the second pupil, whose question was answered two weeks later.
ANSWERED = {
    "strengths": "Werkt graag samen en legt rustig uit. Houdt vol als het doel klein en zichtbaar is.",
    "concern": "Bij zelfstandig werken zijn na twintig minuten de spullen klaar en de eerste opgave nog niet.",
    "tried": "Vooraan zitten en vaker langslopen: zolang ik er ben gaat het, daarna stopt {name}.",
    "question": "Hoe kan ik {name} laten beginnen en doorgaan zonder dat ik ernaast sta?",
    "goal": "{name} werkt eind maart twintig minuten zelfstandig door.",
    "approach": "Zoekt eerst alles bij elkaar, begint dan achteraan. Vraagt een maatje wat de bedoeling is.",
    "ideas": "Taak in drie stukken.\nTimer op tafel.\nEen rustige plek voor het eerste stuk.\nMet een maatje beginnen.",
    "measures": "De taak in drie stukken met een timer: dat is zichtbaar en kan zonder mij.",
    "looking_back": "Het eerste stuk is elke ochtend af voor de pauze; {name} zet de timer zelf.",
}
ANSWERED_NOTE = "De timer en de drie stukken blijven. Het doel loopt door in het groepsplan."
ANSWERED_EFFECTS = [
    (dt.date(2027, 1, 14), (1, 2, 1, 2, 1), "Beginmeting: begint pas als er iemand naast staat."),
    (dt.date(2027, 1, 28), (3, 3, 3, 3, 3), "{name} begint zelf en vertelt thuis hoeveel stukken er af zijn."),
]
ANSWERED_TALKS = [
    (
        dt.date(2027, 1, 11),
        (
            "Ouders herkennen het: thuis duurt opruimen ook lang, maar met een wekker wordt het een spel. Ze zijn blij dat "
            "we er samen naar kijken en willen weten wat we afspreken."
        ),
    ),
    (
        dt.date(2027, 1, 21),
        (
            "Verteld wat we hebben afgesproken: drie stukken en een timer. {name} doet thuis hetzelfde met de leestijd. Over "
            "zes weken bellen we weer."
        ),
    ),
]
# what, by when, how one sees that it worked, outcome, words at the end
ANSWERED_AGREED = [
    (
        "Elke ochtend de eerste taak in drie stukken, met de timer op tafel",
        dt.date(2027, 1, 28),
        "Twee weken lang is het eerste stuk af voor de pauze, zonder dat er iemand naast staat.",
        "done",
        "Lukt vier van de vijf ochtenden.",
    ),
    ("De timer en de drie stukken uitleggen in het blad voor de invaller", dt.date(2027, 2, 26), "", "", ""),
]
HELD_MINUTES = {
    "agreements": "Er stond niets open van de vorige keer.",
    "Noor": (
        "Noor kent de klanken en de korte woorden; het tempo zakt bij nieuwe woorden. We kiezen herhaald lezen met een "
        "grafiekje en de woorden vooraf. Ouders lezen mee met dezelfde tekst."
    ),
    "other": (
        "Beginnen is het moeilijke deel, doorgaan lukt als het doel klein is. We kiezen drie stukken en een timer, en "
        "bewaren het maatje voor als dat niet genoeg is."
    ),
    "new_agreements": "Doorgenomen wie wat doet. In maart kijken we terug.",
}
