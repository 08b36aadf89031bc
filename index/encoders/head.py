"""Two small matrices, learned once, that make a frozen encoder's token vectors tell passages apart.

A packaged model may come with a head: what its layers give for a token, laid side by
side, times a matrix. One matrix makes the vectors of late interaction, the other turns
the mean of a text's tokens into its own vector. The encoder itself stays as it was. How
the matrices were learned, on what, and what they are worth: docs/quality.md;
`eval/head_training.py` makes them again.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.errors import ModelError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Matrix = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Head:
    """What is done to the layers of a token before they are compared."""

    tokens: Matrix
    """(width, kept): layers side by side to the vectors of late interaction; `kept` is a multiple of 8."""
    pooled: Matrix
    """(width, dim): the mean of a text's layers to its own vector."""


def read_head(name: str, sha256: str) -> Head:
    """Return a head that ships with the encoders.

    Args:
        name: Its file beside this module, safetensors with the half-precision matrices "tokens" and "pooled".
        sha256: Digest of the file, hexadecimal.

    Raises:
        ModelError: When the file is missing or is not the one it should be.
    """
    import hashlib

    import numpy as np
    from safetensors.numpy import load

    try:
        data = resources.files("index.encoders").joinpath(name).read_bytes()
    except OSError as error:
        raise ModelError(f"The encoder's head {name} is missing.", "Install Footnoted again.") from error
    found = hashlib.sha256(data).hexdigest()
    if found != sha256:
        raise ModelError(
            f"The encoder's head {name} is refused: its digest is {found[:12]}… and not {sha256[:12]}….",
            "Install Footnoted again.",
        )
    matrices = load(data)
    return Head(matrices["tokens"].astype(np.float32), matrices["pooled"].astype(np.float32))


def write_head(head: Head, path: Path) -> None:
    """Write a head as `read_head` reads it, in half precision."""
    import numpy as np
    from safetensors.numpy import save_file

    matrices = {"tokens": head.tokens, "pooled": head.pooled}
    save_file({name: np.ascontiguousarray(one, dtype=np.float16) for name, one in matrices.items()}, path)
