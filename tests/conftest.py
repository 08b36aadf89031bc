"""What tests of several rooms share."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def shipped_library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped report's library with its index, built with the real encoder; do not change it."""
    from corpus.library_default import create_shipped
    from index.versions import build_index

    folder = tmp_path_factory.mktemp("shipped") / "library"
    with create_shipped(folder) as library:
        build_index(library)
    return folder


@pytest.fixture
def own_library(shipped_library: Path, tmp_path: Path) -> Path:
    """A copy of it, to do with as a test likes."""
    return shutil.copytree(shipped_library, tmp_path / "own-library")
