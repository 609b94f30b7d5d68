"""What the demo's pupils need by kind of sentence, and how their needs ended. The words of `needs.py` say it loosely."""

# Words in a need's loose text → the kind it is mostly about; the first that fits counts.
KINDS = (
    ("klasgenoten", "classmates"),
    ("maatje", "classmates"),
    ("leerkracht", "teacher"),
    ("volwassene", "teacher"),
    ("seintje", "teacher"),
    ("terugkoppeling", "feedback"),
    ("score", "feedback"),
    ("hardop", "instruction"),
    ("instructie", "instruction"),
    ("Eerst", "instruction"),
    ("voor, koor, door", "instruction"),
    ("Voor-koor-door", "instruction"),
    ("voorgedaan", "instruction"),
    ("stappen", "instruction"),
    ("schema", "activities"),
    ("kaart", "activities"),
    ("tabel", "activities"),
    ("plaatjes", "activities"),
    ("timer", "activities"),
    ("woorden", "tasks"),
    ("Samen", "teacher"),
)
# By kind a second sentence that half of the pupils have: as a teacher would write it.
SECOND = {
    "instruction": ("feedback", "feedback die direct na de eerste opgave komt"),
    "tasks": ("activities", "materiaal dat op een vaste plek klaarligt"),
    "activities": ("teacher", "een leerkracht die na vijf minuten even langskomt"),
    "feedback": ("tasks", "opdrachten die in stukjes zijn verdeeld"),
    "teacher": ("feedback", "feedback die benoemt wat er lukte"),
    "classmates": ("home", "ouders die weten aan welk doel er gewerkt wordt"),
}
# How needs of the first period ended, with a line why; most that go on were not closed.
ENDINGS = (
    ("reached", "Lukt nu ook zonder hulp, drie weken op rij gezien."),
    ("reached", "Doel gehaald bij de laatste toets; geniet er zichtbaar van."),
    ("partly", "Met hulp wel, zelfstandig nog niet elke keer."),
    ("not_reached", "Te weinig aan toegekomen; het oefenmoment viel vaak weg."),
    ("not_needed", "De basisinstructie is nu genoeg."),
)


def kind_of(text: str) -> str:
    """What a loose text is mostly about; the teacher when nothing tells."""
    return next((kind for word, kind in KINDS if word in text), "tasks")
