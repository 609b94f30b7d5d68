"""Models of the meetings app."""

from gezien.meetings.models.meeting import AgendaItem, Meeting, MeetingAgreement, Participant
from gezien.meetings.models.preparation import Answer, FormTemplate, Preparation
from gezien.meetings.models.recorded import AttentionPoint, Judgement, Remark
from gezien.meetings.models.report import Report

__all__ = [
    "AgendaItem",
    "Answer",
    "AttentionPoint",
    "FormTemplate",
    "Judgement",
    "Meeting",
    "MeetingAgreement",
    "Participant",
    "Preparation",
    "Remark",
    "Report",
]
