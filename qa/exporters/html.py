"""One HTML page without scripts or outside files; nothing from a document is taken as markup."""

from __future__ import annotations

from html import escape

from qa.exporters.addresses import pieces
from qa.exporters.book import Book
from qa.quotation import Quotation, cite

_HEAD = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{title}</title>
<style>
body {{ max-width: 44rem; margin: 2rem auto; padding: 0 1rem; color: #222; }}
body {{ font: 1.05rem/1.55 Georgia, serif; }}
blockquote {{ margin: 1.2rem 0; padding-left: 1rem; border-left: .25rem solid #b9c7d0; }}
blockquote footer {{ font-size: .9rem; color: #555; margin-top: .4rem; }}
mark {{ background: #fbefc0; }}
sup a {{ text-decoration: none; }}
section.notes {{ font-size: .9rem; border-top: 1px solid #ccc; margin-top: 2rem; overflow-wrap: anywhere; }}
</style>
</head>
<body>
"""


def write(book: Book) -> str:
    """Return a book as one page, the notes linked both ways."""
    notes: dict[tuple[str, int], tuple[int, str]] = {}
    lines = [_HEAD.format(title=_text(book.title)), f"<h1>{_text(book.title)}</h1>"]
    seen: set[int] = set()
    for chapter in book.chapters:
        if chapter.question:
            lines.append(f"<h2>{_text(chapter.question)}</h2>")
        if chapter.remark:
            lines.append(f"<p><em>{_text(chapter.remark)}</em></p>")
        for quotation in chapter.quotations:
            lines.append(_quotation(quotation, notes, seen))
    if notes:
        lines.append('<section class="notes"><h2>Notes</h2><ol>')
        lines += [
            f'<li id="note{number}">{_linked(text)} <a href="#mark{number}">↩</a></li>'
            for number, text in notes.values()
        ]
        lines.append("</ol></section>")
    return "\n".join([*lines, "</body>", "</html>"]) + "\n"


def _quotation(quotation: Quotation, notes: dict[tuple[str, int], tuple[int, str]], seen: set[int]) -> str:
    texts = {note.number: note.text for note in quotation.notes}
    inserted = [(mark.offset, mark.number) for mark in quotation.marks if mark.number in texts]
    marked = {number for _, number in inserted}
    inserted += [(len(quotation.text), number) for number in texts if number not in marked]
    edges = {0, len(quotation.text), *(offset for offset, _ in inserted)}
    edges |= {edge for span in quotation.highlights for edge in span}
    places = sorted(edge for edge in edges if 0 <= edge <= len(quotation.text))
    parts: list[str] = []
    for position, start in enumerate(places):
        for offset, number in inserted:
            if offset == start:
                parts.append(_mark(quotation.document, number, texts[number], notes, seen))
        end = places[position + 1] if position + 1 < len(places) else start
        piece = _text(quotation.text[start:end])
        lit = any(low <= start < high for low, high in quotation.highlights)
        parts.append(f"<mark>{piece}</mark>" if lit and piece else piece)
    section = f", section “{quotation.section[-1]}”" if quotation.section else ""
    source = _linked(cite(quotation.record) + section)
    return f"<blockquote><p>{''.join(parts)}</p><footer>— {source}</footer></blockquote>"


def _mark(
    document: str, number: int, text: str, notes: dict[tuple[str, int], tuple[int, str]], seen: set[int]
) -> str:
    label, _ = notes.setdefault((document, number), (len(notes) + 1, text))
    anchor = "" if label in seen else f' id="mark{label}"'
    seen.add(label)
    return f'<sup{anchor}><a href="#note{label}">{label}</a></sup>'


def _text(text: str) -> str:
    return escape("".join(c if c.isprintable() or c.isspace() else "" for c in text))


def _linked(text: str) -> str:
    """Escape a text and make its web addresses links; nothing but http and https becomes one."""
    return "".join(_link(part, url) if url else _text(part) for part, url in pieces(text))


def _link(words: str, url: str) -> str:
    link = f'<a href="{_text(url)}" rel="noreferrer">{_text(url)}</a>'
    return f"&lt;{link}&gt;" if words.startswith("<") else link
