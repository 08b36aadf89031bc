"""A few things kept that were dear to make, the oldest given up for a new one."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Kept(Generic[K, V]):
    """Values by key, at most so many; several threads may ask at once."""

    def __init__(self, most: int) -> None:
        """Keep nothing yet.

        Args:
            most: How many values are kept, 1 or more.
        """
        self._most = most
        self._values: dict[K, V] = {}

    def get(self, key: K) -> V | None:
        """Return what is kept under a key, or None."""
        return self._values.get(key)

    def put(self, key: K, value: V) -> V:
        """Keep a value and return it; the oldest ones make room."""
        while len(self._values) >= self._most:
            # Another thread may have been as quick: then there is nothing to give up.
            self._values.pop(next(iter(self._values), key), None)
        self._values[key] = value
        return value

    def made(self, key: K, make: Callable[[], V]) -> V:
        """Return what is kept under a key, making it when it is not."""
        found = self._values.get(key)
        return self.put(key, make()) if found is None else found
