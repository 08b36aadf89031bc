"""Runs an exported encoder: tokenizer, onnxruntime, batches of like length."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.errors import ModelError
from corpus.progress import Progress, no_progress
from index.encoders.batches import like_length, padded
from index.encoders.protocol import TextKind, TokenVectors
from index.encoders.store import MODEL, PIECES, TOKENIZER, EncoderManifest
from index.encoders.tokens import FileTokenizer, Tokenising, Tokens

if TYPE_CHECKING:
    import numpy as np
    import onnxruntime
    from numpy.typing import NDArray

    from index.encoders.head import Head
    from index.encoders.unigram import QuickTokenizer

    Vectors = NDArray[np.float32]

_STEP = "encoding"
_QUICK_CHARACTERS = 40_000
"""Up to so many characters in all, the quick tokenizer is faster than loading the full one (0.7 s)."""
_CHARACTERS = 200_000
"""Characters of a text that are looked at; no model's window holds as many."""


@dataclass(frozen=True, slots=True)
class _Prepared:
    """A text ready for the model."""

    position: int
    """Where it stands among the texts asked for."""
    ids: list[int]
    spans: list[tuple[int, int]]
    """Spans in the text of its own tokens (no specials, no prefix)."""
    first: int
    """Position in `ids` of the first of them."""
    truncated: bool


class OnnxEncoder:
    """An exported encoder, loaded; see `index.encoders.protocol.Encoder`."""

    def __init__(self, folder: Path, manifest: EncoderManifest, head: Head | None = None) -> None:
        """Load the model; the tokenizer is loaded when it is first needed.

        Args:
            folder: The export.
            manifest: Its manifest.
            head: The head of a model that has one.

        Raises:
            ModelError: When onnxruntime cannot load it, or its vectors are not as long as the manifest says.
        """
        self._folder = folder
        self._manifest = manifest
        self._head = head
        self._session = open_session(folder / MODEL)
        self._tokenizer: Tokenising | None = None
        self._quick: QuickTokenizer | None = None
        width = self._session.get_outputs()[0].shape[-1]
        if isinstance(width, int) and width != manifest.dim:
            raise ModelError(
                f"{manifest.name} gives {width} numbers a vector, its manifest says {manifest.dim}.",
                f"Remove the folder {folder}; it is made again when it is needed.",
            )

    @property
    def name(self) -> str:
        """Return the model's stored name."""
        return self._manifest.name

    @property
    def digest(self) -> str:
        """Return the digest of the weights it was made from."""
        return self._manifest.digest

    @property
    def dim(self) -> int:
        """Return the length of a vector."""
        return self._manifest.dim

    @property
    def head(self) -> Head | None:
        """Return the model's head, or None."""
        return self._head

    @property
    def max_tokens(self) -> int:
        """Return how many tokens the model reads, special and prefix tokens included."""
        return self._manifest.max_tokens

    def encode(self, texts: Sequence[str], *, kind: TextKind, progress: Progress = no_progress) -> Vectors:
        """Encode texts; see the protocol."""
        import numpy as np

        vectors = np.zeros((len(texts), self.dim), np.float32)
        done = 0
        for batch in self._batches(texts, kind):
            progress(_STEP, done, len(texts))
            (pooled,) = self._run(batch, ["pooled"])
            vectors[[text.position for text in batch]] = pooled
            done += len(batch)
        if texts:
            progress(_STEP, done, len(texts))
        return _unit(vectors)

    def encode_tokens(self, texts: Sequence[str], *, kind: TextKind) -> list[TokenVectors]:
        """Encode texts and keep each token's vector; see the protocol."""
        found: dict[int, TokenVectors] = {}
        outputs = ["pooled", "tokens", *(["layers"] if self._manifest.layers else [])]
        for batch in self._batches(texts, kind):
            pooled, *whole = self._run(batch, outputs)
            for row, (text, vector) in enumerate(zip(batch, _unit(pooled), strict=True)):
                own = slice(text.first, text.first + len(text.spans))
                tokens, *layers = (output[row, own].copy() for output in whole)
                found[text.position] = TokenVectors(
                    tokens, tuple(text.spans), vector.copy(), text.truncated, *layers
                )
        return [found[position] for position in range(len(texts))]

    def count_tokens(self, text: str) -> int:
        """Return the tokens of a text by itself."""
        return len(self._tokenising([text]).tokens(text).ids)

    def room(self, kind: TextKind) -> int:
        """Return how many tokens of a text fit."""
        tokenizer = self._tokenising([])
        prefix = self._manifest.prefixes.get(kind, "").rstrip()
        taken = len(tokenizer.tokens(prefix).ids) if prefix else 0
        return self.max_tokens - len(tokenizer.head) - len(tokenizer.tail) - taken

    def _batches(self, texts: Sequence[str], kind: TextKind) -> Iterator[list[_Prepared]]:
        """Give the texts in batches of like length, longest first, so that memory peaks at once."""
        prefix = self._manifest.prefixes.get(kind, "")
        prefixed = [prefix + text[:_CHARACTERS] for text in texts]
        tokenizer = self._tokenising(prefixed)
        prepared = [
            self._prepare(tokenizer, position, text, tokens, len(prefix))
            for position, (text, tokens) in enumerate(zip(prefixed, tokenizer.many(prefixed), strict=True))
        ]
        for batch in like_length([len(text.ids) for text in prepared]):
            yield [prepared[position] for position in batch]

    def _prepare(
        self, tokenizer: Tokenising, position: int, text: str, tokens: Tokens, prefix: int
    ) -> _Prepared:
        window = self.max_tokens - len(tokenizer.head) - len(tokenizer.tail)
        ids = [*tokenizer.head, *tokens.ids[:window], *tokenizer.tail]
        spans = tokens.spans[:window]
        skipped = next((i for i, (_, end) in enumerate(spans) if end > prefix), len(spans))
        own = [_trim(text, start, end, prefix) for start, end in spans[skipped:]]
        return _Prepared(position, ids, own, len(tokenizer.head) + skipped, len(tokens.ids) > window)

    def _run(self, batch: list[_Prepared], outputs: list[str]) -> list[Vectors]:
        ids, mask = padded([text.ids for text in batch], self._manifest.padding)
        found: list[Vectors] = self._session.run(outputs, {"input_ids": ids, "attention_mask": mask})
        return found

    def _tokenising(self, texts: Sequence[str]) -> Tokenising:
        """Return the tokenizer that serves these texts soonest."""
        if self._tokenizer is None and sum(map(len, texts)) <= _QUICK_CHARACTERS:
            quick = self._quick_tokenizer()
            if quick and all(map(quick.reads, texts)):
                return quick
        if self._tokenizer is None:
            self._tokenizer = FileTokenizer(self._folder / TOKENIZER)
        return self._tokenizer

    def _quick_tokenizer(self) -> QuickTokenizer | None:
        if self._quick is None and PIECES in self._manifest.files:
            from index.encoders.unigram import QuickTokenizer

            self._quick = QuickTokenizer(self._folder / PIECES)
        return self._quick


def threads() -> int:
    """Return how many threads to encode with: FOOTNOTED_THREADS, or the cores this process may use."""
    asked = os.environ.get("FOOTNOTED_THREADS", "")
    if asked.isdecimal() and 0 < int(asked) <= 1024:
        return int(asked)
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def open_session(path: Path) -> onnxruntime.InferenceSession:
    """Return a session on the CPU, with as many threads as encoding takes.

    Raises:
        ModelError: When onnxruntime cannot load the file.
    """
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads()
    options.log_severity_level = 3
    # Threads that spin after each question take the cores from whatever ranks its passages next.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    try:
        return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    except _session_errors() as error:
        raise ModelError(
            f"onnxruntime cannot load {path}: {error}", f"Remove the folder {path.parent}; it is made again."
        ) from error


def _session_errors() -> tuple[type[Exception], ...]:
    """Return what onnxruntime raises for a file it cannot use; the kinds share no base but Exception."""
    from onnxruntime.capi import onnxruntime_pybind11_state as state

    return (
        state.Fail,
        state.InvalidArgument,
        state.InvalidGraph,
        state.InvalidProtobuf,
        state.NoSuchFile,
        state.NotFound,
        state.NotImplemented,
        state.RuntimeException,
        RuntimeError,
        ValueError,
    )


def _unit(vectors: Vectors) -> Vectors:
    """Scale rows to unit length; rows of zeros stay."""
    import numpy as np

    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    unit: Vectors = (vectors / np.where(lengths > 0, lengths, 1)).astype(np.float32)
    return unit


def _trim(text: str, start: int, end: int, prefix: int) -> tuple[int, int]:
    """Return a token's span in the text behind the prefix, white space at its ends left out."""
    start = max(start, prefix)
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start - prefix, max(start, end) - prefix
