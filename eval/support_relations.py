"""Makes pairs by rule that tell who did what to whom from either side: lent to, borrowed from.

People write such turns too seldom for a small reader to learn that both say the same, and that
parties exchanged do not. The phrasings lie in `support_relations.txt`; names and amounts are drawn.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib import resources

from corpus.facts.name_match import HAN

_TOLD_TWICE = ("lent", "is to lend")
"""Relations drawn as often again: reports on aid and loans are full of them."""
_PARTIES = {
    "Harbour Bank": "海港银行", "Kenya": "肯尼亚", "Ecuador": "厄瓜多尔", "Zambia": "赞比亚",
    "Sri Lanka": "斯里兰卡", "China Development Bank": "国家开发银行", "Angola": "安哥拉",
    "Pakistan": "巴基斯坦", "Bolivia": "玻利维亚", "Laos": "老挝", "Serbia": "塞尔维亚",
    "Uganda": "乌干达", "Ethiopia": "埃塞俄比亚", "Montenegro": "黑山",
    "the Finance Ministry": "财政部", "the Export-Import Bank": "进出口银行", "Huasheng": "华升公司",
    "the Ministry of Works": "工程部", "Tonga": "汤加",
}  # fmt: skip
_MORE_PARTIES = (
    "Bank of Tarn", "Northport City", "Velmar Holding", "the Port Authority", "Orlan Energy",
    "Meridian Credit", "the Railway Corporation", "Haiyuan Bank", "Industrial Bank of Changsha",
    "Brightwater", "Norwick Lines", "Lomax Group", "Kestrel Telecom", "Grenfell Mining", "Copper Ridge",
    "Aldane University", "Pelagia Shipping",
)  # fmt: skip
_MILLIONS = (3, 12, 24, 48, 60, 85, 120, 175, 240, 318, 450, 690)
_OTHER_MILLIONS = (5, 18, 36, 72, 140, 260, 510, 800)
_PEOPLE = (7, 12, 25, 40, 48, 63, 110)
_OTHER_PEOPLE = (9, 15, 31, 52)
_CURRENCIES = (("${} million", "US${}m", "美元"), ("{} million euros", "€{} million", "欧元"))
_PURPOSES = (
    "",
    " for warehouses at the port",
    " for a power station",
    " to build a railway",
    " for a hospital",
)
_AROUND = (
    "The agreement was signed on Tuesday.", "Work is expected to begin in August.",
    "No further details were given.", "The opposition criticised the terms.",
    "The minister called it a good result.", "It followed eight months of talks.",
    "A spokesman declined to comment.", "The project should be finished by 2021.",
    "The price was too high, critics say.",
)  # fmt: skip
_AROUND_CHINESE = (
    "协议于周二签署。", "工程预计八月开工。", "反对党批评了有关条款。", "发言人不予置评。",
    "项目预计2021年完工。", "谈判历时八个月。",
)  # fmt: skip
_KINDS = (("supported", 0.48), ("contradicted", 0.44), ("not found", 0.08))
_EXCHANGED = 0.7
"""Share of contradicted claims whose parties are exchanged; the others have another amount."""
_CHINESE = 0.3
"""Share of sources, and of claims, in Chinese."""
_BESIDE = 0.35
"""Share of sources that tell the same of two others as well."""


@dataclass(frozen=True, slots=True)
class Turned:
    """A source's sentences, a claim, and what they say of it."""

    premise: tuple[str, ...]
    claim: str
    verdict: str


@dataclass(frozen=True, slots=True)
class _Case:
    """What is told: a relation, who to whom, how much."""

    english: tuple[str, ...]
    chinese: tuple[str, ...]
    parties: tuple[str, str]
    millions: int
    people: int
    currency: int
    purpose: str

    def sentence(self, draw: random.Random, *, chinese: bool, purpose: bool) -> str:
        """Return one of its phrasings."""
        style = _CURRENCIES[self.currency]
        a, b = self.parties
        if chinese:
            money = f"{self.millions / 100:g}亿" if self.millions >= 100 else f"{self.millions}00万"
            told = draw.choice(self.chinese).format(
                a=_PARTIES[a], b=_PARTIES[b], m=money + style[2], n=self.people
            )
            return f"{told}。"
        money = draw.choice(style[:2]).format(self.millions)
        told = draw.choice(self.english).format(a=a, b=b, m=money, n=self.people)
        return f"{told[0].upper()}{told[1:]}{self.purpose if purpose else ''}."

    def told_of(self, parties: tuple[str, str]) -> _Case:
        """Return the same of other parties."""
        return replace(self, parties=parties)

    def with_another_amount(self, draw: random.Random) -> _Case:
        """Return the same with other figures."""
        return replace(self, people=draw.choice(_OTHER_PEOPLE), millions=draw.choice(_OTHER_MILLIONS))


def turned(count: int, seed: int = 7) -> list[Turned]:
    """Return pairs made by rule, none twice.

    Args:
        count: How many.
        seed: Of the draw.
    """
    draw = random.Random(seed)
    made: dict[Turned, None] = {}
    while len(made) < count:
        made[_pair(draw)] = None
    return list(made)


def _pair(draw: random.Random) -> Turned:
    in_chinese, claim_chinese = draw.random() < _CHINESE, draw.random() < _CHINESE
    names = tuple(_PARTIES) if in_chinese or claim_chinese else (*_PARTIES, *_MORE_PARTIES)
    a, b, c, d, e = draw.sample(names, 5)
    case = _drawn(draw, (a, b))
    beside = list(draw.sample(_AROUND_CHINESE if in_chinese else _AROUND, draw.choice((1, 2, 3))))
    if draw.random() < _BESIDE:
        other = case.told_of((d, e)).with_another_amount(draw)
        beside.insert(0, other.sentence(draw, chinese=in_chinese, purpose=False))
    beside.insert(draw.randrange(len(beside) + 1), case.sentence(draw, chinese=in_chinese, purpose=True))
    (verdict,) = draw.choices([kind for kind, _ in _KINDS], [share for _, share in _KINDS])
    told = {"supported": case, "not found": case.told_of((c, b)), "contradicted": _false(case, draw)}[verdict]
    claim = told.sentence(draw, chinese=claim_chinese, purpose=not in_chinese and draw.random() < 0.5)
    return Turned(tuple(beside), claim, verdict)


def _drawn(draw: random.Random, parties: tuple[str, str]) -> _Case:
    relations = _relations()
    name = draw.choice((*relations, *_TOLD_TWICE, *_TOLD_TWICE))
    english, chinese = relations[name]
    counted = any("{m}" in phrasing or "{n}" in phrasing for phrasing in english)
    money = any("{m}" in phrasing for phrasing in english)
    return _Case(
        english,
        chinese,
        parties,
        draw.choice(_MILLIONS) if counted else 0,
        draw.choice(_PEOPLE),
        draw.randrange(len(_CURRENCIES)),
        draw.choice(_PURPOSES) if money else "",
    )


def _false(case: _Case, draw: random.Random) -> _Case:
    if case.millions and draw.random() > _EXCHANGED:
        return case.with_another_amount(draw)
    a, b = case.parties
    return case.told_of((b, a))


@lru_cache(maxsize=1)
def _relations() -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    text = resources.files("eval").joinpath("support_relations.txt").read_text(encoding="utf-8")
    found = {}
    for paragraph in text.split("\n\n"):
        name, *phrasings = [line for line in paragraph.splitlines() if line and not line.startswith("#")] or [
            ""
        ]
        if phrasings:
            found[name] = _by_language(phrasings)
    return found


def _by_language(phrasings: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return (
        tuple(one for one in phrasings if not HAN.search(one)),
        tuple(one for one in phrasings if HAN.search(one)),
    )
