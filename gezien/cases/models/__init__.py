"""Models of the cases app."""

from gezien.cases.models.case import Case, CasePart, CaseQuestion, Ground
from gezien.cases.models.guest import CaseConsent, Guest, GuestContribution
from gezien.cases.models.links import CaseAgreement, CaseCompanion, CaseEffect, CaseNeed
from gezien.cases.models.partner import Partner, PartnerKind
from gezien.cases.models.story import CaseStory

__all__ = [
    "Case",
    "CaseAgreement",
    "CaseCompanion",
    "CaseConsent",
    "CaseEffect",
    "CaseNeed",
    "CasePart",
    "CaseQuestion",
    "CaseStory",
    "Ground",
    "Guest",
    "GuestContribution",
    "Partner",
    "PartnerKind",
]
