"""Models of the needs app."""

from gezien.needs.models.bank import BankSentence
from gezien.needs.models.choice import OverviewChoice
from gezien.needs.models.cluster import (
    Cluster,
    Clustering,
    ClusterTemplate,
    Placement,
    PlacementStep,
    PupilPair,
)
from gezien.needs.models.need import EducationalNeed, NeedRevision, NeedSentence, SupportKind
from gezien.needs.models.rule import SignalRule
from gezien.needs.models.rule_version import SignalRuleVersion
from gezien.needs.models.signal import Signal, SignalLink, SignalRun, SignalStep, SignalTouch

__all__ = [
    "BankSentence",
    "Cluster",
    "ClusterTemplate",
    "Clustering",
    "EducationalNeed",
    "NeedRevision",
    "NeedSentence",
    "OverviewChoice",
    "Placement",
    "PlacementStep",
    "PupilPair",
    "Signal",
    "SignalLink",
    "SignalRule",
    "SignalRuleVersion",
    "SignalRun",
    "SignalStep",
    "SignalTouch",
    "SupportKind",
]
