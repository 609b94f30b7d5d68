"""Models of the meetings app."""

from gezien.meetings.models.meeting import AgendaItem, Meeting, MeetingAgreement, Participant
from gezien.meetings.models.preparation import FormTemplate, Preparation

__all__ = ["AgendaItem", "FormTemplate", "Meeting", "MeetingAgreement", "Participant", "Preparation"]
