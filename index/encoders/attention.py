"""Fuses the attention of an exported graph into one operator a layer.

Exported step by step, attention writes and reads its scores (texts x heads x tokens x
tokens, more numbers than all else in a layer) once a step: product, scale, mask,
softmax, and with torch's fused form also a search for rows without any token.
onnxruntime's MultiHeadAttention goes over them once. Attention in a form that is not
recognised stays as it is.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import onnx

DOMAIN = "com.microsoft"
_MASK = "attention_mask"
_MASK32 = "attention_mask.int32"


@dataclass(slots=True)
class _Graph:
    """A graph with its nodes by what they give, and its constants."""

    nodes: dict[str, onnx.NodeProto] = field(default_factory=dict)
    constants: dict[str, onnx.TensorProto] = field(default_factory=dict)

    def above(self, node: onnx.NodeProto | None, at: int, kind: str) -> onnx.NodeProto | None:
        """Return the node of a kind that gives a node's input, or None."""
        found = self.nodes.get(node.input[at]) if node and at < len(node.input) else None
        return found if found is not None and found.op_type == kind else None

    def scalar(self, name: str) -> float | None:
        """Return the value of a constant of one number, or None."""
        from onnx import numpy_helper

        if name not in self.constants:
            return None
        value = numpy_helper.to_array(self.constants[name])
        return float(value.reshape(-1)[0]) if value.size == 1 else None


def fuse_attention(path: Path, heads: int) -> int:
    """Fuse the attention of an ONNX file, in place.

    Args:
        path: The file; its input "attention_mask" is 1 for a token and 0 for padding.
        heads: Attention heads of every layer.

    Returns:
        How many layers were fused.
    """
    import onnx
    from onnx import helper

    model = onnx.load(path)
    graph = _read(model.graph)
    fused = 0
    for node in model.graph.node:
        made = _fused(graph, node, heads)
        if made is not None:
            node.CopyFrom(made)
            fused += 1
    if not fused:
        return 0
    cast = helper.make_node("Cast", [_MASK], [_MASK32], to=onnx.TensorProto.INT32)
    kept = _needed([cast, *model.graph.node], {output.name for output in model.graph.output})
    del model.graph.node[:]
    model.graph.node.extend(kept)
    if not any(entry.domain == DOMAIN for entry in model.opset_import):
        model.opset_import.append(helper.make_opsetid(DOMAIN, 1))
    onnx.save(model, path)
    return fused


def _read(graph: onnx.GraphProto) -> _Graph:
    read = _Graph(constants={tensor.name: tensor for tensor in graph.initializer})
    for node in graph.node:
        read.nodes.update(dict.fromkeys(node.output, node))
        if node.op_type == "Constant" and node.attribute[0].name == "value":
            read.constants[node.output[0]] = node.attribute[0].t
    return read


def _fused(graph: _Graph, last: onnx.NodeProto, heads: int) -> onnx.NodeProto | None:
    """Return the operator that stands for the attention which a Reshape ends, or None.

    The form is softmax(q k' * scale + mask) v, its heads split off and joined by Reshape and Transpose.
    """
    from onnx import helper

    if last.op_type != "Reshape":
        return None
    weighed = graph.above(graph.above(last, 0, "Transpose"), 0, "MatMul")
    masked = graph.above(graph.above(weighed, 0, "Softmax"), 0, "Add")
    scaled = graph.above(masked, 0, "Mul")
    product = graph.above(scaled, 0, "MatMul")
    if weighed is None or scaled is None or product is None:
        return None
    split = [_split(graph, product, 0), _split(graph, product, 1), _split(graph, weighed, 1)]
    scale = graph.scalar(scaled.input[1])
    if scale is None or None in split:
        return None
    return helper.make_node(
        "MultiHeadAttention",
        [*(name or "" for name in split), "", _MASK32],
        list(last.output),
        name=last.name,
        domain=DOMAIN,
        num_heads=heads,
        scale=scale,
    )


def _split(graph: _Graph, node: onnx.NodeProto, at: int) -> str | None:
    """Return what an operand was, `(texts, tokens, dim)`, before its heads were split off."""
    reshape = graph.above(graph.above(node, at, "Transpose"), 0, "Reshape")
    return reshape.input[0] if reshape is not None else None


def _needed(nodes: list[onnx.NodeProto], wanted: set[str]) -> list[onnx.NodeProto]:
    """Return the nodes that the wanted values hang on, in their order."""
    kept = []
    for node in reversed(nodes):
        if wanted & set(node.output):
            kept.append(node)
            wanted |= set(node.input)
    return kept[::-1]
