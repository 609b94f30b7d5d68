"""What many screens ask for at the same moment is made once: the first makes it, the others wait and get the same."""

import threading
import time
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Any

SECONDS, MOST = 10.0, 200
PATIENCE = 5.0  # seconds that one waits for who makes it


@dataclass
class _Entry[T]:
    began: float
    lock: threading.Lock = field(default_factory=threading.Lock)
    made: list[T] = field(default_factory=list)  # one, once it is there


class Once[T]:
    """Values by key, of this process and for some seconds. A key must say everything the value depends on: also what
    the reader may see, and after which change it is asked for.
    """

    def __init__(self, seconds: float = SECONDS, most: int = MOST, patience: float = PATIENCE):
        self.seconds, self.most, self.patience = seconds, most, patience
        self.lock = threading.Lock()
        self.entries: dict[Hashable, _Entry[T]] = {}

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """The value of a key; what `make` raises is kept for nobody. Who waited long enough makes it alone."""
        with self.lock:
            self._forget()
            entry = self.entries.setdefault(key, _Entry(time.monotonic()))
        if not entry.lock.acquire(timeout=self.patience):
            return make()
        try:
            if not entry.made:
                entry.made.append(make())
            return entry.made[0]
        finally:
            entry.lock.release()

    def _forget(self) -> None:
        oldest: Any = next(iter(self.entries), None)
        while oldest is not None and (
            len(self.entries) >= self.most or time.monotonic() - self.entries[oldest].began > self.seconds
        ):
            del self.entries[oldest]
            oldest = next(iter(self.entries), None)
