"""Draws an answer as blocks: a question line, what can be said of it, and a card a passage."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from qa.answer import Answer, AnswerPassage
from qa.respelt import told
from tui.counted import counted
from tui.state.flow import BLANK, Block, Span
from tui.state.ink import Ink
from tui.state.targets import ToNote, ToPassage, ToResolved, ToTurn
from tui.state.wrap import clip

SECTION_JOIN = " › "
"""Between the titles of a section path."""
MOST_TITLE = 30
"""Cells of a document's title at the head of a card: what comes after it tells the cards apart."""


def card_key(turn: int, passage_id: str) -> str:
    """Return the name by which a card is found again after its answer was ranked anew."""
    return f"turn{turn}/{passage_id}"


def turn_key(turn: int) -> str:
    """Return the name of a question line."""
    return f"turn{turn}"


def question_block(turn: int, question: str) -> Block:
    """Return the line that shows a question."""
    ink = Ink().stop(f"{turn + 1}. {question}", ToTurn(turn))
    return ink.block(role="question", key=turn_key(turn), owner=turn_key(turn), hang=3)


def waiting_blocks(turn: int, question: str, what: str) -> list[Block]:
    """Return a question with a line that says what is being done about it."""
    return [question_block(turn, question), Ink().add(what).block(role="dim"), BLANK]


def failed_blocks(turn: int, question: str, message: str, hint: str) -> list[Block]:
    """Return a question that could not be answered, with the reason and the remedy."""
    blocks = [question_block(turn, question), Ink().add(message).block(role="bad")]
    if hint:
        blocks.append(Ink().add(hint).block(role="dim"))
    return [*blocks, BLANK]


def answer_blocks(turn: int, answer: Answer, titles: Mapping[str, str], *, final: bool = True) -> list[Block]:
    """Return all blocks of an answered question.

    Args:
        turn: Position in the conversation, 0-based.
        answer: What was found.
        titles: Titles of documents by id, to name a passage's document where there are several.
        final: False while the ranking is by words alone and the encoder is still loading.
    """
    blocks = [question_block(turn, answer.question.text)]
    if answer.resolved_question.strip() != answer.question.text.strip():
        target = ToResolved(turn, answer.resolved_question)
        ink = Ink().add("searched as: ", "dim").stop(answer.resolved_question, target, "resolved")
        blocks.append(ink.add("  e edits it", "dim").block(hang=2))
    if answer.read_as:
        blocks.append(Ink().add(told(answer.read_as)).block(role="warn"))
    if answer.left_open:
        blocks.append(Ink().add(answer.left_open).block(role="warn"))
    blocks.append(_verdict(answer, final=final))
    for shown in answer.passages:
        blocks += card_blocks(turn, shown, titles)
    return [*blocks, BLANK]


def card_blocks(turn: int, shown: AnswerPassage, titles: Mapping[str, str]) -> list[Block]:
    """Return the blocks of one passage's card."""
    passage, key = shown.passage, card_key(turn, shown.passage.passage_id)
    ink = (
        Ink()
        .stop(f"{shown.rank}", ToPassage(turn, shown.rank), "rank")
        .add("  ")
        .add(where(shown, titles), "head")
    )
    head = ink.block(role="head", key=key, owner=key, single=True)
    lead = (
        [Ink().add(lead_line(passage.leads)).block(role="dim", owner=key, indent=2)] if passage.leads else []
    )
    spans: list[Span] = [(start, end, "highlight") for start, end in shown.highlights]
    spans += [(start, end, "answer") for start, end in shown.spans]
    # As its author wrote them, as in the panes beside it: "[a]", "[*]".
    labels = {note.number: note.label for note in shown.notes}
    marks = [
        (mark.offset, f"[{labels.get(mark.number, mark.number)}]", ToNote(passage.document, mark.number))
        for mark in passage.marks
    ]
    body = Ink().weave(passage.text, spans, marks).block(owner=key, indent=2)
    return [BLANK, head, *lead, body, *_foot(shown, key)]


def lead_line(leads: Sequence[str]) -> str:
    """Return the lines that lead to a list item in one, without the colons that led on."""
    return SECTION_JOIN.join(lead.rstrip(" ,:;") for lead in leads)


def where(shown: AnswerPassage, titles: Mapping[str, str]) -> str:
    """Return in one line where a passage stands: document if there are several, kind, section."""
    passage = shown.passage
    title = titles.get(passage.document, passage.document)
    parts = []
    if passage.kind == "note":
        parts.append(f"note {passage.note}")
    if passage.kind == "source":
        parts.append("source")
    parts += passage.section
    if len(titles) > 1 and parts:
        parts.insert(0, clip(title, MOST_TITLE))
    return SECTION_JOIN.join(parts) or title


def _foot(shown: AnswerPassage, key: str) -> list[Block]:
    remarks = []
    if shown.through_note is not None:
        remarks.append(f"found through note {shown.through_note}")
    if shown.duplicates:
        remarks.append(f"{shown.duplicates} more say{'s' * (shown.duplicates == 1)} the same")
    return [Ink().add(" · ".join(remarks)).block(role="dim", owner=key, indent=2)] if remarks else []


def _verdict(answer: Answer, *, final: bool) -> Block:
    if not final:
        return Ink().add("ranked by words; ranking by meaning follows …").block(role="dim")
    if answer.abstained:
        reason = (answer.reason or "Nothing here answers it.").rstrip()
        nearest = " The nearest passages:" if answer.passages else ""
        return Ink().add(reason + nearest).block(role="warn")
    count, took = len(answer.passages), answer.elapsed_ms
    return Ink().add(f"{counted(count, 'passage')}, {took:.0f} ms").block(role="dim")
