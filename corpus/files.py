"""Files from outside: read once, within a limit, decoded only where the encoding is plain.

Bytes are kept as they came. Decoding guesses as little as it can: a byte order mark,
UTF-8, UTF-16 without a mark, and the two legacy encodings that reports of this kind come
in, each only when the result reads as text. Everything else is an error that says how to convert.
"""

from __future__ import annotations

import codecs
import unicodedata
from pathlib import Path

from corpus.errors import ReadError
from corpus.readers.protocol import RawFile

MAX_BYTES = 64 * 1024 * 1024
"""Largest file read, 64 MiB: a book of 10,000 pages is about half of it."""

_SNIFFED = 64 * 1024
_CONTAINERS = (
    b"%PDF-",
    b"PK\x03\x04",
    b"\xd0\xcf\x11\xe0",
    b"{\\rtf",
    b"\x1f\x8b",
    b"\x89PNG",
    b"\xff\xd8\xff",
)
_MARKED = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONVERT = "Save it as UTF-8, for example with `iconv -f ENCODING -t UTF-8 FILE`, and try again."
# Commonest characters of running Chinese; a wrong decoding hits none of them.
_COMMON_HAN = frozenset("的一是不了在人有我他这中大来上国个到说们为和地出以年会作要时家行公对方后")


def load_raw(path: str | Path) -> RawFile:
    """Read a file.

    Args:
        path: The file; a symbolic link is followed.

    Returns:
        Name, bytes and, where it is text, the decoded text.

    Raises:
        ReadError: When it is missing, a folder, not a regular file, unreadable, empty,
            over MAX_BYTES, binary, or in an encoding that cannot be told.
    """
    file = Path(path)
    try:
        if file.is_dir():
            raise ReadError(f"{file} is a folder, not a file.", "Name one file in it.")
        if not file.exists():
            raise ReadError(f"{file} does not exist.", "Check the spelling of its path.")
        if not file.is_file():
            raise ReadError(f"{file} is not a regular file.", "Copy its content into a file first.")
        with file.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise ReadError(f"{file} cannot be read: {reason}.", "Check its name and permissions.") from error
    return raw_from_bytes(file.name, data)


def raw_from_bytes(name: str, data: bytes) -> RawFile:
    """Take bytes as a file.

    Args:
        name: File name, for messages and its extension.
        data: The content.

    Returns:
        The file; `text` is None for known containers (PDF, ZIP and their like), which
        need a reader of their own.

    Raises:
        ReadError: When the content is empty, over MAX_BYTES, binary without a known
            signature, or in an encoding that cannot be told.
    """
    if len(data) > MAX_BYTES:
        limit = MAX_BYTES // (1024 * 1024)
        raise ReadError(f"{name} is larger than the limit of {limit} MiB.", "Split it into several files.")
    if not data.strip():
        raise ReadError(f"{name} is empty.", "Name a file with text in it.")
    if data.startswith(_CONTAINERS):
        return RawFile(name, data, None)
    text = _decode(name, data)
    if not text.strip("\ufeff \t\r\n\f\v"):
        raise ReadError(f"{name} is empty.", "Name a file with text in it.")
    return RawFile(name, data, text)


def _decode(name: str, data: bytes) -> str:
    for mark, encoding in _MARKED:
        if data.startswith(mark):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError as error:
                said = f"{name} says that it is {encoding} and is not (byte {error.start})."
                raise ReadError(said, _CONVERT) from error
    if b"\0" in data[:_SNIFFED]:
        wide = _utf_16(data)
        if wide is not None:
            return wide
        raise ReadError(f"{name} is a binary file, not text.", "Export its text to a .txt or .md file first.")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        legacy = _legacy(data)
        if legacy is None:
            said = f"{name} is not UTF-8 (byte {error.start}) and its encoding cannot be told."
            raise ReadError(said, _CONVERT) from error
        return legacy


def _utf_16(data: bytes) -> str | None:
    """Decode UTF-16 without a byte order mark where the result reads as text, else return None.

    Spaces and line breaks have their NUL on one side. Read from the other side they are no spaces.
    """
    for encoding in ("utf-16-le", "utf-16-be"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        sample = text[:_SNIFFED]
        known = sum(character.isascii() or character in _COMMON_HAN for character in sample)
        if known * 20 >= len(sample) and not {" ", "\n"}.isdisjoint(sample) and _controls(text) == 0:
            return text
    return None


def _legacy(data: bytes) -> str | None:
    """Decode GB18030 or Windows-1252 where the result reads as text, else return None."""
    try:
        chinese = data.decode("gb18030")
    except UnicodeDecodeError:
        chinese = ""
    if chinese and _reads_as_chinese(chinese):
        return chinese
    try:
        western = data.decode("cp1252")
    except UnicodeDecodeError:
        return None
    return western if _reads_as_western(western) else None


def _reads_as_chinese(text: str) -> bool:
    sample = text[:_SNIFFED]
    han = [character for character in sample if "\u4e00" <= character <= "\u9fff"]
    common = sum(character in _COMMON_HAN for character in han)
    return len(han) >= 4 and common * 20 >= len(han) and _controls(sample) == 0


def _reads_as_western(text: str) -> bool:
    """Accept words with a few accented letters or typographic signs in them, and nothing else."""
    sample = text[:_SNIFFED]
    high = [character for character in sample if ord(character) > 127]
    letters = sum(character.isalpha() and ord(character) < 128 for character in sample)
    return _controls(sample) == 0 and len(high) * 4 <= letters


def _controls(text: str) -> int:
    return sum(
        unicodedata.category(character) == "Cc" and character not in "\t\n\r\f\v" for character in text
    )
