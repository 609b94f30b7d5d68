"""Whom and which test a file means, and remembering what a person said about it.

A format makes one `Matching(school, source)` for a file and asks it for each row:

    matching = Matching(school, "Naam van het systeem")
    try:
        pupil = matching.pupil(PupilMark(key=…, name=…, birth_date=…), line)     # a `Known` with `pk`
        test = matching.instrument(TestMark(code=…, part=…, name=…), line)       # an `Instrument`
    except Unmatched as reason:      # refuse the row and say why; the match screen will ask
    except LeftOut:                  # somebody said "not ours": pass over the row without a word

and puts `matching.open()` into its run's summary under "unknown". Then the run's page links to the match screen
(`views/matching.py`), and what is chosen there is found by itself, in this file and in the next.
"""

from gezien.imports.matching.marks import PupilMark, TestMark, fold
from gezien.imports.matching.service import Known, LeftOut, Matching, Unmatched

__all__ = ["Known", "LeftOut", "Matching", "PupilMark", "TestMark", "Unmatched", "fold"]
