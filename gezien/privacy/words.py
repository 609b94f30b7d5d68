"""The log and the register in plain words.

A verb of the log is "<noun>.<past>" ("note.added"); a new one gets its words here, and a test tells when it has none.
"""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gezien.common.personal_data import Erase, Term

NOUNS = {
    "account": gettext_lazy("Account"),
    "agenda": gettext_lazy("Agenda item"),
    "agreement": gettext_lazy("Agreement"),
    "ambition": gettext_lazy("Ambition"),
    "analysis": gettext_lazy("Analysis"),
    "cluster": gettext_lazy("Cluster"),
    "clustering": gettext_lazy("Division into clusters"),
    "factor": gettext_lazy("Factor"),
    "form": gettext_lazy("Form"),
    "group": gettext_lazy("Group overview"),
    "import": gettext_lazy("Import"),
    "instrument": gettext_lazy("Test"),
    "membership": gettext_lazy("Role"),
    "minutes": gettext_lazy("Minutes"),
    "need": gettext_lazy("Need"),
    "norm": gettext_lazy("Norm table"),
    "note": gettext_lazy("Note"),
    "periods": gettext_lazy("Periods"),
    "placement": gettext_lazy("Place in a cluster"),
    "plan": gettext_lazy("Group plan"),
    "plans": gettext_lazy("Group plans"),
    "preparation": gettext_lazy("Preparation"),
    "profile": gettext_lazy("Import profile"),
    "pupil": gettext_lazy("Pupil file"),
    "pupil_match": gettext_lazy("Pupil recognised in files"),
    "questionnaire": gettext_lazy("Questionnaire"),
    "report": gettext_lazy("Report"),
    "result": gettext_lazy("Result"),
    "results": gettext_lazy("Results"),
    "review": gettext_lazy("Review"),
    "roster": gettext_lazy("Roster"),
    "rule": gettext_lazy("Signal rule"),
    "round": gettext_lazy("Round of a questionnaire"),
    "school": gettext_lazy("School"),
    "staff_member": gettext_lazy("Staff member"),
    "teaching": gettext_lazy("Teaching of a group"),
    "test_match": gettext_lazy("Test recognised in files"),
    "window": gettext_lazy("Window of a test"),
    "windows": gettext_lazy("Test calendar"),
}
PASTS = {
    "added": gettext_lazy("added"),
    "answered": gettext_lazy("answered"),
    "applied": gettext_lazy("taken in"),
    "blocked": gettext_lazy("blocked"),
    "cancelled": gettext_lazy("cancelled"),
    "changed": gettext_lazy("changed"),
    "closed": gettext_lazy("closed"),
    "created": gettext_lazy("created"),
    "delivered": gettext_lazy("delivered"),
    "discarded": gettext_lazy("thrown away"),
    "discussed": gettext_lazy("discussed"),
    "drawn_up": gettext_lazy("drawn up"),
    "ended": gettext_lazy("ended"),
    "exported": gettext_lazy("made into a document"),
    "given": gettext_lazy("given"),
    "imported": gettext_lazy("taken in"),
    "judged": gettext_lazy("checked"),
    "made": gettext_lazy("made"),
    "moved": gettext_lazy("moved"),
    "opened": gettext_lazy("opened"),
    "password_changed": gettext_lazy("given another password by its owner"),
    "password_reset": gettext_lazy("given a new password"),
    "planned": gettext_lazy("planned"),
    "previewed": gettext_lazy("tried out"),
    "read": gettext_lazy("read"),
    "removed": gettext_lazy("removed"),
    "renamed": gettext_lazy("renamed"),
    "reopened": gettext_lazy("opened again"),
    "restored": gettext_lazy("brought back"),
    "restricted": gettext_lazy("closed to most colleagues"),
    "row_added": gettext_lazy("given a row"),
    "row_saved": gettext_lazy("changed in a row"),
    "saved": gettext_lazy("saved"),
    "started": gettext_lazy("started"),
    "status_changed": gettext_lazy("given another status"),
    "submitted": gettext_lazy("handed in"),
    "unblocked": gettext_lazy("unblocked"),
    "undiscussed": gettext_lazy("marked as not discussed"),
    "undone": gettext_lazy("taken back"),
    "uploaded": gettext_lazy("uploaded"),
    "written": gettext_lazy("written"),
}
WHOLE = {
    "pupil.imported": gettext_lazy("Pupil taken in from the roster"),
    "pupil.placed": gettext_lazy("Pupil placed in a cluster"),
}
KINDS_OF_RECORD = {
    "agreements.agreement": gettext_lazy("Agreements"),
    "audit.auditevent": gettext_lazy("The log: who read or changed what"),
    "imports.importrun": gettext_lazy("Imports"),
    "imports.pupilmatch": gettext_lazy("Pupils recognised in files"),
    "meetings.agendaitem": gettext_lazy("Agenda and minutes of reviews"),
    "meetings.answer": gettext_lazy("Answers in preparations"),
    "meetings.meeting": gettext_lazy("Reviews"),
    "meetings.meetingagreement": gettext_lazy("In which review something was agreed"),
    "meetings.participant": gettext_lazy("Who took part in a review"),
    "meetings.preparation": gettext_lazy("Preparations of reviews"),
    "needs.cluster": gettext_lazy("Clusters"),
    "needs.clustering": gettext_lazy("Divisions into clusters"),
    "needs.educationalneed": gettext_lazy("Educational needs"),
    "needs.placement": gettext_lazy("Places in clusters"),
    "notes.factor": gettext_lazy("What helps and what hinders"),
    "notes.note": gettext_lazy("Notes of observations and talks"),
    "notes.notedraft": gettext_lazy("Notes somebody is still writing"),
    "plans.groupplan": gettext_lazy("Group plans"),
    "plans.planrow": gettext_lazy("Rows of group plans"),
    "plans.planrowchange": gettext_lazy("Earlier texts of group plans"),
    "pupils.accessgrant": gettext_lazy("Access given for a while"),
    "pupils.enrolment": gettext_lazy("Groups a pupil was in"),
    "pupils.pupil": gettext_lazy("Pupils"),
    "pupils.teaching": gettext_lazy("Who teaches which group"),
    "results.analysis": gettext_lazy("Analyses of results"),
    "results.analysischange": gettext_lazy("Earlier texts of analyses"),
    "results.delivery": gettext_lazy("Files with results"),
    "results.questionnaireanswer": gettext_lazy("Answers to questionnaires"),
    "results.questionnaireround": gettext_lazy("Rounds of questionnaires"),
    "results.result": gettext_lazy("Results"),
    "results.resultchange": gettext_lazy("Results before an import changed them"),
    "schools.boardmembership": gettext_lazy("Board officers"),
    "schools.membership": gettext_lazy("Roles in the school"),
    "schools.staffmember": gettext_lazy("The staff list"),
    "schools.user": gettext_lazy("Accounts"),
}
TERMS = {
    Term.LEAVING_2: gettext_lazy("until two years after the pupil left"),
    Term.LEAVING_5: gettext_lazy("until five years after the pupil left"),
    Term.STAFF_LEAVING_1: gettext_lazy("until one year after the colleague left"),
    Term.LOG_3: gettext_lazy("three years"),
    Term.DRAFT_2_WEEKS: gettext_lazy("two weeks after the last change"),
    Term.SCHOOL: gettext_lazy("as long as the school uses Gezien"),
}
ERASURES = {
    Erase.DELETE: gettext_lazy("It is deleted."),
    Erase.BLANK: gettext_lazy("The text is blanked."),
    Erase.PSEUDONYM: gettext_lazy("The name makes way for a number."),
    Erase.KEEP: gettext_lazy("It stays: it is about nobody."),
}


def in_words(verb: str) -> str:
    """ "note.added" as "Note added", in the reader's language; the verb itself when it has no words yet."""
    if verb in WHOLE:
        return str(WHOLE[verb])
    noun, _dot, past = verb.partition(".")
    if noun not in NOUNS or past not in PASTS:
        return verb
    return _("%(noun)s %(past)s") % {"noun": NOUNS[noun], "past": PASTS[past]}
