"""Names and dates in a question: the slots that a follow-up fills anew."""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.analyzers import is_unspaced

_LINK = r"(?: (?:of|the|and|for|de|la|al)(?= [A-Z0-9]))?"
_LETTER = r"[^\W一-鿿]"
_CAPITAL = rf"[A-Z](?:{_LETTER}|[’'.&-])*{_LETTER}|[A-Z]"
_NAME = re.compile(rf"(?:{_CAPITAL})(?:{_LINK} (?:{_CAPITAL}|\d+))*")
_YEAR = re.compile(r"(?<![^\W_一-鿿])(?:1[5-9]|20)\d\d(?![^\W_一-鿿])")
_SOUNDS = (
    "阿埃艾安奥巴拜班贝比彼宾玻伯布查达丹德登迪蒂丁顿多厄恩尔法菲费芬弗福甘冈哥格戈瓜圭哈汉亨洪基吉加贾杰捷津卡凯坎柯科克肯库奎拉莱兰朗劳勒"
    "雷黎利列林隆卢鲁伦罗洛马迈曼梅蒙米缅摩莫墨纳尼宁纽努诺欧帕潘佩皮普奇恰乔钦琼萨塞桑瑟沙森圣史舒斯索苏塔泰坦特提廷突图托陀瓦威维温沃乌"
    "伍西希锡谢辛休雅亚伊约赞扎詹智兹佐"
)
"""Characters with which foreign names are written by their sound."""
_FOREIGN = re.compile(f"[{_SOUNDS}]{{3,9}}")
_QUESTION_WORD = re.compile(
    r"^(?:Who|Whom|Whose|What|Which|When|Where|Why|How|Is|Are|Was|Were|Do|Does|Did|Has|Have|Had|Can|Could|Will|"
    r"Would|Should|May|Might|And|But|Or|So|Then|Also|In|On|At|By|For|From|To|Of|The|A|An|Tell|List|Name|Give|"
    r"Show|Explain|Describe|Please|I|It|They|He|She|There|That|This|If|As|According|Since|During|After|Before|Over|Under|Until|Through|"
    r"Against|Between|Within|Without|Into|About|Among|Not|Only|Sorry|No)$"
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A name or a year in a text."""

    text: str
    start: int
    end: int
    kind: str
    """"name" or "year"."""


def phrases_in(text: str) -> tuple[Phrase, ...]:
    """Return the capitalised names and the years of a question, in order.

    A capital that opens the sentence counts only when it is no question word or other function
    word; in a text without lower case, or without capitals, there are no names to be seen.
    """
    years = [Phrase(match.group(), match.start(), match.end(), "year") for match in _YEAR.finditer(text)]
    taken = [(year.start, year.end) for year in years]
    names = [] if text.isupper() and not is_unspaced(text) else _names(text)
    names += [Phrase(match.group(), *match.span(), "name") for match in _FOREIGN.finditer(text)]
    names = [name for name in names if not any(a < name.end and name.start < b for a, b in taken)]
    return tuple(sorted(years + names, key=lambda phrase: phrase.start))


def _names(text: str) -> list[Phrase]:
    found = []
    for match in _NAME.finditer(text):
        start, end = match.span()
        first = text[start:end].split(" ", 1)
        if _QUESTION_WORD.match(first[0]):
            if len(first) == 1:
                continue
            start += len(first[0]) + 1
        words = text[start:end]
        cut = re.search(r"(?:’s|'s)$", words)
        found.append(Phrase(words[: cut.start()] if cut else words, start, end - (2 if cut else 0), "name"))
    return found
