"""Taking vectors over from an earlier index version instead of encoding again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from corpus.errors import IndexVersionError
from index.arrays import read_array
from index.encoding import Encoded
from index.manifest import check_digests, read_manifest
from index.token_files import POOLING, TokenStore
from index.tokens import TokenCodec
from index.vectors import VectorIndex

READING_DIGESTS = "reading_digests"
"""The array of what each passage's vectors were made from."""


def sound_versions(folders: Sequence[Path], encoder_digest: str) -> list[Path]:
    """Return the versions made with an encoder whose every digest is right.

    A build that mends a damaged version must not take the damage over.
    """
    sound = []
    for folder in folders:
        try:
            manifest = read_manifest(folder)
            if manifest.model_digest == encoder_digest and not check_digests(folder, manifest):
                sound.append(folder)
        except (IndexVersionError, OSError):
            continue
    return sound


def read_version(
    folder: Path, encoder_digest: str, codec: TokenCodec | None
) -> Iterator[tuple[bytes, Encoded]]:
    """Yield what a version holds of each passage, by reading digest; nothing when it does not fit.

    A version that is damaged, or was made with another encoder or other axes, yields
    nothing: its passages are then encoded again.
    """
    try:
        manifest = read_manifest(folder)
        if manifest.model_digest != encoder_digest:
            return
        tokens = _tokens(folder, codec) if codec else None
        if codec and tokens is None:
            return
        # Held by name: the vectors are a view of the index's memory and die with it.
        index = VectorIndex(folder, n_passages=manifest.passages, dim=manifest.dim)
        digests = read_array(folder, READING_DIGESTS, kind="u", axes=2, length=manifest.passages)
    except (IndexVersionError, OSError, ValueError):
        return
    for row, digest in enumerate(digests):
        yield bytes(digest), Encoded(index.vectors[row], tokens.get(row) if tokens else None)


def _tokens(folder: Path, codec: TokenCodec) -> TokenStore | None:
    """Return a version's token vectors when they were packed with the same axes."""
    import numpy as np

    names = (*TokenStore.ARRAYS, *([POOLING] if codec.pooling is not None else []))
    if not all((folder / f"{name}.npy").is_file() for name in names):
        return None
    tokens = TokenStore({name: np.load(folder / f"{name}.npy", "r", allow_pickle=False) for name in names})
    pairs = ((getattr(tokens.codec, name), getattr(codec, name)) for name in ("means", "axes", "pooling"))
    return tokens if all(np.array_equal(theirs, ours) for theirs, ours in pairs) else None
