"""Pages that a browser saved as one file (MHTML, RFC 2557): the page itself, without its pictures."""

from __future__ import annotations

import re

_LOOKED_AT = 4096
"""Bytes at the beginning in which the file must say that it is one."""
_MOST_PARTS = 20_000
"""Lines that may part something; a page has some hundreds, and each costs 20 microseconds to read."""
_KIND = re.compile(rb"^content-type:\s*multipart/related\b", re.IGNORECASE | re.MULTILINE)
_FIELD = re.compile(rb"[A-Za-z][A-Za-z0-9-]{0,60}:")


def is_mhtml(data: bytes) -> bool:
    """Return whether a file is a message of several parts that belong together."""
    return _FIELD.match(data) is not None and _KIND.search(data[:_LOOKED_AT]) is not None


def is_cut(data: bytes) -> bool:
    """Return whether a saved message ends before its last part does."""
    from email.errors import CloseBoundaryNotFoundDefect
    from email.parser import BytesParser

    if data.count(b"\n--") > _MOST_PARTS:
        return False
    try:
        message = BytesParser().parsebytes(data)
    except RecursionError:  # as below
        return False
    return any(isinstance(defect, CloseBoundaryNotFoundDefect) for defect in message.defects)


def page_of(data: bytes) -> tuple[str, str, bytes] | None:
    """Return the address, the type and the bytes of the page in a saved message.

    Returns:
        What the first HTML part says of itself and holds, decoded; None when there is none.
    """
    from email import message_from_bytes

    if data.count(b"\n--") > _MOST_PARTS:
        return None
    try:
        parts = list(message_from_bytes(data).walk())
    except RecursionError:  # messages within messages, without end
        return None
    for part in parts:
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            body = part.get_payload(decode=True)
            if isinstance(body, bytes):
                return str(part.get("Content-Location", "")), str(part.get("Content-Type", "")), body
    return None
