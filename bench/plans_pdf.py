"""How long the PDF of group plans takes: 25 different plans of 25 pupils, from the database to the last byte.

Run it alone with `python -m bench.plans_pdf`.
"""

import copy
import io
import os
import tempfile
import time

from pypdf import PdfReader

PLANS = 25
BUDGET_SECONDS = 10.0


def run() -> None:
    """Print the figures, in a database of its own."""
    with tempfile.TemporaryDirectory(prefix="gezien-bench-") as folder:
        os.environ["GEZIEN_DATA"] = folder
        os.environ["GEZIEN_DATABASE"] = f"sqlite:///{folder}/bench.sqlite3"
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
        seconds, busy, pages, size = _measure()
    print(f"{PLANS} group plans as PDF: {seconds:.2f} s (budget {BUDGET_SECONDS:.0f} s), {pages} pages")
    print(f"  of which {busy:.2f} s of processor time")
    print(f"  one plan: {seconds / PLANS * 1000:.0f} ms, {size / PLANS / 1024:.0f} KB")


def _measure() -> tuple[float, float, int, int]:
    """Seconds by the clock and of the processor, pages and bytes of all plans together."""
    import django

    django.setup()
    from django.core.management import call_command
    from django_scopes import scope, scopes_disabled

    call_command("migrate", verbosity=0)
    with scopes_disabled():
        member, plans = _school_with_plans()
    with scope(school=member.school):
        from gezien.plans.documents import group_plan_pdf

        started, began = time.perf_counter(), time.process_time()
        made = [group_plan_pdf(plan, member) for plan in plans]
        seconds, busy = time.perf_counter() - started, time.process_time() - began
    return seconds, busy, sum(len(PdfReader(io.BytesIO(pdf)).pages) for pdf in made), sum(map(len, made))


def _school_with_plans():
    """The coach of the demo school with as many plans, each with a line of its own so that nothing is cached."""
    from gezien.demo import cast
    from gezien.demo.build import build
    from gezien.plans.models import GroupPlan
    from gezien.plans.queries import with_names
    from gezien.schools.models import User
    from gezien.schools.rules import member_of

    build()
    plans = list(with_names(GroupPlan.objects.filter(school__name=cast.SCHOOL)))
    member = member_of(User.objects.get(username="ib"), plans[0].group.school.slug)
    different = [copy.copy(plans[number % len(plans)]) for number in range(PLANS)]
    for number, plan in enumerate(different):
        plan.general += f"\nPlan {number}."
    return member, different


if __name__ == "__main__":
    run()
