"""Content encodings undone within a limit: a gzip bomb ends at the limit, not in memory."""

from __future__ import annotations

import re
import zlib

from corpus.sources.guard import WebError

_AUTOMATIC = 47
"""zlib's window bits for "gzip or zlib, as the header says"."""
_RAW = -15
_OTHERS = frozenset(
    {"br", "zstd", "compress", "x-compress", "bzip2", "x-bzip2", "lzma", "xz", "dcb", "dcz", "exi"}
)
"""Encodings that exist and were not asked for. What else stands there is the name of something else, a
character set say, and encodes nothing."""
_MARKUP = re.compile(rb"(?:\xef\xbb\xbf)?\s{0,200}(?:<[!?a-zA-Z]|[{\[]\s{0,20}\"|%PDF-)")
"""How what is not compressed begins beyond doubt."""
PACKED = b"\x1f\x8b"
"""How gzip begins."""
_STEP = 256 * 1024


def decompress(raw: bytes, encoding: str, limit: int) -> tuple[bytes, bool]:
    """Undo a body's content encoding.

    Args:
        raw: The body as sent.
        encoding: Value of Content-Encoding; several are undone from the last.
        limit: Most bytes of any step's result.

    Returns:
        The plain body, and whether its end is missing.

    Raises:
        WebError: Over the limit, or an encoding that was not asked for.
    """
    cut = False
    names = [name.strip().lower() for name in encoding.split(",") if name.strip()]
    for name in reversed(names[:4]):
        if name == "identity":
            continue
        if name not in ("gzip", "x-gzip", "deflate"):
            if _is_plain(raw) and (name not in _OTHERS or _MARKUP.match(raw)):
                continue  # some servers send plain text under the name of an encoding
            raise WebError("encoding", f"The answer is encoded as “{name[:40]}”, which was not asked for.")
        raw, ended = _inflate(raw, limit)
        cut = cut or not ended
    return raw, cut


def unpacked(body: bytes, content_type: str, limit: int) -> tuple[bytes, bool]:
    """Undo the packing of a page that was packed twice, or without a word of it.

    Args:
        body: The body as its headers say it is.
        content_type: Its Content-Type header: what is called a text is none that begins as gzip does.
        limit: As for `decompress`.

    Returns:
        The body, and whether its end is missing.

    Raises:
        WebError: Over the limit.
    """
    if body.startswith(b"\x1f\x8b\x08") and content_type.strip().lower().startswith(
        ("text/", "application/xhtml")
    ):
        whole, ended = _inflate(body, limit)
        return whole, not ended
    return body, False


def holds_warc(data: bytes) -> bool:
    """Tell whether what gzip packed begins as a WARC does; also where that cannot be told."""
    try:
        return zlib.decompressobj(_AUTOMATIC).decompress(data[:65_536], 5) in (b"WARC/", b"")
    except zlib.error:
        return True


def _is_plain(raw: bytes) -> bool:
    """Tell whether bytes begin as text does, or as what is text, a PDF or compressed by its own account."""
    if raw.startswith((b"%PDF-", PACKED)):
        return True
    head = raw[:1024]
    return not sum(byte < 0x20 and byte not in b"\t\n\x0c\r\x1b" for byte in head) * 50 > len(head)


def _inflate(raw: bytes, limit: int) -> tuple[bytes, bool]:
    if not raw:
        return raw, True
    try:
        return _members(raw, _AUTOMATIC, limit)
    except zlib.error:
        pass
    try:
        return _members(raw, _RAW, limit)
    except zlib.error:
        # Some servers send plain text under the name of an encoding.
        return raw, True


def _members(raw: bytes, bits: int, limit: int) -> tuple[bytes, bool]:
    """Inflate one gzip member after another; what follows the last one is left out."""
    parts: list[bytes] = []
    size, ended = 0, False
    while raw:
        engine = zlib.decompressobj(bits)
        pending = raw
        while pending and not engine.eof:
            part = engine.decompress(pending, min(_STEP, limit - size + 1))
            size += len(part)
            if size > limit:
                raise WebError("too-large", f"The page is larger than {limit:,} bytes once decompressed.")
            parts.append(part)
            pending = engine.unconsumed_tail
        ended = engine.eof
        raw = engine.unused_data
        if bits == _RAW or not raw.startswith(PACKED):
            break
    return b"".join(parts), ended
