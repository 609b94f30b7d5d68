"""The school's letterhead as every document wants it."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Letterhead:
    """Name, a line below it, and the logo as PNG (b"" for none) with what it shows in words."""

    name: str
    address: str = ""
    logo: bytes = b""
    logo_alt: str = ""

    def for_typst(self) -> dict[str, Any]:
        """As the typst templates take it: a picture travels as numbers, for JSON knows no bytes."""
        return {"address": self.address, "logo": list(self.logo), "logo_alt": self.logo_alt or self.name}
