"""What the captured sources of an answer's notes say of the question."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from corpus.library import Library
    from qa.answer import Answer, AnswerPassage
    from qa.ask import Asker


def beneath(asker: Asker, library: Library, answer: Answer) -> dict[tuple[str, int], AnswerPassage]:
    """Return, for each note of an answer, the passage of its sources that bears most on the question.

    Notes whose source is not captured, not indexed yet, or silent on the question are left out.
    """
    from corpus.sources.documents import documents_cited
    from index.model import Scope

    cited: dict[str, dict[int, tuple[str, ...]]] = {}
    found: dict[tuple[str, int], AnswerPassage] = {}
    for shown in answer.passages:
        document = shown.passage.document
        for note in shown.notes:
            if document not in cited:
                cited[document] = documents_cited(library, document)
            sources = cited[document].get(note.number, ())
            if not sources or (document, note.number) in found:
                continue
            said = asker.ask(answer.question, scope=Scope(documents=frozenset(sources)), k=1)
            if said.passages and not said.abstained:
                found[document, note.number] = said.passages[0]
    return found
