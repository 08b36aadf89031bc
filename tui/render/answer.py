"""An answer as plain lines: passages with their marks, the sentence that answers, the notes below."""

from __future__ import annotations

from collections.abc import Mapping

from qa.answer import Answer, AnswerPassage
from qa.respelt import told
from qa.settings import error_rates
from tui.render.notes import write_note
from tui.render.page import Page
from tui.render.weave import weave

JOIN = " › "
"""Between the titles of a section path."""
INDENT = 4
SOURCE_INDENT = INDENT + 13
"""Where a source's words begin under a note."""
_SURE = " (confidence {:.2f}; an answer takes {:.2f})"

Beneath = Mapping[tuple[str, int], AnswerPassage]
"""By document and number of a note: the passage of its captured source that bears on the question."""


def write_answer(
    page: Page,
    answer: Answer,
    titles: Mapping[str, str],
    *,
    explain: bool = False,
    beneath: Beneath | None = None,
) -> None:
    """Write an answer.

    Args:
        page: Where to.
        answer: What was found.
        titles: Titles of the library's documents by id; a passage names its document
            where there are several.
        explain: Also tell where each score comes from and what was left out.
        beneath: What the sources say, shown under the notes that cite them.
    """
    page.strong(answer.question.text)
    slips_alone = answer.read_as and not answer.question.history
    if answer.resolved_question.strip() != answer.question.text.strip() and not slips_alone:
        page.faint(f"searched as: {answer.resolved_question}")
    if answer.read_as:
        page.text(told(answer.read_as))
    if answer.left_open:
        page.text(answer.left_open)
    page.blank()
    if answer.abstained:
        _write_abstention(page, answer)
    for shown in answer.passages:
        _write_passage(
            page, shown, titles, beneath or {}, explain=explain, scored=explain or not answer.abstained
        )
    if explain:
        _write_dropped(page, answer)


def _write_abstention(page: Page, answer: Answer) -> None:
    page.strong(f"No answer found. {answer.reason or ''}".strip())
    if answer.passages:
        sure = "" if answer.threshold is None else _SURE.format(answer.confidence, answer.threshold)
        page.text(f"The nearest passages, which may not answer it{sure}:")
    page.blank()


def _write_passage(
    page: Page,
    shown: AnswerPassage,
    titles: Mapping[str, str],
    beneath: Beneath,
    *,
    explain: bool,
    scored: bool,
) -> None:
    """Write a passage; its score, which compares passages of one question, only where `scored`."""
    passage = shown.passage
    score = f"  ({shown.score:.2f})" if scored else ""
    page.text(f"{where(shown, titles)}{score}", indent=INDENT, label=f"{shown.rank}.")
    if passage.leads:
        page.faint(JOIN.join(lead.rstrip(" ,:;") for lead in passage.leads), indent=INDENT)
    page.blank()
    marks = [(mark.number, mark.offset) for mark in passage.marks]
    page.woven(weave(passage.text, marks, shown.highlights, styled=page.styled), indent=INDENT)
    page.blank()
    for note in shown.notes:
        write_note(page, note, INDENT, words=passage.note != note.number or passage.text != note.text)
        said = beneath.get((passage.document, note.number))
        if said is not None:
            _write_source(page, said, titles)
    if explain:
        _write_why(page, shown)
    elif shown.duplicates:
        page.faint(f"{shown.duplicates} more like this left out", indent=INDENT)
    page.blank()


def _write_source(page: Page, said: AnswerPassage, titles: Mapping[str, str]) -> None:
    """Write what a note's source says of the question: the sentences that bear on it."""
    passage = said.passage
    words = " … ".join(passage.text[start:end].strip() for start, end in said.highlights)
    name = titles.get(passage.document, passage.document)
    page.text(
        f"“{name}”: »{words or passage.text}«", indent=SOURCE_INDENT, label=f"{' ' * INDENT}     source:"
    )


def where(shown: AnswerPassage, titles: Mapping[str, str]) -> str:
    """Return in one line where a passage stands: document (if there are several), kind, section."""
    passage = shown.passage
    parts = [titles.get(passage.document, passage.document)] if len(titles) > 1 else []
    if passage.kind == "note":
        parts.append(f"note {passage.note}")
    elif passage.kind == "source":
        parts.append("source")
    parts += passage.section
    return JOIN.join(parts) or titles.get(passage.document, passage.document)


def _write_why(page: Page, shown: AnswerPassage) -> None:
    from qa.explain import explain

    for remark in explain(shown).sentences:
        page.faint(f"why: {remark}", indent=INDENT)


def _write_dropped(page: Page, answer: Answer) -> None:
    if answer.threshold is not None:
        page.faint(f"confidence {answer.confidence:.2f}; {answer.threshold:.2f} or more is called an answer")
        wrong, silent = error_rates(answer.threshold)
        page.faint(
            f"at that, with the default encoder, {wrong:.0%} of the questions without an answer on reports "
            f"not seen before were answered, and {silent:.0%} of those with one were not"
        )
        page.blank()
    if not answer.dropped:
        return
    page.strong("Left out")
    for gone in answer.dropped:
        page.text(
            f"{gone.passage.passage_id}: {gone.reason}", indent=INDENT + 6, label=f"    {gone.score:.2f}"
        )
    page.blank()
