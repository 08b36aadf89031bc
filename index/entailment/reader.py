"""Runs the exported reader: tokenizer, onnxruntime, batches of like length."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.errors import ModelError
from index.encoders.batches import like_length, padded
from index.encoders.store import MODEL, TOKENIZER, EncoderManifest

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Logits = NDArray[np.float32]

CLASSES = ("supported", "contradicted", "neither")
"""What the logits stand for, in order."""
MAX_TOKENS = 160
"""Tokens of a pair that are read, special ones included."""
_CLAIM_TOKENS = 100
"""A longer claim is cut to as many where its premise needs the room."""
_CHARACTERS = 20_000
"""Characters of a text that are looked at; the window holds far fewer."""


class EntailmentReader:
    """An exported reader, loaded."""

    def __init__(self, folder: Path, manifest: EncoderManifest) -> None:
        """Load model and tokenizer.

        Args:
            folder: The export.
            manifest: Its manifest.

        Raises:
            ModelError: When either cannot be loaded.
        """
        from index.encoders.runtime import open_session
        from index.encoders.tokens import FileTokenizer

        self._session = open_session(folder / MODEL)
        self._tokenizer = FileTokenizer(folder / TOKENIZER)
        self._padding = manifest.padding
        if self._session.get_outputs()[0].shape[-1] != len(CLASSES):
            raise ModelError(
                f"The entailment reader in {folder} does not give {len(CLASSES)} classes.",
                f"Remove the folder {folder}; it is made again when it is needed.",
            )

    def judge(self, pairs: Sequence[tuple[str, str]]) -> Logits:
        """Return how likely each claim is supported by its premise, contradicted, or neither.

        Args:
            pairs: Premise and claim. Of a long pair the premise's end is left out first.

        Returns:
            (n, 3) float32 logits of CLASSES, in the order of the pairs.
        """
        import numpy as np

        rows = self.tokens(pairs)
        logits = np.zeros((len(rows), len(CLASSES)), np.float32)
        for batch in like_length([len(row) for row in rows]):
            ids, mask = padded([rows[position] for position in batch], self._padding)
            (logits[batch],) = self._session.run(["logits"], {"input_ids": ids, "attention_mask": mask})
        return logits

    def tokens(self, pairs: Sequence[tuple[str, str]]) -> list[list[int]]:
        """Return the ids that the model reads of each pair: [CLS] premise [SEP] claim [SEP]."""
        texts = [_plain(text) for pair in pairs for text in pair]
        ids = [found.ids for found in self._tokenizer.many(texts)]
        return [self._pair(*ids[at : at + 2]) for at in range(0, len(ids), 2)]

    def _pair(self, premise: list[int], claim: list[int]) -> list[int]:
        head, tail = self._tokenizer.head, self._tokenizer.tail
        # A text may spell the mark that separates premise and claim; only the template sets it.
        special = {*head, *tail, self._padding}
        premise, claim = ([one for one in ids if one not in special] for ids in (premise, claim))
        room = MAX_TOKENS - len(head) - 2 * len(tail)
        claim = claim[: max(_CLAIM_TOKENS, room - len(premise))]
        return [*head, *premise[: room - len(claim)], *tail, *claim, *tail]


def _plain(text: str) -> str:
    """Return what is looked at of a text, half characters (lone surrogates) replaced."""
    return text[:_CHARACTERS].encode("utf-8", "replace").decode("utf-8")
