"""Invented scales for the demo's tests: a mean at each moment and one spread. No publisher's norms are in here."""

from bisect import bisect_left
from dataclasses import dataclass

MOMENTS = ["M3", "E3", "M4", "E4", "M5", "E5", "M6", "E6", "M7", "E7", "M8"]
FLEMISH_MOMENTS = ["M1", "B2", "M2", "B3", "M3"]
ROMAN_CUTS = [(0.8416, "I"), (0.2533, "II"), (-0.2533, "III"), (-0.8416, "IV")]  # five times 20 %
LETTER_CUTS = [(0.6745, "A"), (0.0, "B"), (-0.6745, "C"), (-1.2816, "D")]  # 25, 25, 25, 15, 10 %
AVI = ["Start", "M3", "E3", "M4", "E4", "M5", "E5", "M6", "E6", "M7", "E7", "Plus"]
MONTHS = dict(zip(MOMENTS, (5, 10, 15, 20, 25, 30, 35, 40, 45, 50, 55), strict=True))  # didactic age


@dataclass(frozen=True)
class Scale:
    """`means` from the first moment at which the test is taken; `spread` is one standard deviation."""

    code: str
    subject: str
    first: str
    means: tuple[int, ...]
    spread: int
    items: int
    letters: bool = False
    has_equivalents: bool = True
    moments: tuple[str, ...] = tuple(MOMENTS)

    def is_taken(self, moment: str) -> bool:
        """Whether pupils are old enough for this test."""
        return self.moments.index(moment) >= self.moments.index(self.first)

    def mean(self, moment: str) -> int:
        """The national mean at a moment at which the test is taken."""
        return self.means[self.moments.index(moment) - self.moments.index(self.first)]

    def level(self, z: float) -> str:
        """The level of a score this many standard deviations from the mean."""
        for bound, level in LETTER_CUTS if self.letters else ROMAN_CUTS:
            if z >= bound:
                return level
        return "E" if self.letters else "V"

    def functioning_level(self, figure: int) -> str:
        """The moment at which the average pupil has this score."""
        start = self.moments.index(self.first)
        place = bisect_left(self.means, figure)
        if 0 < place < len(self.means) and figure - self.means[place - 1] < self.means[place] - figure:
            place -= 1
        return self.moments[start + min(place, len(self.means) - 1)]


DUTCH = [
    Scale("lvs-begrijpend-lezen", "begrijpend-lezen", "E3", (113, 130, 143, 149, 157, 165, 172, 179, 186, 193), 16, 50),
    Scale("dmt", "technisch-lezen", "M3", (20, 32, 44, 53, 61, 68, 74, 79, 84, 88, 91), 13, 120, has_equivalents=False),
    Scale("lvs-spelling", "spelling", "M3", (120, 160, 190, 215, 238, 255, 270, 283, 295, 304, 312), 24, 50),
    Scale("lvs-rekenen", "rekenen", "M3", (100, 122, 140, 153, 166, 175, 186, 195, 206, 213, 222), 20, 60),
]
FLEMISH = [
    Scale("lvs-vclb-lezen", "begrijpend-lezen", "B2", (38, 46, 53, 60), 9, 40, True, False, tuple(FLEMISH_MOMENTS)),
    Scale("lvs-vclb-spelling", "spelling", "M1", (30, 40, 48, 55, 61), 9, 50, True, False, tuple(FLEMISH_MOMENTS)),
    Scale("lvs-vclb-wiskunde", "rekenen", "M1", (32, 43, 52, 60, 67), 10, 60, True, False, tuple(FLEMISH_MOMENTS)),
]


def avi_level(moment: str, z: float) -> str:
    """The reading level at which a pupil so far from the mean reads."""
    return AVI[min(max(round(AVI.index(moment if moment in AVI else "E7") + 1.4 * z), 0), len(AVI) - 1)]
