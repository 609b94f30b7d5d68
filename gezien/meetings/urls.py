"""Addresses below s/<school>/meetings/."""

from django.urls import path

from gezien.meetings.views import calendar, chair, forms, preparations, recorded, report, reviews, rhythm, room

app_name = "meetings"
urlpatterns = [
    path("", reviews.review_list, name="list"),
    path("plan/", reviews.plan, name="plan"),
    path("groups/<int:pk>/", reviews.group_reviews, name="group"),
    path("forms/", forms.form_list, name="forms"),
    path("forms/<int:pk>/", forms.edit, name="form"),
    path("forms/<int:pk>/versions/", forms.versions, name="form_versions"),
    path("<int:pk>/", room.room, name="room"),
    path("rhythm/", rhythm.rhythm, name="rhythm"),
    path("rhythm/settings/", rhythm.rhythm_settings, name="rhythm_settings"),
    path("rhythm/propose/", rhythm.propose, name="propose"),
    path("calendar/", calendar.own_calendar, name="calendar"),
    path("<int:pk>/calendar.ics", calendar.meeting_file, name="ics"),
    path("<int:pk>/edit/", reviews.edit, name="edit"),
    path("<int:pk>/cancel/", reviews.cancel, name="cancel"),
    path("<int:pk>/preparation/", preparations.preparation, name="preparation"),
    path("<int:pk>/preparation/<int:answer>/", preparations.answer, name="answer"),
    path("<int:pk>/preparation/submission/", preparations.submission, name="submission"),
    path("cases/<int:case>/preparation/", preparations.case_preparation, name="case_preparation"),
    path("cases/<int:case>/preparation/<int:answer>/", preparations.case_answer, name="case_answer"),
    path("cases/<int:case>/preparation/submission/", preparations.case_submission, name="case_submission"),
    path("<int:pk>/opening/", room.opening, name="opening"),
    path("<int:pk>/closure/", room.closure, name="closure"),
    path("<int:pk>/state/", room.state, name="state"),
    path("<int:pk>/agenda/<int:item>/minutes/", room.minutes, name="minutes"),
    path("<int:pk>/agenda/<int:item>/discussion/", room.discussion, name="discussion"),
    path("<int:pk>/agreements/", room.agreement, name="agreement"),
    path("<int:pk>/approval/", report.approval, name="approval"),
    path("<int:pk>/attendance/", report.attendance, name="attendance"),
    path("<int:pk>/ticket/", chair.ticket, name="ticket"),
    path("<int:pk>/presence/", chair.presence, name="presence"),
    path("<int:pk>/touch/", chair.touch, name="touch"),
    path("<int:pk>/chair/", chair.chair, name="chair"),
    path("<int:pk>/agenda/<int:item>/place/", chair.place, name="place"),
    path("<int:pk>/agenda/<int:item>/time/", chair.time, name="time"),
    path("<int:pk>/remarks/<slug:part>/<slug:key>/", recorded.remark, name="remark"),
    path("<int:pk>/judgements/<int:plan>/<slug:of>/", recorded.judgement, name="judgement"),
    path("<int:pk>/attention/", recorded.attention, name="attention"),
    path("<int:pk>/attention/<int:point>/", recorded.attention_point, name="attention_point"),
]
