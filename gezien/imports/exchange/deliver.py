"""Writing what a message would do: results, what is taken back, and the keys by which they will be known."""

from itertools import batched

from django.db import transaction

from gezien.audit.log import Actor
from gezien.imports.exchange.settle import Settling
from gezien.imports.models import SentResult
from gezien.results.actions import Tally, deliver_results, one_at_a_time, withdraw_results
from gezien.results.models import Delivery, Result
from gezien.schools.models import School

BATCH = 200


@transaction.atomic
def deliver(*, by: Actor, school: School, label: str, settling: Settling) -> tuple[Delivery | None, Tally, int]:
    """Store the results of a message as one delivery, None when nothing changes; with the counts, and how many it took
    back.
    """
    one_at_a_time(school)  # before looking at what is known: another supplier may be bringing the same
    results = list(settling)
    kept = {new.key for new in results}
    gone = [old for old in settling.withdrawn.values() if _key(old) not in kept]
    delivery, tally = deliver_results(by=by, school=school, source=label, results=results)
    delivery = withdraw_results(by=by, source=label, results=gone, delivery=delivery)
    _remember(school, settling)
    return delivery, tally, len(gone)


def _key(result: Result) -> tuple:
    return result.pupil_id, result.instrument_id, result.moment, result.taken_on


def _remember(school: School, settling: Settling) -> None:
    """By which key the supplier calls each result, so that the next time it is the same one."""
    for some in batched(settling.keys.items(), BATCH):
        keys = [key for key, _names in some]
        stored = Result.objects.filter(
            school=school,
            pupil__in={key[0] for key in keys},
            instrument__in={key[1] for key in keys},
            taken_on__in={key[3] for key in keys},
        ).only("pupil_id", "instrument_id", "moment", "taken_on")
        found = {_key(result): result for result in stored}
        SentResult.objects.bulk_create(
            (
                SentResult(school=school, source=settling.source, key=name, part=part, taken_on=day, result=found[key])
                for key, names in some
                for (name, part), day in names.items()
                if key in found
            ),
            update_conflicts=True,
            unique_fields=["school", "source", "key", "part"],
            update_fields=["result", "taken_on"],
        )
