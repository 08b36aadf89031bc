"""Content encodings undone within a limit: a gzip bomb ends at the limit, not in memory."""

from __future__ import annotations

import zlib

from corpus.sources.guard import WebError

_AUTOMATIC = 47
"""zlib's window bits for "gzip or zlib, as the header says"."""
_RAW = -15
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
            raise WebError("encoding", f"The answer is encoded as “{name[:40]}”, which was not asked for.")
        raw, ended = _inflate(raw, limit)
        cut = cut or not ended
    return raw, cut


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
        if bits == _RAW or not raw.startswith(b"\x1f\x8b"):
            break
    return b"".join(parts), ended
