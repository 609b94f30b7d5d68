"""How often a supplier may knock: counted in the memory of the one process there is (decision 4)."""

import time

from django.core.cache import cache

MESSAGES = (120, 60)  # a supplier's messages, each so many seconds
MISTAKES = (20, 900)  # wrong secrets from one address for one name
LATER = 60  # seconds after which a supplier that found the school busy may come again


def exceeded(what: str, who: str, limit: tuple[int, int]) -> int:
    """Count one; returns in how many seconds to come back when that is too many, else 0."""
    often, seconds = limit
    now = time.time()
    key = f"limit:{what}:{who}:{int(now // seconds)}"
    cache.add(key, 0, seconds)
    try:
        count = cache.incr(key)
    except ValueError:  # pushed out of the cache between the two
        return 0
    return int(seconds - now % seconds) + 1 if count > often else 0


def reached(what: str, who: str, limit: tuple[int, int]) -> int:
    """Whether it is too many already, without counting; in how many seconds to come back, or 0."""
    often, seconds = limit
    now = time.time()
    count = cache.get(f"limit:{what}:{who}:{int(now // seconds)}", 0)
    return int(seconds - now % seconds) + 1 if count >= often else 0
