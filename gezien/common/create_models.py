"""An operation for first migrations: many tables, of which Django works out the models once."""

from typing import ClassVar

from django.db.migrations.operations.base import Operation, OperationCategory
from django.db.migrations.operations.models import CreateModel


class CreateModels(Operation):
    """Make these models together.

    Django renders every model that is related to one it makes, again for each. Here everything is related to the
    school, so that a hundred and eighty models took over a minute; made together, each app renders once (decision 35).
    """

    category = OperationCategory.ADDITION
    serialization_expand_args: ClassVar[list[str]] = ["operations"]

    def __init__(self, operations: list[CreateModel]) -> None:
        self.operations = operations

    def deconstruct(self):
        """How a migration writes it."""
        return self.__class__.__qualname__, [], {"operations": self.operations}

    def state_forwards(self, app_label, state):
        """All models are known before any is rendered: what was rendered is dropped, and made again when asked for."""
        state.__dict__.pop("apps", None)
        for operation in self.operations:
            operation.state_forwards(app_label, state)

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        """The tables, in the order they are named."""
        for operation in self.operations:
            operation.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        """The tables away again, the last first."""
        for operation in reversed(self.operations):
            operation.database_backwards(app_label, schema_editor, from_state, to_state)

    def references_model(self, name, app_label):
        """Whether one of them is, or points at, this model."""
        return any(operation.references_model(name, app_label) for operation in self.operations)

    def describe(self):
        """What `migrate --plan` prints."""
        return "Create models " + ", ".join(operation.name for operation in self.operations)
