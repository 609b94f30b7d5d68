"""Writes of letterhead and templates. Each asks the rule, changes, logs."""

from django.db import transaction

from gezien.audit.log import record
from gezien.common import clock
from gezien.documents.checks import check_template
from gezien.documents.fields import named
from gezien.paper.kinds import Kind
from gezien.paper.logo import drawn
from gezien.paper.models import Letterhead, OwnTemplate
from gezien.paper.press import Press
from gezien.paper.rules import require_paper
from gezien.schools.rules import Member

TEXTS = ("name", "address", "logo_alt")


@transaction.atomic
def save_letterhead(*, by: Member, version: int, logo: bytes | None = None, **texts: str) -> Letterhead:
    """Change the letterhead. `logo`: what was uploaded (`WrongLogo` when it is none); b"" removes it, None keeps it."""
    require_paper(by)
    found, _new = Letterhead.objects.get_or_create(school=by.school)
    fields = [*TEXTS, "changed_by"]
    for name in TEXTS:
        setattr(found, name, texts[name])
    if logo is not None:
        found.logo = drawn(logo) if logo else b""
        fields.append("logo")
    found.changed_by = by.user
    found.save_if_unchanged(expected=version, fields=fields)
    record(by, "letterhead.changed", found)
    return found


@transaction.atomic
def upload_template(*, by: Member, kind: Kind, file_name: str, content: bytes) -> OwnTemplate:
    """Use this template from now on, in place of the one before. Raises `WrongTemplate` when it cannot be used."""
    require_paper(by)
    sample = Press(by.school).shared() | kind.sample()
    check_template(content, kind.schema, named(sample, kind.all_fields))
    own, _new = OwnTemplate.objects.update_or_create(
        school=by.school,
        kind=kind.key,
        defaults={
            "file_name": file_name[:120],
            "content": content,
            "in_use": True,
            "uploaded_by": by.user,
            "uploaded_at": clock.now(),
        },
    )
    record(by, "template.uploaded", own, kind=kind.key, file_name=own.file_name)
    return own


@transaction.atomic
def use_template(*, by: Member, template: OwnTemplate, in_use: bool) -> None:
    """Go back to the shipped template, or to one's own again; the file stays."""
    require_paper(by)
    template.in_use = in_use
    template.save(update_fields=["in_use"])
    record(by, "template.reinstated" if in_use else "template.retired", template, kind=template.kind)
