"""What is wrong with a file, said to the person who uploaded it."""


class ImportProblem(Exception):
    """The file cannot be read at all, or a row of it cannot; nothing has been stored.

    `message` is a whole sentence in the reader's language; `line` and `column` (1-based; a column may be a name) say
    where, when that is known.
    """

    def __init__(
        self, message: str, *, line: int | None = None, column: str | int | None = None
    ):
        super().__init__(message)
        self.message = str(message)
        self.line = line
        self.column = column
