"""Asks the Wayback Machine to keep what is still live (Save Page Now)."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.progress import Progress, no_progress
from corpus.sources.browse import Browser
from corpus.sources.guard import Guard, Resolver, WebError, joined
from corpus.sources.judge import same_place
from corpus.sources.lock import capturing
from corpus.sources.model import Exchange, Snapshot
from corpus.sources.settings import FetchSettings
from corpus.sources.states import apply_states, standing
from corpus.sources.store import SourceStore
from corpus.sources.targets import targets
from corpus.sources.transport import Transport, now_text
from corpus.urls import host

if TYPE_CHECKING:
    from corpus.library import Library

_COPY = re.compile(r"/web/(\d{14})(?:[a-z]{2}_)?/[^\s<>]+")
_OWN = re.compile(r"^/web/\d{14}(?:[a-z]{2}_)?/")


@dataclass(frozen=True, slots=True)
class Saved:
    """What came of asking to keep a page."""

    url: str
    shown: str
    """Where the copy is shown; empty where none was made."""
    reason: str = ""
    """Why none was made, in a sentence."""


def archive(
    library: Library,
    settings: FetchSettings,
    *,
    notes: Collection[int] = (),
    document: str | None = None,
    anew: bool = False,
    progress: Progress = no_progress,
    resolve: Resolver | None = None,
) -> tuple[Saved, ...]:
    """Ask for a save of every cited page that was live when last seen.

    Args:
        library: The library.
        settings: Limits, manners and the machine's address.
        notes: Numbers of notes; empty for all.
        document: Only this document's notes.
        anew: Also ask for what was saved before.
        progress: Told how far it is; may raise Cancelled.
        resolve: Looks up hosts; the system's resolver by default.

    Returns:
        For each page asked for, where the copy is shown, or why there is none.
    """
    with capturing(library.path):
        store = SourceStore(library)
        known = store.all()
        browser = Browser(
            Transport(settings, Guard(allow_private=settings.allow_private, resolve=resolve)), settings, store
        )
        wanted: list[tuple[str, str, str | None]] = []
        for target in targets(library, notes, document):
            found = standing(target.citation.url, known.get(target.source, ()))
            live = found.state in ("live", "moved", "changed") and found.latest is not None
            if live and target.url and (anew or found.saved is None):
                led_to = found.latest.final_url if found.latest else None
                wanted.append((target.source, target.url, led_to))
        made: list[Saved] = []
        for at, (source, url, led_to) in enumerate(wanted):
            progress("asking the Wayback Machine to keep pages", at, len(wanted))
            made.append(_save(browser, store, settings, source, url, led_to))
        apply_states(library)
    return tuple(made)


def _save(
    browser: Browser, store: SourceStore, settings: FetchSettings, source: str, url: str, led_to: str | None
) -> Saved:
    try:
        answer = browser.once(f"{settings.wayback_url}/save/{url}")
    except WebError as error:
        return Saved(url, "", error.message)
    shown = _shown(answer, settings.wayback_url, (url, led_to or url))
    if shown:
        store.save(
            Snapshot(
                source=source, origin="wayback", state="saved", captured_at=now_text(), url=url,
                status=answer.status, reason="The Wayback Machine was asked to keep it.",
                archived_url=shown, archived_at=_moment(shown),
            )
        )  # fmt: skip
        return Saved(url, shown)
    told = "named no copy" if answer.status < 400 else f"answered {answer.status}"
    return Saved(url, "", f"The Wayback Machine {told}.")


def _shown(answer: Exchange, base: str, pages: Collection[str]) -> str:
    """Return where the newest copy of a page is shown that the three headers of Save Page Now name.

    One of them lists the first copy, the one before and the last; copies of other pages, of the machine's
    own say, do not count.
    """
    if not 200 <= answer.status < 400:
        return ""
    for name in ("Content-Location", "Location", "Link"):
        found = [(one[1], one.group().rstrip('>;,"')) for one in _COPY.finditer(answer.header(name))]
        own = [(at, path) for at, path in found if _is_of(_OWN.sub("", path), pages)]
        if own:
            return joined(f"{base}/", max(own)[1])
    return ""


def _is_of(url: str, pages: Collection[str]) -> bool:
    """Tell whether a copy is of one of some pages, or of their site, which may have led on."""
    return any(same_place(url, page) or host(url) == host(page) for page in pages)


def _moment(shown: str) -> str | None:
    found = _COPY.search(shown)
    if found is None:
        return None
    digits = found.group(1)
    return f"{digits[:4]}-{digits[4:6]}-{digits[6:8]}T{digits[8:10]}:{digits[10:12]}:{digits[12:14]}Z"
