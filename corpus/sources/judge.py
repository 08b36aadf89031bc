"""What a visit met: the page itself, another in its place, a wall, or nothing.

Doubt never makes a page live: a link that is called live must have given text, at its
own address or at one whose text is not the site's answer to just any address.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from urllib.parse import SplitResult, parse_qsl, quote, unquote, urlsplit

from corpus.sources.archive_pages import own_page
from corpus.sources.charset import decode_page
from corpus.sources.guard import WebError, place_of
from corpus.sources.model import Exchange, Extracted, SnapshotState, Visit
from corpus.sources.page_text import (
    SAME,
    Verdict,
    alike,
    has_nothing_of,
    judge_text,
    shows_title,
    title_words,
)
from corpus.sources.wording import FRONT_PATH, GONE_PATH, SEARCH_NAME, SEARCH_PATH, SHUT, SHUT_HOST, SHUT_PATH
from corpus.urls import is_archive

_WALLS = {
    401: "asks for a password",
    402: "asks for payment",
    403: "forbids access",
    407: "asks for a password",
    429: "lets no more requests through for now",
    451: "is barred from showing the page",
    999: "turns programs away",  # as some large sites say it
}
_GONE_STATUSES = {404: "not found", 410: "gone"}
_ERROR_PAGE = 20_000
"""Bytes of an error's page that are looked at."""
_TRACKING = re.compile(r"^(?:utm_\w+|fbclid|gclid|ref|spm|from|source|amp)$", re.IGNORECASE)
_PAGE_NAME = re.compile(
    r"^(?:p|id|page_?id|post|article|articleid|aid|nid|sid|cid|story|doc|item|title|file|q)$", re.IGNORECASE
)
"""Names of parameters that tell one page of a site from another."""
_TELLING = 3
"""Words: a shorter title may stand on any page."""
_HEAD = 2_000
"""Characters of a page in which its title stands."""
_NAME = 5
"""Characters: a shorter name ("news", "2018") may be any page's."""
_LONG_NAME = 16
"""Characters: a name as long as a made-up address has it is no word."""
_INDEX = re.compile(r"/(?:index|default)\.\w{2,5}$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Probe:
    """What the site answers to an address that cannot exist."""

    status: int
    final_url: str = ""
    text: str = ""


def judge(
    visit: Visit,
    found: Extracted,
    *,
    title: str | None = None,
    probe: Callable[[], Probe | None] | None = None,
) -> Verdict:
    """Judge a visit.

    Args:
        visit: What was asked and answered.
        found: The text of the last answer.
        title: Title of the source as the note gives it.
        probe: Asks the site for a made-up address; called only where that decides.

    Returns:
        The state, never "live" in doubt.
    """
    if visit.failure is not None:
        return _failed(visit)
    final = visit.final
    if final is None:
        return Verdict("dead", "No answer came.")
    return (
        _by_status(final)
        or _by_address(visit.url, final.url, found, title)
        or (own_page(found, title) if is_archive(visit.url) else None)
        or judge_text(found, title)
        or _by_probe(visit, final, found, title, probe)
        or _there(visit, final)
    )


def judge_copy(asked: str, got: str, found: Extracted, title: str | None) -> Verdict | None:
    """Judge an archived copy; None when it is the source.

    Its site cannot be asked for a made-up address any more, so a page to which archived redirects
    lead must show the cited title, or go by the same name as the one that was asked for.

    Args:
        asked: The cited address.
        got: The address of the page that was archived.
        found: Its text.
        title: Title of the source as the note gives it.
    """
    if found.onward is not None:
        return Verdict("soft-404", f"It led on to {found.onward[:200]}.")
    verdict = _by_address(asked, got, found, title) or own_page(found, title) or judge_text(found, title)
    if verdict or same_place(asked, got) or shows_title(found, title) or _same_name(asked, got):
        return verdict
    return Verdict("soft-404", f"It led to {got[:200]}, which shows nothing of the source.")


def _same_name(first: str, second: str) -> bool:
    """Tell whether two addresses end in one name of a page: "/a/masts-17.html", "/archive/masts-17/"."""
    names = [
        re.sub(r"\.\w{2,5}$", "", _plain(url)[1].rsplit("/", 1)[-1]).casefold() for url in (first, second)
    ]
    return names[0] == names[1] and len(names[0]) >= _NAME


def _failed(visit: Visit) -> Verdict:
    failure = visit.failure
    assert failure is not None
    states: dict[str, SnapshotState] = {
        "refused": "refused",
        "robots": "robots-refused",
        "too-large": "too-large",
        "encoding": "unreadable",
    }
    return Verdict(states.get(failure.kind, "dead"), failure.message)


def _by_status(final: Exchange) -> Verdict | None:
    status = final.status
    host = urlsplit(final.url).hostname or "The site"
    if status in _GONE_STATUSES:
        return Verdict("dead", f"{host} answers {status}, {_GONE_STATUSES[status]}.")
    if status in _WALLS:
        return Verdict("wall", f"{host} {_WALLS[status]} ({status}).")
    if not 200 <= status < 300:
        # Robot tests come under the name of errors (503) too.
        if status >= 500 and (match := SHUT.search(decode_page(final.body[:_ERROR_PAGE]))):
            return Verdict("wall", f"{host} answers {status} and says “{match.group()[:80]}”.")
        return Verdict("dead", f"{host} answers with an error ({status}).")
    if status in (204, 205) or (not final.body and not final.cut):
        return Verdict("empty", "The page is empty.")
    if final.cut:
        return Verdict("incomplete", "The connection broke off before the page was complete.")
    if status == 206:
        return Verdict("incomplete", f"{host} sent a part of the page, unasked (206).")
    return None


def _by_address(url: str, final_url: str, found: Extracted, title: str | None) -> Verdict | None:
    """Judge by where the redirects ended."""
    if same_place(url, final_url):
        return None
    asked, got = _parts(url), _parts(final_url)
    there = final_url[:200]
    shut = SHUT_PATH.search(got.path) or SHUT_HOST.match(got.netloc)
    if shut and not (SHUT_PATH.search(asked.path) or SHUT_HOST.match(asked.netloc)):
        return Verdict("wall", f"It leads to {there}.")
    if GONE_PATH.search(got.path) and not GONE_PATH.search(asked.path):
        return Verdict("soft-404", f"It leads to {there}.")
    # What is searched for stands on the page, so that its title tells nothing.
    if (SEARCH_PATH.search(got.path) and not SEARCH_PATH.search(asked.path)) or _looks_for(got, asked):
        return Verdict("soft-404", f"It leads to {there}, a search page or a list.")
    shown = shows_title(found, title)
    front = FRONT_PATH.match(got.path) and not FRONT_PATH.match(asked.path)
    if front and not (got.query and (shown or _names_page(got.query))):
        return Verdict("soft-404", f"It leads to the front page {there}.")
    if shown:
        return None
    folder = got.path.rstrip("/")
    if asked.netloc == got.netloc and not got.query and asked.path.startswith(f"{folder}/"):
        return Verdict("soft-404", f"It leads to {there}, a page above it.")
    if has_nothing_of(found, title, led_away=True) and not _same_name(url, final_url):
        return Verdict("soft-404", f"It leads to {there}, which has next to nothing of the cited title.")
    return None


def _looks_for(got: SplitResult, asked: SplitResult) -> bool:
    """Tell whether an address asks for a search that the cited one did not; "?q=node/17" names a page."""
    names = [
        {name for name, value in parse_qsl(one.query[:8192]) if SEARCH_NAME.match(name) and "/" not in value}
        for one in (got, asked)
    ]
    return bool(names[0] - names[1])


def _names_page(query: str) -> bool:
    """Tell whether a query says which page is meant: "?p=123"."""
    pairs = parse_qsl(query[:8192], max_num_fields=None)
    return any(_PAGE_NAME.match(name) and value not in ("", "404", "home") for name, value in pairs)


def _by_probe(
    visit: Visit,
    final: Exchange,
    found: Extracted,
    title: str | None,
    probe: Callable[[], Probe | None] | None,
) -> Verdict | None:
    """Compare with the site's answer to a made-up address, where the page is not plainly the source."""
    elsewhere = not same_place(visit.url, final.url)
    address = _parts(visit.url)
    # A page that repeats the address it was asked by shows the title in that address only; one that lists
    # others names it among them.
    text = without_address(found.text, visit.url)
    headed = "\n".join(line for line in text.split("\n") if not line.startswith("- "))
    own = replace(found, text=headed, title=without_address(found.title or "", visit.url))
    telling = len(title_words(title or "")) >= _TELLING and _heads(own, title)
    if probe is None or (telling and not elsewhere):
        return None
    made_up = probe()
    if made_up is None or not 200 <= made_up.status < 300:
        return None
    if elsewhere and same_place(made_up.final_url, final.url):
        return Verdict("soft-404", f"The site sends every unknown address to {final.url[:200]}.")
    words = title_words(unquote(f"{address.path} {address.query}"))
    if made_up.text and alike(_numberless(made_up.text), _numberless(text), words) >= SAME:
        return Verdict("soft-404", "The site answers every unknown address with this page.")
    return None


def _heads(found: Extracted, title: str | None) -> bool:
    """Tell whether one line of a page shows a title; the words of many may stand on a page of its subject."""
    lines = [found.title or "", *found.text[:_HEAD].split("\n")]
    return any(shows_title(Extracted(text=line), title) for line in lines)


def without_address(text: str, url: str) -> str:
    """Return a text without an address and its last name in words, by which pages say what was asked for."""
    path = _parts(url).path
    name = re.sub(r"\.\w{2,5}$", "", unquote(path).rstrip("/").rsplit("/", 1)[-1])
    for part in (url, path, unquote(path)):
        if len(part) > 1:
            text = text.replace(part, " ")
    words = [re.escape(word) for word in re.split(r"[\W_]+", name) if word]
    if len(words) < _TELLING and len(name) < _LONG_NAME:
        return text  # a short one may be any word of the page
    return re.sub(r"[\W_]{1,3}".join(words), " ", text, flags=re.IGNORECASE)


def _numberless(text: str) -> str:
    """Return a text without its numbers: counters and dates change from answer to answer."""
    return re.sub(r"\d+", "0", text)


def _there(visit: Visit, final: Exchange) -> Verdict:
    if same_place(visit.url, final.url):
        return Verdict("live")
    return Verdict("moved", f"It leads to {final.url[:200]}.")


def same_place(first: str, second: str) -> bool:
    """Return whether two addresses differ in nothing that tells pages apart.

    Scheme, "www.", "m.", case of the host, a closing slash, index pages, tracking parameters
    and fragments do not.
    """
    return _plain(first) == _plain(second)


def _parts(url: str) -> SplitResult:
    """Take an address apart that may be anyone's: a note's, a WARC record's."""
    try:
        return urlsplit(url)
    except ValueError:  # it takes a bracket in a path for a host's
        return urlsplit(_asked_for(url))


def _encoded(url: str) -> str:
    """Return an address in the form that is asked for: "bücher.de" and "xn--bcher-kva.de" are one."""
    return url if url.isascii() else _asked_for(url)


def _asked_for(url: str) -> str:
    """Return an address as it is requested, which any parser reads; quoted where it can't be."""
    try:
        return place_of(url).url
    except WebError:
        return url if url.isascii() and not set("[]") & set(url) else quote(url)


def _plain(url: str) -> tuple[str, str, tuple[tuple[str, str], ...]]:
    parts = _parts(_encoded(url if "://" in url else f"http://{url}"))
    host = re.sub(r"^(?:www\d?|m|amp|mobile)\.", "", (parts.netloc or "").lower().rsplit("@", 1)[-1])
    host = re.sub(r"\.?(?::(?:80|443))?$", "", host) if host.endswith((".", ":80", ":443")) else host
    host = host.replace(".:", ":")
    path = _INDEX.sub("/", unquote(parts.path)).rstrip("/")
    pairs = parse_qsl(parts.query[:8192], keep_blank_values=True, max_num_fields=None)
    return host, path, tuple(sorted(pair for pair in pairs if not _TRACKING.match(pair[0])))
