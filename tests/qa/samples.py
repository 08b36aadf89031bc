"""A small report and an answer from it, for sessions, exports and the chain."""

from __future__ import annotations

from corpus.model import Document
from corpus.readers.protocol import RawFile
from corpus.reading import read_document
from index.model import Passage, PassageMark
from qa.answer import Answer, AnswerPassage, Dropped, Question, Turn

TEXT = """# Bridges & Tunnels: a \\$100 report

## 1. Money

Acme paid for the bridge in Oslo.[^1] The tunnel in Bergen was paid for by the state, 50 % of it.[^2]
Nobody knows more.[^4]

## 2. Rivers

Rivers rise in spring.[^3] 北京的桥很多。[^5] Bridges fall.[^1]

[^1]: Jane Doe and Karl Ek, “Who Pays {Most} for Bridges_and Tunnels?”, The Daily News, 12 May 2015, <https://news.example.com/a_b?x=1&y=2>
[^2]: Doe.
[^3]: Freedom House, “Rivers”, Oct. 2009, https://example.org/rivers.
[^4]: It is not clear why.
[^5]: “一带一路上的桥”, 人民日报, 2018年4月12日, http://people.example.cn/1.html
"""


def document(text: str = TEXT, doc_id: str = "bridges") -> Document:
    return read_document(RawFile("bridges.md", text.encode(), text), doc_id=doc_id)


def shown(source: Document, index: int, rank: int = 1) -> AnswerPassage:
    paragraph = [p for p in source.paragraphs if p.marks][index]
    marks = tuple(PassageMark(mark.number, mark.offset) for mark in paragraph.marks)
    passage = Passage(
        f"{source.doc_id}#p{paragraph.index}", source.doc_id, "report", paragraph.text, paragraph.start,
        paragraph.end, paragraph.section, paragraph.leads, marks, paragraph.sentences,
    )  # fmt: skip
    numbers = [mark.number for mark in marks]
    notes = tuple(note for note in source.notes if note.number in numbers)
    why = {"bm25": 0.2, "dense": 0.3}
    return AnswerPassage(rank, 0.5, passage, paragraph.sentences[:1], (), notes, why, {"bridg": 0.2}, 1, 2)


def answer(text: str = "Who paid for the bridge?", source: Document | None = None) -> Answer:
    source = source or document()
    passages = (shown(source, 0, 1), shown(source, 1, 2))
    dropped = (Dropped(passages[1].passage, 0.1, "below rank 2"),)
    question = Question(text, "q1", (Turn("user", "What is it?"),))
    return Answer(
        question, f"{text} (bridge)", False, None, 0.75, passages, ("zebra",), "v1", "toy", 1.5, dropped
    )
