"""Which words of a sentence with several notes one of its notes backs.

"Kenya bought cameras,¹ and Uganda drones.²" is no claim of the first source as a whole, nor of
the second: a mark closes the clause before it. A clause that leans on the one before ("and to
Uganda") is given what it leans on where rules can tell that, and all of it where they cannot.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.facts import facts_of
from index.lexicon.spellings import irregular_forms
from qa.support_cover import is_chinese

_JOINT = r"(?:and|but|while|whereas|although|though|yet|or|nor|so|as well as|plus)\b"
_OPENING = re.compile(
    rf"[\s,;:.，；：、。—–)\]）-]*(?:{_JOINT}\s+|而(?!且|是|言|后|来)|但是?|同时|此外|则)?[\s,，]*",
    re.IGNORECASE,
)
"""What stands between two clauses and belongs to neither."""
_SEAM = re.compile(rf"\s*(?:[,;:.!?，；：、。！？—–)\]）”\"]|\s-\s|{_JOINT}|[而但并且和与及]|$)")
_ENDS_CLAUSE = re.compile(r"[,;:，；：、—–)\]）]\s*$")
_AND = re.compile(r"[\s,;，]*(?:(?:and|or|as well as)\b|并且?|且|还|及|以及|和|与)\s*")
_PREPOSITION = re.compile(r"(?:to|in|at|from|for|with|by|on|into|of)\s")
_DEPENDS = re.compile(
    r"(?:which|who|whom|whose|that|where|when|if|because|including|such as|like|with|without|by|to|of|for|in"
    r"|at|from|than|also|then|thus|it|its|they|their|them|he|she|his|her|this|these|those|both|neither|\w+ing)\b"
)
"""Opening words of what says nothing without the words before it."""
_RELATIVE = re.compile(r"(?:which|who|whom|whose|that|where)\b")
_NO_VERBS = frozenset({"children", "men", "women", "feet", "teeth"})
_FORMS = "|".join(sorted(irregular_forms().keys() - _NO_VERBS))
_VERB = re.compile(
    r"\b(?:is|are|was|were|be|has|have|will|would|can|could|may|might|must|shall|should|does|do|\w{2,}ed"
    rf"|{_FORMS}"
    r"|\w{2,}s(?=\s(?:the|an?|its|his|her|their|that|some|about|over|nearly|more|no|[A-Z]\w*)\b|\s\d))\b"
)
"""Words that can only be, or nearly always are, a sentence's verb."""
_SUBJECT = 8
"""Words of a subject that is said again for the next clause."""
_ITEM = 12
"""Words of a further thing of the same kind ("and drones to Uganda")."""
_ZH_LEADS = re.compile(
    r"[并且其该它他她也还又再后和与及向对从在由被将把给为以因于]|以及|从而|随后|进而|包括|其中"
)
"""Beginnings of a Chinese clause that lacks its subject, or leans on the words before it."""
_ZH_SUBJECT = re.compile(r"[^，。；在向对于将被已则也从由与]{2,12}?(?=[在向对于将被已则从由与])")
_ZH_ACTS = re.compile(r"(?:并且?|且|还|又|随后|再)(?=[向对在从由被将把给为以于])")
_ZH_LEAST = 8
"""Characters of a Chinese clause that can say something by itself."""


def stands(part: str, *, first: bool = False) -> bool:
    """Return whether words say something by themselves: who, and what of them.

    Args:
        part: A clause.
        first: Whether it opens its sentence: what it leans on is none of that sentence's words.
    """
    words = part[_OPENING.match(part).end() :]  # type: ignore[union-attr]  # it matches nothing, too
    if is_chinese(words):
        return len(words.strip("，；、。：")) >= _ZH_LEAST and not _ZH_LEADS.match(words)
    depends = None if first else _DEPENDS.match(words)
    if depends:  # "in 2016, Uganda bought drones" stands, "which cost more" does not
        after = words.partition(",")[2]
        return bool(after) and not _RELATIVE.match(words) and stands(after)
    verb = _VERB.search(words)
    return verb is not None and bool(words[: verb.start()].strip())


def part_before(sentence: str, marks: Sequence[int], at: int) -> str:
    """Return the clause that a mark closes in a sentence of several notes.

    Args:
        sentence: The sentence, clean.
        marks: Where all its marks stand.
        at: Where the mark stands; one of them.

    Returns:
        The clause as a sentence; the whole sentence where its marks do not cut it.
    """
    ends = _seams(sentence, marks)
    if len(ends) < 2:
        return sentence
    place = next((n for n, end in enumerate(ends) if at <= end), len(ends) - 1)
    starts = [0, *ends[:-1]]
    last = len(sentence) if place == len(ends) - 1 else ends[place]
    if place == len(ends) - 1 and stands(sentence[ends[-1] :]):
        last = ends[-1]  # what follows the last mark is backed by none
    base = place
    while base and not stands(sentence[starts[base] : ends[base]]):
        base -= 1
    part = sentence[starts[base] : last]
    if base < place:
        leading = sentence[starts[base] : ends[base]]
        part = _joined(leading, sentence[starts[place] : last]) or part
    return _tidy(part, sentence) if stands(part, first=not starts[base]) else sentence


def _seams(sentence: str, marks: Sequence[int]) -> list[int]:
    """Return where clauses end at marks, in order; of marks side by side the first counts."""
    found: list[int] = []
    for mark in sorted(set(marks)):
        ends = _ENDS_CLAUSE.search(sentence[:mark]) or _SEAM.match(sentence, mark)
        if ends and not (found and not re.search(r"\w", sentence[found[-1] : mark])):
            found.append(mark)
    return found


def _joined(base: str, part: str) -> str | None:
    """Return a clause that leans on another with what it leans on; None where rules cannot tell.

    It is a further action ("and employs 450 people"), a further thing ("and drones to Uganda"),
    a further place ("to Uganda") or a name of a list ("Uganda").
    """
    base = base.rstrip(" ,;:，；、。.")
    opening = _AND.match(part)
    item = part[opening.end() if opening else 0 :].lstrip(" ,;，；、")
    if is_chinese(base):
        acts, subject = _ZH_ACTS.match(part.lstrip(" ，；、")), _ZH_SUBJECT.match(base)
        return subject.group() + part.lstrip(" ，；、")[acts.end() :] if acts and subject else None
    names = [name for name in facts_of(item).names if item[: name.start].strip() in ("", "the")]
    if names and not re.search(r"\w", item[names[0].end :]):
        ending = [name for name in facts_of(base).names if name.end == len(base)]
        return base[: ending[0].start] + item if ending else None
    verb = _VERB.search(base)
    if not opening or verb is None or len(item.split()) > _ITEM:
        return None
    subject_words = base[: verb.start()]
    if _VERB.match(item):
        plain = "," not in subject_words and 0 < len(subject_words.split()) <= _SUBJECT
        return subject_words + item if plain else None
    preposition = _PREPOSITION.match(item)
    if preposition:
        cut = base.rfind(f" {preposition.group()}")
        return f"{base[:cut]} {item}" if cut > verb.end() - 1 else None
    further = not (_DEPENDS.match(item) or _VERB.search(item) or "," in item)
    return f"{base[: verb.end()]} {item}" if further else None


def _tidy(part: str, sentence: str) -> str:
    """Return a clause as a sentence of its own."""
    words = part[_OPENING.match(part).end() :].rstrip(" \t,;:，；：、—–-")  # type: ignore[union-attr]  # as above
    if not words or words == sentence:
        return sentence
    if words.count("(") > words.count(")"):
        words += ")"
    closed = words if words[-1] in '.!?。！？"”’' else words + ("。" if is_chinese(words) else ".")
    return closed[0].upper() + closed[1:]
