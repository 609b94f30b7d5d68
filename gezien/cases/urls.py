"""Addresses below s/<school>/cases/."""

from django.urls import path

from gezien.cases.views import cases, guests, links, paper, partners, questions, stories

app_name = "cases"
urlpatterns = [
    path("", cases.case_list, name="list"),
    path("pupils/<int:pupil>/register/", cases.register, name="register"),
    path("questions/", questions.questions, name="questions"),
    path("questions/<slug:step>/add/", questions.add, name="question_add"),
    path("questions/<int:pk>/", questions.question, name="question"),
    path("questions/<int:pk>/retirement/", questions.retirement, name="question_retirement"),
    path("<int:pk>/", cases.detail, name="case"),
    path("<int:pk>/edit/", cases.edit, name="edit"),
    path("<int:pk>/pdf/", paper.pdf, name="pdf"),
    path("<int:pk>/docx/", paper.docx, name="docx"),
    path("<int:pk>/closure/", cases.closure, name="closure"),
    path("<int:pk>/withdrawal/", cases.withdrawal, name="withdrawal"),
    path("<int:pk>/parts/<slug:key>/", cases.part, name="part"),
    path("<int:pk>/agreements/", links.agree, name="agree"),
    path("<int:pk>/talks/", links.plan_talk, name="plan_talk"),
    path("<int:pk>/learning-talk/", links.learning_talk, name="learning_talk"),
    path("<int:pk>/needs/", links.need, name="need"),
    path("<int:pk>/companions/<int:pupil>/", links.companion, name="companion"),
    path("<int:pk>/effects/", links.effect, name="effect"),
    path("<int:pk>/effects/day/", links.effect_day, name="effect_day"),
    path("<int:pk>/effects/<int:effect>/removal/", links.effect_removal, name="effect_removal"),
    path("partners/", partners.partner_list, name="partners"),
    path("partners/add/", partners.add, name="partner_add"),
    path("partners/kinds/", partners.kinds, name="partner_kinds"),
    path("partners/<int:pk>/", partners.edit, name="partner"),
    path("partners/<int:pk>/archive/", partners.archive, name="partner_archive"),
    path("<int:pk>/guests/", guests.guest_page, name="guests"),
    path("<int:pk>/consent/", guests.consent, name="consent"),
    path("consents/<int:pk>/withdraw/", guests.withdraw, name="consent_withdraw"),
    path("consents/<int:pk>/invite/", guests.invite, name="invite"),
    path("guests/<int:pk>/end/", guests.end, name="guest_end"),
    path("guests/<int:pk>/code/", guests.new_code, name="guest_code"),
    path("contributions/<int:pk>/read/", guests.read, name="contribution_read"),
    path("<int:pk>/story/", stories.story, name="story"),
    path("<int:pk>/story/remove/", stories.remove, name="story_remove"),
    path("<int:pk>/story/share/", stories.share, name="story_share"),
    path("<int:pk>/story/carry/", stories.carry, name="story_carry"),
]
