"""What no robot can reach, brought by a person: a saved page, a PDF or a WARC for a citation."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from corpus.errors import ReadError, SourceError, UsageError
from corpus.progress import Progress, no_progress
from corpus.sources import webarchive
from corpus.sources.browse import REDIRECTS
from corpus.sources.capture import Extractor, described
from corpus.sources.decompress import PACKED, holds_warc, unpacked
from corpus.sources.documents import update_documents
from corpus.sources.extract import extract, media_type
from corpus.sources.guard import WebError, joined
from corpus.sources.judge import same_place
from corpus.sources.lock import capturing
from corpus.sources.mhtml import is_cut, is_mhtml, page_of
from corpus.sources.model import GOES_ON, Exchange, Extracted, Snapshot
from corpus.sources.page_text import judge_text
from corpus.sources.settings import FetchSettings
from corpus.sources.states import apply_states
from corpus.sources.store import SourceStore
from corpus.sources.targets import Target, targets
from corpus.sources.transport import now_text
from corpus.sources.warc import read_warc
from corpus.sources.webarchive import is_webarchive

if TYPE_CHECKING:
    from corpus.library import Library

_TYPES = {".html": "text/html", ".htm": "text/html", ".xhtml": "text/html", ".pdf": "application/pdf",
          ".txt": "text/plain", ".md": "text/plain"}  # fmt: skip
_PAGES = frozenset(("text/html", "application/pdf", "text/plain", "application/xhtml+xml"))
_ANOTHERS = "The page in it is that of"
_DOUBTFUL = "Is it the source?"
"""Words of a reason by which a person is asked to look again."""


def attach(
    library: Library,
    note: int,
    files: Sequence[Path],
    settings: FetchSettings,
    *,
    citation: int | None = None,
    document: str | None = None,
    progress: Progress = no_progress,
    extractor: Extractor = extract,
) -> tuple[Snapshot, ...]:
    """Attach files to the sources of a note, in the order of its citations.

    Args:
        library: The library.
        note: Number of the note.
        files: As many files as the note has sources, or with `citation` just one.
        settings: The limit of size.
        citation: Which of the note's citations is meant, 1-based.
        document: The document whose note is meant.
        progress: Told of documents being made.
        extractor: Takes the text out of a page.

    Returns:
        The snapshots made.

    Raises:
        UsageError: When it is not plain which file belongs to which citation.
        ReadError: When a file cannot be read.
        SourceError: When a file is empty, over the limit, a WARC cut short, or no text
            can be taken out. Nothing is attached then.
    """
    chosen = _chosen(targets(library, [note], document), note, citation, len(files))
    read = [_read(file, target, settings, extractor) for file, target in zip(files, chosen, strict=True)]
    with capturing(library.path):
        store = SourceStore(library)
        made = tuple(store.save(snapshot, found.text, (exchange,)) for snapshot, found, exchange in read)
        update_documents(library, progress)
        apply_states(library)
    return made


def _chosen(found: Sequence[Target], note: int, citation: int | None, files: int) -> list[Target]:
    count = len(found)
    if not count:
        raise UsageError(
            f"Note {note} names no source that is known.", "Only a note with a citation can have a file."
        )
    documents = list(
        dict.fromkeys(ref.document for target in found for ref in target.refs if ref.note == note)
    )
    if len(documents) > 1 and count > 1:
        raise UsageError(
            f"Several reports have a note {note}: {', '.join(documents[:5])}.", "Say which: --document ID."
        )
    if citation is not None:
        by_place = {ref.citation + 1: target for target in found for ref in target.refs if ref.note == note}
        if citation not in by_place:
            raise UsageError(
                f"Note {note} has no citation {citation} with a source.",
                f"It has {', '.join(map(str, sorted(by_place)))}.",
            )
        if files != 1:
            raise UsageError("--citation names one citation.", "Attach one file to it.")
        return [by_place[citation]]
    if files != count:
        given = "is one file" if files == 1 else f"are {files} files"
        raise UsageError(
            f"Note {note} names {count} sources, and there {given}.",
            "Give one file for each in their order, or one file and --citation N.",
        )
    return list(found)


def _read(
    file: Path, target: Target, settings: FetchSettings, extractor: Extractor
) -> tuple[Snapshot, Extracted, Exchange]:
    data = _bytes(file, settings.max_bytes)
    if data.startswith(PACKED) and not holds_warc(data) and not file.name.lower().endswith(".warc.gz"):
        data = _unpacked(file, data, settings.max_bytes) or data
    if data.startswith((b"WARC/", PACKED)) or file.name.lower().endswith((".warc", ".warc.gz")):
        exchange = _from_warc(file, target, settings.max_bytes)
    else:
        exchange = _as_exchange(file, data)
    found = extractor(exchange.body, exchange.header("Content-Type"), target.url or "")
    if not found.text:
        reason = found.problem or "it holds no text"
        raise SourceError(
            f"{file} cannot be attached: {reason}.", "Save the page as text, HTML or a PDF with text."
        )

    blank = Snapshot(
        source=target.source, origin="attached", state="attached", captured_at=now_text(), url=target.url,
        reason=_told(file, exchange, found, target),
    )  # fmt: skip
    return replace(described(blank, exchange, found), final_url=target.url, status=None), found, exchange


def doubted(snapshot: Snapshot) -> bool:
    """Return whether what was attached may not be the source, or not all of it, as its reason says."""
    return any(told in snapshot.reason for told in (_ANOTHERS, _DOUBTFUL, GOES_ON))


def _told(file: Path, exchange: Exchange, found: Extracted, target: Target) -> str:
    """Say where a text comes from, and when it is another address's, or hardly the source's."""
    told = f"Attached from {_name(file)[:100]}."
    web = exchange.url.startswith(("http://", "https://"))
    if web and target.url and not same_place(exchange.url, target.url):
        told = f"{told} {_ANOTHERS} {exchange.url[:200]}."
    doubt = judge_text(found, target.citation.title)
    told += found.told_cut
    return f"{told} {_DOUBTFUL} {doubt.reason}" if doubt else told


def _name(file: Path) -> str:
    """Return a file's name as text; on disk it may be any bytes."""
    return os.fsencode(file.name).decode("utf-8", "replace")


def _bytes(file: Path, limit: int) -> bytes:
    try:
        if not file.is_file():
            kind = "is a folder" if file.is_dir() else "is no regular file"
            reason = kind if file.exists() else "does not exist"
            raise ReadError(f"{file} {reason}.", "Name a file: a saved page, a PDF or a WARC.")
        with file.open("rb") as stream:
            data = stream.read(limit + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise ReadError(f"{file} cannot be read: {reason}.", "Check its name and permissions.") from error
    if len(data) > limit and not data.startswith((b"WARC/", PACKED)):
        raise SourceError(f"{file} is larger than the limit of {limit:,} bytes.", "Raise it with --max-mb.")
    if not data.strip():
        raise SourceError(f"{file} is empty.", "Name a file with text in it.")
    return data


def _unpacked(file: Path, data: bytes, limit: int) -> bytes:
    """Return the page in a file packed by itself ("page.html.gz"); nothing where it holds none."""
    try:
        page, cut = unpacked(data, "text/html", limit)
    except WebError as error:
        raise SourceError(f"{file}: {error.message}", "Raise it with --max-mb.") from error
    if media_type(page, "") not in ("text/html", "application/pdf"):
        return b""
    if cut:
        raise SourceError(f"{file} is cut short.", "Copy or download it again.")
    return page


def _as_exchange(file: Path, data: bytes) -> Exchange:
    address, kind = f"file:///{quote(os.fsencode(file.name))}", _TYPES.get(file.suffix.lower(), "")
    message = is_mhtml(data)
    if message or is_webarchive(data):
        page = page_of(data) if message else webarchive.page_of(data)
        if page is None:
            what = "a saved message" if message else "a property list"
            raise SourceError(f"{file} is {what} and holds no page.", "Save the page as HTML or PDF.")
        if message and is_cut(data):
            raise SourceError(f"{file} is cut short.", "Save the page again.")
        told, kind, data = page
        address = told[:8192] if told.startswith(("http://", "https://")) else address
    headers = (("Content-Type", " ".join(kind.split())),) if kind else ()
    return Exchange(address, 200, "OK", headers, data, data, now_text(), brought=True)


def _from_warc(file: Path, target: Target, limit: int) -> Exchange:
    """Return the answer in a WARC that is the citation's: by its address, or the only page in it.

    Raises:
        SourceError: When the WARC is cut or damaged, holds no page, or several and none of this address.
    """
    wanted = [target.url] if target.url else []
    others: list[Exchange] = []
    try:
        for exchange in read_warc(file, limit):
            if exchange.cut:
                raise SourceError(f"{file} is cut short.", "Copy or download it again.")
            own = any(same_place(exchange.url, url) for url in wanted)
            if own and exchange.status in REDIRECTS and exchange.header("Location"):
                wanted.append(joined(exchange.url, exchange.header("Location")))
            if 200 <= exchange.status < 300:
                if own:
                    return exchange
                _keep(others, exchange)
    except SourceError as error:
        raise SourceError(
            f"{file} is a WARC cut short or damaged, or none: {error.message}", error.hint
        ) from error
    if not others:
        raise SourceError(
            f"{file} holds no page.",
            "Name a WARC with a response record (requests and revisits alone have none), or the page itself.",
        )
    if target.url and len(others) > 1:
        raise SourceError(
            f"{file} holds several pages and none of {target.url[:200]}: {others[0].url[:200]}, say.",
            "Attach the page itself, saved as HTML or PDF.",
        )
    return others[0]


def _keep(others: list[Exchange], exchange: Exchange) -> None:
    """Keep the first two pages of a WARC that holds not the cited address; pictures and scripts are none."""
    kinds = [media_type(one.body, one.header("Content-Type")) in _PAGES for one in (exchange, *others[:1])]
    if len(kinds) == 2 and kinds[0] and not kinds[1]:
        others[:] = [exchange]
    elif len(others) < (2 if kinds[0] else 1):
        others.append(exchange)
