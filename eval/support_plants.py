"""Faults planted by rule in what a source supports: thousands of wrong claims to learn from, not hundreds.

They are cruder than what people write ("did not" where a sentence needs more, two names
that change places): the aligner learns from them with less weight than from written pairs.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Sequence

from corpus.facts import CalendarDate, Quantity, facts_of
from qa.support_cover import is_chinese

_TURNS = (
    ("increased", "decreased"), ("rose", "fell"), ("increase", "decrease"), ("before", "after"),
    ("more", "fewer"), ("largest", "smallest"), ("won", "lost"), ("northern", "southern"),
    ("higher", "lower"), ("eastern", "western"), ("all", "some"), ("first", "last"), ("over", "under"),
    ("accepted", "rejected"), ("approved", "refused"), ("opened", "closed"), ("supported", "opposed"),
    ("bought", "sold"), ("lent", "borrowed"),
    ("增加", "减少"), ("上升", "下降"), ("最大", "最小"), ("之前", "之后"), ("多于", "少于"), ("高", "低"),
    ("支持", "反对"), ("允许", "禁止"), ("批准", "否决"), ("同意", "拒绝"), ("超过", "不到"),
    ("全部", "部分"), ("购买", "出售"), ("北", "南"), ("东", "西"), ("上游", "下游"), ("首", "末"),
    ("缩短", "延长"),
)  # fmt: skip
_NOT = (("是", "不是"), ("有", "没有"), ("能", "不能"), ("会", "不会"), ("为", "并非"), ("将", "不会"))
_DENIES_ALREADY = "不没无只还可就未"
_HAN_VERB = re.compile(r"(?<=[\u4e00-\u9fff])(?:获得|成立|担任|宣布|参加|发现|导致|完成|收到|提供)")
_VERB = re.compile(r"\b(?:is|was|are|were|has|have|had|can|could|will|would|did)\b(?! not)")
_DENIED = re.compile(r"\bnot (?!only)")
_ZH_DENIED = re.compile(r"没有|并未|尚未|未|不(?=[会能是予])")
_LIST = re.compile(r"[\s,、]*(?:and|or|和|与|及)?[\s,]*")
_HEDGES = (
    (r"\b(?:plans|hopes|intends|wants|aims) to (\w+)", r"did \1"),
    (r"\b(?:may|might|could|should) ", "will certainly "),
    (r"\b(?:is|are) (?:expected|likely|due|set) to be ", "has been "),
    (r"计划|打算|拟|准备", "已经"),
    (r"可能|或许|有望", "一定"),
)
_TOP = 3
_Plant = Callable[[str, random.Random], str | None]


def plants(claim: str, draw: random.Random) -> Iterator[str]:
    """Yield claims with one fault each: a denial, a direction, two names, a number, a hedge dropped."""
    made: tuple[Callable[[str, random.Random], str | None], ...] = (
        denied,
        turned,
        swapped,
        miscounted,
        certain,
    )
    for plant in made:
        found = plant(claim, draw)
        if found and found != claim:
            yield found


def joined(claims: Sequence[str]) -> str:
    """Return two claims in one language as one sentence."""
    joint = "，" if is_chinese(claims[0]) else ", and "
    return joint.join([claims[0].rstrip("。."), claims[1]])


def denied(claim: str, draw: random.Random) -> str | None:
    """Deny what a claim says, or say what it denies."""
    pattern = _ZH_DENIED if is_chinese(claim) else _DENIED
    if pattern.search(claim):
        return pattern.sub("", claim, count=1)
    if not is_chinese(claim):
        verb = _VERB.search(claim)
        return f"{claim[: verb.end()]} not{claim[verb.end() :]}" if verb else None
    for plain, opposite in _NOT:
        at = claim.find(plain)
        if at > 0 and claim[at - 1] not in _DENIES_ALREADY:
            return claim[:at] + opposite + claim[at + len(plain) :]
    found = _HAN_VERB.search(claim)
    return f"{claim[: found.start()]}没有{claim[found.start() :]}" if found else None


def turned(claim: str, draw: random.Random) -> str | None:
    """Turn one direction round."""
    found = []
    for pair in _TURNS:
        for one, other in (pair, pair[::-1]):
            match = re.search(rf"\b{one}\b" if one.isascii() else one, claim)
            if match:
                found.append(claim[: match.start()] + other + claim[match.end() :])
    return draw.choice(found) if found else None


def swapped(claim: str, draw: random.Random) -> str | None:
    """Let two names change places."""
    names = [name for name in facts_of(claim).names if not name.weak]
    if len(names) < 2:
        return None
    first, second = sorted(draw.sample(names, 2), key=lambda name: name.start)
    between = claim[first.end : second.start]
    if first.end > second.start or _LIST.fullmatch(between):
        return None
    return claim[: first.start] + second.text + between + first.text + claim[second.end :]


def miscounted(claim: str, draw: random.Random) -> str | None:
    """Change one number or date."""
    facts = facts_of(claim)
    every: list[Quantity | CalendarDate] = [*facts.quantities, *facts.dates]
    held = [one for one in every if re.search(r"\d", one.text)]
    if not held:
        return None
    one = draw.choice(held)

    def other(match: re.Match[str]) -> str:
        value = int(match.group())
        return str(value + (draw.choice((1, 2, 7, -1, -2)) if value > _TOP else 2))

    return claim[: one.start] + re.sub(r"\d{1,9}", other, one.text, count=1) + claim[one.end :]


def certain(claim: str, draw: random.Random) -> str | None:
    """Say as done or certain what is planned or possible."""
    for pattern, plain in _HEDGES:
        found, count = re.subn(pattern, plain, claim, count=1)
        if count:
            return found
    return None
