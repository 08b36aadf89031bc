"""Text out of PDF through pypdf, page by page, within limits."""

from __future__ import annotations

import io
import logging
import re
from datetime import date
from typing import Any

from corpus.dates import find_dates
from corpus.sources.model import CUT, Extracted

MAX_PAGES = 1_000
_HYPHEN = re.compile(r"(?<=[a-z])-\n(?=[a-z])")
_ENDS = re.compile(r"[.!?。！？:：”\"]$")
_TAIL = 2048
"""Bytes at the end in which a PDF names its table of contents and closes."""
_DAY = re.compile(r"(?:D:)?\s?(19|20)(\d\d)(\d\d)(\d\d)")
_LATE_DAY = re.compile(r"(?:D:)?19(1\d\d)(\d\d)(\d\d)\d{6}")
"""How old makers of PDF wrote years from 2000 on: "19" and the years since 1900."""
_ISO_DAY = re.compile(r"(19|20)(\d\d)-(\d\d)-(\d\d)(?!\d)")
_CLOCK = re.compile(r"\s\d\d?:\d\d(?::\d\d)?(?=\s)")
_MADE_IN = re.compile(
    r"^Microsoft (?:Office )?(?:Word|PowerPoint|Excel|Publisher|Visio)\s?[-–]\s?", re.IGNORECASE
)
_FILE_NAME = re.compile(
    r"\.(?:docx?|rtf|odt|pptx?|xlsx?|pdf|indd|qx[dp]|pub|tex|dvi|e?ps|wpd|p65|fm|ai|cdr)$", re.IGNORECASE
)
_NO_TITLE = re.compile(
    r"(?:untitled|unbenannt|sans titre|sin título|无标题|無標題|未命名)?[\s_-]?"
    r"(?:document|dokument|presentation|slide|layout|microsoft word|powerpoint presentation|title"
    r"|文档|文件|幻灯片)?[\s_-]?\d{0,3}",
    re.IGNORECASE,
)
"""What programs write where nobody gave a title."""


def extract_pdf(data: bytes) -> Extracted:
    """Take the text out of a PDF.

    Returns:
        The text of its first MAX_PAGES pages; `problem` is set when it is encrypted or
        damaged, or holds only pictures of text.
    """
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(io.BytesIO(_closed(data)), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            return Extracted(problem="the PDF is encrypted")
        pages = [_page_text(page) for page in reader.pages[:MAX_PAGES]]
        more = len(reader.pages) > MAX_PAGES
    except (PyPdfError, ValueError, TypeError, KeyError, AttributeError, IndexError, RecursionError) as error:
        return Extracted(problem=f"the PDF is damaged ({type(error).__name__})")
    except (NotImplementedError, ImportError):
        return Extracted(problem="the PDF is encrypted in a way that cannot be read")
    text = "\n\n".join(page for page in pages if page)
    problem = "" if text.strip() else "the PDF holds no text, only pictures"
    return Extracted(
        text=text,
        title=_title(_said(reader, "/Title")),
        author=_said(reader, "/Author") or None,
        date=_made_on(_said(reader, "/CreationDate")),
        problem=problem,
        hints=(CUT,) if more else (),
    )


def _closed(data: bytes) -> bytes:
    """Return a PDF with its closing mark: one that lacks nothing else is whole."""
    tail = data[-_TAIL:]
    return data + b"\n%%EOF\n" if b"startxref" in tail and b"%%EOF" not in tail else data


def _page_text(page: Any) -> str:  # noqa: ANN401 - pypdf's
    """Return a page's paragraphs; a line that ends a sentence well before the margin ends one."""
    lines = [line.strip() for line in _HYPHEN.sub("", page.extract_text() or "").split("\n")]
    width = max((len(line) for line in lines), default=0)
    parts: list[str] = []
    current: list[str] = []
    for line in lines:
        if line:
            current.append(line)
        if current and (not line or (_ENDS.search(line) and len(line) < 0.8 * width)):
            parts.append(_joined(current))
            current = []
    return "\n\n".join([*parts, *([_joined(current)] if current else [])])


def _joined(lines: list[str]) -> str:
    text = lines[0]
    for line in lines[1:]:
        wide = text[-1:] > "\u2e80" and line[:1] > "\u2e80"
        text += line if wide else f" {line}"
    return text


def _said(reader: Any, key: str) -> str:  # noqa: ANN401 - pypdf's
    """Return what the PDF says of itself under a key; empty where that is no text, or cannot be read."""
    from pypdf.errors import PyPdfError

    try:
        value = (reader.metadata or {}).get(key)
        value = None if value is None else value.get_object()
    except (PyPdfError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return ""  # the text stands, whatever is wrong with what is said of it
    return value.strip() if isinstance(value, str) and not value.startswith("/") else ""


def _title(said: str) -> str | None:
    """Return a title that somebody gave: no file's name, and nothing that a program puts in its place."""
    bare = _MADE_IN.sub("", said).strip()
    if _FILE_NAME.search(bare):
        bare = _FILE_NAME.sub("", bare)
        bare = bare if " " in bare else ""  # a sentence with an ending is a title all the same
    return None if _NO_TITLE.fullmatch(bare) else bare


def _made_on(said: str) -> str | None:
    """Return the day in a date as PDF writes it, or as makers of PDFs do; None where it is not plain."""
    if late := _LATE_DAY.match(said):
        return _day(1900 + int(late.group(1)), *(int(part) for part in late.groups()[1:]))
    found = _DAY.match(said) or _ISO_DAY.match(said)
    if found:
        century, *rest = (int(part) for part in found.groups())
        return _day(100 * century + rest[0], rest[1], rest[2])
    # As C writes it: "Thu Apr 12 09:30:00 2019". In figures only, a day and a month look alike.
    written = find_dates(_CLOCK.sub("", said)) if any(map(str.isalpha, said)) else ()
    iso = written[0].iso if len(written) == 1 else None
    return iso if iso and len(iso) == 10 else None


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
