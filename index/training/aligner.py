"""Learns an aligner: small matrices over a frozen encoder's layers, from pairs that are met or not."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.progress import Progress, no_progress
from index.aligner import AROUND, EXTRA, MAX_CLAIM, REACH, Aligner, Aligners, Meeting
from index.networks import in_half_precision

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from torch import Tensor, nn

    Matrix = NDArray[np.float32]

_TOLD = 7
"""Numbers a comparison gets beside the two tokens."""


@dataclass(frozen=True, slots=True)
class AlignerSettings:
    """What shapes an aligner."""

    dim: int = 96
    """Numbers a token is compared in."""
    axes: int = 256
    """Main axes of the layers that are learned from; what lies beyond them is left out."""
    hidden: int = 64
    epochs: int = 6
    batch: int = 32
    rate: float = 1.5e-3
    """AdamW's step; it rises over the first 100 steps and falls to 0."""
    decay: float = 0.03
    drop: float = 0.2
    soft: float = 0.03
    """How far from 0 and 1 the targets stay, for labels err."""
    seed: int = 0


@dataclass(frozen=True, slots=True)
class Example:
    """A pair with its truth."""

    pair: Meeting
    met: bool
    weight: float = 1.0


def learn_aligner(
    examples: Sequence[Example], settings: AlignerSettings | None = None, progress: Progress = no_progress
) -> Aligner:
    """Learn an aligner.

    Args:
        examples: Some hundred at least, of both kinds.
        settings: What shapes it.
        progress: Told how many epochs are done; may raise Cancelled.
    """
    import torch

    settings = settings or AlignerSettings()
    torch.set_num_threads(1)
    torch.manual_seed(settings.seed)
    mean, scale, axes = _main_axes(examples, settings.axes)
    pairs = [_reduced(one.pair, mean, scale, axes) for one in examples]
    net = _network(len(axes), settings)
    with torch.no_grad():
        for name, size in (("key", 1.0), ("value", 0.7)):
            net[name].weight.copy_(torch.eye(settings.dim, len(axes)) * size)
            net[name].bias.zero_()
    parameters = list(net.parameters())
    steps = torch.optim.AdamW(parameters, lr=settings.rate, weight_decay=settings.decay)
    groups = _groups(examples, settings.batch)
    draw, done = random.Random(settings.seed), 0
    for epoch in range(settings.epochs):
        progress("learning the aligner", epoch, settings.epochs)
        draw.shuffle(groups)
        for group in groups:
            done += 1
            fall = 1.0 - done / (1 + settings.epochs * len(groups))
            for one in steps.param_groups:
                one["lr"] = settings.rate * min(1.0, done / 100) * fall
            batch = _batch([pairs[at] for at in group], [examples[at] for at in group])
            loss = _loss(net, batch, settings)
            steps.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(parameters, 1.0)
            steps.step()
    held = {name: value.detach().numpy() for name, value in net.state_dict().items()}
    for name in ("key.weight", "value.weight"):
        held[name] = held[name] @ axes
    return Aligner({**held, "mean": mean, "scale": scale})


def write_aligners(aligners: Aligners) -> bytes:
    """Return aligners as one file, in half precision."""
    return in_half_precision(
        {
            f"{number}/{name}": value
            for number, member in enumerate(aligners.members)
            for name, value in member.weights.items()
        }
    )


def _reduced(pair: Meeting, mean: Matrix, scale: Matrix, axes: Matrix) -> Meeting:
    """Return a pair with its tokens along the main axes."""
    claim, source = (
        (((side - mean) / scale) @ axes.T).astype("float32") for side in (pair.claim[:MAX_CLAIM], pair.source)
    )
    return Meeting(claim, source, pair.inside, pair.extra)


def _main_axes(examples: Sequence[Example], count: int) -> tuple[Matrix, Matrix, Matrix]:
    """Return the layers' mean, spread, and whitened axes along which tokens differ most, `(count, width)`."""
    import numpy as np

    step = max(1, len(examples) // 1500)
    rows = np.concatenate([one.pair.claim for one in examples[::step]]).astype(np.float32)
    mean, scale = rows.mean(0), np.full(rows.shape[1], float(rows.std()), np.float32)
    rows = (rows - mean) / scale
    values, vectors = np.linalg.eigh(rows.T @ rows / len(rows))
    values, vectors = values[::-1][:count], vectors[:, ::-1][:, :count]
    axes = (vectors / np.sqrt(values + 1e-3 * values[0])).T
    return mean, scale, np.ascontiguousarray(axes, np.float32)


def _network(width: int, settings: AlignerSettings) -> nn.ModuleDict:
    from torch import nn

    dim, hidden = settings.dim, settings.hidden
    parts: dict[str, nn.Module] = {"key": nn.Linear(width, dim), "value": nn.Linear(width, dim)}
    for side in ("forth", "back"):
        parts[side] = nn.ModuleDict(
            {
                "1": nn.Linear(4 * dim + _TOLD, hidden),
                "2": nn.Linear(hidden, hidden),
                AROUND: nn.Linear((2 * REACH + 1) * hidden, hidden),
                "weigh": nn.Linear(hidden, 1),
            }
        )
    parts["joined"] = nn.Linear(6 * hidden + EXTRA, hidden)
    parts["last"] = nn.Linear(hidden, 1)
    net = nn.ModuleDict(parts)
    import torch

    net.register_parameter("sharpness", nn.Parameter(torch.tensor(8.0)))
    net.register_parameter("inside", nn.Parameter(torch.tensor(0.5)))
    return net


def _groups(examples: Sequence[Example], size: int) -> list[list[int]]:
    order = sorted(range(len(examples)), key=lambda at: len(examples[at].pair.source))
    return [order[at : at + size] for at in range(0, len(order), size)]


def _batch(pairs: Sequence[Meeting], examples: Sequence[Example]) -> dict[str, Tensor]:
    import numpy as np
    import torch

    claims, sources = [one.claim for one in pairs], [one.source for one in pairs]

    def padded(parts: Sequence[Matrix]) -> Tensor:
        longest = max(len(part) for part in parts)
        made = np.zeros((len(parts), longest, *parts[0].shape[1:]), np.float32)
        for at, part in enumerate(parts):
            made[at, : len(part)] = part
        return torch.from_numpy(made)

    return {
        "claim": padded(claims),
        "source": padded(sources),
        "inside": padded([one.inside for one in pairs]),
        "claim_mask": padded([np.ones(len(one), np.float32) for one in claims]),
        "source_mask": padded([np.ones(len(one), np.float32) for one in sources]),
        "extra": torch.from_numpy(np.stack([one.extra for one in pairs])),
        "met": torch.tensor([float(one.met) for one in examples]),
        "weight": torch.tensor([one.weight for one in examples]),
    }


def _loss(net: nn.ModuleDict, batch: dict[str, Tensor], settings: AlignerSettings) -> Tensor:
    from torch.nn import functional

    targets = batch["met"] * (1 - 2 * settings.soft) + settings.soft
    losses = functional.binary_cross_entropy_with_logits(
        _forward(net, batch, settings.drop), targets, reduction="none"
    )
    return (losses * batch["weight"]).sum() / batch["weight"].sum()


def _forward(net: nn.ModuleDict, batch: dict[str, Tensor], drop: float) -> Tensor:
    """Return log odds, `(n,)`: what `index.aligner` computes, in batches and with dropout."""
    import torch
    from torch.nn import functional

    sides = [functional.dropout(batch[name], drop / 2) for name in ("claim", "source")]
    keys = [functional.normalize(net["key"](side), dim=-1) for side in sides]
    values = [net["value"](side) for side in sides]
    likeness = keys[0] @ keys[1].transpose(1, 2)
    inside, everywhere = batch["inside"], torch.ones_like(batch["claim_mask"])
    masks = (batch["claim_mask"], batch["source_mask"])
    across = batch["extra"][:, 3]
    forth = _side(net, "forth", likeness, values, masks, (everywhere, inside), across, drop)
    # The best sentence stands first: what stands beside it does not look back.
    own = int(inside.sum(1).max())
    back = _side(
        net,
        "back",
        likeness[:, :, :own].transpose(1, 2),
        (values[1][:, :own], values[0]),
        (masks[1][:, :own] * inside[:, :own], masks[0]),
        (inside[:, :own], everywhere),
        across,
        drop,
    )
    joined = functional.silu(net["joined"](torch.cat([forth, back, batch["extra"]], -1)))
    return net["last"](functional.dropout(joined, drop))[:, 0]


def _side(
    net: nn.ModuleDict,
    name: str,
    likeness: Tensor,
    values: Sequence[Tensor],
    masks: Sequence[Tensor],
    flags: Sequence[Tensor],
    across: Tensor,
    drop: float,
) -> Tensor:
    import torch
    from torch.nn import functional

    here, there = flags
    hidden = -1e4 * (1 - masks[1][:, None, :])
    looks = torch.softmax(likeness * net.sharpness + net.inside * there[:, None, :] + hidden, -1)
    own, found = values[0], looks @ values[1]
    places = torch.arange(likeness.shape[2]).float()
    at = looks @ places
    spread = ((looks @ places**2 - at**2).clamp(min=0) + 1e-6).sqrt() / 10
    step = functional.pad(at[:, 1:] - at[:, :-1], (1, 0)) / 5
    stride = functional.pad(at[:, 3:] - at[:, :-3], (3, 0))[:, : at.shape[1]] / 10
    told = [(likeness + hidden).max(-1).values, (looks * there[:, None, :]).sum(-1)]
    told += [torch.tanh(step), torch.tanh(stride), torch.tanh(spread)]
    told += [across[:, None].expand_as(at), here]
    seen = torch.cat([own, found, own * found, (own - found).abs(), torch.stack(told, -1)], -1)
    first = functional.dropout(functional.silu(net[name]["1"](seen)), drop)
    mask = masks[0]
    judged = functional.silu(net[name]["2"](first)) * mask[..., None]
    around = functional.dropout(_around(judged), drop)
    judged = (judged + functional.silu(net[name][AROUND](around))) * mask[..., None]
    mean = (judged * mask[..., None]).sum(1) / mask.sum(1, keepdim=True).clamp(min=1)
    most = (judged - 1e4 * (1 - mask[..., None])).max(1).values
    weigh = torch.softmax(net[name]["weigh"](judged)[..., 0] - 1e4 * (1 - mask), -1)
    return torch.cat([mean, most, (weigh[..., None] * judged).sum(1)], -1)


def _around(rows: Tensor) -> Tensor:
    """Return each row beside those before and after it, in batches."""
    import torch
    from torch.nn import functional

    padded = functional.pad(rows, (0, 0, REACH, REACH))
    return torch.cat([padded[:, at:][:, : rows.shape[1]] for at in range(2 * REACH + 1)], -1)
