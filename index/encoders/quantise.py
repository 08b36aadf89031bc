"""Puts a packed model's own 4-bit weights back into the graph exported from it.

torch exports dense float32 weights: 470 MB, 0.9 s to load. The blocks of 32 that they
came from are the very format of onnxruntime's MatMulNBits and GatherBlockQuantized,
so the graph gets them back unchanged: 75 MB, 0.2 s to load. No weight is quantised a
second time.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.errors import ModelError
from index.encoders.packed import BLOCK, PackedModel, Q4Matrix

if TYPE_CHECKING:
    import numpy as np
    import onnx
    from numpy.typing import NDArray

_DOMAIN = "com.microsoft"
_INT8_ACTIVATIONS = 4
"""MatMulNBits' accuracy_level: activations in 8 bits, block by block; cosine to the dense model 0.9999.

With float32 activations (level 0) the blocks are spread out anew for every call, which a short
text does not pay back. Measured by processor time on a core with AVX512-VNNI: a question of 12
tokens 6.2 ms against 11.0, batches of 512 tokens 0.85 to 1.0 of level 0; on one with AMX too,
8 against 11 and 1.24. Dynamic int8 weights would be quicker still, but their cosine falls to
0.993."""


def restore_blocks(path: Path, packed: PackedModel) -> None:
    """Replace dense weights by their 4-bit blocks, in place.

    Args:
        path: An ONNX file exported from the packed model's dense weights.
        packed: The packed model.

    Raises:
        ModelError: When some matrix of the packed model is not found in the graph.
    """
    import onnx

    model = onnx.load(path)
    found = _match(model.graph, packed)
    replaced = _replace_nodes(model.graph, found)
    missing = set(packed.matrices) - {name for name, _ in replaced.values()}
    if missing:
        raise ModelError(
            f"The export lacks the matrix {min(missing)} of the packed weights.",
            "Install the versions of torch and transformers in constraints.txt.",
        )
    kept = [tensor for tensor in model.graph.initializer if tensor.name not in replaced]
    blocks = [tensor for name, matrix in replaced.values() for tensor in _block_tensors(name, matrix)]
    del model.graph.initializer[:]
    model.graph.initializer.extend([*kept, *blocks])
    if not any(entry.domain == _DOMAIN for entry in model.opset_import):
        model.opset_import.append(onnx.helper.make_opsetid(_DOMAIN, 1))
    onnx.save(model, path)


def _match(graph: onnx.GraphProto, packed: PackedModel) -> dict[str, tuple[str, Q4Matrix]]:
    """Return the packed matrix behind each dense tensor of the graph, as it is or transposed."""
    import numpy as np
    from onnx import numpy_helper

    known = {}
    for name, matrix in packed.matrices.items():
        dense = matrix.dense()
        known[_fingerprint(dense)] = (name, matrix)
        known[_fingerprint(np.ascontiguousarray(dense.T))] = (name, matrix)
    sizes = {matrix.halves.size for matrix in packed.matrices.values()}
    found = {}
    for tensor in graph.initializer:
        if len(tensor.dims) == 2 and tensor.dims[0] * tensor.dims[1] in sizes:
            match = known.get(_fingerprint(numpy_helper.to_array(tensor)))
            if match:
                found[tensor.name] = match
    return found


def _fingerprint(dense: NDArray[np.float32]) -> tuple[tuple[int, ...], bytes]:
    return dense.shape, hashlib.sha256(dense.tobytes()).digest()


def _replace_nodes(
    graph: onnx.GraphProto, found: dict[str, tuple[str, Q4Matrix]]
) -> dict[str, tuple[str, Q4Matrix]]:
    """Swap the nodes that read the found tensors; return the tensors that nobody reads any more."""
    replaced = {}
    for node in graph.node:
        for tensor in set(node.input) & set(found):
            name, matrix = found[tensor]
            if node.op_type == "Gather" and node.input[0] == tensor:
                node.CopyFrom(_gather(name, node))
            elif node.op_type == "MatMul" and node.input[1] == tensor:
                node.CopyFrom(_matmul(name, matrix, node))
            else:
                continue
            replaced[tensor] = found[tensor]
    still_read = {tensor for node in graph.node for tensor in node.input}
    return {tensor: match for tensor, match in replaced.items() if tensor not in still_read}


def _gather(name: str, node: onnx.NodeProto) -> onnx.NodeProto:
    from onnx import helper

    return helper.make_node(
        "GatherBlockQuantized",
        [f"{name}.blocks", node.input[1], f"{name}.scales"],
        list(node.output),
        domain=_DOMAIN,
        bits=4,
        block_size=BLOCK,
        gather_axis=0,
        quantize_axis=1,
    )


def _matmul(name: str, matrix: Q4Matrix, node: onnx.NodeProto) -> onnx.NodeProto:
    from onnx import helper

    rows, columns = matrix.halves.shape
    return helper.make_node(
        "MatMulNBits",
        [node.input[0], f"{name}.blocks", f"{name}.scales"],
        list(node.output),
        domain=_DOMAIN,
        K=columns,
        N=rows,
        bits=4,
        block_size=BLOCK,
        accuracy_level=_INT8_ACTIVATIONS,
    )


def _block_tensors(name: str, matrix: Q4Matrix) -> list[onnx.TensorProto]:
    """Return a matrix's blocks (two weights a byte, the earlier one low) and its float32 scales."""
    import numpy as np
    from onnx import numpy_helper

    pairs = matrix.halves[:, 0::2] | (matrix.halves[:, 1::2] << 4)
    scales = matrix.scales.astype(np.float32)
    if name != "emb.word":
        rows, blocks = scales.shape
        pairs, scales = pairs.reshape(rows, blocks, BLOCK // 2), scales.reshape(-1)
    return [
        numpy_helper.from_array(pairs, f"{name}.blocks"),
        numpy_helper.from_array(scales, f"{name}.scales"),
    ]
