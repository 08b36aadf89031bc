"""Signs that a sentence names all that a question names, and not what it asks for.

The nearest of near misses: "Which company was outbid?" where "an Italian company" was. Every
word of the question is met, so the words cannot tell. What is asked for can: a figure, a date
or a name beside the question's own must stand there; a figure must count the thing asked
about; and a sentence that has it as "a company", or says that it is not known, answers nothing.
Surface forms only. Each sign may err; `qa.weighing` weighs how many there are.
"""

from __future__ import annotations

import re

from index.analyzers import analyze, mostly_unspaced
from qa.answer_spans import NUMBER, spans_of_type
from qa.answer_type import QUANTITIES, AnswerType, answer_type, asks_for_source

_BEARERS = (
    r"compan(?:y|ies)|firms?|banks?|countr(?:y|ies)|states?|nations?|cit(?:y|ies)|towns?|villages?|provinces?|"
    r"regions?|courts?|universit(?:y|ies)|agenc(?:y|ies)|ministr(?:y|ies)|newspapers?|organi[sz]ations?|"
    r"institut(?:es?|ions?)|hospitals?|ships?|vessels?|rivers?|islands?|ports?|brands?|part(?:y|ies)|lines?|"
    r"persons?|people|m[ae]n|wom[ae]n|presidents?|airlines?|groups?|schools?|"
    r"(?!number|answer|power|water|order|paper|border|former|matter|factor|sector)\w{3,}(?:er|or|ist|ian)s?"
)
"""Nouns whose bearers have names of their own; "-er" and the like are mostly people and companies."""
_WHO = re.compile(
    rf"\b(?:who|whom|names? of)\b|\b(?:which|what) (?:\w+[ -]){{0,2}}?(?:{_BEARERS})\b"
    r"|谁|哪[家国座所位]|叫什么|名字",
    re.IGNORECASE,
)
_VERB = (
    r" (?:is|was|are|were|has|have|had|do|does|did|will|would|can|could|who|that|of|in|at|to|for|on|by|with|"
    r"from)\b| \w+(?:ed|s|t|ld|ng)\b|\?|$"
)
_ROLE = re.compile(
    r"\b(?:which|what|(?:what|who) (?:is|was|are|were) the(?: names? of the)?) "
    rf"((?:[\w’'-]+ ){{0,3}}?[\w’'-]+?)(?={_VERB})",
    re.IGNORECASE,
)
"""What is to be named: the "ferry operator" of "Which ferry operator promised …?"."""
_SOME = (
    r"(?:\b(?:an?|some|another|several|many|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d+|one)\b"
    r") "
)
_HOW_MANY = re.compile(r"\bhow many (?!people|persons|times|others)(\w+(?:[ -]\w+)?)", re.IGNORECASE)
_COUNTED_WITHIN = 4
"""Words after a number among which the thing counted stands ("640 large and small ships")."""
_NEAR = 80
"""Characters that so many words take at most."""
_TOLD = (
    r"named?|publish(?:ed)?|found|known?|knows|disclosed?|sa(?:y|id)|given|give|recorded|counted|identif(?:y|ied)|"
    r"told|tell|reveal(?:ed)?|explain(?:ed)?|establish(?:ed)?|decided|released?|documented|clear|certain|available"
)
_DENIED = re.compile(
    rf"\b(?:not|never|no|nobody|cannot|without|nor)(?: \w+){{0,3}}? (?:{_TOLD})\b"
    rf"|n[’']t (?:\w+ )?(?:{_TOLD})\b"
    r"|\b(?:unknown|unclear|undisclosed|unnamed|anonymous|unidentified|pending|secret)\b|\bwithout names?\b"
    r"|未知|不详|未公[布开]|没有公[布开]|不明|匿名",
    re.IGNORECASE,
)
_WHY = re.compile(
    r"^\W*(?:(?:and|but|so) )?(?:why|how come|for (?:what|which) reasons?"
    r"|what (?:was|is|were|are) the (?:\w+ )?(?:cause|reason)s?|what (?:caused|made|led|drove|explains?))\b"
    r"|为什么|为何|原因",
    re.IGNORECASE,
)
_REASON = re.compile(
    r"\b(?:because|since|due to|owing|thanks to|therefore|hence|reasons?|causes?d?|led to|blam\w+|explain\w*"
    r"|attribut\w*|ascrib\w*|in order|fear\w*|objections?|grounds?|account of|so that|lest|result\w*|forced"
    r"|which is why)\b|因|由于|以便|为了|所以|导致|理由",
    re.IGNORECASE,
)


def lacks_reason(asked: str, sentence: str) -> bool:
    """Return whether a reason is asked for and a sentence has no word that gives one."""
    return bool(_WHY.search(asked)) and not _REASON.search(sentence)


def signs_of_silence(question: str, asked: str, sentence: str, around: str) -> int:
    """Count the signs, 0 to 4, that what is asked for is not said.

    Args:
        question: As it was searched; what stands in it answers nothing.
        asked: The part of it that asks: the last question of a conversation.
        sentence: The one that meets the question best.
        around: It and its neighbours.
    """
    kind = answer_type(asked)
    named = bool(_WHO.search(asked)) and not asks_for_source(asked)
    if not named and kind not in QUANTITIES:
        return 0
    named = named and not mostly_unspaced(sentence)
    none = has_none(kind, sentence, question) or (named and not _new_names(sentence, question))
    return (
        none
        + (named and _unnamed(asked, sentence))
        + _uncounted(asked, around)
        # Beside a name that may be the answer, it may be another that is withheld.
        + (none and bool(_DENIED.search(sentence)))
    )


def has_none(kind: AnswerType, text: str, question: str) -> bool:
    """Return whether a figure or date is asked for and a text has none beside the question's own."""
    return kind in QUANTITIES and not spans_of_type(kind, text, question)


def _new_names(sentence: str, question: str) -> bool:
    found = spans_of_type("name", sentence, question)
    return any(start or not _is_plain(sentence[:end]) for start, end in found)


def _is_plain(opening: str) -> bool:
    """Return whether a sentence's first word has its capital from its place alone, as far as can be told."""
    return not analyze(opening) or bool(NUMBER.fullmatch(opening))


def _unnamed(asked: str, sentence: str) -> bool:
    """Return whether the one to be named stands there as "an operator", with no name given to it."""
    role = _ROLE.search(asked)
    if role is None:
        return False
    noun = re.escape(role.group(1).removesuffix("s"))
    form = rf"(?:^|(?<!, ){_SOME}){noun}s?\b(?! (?:called|named|of) [A-Z“\"])"
    return bool(re.search(form, sentence, re.IGNORECASE))


def _uncounted(asked: str, text: str) -> bool:
    """Return whether "how many" is asked of a thing that no number in a text counts."""
    found = _HOW_MANY.search(asked)
    if found is None:
        return False
    things = set(analyze(found.group(1)))
    ends = (number.end() for number in NUMBER.finditer(text))
    after = (" ".join(text[end : end + _NEAR].split()[:_COUNTED_WITHIN]) for end in ends)
    return not any(things & set(analyze(words)) for words in after)
