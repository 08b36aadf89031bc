"""How politely, how long and how far a capture may go; every limit in one place."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass

from corpus.errors import UsageError
from corpus.sources.guard import WebError, place_of

ALLOW_PRIVATE = "FOOTNOTED_ALLOW_PRIVATE"
"""Environment variable: "1" lets sources on loopback and private networks be fetched."""
WAYBACK = "FOOTNOTED_WAYBACK"
"""Environment variable: base address of the Wayback Machine to ask."""
USER_AGENT = "Footnoted/0.1 (checks the links in footnotes; obeys robots.txt as Footnoted)"
ROBOT = "Footnoted"
"""The name that robots.txt may address."""
MEBIBYTE = 1024 * 1024
REAL_WAYBACK = "https://web.archive.org"


@dataclass(frozen=True, slots=True)
class FetchSettings:
    """Limits and manners of a capture. Times are in seconds, sizes in bytes."""

    pause: float = 1.0
    """Rest between the end of one request to a host and the next."""
    longest_pause: float = 30.0
    """A Crawl-delay beyond this is honoured only so far."""
    retries: int = 2
    """How often a request is repeated after 429, 5xx or a broken connection."""
    backoff: float = 2.0
    """Wait before the first repetition; doubled for each further one."""
    longest_wait: float = 120.0
    """A Retry-After beyond this is not waited for: the page counts as not to be had now."""
    connect_timeout: float = 10.0
    read_timeout: float = 20.0
    """Longest silence in the middle of an answer."""
    deadline: float = 60.0
    """Longest time for one answer as a whole, however steadily it drips."""
    max_bytes: int = 20 * MEBIBYTE
    """Largest page, as sent and also after decompression."""
    redirects: int = 10
    allow_private: bool = False
    """Whether loopback and private networks may be asked (never link-local or multicast)."""
    hosts_at_once: int = 200
    connections: int = 32
    """Most requests under way at one moment, over all hosts."""
    user_agent: str = USER_AGENT
    wayback: bool = True
    """Whether the Wayback Machine is asked for what is gone."""
    wayback_url: str = REAL_WAYBACK
    extract_seconds: float = 30.0
    """Longest time for taking the text out of one page."""


def settings_from(environment: Mapping[str, str] | None = None) -> FetchSettings:
    """Return the defaults with what the environment sets.

    Args:
        environment: Variables; those of this process by default.

    Raises:
        UsageError: When the Wayback Machine that is named has no address on the web.
    """
    values = os.environ if environment is None else environment
    named = values.get(WAYBACK, "").strip()
    return FetchSettings(
        allow_private=values.get(ALLOW_PRIVATE, "").strip() == "1",
        wayback_url=wayback_base(named, WAYBACK) if named else FetchSettings().wayback_url,
    )


def wayback_base(url: str, named_by: str) -> str:
    """Return the base address of a Wayback Machine without a closing slash.

    Args:
        url: As it was typed.
        named_by: The option or variable it comes from, for the error.

    Raises:
        UsageError: When it is no web address, or more than a base.
    """
    hint = f"Name one such as {REAL_WAYBACK}."
    try:
        place_of(url)
    except WebError as error:
        raise UsageError(f"{named_by}: {error.message}", hint) from error
    if "?" in url or "#" in url:
        raise UsageError(f"{named_by}: “{url[:200]}” is more than a base.", hint)
    return url.rstrip("/")
