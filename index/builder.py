"""Writing the files of one index version: postings, vectors, token vectors, passages."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from collections.abc import Iterable, Sequence
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.errors import IndexVersionError
from corpus.progress import Progress, no_progress
from index import analyzers, bm25, fields, manifest
from index.arrays import write_json
from index.bm25 import Bm25Index, build_bm25
from index.encoding import DIGEST_BYTES, encode_missing, read_shards, reading_digest
from index.manifest import Manifest
from index.model import Passage
from index.reuse import READING_DIGESTS, read_version, sound_versions
from index.settings import IndexSettings
from index.store import STARTS, write_passages
from index.token_files import TokenFiles
from index.tokens import SAMPLE_VERSION, TokenCodec, fit_codec
from index.vectors import write_vectors

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from index.encoders.protocol import Encoder

TERMS = "terms.json"
TOOLS = ("faiss-cpu", "numpy", "rank-bm25", "PyStemmer")


def build_from_passages(
    folder: Path,
    passages: Sequence[Passage],
    encoder: Encoder,
    *,
    settings: IndexSettings | None = None,
    corpus: str = "",
    work: Path | None = None,
    reuse: Sequence[Path] = (),
    progress: Progress = no_progress,
) -> Manifest:
    """Write a whole index version into an empty folder.

    Args:
        folder: Where to write; made when it is missing.
        passages: What to index, in row order, ids unique.
        encoder: Gives the vectors.
        settings: What shapes the index.
        corpus: Digest of what was indexed; the passages' own when empty.
        work: Folder that survives a killed build and is taken up by the next one.
        reuse: Folders of earlier versions whose vectors may be taken over.
        progress: Told how far it is; may raise Cancelled.

    Raises:
        IndexVersionError: When there is nothing to index, or two passages share an id.
    """
    settings = settings or IndexSettings()
    _check_passages(passages)
    folder.mkdir(parents=True, exist_ok=True)
    corpus = corpus or _passages_digest(passages)
    arrays: dict[str, NDArray[np.generic]] = {STARTS: write_passages(folder, passages)}
    progress("counting terms", 0, len(passages))
    arrays |= _lexical(folder, build_bm25([passage_terms(one) for one in passages], settings))
    arrays |= _fields(folder, passages)
    kept = work or folder / ".work"
    n_tokens, more = _dense(folder, passages, encoder, settings, kept, reuse, progress)
    _save(folder, arrays | more)
    made = _manifest(folder, passages, encoder, settings, corpus, n_tokens)
    manifest.write_manifest(folder, made)
    _clear(kept)
    return made


def passage_terms(passage: Passage) -> list[str]:
    """Return the terms BM25 counts in a passage: its own words, those around it, its notes' titles."""
    return [
        term
        for text in (passage.text, passage.context, passage.note_words)
        for term in analyzers.analyze(text)
    ]


def inputs_digest(corpus: str, model: str, model_digest: str, settings: IndexSettings) -> str:
    """Return the digest of all that decides an index version's content."""
    parts = [
        corpus, model, model_digest, analyzers.NAME, analyzers.VERSION,
        SAMPLE_VERSION, manifest.SCHEMA, settings.to_json(),
    ]  # fmt: skip
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


def _check_passages(passages: Sequence[Passage]) -> None:
    if not passages:
        raise IndexVersionError(
            "There is nothing to index: the corpus has no passages.",
            "Add a document with `footnoted corpus add`.",
        )
    seen: set[str] = set()
    for passage in passages:
        if passage.passage_id in seen:
            raise IndexVersionError(
                f"Two passages have the id {passage.passage_id!r}.", "Give every document an id of its own."
            )
        seen.add(passage.passage_id)


def _passages_digest(passages: Iterable[Passage]) -> str:
    from index.store import passage_to_line

    digest = hashlib.sha256()
    for passage in passages:
        digest.update(passage_to_line(passage))
    return digest.hexdigest()


def _lexical(folder: Path, postings: Bm25Index) -> dict[str, NDArray[np.generic]]:
    write_json(folder, TERMS, list(postings.vocabulary))
    values = (postings.starts, postings.rows, postings.weights, postings.idf, postings.base)
    return dict(zip(bm25.ARRAYS, values, strict=True))


def _manifest(
    folder: Path,
    passages: Sequence[Passage],
    encoder: Encoder,
    settings: IndexSettings,
    corpus: str,
    n_tokens: int,
) -> Manifest:
    """Return what the files in a version's folder were made of."""
    return Manifest(
        schema=manifest.SCHEMA,
        inputs=inputs_digest(corpus, encoder.name, encoder.digest, settings),
        corpus=corpus,
        model=encoder.name,
        model_digest=encoder.digest,
        dim=encoder.dim,
        analyzer=f"{analyzers.NAME}/{analyzers.VERSION}",
        settings=settings.to_json(),
        passages=len(passages),
        notes=sum(passage.kind == "note" for passage in passages),
        documents=len({passage.document for passage in passages}),
        tokens=n_tokens,
        tools={name: metadata.version(name) for name in TOOLS},
        files=manifest.record_files(folder),
    )


def _fields(folder: Path, passages: Sequence[Passage]) -> dict[str, NDArray[np.generic]]:
    found = fields.fields_of(passages)
    fields.write_names(folder, found)
    coded = (found.kind, found.document, found.language, found.section, found.unspaced)
    return dict(zip(fields.ARRAYS, (*coded, found.note_rows, found.note_backs), strict=True))


def _dense(
    folder: Path,
    passages: Sequence[Passage],
    encoder: Encoder,
    settings: IndexSettings,
    work: Path,
    reuse: Sequence[Path],
    progress: Progress,
) -> tuple[int, dict[str, NDArray[np.generic]]]:
    """Encode what is new, then write vectors and token vectors in row order."""
    import numpy as np

    codec = _codec(encoder, settings, progress)
    reuse = sound_versions(reuse, encoder.digest)
    digests = [reading_digest(passage) for passage in passages]
    wanted = set(digests)
    sizes: dict[bytes, int] = {}
    for source in [*(read_version(path, encoder.digest, codec) for path in reuse), read_shards(work)]:
        sizes |= {digest: one.size for digest, one in source if digest in wanted}
    encode_missing(passages, encoder, codec, sizes, work, progress)
    sizes |= {digest: one.size for digest, one in read_shards(work) if digest in wanted}
    rows: dict[bytes, list[int]] = {}
    for row, digest in enumerate(digests):
        rows.setdefault(digest, []).append(row)
    vectors = np.zeros((len(passages), encoder.dim), np.float32)
    files = TokenFiles(folder, [sizes[digest] for digest in digests], codec)
    _reserve(folder)
    for source in [*(read_version(path, encoder.digest, codec) for path in reuse), read_shards(work)]:
        for digest, one in source:
            for row in rows.pop(digest, ()):
                vectors[row] = one.vector
                files.put(row, one.tokens)
    if rows:
        raise IndexVersionError(
            f"What was encoded of {len(rows)} passages has gone from {work}.", "Build the index again."
        )
    write_vectors(folder, vectors)
    arrays = files.finish()
    arrays[READING_DIGESTS] = np.frombuffer(b"".join(digests), np.uint8).reshape(-1, DIGEST_BYTES)
    return files.total, arrays


def _codec(encoder: Encoder, settings: IndexSettings, progress: Progress) -> TokenCodec | None:
    if not settings.token_vectors:
        return None
    progress("measuring the encoder", 0, 0)
    return fit_codec(encoder)


def _save(folder: Path, arrays: dict[str, NDArray[np.generic]]) -> None:
    import numpy as np

    for name, array in arrays.items():
        np.save(folder / f"{name}.npy", array, allow_pickle=False)


def _reserve(folder: Path) -> None:
    """Take up the space of files that are written through memory.

    Where it is missing, that is an error here; later the system would kill the process.
    """
    if not hasattr(os, "posix_fallocate"):
        return
    for path in folder.glob("token_*.npy"):
        with path.open("r+b") as file:
            os.posix_fallocate(file.fileno(), 0, path.stat().st_size)


def _clear(work: Path) -> None:
    """Remove what a finished build needs no more."""
    for path in [*work.glob("*.npz"), *work.glob("*.part")]:
        path.unlink(missing_ok=True)
    with contextlib.suppress(OSError):
        work.rmdir()
