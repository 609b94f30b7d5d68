"""The staff list, and the page of one person: account, roles, and what apps above add (which groups they teach)."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gezien.common import clock
from gezien.schools import actions
from gezien.schools.forms import AccountForm, ChangePersonForm, EndRoleForm, PersonForm, RoleForm, role_help
from gezien.schools.models import Membership, StaffMember
from gezien.schools.queries import staff_changes, staff_rows
from gezien.schools.rules import Member, manageable_staff, may_manage_staff, why_not_account, why_not_roles
from gezien.schools.signals import person_shown
from gezien.schools.words import days_in_words, proposed_in_words


@require_safe
def staff_list(request: HttpRequest) -> HttpResponse:
    """Everyone on the list: who may sign in as what, and who has no account yet."""
    if not may_manage_staff(request.member):
        raise Http404
    rows = staff_rows(request.member)
    context = {
        "waiting": [row for row in rows if not row["username"] and not row["has_left"]],
        "accounts": [row for row in rows if row["username"]],
        "changes": staff_changes(request.member),
    }
    return render(request, "schools/staff.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """Put somebody on the list by hand."""
    if not may_manage_staff(request.member):
        raise Http404
    form = PersonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        person = form.save(request.member)
        messages.success(request, _("%(name)s is on the list. Make an account next.") % {"name": person.name})
        return _to(person)
    return render(request, "schools/person_add.html", {"form": form}, status=422 if form.errors else 200)


@require_safe
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """One person."""
    return person_page(request, _person(request.member, pk))


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct a name or address."""
    found = _person(request.member, pk)
    typed = request.POST if request.method == "POST" else None
    form = ChangePersonForm(typed, by=request.member, person=found)
    if request.method == "POST" and form.try_save():
        messages.success(request, _("Saved."))
        return _to(found)
    status = 409 if form.conflict else 422 if form.errors else 200
    return render(request, "schools/person_change.html", {"form": form, "person": found}, status=status)


@require_POST
def make_account(request: HttpRequest, pk: int) -> HttpResponse:
    """An account with its first role; the password is shown on the page that follows, and never again."""
    found = _person(request.member, pk)
    form = AccountForm(request.POST, by=request.member, person=found)
    if made := form.try_save():
        user, password = made
        return _one_time_password(request, found, user.username, password)
    return person_page(request, found, account_form=form)


@require_POST
def reset_password(request: HttpRequest, pk: int) -> HttpResponse:
    """A new password, shown once."""
    found = _account_holder(request.member, pk)
    password = actions.reset_password(by=request.member, person=found)
    return _one_time_password(request, found, found.user.username, password)


@require_POST
def block(request: HttpRequest, pk: int) -> HttpResponse:
    """Block the account, or unblock it when `blocked` is 0."""
    found = _account_holder(request.member, pk)
    if request.POST.get("blocked") == "0":
        actions.unblock_account(by=request.member, person=found)
        messages.success(request, _("%(name)s can sign in again.") % {"name": found.name})
    else:
        actions.block_account(by=request.member, person=found)
        messages.success(request, _("%(name)s can no longer sign in.") % {"name": found.name})
    return _to(found)


@require_POST
def give_role(request: HttpRequest, pk: int) -> HttpResponse:
    """A role, for a time or until further notice."""
    found = _account_holder(request.member, pk)
    form = RoleForm(request.POST, by=request.member, person=found)
    if membership := form.try_save():
        told = {"name": found.name, "role": membership.get_role_display().lower()}
        messages.success(request, _("%(name)s has the role %(role)s.") % told)
        return _to(found)
    return person_page(request, found, role_form=form)


@require_POST
def end_role(request: HttpRequest, pk: int, role: int) -> HttpResponse:
    """The last day of a role."""
    found = _account_holder(request.member, pk)
    membership = get_object_or_404(Membership, school=request.member.school, user=found.user, pk=role)
    form = EndRoleForm(request.POST)
    if form.is_valid():
        actions.end_role(by=request.member, person=found, membership=membership, **form.cleaned_data)
        messages.success(request, _("The role has its last day."))
    else:
        messages.error(request, _("Choose the last day of the role."))
    return _to(found)


def person_page(request: HttpRequest, found: StaffMember, **bound: Any) -> HttpResponse:
    """The page of one person; `bound` holds forms that came back with errors, those of other apps too."""
    member = request.member
    memberships = Membership.objects.filter(school=member.school, user=found.user) if found.user else []
    answers = person_shown.send(sender=StaffMember, member=member, person=found, bound=bound)
    context = {
        "person": found,
        "proposed": proposed_in_words(found.proposed_roles),
        "why_not_roles": why_not_roles(member, found),
        "why_not_account": why_not_account(member, found) if found.user else None,
        "roles": [_role(row) for row in memberships],
        "panels": [panel for _receiver, panel in answers if panel],
        "changes": staff_changes(member, found),
        "role_help": role_help(),
    }
    if found.user is None:
        context["account_form"] = bound.get("account_form") or AccountForm(by=member, person=found)
    else:
        context["role_form"] = bound.get("role_form") or RoleForm(by=member, person=found)
    return render(request, "schools/person.html", context, status=422 if bound else 200)


def _role(row: Membership) -> dict[str, Any]:
    today = clock.today()
    is_past = row.ends_on is not None and row.ends_on < today
    last_day = {"ends_on": row.ends_on or today}
    return {
        "pk": row.pk,
        "name": row.get_role_display(),
        "days": days_in_words(row.starts_on, row.ends_on),
        "is_past": is_past,
        "is_coming": row.starts_on > today,
        "form": None if is_past else EndRoleForm(auto_id=f"id_end_{row.pk}_%s", initial=last_day),
    }


def _one_time_password(request: HttpRequest, found: StaffMember, username: str, password: str) -> HttpResponse:
    context = {"person": found, "username": username, "password": password}
    return render(request, "schools/one_time_password.html", context)


def _person(member: Member, pk: int) -> StaffMember:
    return get_object_or_404(manageable_staff(member).select_related("user", "school"), pk=pk)


def _account_holder(member: Member, pk: int) -> StaffMember:
    return get_object_or_404(manageable_staff(member).select_related("user", "school"), pk=pk, user__isnull=False)


def _to(found: StaffMember) -> HttpResponse:
    return redirect("staff:person", school=found.school.slug, pk=found.pk)
