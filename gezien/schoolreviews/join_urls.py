"""Addresses below join/: for everyone who takes part in a school review, with an account or a pass."""

from django.urls import path

from gezien.schoolreviews.views import cards, joining

app_name = "joining"
urlpatterns = [
    path("", joining.find, name="find"),
    path("<slug:code>/", joining.door, name="door"),
    path("<slug:code>/room/", joining.room, name="room"),
    path("<slug:code>/ticket/", joining.ticket, name="ticket"),
    path("<slug:code>/vote/", joining.vote, name="vote"),
    path("<slug:code>/ready/", joining.ready, name="ready"),
    path("<slug:code>/group/", joining.group, name="group"),
    path("<slug:code>/boards/<int:pk>/", cards.board, name="board"),
    path("<slug:code>/boards/<int:pk>/figures/", cards.figures, name="figures"),
    path("<slug:code>/boards/<int:pk>/cards/", cards.add, name="add"),
    path("<slug:code>/boards/<int:pk>/dots/", cards.dot, name="dot"),
    path("<slug:code>/cards/<int:pk>/", cards.card, name="card"),
]
