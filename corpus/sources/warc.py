"""Captures as WARC files, one a capture: written aside, synced, renamed."""

from __future__ import annotations

import contextlib
import errno
import gzip
import hashlib
import io
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from corpus.errors import SourceError
from corpus.sources.decompress import PACKED, decompress, unpacked
from corpus.sources.guard import WebError
from corpus.sources.model import Exchange

FOLDER = "snapshots"
"""Folder of the library that holds the WARC files."""
HELD = "held"
"""Folder in it of small files, one for each answer that waits for its snapshot."""
PARTIAL = ".part"
"""Ending of a file that is being written; one that is found later was left by a killed process."""
_UNSENT = frozenset({"transfer-encoding"})
"""Headers that describe the wire and not the record: chunks are joined in it."""
_UNTYPED = "application/octet-stream"
_RESOURCES = ("file:", "http:", "https:")
"""Addresses of files kept as they are; other programs keep their logs as such records too."""
MAX_RECORDS = 10_000


@dataclass(frozen=True, slots=True)
class WarcPlace:
    """Where a capture's last answer stands."""

    path: str
    """Relative to the library's folder."""
    offset: int


def write_warc(library: Path, exchanges: Sequence[Exchange], software: str) -> WarcPlace:
    """Write a capture's answers, redirects first, into a WARC file of its own.

    Args:
        library: The library's folder.
        exchanges: At least one.
        software: Who captured, for the file's first record.

    Returns:
        Where the last answer's record begins.

    Raises:
        SourceError: When the disk is full or cannot be written; nothing is left behind.
    """
    last = exchanges[-1]
    mark = hashlib.sha256(f"{last.url}\n{last.at}\n".encode() + last.raw).hexdigest()
    name = f"{FOLDER}/{mark[:2]}/{last.at[:10].replace('-', '')}-{mark[:16]}.warc.gz"
    file = library / name
    aside = file.with_name(f"{file.name}.{os.getpid()}{PARTIAL}")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with aside.open("wb") as stream:
            offset = _write(stream, exchanges, file.name, software)
            stream.flush()
            os.fsync(stream.fileno())
        aside.replace(file)
    except OSError as error:
        with contextlib.suppress(OSError):
            aside.unlink(missing_ok=True)
        raise cannot_write(library, error) from error
    return WarcPlace(name, offset)


def _write(stream: Any, exchanges: Sequence[Exchange], name: str, software: str) -> int:  # noqa: ANN401
    from warcio.warcwriter import WARCWriter

    writer = WARCWriter(stream, gzip=True)
    writer.write_record(
        writer.create_warcinfo_record(name, {"software": software, "format": "WARC File Format 1.0"})
    )
    offset = 0
    for exchange in exchanges:
        offset = stream.tell()
        writer.write_record(_record(writer, exchange))
    return offset


def _record(writer: Any, exchange: Exchange) -> Any:  # noqa: ANN401 - warcio has no types
    from warcio.statusandheaders import StatusAndHeaders

    headers = [(_safe(name), _safe(value)) for name, value in exchange.headers if name.lower() not in _UNSENT]
    fields = {"WARC-Date": f"{exchange.at[:19]}Z"}
    if exchange.cut:
        fields["WARC-Truncated"] = "disconnect"
    if exchange.brought:
        return writer.create_warc_record(
            exchange.url,
            "resource",
            payload=io.BytesIO(exchange.raw),
            length=len(exchange.raw),
            warc_content_type=_safe(exchange.header("Content-Type")) or _UNTYPED,
            warc_headers_dict=fields,
        )
    # Header lines that are not ASCII are written in percents; a status line has no such form, nor a meaning.
    phrase = _safe(exchange.phrase).encode("ascii", "replace").decode("ascii")
    status = StatusAndHeaders(f"{exchange.status} {phrase}", headers, protocol="HTTP/1.1")
    return writer.create_warc_record(
        exchange.url,
        "response",
        payload=io.BytesIO(exchange.raw),
        length=len(exchange.raw),
        http_headers=status,
        warc_headers_dict=fields,
    )


def _safe(text: str) -> str:
    return text.replace("\r", " ").replace("\n", " ")


def read_capture(library: Path, path: str, offset: int, limit: int) -> Exchange:
    """Read a capture's last answer back from its WARC file.

    Raises:
        SourceError: When the file is missing or damaged.
    """
    file = library / path
    try:
        with file.open("rb") as stream:
            stream.seek(offset)
            for exchange in _exchanges(stream, limit):
                return exchange
    except OSError as error:
        raise SourceError(f"{file} cannot be read: {error.strerror}.", "Capture the source again.") from error
    raise SourceError(f"{file} holds no answer at byte {offset}.", "Capture the source again.")


def read_warc(file: Path, limit: int) -> Iterator[Exchange]:
    """Yield the answers in a WARC file that came from elsewhere.

    Args:
        file: The file, compressed or not.
        limit: Most bytes of one body.

    Raises:
        SourceError: When it is no WARC file, or is cut short; what comes before the cut is yielded.
    """
    try:
        with file.open("rb") as stream:
            packed = stream.read(len(PACKED)) == PACKED
            stream.seek(0)
            # Packed record by record or as a whole: both are read alike so.
            with gzip.open(stream) if packed else contextlib.nullcontext(stream) as plain:
                yield from _exchanges(plain, limit)
                plain.read(1)  # warcio takes the end of a packed file that is cut short for its end
    except (gzip.BadGzipFile, EOFError) as error:
        raise SourceError(f"{file} is cut short or damaged.", "Copy or download it again.") from error
    except OSError as error:
        raise SourceError(
            f"{file} cannot be read: {error.strerror}.", "Check its name and permissions."
        ) from error
    except WebError as error:
        raise SourceError(f"{file}: {error.message}", "Attach the page itself.") from error


def _exchanges(stream: Any, limit: int) -> Iterator[Exchange]:  # noqa: ANN401
    import zlib

    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed
    from warcio.statusandheaders import StatusAndHeadersParserException as NoAnswer

    try:
        for record in islice(_records(ArchiveIterator(stream)), MAX_RECORDS):
            if record.rec_type == "response" and _answers(record):
                yield _exchange(record, limit)
            elif record.rec_type == "resource" and _address(record).startswith(_RESOURCES):
                yield _resource(record, limit)
    except (ArchiveLoadFailed, NoAnswer, EOFError, zlib.error, UnicodeError, ValueError) as error:
        name = getattr(stream, "name", "The file")
        raise SourceError(
            f"{name} is no WARC file, or is damaged.", "Make it anew, or attach the page itself."
        ) from error


def _answers(record: Any) -> bool:  # noqa: ANN401 - warcio has no types
    """Return whether a response has the head of an answer, and read it where warcio does not.

    Files that a person brought were once kept as answers from "file:", which it takes for none.
    """
    if record.http_headers is None and _address(record).startswith("file:"):
        from warcio.statusandheaders import StatusAndHeadersParser

        record.http_headers = StatusAndHeadersParser(["HTTP/1.1"]).parse(record.raw_stream)
    return record.http_headers is not None


def _records(archive: Iterator[Any]) -> Iterator[Any]:
    """Yield a WARC's records.

    Raises:
        ValueError: When one is cut off in its own fields: warcio then misses an address and trips.
    """
    while True:
        try:
            record = next(archive, None)
        except AttributeError as error:
            raise ValueError("a record without an address") from error
        if record is None:
            return
        yield record


def _exchange(record: Any, limit: int) -> Exchange:  # noqa: ANN401 - warcio has no types
    raw, missing = _payload(record, limit)
    headers = tuple((str(name), str(value)) for name, value in record.http_headers.headers)
    body, short = decompress(raw, record.http_headers.get_header("Content-Encoding") or "", limit)
    body, shorter = unpacked(body, record.http_headers.get_header("Content-Type") or "", limit)
    return Exchange(
        url=_address(record),
        status=int((record.http_headers.get_statuscode() or "0")[:3] or 0),
        phrase="",
        headers=headers,
        raw=raw,
        body=body,
        at=str(record.rec_headers.get_header("WARC-Date") or "")[:32],
        cut=short or shorter or missing or bool(record.rec_headers.get_header("WARC-Truncated")),
    )


def _resource(record: Any, limit: int) -> Exchange:  # noqa: ANN401 - as above
    """Return a file that was kept as it is; what nobody typed is told by its bytes."""
    raw, missing = _payload(record, limit)
    kind = str(record.rec_headers.get_header("Content-Type") or _UNTYPED)
    return Exchange(
        url=_address(record),
        status=200,
        phrase="OK",
        headers=() if kind == _UNTYPED else (("Content-Type", kind),),
        raw=raw,
        body=raw,
        at=str(record.rec_headers.get_header("WARC-Date") or "")[:32],
        cut=missing or bool(record.rec_headers.get_header("WARC-Truncated")),
        brought=True,
    )


def _payload(record: Any, limit: int) -> tuple[bytes, bool]:  # noqa: ANN401 - as above
    """Return a record's payload, and whether some of it is missing."""
    declared = int(record.rec_headers.get_header("Content-Length") or 0)
    raw = record.raw_stream.read(limit + 1)
    if len(raw) > limit:
        raise WebError("too-large", f"a page in it is larger than the limit of {limit:,} bytes.")
    return raw, declared > 0 and record.raw_stream.limit > 0


def _address(record: Any) -> str:  # noqa: ANN401 - as above
    return str(record.rec_headers.get_header("WARC-Target-URI") or "")[:8192]


def sweep(library: Path, known: frozenset[str]) -> int:
    """Remove what a killed process left: half-written files, and whole ones that no row names.

    Args:
        library: The library's folder; nobody else captures into it meanwhile.
        known: Paths that rows name, relative to the folder.

    Returns:
        How many files were removed.
    """
    gone = 0
    for file in sorted((library / FOLDER).glob("*/*")):
        name = f"{FOLDER}/{file.parent.name}/{file.name}"
        if file.is_file() and name not in known and file.name.endswith((PARTIAL, ".warc.gz")):
            file.unlink(missing_ok=True)
            gone += 1
    return gone


def cannot_write(library: Path, error: OSError) -> SourceError:
    """Return the error to raise when something of a capture cannot be written."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return SourceError(
            f"The disk that holds the library {library} is full.",
            "Free some space and run it again: what is captured already is kept.",
        )
    return SourceError(
        f"Captures cannot be written into {library}: {error.strerror}.", "Make the library's folder writable."
    )
