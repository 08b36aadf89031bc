"""Why a passage ranks where it does, and why near misses were not shown, as blocks."""

from __future__ import annotations

from qa.answer import Answer, AnswerPassage
from qa.explain import explain
from tui.render.safe import safe_text
from tui.state.flow import BLANK, Block
from tui.state.ink import Ink
from tui.state.wrap import clip, width_of

BAR = 24
"""Cells of the longest bar."""
NAME = 26
"""Cells of the names before the bars."""
LEGS = {
    "bm25": "words in common",
    "dense": "meaning, as a whole",
    "late": "meaning, word by word",
    "reverse": "the same, from the passage",
    "read": "less an answer than another",
    "spread": "another thing asked for",
}
"""What the parts of a score are called; `docs/quality.md` says how they are made."""


def why_blocks(answer: Answer, shown: AnswerPassage | None) -> list[Block]:
    """Return the explanation of a passage (if one is in focus) and of the answer."""
    blocks: list[Block] = []
    if shown is not None:
        blocks += _passage_blocks(shown)
    blocks.append(Ink().add("The answer").block(role="heading"))
    verdict = "nothing answers it" if answer.abstained else "answered"
    least = "" if answer.threshold is None else f" ({answer.threshold:.2f} or more is an answer)"
    blocks.append(Ink().add(f"{verdict}; confidence {answer.confidence:.2f}{least}").block())
    if answer.reason:
        blocks.append(Ink().add(answer.reason).block(role="warn"))
    if answer.unknown_terms:
        blocks.append(
            Ink().add("words that occur nowhere: " + ", ".join(answer.unknown_terms)).block(role="warn")
        )
    blocks.append(Ink().add(f"index {answer.index_version}, model {answer.model}").block(role="dim"))
    return [*blocks, BLANK, *_dropped_blocks(answer)]


def _passage_blocks(shown: AnswerPassage) -> list[Block]:
    told = explain(shown)
    blocks = [Ink().add(f"Passage {shown.rank}, score {shown.score:.3f}").block(role="heading")]
    longest = max((abs(value) for _, value in told.legs), default=0.0)
    blocks += [_bar(LEGS.get(leg, leg), value, longest, leg) for leg, value in told.legs]
    blocks.append(BLANK)
    if told.terms:
        blocks.append(Ink().add("Words in common, by their stems").block(role="heading"))
        most = max(abs(value) for _, value in told.terms)
        blocks += [_bar(term, value, most) for term, value in told.terms[:20]]
        blocks.append(BLANK)
    if told.remarks:
        blocks += [Ink().add(f"· {remark}").block(hang=2) for remark in told.remarks] + [BLANK]
    return blocks


def _bar(name: str, value: float, longest: float, code: str = "") -> Block:
    cells = round(BAR * abs(value) / longest) if longest else 0
    title = clip(safe_text(name), NAME)
    ink = Ink().add(title + " " * (NAME + 1 - width_of(title)), "text").add(f"{value:+.3f} ", "label")
    return ink.add("█" * cells, "rank").add(f" {code}", "label").block(single=True)


def _dropped_blocks(answer: Answer) -> list[Block]:
    blocks = [Ink().add("Near misses, not shown").block(role="heading")]
    if not answer.dropped:
        return [*blocks, Ink().add("none").block(role="dim")]
    for gone in answer.dropped:
        ink = Ink().add(f"{gone.score:.3f}  {gone.reason}: ", "label").add(clip(gone.passage.text, 160))
        blocks.append(ink.block(hang=2))
    return blocks
