"""What the school has to make rules about, in three statements."""

from gezien.needs.rule_sentences import Terms, Test
from gezien.results.models import Instrument, QuestionnaireDomain
from gezien.schools.models import School, Subject


def terms_of(school: School) -> Terms:
    """The school's subjects, tests and domains of questionnaires, in their order; those in use first."""
    tests = Instrument.objects.filter(school=school).order_by("-is_active", "subject__position", "name", "pk")
    domains = QuestionnaireDomain.objects.filter(school=school).order_by("questionnaire__name", "position", "pk")
    return Terms(
        country=school.country,
        subjects=dict(Subject.objects.filter(school=school).order_by("position", "name").values_list("pk", "name")),
        tests={
            pk: Test(name, subject, tuple(levels), (*references, *scores))
            for pk, name, subject, levels, references, scores in tests.values_list(
                "pk", "name", "subject_id", "levels", "reference_types", "score_types"
            )
        },
        domains={pk: (of, name) for pk, of, name in domains.values_list("pk", "questionnaire__name", "name")},
    )
