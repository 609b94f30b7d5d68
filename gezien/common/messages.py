"""The catalogues: English in code and templates, Dutch in `gezien/<app>/locale/nl/LC_MESSAGES/django.po`.

    python -m gezien.common.messages compile   write the .mo files that run
    python -m gezien.common.messages update    add new texts to the .po files, drop the ones no longer used
    python -m gezien.common.messages check     name every text without (correct) Dutch

All three take app names to limit them to. No gettext tools are needed: Babel reads and writes catalogues, Django's own
`templatize` reads templates. `nl` is complete for each app in itself; `nl_BE` holds only what a Flemish school calls
otherwise.
"""

import argparse
import io
import os
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages import Catalog
from babel.messages.catalog import Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent.parent
COMPLETE = "nl"
VARIANTS = ["nl_BE"]
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
HEADER = """\
msgid ""
msgstr ""
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

"""
PLACEHOLDER = re.compile(r"%\(\w+\)[sdif]|%[sdif]|\{\w+\}")

type Key = tuple[str, str]  # context ("" when there is none), English text


@dataclass(frozen=True)
class App:
    """One app's sources and catalogues. The project's own templates belong to `common`."""

    name: str
    root: Path = ROOT

    @property
    def folder(self) -> Path:
        """Where the app lives."""
        return self.root / "gezien" / self.name

    def catalogue(self, language: str) -> Path:
        """The .po file of a language; it need not exist."""
        return self.folder / "locale" / language / "LC_MESSAGES" / "django.po"

    def sources(self) -> Iterator[Path]:
        """Every file that may hold texts for the screen."""
        yield from (path for path in sorted(self.folder.rglob("*.py")) if "migrations" not in path.parts)
        yield from sorted(path for path in self.folder.rglob("*") if _is_template(path))
        if self.name == "common":
            yield from sorted((self.root / "templates").rglob("*.html"))


def _is_template(path: Path) -> bool:
    return "templates" in path.parts and path.suffix in {".html", ".txt", ".svg"}


def apps(names: list[str] | None = None, root: Path = ROOT) -> list[App]:
    """The named apps, or all."""
    found = [App(path.name, root) for path in sorted((root / "gezien").iterdir()) if (path / "apps.py").exists()]
    if unknown := set(names or []) - {app.name for app in found}:
        raise SystemExit(f"No such app: {', '.join(sorted(unknown))}")
    return [app for app in found if not names or app.name in names]


def key_of(message: Message) -> Key:
    """What identifies a text within a catalogue."""
    return (message.context or "", forms(message.id)[0])


def forms(text: object) -> list[str]:
    """The one text, or singular and plural."""
    return [str(form) for form in text] if isinstance(text, (tuple, list)) else [str(text or "")]


def extracted(app: App) -> Catalog:
    """All texts of an app, as its sources have them now."""
    catalogue = Catalog()
    for path in app.sources():
        source = path.read_text(encoding="utf-8")
        if path.suffix != ".py":
            # Indentation means nothing in a template and would stop Python's tokenizer.
            source = "\n".join(line.strip() for line in templatize(source).splitlines())
        stream = io.BytesIO(source.encode())
        for line, text, comments, context in extract("python", stream, KEYWORDS, ["Translators:"]):
            location = (path.relative_to(app.root).as_posix(), line)
            catalogue.add(text, None, [location], auto_comments=comments, context=context)
    return catalogue


def stored(path: Path, language: str) -> Catalog:
    """A catalogue as it lies on disk; empty when there is none yet."""
    if not path.exists():
        return Catalog(locale=language)
    with path.open("rb") as file:
        return read_po(file, locale=language, charset="utf-8", abort_invalid=True)


def translated(message: Message | None) -> bool:
    """Whether every form has a text and nobody marked it as a guess."""
    if message is None or message.fuzzy:
        return False
    return all(forms(message.string))


# --- compile ----------------------------------------------------------------------------------------------------------


def compile_app(app: App) -> int:
    """Write the .mo files of an app whose contents changed; returns how many."""
    written = 0
    for language in [COMPLETE, *VARIANTS]:
        path = app.catalogue(language)
        if not path.exists():
            continue
        buffer = io.BytesIO()
        write_mo(buffer, stored(path, language))
        target = path.with_suffix(".mo")
        if not target.exists() or target.read_bytes() != buffer.getvalue():
            temporary = target.with_suffix(f".{os.getpid()}.tmp")
            temporary.write_bytes(buffer.getvalue())
            temporary.replace(target)
            written += 1
    return written


# --- update -----------------------------------------------------------------------------------------------------------


def update_app(app: App) -> int:
    """Bring the .po files of an app in line with its sources; returns how many texts still have no Dutch."""
    wanted = extracted(app)
    missing = 0
    for language in [COMPLETE, *VARIANTS]:
        path = app.catalogue(language)
        old = stored(path, language)
        fresh = Catalog(locale=language)
        for message in wanted:
            if not message.id:
                continue
            known = _find(old, message)
            if known is None and language != COMPLETE:
                continue
            missing += language == COMPLETE and not translated(known)
            fresh.add(
                message.id,
                _string_of(known, message),
                message.locations,
                message.flags | ({"fuzzy"} if known is not None and known.fuzzy else set()),
                auto_comments=message.auto_comments,
                user_comments=known.user_comments if known is not None else (),
                context=message.context,
            )
        if len(fresh) or path.exists():
            _write(path, fresh, language)
    return missing


def _find(catalogue: Catalog, message: Message) -> Message | None:
    return catalogue.get(key_of(message)[1], message.context)


def _string_of(known: Message | None, message: Message) -> str | tuple[str, ...]:
    found = forms(known.string) if known is not None and known.pluralizable == message.pluralizable else ["", ""]
    return tuple(found) if message.pluralizable else found[0]


def _write(path: Path, catalogue: Catalog, language: str) -> None:
    buffer = io.BytesIO()
    write_po(buffer, catalogue, width=110, omit_header=True, sort_output=True, include_lineno=False)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(HEADER.format(language=language) + buffer.getvalue().decode().strip() + "\n", encoding="utf-8")


# --- check ------------------------------------------------------------------------------------------------------------


def problems(app: App) -> list[str]:
    """What is wrong with an app's catalogues, one line each."""
    wanted = {key_of(message): message for message in extracted(app) if message.id}
    found = []
    for language in [COMPLETE, *VARIANTS]:
        try:
            catalogue = stored(app.catalogue(language), language)
        except Exception as error:  # noqa: BLE001 - Babel raises several kinds; the reader needs file and reason
            found.append(f"{app.name} {language}: cannot be read: {error}")
            continue
        have = {key_of(message): message for message in catalogue if message.id}
        for key, message in wanted.items():
            if key in have or language == COMPLETE:
                found += [f"{app.name} {language}: {what}: {key[1]!r}" for what in _faults(message, have.get(key))]
        found += [f"{app.name} {language}: no longer used: {key[1]!r}" for key in have if key not in wanted]
    return found


def _faults(wanted: Message, have: Message | None) -> Iterator[str]:
    """What is wrong with one translation."""
    if have is None:
        yield "not in the catalogue"
    elif have.fuzzy:
        yield "marked as fuzzy"
    elif not translated(have):
        yield "without Dutch"
    elif wanted.pluralizable != have.pluralizable:
        yield "singular and plural differ from the source"
    elif not _same_placeholders(wanted, have):
        yield "placeholders differ"


def _same_placeholders(wanted: Message, have: Message) -> bool:
    """The Dutch uses the placeholders of the English; in a plural the singular may leave the number out."""
    english, dutch = _placeholders(forms(wanted.id)[-1]), [_placeholders(form) for form in forms(have.string)]
    return dutch[-1] == english and all(set(form) <= set(english) for form in dutch)


def _placeholders(text: str) -> list[str]:
    return sorted(PLACEHOLDER.findall(text.replace("%%", "")))


def conflicts(chosen: list[App]) -> list[str]:
    """Texts that two apps translate differently: Django keeps one of the two for both, so one needs a context."""
    seen: dict[Key, tuple[str, object]] = {}
    found = []
    for app in chosen:
        for message in stored(app.catalogue(COMPLETE), COMPLETE):
            if not message.id or not translated(message):
                continue
            name, string = seen.setdefault(key_of(message), (app.name, message.string))
            if string != message.string:
                found.append(f"{name} and {app.name} differ: {message.id!r}: {string!r} and {message.string!r}")
    return found


def main(arguments: list[str] | None = None) -> int:
    """Run one of the three; returns the exit code."""
    parser = argparse.ArgumentParser(prog="messages", description="The catalogues of screen texts.")
    parser.add_argument("task", choices=["compile", "update", "check"])
    parser.add_argument("apps", nargs="*", help="only these apps")
    options = parser.parse_args(arguments)
    chosen = apps(options.apps)
    if options.task == "compile":
        print(f"{sum(compile_app(app) for app in chosen)} catalogues compiled")
    elif options.task == "update":
        print(f"{sum(update_app(app) for app in chosen)} texts without Dutch")
    else:
        found = [problem for app in chosen for problem in problems(app)] + conflicts(chosen)
        print("\n".join(found) or "every text has its Dutch")
        return min(len(found), 1)
    return 0


if __name__ == "__main__":
    sys.exit(main())
