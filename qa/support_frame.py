"""Whether claim and source put the same facts together in the same way.

Every name and number of a claim may stand in the source and the claim still be wrong:
who did it to whom is turned round, the date belongs to another event, "all" stands for
"some", the place is where something else happened. These rules look at order and
company. They turn "supported" into less and never the other way, and where languages or
constructions differ they say that the fact is missing, not that it differs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import TYPE_CHECKING

from corpus.facts import CalendarDate, Name, Quantity, facts_of
from corpus.facts.compare import compare_dates, compare_quantities, same_counted
from corpus.facts.name_match import name_stands_in
from corpus.facts.polarity import clauses, denials, polarity
from index.analyzers import STOP_WORDS, analyze
from qa.support_cover import is_chinese
from qa.support_model import FactCheck
from qa.support_rank import vectors_of

if TYPE_CHECKING:
    from index.encoders import Encoder

_AGENT = re.compile(r"\b(?:\w+ed|\w+en|won|sold|bought|made|built|run|led|held|paid|lent)\sby\b|被|由|受|遭")
"""Between two names: the second one is who acts."""
_LISTED = re.compile(r"[\s,、]*(?:\b(?:and|or|with)\b|和|与|及|同)?[\s,]*(?:the\s)?", re.IGNORECASE)
_OF_IT = re.compile(r"^(?:['’]s?\s|的)|^,\s(?:who|which|whose)\b")
"""After a name: what follows belongs to it, so that order tells nothing of who acts."""
_ALL = re.compile(
    r"\b(?:all|every|each|everyone|whole|entire(?:ly)?|unanimous(?:ly)?|always|full(?:y)?|any number)\b"
    r"(?!\s(?:the same|but\b|over\b))|全部|所有|全体|一致|一律|全都|完全|总是|任何",
    re.IGNORECASE,
)
_SOME = re.compile(
    r"\b(?:some|several|many|most|part(?:ly)?|majority|minority|half|third|quarter|remainder|rest|usually)\b"
    r"|部分|一些|若干|大多|多数|少数|有的|通常",
    re.IGNORECASE,
)
_ONLY = re.compile(
    r"\b(?:only|solely|exclusively|sole)\b(?!\s(?:about\s)?\d)"
    r"|仅(?!有?\d)|唯一|只(?=有|对|在|限)"
)
_FACTIVE = re.compile(
    r"\b(?:admit(?:s|ted)?|pro(?:ves?|ved|ven)|confirm(?:s|ed)?|establish(?:es|ed)?|show(?:s|n|ed)?"
    r"|demonstrat(?:es?|ed)\b|evidence that|known to)\b|承认|证实|证明|证据表明|表明"
)
_OPEN = re.compile(
    r"\b(?:unproven|possible|not known|unknown|unclear|not yet understood|alleg\w+|disput\w+|no evidence)\b"
    r"|暂无|尚无|不清楚|未证实|疑似|涉嫌"
)
_PLACE = re.compile(r"\b(?P<prep>in|at|from|near|off|outside)\s(?:the\s)?(?P<name>[A-Z][\w-]+)")
_ZH_PLACE = re.compile(r"(?P<prep>从|在|位于|途经|赴|来自|选址在)(?P<name>[\u4e00-\u9fff]{2,4})")
_COPY = 0.6
"""Share of a claim's terms in one sentence from which the order of words and rival names tell."""
_NEAR_COPY = 0.8
"""The same where only the order of words differs: a looser paraphrase puts them in another order rightly."""
_MARGIN = 0.006
"""How much nearer the clause of another date or amount must be; smaller gaps are chance."""


def check_frame(claim: str, main: str, beside: Sequence[str], encoder: Encoder) -> tuple[FactCheck, ...]:
    """Compare who does what to whom, scope, places, certainty, and what a date or amount belongs to.

    Args:
        claim: The claim.
        main: The best sentence of the source.
        beside: Sentences that stand beside it.
        encoder: Tells which clause a date or an amount of the claim belongs to.

    Returns:
        What differs or has no counterpart; nothing where the frames agree as far as rules can tell.
    """
    return tuple(
        check
        for check in (
            _roles(claim, main),
            _permuted(claim, main),
            _rival(claim, main),
            _place(claim, main),
            _scope(claim, main, beside),
            _certainty(claim, main, beside),
            _binding(claim, main, encoder),
        )
        if check is not None
    )


def _roles(claim: str, main: str) -> FactCheck | None:
    """Find two names of the claim that act on each other the other way round in the source."""
    names = [name for name in facts_of(claim).names if name_stands_in(name, main)]
    across = is_chinese(claim) != is_chinese(main)
    for first, second in combinations(names, 2):
        if _same(first, second):
            continue
        ours = claim[first.end : second.start]
        low, high = sorted((_ends(first, main), _ends(second, main)))
        theirs = main[low : max(low, high - (len(second.text) if not across else 2))]
        if _LISTED.fullmatch(ours) or _LISTED.fullmatch(theirs) or len(clauses(ours)) > 2:
            continue
        if _OF_IT.match(ours) or _OF_IT.match(theirs):
            continue
        turned = _ends(first, main) > _ends(second, main)
        if turned != (bool(_AGENT.search(ours)) != bool(_AGENT.search(theirs))):
            return FactCheck("role", claim, main, "missing" if across else "differs")
    return None


def _ends(name: Name, text: str) -> int:
    """Return where the first mention of a name ends: the shortest prefix that has it, in any language."""
    low, high = 1, len(text)
    while low < high:
        middle = (low + high) // 2
        if name_stands_in(name, text[:middle]):
            high = middle
        else:
            low = middle + 1
    return low


def _same(first: Name, second: Name) -> bool:
    return name_stands_in(first, second.text) or name_stands_in(second, first.text)


def _permuted(claim: str, main: str) -> FactCheck | None:
    """Find a near copy of a sentence whose words change places."""
    if is_chinese(claim) != is_chinese(main) or not copies(claim, main, _NEAR_COPY):
        return None
    ours, theirs = list(_terms(claim)), list(_terms(main))
    shared = [term for term in ours if ours.count(term) == 1 and theirs.count(term) == 1]
    places = [theirs.index(term) for term in shared]
    turned = sum(later < earlier for earlier, later in combinations(places, 2))
    flips = bool(_AGENT.search(claim)) != bool(_AGENT.search(main))
    if len(shared) >= 3 and turned >= 2 and not flips:
        return FactCheck("role", claim, main, "missing")
    return None


def _terms(text: str) -> Iterator[str]:
    if is_chinese(text):
        yield from (term for term in analyze(text) if not term.isdigit())
        return
    for word in re.findall(r"[A-Za-z][\w'’-]*", text):
        plain = re.sub(r"(?:['’]s?|ing|ed|es|s)$", "", word.lower())
        if word.lower() not in STOP_WORDS and len(plain) > 2:
            yield plain


def copies(claim: str, main: str, least: float = _COPY) -> bool:
    """Return whether a sentence has this share of a claim's content words, in one language."""
    ours, theirs = set(_terms(claim)), set(_terms(main))
    return bool(ours) and len(ours & theirs) / len(ours) >= least


def _rival(claim: str, main: str) -> FactCheck | None:
    """Find a name of the claim that the copied sentence lacks, having another in its place."""
    if is_chinese(claim) != is_chinese(main) or not copies(claim, main):
        return None
    ours, theirs = facts_of(claim).names, facts_of(main).names
    lacking = [name for name in ours if not name.weak and not name_stands_in(name, main)]
    others = [name for name in theirs if not any(_same(name, one) for one in ours) and not name.weak]
    if lacking and others:
        return FactCheck("name", lacking[0].text, others[0].text, "differs")
    return None


def _place(claim: str, main: str) -> FactCheck | None:
    """Find a place that stands after a word like "in" or "从" where the source has another after it."""
    if is_chinese(claim) != is_chinese(main):
        return None
    pattern = _ZH_PLACE if is_chinese(claim) else _PLACE
    theirs = [(match["prep"], match["name"]) for match in pattern.finditer(main)]
    for match in pattern.finditer(claim):
        name = match["name"][:2] if is_chinese(claim) else match["name"]
        if name not in main or any(name in other for _, other in theirs):
            continue
        for prep, other in theirs:
            if prep == match["prep"] and other[:2] not in claim:
                return FactCheck("place", match.group(), prep + " " * (name.isascii()) + other, "differs")
    return None


def _scope(claim: str, main: str, beside: Sequence[str]) -> FactCheck | None:
    """Find "all" or "only" in the claim that the source does not say."""
    near = " ".join((main, *beside))
    for pattern, narrower in ((_ALL, _SOME), (_ONLY, None)):
        ours = pattern.search(claim)
        if ours is None or pattern.search(main) or denials(main):
            continue
        theirs = narrower.search(main) if narrower else None
        if theirs:
            return FactCheck("scope", ours.group(), theirs.group(), "differs")
        if not pattern.search(near) or is_chinese(claim) == is_chinese(main):
            return FactCheck("scope", ours.group(), None, "missing")
    return None


def _certainty(claim: str, main: str, beside: Sequence[str]) -> FactCheck | None:
    """Find a claim that something is proven or has happened where the source leaves it open or plans it."""
    ours = _FACTIVE.search(claim)
    if ours and not denials(claim):
        if denials(main):
            return FactCheck("modality", ours.group(), main, "missing")
        for text in (main, *beside):
            doubt = _OPEN.search(text)
            if doubt:
                return FactCheck("modality", ours.group(), doubt.group(), "missing")
    if polarity(claim).modality == "possible" and not any(
        polarity(text).modality == "possible" for text in (main, *beside)
    ):
        return FactCheck("modality", claim, main, "missing")
    return None


def _binding(claim: str, main: str, encoder: Encoder) -> FactCheck | None:
    """Find a date or amount that stands in the source, in the clause about something else."""
    parts = [claim[a:b] for a, b in clauses(claim)]
    for part in parts:
        facts = facts_of(part)
        held: tuple[CalendarDate | Quantity, ...] = (*facts.dates, *facts.quantities)
        for fact in held:
            theirs = _belongs_elsewhere(fact, part, main, encoder)
            if theirs:
                return FactCheck("binding", fact.text, theirs, "missing")
    return None


def _belongs_elsewhere(fact: CalendarDate | Quantity, part: str, main: str, encoder: Encoder) -> str | None:
    """Return the clause that answers a claim's clause and has another date or amount, or None."""
    texts = [main[low:high] for low, high in clauses(main)]
    relations = [_relation(fact, text) for text in texts]
    if not {"agrees", "differs"} <= set(relations):
        return None
    sims = vectors_of(encoder, tuple(map(_bare, texts))) @ vectors_of(encoder, (_bare(part),))[0]
    nearest = {kind: (-1.0, "") for kind in relations}
    for kind, sim, text in zip(relations, sims, texts, strict=True):
        nearest[kind] = max(nearest[kind], (float(sim), text))
    away, home = nearest["differs"], nearest["agrees"]
    return away[1].strip() if away[0] > home[0] + _MARGIN else None


def _relation(fact: CalendarDate | Quantity, clause: str) -> str:
    there = facts_of(clause)
    if isinstance(fact, CalendarDate):
        found = {compare_dates(fact, one) for one in there.dates}
    else:
        found = {compare_quantities(fact, one) for one in there.quantities if same_counted(fact, one)}
    return "agrees" if "agrees" in found else "differs" if "differs" in found else "unrelated"


def _bare(text: str) -> str:
    """Return a clause without its dates and amounts, which would draw it to their like."""
    facts = facts_of(text)
    spans = [(one.start, one.end) for one in facts.dates] + [(one.start, one.end) for one in facts.quantities]
    for start, end in sorted(spans, reverse=True):
        text = text[:start] + text[end:]
    return text.strip(" ,，。.;；") or text
