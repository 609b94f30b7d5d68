"""Parts of notes that make sense together: what went well, what was hard, what helped. School content, so in Dutch.

{name} is the pupil; {hij} {hem} {zijn} follow the pupil's gender, {Hij} and {Zijn} begin a sentence.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Topic:
    """One kind of moment in class. Any `good` goes with any pair of what was `hard` and what then helped."""

    grades: range
    good: tuple[str, ...]
    hard: tuple[tuple[str, str], ...]


OBSERVATIONS = [
    Topic(
        range(1, 3),
        (
            "{name} speelt lang en met plezier in de bouwhoek en verdeelt de rollen.",
            "In de huishoek bedenkt {name} een heel restaurant, met menukaart.",
            "{name} kiest uit zichzelf een nieuw werkje en blijft er een kwartier bij.",
            "{name} ruimt op zonder dat iemand het vraagt en helpt de kleinsten.",
            "{name} bouwt samen met een ander kind een knikkerbaan en legt uit hoe die werkt.",
        ),
        (
            ("Wisselen van hoek kost tijd: {hij} wil eerst afmaken.", "Vijf minuten van tevoren aankondigen hielp."),
            (
                "In de grote kring is {hij} vooral toeschouwer.",
                "In een kringetje van vijf kwam {zijn} verhaal er wel uit.",
            ),
            ("Wachten op de beurt is nog lastig.", "Met een kaartje in de hand lukte het."),
            ("Knippen op de lijn vraagt veel van {hem}.", "Samen beginnen en dan loslaten werkte goed."),
        ),
    ),
    Topic(
        range(1, 3),
        (
            "{name} telt de kralen hardop tot twintig en controleert {zijn} eigen werk.",
            "{name} hoort als eerste dat vis en vos hetzelfde beginnen.",
            "{name} legt het patroon na en maakt er zelf een bij.",
            "{name} schrijft {zijn} naam en die van twee vriendjes.",
        ),
        (
            ("Bij meer en minder raadt {hij} nog.", "Met blokjes naast elkaar zag {hij} het meteen."),
            (
                "Rijmen gaat soms op betekenis in plaats van op klank.",
                "Met plaatjes erbij ging het vier van de vijf keer goed.",
            ),
            ("Bij het terugtellen raakt {hij} de draad kwijt.", "Met klappen erbij lukte het samen."),
        ),
    ),
    Topic(
        range(3, 6),
        (
            "{name} leest {zijn} maatje voor, met een stem voor elke rol.",
            "{name} kiest een boek op {zijn} eigen niveau en leest twintig minuten door.",
            "{name} herstelt bij het lezen {zijn} eigen fouten.",
            "{name} leest met plezier en vertelt de groep waar het over gaat.",
        ),
        (
            ("Lange woorden leest {hij} nog letter voor letter.", "Woorden in stukjes hakken hielp direct."),
            (
                "Het tempo zakt na een halve bladzijde.",
                "Eerst voorlezen, dan samen, dan alleen: de derde keer ging vlot.",
            ),
            (
                "{Hij} slaat leestekens over, waardoor de zin wegvalt.",
                "Met een bladwijzer onder de regel las {hij} rustiger.",
            ),
        ),
    ),
    Topic(
        range(4, 9),
        (
            "{name} vat de tekst in eigen woorden samen en haalt er een voorbeeld bij.",
            "{name} vindt in de tekst het bewijs bij {zijn} antwoord.",
            "{name} stelt een vraag bij de tekst waar de groep van gaat denken.",
            "{name} voorspelt met titel en plaatjes goed waar de tekst over gaat.",
        ),
        (
            (
                "Verwijswoorden zoekt {hij} nog te ver terug.",
                "Pijlen tekenen bij de eerste alinea hielp om het zelf te doen.",
            ),
            ("Hoofdzaak en voorbeeld lopen door elkaar.", "Met een schema van drie vakjes lukte de samenvatting."),
            (
                "Bij onbekende woorden leest {hij} door zonder te stoppen.",
                "De woorden vooraf bespreken maakte verschil.",
            ),
            (
                "Bij meerkeuze kiest {hij} snel en leest {hij} niet terug.",
                "In tweetallen uitleggen waarom leverde het goede antwoord op.",
            ),
        ),
    ),
    Topic(
        range(3, 6),
        (
            "{name} splitst de getallen vlot en laat het met vingers en in het hoofd zien.",
            "{name} legt aan de instructietafel uit hoe {hij} over het tiental springt.",
            "{name} maakt de eerste rij sommen in één keer goed.",
            "{name} ziet in de rij getallen meteen de sprong.",
        ),
        (
            ("Bij minsommen over het tiental telt {hij} nog terug.", "Met het rekenrek erbij zag {hij} de sprong."),
            (
                "De sommen kosten tijd: veel gaat op de vingers.",
                "Vijf minuten flitsen met een maatje: drie sommen meer dan gisteren.",
            ),
            ("Plus en min door elkaar geeft slordige fouten.", "Het teken eerst omcirkelen hielp meteen."),
        ),
    ),
    Topic(
        range(5, 9),
        (
            "{name} rekent hardop voor en laat twee manieren zien.",
            "{name} schat eerst en controleert daarna {zijn} antwoord.",
            "{name} tekent bij de som een strook en legt die aan de groep uit.",
            "{name} haalt uit het verhaal snel wat er gevraagd wordt.",
        ),
        (
            ("Bij breuken met verschillende noemers wordt het gokken.", "Een strook tekenen bracht het terug."),
            (
                "Tussenstappen staan niet op papier, waardoor een fout niet te vinden is.",
                "Met de regel ‘eerst opschrijven, dan rekenen’ waren acht van de tien goed.",
            ),
            (
                "Bij een verhaal met twee vragen vergeet {hij} de tweede.",
                "Samen het verhaal in stukjes knippen werkte.",
            ),
            ("De deeltafels vragen nog te veel tijd.", "Elke dag vijf deelsommen levert zichtbaar tempo op."),
        ),
    ),
    Topic(
        range(3, 9),
        (
            "{name} kijkt {zijn} dictee zelf na en vindt drie van de vier fouten.",
            "{name} legt de regel van de verlengingswoorden aan een ander uit.",
            "{name} schrijft een verhaal van een bladzijde met mooie zinnen.",
        ),
        (
            (
                "In eigen teksten past {hij} de regel nog niet toe.",
                "Met het regelkaartje op tafel verbeterde {hij} de meeste zelf.",
            ),
            ("Open en gesloten lettergrepen blijven lastig.", "Hardop in klankgroepen verdelen hielp."),
            (
                "Woorden die je moet onthouden, gaan wisselend.",
                "Vijf woorden per dag, en die terugzien op vrijdag, werkt.",
            ),
        ),
    ),
    Topic(
        range(3, 9),
        (
            "{name} begint meteen en werkt een half uur geconcentreerd door.",
            "{name} plant {zijn} dagtaak en streept af wat klaar is.",
            "{name} vraagt op tijd hulp en kan daarna alleen verder.",
            "{name} werkt vandaag rustig door, ook toen het rumoerig werd.",
        ),
        (
            ("Nakijken schiet erbij in.", "Met één taak tegelijk en een nakijkkaart lukte het wel."),
            ("Bij een grote taak weet {hij} niet waar te beginnen.", "De taak in drie stukken verdelen hielp."),
            ("Na de pauze duurt het lang voor {hij} op gang is.", "Na twee minuten even langslopen was genoeg."),
            (
                "Als het niet meteen lukt, legt {hij} het weg.",
                "Een kruisje bij de eerste opdracht en een knik hielpen.",
            ),
        ),
    ),
    Topic(
        range(3, 9),
        (
            "{name} betrekt een klasgenoot die alleen stond bij het spel.",
            "{name} zegt rustig wat {hij} wil en luistert naar de ander.",
            "{name} neemt in het groepje de leiding en verdeelt eerlijk.",
            "{name} geeft in de kring een compliment dat raak is.",
        ),
        (
            (
                "Verliezen bij het spel vindt {hij} nog moeilijk.",
                "Vooraf afspreken wat je doet als het misgaat, hielp.",
            ),
            ("In een nieuw groepje houdt {hij} zich op de achtergrond.", "In een tweetal kwam {zijn} idee er wel uit."),
            ("Bij onenigheid loopt {hij} weg.", "Even apart napraten gaf rust; daarna deed {hij} weer mee."),
            ("Plannen van een ander overnemen kost moeite.", "Met een vaste rol in het groepje ging het goed."),
        ),
    ),
]
PROUD = {
    range(1, 3): (
        "het kasteel in de bouwhoek",
        "een tekening van opa",
        "zelf de jas dichtdoen",
        "het liedje voor de klas",
    ),
    range(3, 6): (
        "het eerste boek zonder plaatjes",
        "{zijn} spreekbeurt",
        "een diploma van de tafel van 5",
        "het toneelstuk",
        "netjes aan elkaar schrijven",
        "de proef met de magneten",
        "een doelpunt in de pauze",
    ),
    range(6, 9): (
        "{zijn} werkstuk",
        "de boekbespreking",
        "staartdelingen die nu lukken",
        "de hulp aan de kleuters",
        "een goede topotoets",
        "de presentatie met het groepje",
        "zelf een programma maken",
    ),
}
WANTS = {
    range(1, 3): ("{zijn} veters strikken", "verder tellen", "alle letters van de klas kennen", "hoger bouwen"),
    range(3, 6): (
        "vlotter lezen",
        "klokkijken",
        "de tafels",
        "sommen over de honderd",
        "mooie zinnen schrijven",
        "rustig blijven als het spannend is",
        "alleen beginnen",
    ),
    range(6, 9): (
        "breuken",
        "werkwoorden zonder fouten",
        "moeilijke teksten begrijpen",
        "plannen",
        "vertellen voor een groep",
        "beter nakijken",
        "procenten",
    ),
}
HELPS = (
    "eerst een voorbeeld zien",
    "samen de eerste opdracht doen",
    "een rustige plek",
    "oefenen met een maatje",
    "horen wat al goed ging",
    "een kaartje met de stappen",
    "wat meer tijd",
    "het hardop mogen vertellen",
    "zelf mogen kiezen waarmee {hij} begint",
    "een pauze halverwege",
)
PUPIL_TALK = (
    "{name} is trots op {proud}. {Hij} wil graag leren: {wants}. Wat helpt: {helps}.",
    "Trots: {proud}. Wil verder met: {wants}. {Hij} zegt zelf dat dit helpt: {helps}.",
    "{name} vertelt over {proud}, daar is {hij} trots op. Volgende stap: {wants}. Daarvoor wil {hij} graag: {helps}.",
)
PARENT_OPENING = (
    "{name} gaat met plezier naar school.",
    "{name} vertelt thuis veel over de groep.",
    "Ouders zien dat {name} gegroeid is in zelfvertrouwen.",
    "Thuis is {name} behulpzaam en vrolijk.",
    "{name} voelt zich gezien in de groep, zeggen ouders.",
)
# what parents see, and what was agreed about it
PARENT_TALK = {
    range(1, 3): (
        ("Thuis bouwt en tekent {hij} uren.", "we hangen een tekening op en {name} vertelt erbij"),
        ("Afscheid nemen gaat steeds makkelijker.", "{name} doet zelf de jas en de tas"),
        ("Ouders vragen hoe zij met letters kunnen spelen.", "elke avond een prentenboek, en {name} vertelt na"),
        ("Tellen op de trap is een vast spel geworden.", "spelletjes met een dobbelsteen"),
    ),
    range(3, 6): (
        ("Lezen thuis gaat het best vlak voor het slapen.", "drie keer per week een kwartier samen lezen"),
        ("Thuis wil {hij} liever niet oefenen.", "vijf minuten, als spelletje, en stoppen als het leuk is"),
        ("Ouders merken dat rekenen meer vanzelf gaat.", "boodschappen samen afrekenen, meer hoeft niet"),
        ("{Hij} is na school vaak moe.", "we letten op pauzes en bellen voor de voorjaarsvakantie"),
        ("Ouders vragen wat zij aan spelling kunnen doen.", "vijf woorden per week op de koelkast"),
        ("Thuis stelt {hij} opruimen en huiswerk uit.", "thuis en op school dezelfde vraag: wat is je eerste stap"),
    ),
    range(6, 9): (
        ("Ouders herkennen dat plannen lastig is.", "op zondag samen de agenda"),
        ("{Hij} maakt huiswerk steeds zelfstandiger.", "{name} vertelt thuis zelf wat het doel van de week is"),
        ("Ouders zien dat {hij} de lat hoog legt.", "fouten bespreken we als iets om van te leren"),
        ("Thuis leest {hij} vooral strips en dat mag.", "elke maand een bezoek aan de bibliotheek"),
        ("Ouders vragen wat er na de zomer van {hem} gevraagd wordt.", "in maart kijken we samen vooruit"),
        ("Breuken geven thuis discussie.", "één onderwerp per week oefenen, niet meer"),
    ),
}
MEMOS = (
    "Ouders mailden dat {name} de komende weken op dinsdag door oma wordt opgehaald.",
    "De gymleerkracht is enthousiast over hoe {name} een team aanstuurt.",
    "{name} zit vanaf nu vooraan bij het raam; over drie weken kijken we of het helpt.",
    "Overleg met de leerkracht van vorig jaar: korte opdrachten met een duidelijk eind werkten goed.",
)
CONFIDENTIAL = (
    "Ouders vertelden over een verandering thuis en vragen er in de klas niet naar te vragen. Ze bellen zelf als het nodig is.",
    (
        "{name} vertelde dat {hij} zich in de pauze soms alleen voelt. {Hij} wil zelf bedenken wie {hij} vraagt; vrijdag spreken we "
        "elkaar weer."
    ),
)
