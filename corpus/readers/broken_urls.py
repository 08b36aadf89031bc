"""Addresses that lines break: where an address goes on in the next line, and where it has ended.

A line that ends inside an address is joined to the next one without a space. What tells the two
apart is the break (no address ends in a hyphen, many end in a slash) and the shape of what follows
(`2018-cctv.html` is no word of a sentence, `and` is no end of an address). Where both could be, the
lines stay apart: an address too short says that it is broken, one with a word on it asks for a page
that never was.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.months import MONTHS
from corpus.readers.notation import Span

_MAX_URL = 400
"""Longest part of an address looked for in one line, in characters."""
_MAX_HEAD = 2000
"""Longest address that goes on over many lines; a longer one begins anew, so that time stays linear."""
_MAX_LINES = 8
"""Lines in which the closing angle bracket of an address is looked for."""
_SOFT_HYPHENS = "\u00ad\u2010\u2011"
"""What a PDF writes for the hyphen at a line's end; in an address it is the address's own."""
_HEAD = re.compile(
    r"(?:https?://|www\.|(?<![\w@./-])(?:[a-z0-9-]{1,63}\.){1,5}[a-z]{2,12}/)[^\s<>“”\"]{0,380}$"
)
_REST = re.compile(r"[!#-;=?-Z\\^-~\ufb00-\ufb06]{1,400}[" + _SOFT_HYPHENS + r"]?")
_AFTER = re.compile(r"\s*(\S{1,20})")
_ENDING = ".,;:!?)]}'*_|\\"
"""Signs of the sentence or of Markdown that stand behind an address."""
_FILE = re.compile(r"(?:[\w%-]\.|^)(?:s?html?|xhtml|pdf|php|aspx?|jsp|cfm|docx?|xlsx?|pptx?|jpe?g|png)$")
_SCHEME = re.compile(r"https?:|www\.")
_COPY_OF = re.compile(r"/(?:web/(?:\d{4,14}|\*)|\d{12,14}|save)/$")
"""An archive's address just before the address of the page that it keeps."""
_FIGURES = re.compile(r"\d+(?:[-./]\d+)*(?:%|[A-Za-z]{1,2})?")
"""A number or a date in figures, with its sign or ending: "70%", "4G", "19th"."""
_SYMBOL = re.compile(r"[A-Z]{1,4}(?:/[A-Z0-9.]+)+")
"""A document's symbol, "A/HRC/27/37"."""
_EITHER = re.compile(r"[a-z]+/[a-z]+", re.I)
"""Two words, "and/or"."""
_PLAIN = re.compile(r"[A-Za-z]+(?:'[a-z]+)?(?:[.,;:!?]{1,2}\(?\d{1,3}|\(\d{1,3})?|(?:[A-Za-z]\.)+[A-Za-z]?")
"""A word of a sentence, with a note's mark behind it or not, and an abbreviation."""
_LONG_FIGURE = 5
"""Digits of a figure that hardly stands in a sentence, but often in an address."""
_SHORT_WORD = 2
"""Letters of a word that is no name of a page, but often an abbreviation ("v.", "s.", "pp.")."""
_CLOSES = re.compile(r"[,;:)\]]|$")
_SMALL = re.compile(
    r"and|or|but|see|cf|vgl|in|on|at|as|by|for|from|of|to|with|pp|paras?|nos?|vol|eds?|et|al|trans|accessed|"
    r"last|retrieved|viewed|visited|archived|checked|available|abrufbar|abgerufen|siehe|und|oder|ou|voir|"
    r"consulté|véase|consultado|emphasis|also|ibid|hereinafter|supra|infra|here|there"
)
"""Words that stand behind an address and, with a stop or comma after them, could pass for its end."""


def address_ends(source: str, spans: Sequence[Span]) -> list[int]:
    """Return for each line where the address that its line before began ends in it.

    Args:
        source: The original text.
        spans: Lines or parts of lines of one paragraph, in order.

    Returns:
        One offset a line: the line's own start where it goes on with no address.
    """
    ends = [start for start, _ in spans]
    head = ""
    for number, (start, end) in enumerate(spans[:-1]):
        # A line that is all address goes on with the head that the lines before it had.
        whole = 0 < len(head) < _MAX_HEAD and ends[number] == end
        head = head + source[start:end] if whole else _head(source, start, end)
        if head:
            rest = _rest(source, head, spans[number + 1 : number + 1 + _MAX_LINES])
            ends[number + 1] += rest
            head = _hyphened(head) if rest else ""
    return ends


def without_stops(address: str) -> str:
    """Return a part of an address without the signs of the sentence behind it."""
    return address.rstrip(_ENDING)


def is_soft_hyphen(character: str) -> bool:
    """Return whether a character stands for the hyphen of an address at a line's end."""
    return character != "" and character in _SOFT_HYPHENS


def _head(source: str, start: int, end: int) -> str:
    """Return the address that a line ends in, its angle bracket before it; empty where there is none."""
    low = max(start, end - _MAX_URL)
    word = low + len(source[low:end]) - len(source[low:end].split()[-1]) if source[low:end].strip() else end
    found = _HEAD.search(source, word, end)
    if found is None:
        return ""
    before = source[word : found.start()][-1:]
    if before in ("_", "*") and source[end - 1] == before:
        return ""  # emphasised as a whole
    return ("<" if before == "<" else "") + found.group().rstrip("\u200b\u2060")


def _hyphened(head: str) -> str:
    return head[:-1] + "-" if head[-1] in _SOFT_HYPHENS else head


def _rest(source: str, head: str, following: Sequence[Span]) -> int:
    """Return how many characters of the next line belong to the address; 0 where it has ended."""
    start, end = following[0]
    found = _REST.match(source, start, end)
    if found is None:
        return 0
    if head.startswith("<"):
        inside = _bracketed(source, following)
        if inside:
            return inside
    written = found.group().replace("\\", "")
    core = without_stops(written)
    if not core or source[found.end() : found.end() + 1].isalpha():
        return 0
    after = source[found.end() : end] + "".join(f" {source[low:high]}" for low, high in following[1:2])
    goes_on = _goes_on(_hyphened(head).lstrip("<"), core, written[len(core) :], after)
    return len(found.group()) if goes_on else 0


def _bracketed(source: str, following: Sequence[Span]) -> int:
    """Return how much of the next line stands in the angle bracket, where that closes without a gap."""
    for number, (start, end) in enumerate(following):
        closing = source.find(">", start, end)
        inner = source[start : end if closing < 0 else closing]
        if any(character.isspace() for character in inner):
            return 0
        if closing >= 0:
            return closing - start if number == 0 else following[0][1] - following[0][0]
    return 0


def _is_closed(stop: str, after: str) -> bool:
    """Return whether a word is the last one of its reference: what follows is a stop, or nothing."""
    following = _AFTER.match(after)
    if following is None:
        return True
    if not stop:
        return following[1][0] in "(<[“"
    # A full stop ends a reference where the next begins with a capital; "pp. 12" and "ed. by" go on.
    return _CLOSES.match(stop.lstrip(".")) is not None and (stop != "." or not following[1][0].islower())


def _goes_on(head: str, core: str, stop: str, after: str) -> bool:
    """Return whether `core` continues the address `head`.

    Args:
        head: The address up to the line's end.
        core: The next line's first word, the stops after it left out.
        stop: The stops right behind that word.
        after: What stands behind these.
    """
    closed = _is_closed(stop, after)
    last = head[-1]
    if _SCHEME.match(core):
        return last == "/" and (_COPY_OF.search(head) is not None or head.endswith("://"))
    if last in "-_=&%+#~":
        return core[0].isalnum() or core[0] in "%/"
    if last == "/" and head.endswith("://"):
        return "." in core
    if last in "/?":
        return _follows_slash(core, stop, after, closed)
    if last == ".":
        return head.endswith("www.") or _follows_dot(head, core)
    return last.isalnum() and _follows_letter(head, core, closed)


def _follows_slash(core: str, stop: str, after: str, closed: bool) -> bool:
    """Judge what follows a slash, in which an address may have ended."""
    # A word or a figure needs more than a comma or a bracket, which sentences have behind them too.
    ended = closed and not stop.startswith(",") and (stop != "" or not after.strip())
    if _FIGURES.fullmatch(core):
        month = _AFTER.match(after)
        dated = month is not None and month[1].strip(".,").lower() in MONTHS
        return not dated and (ended or sum(map(str.isdigit, core)) >= _LONG_FIGURE)
    if not core[0].isalnum() and core[0] not in "~%?#_-":
        return False
    if _PLAIN.fullmatch(core):
        word = core.islower() and core.isalpha() and len(core) > _SHORT_WORD and not _SMALL.fullmatch(core)
        return word and ended
    if _is_address(core):
        return True
    if _EITHER.fullmatch(core) or _SYMBOL.fullmatch(core):
        return closed and core[0].islower()
    return closed or not core[0].isupper()


def _follows_dot(head: str, core: str) -> bool:
    """Judge what follows a full stop, in which most addresses have ended."""
    if core[0].isupper():
        return False
    _, _, path = head.rpartition("://")
    bare = "/" not in path
    return _FILE.search(core) is not None or (bare and _is_address(core))


def _follows_letter(head: str, core: str, closed: bool) -> bool:
    """Judge what follows a break within a word, or before the sign that joins two parts."""
    if core[0] in "/-?&=#%":
        return (core[1:3].isalnum() and len(core) > 2) or (core == "/" and closed)
    if core[0] in "_.":
        return len(core) > 2 and core[1].isalnum() and _is_address(core[1:])
    if _FILE.search(head) or not core[0].isalnum():
        return False
    host = head.rpartition("://")[2].removeprefix("www.")
    if re.match(r"(?:[a-z0-9-]+\.){1,4}[a-z]{2,12}/", core):
        return "." not in host  # else it is another address, without its scheme
    return _is_address(core) or (closed and core.count("-") >= 3)


def _is_address(core: str) -> bool:
    """Return whether a word has what only addresses have: an ending of a file, a key, a path."""
    if _FIGURES.fullmatch(core) or _SYMBOL.fullmatch(core) or _EITHER.fullmatch(core):
        return False
    return (
        _FILE.search(core) is not None
        or re.search(r"\w=\w|\w_\w|%[0-9A-F]{2}|\w/\w.*[-./_\d]|/$", core) is not None
    )
