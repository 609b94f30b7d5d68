"""Models of the cases app."""

from gezien.cases.models.case import Case, CasePart, CaseQuestion, Ground
from gezien.cases.models.links import CaseAgreement, CaseCompanion, CaseEffect, CaseNeed

__all__ = [
    "Case",
    "CaseAgreement",
    "CaseCompanion",
    "CaseEffect",
    "CaseNeed",
    "CasePart",
    "CaseQuestion",
    "Ground",
]
