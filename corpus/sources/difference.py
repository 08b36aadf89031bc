"""Whether two captures of a page differ in what the page states.

A page that is served anew is hardly ever the same to the letter: it counts its visitors, shows the day,
puts other pages beside itself. That leaves its sentences alone. So a page has changed when a sentence of it
has (another word, another figure, one more, one less), or its headline, or a row of its lists and tables, or
what belongs to it and was left behind when its text was taken out (a standfirst, a caption, a correction);
differences of other lines count where they may be more than surroundings: where a line of some length came
or went and none took its place, and where they are no small part of the page. In doubt it has changed.
What was left out of account is returned beside what was not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher, unified_diff

from corpus.sources.page_text import title_words
from corpus.sources.phrases import Phrases
from corpus.sources.statements import Piece, pieces
from corpus.sources.wording import OTHER_PAGES

MOST_LINES = 200
"""Lines of a difference that are kept."""
LINE = 500
"""Characters of one of them."""
_EDITED = 0.6
"""Likeness in words from which a line is another one edited."""
_TELLING = 6
"""Words: a shorter line that was edited (a date, a count of comments) states nothing;"""
_TELLING_INSIDE = 4
"""words likewise, where sentences stand before and behind it."""
_LABEL = 3
"""Words: a shorter line that came or went states nothing."""
_LIST = 3
"""Lines that stayed in their place, from which on a line that comes or goes there belongs to a list."""
_SURROUNDINGS = 0.5
"""Share of a page's characters; where more lies in lines that differ, they are no mere surroundings."""
_PROSE = 1 / 3
"""Share of a page's characters; where less lies in sentences, the page consists of its lines."""
_CLOCK_WORDS = 12
"""Words: a longer paragraph says more than how often or how long ago."""
_PAIRS = 250_000
"""Pairs of lines of one place looked at; a page with more is data, and has changed."""
_AGO = Phrases(
    r"\b(?:\d{1,4}|an?|one) ?(?:s|seconds?|secs?|m|minutes?|mins?|h|hours?|hrs?|d|days?|w|weeks?|months?"
    r"|y|years?) ago\b"
    r"|\bjust now\b"
    r"|\d{1,4} ?(?:秒钟?|秒鐘|分钟|分鐘|小时|小時|天|周|週|个月|個月|年)之?前|刚刚|剛剛"
    r"|\bvor \d{1,4} \w{3,9}|\bil y a \d{1,4} \w{2,9}|\bhace \d{1,4} \w{2,9}|\bhá \d{1,4} \w{2,9}"
    r"|\d{1,4} \w{2,9} (?:fa|назад|geleden|önce)\b|\d{1,4} ?(?:秒|分|時間|日|週間|か月)前"
    r"|\d{1,4} ?(?:초|분|시간|일) 전"
)
"""How long ago, by the clock of the reader."""
_COUNTED = Phrases(
    r"\b(?:visit(?:or)?s?|view(?:er|ed)?s?|reads?|readers?|hits?|clicks?|download(?:ed|s)?|comments?|shares?"
    r"|likes?|retweets?|followers?|subscribers?|online|shared|reactions?|votes?|replies|plays?|watching"
    r"|aufrufe|leser|kommentare?|vues?|lectures?|commentaires?|partages?|visitas?|lecturas?|comentarios?"
    r"|compartidos?|visualizzazioni|commenti|visualizações)\b|©|\bcopyright\b|[访訪]问|訪問|浏览|瀏覽|阅读"
    r"|閱讀|点击|點擊|评论|評論"
    r"|人气|人氣|点赞|點讚|分享|转发|轉發|在线|在線|访客|訪客|版权|版權"
)
"""What pages count of themselves."""
_NOW = Phrases(
    r"\b(?:reading|watching|viewing|listening|online) (?:this|now)\b|\b(?:currently|now) (?:reading"
    r"|watching|online)\b"
    r"|\blesen (?:gerade|jetzt)\b|\blisent cet article\b|\bleyendo ahora\b|在线人数|在線人數|人正在(?:看"
    r"|读|讀|阅读|閱讀)"
)
"""What pages count of this moment, so that it falls as well as it grows."""
_OF_ITSELF = Phrases(
    r"\bthis (?:web ?)?(?:page|site|article|story|post|entry)\b|\bvisitor (?:no\b|number\b)|©|\bcopyright\b"
    r"|[本该該][页頁文站]|您是第|浏览量|瀏覽量|阅读量|閱讀量|访问量|訪問量|点击量|點擊量|版权所有|版權所有"
)
"""What a sentence has that speaks of its page."""
_STAMPED = Phrases(
    r"\bthis (?:web ?)?(?:page|site)\b|\blast (?:updated|modified|edited|changed|reviewed)\b|\btoday is\b"
    r"|\bit is now\b|[本页頁][页頁面]|今天是|现在是|現在是|更新[于於时時]"
)
"""Words beside the day or the hour at which a page was made."""
_MADE_IN = Phrases(
    r"^\W*(?:(?:this|the) )?(?:page|script|generated|rendered|processed|executed|loaded|served|created)\b"
    r"[^.!?]{0,40}? in \d{1,4}(?:[.,]\d{1,9})? ?(?:m?s|sec|(?:milli)?seconds?)\b"
    r"|^\W*(?:[本此]?[页頁][页頁面]?|程序|脚本|腳本)?(?:执行|執行|生成|加载|載入|处理|處理|渲染)[^。]{0,12}?"
    r"\d{1,4}(?:\.\d{1,9})? ?(?:毫?秒|m?s\b)"
)
"""How long it took to make a page, at the beginning of a line; an article begins with who did it."""

_RULE = re.compile(r"\|[\s|:-]+")
_LABELLED = re.compile(r"^[^\d:：]{2,60}[:：] ?\S")
"""A line that says what its figure is of."""
_ASKS = Phrases(
    r"\b(?:we|this (?:web)?site|our (?:web)?site|wir|diese (?:web)?seite|nous|ce site|este sitio"
    r"|utilizamos)\b.{0,40}\bcookies\b"
    r"|\b(?:accept|refuse|reject|manage) (?:all |our |your )?cookies\b|\bcookie settings\b"
    r"|\bcookies\b.{0,60}\b(?:our (?:web)?site|your consent|akzeptieren|accepte[rz]|aceptar)"
    r"|^\W*(?:sign up|subscribe|register|follow us|download our|get the|melden sie sich|abonnieren sie"
    r"|inscrivez-vous"
    r"|abonnez-vous|suscríbe|regístr)\w*\b.{0,120}\b(?:newsletters?|inbox|e-?mails?|apps?|whatsapp"
    r"|telegram|podcasts?|updates"
    r"|alerts?|bolet[íi]n)\b|(?:本站|本网站|我们)使用.{0,6}cookie|(?:关注|關注|扫码|扫描"
    r"|掃描).{0,12}(?:公众号|公眾號|二维码)"
)
"""What a page asks of its reader within an article: consent, an address for its letters."""


@dataclass(frozen=True, slots=True)
class Difference:
    """How a text differs from another one."""

    counted: tuple[str, ...] = ()
    """A unified difference of all of it, sentence by sentence, where it counts; else nothing."""
    left_out: tuple[str, ...] = ()
    """Lines that differ and were left out of account: "-" before those that went, "+" before new ones."""


Titles = tuple[str | None, str | None]
Own = tuple[Sequence[str] | None, Sequence[str] | None]


def difference(old: str, new: str, titles: Titles = (None, None), own: Own = (None, None)) -> Difference:
    """Compare two captures of a page.

    Args:
        old: The earlier text, paragraphs divided by blank lines.
        new: The later text.
        titles: The page's title then and now.
        own: What belongs to it and may not be in its text, then and now; None where that was not kept.

    Returns:
        The difference that counts, and what was left out of account.
    """
    before, after = (
        (*_beside(lines, side), *side)
        for lines, side in zip(_own(own, titles), (pieces(old), pieces(new)), strict=True)
    )
    before = _moved(before, after)
    after = _moved(after, before)
    known, present = {one.key for one in before}, {one.key for one in after}
    gone = [one for one in before if one.key not in present]
    come = [one for one in after if one.key not in known]
    unified = _unified(before, after)
    if not (gone or come):  # all of it is there, in another order or with other quotes
        return Difference((), tuple(line for line in unified[2:] if line[0] in "+-"))
    clocks = _clocks(gone, come) | _asides(before) | _asides(after)
    aside = {one.key for one in (*gone, *come)} & clocks
    rest = [[one for one in side if one.key not in clocks] for side in (gone, come)]
    whole = _by_headline(rest, titles) or _no_small_part(before, after, rest)
    told = whole or any(one.sentence for side in rest for one in side)
    for place in () if whole else _places(before, after, known & present, clocks):
        if _counts(place):
            told = True
        else:
            aside |= {one.key for side in place.differing for one in side}
    left_out = [
        f"{mark}{one.text}"[:LINE]
        for mark, side in (("-", gone), ("+", come))
        for one in side
        if one.key in aside
    ]
    return Difference(unified if told else (), tuple(left_out[:MOST_LINES]))


def _own(own: Own, titles: Titles) -> Own:
    """Return what stands beside both texts; where it was not kept of one of them, their titles do."""
    if own[0] is not None and own[1] is not None:
        return own
    words = [title_words(one or "") for one in titles]
    if words[0] <= words[1] or words[1] <= words[0]:  # a site's name came or went
        titles = titles[0] or titles[1], titles[0] or titles[1]
    return [one for one in titles[:1] if one], [one for one in titles[1:] if one]


def _beside(lines: Sequence[str] | None, text: Sequence[Piece]) -> Iterator[Piece]:
    """Yield what belongs to a text and is not in it: it states something, whatever its form but a row's."""
    there = {one.key for one in text}
    found = [one for line in lines or () for one in pieces(line) if one.key not in there]
    # Rows come first: behind the headline, which is a sentence here, they would stand within the text.
    for one in sorted(found, key=lambda one: not one.row):
        yield replace(one, sentence=not one.row, teaser=False)


def _moved(side: Sequence[Piece], other: Sequence[Piece]) -> tuple[Piece, ...]:
    """Return a side with its facts in the form that the other one gives them: they stay the same.

    A fact is "Length: 72 m" in a list, two lines in a list of terms, and a row in a table; the rule
    under a table's head states nothing.
    """
    there = {one.key for one in other}
    forms = {_bare(one.key): one for one in other if one.row or one.alone}
    found: list[Piece] = []
    rows = [one for one in side if not _RULE.fullmatch(one.text)]
    at = 0
    while at < len(rows):
        one, step = rows[at], 1
        if one.key not in there and (one.row or one.alone):
            pair = f"{_bare(one.key)} {_bare(rows[at + 1].key)}" if at + 1 < len(rows) and one.row else ""
            form = forms.get(pair) or forms.get(_bare(one.key))
            step = 2 if pair in forms else 1
            one = form or one
        found.append(one)
        at += step
    return tuple(found)


def _bare(key: str) -> str:
    """Return the key of a label and what it tells, without the colon between them."""
    return re.sub(r"^([^\d:：]{2,60}?) ?[:：] ?(?=\S)", r"\1 ", key)


def _asides(side: Sequence[Piece]) -> frozenset[str]:
    """Return the keys of what a page asks of its reader, and of lists of other pages below the text."""
    found = {one.key for one in side if _ASKS.search(one.key)}
    for at in range(len(side) - 1, -1, -1):
        one = side[at]
        if one.sentence or one.teaser or one.figures:
            break
        if OTHER_PAGES.search(one.text) and len(one.words) <= _TELLING:
            found |= {below.key for below in side[at:] if not below.text.startswith("|")}
    return frozenset(found)


def _unified(before: Sequence[Piece], after: Sequence[Piece]) -> tuple[str, ...]:
    old, new = ([one.text for one in side] for side in (before, after))
    lines = unified_diff(old, new, "before", "now", lineterm="", n=1)
    return tuple(line[:LINE] for _, line in zip(range(MOST_LINES), lines, strict=False))


def _clocks(gone: Sequence[Piece], come: Sequence[Piece]) -> frozenset[str]:
    """Return the keys of lines that differ by a clock of reader or site, or by a count that has grown."""
    short = [[one for one in side if one.around <= _CLOCK_WORDS] for side in (gone, come)]
    timeless = [{_timeless(one): one.key for one in side if _AGO.search(one.key)} for side in short]
    found = {side[text] for text in timeless[0].keys() & timeless[1].keys() for side in timeless}
    numbered = [{one.words: one for one in side if one.numbers} for side in short]
    for words in numbered[0].keys() & numbered[1].keys():
        one, other = numbered[0][words], numbered[1][words]
        stamped = one.figures == other.figures and _STAMPED.search(one.key)
        moment = _NOW.search(one.key) and one.alone and other.alone
        if (
            _grown(one, other)
            or stamped
            or moment
            or (one.alone and other.alone and _MADE_IN.search(one.key))
        ):
            found |= {one.key, other.key}
    return frozenset(found)


def _grown(one: Piece, other: Piece) -> bool:
    """Tell whether a count that a page keeps of itself is as high as before or higher."""
    if one.row or (one.sentence and not _OF_ITSELF.search(one.key)):
        return False  # an article counts shares and visitors too
    counted = len(one.numbers) == len(other.numbers) and _COUNTED.search(one.key)
    return bool(counted) and _value(one) <= _value(other)


def _timeless(one: Piece) -> str:
    text = one.key
    while match := _AGO.search(text):
        text = f"{text[: match.start()]}\0{text[match.end() :]}"
    return text


def _value(one: Piece) -> tuple[int, ...]:
    return tuple(int(re.sub(r"\D", "", number)[:18]) for number in one.numbers)


def _by_headline(rest: Sequence[Sequence[Piece]], titles: tuple[str | None, str | None]) -> bool:
    """Tell whether the page's headline is among what differs."""
    return any(
        len(words) > 1 and words <= title_words(title or "")
        for side, title in zip(rest, titles, strict=True)
        for words in (title_words(one.text) for one in side)
    )


def _no_small_part(before: Sequence[Piece], after: Sequence[Piece], rest: Sequence[Sequence[Piece]]) -> bool:
    """Tell whether what differs is too much for surroundings, or the page has few sentences."""
    if not any(rest):
        return False
    whole = _length((*before, *after))
    prose = _length(one for one in (*before, *after) if one.sentence)
    return prose < _PROSE * whole or sum(map(_length, rest)) > _SURROUNDINGS * whole


def _length(side: Iterable[Piece]) -> int:
    return sum(len(one.key) for one in side)


@dataclass(frozen=True, slots=True)
class _Place:
    """The lines that stand between the same two sentences of both texts."""

    differing: tuple[tuple[Piece, ...], tuple[Piece, ...]]
    """Those that went, and those that came."""
    stayed: int
    """How many are in both."""
    inside: frozenset[str]
    """Keys of lines before and behind which sentences stand in the earlier text."""
    head: bool
    """Whether none stands before."""


def _places(
    before: Sequence[Piece], after: Sequence[Piece], common: set[str], clocks: frozenset[str]
) -> Iterator[_Place]:
    """Yield the places at which lines differ."""
    sides = [_by_place(side, common) for side in (before, after)]
    inside = _inside(before)
    for after_sentence in dict.fromkeys((*sides[0], *sides[1])):
        old, new = (side.get(after_sentence, ()) for side in sides)
        gone, come = (
            tuple(one for one in side if one.key not in common and one.key not in clocks)
            for side in (old, new)
        )
        stayed = sum(one.key in common for one in old)
        if gone or come:
            yield _Place((gone, come), stayed, inside, head=not after_sentence)


def _inside(side: Sequence[Piece]) -> frozenset[str]:
    """Return the keys of the lines that stand between a text's first sentence and its last."""
    stated = [at for at, one in enumerate(side) if one.sentence or one.teaser]
    return frozenset(one.key for one in side[stated[0] : stated[-1]]) if stated else frozenset()


def _by_place(side: Sequence[Piece], common: set[str]) -> dict[str, list[Piece]]:
    """Return the lines of a text by the sentence, common to both texts, that they come after."""
    found: dict[str, list[Piece]] = {}
    last = ""
    for one in side:
        if not one.sentence:
            found.setdefault(last, []).append(one)
        elif one.key in common:
            last = one.key
    return found


def _counts(place: _Place) -> bool:
    """Tell whether lines of one place differ in a way that counts."""
    went, came = place.differing
    if any(one.text.startswith("| ") for one in (*went, *came)):
        return True  # a row of a table that was kept with the text
    if len(went) * len(came) > _PAIRS:
        return True
    left = list(came)
    alone: list[Piece] = []
    for line in went:
        other = next((one for one in left if _edited(line, one)), None)
        if other is None:
            alone.append(line)
            continue
        left.remove(other)
        if _states_otherwise(line, other, inside=line.key in place.inside):
            return True
    if any(_is_fact(one) for one in (*alone, *left)):
        return True
    gone, come = ([one for one in side if len(one.words) >= _LABEL] for side in (alone, left))
    teasers = sum(one.teaser for one in gone)
    if gone and come and (not any(one.teaser for one in (*gone, *come)) or teasers >= max(2, place.stayed)):
        return False  # one list of other pages for another
    if gone or come:
        return any(one.teaser for one in (*gone, *come)) or place.stayed < _LIST
    labels = [one for one in (*alone, *left) if one.words and not one.numbers]
    return place.head and bool(labels) and not (alone and left)


def _is_fact(line: Piece) -> bool:
    """Tell whether a row names a figure that is none of the page's own counts, and no date or time."""
    named = line.row and line.words and line.figures and _LABELLED.search(line.key)
    return bool(named) and not _COUNTED.search(line.key)


def _states_otherwise(line: Piece, edited: Piece, *, inside: bool) -> bool:
    """Tell whether an edited line says something else than before."""
    other = line.words and line.figures != edited.figures
    if inside and (line.row or other):
        return True
    labelled = _LABELLED.search(line.key) and "°" not in line.key
    if other and not _COUNTED.search(line.key) and (line.row or labelled or len(line.words) >= _LABEL):
        return True  # a figure with its name, below the last sentence
    if line.row and labelled and not _COUNTED.search(line.key) and line.words != edited.words:
        return True
    return len(line.words) >= (_TELLING_INSIDE if inside else _TELLING) or line.teaser


def _edited(one: Piece, other: Piece) -> bool:
    if not one.words or not other.words:
        return one.words == other.words
    labels = [match and match.group().rstrip()[:-1] for match in map(_LABELLED.match, (one.key, other.key))]
    if one.row and other.row and labels[0] and labels[0] == labels[1]:
        return True
    matcher = SequenceMatcher(None, one.words, other.words, autojunk=False)
    return matcher.quick_ratio() >= _EDITED and matcher.ratio() >= _EDITED
