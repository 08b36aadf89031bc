"""Learns a head: two matrices on a frozen encoder, from questions and the passages that answer them.

Contrastive learning with the batch's other passages and look-alikes as negatives, as
ColBERT (arXiv 2004.12832) and DPR (arXiv 2004.04906) do for whole encoders. Few steps,
and afterwards a step back towards where it began (Wortsman et al., "Robust fine-tuning of
zero-shot models", arXiv 2109.01903): what is learned from some thousand questions must
not cost what the encoder knew of everything else.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from corpus.progress import Progress, no_progress
from index.encoders.head import Head
from index.tokens import ROTATION_SEED, rotation, text_kind
from index.training.sets import Material, Readings, look_alikes, question_weights

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class LearnSettings:
    """What shapes a head."""

    steps: int = 240
    batch: int = 24
    """Questions a step, all of one set, so that the passages of a batch could be confused."""
    rate: float = 1.5e-4
    """Adam's step for the matrices; it rises over the first 30 steps and falls to 0."""
    warm: int = 30
    share: float = 0.6
    """How far to go from where it began to what was learned, 0 to 1."""
    straight: float = 0.5
    """How much of the rounding to one bit a passage's vectors feel while learning, 0 to 1."""
    spread: float = 10.0
    """Mean rank of the look-alike that is drawn for a question."""
    seed: int = 0


class Learned:
    """One set, encoded and centred, ready to draw batches from."""

    def __init__(
        self,
        material: Material,
        questions: Readings,
        passages: Readings,
        means: Vectors,
        dim: int,
        weight: float,
    ) -> None:
        """Join a set's texts with the readings of both sides.

        Args:
            material: The texts and what belongs together.
            questions: Readings of the questions.
            passages: Readings of the passages.
            means: (4, width) as the index's codec centres by.
            dim: Length of one layer's vector.
            weight: How often batches are drawn from this set, against the others'.
        """
        self.material, self.weight = material, weight
        self._questions, self._passages, self._means = questions, passages, means
        self.shares = question_weights(material, questions)
        self.judged = sorted(material.relevant)
        self.negatives = look_alikes(
            material,
            self._pooled([self.passage(at) for at in range(len(material.passages))], dim),
            self._pooled([self.question(at) for at in range(len(material.questions))], dim),
        )

    def question(self, at: int) -> Vectors:
        """Return (n_tokens, width) centred readings of a question."""
        kind = text_kind(self.material.questions[at], "query")
        centred: Vectors = self._questions.vectors(at) - self._means[kind]
        return centred

    def passage(self, at: int) -> Vectors:
        """Return (n_tokens, width) centred readings of a passage."""
        kind = text_kind(self.material.passages[at], "passage")
        centred: Vectors = self._passages.vectors(at) - self._means[kind]
        return centred

    @staticmethod
    def _pooled(texts: Sequence[Vectors], dim: int) -> Vectors:
        import numpy as np

        means = np.stack([text[:, -dim:].mean(axis=0) for text in texts])
        pooled: Vectors = means / np.maximum(np.linalg.norm(means, axis=1, keepdims=True), 1e-9)
        return pooled


def learn_head(
    sets: Sequence[Learned],
    dim: int,
    settings: LearnSettings | None = None,
    progress: Progress = no_progress,
) -> Head:
    """Learn a head that reads the last layer and others before it, side by side.

    Args:
        sets: What to learn from.
        dim: Length of one layer's vector; the last `dim` numbers of a reading are the last layer's.
        settings: How to learn.
        progress: Told the steps; may raise Cancelled.
    """
    import numpy as np
    import torch

    settings = settings or LearnSettings()
    torch.manual_seed(settings.seed)
    random = np.random.default_rng(settings.seed)
    width = sets[0].passage(0).shape[1]
    begun = torch.zeros(width, dim)
    begun[-dim:] = torch.from_numpy(rotation(dim, ROTATION_SEED))
    tokens, pooled = (torch.nn.Parameter(begun.clone()) for _ in range(2))
    scales = torch.nn.Parameter(torch.tensor([3.5, 3.0]))
    optimiser = torch.optim.Adam([{"params": [tokens, pooled]}, {"params": [scales], "lr": 0.02}])
    shares = np.array([one.weight for one in sets])
    for step in range(settings.steps):
        progress("learning the head", step, settings.steps)
        rising, falling = min(1.0, (step + 1) / settings.warm), 1 - step / settings.steps
        optimiser.param_groups[0]["lr"] = settings.rate * rising * falling
        chosen = sets[random.choice(len(sets), p=shares / shares.sum())]
        loss = _loss(_draw(chosen, random, settings), tokens, pooled, scales, settings)
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
    progress("learning the head", settings.steps, settings.steps)
    mixed = [(begun + settings.share * (one.detach() - begun)).numpy() for one in (tokens, pooled)]
    return Head(*mixed)


@dataclass(frozen=True, slots=True)
class _Batch:
    questions: list[Vectors]
    passages: list[Vectors]
    shares: Vectors
    """One question's after another's."""
    wanted: list[int]
    """Question to the position of its passage."""
    also: list[tuple[int, int]]
    """(question, position) of passages that answer too, and must not count as wrong."""


def _draw(one: Learned, random: np.random.Generator, settings: LearnSettings) -> _Batch:
    import numpy as np

    count = min(settings.batch, len(one.judged))
    asked = [one.judged[at] for at in random.choice(len(one.judged), count, replace=False)]
    rows: dict[int, int] = {}
    wanted = []
    for question in asked:
        answer = int(random.choice(sorted(one.material.relevant[question])))
        wanted.append(rows.setdefault(answer, len(rows)))
    for question in asked:
        others = one.negatives[question]
        drawn = others[min(len(others) - 1, int(random.exponential(settings.spread)))]
        rows.setdefault(int(drawn), len(rows))
    also = [
        (number, rows[row])
        for number, question in enumerate(asked)
        for row in one.material.relevant[question]
        if row in rows and rows[row] != wanted[number]
    ]
    return _Batch(
        [one.question(at) for at in asked],
        [one.passage(at) for at in rows],
        np.concatenate([one.shares[at] for at in asked]),
        wanted,
        also,
    )


def _loss(batch: _Batch, tokens: Any, pooled: Any, scales: Any, settings: LearnSettings) -> Any:  # noqa: ANN401 - torch is not typed here
    """Return the loss of late interaction and of the texts' own vectors, added up."""
    import torch
    from torch.nn.functional import cross_entropy, normalize

    asked, given = ([torch.from_numpy(one) for one in side] for side in (batch.questions, batch.passages))
    words = normalize(torch.cat(asked) @ tokens, dim=1)
    kept = normalize(torch.cat(given) @ tokens, dim=1)
    signs = torch.sign(kept.detach()) / kept.shape[1] ** 0.5
    kept = kept + settings.straight * (signs - kept).detach()
    sims = (words @ kept.T).split([len(one) for one in given], dim=1)
    best = torch.stack([passage.max(dim=1).values for passage in sims], dim=1)
    owner = torch.repeat_interleave(torch.arange(len(asked)), torch.tensor([len(one) for one in asked]))
    weighed = best * torch.from_numpy(batch.shares)[:, None]
    late = torch.zeros(len(asked), len(given)).index_add(0, owner, weighed)
    sides = [
        normalize(torch.stack([one.mean(dim=0) for one in side]) @ pooled, dim=1) for side in (asked, given)
    ]
    excused = torch.zeros(len(asked), len(given))
    for question, passage in batch.also:
        excused[question, passage] = -1e4
    wanted, (sharp_late, sharp_own) = torch.tensor(batch.wanted), scales.exp()
    own = cross_entropy(sides[0] @ sides[1].T * sharp_own + excused, wanted)
    return own + cross_entropy(late * sharp_late + excused, wanted)
