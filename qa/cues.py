"""Signs that a question leans on what was said before it, in English and Chinese.

Closed classes of words only (pronouns, openers of an ellipsis), after the account of
ellipsis and anaphora in conversational search (Vakulenko et al. 2021, "Question rewriting
for conversational question answering", arXiv 2004.14652).
"""

from __future__ import annotations

import re

ELLIPSIS = re.compile(
    r"^\s*(?:and(?: (?:also|then|so))?|or|but|so|then|also|what about|how about|what of|same for|why not|"
    r"who else|what else|where else|anything else|any others?|how so|why so|such as|like what|which ones?|"
    r"那么?|还有|另外|以及|而|再)(?=$|[\s,，?？]|[一-鿿])",
    re.IGNORECASE,
)
"""Openers of a question that only makes sense after another."""
BARE = re.compile(
    r"^\s*(?:why|how|when|where|who|which|how many|how much|really|since when|by whom)\s*\??\s*$", re.I
)
"""A question word alone."""
TRAILING = re.compile(r"呢\s*[?？]?\s*$")
"""Chinese: “… and as for X?”."""
_BARE_CHINESE = re.compile(
    r"^\s*(?:"
    # What came after, what it came to, and what is part of it, always point back.
    r"(?:之后|此后|随后|后来|然后|接着|其中|当时|那时|同年|[结效后]果(?:怎么?样|如何|[是为]?什么|呢))"
    # A verb that is over, with nobody before it who did it: "花了多少钱？".
    r"|(?!除了|为了)(?!.了解)[一-鿿]{1,2}了(?!解)"
    # A question word or an auxiliary at the head, and a word or two behind it: "什么时候完工的？".
    r"|(?:为什么|为何|怎么样?|如何|什么时候|何时|哪一?年|多少|多久|(?:一共|总共)(?:有?多少|几)?|最后|最终|有没有"
    r"|有人|有谁|有多少|有哪些|是否|是不是|能否|能不能|可以|还|也)[一-鿿]{0,4}[了的吗么呢]{0,2}\s*[?？]?\s*$"
    r")"
)
"""Chinese leaves out what is plain from before: questions without their subject."""

CORRECTION = re.compile(
    r"^\s*(?:(?:(?:no|nope|sorry|oops|actually|wait|rather)[,.!]+\s*)+"
    r"(?:i (?:meant|mean|was asking about|am asking about)\s+)?|i (?:meant|mean)\s+)"
    r"|^\s*(?:不[是对]?[，,。]\s*)?(?:我是说|我指的是|我的意思是)",
    re.IGNORECASE,
)
"""Openers of a question that puts the one before it right."""

_FREE = re.compile(
    r"\b(?:it|they|them|he|him|she|this|these|those|the ones?|that one|one of them|each of them|both|"
    r"the (?:former|latter|same|others?|rest|first one|second one)|else|another one|the other|do so|did so)\b"
    r"|(?<!is )(?<!are )(?<!was )(?<!were )(?<!be )(?<!been )(?<!will )\bthere(?=\s*[?.,]|$| say| do\b)"
    r"|\b(?:much|many|which|what|some|most|all|half|part|any|none|share) of that\b"
    r"|\b(?:is|was|does|did|do|about|of|after|before|for|like|with|why) that"
    r"(?=\s*[?.,]|$| \w+ed\b| mean| happen| work)"
    r"|它们?|他们?|她们?|这[个些里]?|那[个些里]|此",
    re.IGNORECASE,
)
_OWNING = re.compile(r"\b(?:its|their|theirs|his|her|hers)\b|其(?![他中实余次])", re.IGNORECASE)
_CLAUSE = re.compile(
    r"[,;:]|\b(?:and|but|or|because|after|before|when|while|if|that|which|who|so|since|although"
    r"|says?|said|claims?|claimed|thinks?|thought|reports?|reported|believes?|believed)\b",
    re.I,
)
_DUMMY = re.compile(
    r"\b(?:is|was|does|did|will|would|can) it (?:true|possible|take|necessary|legal|safe|mean|rain|snow)\b",
    re.I,
)
_OPENING = re.compile(
    r"^(?:who|whom|whose|what|which|when|where|why|how|many|much|long|is|are|was|were|do|does|did|has|have|had|can|"
    r"could|will|would|should|may|might|of|in|the|a|an|to|for|on|at|by|from|with|about)$",
    re.I,
)
_WORD = re.compile(r"[^\W_]+")


def without_correction(text: str) -> str:
    """Return a question without the words that announce a correction ("No, I meant Bolivia.")."""
    return CORRECTION.sub("", text, count=1).strip() or text


def is_elliptical(text: str) -> bool:
    """Return whether the question is a fragment of an earlier one ("And Bolivia?", "那玻利维亚呢？")."""
    return bool(ELLIPSIS.match(text) or BARE.match(text) or TRAILING.search(text) or lacks_subject(text))


def lacks_subject(text: str) -> bool:
    """Return whether a Chinese question leaves out whom or what it asks about ("花了多少钱？")."""
    return bool(_BARE_CHINESE.match(text))


def has_free_reference(text: str) -> bool:
    """Return whether a pronoun points outside the question.

    A possessive finds its owner in a noun before it ("How does Beijing define it in its law?"); any
    other pronoun only across a clause boundary ("Who won the contract, and when does it end?").
    """
    if _DUMMY.search(text):
        return False
    for match in _FREE.finditer(text):
        before = text[: match.start()]
        if not any(_names_something(before[: cut.start()]) for cut in _CLAUSE.finditer(before)):
            return True
    return any(not _names_something(text[: match.start()]) for match in _OWNING.finditer(text))


def _names_something(text: str) -> bool:
    return any(not _OPENING.match(word) for word in _WORD.findall(text))
