"""Every kind of file that can be imported."""

from gezien.imports.formats.base import Format
from gezien.imports.formats.edexml.format import EDEXML

FORMATS: dict[str, Format] = {one.kind: one for one in (EDEXML,)}
