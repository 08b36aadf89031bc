"""The characters of a page: what it says of its encoding, checked against its bytes."""

from __future__ import annotations

import codecs
import re

_META = re.compile(rb"<meta[^>]{0,300}?charset\s{0,4}=\s{0,4}[\"']?\s{0,4}([\w.:-]{2,40})", re.IGNORECASE)
_XML = re.compile(rb"^\s{0,20}<\?xml[^>]{0,200}?encoding\s{0,4}=\s{0,4}[\"']([\w.:-]{2,40})")
_HEADER = re.compile(r"charset\s{0,4}=\s{0,4}[\"']?([\w.:-]{2,40})", re.IGNORECASE)
_TAGS = re.compile(rb"<[^<>]{0,2000}>")
_SNIFFED = 4096
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_WIDER = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "iso-8859-1": "cp1252",
    "us-ascii": "cp1252",
    "ascii": "cp1252",
    "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949",
    "shift_jis": "cp932",
    "x-sjis": "cp932",
    "tis-620": "cp874",
    "x-mac-roman": "mac_roman",
    "x-mac-cyrillic": "mac_cyrillic",
}
"""Names under which servers send a larger encoding (WHATWG Encoding Standard, labels)."""
_LIKELY = (
    *("gb18030", "big5", "cp932", "euc_jp", "cp949", "cp1252", "cp1250", "cp1251", "koi8_r"),
    *("cp1253", "cp1254", "cp1255", "cp1256", "cp874"),
)
"""Encodings of pages that declare none, or a wrong one."""
_SAMPLE = 200_000
"""Bytes from which an undeclared encoding is told."""
_SEVEN_BITS = (
    (re.compile(rb"\x1b\$[@B]"), "iso2022_jp_ext"),
    (re.compile(rb"\x1b\$\)C"), "iso2022_kr"),
    (re.compile(rb"~\{(?:[\x21-\x77][\x21-\x7e]){2}"), "hz"),
)
"""How encodings that are ASCII in every other respect turn to their characters."""
_FEW = 4
"""NULs that may stand by chance where UTF-16 would have them."""
_WHOLE = 10
"""How many times as many characters of several bytes must be right as wrong in UTF-8 with broken bytes."""


def decode_page(data: bytes, content_type: str = "") -> str:
    """Decode a page.

    Args:
        data: Its bytes.
        content_type: Value of its Content-Type header.

    Returns:
        Its text. Bytes that are UTF-8 are read so, whatever was declared: hardly
        anything else is UTF-8 by chance. Else a declared encoding counts where the
        bytes fit it, the header before the page; else what reads best.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    if wide := wide_encoding(data, content_type):
        return data.decode(wide, "replace")
    for turn, name in _SEVEN_BITS:
        if turn.search(data[:_SAMPLE]) and _fits(data, "ascii") and _fits(data, name):
            return data.decode(name)
    if _fits(data, "utf-8"):
        return data.decode("utf-8")
    if _is_nearly_utf8(data):
        return data.decode("utf-8", "replace")
    declared = [name for name in (_named(_HEADER.search(content_type)), _in_page(data)) if name]
    for name in declared:
        if _fits(data, name) and _reads(data.decode(name)):
            return data.decode(name)
    return _best(data, declared)


def wide_encoding(data: bytes, content_type: str = "") -> str:
    """Return which UTF-16 a page without a mark is in, by where its bytes are NUL; empty where it is none.

    Markup and spaces are ASCII, so that every other byte of much of the page is NUL. Only a page that its
    server calls text is taken for one: sound and pictures look so too.
    """
    named = _named(_HEADER.search(content_type))
    if not named.startswith("utf-16") and not content_type.strip().lower().startswith("text/"):
        return ""
    head = data[: _SNIFFED & ~1]
    even, odd = head[::2].count(0), head[1::2].count(0)
    for name, mine, other in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
        # Some characters have a NUL in the other place: 一, the commonest of Chinese, is U+4E00.
        often = mine >= _FEW and mine * 10 > len(head) // 2 and other * 4 < mine
        if often and _reads(head.decode(name, "replace")):
            return name
    return ""


def _is_nearly_utf8(data: bytes) -> bool:
    """Tell whether bytes are UTF-8 but for a few: hardly anything else has so many right by chance."""
    text = data.decode("utf-8", "replace")
    wrong = text.count("\ufffd")
    return sum(character > "\x7f" for character in text) - wrong >= _WHOLE * wrong


def _best(data: bytes, declared: list[str]) -> str:
    """Return the likeliest reading of bytes that do not fit what was declared, or of which nothing was."""
    from charset_normalizer import from_bytes

    if declared and declared[0] == "utf-8" and _errors(data, "utf-8") * 200 < len(data):
        return data.decode("utf-8", "replace")  # a few broken bytes in an honest page
    found = from_bytes(_TAGS.sub(b" ", data[:_SAMPLE]), cp_isolation=list(_LIKELY))
    best = found.best()
    if best is None:
        return data.decode(declared[0] if declared else "cp1252", "replace")
    fit = (best.chaos, best.coherence)
    equal = {one.encoding for one in found if (one.chaos, one.coherence) == fit} | {
        *best.could_be_from_charset
    }
    # Western encodings that read a text equally well are told apart by how common they are.
    name = "cp1252" if "cp1252" in equal else best.encoding
    return data.decode(_WIDER.get(name, name), "replace")


def _reads(text: str) -> bool:
    sample = text[:20_000]
    odd = sum("\x80" <= character <= "\x9f" or "\ue000" <= character <= "\uf8ff" for character in sample)
    return odd * 100 <= len(sample) and not _is_mojibake(sample)


def _is_mojibake(sample: str) -> bool:
    """Return whether Western accents crowd as they do when Chinese is read as Latin-1."""
    high = sum("\xa0" <= character <= "\xff" for character in sample)
    letters = sum(character.isalpha() and character < "\x80" for character in sample)
    return high > 40 and high > letters


def _fits(data: bytes, name: str) -> bool:
    try:
        data.decode(name)
    except UnicodeDecodeError:
        return False
    return True


def _errors(data: bytes, name: str) -> int:
    return data.decode(name, "replace").count("\ufffd")


def _in_page(data: bytes) -> str:
    head = data[:_SNIFFED]
    found = _META.search(head) or _XML.match(head)
    return _known(found.group(1).decode("ascii", "replace")) if found else ""


def _named(found: re.Match[str] | None) -> str:
    return _known(found.group(1)) if found else ""


def _known(name: str) -> str:
    """Return the codec's name for a label, or the empty string for one that is no text encoding."""
    label = name.strip().lower()
    label = _WIDER.get(label, label)
    try:
        info = codecs.lookup(label)
    except (LookupError, ValueError):
        return ""
    return info.name if getattr(info, "_is_text_encoding", True) else ""
