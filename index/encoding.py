"""Encoding passages so that no work is done twice.

What the encoder gave for a passage is found again by the digest of what it read: in an
earlier index version, or in the work folder that a killed build left behind. Only
passages that are in neither are encoded.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.progress import Progress
from index.model import Passage
from index.tokens import PackedTokens, TokenCodec, content_tokens, pack, readings

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from index.encoders.protocol import Encoder

SHARD = 128
"""Passages encoded at a time and kept in one file: what a killed build may lose."""
DIGEST_BYTES = 16


@dataclass(frozen=True, slots=True)
class Encoded:
    """What is kept of an encoded passage."""

    vector: NDArray[np.float32]
    """(dim,) unit length."""
    tokens: PackedTokens | None
    """None when the index keeps no token vectors."""

    @property
    def size(self) -> int:
        """Return the number of token vectors."""
        return len(self.tokens.codes) if self.tokens else 0


def encoder_text(passage: Passage) -> str:
    """Return what the encoder reads: the words around a passage, then its own."""
    return f"{passage.context}\n{passage.text}" if passage.context else passage.text


def reading_digest(passage: Passage) -> bytes:
    """Return the digest of everything that shapes a passage's vectors."""
    read = json.dumps([passage.context, passage.text, passage.sentences], ensure_ascii=False)
    return hashlib.sha256(read.encode("utf-8", "surrogatepass")).digest()[:DIGEST_BYTES]


def encode_missing(
    passages: Sequence[Passage],
    encoder: Encoder,
    codec: TokenCodec | None,
    known: Mapping[bytes, object],
    work: Path,
    progress: Progress,
) -> None:
    """Encode the passages whose digests are not known and leave them in the work folder.

    Args:
        passages: All passages; equal ones are encoded once.
        encoder: The encoder.
        codec: How token vectors are packed; None keeps none.
        known: Digests that need no work.
        work: Folder for the shards, written one by one.
        progress: Told how many passages are done; may raise Cancelled.
    """
    missing: dict[bytes, Passage] = {}
    for passage in passages:
        digest = reading_digest(passage)
        if digest not in known:
            missing.setdefault(digest, passage)
    # Long ones together: a batch costs what its longest passage costs.
    order = sorted(missing, key=lambda digest: (-len(encoder_text(missing[digest])), digest))
    work.mkdir(parents=True, exist_ok=True)
    for at in range(0, len(order), SHARD):
        progress("encoding passages", at, len(order))
        shard = order[at : at + SHARD]
        encoded = _encode([missing[digest] for digest in shard], encoder, codec)
        _write_shard(work, shard, encoded)
    progress("encoding passages", len(order), len(order))


def read_shards(work: Path) -> Iterator[tuple[bytes, Encoded]]:
    """Yield what earlier builds left in the work folder; a damaged shard is left out."""
    import zipfile

    import numpy as np

    for path in sorted(work.glob("*.npz")):
        try:
            with np.load(path, allow_pickle=False) as data:
                arrays = {name: data[name] for name in data.files}
            # All of it before any of it is used: half a shard must not count as encoded.
            found = list(_unpack_shard(arrays))
        except (OSError, ValueError, LookupError, TypeError, EOFError, zipfile.BadZipFile):
            path.unlink(missing_ok=True)
            continue
        yield from found


def _encode(passages: Sequence[Passage], encoder: Encoder, codec: TokenCodec | None) -> list[Encoded]:
    texts = [encoder_text(passage) for passage in passages]
    if codec is None:
        return [Encoded(vector, None) for vector in encoder.encode(texts, kind="passage")]
    made = []
    for passage, text, found in zip(
        passages, texts, encoder.encode_tokens(texts, kind="passage"), strict=True
    ):
        packed = pack(text, found, codec, passage.sentences, len(text) - len(passage.text))
        kept = content_tokens(text, found)
        vector = codec.centre(readings(found)[kept], text, "passage") if kept else found.pooled
        made.append(Encoded(vector, packed))
    return made


def _write_shard(work: Path, digests: Sequence[bytes], encoded: Sequence[Encoded]) -> None:
    import numpy as np

    arrays: dict[str, Any] = {
        "digests": np.frombuffer(b"".join(digests), np.uint8).reshape(-1, DIGEST_BYTES),
        "vectors": np.stack([one.vector for one in encoded]).astype(np.float32),
    }
    packed = [one.tokens for one in encoded if one.tokens is not None]
    if packed:
        arrays["counts"] = np.array([len(one.codes) for one in packed], np.int64)
        arrays["codes"] = np.concatenate([one.codes for one in packed])
        arrays["sentences"] = np.concatenate([one.sentences for one in packed])
    final = work / f"{digests[0].hex()}.npz"
    aside = final.with_suffix(".part")
    with aside.open("wb") as out:
        np.savez(out, **arrays)
    aside.replace(final)


def _unpack_shard(arrays: dict[str, NDArray[np.generic]]) -> Iterator[tuple[bytes, Encoded]]:
    import numpy as np

    digests = [bytes(row) for row in arrays["digests"].astype(np.uint8)]
    vectors = arrays["vectors"].astype(np.float32)
    if "counts" not in arrays:
        yield from ((digest, Encoded(vectors[at], None)) for at, digest in enumerate(digests))
        return
    ends = np.cumsum(arrays["counts"].astype(np.int64))
    for at, digest in enumerate(digests):
        low, high = int(ends[at - 1]) if at else 0, int(ends[at])
        tokens = PackedTokens(
            arrays["codes"][low:high].astype(np.uint8),
            arrays["sentences"][low:high].astype(np.uint16),
        )
        yield digest, Encoded(vectors[at], tokens)
