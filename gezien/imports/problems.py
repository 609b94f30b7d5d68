"""What stops an import: a message for the person who chose the file, with the place in the file."""

from django.utils.translation import gettext as _


class ImportProblem(Exception):
    """The file cannot be read at all, or a row of it cannot; nothing has been stored.

    `message` is a whole sentence in the reader's language; `line` and `column` (1-based; a column may be a name) say
    where, when that is known.
    """

    def __init__(self, message: str, line: int | None = None, column: str | int | None = None):
        super().__init__(message)
        self.message = str(message)
        self.line = line
        self.column = column

    def __str__(self) -> str:
        """The message, led by its place: "Line 12, column 5: …"."""
        if self.line and self.column:
            place = _("Line %(line)s, column %(column)s: %(message)s")
        elif self.line:
            place = _("Line %(line)s: %(message)s")
        else:
            return self.message
        return place % {"line": self.line, "column": self.column, "message": self.message}


class PlanChanged(Exception):
    """Between the preview and applying, the school's data changed; nothing has been written."""


class NotConfirmed(Exception):
    """Something about the file asks for a tick first, and it was not given; nothing has been written."""


class AlreadyDone(Exception):
    """The run has been applied or discarded meanwhile; the text is its state."""
