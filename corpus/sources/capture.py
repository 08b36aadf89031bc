"""One source captured: its page as printed, then a mended address, then an archived copy."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Protocol

from corpus.sources.browse import Browser
from corpus.sources.extract import READER
from corpus.sources.guard import WebError, address_of, joined, may_be_opened, place_of
from corpus.sources.held import HeldAnswers
from corpus.sources.judge import Probe, judge, without_address
from corpus.sources.model import READABLE, REPLACEABLE, Exchange, Extracted, Snapshot, Visit
from corpus.sources.page_text import NOTICE, Verdict, has_nothing_in_common, judge_text
from corpus.sources.refresh import refresh_of
from corpus.sources.store import SourceStore
from corpus.sources.targets import Target
from corpus.sources.transport import now_text

PROBES_KEPT = timedelta(hours=24)
_REFRESHES = 3
_SLIPS = (
    *(ValueError, TypeError, LookupError, AttributeError),
    *(ArithmeticError, RecursionError, AssertionError),
)
"""What a mistake in a program raises, as against a disk that is full or a person who stops it."""


class Extractor(Protocol):
    """Takes the text out of a page."""

    def __call__(self, body: bytes, content_type: str, url: str) -> Extracted:
        """Return text and what the page says of itself."""
        ...


@dataclass(frozen=True, slots=True)
class Copy:
    """What the Wayback Machine gave."""

    exchanges: tuple[Exchange, ...]
    """The machine's answers: redirects in order, then the copy."""
    found: Extracted
    shown_at: str
    """Where a person sees it."""
    at: str
    """When it was captured there, ISO 8601."""
    led_to: str = ""
    """The page's own address then, where archived redirects led from the cited one to it."""


class Archive(Protocol):
    """Where copies of what is gone are looked for."""

    def nearest(self, url: str, date: str | None, title: str | None = None) -> Copy | None:
        """Return the readable copy nearest a date, or None when there is none.

        Raises:
            WebError: When the archive cannot be asked.
        """
        ...


@dataclass(frozen=True, slots=True)
class Job:
    """A source, and what of it is to be done anew."""

    target: Target
    mended: tuple[str, ...] = ()
    """Mended forms of its address to try when the printed one fails."""
    since: str = ""
    """Captures before this moment (ISO 8601) do not count; empty counts all."""
    since_failed: str = ""
    """The same for captures that met no readable page."""


class Capturer:
    """Captures sources. Safe to use from several threads."""

    def __init__(
        self,
        store: SourceStore,
        browser: Browser,
        extract: Extractor,
        held: HeldAnswers,
        archive: Archive | None = None,
        often: Collection[str] = (),
        *,
        allow_private: bool = False,
    ) -> None:
        """Ask through `browser`, keep in `store`; look for lost pages in `archive`.

        With `allow_private`, what was refused for being inside is asked for after all.
        Addresses in `often` belong to several sources, by other fragments say, and are asked for once.
        """
        self._allow_private = allow_private
        self._often = frozenset(often)
        self._visits: dict[str, Visit] = {}
        self._held = held
        self._store = store
        self._browser = browser
        self._extract = extract
        self._archive = archive
        self._locks: dict[str, threading.Lock] = {}
        self._lock = threading.Lock()
        self.unanswered: dict[str, str] = {}
        """Sources that could not be asked for in full, and why;"""
        self.tripped: set[str] = set()
        """those of them over which this program tripped."""

    def capture(self, job: Job) -> tuple[Snapshot, ...]:
        """Do what is left to do for a source; what is done already is not asked again.

        Returns:
            The snapshots made now.

        Raises:
            SourceError: When a capture cannot be kept.
            Cancelled: When the work is stopped meanwhile.
        """
        target = job.target
        if target.url is None:
            return ()
        made: list[Snapshot] = []
        try:
            self._capture(job, target.url, made)
        except WebError as error:
            self.unanswered[target.source] = error.message  # not known; the next run asks again
        except _SLIPS as error:  # a mistake of ours that this page brings out; the others do not pay for it
            told = f"Footnoted trips over {target.url[:200]} ({type(error).__name__}: {str(error)[:200]})."
            self.unanswered[target.source] = told
            self.tripped.add(target.source)
        return tuple(made)

    def _capture(self, job: Job, url: str, made: list[Snapshot]) -> None:
        """Visit the page, then its mended forms, then the archive, as far as each is called for.

        Raises:
            WebError: When nothing can be known now: no network, or no archive.
        """
        target = job.target
        known = self._store.of(target.source)
        state = self._once(job, known, url, None, made)
        for form in job.mended if state in (*REPLACEABLE, "refused") else ():
            if self._once(job, known, form, url, made) not in (*REPLACEABLE, "refused"):
                return
        if state in REPLACEABLE and self._archive is not None and not _done(job, known, "wayback", None):
            made.append(self._archived(self._archive, target, url))

    def _once(
        self, job: Job, known: Sequence[Snapshot], url: str, mended_from: str | None, made: list[Snapshot]
    ) -> str:
        """Visit an address unless that is done, and return its state."""
        done = _done(job, known, "live", url if mended_from else None)
        if (
            done is not None
            and self._allow_private
            and done.state == "refused"
            and may_be_opened(done.reason)
        ):
            done = None  # it was never asked for
        if done is None:
            done = self._live(job.target, known, url, mended_from)
            made.append(done)
        return done.state

    def _live(self, target: Target, known: Sequence[Snapshot], url: str, mended_from: str | None) -> Snapshot:
        visit, found = self._look(url, target.citation.title)
        if visit.failure is not None and visit.failure.kind == "offline":
            raise WebError("offline", visit.failure.message)  # it says nothing of the page
        verdict = judge(visit, found, title=target.citation.title, probe=lambda: self._probe(url))
        if verdict.state in READABLE:
            verdict = self._replaced(found, target.citation.title, known) or verdict
        final = visit.final
        snapshot = Snapshot(
            source=target.source,
            origin="live",
            state=verdict.state,
            captured_at=now_text(),
            reason=f"{verdict.reason}{found.told_cut}".strip(),
            url=url,
            redirects=tuple(exchange.url for exchange in visit.exchanges[:-1]),
            mended_from=mended_from,
        )
        if final is None:
            return self._store.save(snapshot)
        return self._store.save(described(snapshot, final, found), found.text, visit.exchanges)

    def _replaced(self, found: Extracted, title: str | None, known: Sequence[Snapshot]) -> Verdict | None:
        """Doubt a page that shows nothing of its title where an earlier capture, of another text, did."""
        for one in reversed(known):
            if not one.characters or not (one.state in READABLE or one.origin != "live"):
                continue
            earlier = Extracted(text=self._store.text(one), title=one.title)
            if has_nothing_in_common(found, title, earlier):
                when = one.captured_at[:10]
                told = f"It has nothing of the cited title, and nothing in common with the capture of {when}."
                return Verdict("soft-404", told)
        return None

    def _look(self, url: str, title: str | None) -> tuple[Visit, Extracted]:
        """Visit an address and read what came; a page that goes on by itself is followed.

        Where that leads nowhere, a text already in hand stands.
        """
        exchanges: tuple[Exchange, ...] = ()
        seen: set[str] = set()
        current = url
        in_hand: tuple[Visit, Extracted] | None = None
        while True:
            part = self._visit(current)
            exchanges += part.exchanges
            visit = Visit(url, exchanges, part.failure)
            final = part.final
            if final is None or part.failure is not None or not 200 <= final.status < 300:
                return in_hand or (visit, Extracted())
            found = self._read(final)
            seen.add(current)
            if found.onward is None or len(seen) > _REFRESHES:
                return visit, found
            if len(found.text) >= NOTICE and judge_text(found, title) is None:
                in_hand = visit, found
            current = joined(final.url, found.onward)
            if current in seen or current == final.url:
                return visit, found

    def _read(self, answer: Exchange) -> Extracted:
        """Take the text out of an answer, and note where its header sends the reader."""
        found = self._extract(answer.body, answer.header("Content-Type"), answer.url)
        onward = refresh_of(answer.header("Refresh"))
        if onward is None or found.onward is not None:
            return found
        return replace(found, hints=(*found.hints, f"refresh:{onward}"))

    def _visit(self, url: str) -> Visit:
        """Visit an address, unless a run that was killed has its page already."""
        address = address_of(url)
        visit = self._visits.get(address) or self._held.find(address)
        if visit is None:
            visit = self._browser.visit(address)
            if visit.failure is None and visit.final is not None and 200 <= visit.final.status < 300:
                self._held.hold(visit)
        if address in self._often:
            self._visits[address] = visit
        return replace(visit, url=url)

    def _probe(self, url: str) -> Probe | None:
        """Return what the site answers to an address that cannot exist; asked once a day a site."""
        try:
            place = place_of(url)
        except WebError:
            return None
        with self._lock:
            lock = self._locks.setdefault(place.origin, threading.Lock())
        with lock:
            kept = self._store.recall(f"probe {place.origin}", (datetime.now(UTC) - PROBES_KEPT).isoformat())
            if kept is None:
                kept = self._probed(place.origin)
                self._store.keep(f"probe {place.origin}", kept)
        status, final_url, text = json.loads(kept)
        return Probe(int(status), str(final_url), str(text))

    def _probed(self, origin: str) -> str:
        # Made from the origin, so that a run that was killed asks for the same address again.
        name = hashlib.sha256(f"footnoted {origin}".encode()).hexdigest()[:20]
        path = f"/{name}/{name[::-1]}.html"
        visit = self._visit(f"{origin}{path}")
        final = visit.final
        if final is None or visit.failure is not None:
            return json.dumps([0, "", ""])
        text = ""
        if 200 <= final.status < 300:
            text = self._extract(final.body, final.header("Content-Type"), final.url).text
            text = without_address(text, f"{origin}{path}")[:20_000]
        return json.dumps([final.status, final.url, text])

    def _archived(self, archive: Archive, target: Target, url: str) -> Snapshot:
        blank = Snapshot(
            source=target.source, origin="wayback", state="no-copy", captured_at=now_text(), url=url,
            reason="The Wayback Machine has no readable copy.",
        )  # fmt: skip
        copy = archive.nearest(url, target.citation.date or target.document_date, target.citation.title)
        if copy is None:
            return self._store.save(blank)
        led = f", of {copy.led_to[:200]}, where the cited address led" if copy.led_to else ""
        snapshot = replace(
            described(blank, copy.exchanges[-1], copy.found),
            state="archived",
            reason=f"The Wayback Machine's copy of {copy.at[:10]}{led}.{copy.found.told_cut}",
            redirects=tuple(exchange.url for exchange in copy.exchanges[:-1]),
            archived_url=copy.shown_at,
            archived_at=copy.at,
            captured_at=now_text(),
        )
        return self._store.save(snapshot, copy.found.text, copy.exchanges)


def _done(job: Job, known: Sequence[Snapshot], origin: str, mended: str | None) -> Snapshot | None:
    """Return the newest capture that counts as done."""
    for snapshot in reversed(known):
        if snapshot.origin != origin:
            continue
        if (snapshot.url if snapshot.mended_from else None) != mended:
            continue
        failed = snapshot.state not in READABLE
        since = max(job.since, job.since_failed) if failed else job.since
        if snapshot.captured_at >= since:
            return snapshot
    return None


def described(snapshot: Snapshot, final: Exchange, found: Extracted) -> Snapshot:
    """Return a snapshot with what an answer and its text say."""
    return replace(
        snapshot,
        final_url=final.url,
        status=final.status,
        media_type=found.media_type,
        digest=hashlib.sha256(final.body).hexdigest(),
        size=len(final.body),
        title=found.title,
        author=found.author,
        date=found.date,
        language=found.language,
        own=found.own,
        reader=READER,
    )
