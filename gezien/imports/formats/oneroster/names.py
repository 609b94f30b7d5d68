"""Dutch and Flemish family names as international systems write them: the prefix in front, in one field."""

# fmt: off
PREFIXES = frozenset({
    "van", "de", "den", "der", "het", "'t", "ten", "ter", "te", "in", "op", "von", "le", "la", "du", "des", "d'",
    "l'", "el", "al", "aan", "bij", "onder", "over", "uit", "uyt", "voor", "tot", "'s",
})
# fmt: on
LENGTH = 20


def split_prefix(name: str) -> tuple[str, str]:
    """ "van der Berg" → ("van der", "Berg"). A name that begins with a capital has its prefix as a part of itself."""
    words = name.split()
    count = 0
    while count < len(words) - 1 and words[count] in PREFIXES:
        count += 1
    prefix = " ".join(words[:count])
    return (prefix, " ".join(words[count:])) if len(prefix) <= LENGTH else ("", name)
