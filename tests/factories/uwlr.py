"""UWLR messages for tests, written from a few words.

uwlr(taken("LL1", result("r1", "rekenen", oso(skill=90, IV="III"))))
"""

NAMESPACE = "http://www.edustandaard.nl/leerresultaten/2/leerresultaten"
OSO = "http://www.edustandaard.nl/oso_gegevensset/1.2/dossier"


def uwlr(*taken: str, tests: str = "", year: str = "2026-2027", brin: str = "00ZW", author: str = "Toetshuis") -> str:
    """A whole message. Without `tests` every test code used gets a bare definition."""
    body = "".join(taken)
    codes = dict.fromkeys(part.split("</toetscode>")[0] for part in body.split("<toetscode>")[1:])
    tests = tests or "".join(definition(code) for code in codes)
    school = (
        f"<schooljaar>{year}</schooljaar><brincode>{brin}</brincode><dependancecode>00</dependancecode>"
        f"<aanmaakdatum>2027-02-03T09:15:00</aanmaakdatum><auteur>{author}</auteur><xsdversie>2.2</xsdversie>"
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<leerresultaten_verzoek xmlns="{NAMESPACE}"><school>{school}</school>'
        f"<toetsafnames>{body}</toetsafnames><toetsen>{tests}</toetsen></leerresultaten_verzoek>"
    )


def taken(key: str, *results: str, eckid: str = "") -> str:
    """The results of one pupil, by the key of the administration (and the ECK iD)."""
    pupil = (f"<leerlingid>{key}</leerlingid>" if key else "") + (f"<eckid>{eckid}</eckid>" if eckid else "")
    return f"<toetsafname>{pupil}<resultaten>{''.join(results)}</resultaten></toetsafname>"


def result(key: str, test: str, score: str, day: str = "2027-01-20", part: str = "") -> str:
    """One result; `score` is what `oso()` or `score()` gives."""
    part = f"<toetsonderdeelcode>{part}</toetsonderdeelcode>" if part else ""
    return (
        f'<resultaat key="{key}"><afnamedatum>{day}</afnamedatum><toetscode>{test}</toetscode>{part}{score}</resultaat>'
    )


def score(number: int | str) -> str:
    """A bare number."""
    return f"<score>{number}</score>"


def oso(skill: float | str | None = None, correct: int | None = None, **references: str) -> str:
    """A result in the words of OSO: a skill score, and reference scores by their code."""
    raw = f"<o:aantalgoed>{correct}</o:aantalgoed>" if correct is not None else ""
    raw += f"<o:vaardigheidsscore>{skill}</o:vaardigheidsscore>" if skill is not None else ""
    found = "".join(
        f"<o:referentiescore><o:codereferentiescore>{code}</o:codereferentiescore>"
        f"<o:codevergelijkingsgroep>Landelijk</o:codevergelijkingsgroep><o:waarde>{value}</o:waarde></o:referentiescore>"
        for code, value in references.items()
    )
    return f'<osoresultaat xmlns:o="{OSO}"><o:toetsscore>{raw}</o:toetsscore>{found}</osoresultaat>'


def definition(
    code: str, name: str = "", norms: dict[str, tuple[int, int]] | None = None, grades: dict[str, str] | None = None
) -> str:
    """A test; `norms` give the ranges of its scores a term, and `grades` those terms a grade."""
    rows = "".join(
        f"<norm><term>{term}</term><beginnormwaarde>{low}</beginnormwaarde><eindnormwaarde>{high}</eindnormwaarde>"
        + (
            f"<schoolcijfer_vanaf>{grade}</schoolcijfer_vanaf><schoolcijfer_totenmet>{grade}</schoolcijfer_totenmet>"
            if (grade := (grades or {}).get(term))
            else ""
        )
        + "</norm>"
        for term, (low, high) in (norms or {}).items()
    )
    named = f"<toetsnaam>{name}</toetsnaam>" if name else ""
    rows = f"<toetsnormering>{rows}</toetsnormering>" if rows else ""
    return f"<toets><toetscode>{code}</toetscode>{named}{rows}</toets>"
