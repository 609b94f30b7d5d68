"""Templates that somebody else wrote: they may put fields in place, repeat and leave out, and nothing more.

A template is a small program. Jinja's sandbox keeps it from reading attributes of Python objects, but not from counting
to a billion; so a template here is first read as a tree, and only the few kinds of nodes that documents need are let
through: a field, a loop over a list of the data, a condition, a handful of filters. No calls, no sums, no assignments,
no other files. What is rendered are plain dicts, lists and texts; length and time have an end.
"""

import time
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from jinja2 import Template, TemplateSyntaxError, nodes
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from gezien.documents.fields import Schema

ALLOWED = (
    *(nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Getattr, nodes.Getitem, nodes.Const),
    *(nodes.For, nodes.If, nodes.CondExpr, nodes.Not, nodes.And, nodes.Or, nodes.Compare, nodes.Operand),
    nodes.Filter,
)
FILTERS = ("upper", "lower", "capitalize", "trim", "length", "default", "first", "last")
LOOP = {"index": None, "first": None, "last": None, "length": None}
MOST_NESTED = 4  # loops within loops
MOST_CHARACTERS = 4_000_000  # of one part of a document
MOST_SECONDS = 10.0


class WrongTemplate(Exception):
    """A template that is not used; `str()` says why in a sentence. `said`: the field or code it is about."""

    def __init__(self, sentence: str, said: str = "") -> None:
        super().__init__(sentence)
        self.said = said


class BoundedTemplate(Template):
    """Renders until it is long or late enough."""

    def render(self, *args: Any, **kwargs: Any) -> str:
        """The text; `WrongTemplate` when there is no end to it."""
        ends_at, size, parts = time.monotonic() + MOST_SECONDS, 0, []
        for part in self.generate(*args, **kwargs):
            size += len(part)
            if size > MOST_CHARACTERS or time.monotonic() > ends_at:
                raise WrongTemplate(_("With this template the document becomes too long."))
            parts.append(part)
        return "".join(parts)


class DocumentEnvironment(ImmutableSandboxedEnvironment):
    """Reads a template only when every node of it is allowed and, given a schema, every field known."""

    template_class = BoundedTemplate

    def __init__(self, schema: Schema | None = None) -> None:
        super().__init__(autoescape=True, cache_size=0)
        self.schema = schema
        self.globals.clear()
        self.filters = {name: self.filters[name] for name in FILTERS}
        self.tests.clear()

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        _require_allowed(tree)
        if self.schema is not None:
            _Checker(self.schema).body(tree.body)
        return tree

    def getattr(self, obj: Any, attribute: str) -> Any:
        """`row.goal` is the item of a dict, never an attribute."""
        return self.getitem(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """An item of a dict, or of a loop the few things it tells."""
        if isinstance(obj, dict):
            return obj[argument] if argument in obj else self.undefined(name=str(argument))
        if type(obj).__name__ == "LoopContext" and argument in LOOP:
            return getattr(obj, argument)
        return self.undefined(name=str(argument))

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """None is."""
        return False


def _require_allowed(node: nodes.Node, loops: int = 0) -> None:
    if not isinstance(node, ALLOWED):
        word = type(node).__name__.lower()
        raise WrongTemplate(
            _(
                "A template may put fields in place, repeat (for) and leave out (if). This is something else: “%(word)s”."  # noqa: E501
            )
            % {"word": word},
            word,
        )
    if isinstance(node, nodes.Filter) and node.name not in FILTERS:
        raise WrongTemplate(_("The filter “%(name)s” is not known.") % {"name": node.name}, node.name)
    loops += isinstance(node, nodes.For)
    if loops > MOST_NESTED:
        raise WrongTemplate(_("There are too many repetitions inside each other."), "for")
    for child in node.iter_child_nodes():
        _require_allowed(child, loops)


class _Checker:
    """Walks through a template with the names that are known at each place."""

    def __init__(self, schema: Schema) -> None:
        self.scopes: list[Schema] = [schema]

    def body(self, body: list[nodes.Node]) -> None:
        """Everything in it, loops with their own names."""
        for node in body:
            self.node(node)

    def node(self, node: nodes.Node) -> None:
        """One node and what is in it."""
        if isinstance(node, nodes.For):
            self.loop(node)
        elif isinstance(node, nodes.Name | nodes.Getattr | nodes.Getitem):
            self.kind_of(node)
        else:
            self.body(list(node.iter_child_nodes()))

    def loop(self, node: nodes.For) -> None:
        """A loop goes over a list of the data; its item has that list's fields."""
        items = self.kind_of(node.iter)
        if not isinstance(items, list):
            path = ".".join(_path(node.iter))
            raise WrongTemplate(_("“%(field)s” is no list, so it cannot be repeated.") % {"field": path}, path)
        if not isinstance(node.target, nodes.Name):
            raise WrongTemplate(_("Repeat with one name: “for row in rows”."), "for")
        self.scopes.append({node.target.name: items[0], "loop": LOOP})
        if node.test:
            self.node(node.test)
        self.body(node.body)
        self.scopes.pop()
        self.body(node.else_)

    def kind_of(self, node: nodes.Node) -> Any:
        """What stands there: a dict, a list of one dict, or None for a text. `WrongTemplate` when nothing does."""
        path = list(_path(node))
        found: Any = self.lookup(path)
        for number, part in enumerate(path[1:], start=1):
            if not isinstance(found, dict) or part not in found:
                raise _unknown(".".join(path[: number + 1]))
            found = found[part]
        return found

    def lookup(self, path: list[str]) -> Any:
        """What the first name of a path is."""
        for scope in reversed(self.scopes):
            if path and path[0] in scope:
                return scope[path[0]]
        raise _unknown(".".join(path[:1]))


def _path(node: nodes.Node) -> Iterator[str]:
    """ "row.goal" as its parts."""
    if isinstance(node, nodes.Name):
        yield node.name
    elif isinstance(node, nodes.Getattr):
        yield from _path(node.node)
        yield node.attr
    elif isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Const) and isinstance(node.arg.value, str):
        yield from _path(node.node)
        yield node.arg.value
    else:
        raise WrongTemplate(_("Only fields can stand here."), type(node).__name__.lower())


def _unknown(field: str) -> WrongTemplate:
    return WrongTemplate(_("The field “%(field)s” is not known.") % {"field": field}, field)


__all__ = ["DocumentEnvironment", "SecurityError", "TemplateSyntaxError", "WrongTemplate"]
