"""What an empty conversation shows: what this is, and three questions worth asking."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.model import Document
from tui.state.flow import BLANK, Block
from tui.state.ink import Ink
from tui.state.targets import ToQuestion

OFFERED = 3
"""Questions offered."""

_NUMBERING = re.compile(
    r"^\s*(?:[ivxlcIVXLC]+|\d+(?:\.\d+)*|[A-Za-z]|第?[一二三四五六七八九十百]+[章节]?)[.)、:：]\s*"
)


def welcome_questions(document: Document) -> tuple[str, ...]:
    """Return questions about the sections of a document that its notes back most.

    Args:
        document: Any report; one without sections gives a question about its title.
    """
    marks: dict[str, int] = {}
    for paragraph in document.paragraphs:
        if paragraph.section and paragraph.matter == "body":
            title = paragraph.section[-1]
            marks[title] = marks.get(title, 0) + len(paragraph.marks) + 1
    order = {title: place for place, title in enumerate(marks)}
    best = sorted(marks, key=lambda title: (-marks[title], order[title]))[:OFFERED]
    titles = [_NUMBERING.sub("", title).strip(" .:") for title in sorted(best, key=order.__getitem__)]
    titles = [title for title in titles if title] or [document.record.title]
    if document.record.language == "zh":
        return tuple(f"关于“{title}”，文中怎么说？" for title in titles)
    return tuple(f"What is said about {title}?" for title in titles)


def welcome_blocks(titles: Sequence[str], questions: Sequence[str]) -> list[Block]:
    """Return the welcome of an empty conversation."""
    blocks = [Ink().add("Ask a question below.").block(role="heading", key="welcome"), BLANK]
    what = "the documents of this library" if len(titles) != 1 else f"“{titles[0]}”"
    blocks.append(
        Ink()
        .add(f"Answers are passages of {what}, with the footnotes that back them ")
        .add("and the sources behind the notes. ")
        .add("Nothing is made up: every word shown stands in a document, at a place you can open.")
        .block()
    )
    blocks.append(BLANK)
    if questions:
        blocks.append(Ink().add("Questions worth asking").block(role="heading"))
    blocks += [Ink().stop(question, ToQuestion(question), "link").block(hang=2) for question in questions]
    keys = "Tab goes to the next pane, Enter follows a link, Backspace goes back, F1 shows all keys."
    return [*blocks, BLANK, Ink().add(keys).block(role="dim"), BLANK]
