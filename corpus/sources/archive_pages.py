"""What web archives say themselves in place of a copy: not archived, excluded, redirected, out of service."""

from __future__ import annotations

import re

from corpus.sources.model import Extracted
from corpus.sources.page_text import Verdict

_LONGEST = 2_000
"""Characters: an article on web archives that quotes one of these is longer."""
_TITLE = re.compile(
    r"(?:Internet Archive:? )?Wayback Machine$"
    r"|Internet Archive: (?:Scheduled Maintenance|Temporarily Offline)"
    r"|Perma \| \d{3}|429 Too Many Requests",
    re.IGNORECASE,
)
_SAYS = re.compile(
    r"Wayback Machine has not archived that URL|excluded from the Wayback Machine"
    r"|Got an HTTP \d{3} response at crawl time|was crawled by the Wayback Machine"
    r"|Internet Archive(?:’s|'s)? services are temporarily offline|This Perma Link is private"
    r"|(?:page|site) (?:is )?not available (?:on the web )?due to robots\.txt",
    re.IGNORECASE,
)


def own_page(found: Extracted, title: str | None) -> Verdict | None:
    """Judge what a web archive gave; None where it is not the archive's own page.

    Args:
        found: Its text.
        title: Title of the source as the note gives it; one on the archive's pages themselves is believed.
    """
    if len(found.text) > _LONGEST or (title and _TITLE.match(title)):
        return None
    said = _TITLE.match(found.title or "") or _SAYS.search(found.text)
    return Verdict("soft-404", f"An archive’s own page says “{said.group()[:80]}”.") if said else None
