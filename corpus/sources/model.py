"""What capturing a source gives: exchanges with a server, and the snapshot kept of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

SnapshotState = Literal[
    "live", "moved", "soft-404", "wall", "dead", "robots-refused", "too-large", "empty", "incomplete",
    "unreadable", "refused", "attached", "archived", "no-copy", "saved",
]  # fmt: skip
"""What one capture met. "archived", "no-copy" and "saved" are the Wayback Machine's."""
Origin = Literal["live", "wayback", "attached"]
FailureKind = Literal[
    "dns",
    "connect",
    "timeout",
    "tls",
    "protocol",
    "too-large",
    "loop",
    "refused",
    "robots",
    "busy",
    "offline",
    "encoding",
    "slow",
]

READABLE: frozenset[str] = frozenset({"live", "moved", "attached", "archived"})
"""States whose text is the source's own."""
REPLACEABLE: frozenset[str] = frozenset({"dead", "soft-404", "wall", "empty", "incomplete", "robots-refused"})
"""States for which an archived copy is looked for."""
FEED = "application/rss+xml"
"""What every kind of feed is called."""
CUT = "cut"
"""Hint of a page whose text is longer than what is kept of it."""
GOES_ON = "Its text goes on"
"""Words by which a reason says so."""
REFRESH_TEXT = 1_000
"""Characters: a page with more that goes on by itself is a page, not a redirect."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """One request and its answer."""

    url: str
    status: int
    phrase: str
    """Reason phrase of the status line."""
    headers: tuple[tuple[str, str], ...]
    raw: bytes
    """Body as sent, still compressed; chunks joined."""
    body: bytes
    """Body after decompression."""
    at: str
    """When the answer had come, ISO 8601 in UTC."""
    cut: bool = False
    """True when the connection ended before the body did."""
    brought: bool = False
    """True for a file that a person brought: no server answered so."""

    def header(self, name: str) -> str:
        """Return a header's first value, or the empty string."""
        wanted = name.lower()
        return next((value for key, value in self.headers if key.lower() == wanted), "")


@dataclass(frozen=True, slots=True)
class Failure:
    """Why there is no answer."""

    kind: FailureKind
    message: str


@dataclass(frozen=True, slots=True)
class Visit:
    """An address followed to its end."""

    url: str
    """Where it began."""
    exchanges: tuple[Exchange, ...] = ()
    """Redirects in order, then the last answer."""
    failure: Failure | None = None

    @property
    def final(self) -> Exchange | None:
        """Return the last answer, or None when none came."""
        return self.exchanges[-1] if self.exchanges else None


@dataclass(frozen=True, slots=True)
class Extracted:
    """The text taken out of a page, and what the page says of itself."""

    text: str = ""
    """Paragraphs divided by blank lines."""
    title: str | None = None
    author: str | None = None
    date: str | None = None
    """ISO 8601."""
    language: str | None = None
    media_type: str = ""
    problem: str = ""
    """Why there is no text, where there is none: "encrypted PDF"."""
    hints: tuple[str, ...] = ()
    """What the markup shows: "password", "not-free", "kept-shown" (what is not free stands in the text),
    "walled", "scripts", "words:N", "refresh:URL", "cut"."""
    own: tuple[str, ...] | None = None
    """Lines that belong to it and may not be in its text: headline, standfirst, captions, corrections; None
    where it is not known what stands around its text."""
    below: tuple[str, ...] = ()
    """What else the page shows below its text."""
    notices: tuple[str, ...] = ()
    """What the page tells its reader in an element made for that."""

    @property
    def told_cut(self) -> str:
        """Say that the text goes on, where it does; a sentence to follow another, or nothing."""
        return f" {GOES_ON}; the first {len(self.text):,} characters are kept." if CUT in self.hints else ""

    @property
    def onward(self) -> str | None:
        """Return where the page goes on to by itself; None where it stays, or has a text of its own."""
        if len(self.text) > REFRESH_TEXT:
            return None
        return next((hint[8:] for hint in self.hints if hint.startswith("refresh:")), None)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One capture of a source, as the library keeps it; its text lies beside it."""

    source: str
    """The source's key: its address as printed, or its place when it has none."""
    origin: Origin
    state: SnapshotState
    captured_at: str
    """ISO 8601 in UTC."""
    reason: str = ""
    """One sentence for a person."""
    url: str | None = None
    """What was asked for."""
    final_url: str | None = None
    status: int | None = None
    redirects: tuple[str, ...] = ()
    media_type: str = ""
    digest: str | None = None
    """SHA-256 of the body after decompression, hexadecimal."""
    size: int = 0
    """Bytes of that body."""
    warc: str | None = None
    """WARC file, relative to the library's folder."""
    offset: int = 0
    """Where the answer's record begins in it."""
    text_digest: str | None = None
    characters: int = 0
    title: str | None = None
    author: str | None = None
    date: str | None = None
    language: str | None = None
    own: tuple[str, ...] | None = None
    """Lines that belong to the text and may not be in it; None in captures of before they were kept."""
    mended_from: str | None = None
    """The printed address, where a mended form of it was asked for."""
    archived_url: str | None = None
    """Where the Wayback Machine shows the copy."""
    archived_at: str | None = None
    """When the Wayback Machine captured it."""
    snapshot_id: int = 0
    """Row in the library; 0 before it is kept."""
    reader: int = 1
    """Which version of the reader took the text out."""
    accepted: str = ""
    """When a person took the page as it was then for known; kept apart from its row, which never changes."""
