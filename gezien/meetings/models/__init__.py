"""Models of the meetings app."""

from gezien.meetings.models.meeting import AgendaItem, Meeting, MeetingAgreement, Participant
from gezien.meetings.models.preparation import Answer, FormTemplate, Preparation

__all__ = ["AgendaItem", "Answer", "FormTemplate", "Meeting", "MeetingAgreement", "Participant", "Preparation"]
