"""EDEXML files for tests, written from a few words.

edexml(pupil("1", roepnaam="Noor", groep="5b"), groups=[group("5b", "5b", "5")])
"""

from pathlib import Path

NUMBER = "00TS"


def edexml(
    *pupils: str, groups: list[str] | None = None, teachers: str = "", year: str = "2026-2027", **school: str
) -> str:
    """A whole file; with two groups its first pupil stands at line 7. `school`: elements of <school>, not the BRIN."""
    locations = school.pop("locations", "")
    head = "".join(f"<{name}>{text}</{name}>" for name, text in (school or {"brincode": NUMBER}).items())
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<EDEX xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><school><schooljaar>{year}</schooljaar>{head}</school>',
        f"<vestigingen>{locations}</vestigingen>" if locations else "",
        "<groepen>",
        *(groups if groups is not None else [group("5b", "5b", "5"), group("6", "6", "6")]),
        "</groepen><leerlingen>",
        *pupils,
        "</leerlingen>",
        f"<leerkrachten>{teachers}</leerkrachten>" if teachers else "",
        "</EDEX>",
    ]
    return "\n".join(line for line in lines if line)


def group(key: str, name: str, year_group: str = "") -> str:
    """A base class, or with no year group a composite group."""
    if year_group:
        return f'<groep key="{key}"><naam>{name}</naam><jaargroep>{year_group}</jaargroep></groep>'
    return f'<samengestelde_groep key="{key}"><naam>{name}</naam></samengestelde_groep>'


def pupil(
    key: str, roepnaam: str = "Noor", *, groep: str = "5b", plus: tuple = (), eckid: str = "", **elements: str
) -> str:
    """A pupil of group 5b with a birth date, unless said otherwise; an element that is None is left out."""
    elements = {
        "achternaam": "Vos",
        "roepnaam": roepnaam,
        "geboortedatum": "2017-05-04",
        "geslacht": "2",
        "jaargroep": "5",
        **{name.replace("__", "-"): text for name, text in elements.items()},
    }
    body = "".join(f"<{name}>{text}</{name}>" for name, text in elements.items() if text is not None)
    where = f'<groep key="{groep}"/>' if groep else ""
    composite = "".join(f'<samengestelde_groep key="{key}"/>' for key in plus)
    composite = f"<samengestelde_groepen>{composite}</samengestelde_groepen>" if plus else ""
    eck = f' eckid="{eckid}"' if eckid else ""
    return f'<leerling key="{key}"{eck}>{body}{where}{composite}</leerling>'


def teacher(key: str, name: str = "Kok", *groups: str, rol: str = "LRK", **elements: str) -> str:
    """Somebody of the staff with the groups they teach."""
    elements = {"achternaam": name, "roepnaam": "Iris", "rol": rol, **elements}
    body = "".join(f"<{tag}>{text}</{tag}>" for tag, text in elements.items() if text)
    taught = "".join(f'<groep key="{ref}"/>' for ref in groups)
    return f'<leerkracht key="{key}">{body}<groepen>{taught}</groepen></leerkracht>'


def write(folder: Path, content: str | bytes, name: str = "edex.xml") -> Path:
    """The file on disk."""
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path
