"""Index versions of a library: built aside, put in place by one rename, opened with checks.

A library's index folder holds one folder for each version, `v000001-<digest>`, and
`CURRENT`, a file that names the one in use. A version is never changed once it stands.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from corpus.errors import IndexVersionError
from corpus.model import Document
from corpus.progress import Progress, no_progress
from index.builder import build_from_passages, inputs_digest
from index.engine import FolderEngine
from index.lexicon import open_lexicon
from index.locks import locked
from index.manifest import REBUILD, SCHEMA, Manifest, check_digests, check_sizes, model_of, read_manifest
from index.model import Passage
from index.passages import passages_of
from index.ranking import RankSettings
from index.searcher import Searcher
from index.settings import IndexSettings
from index.tokens import SAMPLE_VERSION

if TYPE_CHECKING:
    from index.encoders.protocol import Encoder

CURRENT = "CURRENT"
KEPT = 3
"""Versions that stay after a build, the new one included, so that a bad one can be undone."""
LOCK_WAIT = 900.0
"""Seconds to wait for another builder; indexing a large corpus takes minutes."""
OTHER_MANIFEST = "manifest.json is not the one that the folder is named after"
BUILD = "Run `footnoted index build`."
_NAME = re.compile(r"v(\d{6,9})-([0-9a-f]{12})")
_ASIDE = ".building-"
_WORK = ".work"


class Entry(Protocol):
    """A document as a corpus lists it."""

    @property
    def doc_id(self) -> str:
        """Return the document's name."""
        ...


class Corpus(Protocol):
    """What is indexed; `corpus.library.Library` is one."""

    @property
    def index_dir(self) -> Path:
        """Return the folder of index versions."""
        ...

    def digest(self) -> str:
        """Return the digest of everything in the corpus."""
        ...

    def documents(self) -> Sequence[Entry]:
        """Return the documents, in a stable order."""
        ...

    def document(self, doc_id: str) -> Document:
        """Return a document."""
        ...


@dataclass(frozen=True, slots=True)
class IndexStatus:
    """Where a library's index stands."""

    version: str | None
    """Name of the version in use; None when there is none."""
    manifest: Manifest | None
    stale: tuple[str, ...]
    """Why it should be rebuilt, in sentences; empty when it is up to date."""
    bytes: int
    """Size of the version in use."""
    versions: tuple[str, ...]
    """Every complete version, oldest first."""


LoadEncoder = Callable[[str, Progress], "Encoder"]
"""Loads an encoder by name."""


def build_index(
    library: Corpus,
    *,
    model: str | None = None,
    settings: IndexSettings | None = None,
    progress: Progress = no_progress,
    force: bool = False,
    load: LoadEncoder | None = None,
) -> Manifest:
    """Build the library's index, or return the one in use when it is up to date.

    Args:
        library: What to index.
        model: Encoder by name; None for the one of the version in use, else the default.
        settings: What shapes the index.
        progress: Told how far it is; may raise Cancelled.
        force: Build even when nothing has changed.
        load: Loads an encoder by name; the project's own when None.

    Raises:
        IndexVersionError: When there is nothing to index or the folder cannot be written.
        ModelError: When the encoder cannot be had.
    """
    folder = library.index_dir
    settings = settings or IndexSettings()
    with _writing(folder):
        folder.mkdir(parents=True, exist_ok=True)
    with locked(folder / ".lock", wait=LOCK_WAIT, progress=progress):
        encoder = (load or _load_encoder)(model or _model_in_use(folder), progress)
        inputs = inputs_digest(library.digest(), encoder.name, encoder.digest, settings)
        with _writing(folder):
            _clear_leftovers(folder)
            if not force and (same := _find(folder, lambda made: made.inputs == inputs)):
                _point(folder, same.name)
                return read_manifest(same)
            made = _build_aside(library, encoder, settings, progress)
            if load is None:  # now, that the first question in another language need not wait for it
                open_lexicon(progress)
            _prune(folder)
            return made


def open_index(
    library: Corpus,
    *,
    model: str | None = None,
    allow_stale: bool = False,
    rank_settings: RankSettings | None = None,
    load: LoadEncoder | None = None,
) -> Searcher:
    """Open the library's index for searching.

    Args:
        library: The library.
        model: Encoder that the index must have been made with; None takes any.
        allow_stale: Open an index that is older than its corpus, and say so in `Searcher.stale`.
        rank_settings: How to rank.
        load: Loads an encoder by name; the project's own when None.

    Raises:
        IndexVersionError: When there is no index, it is damaged, made with another model
            or by a newer Footnoted, or (unless allowed) older than its corpus.
    """
    folder = library.index_dir
    path = _version_for(folder, _canonical(model) if model else None)
    manifest = read_manifest(path)
    stale = _why_stale(manifest, library)
    if stale and not allow_stale:
        raise IndexVersionError(stale[0], BUILD)
    return open_folder(path, stale=stale[0] if stale else None, rank_settings=rank_settings, load=load)


def open_folder(
    path: Path,
    *,
    stale: str | None = None,
    rank_settings: RankSettings | None = None,
    load: LoadEncoder | None = None,
) -> Searcher:
    """Open one version's folder, wherever it stands (a collection's, or a library's)."""
    engine = FolderEngine(path)
    named = _NAME.fullmatch(path.name)
    if named and named.group(2) != engine.manifest.digest[:12]:
        engine.close()
        raise IndexVersionError(f"Index version {path.name}: {OTHER_MANIFEST}.", REBUILD)
    name = engine.manifest.model
    loader = load or _load_encoder
    version = path.name if named else f"{path.name}-{engine.manifest.digest[:12]}"
    return Searcher(
        engine, lambda: loader(name, no_progress), version=version, settings=rank_settings, stale=stale
    )


def index_status(library: Corpus) -> IndexStatus:
    """Return where the library's index stands, without opening it."""
    folder = library.index_dir
    names = tuple(path.name for path in _versions(folder))
    path = _current(folder)
    if path is None:
        return IndexStatus(None, None, ("There is no index yet.",), 0, names)
    try:
        manifest = read_manifest(path)
        check_sizes(path, manifest)
    except IndexVersionError as error:
        return IndexStatus(path.name, None, (error.message,), _size(path), names)
    return IndexStatus(path.name, manifest, _why_stale(manifest, library), _size(path), names)


def verify_index(library: Corpus) -> tuple[str, ...]:
    """Check every digest of the version in use, and that it opens; return what is wrong, in words."""
    path = _current(library.index_dir)
    if path is None:
        return ("There is no index yet.",)
    try:
        manifest = read_manifest(path)
    except IndexVersionError as error:
        return (error.message,)
    problems = check_digests(path, manifest)
    named = _NAME.fullmatch(path.name)
    if named and named.group(2) != manifest.digest[:12]:
        problems.append(f"{path.name}: {OTHER_MANIFEST}")
    if not problems:
        try:
            FolderEngine(path).check()
        except IndexVersionError as error:
            problems.append(error.message)
    return tuple(problems)


def library_passages(library: Corpus, encoder: Encoder, settings: IndexSettings) -> list[Passage]:
    """Return the passages of every document, in the library's order."""
    limit = min(settings.passage_tokens, encoder.room("passage"))
    return [
        passage
        for entry in library.documents()
        for passage in passages_of(
            library.document(entry.doc_id), count_tokens=encoder.count_tokens, max_tokens=limit
        )
    ]


def _build_aside(library: Corpus, encoder: Encoder, settings: IndexSettings, progress: Progress) -> Manifest:
    """Build in a folder beside the versions, rename it into place, then point to it."""
    folder = library.index_dir
    aside = Path(tempfile.mkdtemp(prefix=_ASIDE, dir=folder))
    corpus = library.digest()
    try:
        made = build_from_passages(
            aside,
            library_passages(library, encoder, settings),
            encoder,
            settings=settings,
            corpus=corpus,
            work=folder / _WORK / _work_key(encoder, settings),
            reuse=_versions(folder)[::-1],
            progress=progress,
        )
        name = f"v{_next_number(folder):06d}-{made.digest[:12]}"
        aside.chmod(0o755)
        aside.rename(folder / name)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    _point(folder, name)
    return made


def _why_stale(manifest: Manifest, library: Corpus) -> tuple[str, ...]:
    reasons = []
    if manifest.corpus != library.digest():
        reasons.append("The index is older than its corpus: documents were added, removed or read anew.")
    elif manifest.inputs != inputs_digest(
        manifest.corpus, manifest.model, manifest.model_digest, IndexSettings()
    ):
        reasons.append("The index was made with other settings than this version of Footnoted uses.")
    return tuple(reasons)


def _version_for(folder: Path, model: str | None) -> Path:
    path = _current(folder)
    if path is None:
        raise IndexVersionError("There is no index yet.", BUILD)
    if model is None or (made := read_manifest(path).model) == model:
        return path
    other = _find(folder, lambda manifest: manifest.model == model)
    if other is None:
        raise IndexVersionError(
            f"The index was made with the model {made}, not with {model}.",
            f"Run `footnoted index build --model {model}`, or ask without --model.",
        )
    return other


def _find(folder: Path, fits: Callable[[Manifest], bool]) -> Path | None:
    """Return the newest complete version that fits."""
    for path in reversed(_versions(folder)):
        try:
            manifest = read_manifest(path)
            check_sizes(path, manifest)
        except IndexVersionError:
            continue
        if fits(manifest):
            return path
    return None


def _versions(folder: Path) -> list[Path]:
    """Return the folders of versions, oldest first."""
    if not folder.is_dir():
        return []
    named = [(found, path) for path in folder.iterdir() if (found := _NAME.fullmatch(path.name))]
    return [path for _, path in sorted(named, key=lambda one: (int(one[0].group(1)), one[1].name))]


def _current(folder: Path) -> Path | None:
    """Return the version that CURRENT names, else the newest complete one."""
    try:
        with (folder / CURRENT).open(encoding="utf-8") as file:
            name = file.read(64).strip()
    except (OSError, ValueError):
        name = ""
    path = folder / name
    if _NAME.fullmatch(name) and path.is_dir():
        return path
    return _find(folder, lambda manifest: True)


def _model_in_use(folder: Path) -> str:
    from index.encoders.catalog import DEFAULT_MODEL

    found = (model_of(path) for path in (_current(folder), *_versions(folder)[::-1]) if path)
    return next((model for model in found if model), DEFAULT_MODEL)


def _point(folder: Path, name: str) -> None:
    aside = folder / f".{CURRENT}-{os.getpid()}"
    aside.write_text(name + "\n", encoding="utf-8")
    aside.replace(folder / CURRENT)


def _next_number(folder: Path) -> int:
    return max((int(path.name[1:].split("-")[0]) for path in _versions(folder)), default=0) + 1


def _clear_leftovers(folder: Path) -> None:
    """Remove what killed builds left, but for the encoded passages that the next one takes up."""
    for path in folder.glob(f"{_ASIDE}*"):
        shutil.rmtree(path, ignore_errors=True)
    for path in folder.glob(f".{CURRENT}-*"):
        path.unlink(missing_ok=True)


def _prune(folder: Path) -> None:
    """Remove all but the newest versions and the one in use."""
    current = _current(folder)
    for path in _versions(folder)[:-KEPT]:
        if path != current:
            shutil.rmtree(path, ignore_errors=True)


def _work_key(encoder: Encoder, settings: IndexSettings) -> str:
    """Return the name of what is kept of encoded passages: of one encoder, packed in one way."""
    plain = re.sub(r"[^0-9A-Za-z]", "", encoder.digest)[-16:]
    return f"{plain}-{SCHEMA}-{SAMPLE_VERSION}-{int(settings.token_vectors)}"


@contextmanager
def _writing(folder: Path) -> Iterator[None]:
    """Say of any failure to write to the folder what to do."""
    try:
        yield
    except OSError as error:
        raise IndexVersionError(
            f"The index cannot be written to {folder} ({error.strerror or error}).",
            "Free some space, or make the folder writable, and build again.",
        ) from error


def _size(path: Path) -> int:
    return sum(one.stat().st_size for one in path.iterdir() if one.is_file())


def _canonical(model: str) -> str:
    from index.encoders.catalog import canonical_name

    return canonical_name(model)


def _load_encoder(name: str, progress: Progress) -> Encoder:
    from index.encoders import load_encoder

    return load_encoder(name, progress=progress)
