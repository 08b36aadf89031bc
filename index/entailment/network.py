"""The reader's network in torch, written so that its graph is lean; export starts from it.

It computes what transformers' DebertaV2Model does (He et al. 2021, arXiv 2111.09543), to
which export holds it, in fewer operations: tables of positions are made once and hold
a column a distance, of which a pair takes as many as it needs (DebertaV2Model multiplies
with all 512 buckets and then looks those up), and what nothing reads of the last layer is
left out. In blocks of 8 bits a pair takes 50 ms of processor time against 60.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from index.entailment.reader import MAX_TOKENS
from index.entailment.weights import EPSILON, HEADS, HIDDEN, LAYERS, LINEAR, POSITIONS, REACH, ReaderWeights

if TYPE_CHECKING:
    Tensor = Any
    """A torch tensor; torch is not typed here."""

HEAD_SIZE = HIDDEN // HEADS
SCALE = 1.0 / math.sqrt(3 * HEAD_SIZE)
"""Scores are sums of three products: contents, content with position, position with content."""
NORMS = {"attended": "attention.output.LayerNorm", "outer": "output.LayerNorm"}
"""Normalisations by the matrix that they follow."""
HIDDEN_SCORE = -1e4
"""Score of a place where there is no token."""


def held_tensors(weights: ReaderWeights) -> dict[str, Tensor]:
    """Return the tensors of the graph by plain names."""
    import torch

    held: dict[str, Tensor] = {
        "words": torch.from_numpy(weights.words),
        "head_weight": torch.from_numpy(weights.head.T.copy()),
        "head_bias": torch.from_numpy(weights.bias),
    }

    def put(name: str, source: str) -> None:
        # Matrices are laid out as ONNX multiplies with them; vectors stay as they are.
        held[f"{name}_weight"] = torch.from_numpy(weights.tensors[f"{source}.weight"].T.copy())
        held[f"{name}_bias"] = torch.from_numpy(weights.tensors[f"{source}.bias"])

    put("words_norm", "embeddings.LayerNorm")
    rows = relative_rows(weights)
    for layer in range(LAYERS):
        for name, (place, _, _) in LINEAR.items():
            put(f"{layer}_{name}", f"encoder.layer.{layer}.{place}")
        for name, place in NORMS.items():
            put(f"{layer}_{name}_norm", f"encoder.layer.{layer}.{place}")
        for name in ("query", "key"):
            table = (_linear(held, f"{layer}_{name}", rows) * SCALE).view(-1, HEADS, HEAD_SIZE)
            held[f"{layer}_{name}_positions"] = table.permute(1, 2, 0).contiguous()
        # Columns are distances; a query's products are read from its far end.
        held[f"{layer}_key_positions"] = held[f"{layer}_key_positions"].flip(2).contiguous()
    return held


def relative_rows(weights: ReaderWeights) -> Tensor:
    """Return the vectors of distances, (2 * MAX_TOKENS - 1, HIDDEN) float32, leftmost first."""
    import torch
    from torch.nn import functional

    table, weight, bias = (
        torch.from_numpy(weights.tensors[f"encoder.{name}"])
        for name in ("rel_embeddings.weight", "LayerNorm.weight", "LayerNorm.bias")
    )
    rows = functional.layer_norm(table, (HIDDEN,), weight, bias, EPSILON)
    return rows[[POSITIONS + bucket(distance) for distance in range(1 - MAX_TOKENS, MAX_TOKENS)]]


def bucket(distance: int) -> int:
    """Return the bucket of a distance between tokens: exact up to half of them, logarithmic beyond."""
    half = POSITIONS // 2
    if abs(distance) <= half:
        return distance
    far = math.log(abs(distance) / half) / math.log((REACH - 1) / half) * (half - 1)
    return int(math.copysign(math.ceil(far) + half, distance))


def logits(held: Mapping[str, Tensor], weights: ReaderWeights, ids: Tensor, mask: Tensor) -> Tensor:
    """Return (texts, 3) logits of (texts, tokens) ids, of which the mask is 1 where there is a token."""
    rows = (held["words"][ids].float() - float(weights.zero)) * weights.scale
    rows = _norm(held, "words", rows)
    hidden = (1.0 - mask.float())[:, None, None, :] * HIDDEN_SCORE
    for layer in range(LAYERS):
        met = _attend(held, layer, rows, hidden)
        if layer == LAYERS - 1:  # only the first token's vector is read
            met, rows = met[:, :1], rows[:, :1]
        rows = _norm(held, f"{layer}_attended", rows + _linear(held, f"{layer}_attended", met))
        inner = _gelu(_linear(held, f"{layer}_inner", rows))
        rows = _norm(held, f"{layer}_outer", rows + _linear(held, f"{layer}_outer", inner))
    return _linear(held, "head", rows[:, 0])


def _attend(held: Mapping[str, Tensor], layer: int, rows: Tensor, hidden: Tensor) -> Tensor:
    """Return what each token takes from the others, (texts, tokens, HIDDEN)."""
    query, key, value = (
        _linear(held, f"{layer}_{name}", rows).unflatten(2, (HEADS, HEAD_SIZE)).transpose(1, 2)
        for name in ("query", "key", "value")
    )
    tokens = rows.size(1)
    # Of the tables' 2 * MAX_TOKENS - 1 distances those that occur among so many tokens.
    near = slice(MAX_TOKENS - tokens, MAX_TOKENS - 1 + tokens)
    scores = query @ key.transpose(2, 3) * SCALE
    scores = scores + by_place(query @ held[f"{layer}_key_positions"][:, :, near])
    scores = scores + by_place(key @ held[f"{layer}_query_positions"][:, :, near]).transpose(2, 3)
    return ((scores + hidden).softmax(-1) @ value).transpose(1, 2).flatten(2)


def by_place(products: Tensor) -> Tensor:
    """Return products by pair of tokens: row i of a (tokens, 2 * tokens - 1) matrix, i places to the left.

    Padded by one column and read as rows that are one column shorter, each row begins one place later
    than the one before (Dai et al. 2019, arXiv 1901.02860, appendix B).
    """
    from torch.nn import functional

    tokens = products.size(2)
    flat = functional.pad(products, (0, 1)).flatten(2)
    shifted = flat[:, :, tokens - 1 : tokens - 1 + tokens * (2 * tokens - 1)]
    return shifted.unflatten(2, (tokens, 2 * tokens - 1))[:, :, :, :tokens]


def _linear(held: Mapping[str, Tensor], name: str, rows: Tensor) -> Tensor:
    return rows @ held[f"{name}_weight"] + held[f"{name}_bias"]


def _norm(held: Mapping[str, Tensor], name: str, rows: Tensor) -> Tensor:
    from torch.nn import functional

    weight, bias = held[f"{name}_norm_weight"], held[f"{name}_norm_bias"]
    return functional.layer_norm(rows, (HIDDEN,), weight, bias, EPSILON)


def _gelu(rows: Tensor) -> Tensor:
    from torch.nn import functional

    return functional.gelu(rows)
