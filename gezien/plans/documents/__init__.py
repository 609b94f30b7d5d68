"""Group plans on paper."""

from gezien.plans.documents import reports, week
from gezien.plans.documents.group_plan import file_name, group_plan_docx, group_plan_pdf

__all__ = ["file_name", "group_plan_docx", "group_plan_pdf", "reports", "week"]
