"""Text out of what a server sent: HTML, PDF or plain text; nothing in it is run."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html import unescape

from corpus.sources.charset import decode_page, wide_encoding
from corpus.sources.model import CUT, FEED, Extracted

READER = 2
"""Raised whenever the same bytes would give another text: captures read before are then read again for
comparison."""
MAX_HTML = 8 * 1024 * 1024
"""Bytes of HTML looked at; a page with more is data, not prose."""
MAX_TEXT = 4_000_000
"""Characters of text kept of one source; a book of 1,000 pages is about half of it."""
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u2060\ufeff\ud800-\udfff]")
_SPACES = re.compile(r"[ \t\u00a0\u3000]+")
_BREAKS = re.compile(r"\n\s*\n+")
_WHOLE_HTML = re.compile(rb"(?:<\?xml[^<>]{0,200}>\s*)?<(?:!doctype html|html)[\s>]", re.IGNORECASE)
"""How nothing but a page begins, whatever it is declared to be."""
_STRAY = 50
"""One byte in so many of a page's beginning may be NUL."""
_FEED = re.compile(rb"(?:<[?!][^<>]{0,400}>\s*){0,5}<(?:rss|feed|rdf:RDF|atom:feed)[\s>]", re.IGNORECASE)
_JSON = re.compile(rb"[{\[]\s{0,200}[\"{\[]")
"""How values of JSON begin that are no text in brackets."""
_PROSE = 200
"""Characters from which data holds a text; less is a message, and its marks tell of what."""
_MARK = re.compile(r"<[^<>]{0,4000}>")
_RICH = b"{\\rtf"
_CLOSED = (
    (b"bplist00", "a web archive of Safari"),
    (b"PK\x03\x04", "a packed file (of Word or LibreOffice, an EPUB or a ZIP)"),
    (b"\xd0\xcf\x11\xe0", "an old file of Word, Excel or PowerPoint"),
    (_RICH, "rich text (RTF)"),
    (b"7z\xbc\xaf", "a packed file (7z)"),
    (b"Rar!", "a packed file (RAR)"),
)
"""How files begin that hold a text and are not opened here, and what a person calls them."""
_HTML = re.compile(
    rb"<(?:!doctype html|html|head|body|title|meta|div|p|a|h[1-6]|script|table|span)[\s>]", re.IGNORECASE
)


def extract(body: bytes, content_type: str = "", url: str = "") -> Extracted:
    """Take the text out of a page.

    Args:
        body: Its bytes, decompressed.
        content_type: Its Content-Type header; the bytes overrule a wrong one.
        url: Where it comes from, for relative links and dates in addresses.

    Returns:
        Text and what the page says of itself; `problem` says why there is no text.
    """
    kind = media_type(body, content_type)
    if not body.strip():
        return Extracted(media_type=kind, problem="the page is empty")
    if kind == "application/pdf":
        from corpus.sources.pdf import extract_pdf

        found = extract_pdf(body)
    elif kind == "text/html":
        from corpus.sources.html import extract_html

        # A NUL is read over, as browsers do; the parser would take it for the end.
        found = extract_html(decode_page(body[:MAX_HTML], content_type).replace("\0", ""), url)
        if len(body) > MAX_HTML:
            found = replace(found, hints=(*found.hints, CUT))
    elif kind == FEED:
        return Extracted(
            media_type=kind, problem="the address answers with a feed of headlines, not with a page"
        )
    elif kind.endswith("json"):
        found = Extracted(text=_strings(decode_page(body, content_type)))
    elif kind in ("application/xml", "text/xml"):
        found = Extracted(text=unescape(_MARK.sub("\n", decode_page(body, content_type))))
    elif kind.startswith("text/"):
        found = Extracted(text=decode_page(body, content_type))
    else:
        return Extracted(media_type=kind, problem=_unread(body, kind))
    return _finished(found, kind)


def _unread(body: bytes, kind: str) -> str:
    """Say of bytes that hold no text, or none that can be read, what they are."""
    named = next((name for mark, name in _CLOSED if body.startswith(mark)), "")
    return f"{named} is not opened" if named else f"{kind} holds no text that can be read"


def _strings(text: str) -> str:
    """Return the texts in a JSON value, in order; what is none, or holds next to no text, stays as it is."""
    try:
        waiting = [json.loads(text)]
    except (ValueError, RecursionError):
        return text
    found: list[str] = []
    while waiting:
        value = waiting.pop()
        if isinstance(value, str):
            found.append(value)
        elif isinstance(value, dict):
            waiting.extend(reversed(value.values()))
        elif isinstance(value, list):
            waiting.extend(reversed(value))
    joined = "\n\n".join(found)
    return joined if len(joined) >= _PROSE else text


def media_type(body: bytes, content_type: str) -> str:
    """Return what the bytes are, by their beginning first and by their declared type else."""
    head = body[:2048].lstrip(b"\xef\xbb\xbf \t\r\n")
    declared = content_type.partition(";")[0].strip().lower()
    if b"%PDF-" in body[:1024]:
        return "application/pdf"
    if body.startswith(_RICH):
        return "application/rtf"
    if _FEED.match(head):
        return FEED
    if declared == "text/html" and _JSON.match(head) and body.rstrip().endswith((b"}", b"]")):
        return "application/json"
    if (
        declared in ("application/xhtml+xml", "text/html")
        or _WHOLE_HTML.match(head)
        or (
            not declared.startswith(("image/", "audio/", "video/", "text/plain", "application/json"))
            and _HTML.search(head)
        )
    ):
        return "text/html" if _is_text(body, content_type) else "application/octet-stream"
    if b"\0" in head and not _is_wide(body, content_type):
        return declared if declared and not declared.startswith("text/") else "application/octet-stream"
    return declared[:100] or "text/plain"


def _is_text(body: bytes, content_type: str) -> bool:
    """Tell whether what is called a page is one: a few stray NULs between tags make no picture."""
    head = body[:2048]
    stray = head.count(0)
    if not stray or _is_wide(body, content_type):
        return True
    return stray * _STRAY < len(head) and _HTML.search(head.replace(b"\0", b"")) is not None


def _is_wide(body: bytes, content_type: str) -> bool:
    return body.startswith((b"\xff\xfe", b"\xfe\xff")) or bool(wide_encoding(body, content_type))


def _finished(found: Extracted, kind: str) -> Extracted:
    whole = tidy(found.text)
    text = whole[:MAX_TEXT]
    language = found.language
    if text:
        from corpus.language import guess_language

        language = guess_language(text) if len(text) > 40 or not language else language
    problem = found.problem or ("" if text else "the page holds no text")
    return replace(
        found,
        text=text,
        title=_line(found.title),
        author=_line(found.author),
        language=language,
        media_type=kind,
        problem=problem,
        hints=found.hints if text == whole else (*found.hints, CUT),
    )


def tidy(text: str) -> str:
    """Return text without control characters, its paragraphs divided by one blank line each."""
    text = _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = _SPACES.sub(" ", text)
    return _BREAKS.sub("\n\n", "\n".join(line.strip() for line in text.split("\n"))).strip()


def _line(text: str | None) -> str | None:
    clean = " ".join(tidy(text or "").split())[:300]
    return clean or None
