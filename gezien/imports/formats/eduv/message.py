"""The shape of an `AssessmentScoresAndResults`, version 2.1.0 of the Results API."""

from gezien.imports.formats.eduv.shapes import MOMENT, TEXT, WHOLE, YES_NO, Each, Fields
from gezien.results.vocabulary import RESULT_TYPES, SCORE_TYPES

IN_PROGRESS, FINAL, CANCELED = "InProgress", "Final", "Canceled"
SCHOOL_ID = Fields(
    {"organisationId": TEXT, "organisationIdType": frozenset({"OIE_CODE", "BP_ID", "DD_ID", "AS_ID"})},
)
STUDENT_ID = Fields({"userId": TEXT, "userIdType": frozenset({"NEPPI", "BPI", "eduID", "NEPRI", "ASI"})})
EMPLOYEE_ID = Fields({"userId": TEXT, "userIdType": frozenset({"NEPRI", "BPI", "eduID", "ASI"})})
PERSON = {"userMasterIdentifier": TEXT}
SCORE = Fields(
    {"scoreValue": TEXT, "scoreType": frozenset(SCORE_TYPES), "assessmentId": TEXT},
    {"scoreMaximum": TEXT, "assessmentPartId": TEXT, "scoreScaleIds": Each(TEXT)},
)
RESULT = Fields(
    {"resultValue": TEXT, "resultType": frozenset(RESULT_TYPES), "assessmentId": TEXT}, {"assessmentPartId": TEXT}
)
STUDENT = Fields(
    {
        "id": TEXT,
        "student": Fields({}, {**PERSON, "userIds": Each(STUDENT_ID)}),
        "dateCreated": MOMENT,
        "dateLastModified": MOMENT,
    },
    {
        "additionalInfo": TEXT,
        "missing": YES_NO,
        "results": Each(RESULT),
        "reviewUrl": TEXT,
        "scores": Each(SCORE),
        "status": frozenset({IN_PROGRESS, FINAL, CANCELED}),
    },
)
SCALE = Fields({"id": TEXT, "name": TEXT, "scoreScaleEntries": Each(Fields({"LHS": TEXT, "RHS": TEXT}))})
ASSESSMENT = Fields(
    {"id": TEXT, "name": TEXT},
    {
        "version": TEXT,
        "subjects": Each(Fields({}, {"subjectPrefix": TEXT, "subjectName": TEXT})),
        "studyLevelId": TEXT,
        "parts": Each(Fields({"id": TEXT, "name": TEXT, "index": WHOLE})),
    },
)
MESSAGE = Fields(
    {
        "id": TEXT,
        "assessmentDateTime": MOMENT,
        "assessmentDefinition": ASSESSMENT,
        "school": Fields({}, {"organisationMasterIdentifier": TEXT, "organisationIds": Each(SCHOOL_ID)}),
        "schoolPeriod": TEXT,
        "timestamp": MOMENT,
    },
    {
        "additionalInfo": TEXT,
        "employees": Each(Fields({}, {**PERSON, "userIds": Each(EMPLOYEE_ID)})),
        "reviewUrl": TEXT,
        "scoreScaleDefinitions": Each(SCALE),
        "studentScoresAndResults": Each(STUDENT),
        "toolName": TEXT,
    },
)
