"""The works that a book rests on, each once, as reference managers want them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from corpus.citations.vocabulary import ORGANISATION_WORDS, word_set
from corpus.model import Citation, Record
from qa.chain import same_source
from qa.exporters.book import Book

Kind = Literal["report", "web", "other"]

_ORGANISATIONS = ORGANISATION_WORDS | word_set(
    "bureau government institution office party project ag gmbh sa bundesamt behörde institut ministerium "
    "universität verband agence banque ministère université banco instituto ministerio universidad"
)
"""Words that make a name an organisation's; it must not be turned round into "House, Freedom"."""
_BETWEEN = frozenset(("of", "for", "the", "against", "without"))
"""Words that stand in no person's name: "Reporters without Borders"."""
_BETWEEN_AUTHORS = re.compile(
    r"\s*(?:;|&|、|(?<=[一-鿿])，(?=[一-鿿])|,?\s+(?:and|und|et|y)\s|,?\s+et al|等$)\s*"
)
_RANGE = re.compile(r"(\w*\d\w*)\s*[-–—−－~～]+\s*(\w*\d\w*)")


@dataclass(frozen=True, slots=True)
class Name:
    """An author: a person in two parts, or anyone else in one."""

    family: str
    given: str = ""
    """Empty for an organisation or a name of one word."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A work that is cited."""

    key: str
    """Unique in its book, of ASCII letters and digits: "sacks2018beijing"."""
    kind: Kind
    title: str
    authors: tuple[Name, ...] = ()
    publisher: str = ""
    date: str = ""
    """ISO 8601, to the precision known."""
    date_as_written: str = ""
    url: str = ""
    archived_url: str = ""
    language: str = ""
    page: str = ""

    @property
    def date_parts(self) -> tuple[int, ...]:
        """Return year, month and day as far as they are known."""
        match = re.fullmatch(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?", self.date)
        return tuple(int(part) for part in match.groups() if part) if match else ()

    @property
    def pages(self) -> tuple[str, ...]:
        """Return the first and the last page of a range, else the page or pages as they are written."""
        match = _RANGE.fullmatch(self.page)
        return match.groups() if match else (self.page,) if self.page else ()


def references_of(book: Book) -> tuple[Reference, ...]:
    """Return documents quoted and sources cited, in order of first appearance.

    A captured source that is quoted, and cited as well, is one work.
    """
    cited: list[Citation] = []
    found: list[Reference] = []
    taken: set[str] = set()
    seen: set[str] = set()

    def is_new(work: Citation) -> bool:
        known = any(same_source(work, one) for one in cited)
        cited.append(work)
        return not known

    everything = [citation for quotation in book.quotations for citation in quotation.sources]
    for quotation in book.quotations:
        works = list(quotation.sources)
        if quotation.document not in seen:
            seen.add(quotation.document)
            if quotation.kind == "source":
                # As a note cites it, where one does: that knows the page and the archived copy.
                own = _as_cited(quotation.record)
                works.insert(0, next((one for one in everything if same_source(own, one)), own))
            else:
                found.append(_of_record(quotation.record, taken))
        found += [_of_citation(work, taken) for work in works if is_new(work)]
    return tuple(found)


def names_of(author: str | None) -> tuple[Name, ...]:
    """Take a printed author apart: "Samm Sacks and Paul Triolo" are two persons."""
    if not author:
        return ()
    parts = [part.strip(" ,.，") for part in _BETWEEN_AUTHORS.split(author)]
    listed = re.search("[;、，]", author) is not None
    if not listed and _is_organisation(parts[0]) and not any(map(_is_organisation, parts[1:])):
        return (Name(one_line(author)),)  # "Department of Health and Human Services" is one
    return tuple(_name(name) for part in parts for name in _listed(part) if name)


def one_line(text: str | None) -> str:
    """Return a text without line breaks or control characters, as every field must be."""
    return " ".join("".join(c if c.isprintable() else " " for c in text or "").split())


def _listed(part: str) -> list[str]:
    """Split "Anna Bo, Carl Du" but not "Bo, Anna": a list has two words at least in each part."""
    names = [name.strip() for name in part.split(",")]
    return names if all(len(name.split()) > 1 for name in names) else [part]


def _name(text: str) -> Name:
    text = one_line(text)
    if text.count(",") == 1:
        family, _, given = text.partition(",")
        return Name(family.strip(), given.strip())
    words = text.split()
    if (
        _is_organisation(text)
        or not 2 <= len(words) <= 4
        or not all(word[0].isupper() for word in (words[0], words[-1]))
    ):
        return Name(text)
    return Name(words[-1], " ".join(words[:-1]))


def _is_organisation(text: str) -> bool:
    words = [word.strip(".,") for word in text.split()]
    return any(word.casefold() in _ORGANISATIONS for word in words) or any(w in _BETWEEN for w in words)


def _as_cited(record: Record) -> Citation:
    return Citation(
        record.title, record.author, record.title, record.publisher, record.date, url=record.url,
        language=record.language,
    )  # fmt: skip


def _of_record(record: Record, taken: set[str]) -> Reference:
    authors = names_of(record.author)
    return Reference(
        key=_key(authors, record.date, record.title, taken),
        kind="report",
        title=one_line(record.title),
        authors=authors,
        publisher=one_line(record.publisher),
        date=record.date or "",
        url=one_line(record.url),
        language=record.language or "",
    )


def _of_citation(citation: Citation, taken: set[str]) -> Reference:
    authors = names_of(citation.author)
    title = citation.title or citation.text.strip(" <>.")
    return Reference(
        key=_key(authors or names_of(citation.publisher), citation.date, title, taken),
        kind="web" if citation.url else "other",
        title=one_line(title),
        authors=authors,
        publisher=one_line(citation.publisher),
        date=citation.date or "",
        date_as_written=one_line(citation.date_as_written),
        url=one_line(citation.url),
        archived_url=one_line(citation.archived_url),
        language=citation.language or "",
        page=one_line(citation.page),
    )


def _key(authors: tuple[Name, ...], date: str | None, title: str, taken: set[str]) -> str:
    """Return a key that is not yet taken and take it."""
    family = _ascii(authors[0].family) if authors else ""
    word = next((_ascii(word) for word in title.split() if len(_ascii(word)) > 3), "")
    stem = f"{family}{(date or '')[:4]}{word}"[:40] or "source"
    key, number = stem, 1
    while key in taken:
        number += 1
        key = f"{stem}{number}"
    taken.add(key)
    return key


def _ascii(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", text.casefold())
