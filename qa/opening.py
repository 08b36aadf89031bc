"""Opening a library's index for asking: built when missing, usable with a warning when stale."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from corpus.errors import IndexVersionError
from corpus.progress import Progress

if TYPE_CHECKING:
    from corpus.library import Library
    from index.searcher import Searcher


def open_searcher(
    library: Library, *, model: str | None, progress: Progress, build: bool
) -> tuple[Searcher, tuple[str, ...]]:
    """Open the current index version of a library.

    Returns:
        The open index, and what a person should be told about it (empty when all is well).

    Raises:
        IndexVersionError: When there is none and `build` is false, when it is damaged, or when it
            was made with another model than `model`.
    """
    from index.versions import build_index, index_status, open_index

    status = index_status(library)
    if status.version is None:
        if not build:
            raise IndexVersionError(
                f"The library {library.path} has no index yet.", "Run `footnoted index build`."
            )
        build_index(library, model=model, progress=progress)
        return open_index(library, model=model), ()
    searcher = open_index(library, model=model, allow_stale=True)
    if searcher.stale is None:
        return searcher, ()
    # Where a model is named, an older version may answer, and the one in use be up to date.
    made = searcher.manifest.model
    other = status.manifest is not None and made != status.manifest.model
    which = f" --model {shlex.quote(made)}" if other else ""
    return searcher, (f"The index is out of date: {searcher.stale} Run `footnoted index build{which}`.",)
