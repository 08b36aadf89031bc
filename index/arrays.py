"""Reading the arrays and lists of an index version without trusting them.

A version's digests are checked by `verify`, not at every opening; what is read here is
therefore held to its kind and shape first. Nothing is ever unpickled.
"""

from __future__ import annotations

import json
from pathlib import Path
from tokenize import TokenError
from typing import TYPE_CHECKING, Any

from corpus.errors import IndexVersionError
from index.manifest import REBUILD

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


_UNREADABLE = (OSError, ValueError, EOFError, TypeError, ArithmeticError, SyntaxError, RecursionError)
"""What numpy raises, besides TokenError, for headers that nobody wrote."""


def read_array(
    folder: Path, name: str, *, kind: str = "iuf", axes: int = 1, length: int | None = None
) -> NDArray[Any]:
    """Map an array of a version's folder, read-only.

    Args:
        folder: The version.
        name: The array's name, without ".npy".
        kind: The kinds that its numbers may be of, as `numpy.dtype.kind` names them.
        axes: Its number of axes.
        length: Length of its first axis; None takes any.

    Raises:
        IndexVersionError: When it is missing, unreadable, or of another kind or shape.
    """
    import numpy as np

    try:
        # Mapped, then seen as a plain array: numpy's own class for maps costs 2 µs at every access.
        array: NDArray[Any] = np.asarray(np.load(folder / f"{name}.npy", "r", allow_pickle=False))
    except (*_UNREADABLE, TokenError) as error:
        raise damaged(folder, f"{name}.npy") from error
    if array.dtype.kind not in kind or array.ndim != axes or (length is not None and len(array) != length):
        raise damaged(folder, f"{name}.npy")
    return array


def read_starts(folder: Path, name: str, *, length: int, total: int) -> NDArray[np.int64]:
    """Map an array of places that rise from 0 to `total`, `length` of them.

    Raises:
        IndexVersionError: When it is anything else.
    """
    starts = read_array(folder, name, kind="i", length=length)
    if length < 1 or starts[0] != 0 or starts[-1] != total or bool((starts[1:] < starts[:-1]).any()):
        raise damaged(folder, f"{name}.npy")
    return starts


def read_codes(folder: Path, name: str, *, below: int, length: int | None = None) -> NDArray[np.int32]:
    """Map an array of numbers from 0 to below `below`.

    Raises:
        IndexVersionError: When it is anything else.
    """
    codes = read_array(folder, name, kind="i", length=length)
    if len(codes) and not (int(codes.min()) >= 0 and int(codes.max()) < below):
        raise damaged(folder, f"{name}.npy")
    return codes


def read_json(folder: Path, name: str) -> Any:  # noqa: ANN401 - JSON
    """Return what a JSON file of a version's folder holds.

    Raises:
        IndexVersionError: When it is missing or no JSON.
    """
    try:
        return json.loads((folder / name).read_bytes().decode("utf-8", "surrogatepass"))
    except (OSError, ValueError, RecursionError) as error:
        raise damaged(folder, name) from error


def read_names(folder: Path, name: str) -> list[str]:
    """Return a JSON file's list of strings.

    Raises:
        IndexVersionError: When it holds anything else.
    """
    names = read_json(folder, name)
    if not isinstance(names, list) or not all(type(one) is str for one in names):
        raise damaged(folder, name)
    return names


def write_json(folder: Path, name: str, value: object) -> None:
    """Write a value as JSON; ids may hold what UTF-8 cannot, so surrogates pass."""
    line = json.dumps(value, ensure_ascii=False)
    (folder / name).write_bytes(line.encode("utf-8", "surrogatepass"))


def damaged(folder: Path, name: str) -> IndexVersionError:
    """Return the error for a file that is not what it should be."""
    return IndexVersionError(f"Index version {folder.name}: {name} is damaged.", REBUILD)
