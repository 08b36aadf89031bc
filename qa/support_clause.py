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
    r"|at|from|than|also|then|thus|both|neither|\w+ing)\b"
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
_BE = re.compile(r"is|are|was|were|be")
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
_ZH_DATE = re.compile(r"(?:\d{2,4}年)?(?:\d{1,2}月)?(?:\d{1,2}日)?")
_ZH_DATED = re.compile(r"\d{2,4}年(?:\d{1,2}月)?(?:\d{1,2}日)?$")
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
        leads = not first and _ZH_LEADS.match(words, _after_date(words))
        return len(words.strip("，；、。：")) >= _ZH_LEAST and not leads
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
    if len(ends) < 2 or any(_subject_ends(sentence, mark) for mark in marks):
        return sentence
    place = next((n for n, end in enumerate(ends) if at <= end), len(ends) - 1)
    starts = [0, *ends[:-1]]
    last = len(sentence) if place == len(ends) - 1 else ends[place]
    tail = sentence[ends[-1] :]
    if stands(tail):  # what follows the last mark is backed by none
        last = min(last, ends[-1])
    elif _VERB.search(tail):
        return sentence
    base = place
    while base and not stands(sentence[starts[base] : ends[base]]):
        base -= 1
    part = sentence[starts[base] : last]
    if base < place:
        leading = sentence[starts[base] : ends[base]]
        listed = place < len(ends) - 1 and _AND.match(sentence, starts[-1]) is not None
        part = _joined(leading, sentence[starts[place] : last], listed=listed) or part
    return _tidy(part, sentence) if stands(part, first=not starts[base]) else sentence


def _subject_ends(sentence: str, mark: int) -> bool:
    """Return whether a mark stands before its verb: "Cameras of Dahua¹ and Uniview² were found"."""
    return not _ENDS_CLAUSE.search(sentence[:mark]) and _VERB.match(sentence, mark + 1) is not None


def _seams(sentence: str, marks: Sequence[int]) -> list[int]:
    """Return where clauses end at marks, in order; of marks side by side the first counts."""
    found: list[int] = []
    for mark in sorted(set(marks)):
        ends = _ENDS_CLAUSE.search(sentence[:mark]) or _SEAM.match(sentence, mark)
        if ends and not (found and not re.search(r"\w", sentence[found[-1] : mark])):
            found.append(mark)
    return found


def _joined(base: str, part: str, *, listed: bool) -> str | None:
    """Return a clause that leans on another with what it leans on; None where rules cannot tell.

    It is a further action ("and employs 450 people"), a further thing ("and drones to Uganda"),
    a further place ("to Uganda"), a name of a list ("Uganda") or another's share ("and Zambia $3 million").

    Args:
        base: The clause before.
        part: What leans on it.
        listed: Whether a later one is joined with "and", so that this one needs none.
    """
    base = base.rstrip(" ,;:，；、。.")
    opening = _AND.match(part)
    item = part[opening.end() if opening else 0 :].lstrip(" ,;，；、")
    if is_chinese(base):
        words = part.lstrip(" ，；、")
        date = _after_date(words)
        acts, subject = _ZH_ACTS.match(words, date), _ZH_SUBJECT.match(base, _after_date(base))
        if not (acts and subject):
            return None
        return _ZH_DATED.sub("", subject.group()) + words[:date] + words[acts.end() :]
    names = [name for name in facts_of(item).names if item[: name.start].strip() in ("", "the")]
    if names and not re.search(r"\w", item[names[0].end :]):
        ending = [name for name in facts_of(base).names if name.end == len(base)]
        return base[: ending[0].start] + item if ending else None
    verb = _VERB.search(base)
    if not (opening or listed) or verb is None or len(item.split()) > _ITEM:
        return None
    return _leaning(base, verb, item, names[0].end if names else 0, opening is not None)


def _leaning(base: str, verb: re.Match[str], item: str, named: int, further: bool) -> str | None:
    """Return words that lack subject, verb or object with those of the clause before."""
    if named:
        share = re.match(r"[$€£\d]", item[named:].lstrip())
        return f"{item[:named]} {verb.group()} {item[named:].lstrip()}" if share else None
    subject = base[: verb.start()]
    acts = _VERB.match(item)
    if acts:
        passive = _BE.fullmatch(verb.group()) and _VERB.match(base, verb.end() + 1)
        subject = base[: verb.end()] + " " if passive and not _BE.fullmatch(acts.group()) else subject
        plain = "," not in subject and 0 < len(subject.split()) <= _SUBJECT
        made = not further and item[acts.end() :].startswith(" by ")  # "a plant, built by Huawei"
        return subject + item if plain and not made else None
    preposition = _PREPOSITION.match(item)
    if preposition:
        cut = base.rfind(f" {preposition.group()}")
        return f"{base[:cut]} {item}" if cut > verb.end() - 1 else None
    thing = further and not (_DEPENDS.match(item) or _VERB.search(item) or "," in item)
    return f"{base[: verb.end()]} {item}" if thing else None


def _after_date(words: str) -> int:
    """Return where a Chinese clause goes on behind the date that opens it."""
    match = _ZH_DATE.match(words)
    return match.end() if match else 0


def _tidy(part: str, sentence: str) -> str:
    """Return a clause as a sentence of its own."""
    words = part[_OPENING.match(part).end() :].rstrip(" \t,;:，；：、—–-")  # type: ignore[union-attr]  # as above
    if not words or words == sentence:
        return sentence
    if words.count("(") > words.count(")"):
        words += ")"
    closed = words if words[-1] in '.!?。！？"”’' else words + ("。" if is_chinese(words) else ".")
    return closed[0].upper() + closed[1:]
