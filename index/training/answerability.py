"""Learns the answer reader: a small network over token vectors that the index keeps anyway.

From questions whose evidence is known and questions without an answer, with the passages
that the search itself brings first: those that hold evidence answer, all others are the
near misses that the reader will be asked about.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.progress import Progress, no_progress
from index.answerability import (
    BESIDE,
    BEST,
    DENSE,
    HEADS,
    NORMS,
    NOTE,
    SCALE,
    TOLD,
    AnswerReader,
    Reading,
)
from index.networks import in_half_precision
from index.training.drawing import drawn_batches

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from torch import Tensor, nn

    Matrix = NDArray[np.float32]

_PLACES = 5
_NONE = -1e4
"""Added to what must not be looked at."""
_POOL = 20
"""Batches whose examples are sorted by length together."""


@dataclass(frozen=True, slots=True)
class AnswerSettings:
    """What shapes a reader."""

    dim: int = 64
    """Numbers a token is compared in; a multiple of HEADS."""
    epochs: int = 4
    batch: int = 48
    rate: float = 1e-3
    """AdamW's step; it rises over the first 100 steps and falls to 0."""
    decay: float = 0.05
    drop: float = 0.2
    drop_asked: float = 0.1
    """Share of the vectors' numbers that are left out."""
    soft: float = 0.02
    """How far from 0 and 1 the targets stay, for labels err."""
    seed: int = 0


@dataclass(frozen=True, slots=True)
class AnswerExample:
    """A question, a passage, and whether this answers that."""

    pair: Reading
    answers: bool
    weight: float = 1.0


def learn_answer_reader(
    examples: Sequence[AnswerExample],
    settings: AnswerSettings | None = None,
    progress: Progress = no_progress,
) -> AnswerReader:
    """Learn a reader.

    Args:
        examples: Some thousand, of both kinds.
        settings: What shapes it.
        progress: Told how many epochs are done; may raise Cancelled.
    """
    import torch

    settings = settings or AnswerSettings()
    torch.set_num_threads(1)
    torch.manual_seed(settings.seed)
    net = _network(examples[0].pair.asked.shape[1], settings.dim)
    parameters = list(net.parameters())
    steps = torch.optim.AdamW(parameters, lr=settings.rate, weight_decay=settings.decay)
    draw, done = random.Random(settings.seed), 0
    lengths = [len(one.pair.codes) for one in examples]
    whole = settings.epochs * -(-len(examples) // settings.batch)
    for epoch in range(settings.epochs):
        progress("learning to tell answers", epoch, settings.epochs)
        for rows in drawn_batches(lengths, settings.batch, draw, pool=_POOL):
            done += 1
            for one in steps.param_groups:
                one["lr"] = settings.rate * min(1.0, done / 100) * max(0.02, 1.0 - done / whole)
            loss = _loss(net, [examples[row] for row in rows], settings)
            steps.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(parameters, 1.0)
            steps.step()
    return AnswerReader({name: value.detach().numpy() for name, value in net.state_dict().items()})


def write_answer_reader(reader: AnswerReader) -> bytes:
    """Return a reader as the file that ships, in half precision."""
    return in_half_precision(reader.weights)


def logits(net: nn.ModuleDict, pairs: Sequence[Reading], settings: AnswerSettings | None = None) -> Tensor:
    """Return (n,) log odds; with settings as while learning, some of the numbers left out.

    The same as `AnswerReader.logit` gives one by one.
    """
    import torch
    from torch.nn import functional

    drop, drop_asked = (settings.drop, settings.drop_asked) if settings else (0.0, 0.0)

    def dropped(rows: Tensor, share: float = drop) -> Tensor:
        return functional.dropout(rows, share) if share else rows

    asked, shares, said, places, there, here = _padded(pairs)
    sims = asked @ said.transpose(1, 2)
    question = dropped(_gelu(net["asked"](dropped(asked, drop_asked) * SCALE)))
    passage = dropped(_gelu(net["said"](dropped(said, drop_asked) * SCALE) + net["place"](places)))
    prior = net.sharp.view(1, HEADS, 1, 1) * sims[:, None]
    prior = prior + net.near[:, places].permute(1, 0, 2)[:, :, None] + _hidden(there)
    ask, key, value = map(_heads, (net["ask"](question), net["key"](passage), net["value"](passage)))
    found = _joined(_attended(ask, key, value, prior))
    inside = there & ((places == BEST) | (places == BESIDE) | (places == NOTE))
    near = sims.masked_fill(~inside[:, None], -1.0).amax(2)
    top = sims.masked_fill(~there[:, None], -1.0).amax(2)
    told = torch.stack([near, top, shares * SCALE, shares.clamp(min=1e-3).log()], -1)
    rows = dropped(_gelu(net["mix"](torch.cat([question, found, question * found, told], -1))))
    ask, key, value = map(_heads, net["qkv"](net["norm1"](rows)).chunk(3, -1))
    rows = rows + dropped(net["o"](_joined(_attended(ask, key, value, _hidden(here)))))
    rows = rows + dropped(net["narrow"](dropped(_gelu(net["wide"](net["norm2"](rows))))))
    own = shares[..., None] / shares.sum(1)[:, None, None]
    most = rows.masked_fill(~here[..., None], _NONE).amax(1)
    sums = [(near * shares).sum(1, keepdim=True), (top * shares).sum(1, keepdim=True)]
    summed = dropped(net["norm3"](torch.cat([(rows * own).sum(1), most, *sums], -1)))
    made: Tensor = net["last"](_gelu(net["join"](summed)))[:, 0]
    return made


def _network(width: int, dim: int) -> nn.ModuleDict:
    import torch
    from torch import nn

    sizes = {
        "asked": (width, dim),
        "said": (width, dim),
        "ask": (dim, dim),
        "key": (dim, dim),
        "value": (dim, dim),
        "mix": (3 * dim + TOLD, dim),
        "qkv": (dim, 3 * dim),
        "o": (dim, dim),
        "wide": (dim, 2 * dim),
        "narrow": (2 * dim, dim),
        "join": (2 * dim + 2, dim),
        "last": (dim, 1),
    }
    parts: dict[str, nn.Module] = {name: nn.Linear(*sizes[name]) for name in DENSE}
    parts |= {name: nn.LayerNorm(2 * dim + 2 if name == "norm3" else dim) for name in NORMS}
    net = nn.ModuleDict({**parts, "place": nn.Embedding(_PLACES, dim)})
    # It begins as late interaction does: with the tokens of the highest cosine, in the best sentence.
    net.register_parameter("sharp", nn.Parameter(torch.linspace(4.0, 16.0, HEADS)))
    begin = torch.tensor([0.0, -1.0, -1.0, -2.0, -1.0])
    net.register_parameter("near", nn.Parameter(begin[None].repeat(HEADS, 1)))
    return net


def _loss(net: nn.ModuleDict, examples: Sequence[AnswerExample], settings: AnswerSettings) -> Tensor:
    import torch
    from torch.nn import functional

    targets = torch.tensor([float(one.answers) for one in examples]) * (1 - 2 * settings.soft) + settings.soft
    weights = torch.tensor([one.weight for one in examples])
    found = logits(net, [one.pair for one in examples], settings)
    losses = functional.binary_cross_entropy_with_logits(found, targets, reduction="none")
    return (losses * weights).sum() / weights.sum()


def _padded(pairs: Sequence[Reading]) -> tuple[Tensor, ...]:
    """Return both sides' tokens, shares and places, filled up to the longest, and which of them are real."""
    import numpy as np
    import torch

    longest, most = max(len(one.asked) for one in pairs), max(len(one.said) for one in pairs)
    width = pairs[0].asked.shape[1]
    asked, said = (np.zeros((len(pairs), size, width), np.float32) for size in (longest, most))
    shares, places = np.zeros((len(pairs), longest), np.float32), np.zeros((len(pairs), most), np.int64)
    here, there = np.zeros((len(pairs), longest), bool), np.zeros((len(pairs), most), bool)
    for at, one in enumerate(pairs):
        n, m = len(one.asked), len(one.codes)
        asked[at, :n], shares[at, :n], here[at, :n] = one.asked, one.weights, True
        said[at, :m], places[at, :m], there[at, :m] = one.said, one.places, True
    return tuple(map(torch.from_numpy, (asked, shares, said, places, there, here)))


def _attended(ask: Tensor, key: Tensor, value: Tensor, prior: Tensor) -> Tensor:
    from torch.nn import functional

    made: Tensor = functional.scaled_dot_product_attention(ask, key, value, attn_mask=prior)
    return made


def _hidden(real: Tensor) -> Tensor:
    """Return (batch, 1, 1, tokens): 0 where there is a token, else so little that it is not looked at."""
    import torch

    return torch.zeros(real.shape[0], 1, 1, real.shape[1]).masked_fill(~real[:, None, None], _NONE)


def _heads(rows: Tensor) -> Tensor:
    return rows.view(rows.shape[0], rows.shape[1], HEADS, -1).transpose(1, 2)


def _joined(heads: Tensor) -> Tensor:
    return heads.transpose(1, 2).flatten(2)


def _gelu(rows: Tensor) -> Tensor:
    from torch.nn import functional

    made: Tensor = functional.gelu(rows, approximate="tanh")
    return made
