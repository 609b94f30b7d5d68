"""Letterhead and templates: head, administrator, coach. Bundles: whoever may see groups, and only their own."""

import io
from datetime import timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document

from gezien.common import clock
from gezien.paper import files
from gezien.paper.logo import drawn
from gezien.paper.models import Bundle, Letterhead, OwnTemplate
from gezien.plans.models import GroupPlan
from gezien.schools.models import User
from tests.permissions import Row, everyone

KEEPERS = ("sanne", "karim", "petra")
PRINTS = ("emmy", "tom", "fleur", "sanne", "karim")
KIND = {"kind": "group_plan"}


def document(world: Any) -> dict:
    return {"kind": "week", "pk": world.group_5b.pk, "form": "pdf"}


def logo(world: Any) -> dict:
    from PIL import Image  # noqa: PLC0415

    out = io.BytesIO()
    Image.new("RGB", (4, 4), "teal").save(out, "PNG")
    Letterhead.objects.get_or_create(school=world.school, defaults={"logo": drawn(out.getvalue())})
    return {}


def own_template(world: Any) -> dict:
    OwnTemplate.objects.get_or_create(
        school=world.school, kind="group_plan", defaults={"file_name": "plan.docx", "content": word()}
    )
    return KIND


def word() -> bytes:
    out = io.BytesIO()
    Document().save(out)
    return out.getvalue()


def bundle(world: Any) -> dict:
    """Emmy's, of a plan of 5b."""
    plan = GroupPlan.objects.filter(group=world.group_5b).earliest("pk")
    emmy = User.objects.get(username="leerkracht")
    name, path = files.new_file()
    path.write_bytes(b"%PDF-")
    found, is_new = Bundle.objects.get_or_create(
        school=world.school,
        made_for=emmy,
        defaults={
            "kind": "group_plan",
            "form": Bundle.Form.ONE_PDF,
            "items": [plan.pk],
            "state": Bundle.State.MADE,
            "stored_as": name,
            "expires_at": clock.now() + timedelta(hours=1),
        },
    )
    if not is_new:
        files.remove(name)
    return {"pk": found.pk}


def upload(_world: Any) -> dict:
    return {"file": SimpleUploadedFile("plan.docx", word())}


ROWS = [
    Row("paper:home", everyone(*KEEPERS)),
    Row("paper:home", everyone(*KEEPERS, status=409, sanne=302), method="post", data=lambda _world: {"version": 1}),
    Row("paper:logo", everyone(*KEEPERS), logo),
    Row("paper:template", everyone(*KEEPERS), lambda _world: KIND),
    Row("paper:template", everyone(*KEEPERS, status=302), lambda _world: KIND, method="post", data=upload),
    Row("paper:use", everyone(*KEEPERS, status=302), own_template, method="post", data=lambda _world: {"own": "0"}),
    Row("paper:shipped", everyone(*KEEPERS), lambda _world: KIND),
    Row("paper:own", everyone(*KEEPERS), own_template),
    Row("paper:preview", everyone(*KEEPERS), lambda _world: {**KIND, "form": "pdf"}),
    Row("paper:document", everyone("emmy", "tom", "sanne", "karim"), document),
    Row("paper:choose", everyone(*PRINTS), lambda _world: KIND),
    Row("paper:choose", everyone(*PRINTS, status=422), lambda _world: KIND, method="post"),
    Row("paper:bundles", everyone(*PRINTS)),
    Row("paper:bundle", everyone("emmy"), bundle),
    Row("paper:progress", everyone("emmy"), bundle),
    Row("paper:stop", everyone("emmy", status=302), bundle, method="post"),
    Row("paper:download", everyone("emmy"), bundle),
    Row("paper:remove", everyone("emmy", status=302), bundle, method="post"),
]
