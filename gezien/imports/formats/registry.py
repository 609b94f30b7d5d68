"""Every kind of file that can be imported."""

from gezien.imports.formats.base import Format
from gezien.imports.formats.edexml.format import EDEXML
from gezien.imports.formats.eduv.format import EDUV
from gezien.imports.formats.oneroster.format import ONEROSTER
from gezien.imports.formats.pupils.format import PUPILS
from gezien.imports.formats.results.format import RESULTS
from gezien.imports.formats.uwlr.format import UWLR

FORMATS: dict[str, Format] = {one.kind: one for one in (EDEXML, PUPILS, RESULTS, UWLR, EDUV, ONEROSTER)}
