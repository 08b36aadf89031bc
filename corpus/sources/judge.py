"""What a visit met: the page itself, another in its place, a wall, or nothing.

Doubt never makes a page live: a link that is called live must have given text, at its
own address or at one whose text is not the site's answer to just any address.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from urllib.parse import parse_qsl, unquote, urlsplit

from corpus.sources.model import Exchange, Extracted, SnapshotState, Visit
from corpus.sources.wording import FRONT_PATH, GONE, GONE_PATH, GONE_TITLE, SHUT, SHUT_PATH

SHORT = 1_500
"""Characters: a page with more has a text of its own, whatever phrases occur in it."""
TEASER = 4_000
"""Characters: a longer text is more than the beginning that a paywall shows."""
THIN = 500
"""Characters: a text shorter than this is compared with the site's answer to a made-up address."""
SAME = 0.95
"""Likeness from which two texts are one, but for a date or an address printed in them."""

_WALLS = {
    401: "asks for a password",
    402: "asks for payment",
    403: "forbids access",
    407: "asks for a password",
    429: "lets no more requests through for now",
    451: "is barred from showing the page",
}
_GONE_STATUSES = {404: "not found", 410: "gone"}
_TRACKING = re.compile(r"^(?:utm_\w+|fbclid|gclid|ref|spm|from|source|amp)$", re.IGNORECASE)
_INDEX = re.compile(r"/(?:index|default)\.\w{2,5}$", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+")
_HAN = re.compile(r"[\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class Verdict:
    """A state and the sentence that explains it."""

    state: SnapshotState
    reason: str = ""


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
        or _by_address(visit, final)
        or judge_text(found)
        or _by_probe(visit, final, found, title, probe)
        or _there(visit, final)
    )


def judge_text(found: Extracted) -> Verdict | None:
    """Judge a page by its text alone; None when it is a text of its own."""
    if not found.text:
        if found.problem.startswith(("the page holds no text", "the page is empty")):
            if "scripts" in found.hints:
                return Verdict("wall", "The page shows its text to browsers that run scripts only.")
            return Verdict("empty", "The page holds no text.")
        return Verdict("unreadable", _sentence(found.problem))
    title = found.title or ""
    short = len(found.text) < SHORT
    if len(found.text) < TEASER and (GONE_TITLE.search(title) or GONE.search(title)):
        return Verdict("soft-404", f"The page is titled “{title[:80]}”.")
    if short and (match := GONE.search(found.text)):
        return Verdict("soft-404", f"The page says “{match.group()[:80]}”.")
    return _wall(found, title, short)


def _wall(found: Extracted, title: str, short: bool) -> Verdict | None:
    if short and (match := SHUT.search(f"{title}\n{found.text}")):
        return Verdict("wall", f"The page says “{match.group()[:80]}”.")
    if len(found.text) < TEASER:
        if "not-free" in found.hints:
            return Verdict("wall", "The page says of itself that it is not free to read.")
        if match := SHUT.search(found.text[-600:]):
            return Verdict("wall", f"The text ends in “{match.group()[:80]}”.")
    if len(found.text) < THIN and "password" in found.hints:
        return Verdict("wall", "The page asks for a password.")
    return None


def _failed(visit: Visit) -> Verdict:
    failure = visit.failure
    assert failure is not None
    states: dict[str, SnapshotState] = {
        "refused": "refused",
        "robots": "robots-refused",
        "too-large": "too-large",
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
        return Verdict("dead", f"{host} answers with an error ({status}).")
    if status in (204, 205) or (not final.body and not final.cut):
        return Verdict("empty", "The page is empty.")
    if final.cut:
        return Verdict("incomplete", "The connection broke off before the page was complete.")
    return None


def _by_address(visit: Visit, final: Exchange) -> Verdict | None:
    """Judge by where the redirects ended."""
    if same_place(visit.url, final.url):
        return None
    asked, got = urlsplit(visit.url), urlsplit(final.url)
    if SHUT_PATH.search(got.path) and not SHUT_PATH.search(asked.path):
        return Verdict("wall", f"It leads to {final.url[:200]}.")
    if GONE_PATH.search(got.path) and not GONE_PATH.search(asked.path):
        return Verdict("soft-404", f"It leads to {final.url[:200]}.")
    if FRONT_PATH.match(got.path) and not FRONT_PATH.match(asked.path) and not got.query:
        return Verdict("soft-404", f"It leads to the front page {final.url[:200]}.")
    return None


def _by_probe(
    visit: Visit,
    final: Exchange,
    found: Extracted,
    title: str | None,
    probe: Callable[[], Probe | None] | None,
) -> Verdict | None:
    """Compare with the site's answer to a made-up address, where the page is not plainly the source."""
    elsewhere = not same_place(visit.url, final.url)
    if probe is None or (shows_title(found, title) and not elsewhere):
        return None
    if not elsewhere and not title and len(found.text) >= THIN:
        return None
    made_up = probe()
    if made_up is None or not 200 <= made_up.status < 300:
        return None
    if elsewhere and same_place(made_up.final_url, final.url):
        return Verdict("soft-404", f"The site sends every unknown address to {final.url[:200]}.")
    if made_up.text and alike(made_up.text, found.text) >= SAME:
        return Verdict("soft-404", "The site answers every unknown address with this page.")
    return None


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


def _plain(url: str) -> tuple[str, str, tuple[tuple[str, str], ...]]:
    parts = urlsplit(url if "://" in url else f"http://{url}")
    host = re.sub(r"^(?:www\d?|m|amp|mobile)\.", "", (parts.netloc or "").lower().rsplit("@", 1)[-1])
    host = re.sub(r":(?:80|443)$", "", host)
    path = _INDEX.sub("/", unquote(parts.path)).rstrip("/")
    pairs = parse_qsl(parts.query[:8192], keep_blank_values=True, max_num_fields=None)
    return host, path, tuple(sorted(pair for pair in pairs if not _TRACKING.match(pair[0])))


def shows_title(found: Extracted, title: str | None) -> bool:
    """Return whether most words of the cited title stand in the page's title or at its beginning."""
    wanted = _words(title or "")
    if not wanted:
        return False
    there = _words(f"{found.title or ''} {found.text[:2000]}")
    return len(wanted & there) >= 0.6 * len(wanted)


def _words(text: str) -> frozenset[str]:
    plain = frozenset(
        word.casefold() for word in _WORD.findall(text) if len(word) > 2 and not _HAN.search(word)
    )
    han = "".join(_HAN.findall(text))
    return plain | {han[at : at + 2] for at in range(len(han) - 1)}


def alike(first: str, second: str) -> float:
    """Return how much of two texts is the same, 0 to 1, by their lines or words."""
    if first == second:
        return 1.0
    one, two = _pieces(first), _pieces(second)
    matcher = SequenceMatcher(None, one, two, autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= SAME else matcher.quick_ratio()


def _pieces(text: str) -> Sequence[str]:
    """Return at most 2,000 words, or pairs of Chinese characters: enough to tell a page by."""
    return re.findall(r"[\u3400-\u9fff]{1,2}|[^\W_]+", text[:20_000])[:2000]


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}." if text else ""
