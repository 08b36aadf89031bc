"""Whether Chinese characters sound like a Latin name: "Guangzhou" 广州, "Novak" 诺瓦克.

A Chinese name is spelled in Pinyin; a foreign one is written by its sound, so its
consonants come back in order, roughly. Both are looked for among runs of neighbouring
characters. Pinyin comes from pypinyin, loaded at the first use.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_PINYIN_WORD = re.compile(
    r"(?:[bpm](?:a|o|e|ai|ei|ao|ou|an|en|ang|eng|i|ie|iao|iu|ian|in|ing|u)|f(?:a|o|ei|ou|an|en|ang|eng|u)"
    r"|[dt](?:a|e|ai|ei|ao|ou|an|en|ang|eng|ong|i|ie|iao|iu|ian|ing|u|uo|ui|uan|un)"
    r"|[nl](?:a|e|ai|ei|ao|ou|an|en|ang|eng|ong|i|ia|ie|iao|iu|ian|iang|in|ing|u|uo|uan|un|v|ue)"
    r"|[gkh](?:a|e|ai|ei|ao|ou|an|en|ang|eng|ong|u|ua|uo|uai|ui|uan|un|uang)"
    r"|(?:[zcs]h?|r)(?:a|e|i|ai|ei|ao|ou|an|en|ang|eng|ong|u|ua|uo|uai|ui|uan|un|uang)"
    r"|[jqx](?:i|ia|ie|iao|iu|ian|in|iang|ing|iong|u|ue|uan|un)"
    r"|y(?:a|an|ang|ao|e|i|in|ing|o|ong|ou|u|uan|ue|un)|w(?:a|ai|an|ang|ei|en|eng|o|u)"
    r"|(?:ai|an|ang|ao|en|er|ou)){2,4}"
)
_PINYIN_MARKS = re.compile(r"zh|x|q|ng(?![aeiou])|j(?:ia|ie|in|un)|iao|shi|hua|yun|yuan")
"""Letters that other languages hardly write in such words."""
HAN_RUN = re.compile(r"[\u4e00-\u9fff]+")
_TAILS = frozenset("亚娅克斯特尔德姆恩兹茨夫普格布蒂")
"""Characters that end a foreign name more often than they begin the next word."""
MAX_TEXT = 2_000
"""Characters of Chinese text listened to at once."""
_SPELLED = (
    ("sch", "s"), ("tch", "s"), ("ch", "s"), ("sh", "s"), ("zh", "s"), ("th", "s"), ("ph", "f"), ("gh", "g"),
    ("ck", "k"), ("qu", "k"), ("wh", "w"), ("ng", "n"),
    ("ce", "s"), ("ci", "s"), ("cy", "s"), ("ge", "s"), ("gi", "s"),
)  # fmt: skip
_CLASSES = {
    **dict.fromkeys("bp", "P"), **dict.fromkeys("dt", "T"), **dict.fromkeys("gkcq", "K"),
    **dict.fromkeys("fvw", "F"),
    **dict.fromkeys("lr", "L"), **dict.fromkeys("mn", "N"), **dict.fromkeys("szj", "S"), "x": "S",
}  # fmt: skip
_SYLLABLE = {"q": "S", "x": "S", "j": "S", "c": "S", "z": "S"}
"""What Pinyin letters stand for, where they differ from English."""


def sounds_like(name: str, chinese: str) -> bool:
    """Return whether some run of a Chinese text sounds like a Latin name.

    Args:
        name: One word of a name, at least three letters.
        chinese: Text; only its first MAX_TEXT characters are heard.
    """
    word = _plain(name)
    if len(word) < 2 or not word.isalpha():
        return False
    runs = _syllables(chinese[:MAX_TEXT])
    return any(_spelled(word, run) or (len(word) >= 4 and _heard(word, run)) for run in runs)


def plainly_pinyin(word: str) -> bool:
    """Return whether a Latin word can hardly be anything but Chinese: its own characters spell it.

    What only sounds like it is another's: "Huashiyun" would be heard in 由三 and "Binjiang" in 标志.
    """
    plain = _plain(word)
    return len(plain) >= 6 and bool(_PINYIN_MARKS.search(plain)) and bool(_PINYIN_WORD.fullmatch(plain))


def spelled_like(name: str, chinese: str) -> bool:
    """Return whether some run of a Chinese text is spelled so in Pinyin ("Wang", "Guangzhou")."""
    word = _plain(name)
    return len(word) >= 2 and any(_spelled(word, run) for run in _syllables(chinese[:MAX_TEXT]))


def heard_span(name: str, chinese: str) -> tuple[int, int] | None:
    """Return where a Chinese text says a Latin name, by Pinyin or by sound; None where it does not.

    Args:
        name: One word of a name, at least three letters.
        chinese: Text; only its first MAX_TEXT characters are heard.
    """
    word = _plain(name)
    if len(word) < 3 or not word.isalpha():
        return None
    if plainly_pinyin(word):
        return spelled_by(word, chinese)
    text = chinese[:MAX_TEXT]
    runs = list(zip(HAN_RUN.finditer(text), _syllables_of(text), strict=True))
    for finder in (_spelled, _heard) if len(word) >= 4 else (_spelled,):
        for match, run in runs:
            if span := finder(word, run):
                start, end = match.start() + span[0], match.start() + span[1]
                while finder is _heard and end < match.end() and text[end] in _TAILS:
                    end += 1
                return start, end
    return None


def _plain(word: str) -> str:
    decomposed = unicodedata.normalize("NFD", word.casefold().replace("ü", "v"))
    return "".join(char for char in decomposed if char.isascii() and char.isalpha())


def _syllables(chinese: str) -> tuple[tuple[str, ...], ...]:
    return _syllables_of(chinese.replace("·", ""))


def spelled_by(name: str, chinese: str) -> tuple[int, int] | None:
    """Return where a Chinese text can be read so, or None: a character may have several readings."""
    word, text = _plain(name), chinese[:MAX_TEXT]
    for match, readings in zip(HAN_RUN.finditer(text), _readings(text), strict=True):
        for start in range(len(readings)):
            if read := _read_so(word, readings, start):
                return match.start() + start, match.start() + start + read
    return None


def _read_so(word: str, readings: tuple[frozenset[str], ...], at: int) -> int:
    """Return how many characters from one on are read as a word; 0 where they are not."""
    for one in sorted(readings[at]) if at < len(readings) else ():
        if one == word:
            return 1
        if word.startswith(one) and (rest := _read_so(word[len(one) :], readings, at + 1)):
            return rest + 1
    return 0


@lru_cache(maxsize=512)
def _readings(chinese: str) -> tuple[tuple[frozenset[str], ...], ...]:
    from pypinyin import Style, pinyin

    runs = HAN_RUN.findall(chinese)
    told = (pinyin(run, style=Style.NORMAL, heteronym=True) for run in runs)
    return tuple(tuple(frozenset(one.replace("ü", "v") for one in each) for each in run) for run in told)


@lru_cache(maxsize=512)
def _syllables_of(chinese: str) -> tuple[tuple[str, ...], ...]:
    from pypinyin import Style, lazy_pinyin

    return tuple(tuple(lazy_pinyin(run, style=Style.NORMAL)) for run in HAN_RUN.findall(chinese))


def _spelled(word: str, run: tuple[str, ...]) -> tuple[int, int] | None:
    """Return which syllables spell a word, or None."""
    for start in range(len(run)):
        joined = ""
        for count, syllable in enumerate(run[start : start + 5], 1):
            joined += syllable.replace("ü", "v")
            if joined == word:
                return start, start + count
            if len(joined) >= len(word):
                break
    return None


def _heard(word: str, run: tuple[str, ...]) -> tuple[int, int] | None:
    """Return which syllables sound like a word, or None."""
    if word[0] == "j" and (span := _heard("y" + word[1:], run)):
        return span  # Johnson 约翰逊
    wanted = _skeleton(word)
    if len(wanted) < 2 and not (len(wanted) == 1 and len(word) >= 6):
        return None
    low = max(1, len(wanted) - 1)
    for start in range(len(run)):
        heard = ""
        for count, syllable in enumerate(run[start : start + 7], 1):
            heard += _initial(syllable)
            if count >= 2 and len(heard) >= low and _near(wanted, heard, word, run[start]):
                return start, start + count
    return None


def _near(wanted: str, heard: str, word: str, first: str) -> bool:
    """Return whether two skeletons are one: exact when short, one slip when long."""
    if (word[0] in "aeiouyh") != (not _initial(first) or first[0] in "hy"):
        return False
    if wanted == heard:
        return len(wanted) >= 3 or _first_vowel(word) == _first_vowel(first)
    return (
        len(wanted) >= 5
        and wanted[0] == heard[0]
        and abs(len(wanted) - len(heard)) <= 1
        and _distance(wanted, heard) <= 1
    )


def _skeleton(word: str) -> str:
    for spelled, plain in _SPELLED:
        word = word.replace(spelled, plain + (spelled[-1] if spelled[-1] in "eiy" else ""))
    letters = [_CLASSES.get(char, "") for char in word]
    kept = [char for at, char in enumerate(letters) if char and not (at and word[at] == word[at - 1])]
    # A nasal, l or r before a consonant or at the end is heard in a Chinese vowel, or not at all.
    return "".join(
        char for at, char in enumerate(kept) if char not in "NL" or at == 0 or _vowel_follows(word, kept, at)
    )


def _first_vowel(word: str) -> str:
    found = re.search(r"[aeiou]", word)
    return {"e": "i"}.get(found.group(), found.group()) if found else ""


def _vowel_follows(word: str, kept: list[str], at: int) -> bool:
    seen = -1
    for place, char in enumerate(word):
        if _CLASSES.get(char) and not (place and word[place] == word[place - 1]):
            seen += 1
            if seen == at:
                return any(follow in "aeiouy" for follow in word[place + 1 : place + 2])
    return False


def _initial(syllable: str) -> str:
    match = re.match(r"(?:zh|ch|sh|[bpmfdtnlgkjqxrzcsw])", syllable)
    if match is None:
        return ""
    letter = match.group()
    return _SYLLABLE.get(letter[0], "S" if letter[-1] == "h" else _CLASSES[letter[0]])


def _distance(first: str, second: str) -> int:
    row = list(range(len(second) + 1))
    for i, a in enumerate(first, 1):
        previous, row[0] = row[0], i
        for j, b in enumerate(second, 1):
            previous, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, previous + (a != b))
    return row[-1]
