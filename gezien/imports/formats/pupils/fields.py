"""The columns of a pupil list: what they can mean, how they are called, which are never read."""

import re
from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gezien.imports.formats.results.mapping import Mapping
from gezien.imports.matching import fold

FIELDS: dict[str, Promise] = {
    "call_name": gettext_lazy("Call name"),
    "prefix": gettext_lazy("Prefix"),
    "family_name": gettext_lazy("Family name"),
    "name": gettext_lazy("Whole name"),
    "birth_date": gettext_lazy("Date of birth"),
    "group": gettext_lazy("Group or class"),
    "year_group": gettext_lazy("Year group"),
    "key": gettext_lazy("Number in the school administration"),
    "eck_id": gettext_lazy("ECK iD"),
    "gender": gettext_lazy("Gender"),
    "admitted_on": gettext_lazy("Admitted on"),
    "left_on": gettext_lazy("Last day at school"),
    "location": gettext_lazy("Location"),
}
# Headings of lists as Social Schools, Informat, Wisa and pupil administrations write them, folded; first match wins.
GUESSES = [
    ("key", r"(leerling)?(nummer|nr|id)|leerlingnummer|stam(boek)?n(umme)?r|stamboeknummer|pointer|intern(nummer|id)"),
    ("eck_id", r"eckid"),
    ("call_name", r"roepnaam|voornaam|voornamen"),
    ("prefix", r"tussenvoegsels?|voorvoegsels?"),
    ("family_name", r"achternaam|familienaam"),
    ("name", r"naam|leerling|naamleerling|leerlingnaam|volledigenaam"),
    ("birth_date", r"geboortedatum|gebdatum|geboorte(dag)?"),
    ("group", r"(klas|groep|stamgroep)(naam|code)?|administratievegroep|basisgroep"),
    ("year_group", r"leerjaar|jaargroep"),
    ("gender", r"geslacht|gender"),
    ("admitted_on", r"(begindatum|startdatum)?inschrijving(sdatum)?|instroomdatum|begindatum"),
    ("left_on", r"(einddatum|stopdatum)inschrijving|uitschrijving(sdatum)?|uitstroomdatum|einddatum"),
    ("location", r"vestiging(splaats|snaam)?|locatie"),
]
# Never read, whatever somebody maps: national numbers, origin, religion, health, addresses (decision 10).
SENSITIVE = re.compile(
    r"bsn|burgerservice|sofi|onderwijsn(umme)?r|onderwijsnummer|rijksregister|insz|identiteitskaart|paspoort"
    r"|nationaliteit|geboorte(land|plaats)|land(van)?(herkomst)?|etni|afkomst|herkomst|thuistaal|moedertaal|taalthuis"
    r"|gewicht|schoolweging|levensbeschouw|godsdienst|religie|geloof|kerk|medisch|arts|allerg|medicat|diagnos"
    r"|adres|straat|huisn(umme)?r|postcode|postn(umme)?r|gemeente|woonplaats|telefoon|gsm|mobiel|noodn|iban|rekening"
    r"|opleiding(sniveau)?(moeder|vader)|beroep|inkomen|schooltoelage|foto"
)


def is_sensitive(heading: str) -> bool:
    """Whether a column is dropped on reading."""
    return bool(SENSITIVE.search(fold(heading)))


def guess(headings: Iterable[str]) -> Mapping:
    """A first mapping by the headings; each meaning once, sensitive ones never."""
    mapping = Mapping()
    for heading in headings:
        folded = fold(heading)
        free = (name for name, words in GUESSES if name not in mapping.columns.values() and re.fullmatch(words, folded))
        mapping.columns[heading] = "" if is_sensitive(heading) else next(free, "")
    chosen = {name: heading for heading, name in mapping.columns.items()}
    if {"call_name", "name"} <= set(chosen) and "family_name" not in chosen:  # "Naam" beside "Voornaam"
        mapping.columns[chosen["name"]] = "family_name"
    return mapping


def problems(mapping: Mapping) -> list[str]:
    """What still misses before the list can be read, as sentences."""
    chosen = [name for name in mapping.columns.values() if name]
    fields = set(chosen)
    found = []
    if not fields & {"name", "call_name"}:
        found.append(_("Say which column holds the call name, or the whole name."))
    if "group" not in fields:
        found.append(_("Say which column holds the group or class."))
    if not fields & {"key", "eck_id", "birth_date"}:
        found.append(
            _("Say which column holds the date of birth or a number: a name alone does not tell pupils apart.")
        )
    doubles = sorted({name for name in chosen if chosen.count(name) > 1})
    found += [_("Two columns have the same meaning: %(name)s.") % {"name": FIELDS[name]} for name in doubles]
    return found
