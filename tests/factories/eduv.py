"""Messages of the Edu-V Results API for tests.

message(student("s1", "LL1", skill="90", IV="III"), test="rekenen")
"""

from typing import Any

NOW = "2027-02-03T09:15:00Z"


def message(*students: dict, test: str = "lvs-rekenen", at: str = "2027-01-20T09:00:00Z", **more: Any) -> dict:
    """One test with the scores of its pupils."""
    return {
        "id": "bericht-1",
        "assessmentDateTime": at,
        "assessmentDefinition": {"id": test, "name": "Rekenen"},
        "school": {"organisationIds": [{"organisationId": "00ZW", "organisationIdType": "OIE_CODE"}]},
        "schoolPeriod": "2026-2027",
        "timestamp": NOW,
        "toolName": "Toetshuis",
        "studentScoresAndResults": list(students),
        **more,
    }


def student(
    key: str, pupil: str = "", *, eck_id: str = "", test: str = "lvs-rekenen", skill: str = "", **results: str
) -> dict:
    """One pupil's statement, by the key of the administration or the ECK iD; `results` by their type."""
    person: dict[str, Any] = {"userMasterIdentifier": eck_id} if eck_id else {}
    if pupil:
        person["userIds"] = [{"userId": pupil, "userIdType": "ASI"}]
    status = {"status": results.pop("status")} if "status" in results else {}
    return {
        "id": key,
        "student": person,
        "dateCreated": NOW,
        "dateLastModified": NOW,
        "scores": [{"scoreValue": skill, "scoreType": "SkillScore", "assessmentId": test}] if skill else [],
        "results": [
            {"resultValue": value, "resultType": kind, "assessmentId": test} for kind, value in results.items()
        ],
        **status,
    }
