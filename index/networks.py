"""What the small networks that ship have in common: how they are kept, and a softmax."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import resources
from typing import TYPE_CHECKING

from corpus.errors import ModelError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Matrix = NDArray[np.float32]

AGAIN = "Install Footnoted again."
"""What helps where a file of the project's own is not as it should be."""


def shipped_matrices(file: str, what: str) -> dict[str, Matrix]:
    """Return the matrices of a safetensors file that ships beside this module, by name.

    Args:
        file: Its name.
        what: What it is, as a message begins: "The aligner".

    Raises:
        ModelError: When it is missing or damaged.
    """
    from safetensors import SafetensorError
    from safetensors.numpy import load

    try:
        held: dict[str, Matrix] = load(resources.files("index").joinpath(file).read_bytes())
    except (OSError, SafetensorError) as error:
        raise ModelError(f"{what} {file} is missing or damaged.", AGAIN) from error
    return held


def in_half_precision(matrices: Mapping[str, Matrix]) -> bytes:
    """Return matrices as the safetensors file that ships."""
    import numpy as np
    from safetensors.numpy import save

    packed: bytes = save({name: value.astype(np.float16) for name, value in matrices.items()})
    return packed


def softmax(rows: Matrix) -> Matrix:
    """Return rows of numbers as shares that sum to 1 along the last axis."""
    import numpy as np

    powers = np.exp(rows - rows.max(-1, keepdims=True))
    made: Matrix = powers / powers.sum(-1, keepdims=True)
    return made
