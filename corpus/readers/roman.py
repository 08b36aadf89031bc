"""Small roman numerals, as word processors number the notes at a text's end."""

from __future__ import annotations

_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50}
_TENS = ("", "x", "xx", "xxx", "xl", "l", "lx", "lxx", "lxxx")
_ONES = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")


def roman_value(written: str) -> int:
    """Return the value of a small roman numeral below 90, 0 for what is none ("iix")."""
    values = [_VALUES[letter] for letter in written]
    total = sum(
        -value if value < after else value for value, after in zip(values, [*values[1:], 0], strict=True)
    )
    return total if 0 < total < 90 and _TENS[total // 10] + _ONES[total % 10] == written else 0
