"""Texts of the demo's group plans: per subject and year group what each cluster works at. School content, so in Dutch."""

CLUSTERS = ("Intensief", "Basis", "Verdiept")

# subject → year group → for each cluster (goal, content)
SKILLS = {
    "begrijpend-lezen": {
        3: (
            (
                "Wijst bij een voorgelezen verhaal aan wie, waar en wat",
                "Prentenboeken en korte verhalen; vertelkaarten.",
            ),
            (
                "Beantwoordt vragen bij een zelf gelezen tekst van vijf zinnen",
                "Teksten bij de letters die geleerd zijn.",
            ),
            ("Vertelt een tekst na en bedenkt een ander eind", "Boekjes op eigen niveau, met een leeskring."),
        ),
        4: (
            (
                "Vertelt in drie zinnen waar een korte tekst over gaat",
                "Teksten van één alinea bij het thema; vijf woorden vooraf.",
            ),
            ("Wijst bij een vraag de zin met het antwoord aan", "Methode blok 1 tot en met 4, weektekst op dinsdag."),
            ("Vergelijkt twee teksten over hetzelfde onderwerp", "Weektekst en een tweede bron; eigen vragen maken."),
        ),
        5: (
            ("Noemt van één alinea de hoofdzaak", "Korte teksten met beeld; woorden van de week met plaatjes vooraf."),
            (
                "Vat een tekst van een bladzijde samen in een schema",
                "Methode blok 1 tot en met 4; schema met drie vakjes.",
            ),
            ("Legt uit wat de schrijver wil en waaraan je dat ziet", "Nieuws, reclame en verhaal naast elkaar."),
        ),
        6: (
            ("Legt uit waar verwijswoorden op slaan", "Teksten van een halve bladzijde; pijlen tekenen in de tekst."),
            ("Onderscheidt per alinea hoofdzaak en voorbeeld", "Methode blok 1 tot en met 4, weektekst bij het thema."),
            ("Beoordeelt of een bron bij de vraag past", "Drie bronnen bij een eigen onderzoeksvraag."),
        ),
        7: (
            ("Vat elke alinea samen in één zin", "Informatieve teksten in twee delen; signaalwoorden markeren."),
            (
                "Herkent signaalwoorden en de opbouw die ze aangeven",
                "Methode blok 1 tot en met 4, teksten van wereldoriëntatie.",
            ),
            ("Weegt argumenten in een betoog", "Opiniestukken en debat in viertallen."),
        ),
        8: (
            (
                "Vindt in een lange tekst de alinea met het antwoord",
                "Oefenen met kopjes, vragen vooraf en één alinea per keer.",
            ),
            (
                "Trekt een conclusie die niet letterlijk in de tekst staat",
                "Teksten op 1F en 2F, elke week één samen besproken.",
            ),
            ("Vergelijkt standpunten en onderbouwt het eigen", "Teksten op 2F, een leesverslag per maand."),
        ),
    },
    "rekenen": {
        3: (
            ("Splitst de getallen tot en met 10", "Splitsen met materiaal en spel; getallenrij tot 20."),
            ("Rekent sommen tot 20 uit met rekenrek of steunsom", "Methode blok 1 tot en met 4."),
            ("Ontdekt en maakt patronen in de rij tot 100", "Puzzels, bouwwerken en eigen getallenrijen."),
        ),
        4: (
            ("Rekent sommen over het tiental tot 20 in drie tellen", "Rekenrek, steunsommen, dagelijks flitsen."),
            (
                "Rekent tot 100 met sprongen; kent de tafels van 1, 2, 5 en 10",
                "Methode blok 1 tot en met 4; klok: hele en halve uren.",
            ),
            ("Rekent tot 100 op twee manieren en kiest de handigste", "Verdiepende opgaven; eigen verhaaltjessommen."),
        ),
        5: (
            (
                "Rekent tot 100 op de getallenlijn en kent de tafels van 1 tot en met 5",
                "Getallenlijn, tafelkaart, geld als model.",
            ),
            (
                "Rekent tot 1000 met sprongen en kent de tafels tot en met 10",
                "Methode blok 1 tot en met 4; klokkijken op de minuut.",
            ),
            (
                "Lost deelsommen met rest op en verhalen met twee stappen",
                "Verdiepende opgaven, één onderzoek per blok.",
            ),
        ),
        6: (
            (
                "Kent tafels en deeltafels, 30 sommen in twee minuten",
                "Dagelijks vijf minuten; rekenen met geld en lengte.",
            ),
            (
                "Rekent cijferend optellen en aftrekken tot 10.000",
                "Methode blok 1 tot en met 4; breuk als deel van een geheel.",
            ),
            ("Vergelijkt breuken met verschillende noemers", "Stroken, puzzels en eigen opgaven voor een maatje."),
        ),
        7: (
            ("Vergelijkt en vereenvoudigt breuken met een strook", "Breukenstroken, verhoudingstabel, korte rijen."),
            (
                "Rekent met breuken, kommagetallen en hele procenten",
                "Methode blok 1 tot en met 4; staafgrafiek en schaal.",
            ),
            ("Redeneert met verhoudingen in onbekende situaties", "Onderzoek: bouw een kamer op schaal."),
        ),
        8: (
            ("Rekent met procenten en maten op 1F", "Verhoudingstabel, metriek stelsel, oefenen per onderdeel."),
            ("Wisselt breuk, kommagetal en procent uit", "Methode blok 1 tot en met 4; opgaven op 1S."),
            ("Lost samengestelde opgaven op en legt de aanpak uit", "Opgaven op 1S; begroting van het kamp."),
        ),
    },
}
MEASURES = (
    "8 van de 10 keer goed",
    "vier van de vijf leerlingen 80 % goed op de methodetoets",
    "met uitleg die klopt, 3 van de 4 keer",
)
GROWTH = "Ieder groeit tot {moment} minstens {points} punten."
APPROACHES = {
    "begrijpend-lezen": (
        "Voordoen en hardop denken, samen doen, dan alleen. Woorden vooraf met beeld. Na elke alinea: wat weten we nu?",
        "Doel op het bord, eerste alinea samen, daarna in tweetallen; afsluiten met wat de strategie opleverde.",
        "Korte start met het doel, dan zelfstandig met een leervraag; elke week een gesprek over de tekst.",
    ),
    "rekenen": (
        "Van doen naar tekenen naar getal. Kleine stappen, hardop meedenken, na drie sommen terugkijken.",
        "Doel en voorbeeld op het bord, samen oefenen, dan zelf; vijf minuten automatiseren aan het begin.",
        "Voortoets; wat beheerst is vervalt. Verdiepende opgaven in tweetallen, oplossingen vergelijken.",
    ),
}
ORGANISATION = (
    "3 × 20 minuten extra aan de instructietafel, na de basisinstructie (ma, di, do).",
    "Hele groep, {lessons}; tijdens het zelfstandig werken een vaste ronde.",
    "Zelfstandig met weektaak; vrijdag 20 minuten samen met de leerkracht.",
)
LESSONS = {"begrijpend-lezen": "vier keer per week", "rekenen": "elke dag"}
EVALUATION = (
    "Elke twee weken een korte controle; leerlingen kleuren zelf in wat lukt. Daarna {test}.",
    "Methodetoets na elk blok en {test}; leerlingen kijken hun eigen doel na.",
    "Werkstuk of uitleg aan de groep, en {test}. Leerling schrijft op wat geleerd is.",
)
GENERAL = {
    "begrijpend-lezen": "Vier lessen van 45 minuten per week. Elke les één doel, hardop denken en praten over de tekst. Ambitie van "
    "de school: 80 % op niveau III of hoger.",
    "rekenen": "Elke dag een uur, waarvan vijf minuten automatiseren. Eerst begrijpen, dan oefenen. Ambitie van de school: 80 % op "
    "niveau III of hoger.",
}
# What helped where at least half of the cluster grew as hoped, and what changes where fewer did.
HELPED = {
    "begrijpend-lezen": (
        "De kleine groep en het vaste moment werkten; dat houden we.",
        "Voordoen met beeld hielp. De tweetallen gaven veel taal.",
        "Lezen over eigen onderwerpen gaf plezier; daar gaan we mee door.",
    ),
    "rekenen": (
        "Dagelijks kort oefenen hielp zichtbaar; dat houden we.",
        "Tekenen voor rekenen werkte. Het flitsen met een maatje houdt de vaart erin.",
        "De voortoets gaf ruimte voor uitdagender werk.",
    ),
}
CHANGES = {
    "begrijpend-lezen": (
        "De woordenschat bleef een drempel: volgende periode meer woorden vooraf, kortere teksten.",
        "Er is weinig nagepraat over het antwoord: elke les afsluiten met hoe wist je dat.",
        "Het gesprek op vrijdag schoot erbij in: dat krijgt een vast moment.",
    ),
    "rekenen": (
        "De stappen waren te groot: eerst terug naar materiaal en tekening.",
        "Automatiseren schoot erbij in: elke dag vijf minuten aan het begin.",
        "De opgaven waren meer van hetzelfde: volgende periode een onderzoek per blok.",
    ),
}
