"""What speaks for the first passages answering a question, in figures that a person can check.

A near miss has the question's names and is silent on what is asked about them; or it has
words of the kind, and no figure where one is asked for. So the question is taken apart
into its words (`qa.asked`), and each is looked for in the best sentence of the first
passage and what stands around it, and in the passages behind it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from index.analyzers import mostly_unspaced
from index.meeting import Meeting
from index.model import Hit, Passage
from qa.answer_type import AnswerType, answer_type
from qa.asked import AskedWord, asked_words, content_terms, says_little
from qa.first_read import LEG, READ
from qa.narrowing import asked_beside
from qa.ports import Weighing
from qa.sought import has_none, lacks_reason, signs_of_silence

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for an answer, and against it."""

    met: float = 0.0
    """How well the question's words are met in and around its best sentence, on average (-1 to 1)."""
    worst: float = 0.0
    """How well the worst-met of them is (-1 to 1)."""
    named: float = 0.0
    """How well the worst-met name is (-1 to 1); what a name usually gets where there is none."""
    half: float = 0.0
    """1 when every name is met and nothing of what is asked about it, 0 when either is not so."""
    lead: float = 0.0
    """By how much better the question is met in the first passage than in those behind it."""
    gap: float = 0.0
    """By how much the first passage's score leads the second's (0 to 1)."""
    lacking: float = 0.0
    """1 when a date, a figure, an amount is asked for and there is none in or beside the best sentence."""
    silent: float = 0.0
    """Signs that the best sentence does not say what is asked for (0 to 4): see `qa.sought`."""
    said: float = 0.0
    """Share of the question's words, by rarity, that are met or stand in the passage (0 to 1)."""
    open: float = 0.0
    """1 when nothing of a certain kind is asked for ("Why …?", "Does …?", a few words)."""
    missing: float = 0.0
    """How many of the question's words, names aside, are not met."""
    beside: float = 0.0
    """Share of the question's terms in the clause of a figure or name of the kind asked for (0 to 1)."""
    unreasoned: float = 0.0
    """1 when a reason is asked for and the best sentence has no word that gives one."""
    crowd_met: float = 0.0
    """`met`, times by how many tens a corpus is larger than a small one: among many passages some meet
    a question's words by chance, and a lead over the others says more."""
    crowd_named: float = 0.0
    """`named`, likewise."""
    crowd_lead: float = 0.0
    """`lead`, likewise."""
    unheard: float = 0.0
    """1 when one of the question's names stands nowhere in the corpus."""
    lexical: float = 0.0
    """The first passage's BM25 score as a share of the best conceivable one (0 to 1)."""
    judged: bool = False
    """Whether the encoder's vectors were there to judge by."""
    read: float | None = None
    """How likely the first passage answers, as log odds of `index.answerability`; None where it cannot read
    the index's vectors."""
    read_best: float | None = None
    """The highest such log odds among the first `READ` passages."""
    kind: AnswerType = "other"
    """What is asked for."""
    unspoken: tuple[str, ...] = ()
    """The question's words, as written, that the first passage does not speak of."""


_NAME = re.compile(r"\b[A-Z]\w+")
_NUMBER = re.compile(r"\d{3,}(?:[.,]\d+)*")
_ONE_ALONE = re.compile(rf"(?!\w*(?:[ie]an|can|ese|ish)s?$)[A-Z]\w*[a-z]\w*|{_NUMBER.pattern}")
"""Names and numbers that mean one thing alone, unlike acronyms and "European"."""
_NEXT = 5
"""Passages that the first one is compared with."""
_ALONE = 0.35
"""What a passage that does not answer is met by, on average: stands in for others where there are none."""
_USUAL = 0.55
"""What a name that is there is met by, on average."""
_ASIDE = 0.95
"""What being met in the sentence before or after is worth."""
_FAINT = 0.3
"""What a word counts that says little."""
_TOPIC = 0.5
"""What a word counts of the earlier question that a follow-up leans on, against one of its own."""
_THERE = 0.5
"""How well a word is met at least that stands in the passage: the sentence may take it up as "it"."""
_EDGE, _WIDTH = 0.4, 0.05
"""Where a word goes over from not met to met, and how gently."""
_ALIKE = 0.45
"""Where a word that stands nowhere has its like: acronyms that it has not come to .42, "European" to .53."""
_TELLING = 5
"""Letters from which a word in lower case says what is missing: shorter ones are mostly verbs like "get"."""
_SMALL = 100
"""Passages of a corpus in which nothing is met by chance: a report has as many."""


def weigh(
    question: str,
    hits: Sequence[Hit],
    words: Weighing,
    *,
    last: str | None = None,
    vectors: bool = True,
    unknown: Sequence[str] | None = None,
) -> Evidence:
    """Measure what speaks for the first hits answering the question.

    Args:
        question: As it was searched.
        hits: Best first.
        words: The open index.
        last: The last question alone, where `question` has the one it leans on before it: it says what
            kind of answer is wanted.
        vectors: Whether the encoder was used.
        unknown: Words of it that stand nowhere in the corpus, where they are known already.
    """
    if not hits:
        return Evidence(unheard=1.0)
    first = hits[0]
    unknown = words.unknown_terms(question) if unknown is None else unknown
    unheard = float(any(_NAME.match(word) for word in unknown))
    lexical = words.lexical_share(question, first.passage)
    meeting = words.meeting(question, first.passage, first.through_note) if vectors else None
    if meeting is None:
        return Evidence(lexical=lexical, unheard=unheard)
    behind = [words.meeting(question, hit.passage) for hit in hits[1 : 1 + _NEXT]]
    others = [float(one.weights @ _whole(one)) for one in behind if one]
    read = [_read(question, hit, words) for hit in hits[:READ]]
    return replace(
        _as_met(question, last or question, hits, words, meeting, others),
        unheard=unheard,
        lexical=lexical,
        judged=True,
        read=read[0],
        read_best=max((one for one in read if one is not None), default=None),
    )


def unmet(question: str, unknown: Sequence[str], hits: Sequence[Hit], words: Weighing) -> tuple[str, ...]:
    """Return which unknown words the first passages do not meet by meaning either.

    Words about the asking and short common ones are left out, and so is one that has its like there:
    "European" where Serbia and Malta are listed. A name or a number has none in the same script: Gambia
    is not met by Zambia.

    Args:
        question: As it was searched.
        unknown: Words of it that stand nowhere in the corpus.
        hits: Best first.
        words: The open index.
    """
    import numpy as np

    near = [words.meeting(question, hit.passage, hit.through_note) for hit in hits[:_NEXT]]
    meetings = [one for one in near if one]
    if not meetings:
        return tuple(unknown)
    best = np.max([np.maximum(_whole(one), one.note) for one in meetings], axis=0)
    met = {
        word.text
        for word in asked_words(question, meetings[0].spans, words)
        if float(best[list(word.tokens)].max()) >= _ALIKE
    }
    same_script = all(mostly_unspaced(hit.passage.text) == mostly_unspaced(question) for hit in hits[:_NEXT])
    return tuple(
        word
        for word in unknown
        if (word not in met or (same_script and _ONE_ALONE.fullmatch(word)))
        # The encoder cuts unspaced scripts otherwise than the dictionary does.
        and not (mostly_unspaced(word) and any(one in word or word in one for one in met))
        and content_terms(word, words)
        and not says_little(word)
        and (_NAME.match(word) or mostly_unspaced(word) or len(word) >= _TELLING or _NUMBER.fullmatch(word))
    )


def _as_met(
    question: str,
    last: str,
    hits: Sequence[Hit],
    words: Weighing,
    meeting: Meeting,
    others: Sequence[float],
) -> Evidence:
    """Return what the words of the question and of the passages say, by how they meet."""
    import numpy as np

    first, kind = hits[0], answer_type(last)
    asked = asked_words(question, meeting.spans, words)
    best, near = _nearest(meeting)
    note = words.note_text(first.passage, first.through_note)
    stands = _standing(question, asked, first.passage, note, words)
    here = np.maximum(_by_word(near, asked, meeting), np.where(stands, _THERE, -1.0))
    own = _own(asked, meeting, len(question) - len(last))
    shares = np.sqrt(np.maximum([word.rarity for word in asked] or [1.0], 0.3)) * np.where(own, 1.0, _TOPIC)
    light = np.array([word.light for word in asked] or [False])
    shares *= np.where(light, _FAINT, 1.0)
    shares /= shares.sum()
    names = np.array([word.name for word in asked] or [False])
    sentence, around = _sentences(first.passage, best, 0), _sentences(first.passage, best, 1)
    met, named = float(shares @ here), float(here[names].min()) if names.any() else _USUAL
    lead = float(meeting.weights @ _whole(meeting)) - (sum(others) / len(others) if others else _ALONE)
    crowd = max(0.0, math.log10(max(1, words.n_passages) / _SMALL))
    return Evidence(
        met=met,
        worst=float(here[own & ~light if (own & ~light).any() else own].min()),
        named=named,
        half=_half(here, names),
        lead=lead,
        gap=first.score - hits[1].score if len(hits) > 1 else first.score,
        lacking=float(has_none(kind, f"{around} {note}", question)),
        silent=float(signs_of_silence(question, last, sentence, around)),
        said=float(shares @ np.where(stands, 1.0, [_is_met(float(one)) for one in here])),
        open=float(kind == "other"),
        missing=sum(1.0 - _is_met(float(one)) for one in here[~names & ~light]),
        beside=asked_beside(kind, around, question),
        unreasoned=float(lacks_reason(last, sentence)),
        crowd_met=crowd * met,
        crowd_named=crowd * named,
        crowd_lead=crowd * lead,
        kind=kind,
        unspoken=_unspoken(question, asked, meeting, stands, own & ~light),
    )


def _own(asked: Sequence[AskedWord], meeting: Meeting, start: int) -> NDArray[np.bool_]:
    """Return which words stand in the last question; all where it has none."""
    import numpy as np

    own = np.array([meeting.spans[word.tokens[0]][0] >= start for word in asked] or [True])
    return own if own.any() else np.ones(len(own), bool)


def _read(question: str, hit: Hit, words: Weighing) -> float | None:
    """Return how likely a hit answers, as log odds: as it was read already, or reading it now."""
    found = hit.raw.get(LEG)
    return words.answers(question, hit.passage, hit.through_note) if found is None else found


def _unspoken(
    question: str,
    asked: Sequence[AskedWord],
    meeting: Meeting,
    stands: NDArray[np.bool_],
    telling: NDArray[np.bool_],
) -> tuple[str, ...]:
    """Return the words that neither stand in the passage nor are met anywhere in it.

    None of an unspaced script, where the encoder's pieces are no words.
    """
    import numpy as np

    if mostly_unspaced(question):
        return ()
    met = _by_word(np.maximum(_whole(meeting), meeting.note), asked, meeting)
    silent = telling & ~stands & (met < _EDGE)
    return tuple(word.text for word, here in zip(asked, silent, strict=False) if here)


def _standing(
    question: str, asked: Sequence[AskedWord], passage: Passage, note: str, words: Weighing
) -> NDArray[np.bool_]:
    """Return which words stand in the passage, in what surrounds it or in its note, or a translation does."""
    import numpy as np

    there = set(words.analyze(f"{passage.context} {passage.text} {note}"))
    across = mostly_unspaced(question) != mostly_unspaced(passage.text)
    said = words.translated(question, there) if across else ()
    stands = [
        not there.isdisjoint(word.terms) or any(word.text in other or other in word.text for other in said)
        for word in asked
    ]
    return np.array(stands or [False])


def _nearest(meeting: Meeting) -> tuple[int, Floats]:
    """Return the best sentence's number, and how each token is met in it and what belongs to it."""
    import numpy as np

    best = int((meeting.weights @ meeting.sentences).argmax())
    near = np.maximum.reduce([meeting.sentences[:, best], meeting.context, meeting.note])
    for at in (best - 1, best + 1):
        if 0 <= at < meeting.sentences.shape[1]:
            near = np.maximum(near, _ASIDE * meeting.sentences[:, at])
    return best, near.astype(np.float64)


def _whole(meeting: Meeting) -> Floats:
    import numpy as np

    whole: Floats = np.maximum(meeting.sentences.max(axis=1), meeting.context).astype(np.float64)
    return whole


def _by_word(tokens: Floats, asked: Sequence[AskedWord], meeting: Meeting) -> Floats:
    """Return how each word is met: as its best token is; the question as a whole where it has no words."""
    import numpy as np

    if not asked:
        return np.array([float(meeting.weights @ tokens)])
    return np.array([float(tokens[list(word.tokens)].max()) for word in asked])


def _half(here: Floats, names: NDArray[np.bool_]) -> float:
    if not names.any() or names.all():
        return 0.0
    return _is_met(float(here[names].min())) * (
        1.0 - sum(_is_met(float(one)) for one in here[~names]) / int((~names).sum())
    )


def _is_met(value: float) -> float:
    return 1.0 / (1.0 + math.exp(-(value - _EDGE) / _WIDTH))


def _sentences(passage: Passage, number: int, beside: int) -> str:
    """Return a sentence of a passage, with so many of its neighbours on either side."""
    near = passage.sentences[max(0, number - beside) : number + beside + 1]
    return " ".join(passage.text[start:end] for start, end in near) if near else passage.text
