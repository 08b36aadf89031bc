"""The capture of a library's sources: many hosts side by side, each in its turn, resumable anywhere.

A thread serves a host from its first page to its last; most threads sleep most of the
time, because the rest between two requests is longer than a request. What is done is
in the library, so a run that was killed simply does what is left.
"""

from __future__ import annotations

import queue
import threading
import time
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from corpus.progress import Cancelled, Progress, no_progress
from corpus.sources.browse import Browser
from corpus.sources.capture import Archive, Capturer, Extractor, Job
from corpus.sources.documents import update_documents
from corpus.sources.extract import extract
from corpus.sources.guard import Guard, Resolver, WebError, address_of, place_of
from corpus.sources.held import HeldAnswers
from corpus.sources.lock import capturing
from corpus.sources.mend import mended_forms
from corpus.sources.model import Snapshot
from corpus.sources.settings import FetchSettings
from corpus.sources.states import apply_states
from corpus.sources.store import SourceStore
from corpus.sources.targets import Target, targets
from corpus.sources.transport import Transport, now_text
from corpus.sources.warc import sweep

if TYPE_CHECKING:
    from corpus.library import Library

Anew = Literal["new", "failed", "all"]
"""What is asked for: what never was, also what met no page, or everything."""
_MARK = "run "
_TICK = 0.2
"""Seconds between two looks at how far the threads are."""
_MEANWHILE = 1.0
"""Seconds between two rounds of what is done meanwhile,"""
_SHARE = 9
"""or so many times what a round takes."""


@dataclass(frozen=True, slots=True)
class FetchResult:
    """What a capture run did."""

    targets: int
    """Sources that have an address."""
    made: tuple[Snapshot, ...] = ()
    """Snapshots made in this run, in no particular order."""
    documents: tuple[str, ...] = ()
    """Source documents made or changed."""
    states: Mapping[str, int] = field(default_factory=dict)
    """How many of the snapshots made are in each state."""
    unanswered: Mapping[str, str] = field(default_factory=dict)
    """Sources that could not be asked for in full, and why; the next run asks again."""
    tripped: frozenset[str] = frozenset()
    """Those of them over which this program tripped: a mistake of ours, and no word of theirs."""


def fetch(
    library: Library,
    settings: FetchSettings,
    *,
    notes: Collection[int] = (),
    document: str | None = None,
    anew: Anew = "new",
    mend: bool = False,
    progress: Progress = no_progress,
    resolve: Resolver | None = None,
    extractor: Extractor = extract,
) -> FetchResult:
    """Capture the sources that a library's notes name.

    Args:
        library: The library.
        settings: Limits and manners.
        notes: Numbers of notes; empty for all.
        document: Only this document's notes.
        anew: "new" asks for what was never asked; "failed" also for what met no page;
            "all" for everything. A run of the latter two that was killed goes on where it was.
        mend: Also try mended forms of damaged addresses.
        progress: Told how far it is; may raise Cancelled.
        resolve: Looks up hosts; the system's resolver by default.
        extractor: Takes the text out of a page.

    Raises:
        SourceError: When captures cannot be written, or another process captures.
        LibraryError: When the library cannot be written.
        Cancelled: When the person stopped it; what is finished is kept.
    """
    with capturing(library.path):
        store = SourceStore(library)
        held = HeldAnswers(store, settings.max_bytes)
        sweep(library.path, store.warc_paths() | held.paths())
        wanted = [target for target in targets(library, notes, document) if target.url]
        jobs = _jobs(wanted, anew, _begun(store, held, anew), mend)
        run = _Run(store, held, settings, resolve, extractor, _often(wanted))
        documents: list[str] = []
        made = run.work(jobs, progress, lambda: documents.extend(update_documents(library)))
        documents += update_documents(library, progress)
        apply_states(library)
        if anew != "new":
            store.forget(f"{_MARK}{anew}")
        held.forget()
        sweep(library.path, store.warc_paths())
    states: Counter[str] = Counter(snapshot.state for snapshot in made)
    return FetchResult(
        len(wanted), tuple(made), tuple(dict.fromkeys(documents)), dict(states), run.unanswered, run.tripped
    )


def _often(wanted: Sequence[Target]) -> frozenset[str]:
    """Return the addresses that several sources have, but for spelling or fragment."""
    counted = Counter(address_of(target.url) for target in wanted if target.url)
    return frozenset(address for address, sources in counted.items() if sources > 1)


def _begun(store: SourceStore, held: HeldAnswers, anew: Anew) -> str:
    """Return when the present run began: also that of a killed one, which goes on."""
    if anew == "new":
        return ""
    begun = store.recall(f"{_MARK}{anew}")
    if begun is None:
        begun = now_text()
        held.forget()  # they were asked for before
        store.keep(f"{_MARK}{anew}", begun)
    return begun


def _jobs(wanted: Sequence[Target], anew: Anew, since: str, mend: bool) -> list[Job]:
    """Return what is to be done for each source."""
    urls = [target.citation.url or "" for target in wanted]
    every, failed = since if anew == "all" else "", since if anew == "failed" else ""
    return [
        Job(target, mended_forms(url, urls) if mend else (), every, failed)
        for target, url in zip(wanted, urls, strict=True)
    ]


class _Run:
    """The threads of one run."""

    def __init__(
        self,
        store: SourceStore,
        held: HeldAnswers,
        settings: FetchSettings,
        resolve: Resolver | None,
        extractor: Extractor,
        often: Collection[str],
    ) -> None:
        self._settings = settings
        self._stop = threading.Event()
        guard = Guard(allow_private=settings.allow_private, resolve=resolve)
        browser = Browser(Transport(settings, guard), settings, store, self._stop)
        archive: Archive | None = None
        if settings.wayback:
            from corpus.sources.wayback import WaybackArchive

            archive = WaybackArchive(browser, settings, extractor)
        self._capturer = Capturer(
            store, browser, extractor, held, archive, often, allow_private=settings.allow_private
        )
        self._queue: queue.SimpleQueue[list[Job]] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._made: list[Snapshot] = []
        self._done = 0
        self._error: BaseException | None = None

    @property
    def unanswered(self) -> Mapping[str, str]:
        """Return the sources that could not be asked for in full, and why."""
        return self._capturer.unanswered

    @property
    def tripped(self) -> frozenset[str]:
        """Return the sources over which this program tripped."""
        return frozenset(self._capturer.tripped)

    def work(self, jobs: Sequence[Job], progress: Progress, meanwhile: Callable[[], None]) -> list[Snapshot]:
        """Do all jobs and return the snapshots made.

        Args:
            jobs: What to do.
            progress: Told how far it is.
            meanwhile: Done now and then while the threads rest, with what they have made.
        """
        hosts = _by_host(jobs)
        for one in hosts:
            self._queue.put(one)
        threads = [
            threading.Thread(target=self._serve, daemon=True)
            for _ in range(min(len(hosts), self._settings.hosts_at_once))
        ]
        for thread in threads:
            thread.start()
        due = time.monotonic() + _MEANWHILE
        try:
            while any(thread.is_alive() for thread in threads) and self._error is None:
                progress("capturing sources", self._done, len(jobs))
                self._stop.wait(_TICK)
                if time.monotonic() > due:
                    began = time.monotonic()
                    meanwhile()
                    ended = time.monotonic()
                    due = ended + max(_MEANWHILE, _SHARE * (ended - began))
        finally:
            self._stop.set()
            for thread in threads:
                thread.join()
        if self._error is not None:
            raise self._error
        return self._made

    def _serve(self) -> None:
        """Serve one host after another until none is left."""
        try:
            while not self._stop.is_set():
                try:
                    jobs = self._queue.get_nowait()
                except queue.Empty:
                    return
                for job in jobs:
                    made = self._capturer.capture(job)
                    with self._lock:
                        self._made.extend(made)
                        self._done += 1
        except Cancelled:
            return
        except BaseException as error:  # a worker's edge: raised again by the caller
            self._error = error
            self._stop.set()


def _by_host(jobs: Sequence[Job]) -> list[list[Job]]:
    """Return the jobs of each host, the host with most to do first: it decides how long all take."""
    hosts: dict[str, list[Job]] = {}
    for job in jobs:
        try:
            host = place_of(job.target.url or "").site
        except WebError:
            host = ""
        hosts.setdefault(host, []).append(job)
    return sorted(hosts.values(), key=len, reverse=True)
