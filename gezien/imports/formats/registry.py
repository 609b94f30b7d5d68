"""Every kind of file that can be imported."""

from gezien.imports.formats.base import Format
from gezien.imports.formats.edexml.format import EDEXML
from gezien.imports.formats.results.format import RESULTS

FORMATS: dict[str, Format] = {one.kind: one for one in (EDEXML, RESULTS)}
