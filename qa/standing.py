"""Whether what an older index holds still stands in its library, so that it may be quoted.

Between a change of the corpus and the next build, an index knows passages of documents that
were removed, or that another text took the place of. Their notes would be another text's.
"""

from __future__ import annotations

from collections.abc import Iterable, MutableMapping
from typing import TYPE_CHECKING

from corpus.model import Document, Note, Paragraph
from index.model import Hit, Passage

if TYPE_CHECKING:
    from corpus.library import Library


def standing(hits: Iterable[Hit], library: Library, known: MutableMapping[str, bool]) -> list[Hit]:
    """Return the hits whose passages stand in the library as the index has them, in their order.

    Args:
        hits: Of documents that the library has.
        library: The library, which may have changed since the index was built.
        known: Passage id → what was found, kept from question to question: a document is read for it.
    """
    kept = []
    documents: dict[str, Document] = {}
    for hit in hits:
        passage = hit.passage
        if passage.passage_id not in known:
            if passage.document not in documents:
                documents[passage.document] = library.document(passage.document)
            known[passage.passage_id] = _stands(passage, documents[passage.document])
        if known[passage.passage_id]:
            kept.append(hit)
    return kept


def _stands(passage: Passage, document: Document) -> bool:
    """Return whether a document has a passage's words at the place that the index has for them."""
    parts: Iterable[Note | Paragraph] = document.notes if passage.kind == "note" else document.paragraphs
    return any(
        _has(part, passage) for part in parts if part.content.start <= passage.start < part.content.end
    )


def _has(part: Note | Paragraph, passage: Passage) -> bool:
    at = part.text.find(passage.text)
    while at >= 0:
        if part.content.original(at, at + len(passage.text)) == (passage.start, passage.end):
            return True
        at = part.text.find(passage.text, at + 1)
    return False
