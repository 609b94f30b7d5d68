"""Made-up contents, for whoever tries a template of their own: no pupil of any school."""

from typing import Any

from gezien.plans.words import LABELS


def group_plan_sample() -> dict[str, Any]:
    """A plan of three clusters."""
    rows = [
        _row("Intensief", "Alex, Bo, Chris", "3 × 20 min. extra per week"),
        _row("Basis", "Dani, Eli, Fenne, Guus, Hanne", ""),
        _row("Verdiept", "Imre, Jona", "2 × 15 min. extra per week"),
    ]
    group, subject, period = "Groep 5", "Rekenen", "Periode 2"
    return {
        "title": f"Groepsplan · {group} · {subject} · {period}",
        "subtitle": f"{group} · {subject}",
        "over": "",
        "aside": [period],
        "group": group,
        "subject": subject,
        "period": period,
        "teachers": "Juf Noor, meester Daan",
        "status": "concept",
        "room": "",
        "general": {"label": "Voor iedereen", "text": _EVERYONE},
        "general_text": _EVERYONE,
        "columns": ["Cluster", "Doelen", *map(str, LABELS.values())],
        "rows": rows,
        "notes": [{"warns": False, "text": "Haalbaar: 90 minuten extra in de week."}],
    }


_EVERYONE = "Elke les begint met vijf minuten automatiseren."
_CELLS = {
    "goal": "Rekent aan het eind van de periode tot 1000, 18 van de 20 sommen goed.",
    "content": "Blok 7 tot en met 10; extra: sprongen op de getallenlijn.",
    "approach": "Voordoen, samen doen, hardop denken.",
    "organisation": "Aan de instructietafel, na de basisinstructie.",
    "evaluation": "Elke twee weken een korte controle, daarna de toets.",
}


def _row(name: str, pupils: str, time: str) -> dict[str, Any]:
    count = pupils.count(",") + 1
    return {"name": name, "count": str(count), "pupils": pupils, "time": time, "cells": list(_CELLS.values()), **_CELLS}


def report_sample() -> dict[str, Any]:
    """Two sections, for the kinds that are made of those."""
    return {
        "title": "Voorbeeld · Groep 5",
        "subtitle": "Voorbeeld · Groep 5",
        "over": "2026-2027",
        "aside": ["Periode 2"],
        "facts": "Periode 2 · 2026-2027",
        "sections": [
            {
                "head": "Wat helpt",
                "lines": [{"label": "", "text": "Korte stappen, en zelf vertellen hoe het ging."}],
            },
            {
                "head": "Maandag",
                "lines": [
                    {"label": "9.00–9.20", "text": "Rekenen: Intensief · instructietafel\nAlex, Bo, Chris"},
                    {"label": "10.45–11.00", "text": "Spelling: Verdiept\nImre, Jona"},
                ],
            },
        ],
    }


def week_sample() -> dict[str, Any]:
    """A timetable of two times."""
    slot = {
        "time": "9.00–9.20",
        "subject": "Rekenen",
        "cluster": "Intensief",
        "pupils": "Alex, Bo, Chris",
        "by": "Juf Noor",
        "room": "instructietafel",
    }
    told = "Rekenen: Intensief\nAlex, Bo, Chris"
    empty = dict.fromkeys(("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag"), "")
    return report_sample() | {
        "group": "Groep 5",
        "period": "Periode 2",
        "heads": ["Tijd", "Maandag", "Dinsdag", "Woensdag", "Donderdag", "Vrijdag"],
        "names": list(empty),
        "empty": "",
        "grid": [
            empty | {"time": "9.00", "maandag": told, "donderdag": told},
            empty | {"time": "10.45", "dinsdag": told},
        ],
        "days": [{"day": "Maandag", "slots": [slot]}],
    }


def individual_sample() -> dict[str, Any]:
    """A plan of one pupil, under the names of its parts."""
    line = [{"text": "Korte stappen, en zelf vertellen hoe het ging."}]
    texts = ("period", "reason", "situation", "outlook", "motivation", "evaluation", "pupils_words", "parents_words")
    return report_sample() | {
        "pupil": "Alex",
        "kind": "Handelingsplan",
        "status": "concept",
        "version": "versie 1",
        **dict.fromkeys(texts, "Een voorbeeld."),
        **dict.fromkeys(("helps", "hinders", "goals", "supports"), line),
    }


def handover_sample() -> dict[str, Any]:
    """The handover of a group of one."""
    facts = [{"head": "Wat helpt", "text": "Korte stappen."}]
    pupils = [{"name": "Alex", "text": "Begint graag met tekenen.", "facts": facts}]
    return report_sample() | {"group": "Groep 5", "year": "2026-2027", "general": "Een fijne groep.", "pupils": pupils}


def substitute_sample() -> dict[str, Any]:
    """What a substitute has to know, with one of each."""
    slot = week_sample()["days"][0]["slots"][0]
    return report_sample() | {
        "group": "Groep 5",
        "day": "maandag 8 februari",
        "hours": "8.30–14.00",
        "breaks": "10.15–10.30",
        "habits": "We beginnen in de kring.",
        "ask": "De leerkracht van groep 6.",
        "slots": [slot | {"goal": "Tot 1000 rekenen.", "content": "Blok 7.", "approach": "Voordoen."}],
        "agreements": [{"who": "Alex", "what": "Zit vooraan."}],
        "tips": [{"name": "Alex", "helps": "Even vooruitkijken.", "needs": "Korte opdrachten."}],
    }
