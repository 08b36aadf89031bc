"""Amounts written with Chinese numerals, and shares as Chinese writes them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.facts.model import QuantityKind
from corpus.facts.numerals import CHINESE, chinese_value

Found = tuple[int, int, float, float, QuantityKind]
"""Start, end, value, what the last digit is worth, kind."""
_ZH = re.compile(
    rf"(?P<pre>第|百分之|数"
    rf"|几)?(?P<number>[{CHINESE}][{CHINESE}\d.]{{0,30}})(?!(?<=千)[瓦克米伏])(?P<over>分之[{CHINESE}\d]{{1,8}})?"
)
_ZH_HALF = re.compile(r"一半|半数|过半|对半")
FIRST = re.compile(r"首(?=次|个|家|位|例|批|座|轮|届|部|款|名)")
TIMES = re.compile(r"翻(?:了)?(?:一番|倍)|(?<=[多高大长增涨升加出])了?一倍")
_COUNTED = re.compile(
    r"(?:个百分点|多|余)?(?:[个县市省国州条名位家座所间台辆艘架条项例起张份枚颗件头只栋套支部场次轮届人天年月周日岁元吨米克升度户票席球分倍亩处段篇站层亿万千百十]"
    r"|公里|公顷|公斤|小时|分钟|欧元|美元|英镑|毫克|千瓦|兆瓦|千伏|平方|斤|港[元币]|[日韩澳加]元|卢[布比]|克朗"
    r"|摄氏|华氏|海里|英[里尺亩])"
)
_WHOLE = re.compile(r"[一二两三四五六七八九十][一二两三四五六七八九十百千]{0,8}[万亿]")
"""A number of ten thousand and more, whatever follows: "一百五十万士兵"; 万 alone may be part of a name."""
_AND_A_HALF = re.compile(r"(?:年|个月|天|小时)半")
_KINDS: dict[str, QuantityKind] = {"百分之": "percent", "第": "ordinal"}
HAO = re.compile(r"号(?!召|称|码)")
_AND_FIVE = re.compile(r"[一二三四五六七八九半]")
TENTHS = re.compile(r"成(?![为立功本员长果交都人年分])")


def chinese_numbers(text: str) -> Iterator[Found]:
    """Yield numbers, ordinals ("第三", "二号") and shares ("百分之十五", "六成"), in order."""
    for match in _ZH.finditer(text):
        value = chinese_value(match["number"])
        if not value or match["over"]:
            continue
        start, end = match.start(), match.end("number")
        kind = _kind(text, match, value)
        if kind == "percent" and not match["pre"]:
            more = _AND_FIVE.match(text, end + 1)
            if more and not _COUNTED.match(text, more.end()):  # 三成五 is 35 per cent, 三成五名 are five
                points = 5.0 if more.group() == "半" else chinese_value(more.group()) or 0.0
                yield start, more.end(), value * 10 + points, 1.0, "percent"
            else:
                yield start, end + 1, value * 10, 1.0, "percent"
        elif kind:
            yield start, end, value, 0.0, kind


def _kind(text: str, match: re.Match[str], value: float) -> QuantityKind | None:
    before, end = match["pre"], match.end("number")
    if before:
        return _KINDS.get(before)
    if HAO.match(text, end):
        return "ordinal"
    if value < 10 and TENTHS.match(text, end):
        return "percent"
    if _WHOLE.fullmatch(match["number"]) and match["number"] != "一万":  # "不怕一万"
        return "number"
    single = match["number"] == "一" and not _AND_A_HALF.match(text, end)
    counts = _COUNTED.match(text, end) and not single and _stands_alone(text, match)
    return "number" if counts else None


def _stands_alone(text: str, match: re.Match[str]) -> bool:
    """Return whether a Chinese numeral counts something: "三家" does, "万科" and "进一步" do not."""
    written = match["number"]
    return not (len(written) == 1 and written in "十百千万亿零〇一") or bool(
        (written == "一" and _AND_A_HALF.match(text, match.end()))
        or written == "十"
        or re.compile(r"[余多]").match(text, match.end())
    )


def chinese_shares(text: str) -> Iterator[Found]:
    """Yield fractions ("三分之一"), percentages in digits ("百分之15") and halves, each kind in order."""
    for match in _ZH.finditer(text):
        if match["over"] and not match["pre"]:
            bottom, top = chinese_value(match["number"]), chinese_value(match["over"][2:])
            if bottom and top:
                yield match.start(), match.end(), 100.0 * top / bottom, 1.0, "percent"
    for match in re.compile(r"百分之(\d{1,3}(?:\.\d{1,3})?)").finditer(text):
        yield match.start(), match.end(), float(match[1]), 0.0, "percent"
    for match in _ZH_HALF.finditer(text):
        yield match.start(), match.end(), 50.0, 1.0, "percent"
