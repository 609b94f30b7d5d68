"""Addresses at which suppliers deliver results themselves, below exchange/: of the installation, not of a school."""

from django.urls import path

from gezien.imports.views import eduv, uwlr

app_name = "exchange"
urlpatterns = [
    path("uwlr/2.2/leerresultaten", uwlr.results, name="uwlr"),
    path("edu-v/oauth2/token", eduv.token, name="token"),
    path("edu-v/2/results", eduv.results, name="eduv"),
]
