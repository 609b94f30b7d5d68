"""What other apps may want to know about schools; who listens is listed in docs/architecture.md."""

from django.dispatch import Signal

# Sent by create_school, inside its transaction and the new school's scope, with `school`: each app adds its
# starter set (instruments, ambitions, rules, forms), which from then on is the school's own.
school_created = Signal()

# Sent when the page of somebody of the staff is made, with `member`, `person` and `bound` (forms that came back with
# errors, by name): an app above answers with {"template": …, …} to be shown on that page, or None.
person_shown = Signal()
