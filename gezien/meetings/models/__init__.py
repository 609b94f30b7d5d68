"""Models of the meetings app."""

from gezien.meetings.models.meeting import AgendaItem, Meeting, MeetingAgreement, MeetingRegistration, Participant
from gezien.meetings.models.preparation import Answer, Contribution, FormTemplate, FormVersion, Preparation
from gezien.meetings.models.recorded import AttentionPoint, Judgement, Remark
from gezien.meetings.models.report import Report
from gezien.meetings.models.rhythm import CalendarFeed, Reminder, ReviewMoment, RhythmSettings

__all__ = [
    "AgendaItem",
    "Answer",
    "AttentionPoint",
    "CalendarFeed",
    "Contribution",
    "FormTemplate",
    "FormVersion",
    "Judgement",
    "Meeting",
    "MeetingAgreement",
    "MeetingRegistration",
    "Participant",
    "Preparation",
    "Remark",
    "Reminder",
    "Report",
    "ReviewMoment",
    "RhythmSettings",
]
