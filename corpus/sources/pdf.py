"""Text out of PDF through pypdf, page by page, within limits."""

from __future__ import annotations

import io
import logging
import re
from typing import Any

from corpus.sources.model import Extracted

MAX_PAGES = 1_000
_HYPHEN = re.compile(r"(?<=[a-z])-\n(?=[a-z])")
_ENDS = re.compile(r"[.!?。！？:：”\"]$")


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
        reader = PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            return Extracted(problem="the PDF is encrypted")
        pages = [_page_text(page) for page in reader.pages[:MAX_PAGES]]
        title, author, date = _said(reader)
    except (PyPdfError, ValueError, TypeError, KeyError, AttributeError, IndexError, RecursionError) as error:
        return Extracted(problem=f"the PDF is damaged ({type(error).__name__})")
    except (NotImplementedError, ImportError):
        return Extracted(problem="the PDF is encrypted in a way that cannot be read")
    text = "\n\n".join(page for page in pages if page)
    problem = "" if text.strip() else "the PDF holds no text, only pictures"
    return Extracted(text=text, title=title, author=author, date=date, problem=problem)


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


def _said(reader: Any) -> tuple[str | None, str | None, str | None]:  # noqa: ANN401 - pypdf's
    info = reader.metadata
    if info is None:
        return None, None, None
    made = info.creation_date
    return info.title, info.author, made.date().isoformat() if made else None
