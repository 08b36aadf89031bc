"""The audit as one HTML file: nothing is loaded from elsewhere, nothing in it runs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from urllib.parse import urlsplit

from corpus.sources.audit import AuditRow, Change, totals, totals_by_day
from corpus.sources.model import Snapshot
from corpus.sources.states import Standing
from corpus.sources.targets import requestable

MEANINGS = {
    "live": "the page is there",
    "moved": "it leads to another page, which is there",
    "changed": "the page is there with another text than at its last capture",
    "soft-404": "the site answers, and the page is not there",
    "wall": "the site lets nobody, or no program, in",
    "dead-archived": "gone; the Wayback Machine has a copy",
    "dead": "gone, and no archived copy is known",
    "not-a-link": "the note names no address, or something that is none",
    "robots-refused": "the site's robots.txt asks programs to stay away from the page",
    "too-large": "the page is over the limit of size",
    "empty": "the page holds no text",
    "incomplete": "the connection broke off before the page was complete",
    "unreadable": "it is there and no text can be taken out of it",
    "refused": "the address is not on the public web, so it was not asked for",
    "attached": "a person attached a file",
    "unchecked": "not looked for yet",
    "ambiguous": "a short form that fits several sources",
    "unresolved": "a short form that fits no source",
}
"""What each state means, for people."""
_GOOD = frozenset({"live", "moved", "attached"})
_BAD = frozenset({"dead", "soft-404", "refused", "incomplete", "empty"})
_STYLE = """
:root{color-scheme:light dark;--line:#8885;--good:#2a7d3f;--bad:#b3261e;--mid:#9a6700}
body{font:16px/1.5 system-ui,sans-serif;max-width:72rem;margin:2rem auto;padding:0 1rem}
table{border-collapse:collapse;width:100%;margin:1rem 0}
th,td{text-align:left;vertical-align:top;padding:.35rem .6rem;border-bottom:1px solid var(--line)}
td{overflow-wrap:anywhere}.n{white-space:nowrap}.good{color:var(--good)}.bad{color:var(--bad)}
.mid{color:var(--mid)}.s{font-weight:600;white-space:nowrap}small{opacity:.8}
pre{white-space:pre-wrap;font-size:.85rem;border-left:3px solid var(--line);padding-left:.6rem}
"""


def audit_html(rows: Sequence[AuditRow], titles: Mapping[str, str], made_at: str) -> str:
    """Return the report.

    Args:
        rows: The audit.
        titles: Titles of documents by their names.
        made_at: When it was made, ISO 8601.
    """
    names = ", ".join(titles.get(name, name) for name in dict.fromkeys(row.document for row in rows))
    parts = [
        '<!doctype html><html lang="en"><head><meta charset="utf-8">',
        '<meta http-equiv="Content-Security-Policy" '
        "content=\"default-src 'none'; style-src 'unsafe-inline'\">",
        '<meta name="viewport" content="width=device-width"><meta name="referrer" content="no-referrer">',
        f"<title>Audit of sources: {_text(names)}</title><style>{_STYLE}</style></head><body>",
        f"<h1>Audit of sources</h1><p>{_text(names)}<br><small>{_text(made_at)}</small></p>",
        *_totals(rows),
        *_days(rows),
        *_table(rows),
        "</body></html>\n",
    ]
    return "\n".join(parts)


def attached_beside(found: Standing) -> str:
    """Say that a file stands in for a page, where the state tells of the page alone; else nothing."""
    if found.attached is None or found.state == "attached":
        return ""
    return f"A file was attached on {found.attached.captured_at[:10]}: its text stands for the source."


def accepted(row: AuditRow) -> str:
    """Say that changes were taken for known, where they were; else nothing."""
    one = row.accepted
    return f"What had changed by {one.captured_at[:10]} was accepted on {one.accepted[:10]}." if one else ""


def differences(row: AuditRow) -> Iterator[tuple[Change, str]]:
    """Yield how a page differs from captures before, and how that is put to a person."""
    if row.change:
        yield row.change, f"{_share(row.change)} the same as on {row.change.since[:10]}"
    if row.earlier:
        since, at = row.earlier.since[:10], row.earlier.at[:10]
        yield (
            row.earlier,
            f"Changed by {at}: {_share(row.earlier)} the same as when first captured, on {since}",
        )
    if row.left_out:
        since, lines = row.left_out.since[:10], len(row.left_out.lines)
        yield (
            row.left_out,
            f"{lines} line{'s' * (lines != 1)} beside the text other than on {since}, left out of account",
        )


def _share(change: Change) -> str:
    """Say how much is the same; what differs is never all the same."""
    return "over 99%" if change.likeness > 0.99 else f"{change.likeness:.0%}"


def _totals(rows: Sequence[AuditRow]) -> Iterator[str]:
    yield f"<h2>Totals</h2><table><tr><th>State<th>Citations<th>Meaning</tr><!-- {len(rows)} -->"
    for state, count in totals(rows).items():
        yield f"<tr><td>{_state(state)}<td>{count}<td>{_text(MEANINGS.get(state, ''))}</tr>"
    yield f"<tr><td>all<td>{len(rows)}<td></tr></table>"


def _days(rows: Sequence[AuditRow]) -> Iterator[str]:
    days = totals_by_day(rows)
    if not days:
        return
    states = list(dict.fromkeys(state for counted in days.values() for state in counted))
    heads = "".join(f"<th>{_state(one)}" for one in states)
    yield f"<h2>History</h2><table><tr><th>At the end of{heads}</tr>"
    for day, counted in days.items():
        yield f'<tr><td class="n">{_text(day)}{"".join(f"<td>{counted.get(one, 0)}" for one in states)}</tr>'
    yield "</table>"


def _table(rows: Sequence[AuditRow]) -> Iterator[str]:
    yield "<h2>Citations</h2><table><tr><th>Note<th>State<th>Source<th>What was met</tr>"
    for row in rows:
        yield f'<tr><td class="n">{row.note}<td>{_state(row.state)}<td>{_source(row)}<td>{_met(row)}</tr>'
    yield "</table>"


def _source(row: AuditRow) -> str:
    citation = row.citation
    title = citation.title or citation.text[:200]
    parts = [_text(", ".join(part for part in (citation.author, title) if part))]
    if citation.short_form_of is not None:
        parts.append(f"<small>short form of note {citation.short_form_of}</small>")
    if citation.url:
        parts.append(_link(citation.url))
    return "<br>".join(parts)


def _met(row: AuditRow) -> str:
    found = row.standing
    if found is None:
        return _text(MEANINGS.get(row.state, ""))
    parts = [_text(found.reason)] if found.reason else []
    if found.mended and found.latest and found.latest.url:
        parts.append(f"mended address: {_link(found.latest.url)}")
    if found.archived_url:
        parts.append(f"archived copy: {_link(found.archived_url)}")
    if told := attached_beside(found):
        parts.append(_text(told))
    if told := accepted(row):
        parts.append(_text(told))
    for change, told in differences(row):
        diff = _text("\n".join(change.lines))
        parts.append(f"<details><summary>{_text(told)}</summary><pre>{diff}</pre></details>")
    if row.history:
        entries = "".join(f"<li>{_capture(one)}" for one in row.history)
        parts.append(f"<details><summary>{len(row.history)} captures</summary><ul>{entries}</ul></details>")
    return "<br>".join(parts)


def _capture(one: Snapshot) -> str:
    status = f" ({one.status})" if one.status else ""
    return _text(f"{one.captured_at[:19]} {one.origin}: {one.state}{status} {one.reason}")


def _state(state: str) -> str:
    kind = "good" if state in _GOOD else "bad" if state in _BAD else "mid"
    return f'<span class="s {kind}">{_text(state)}</span>'


def _link(url: str) -> str:
    target = requestable(url)
    if target is None or urlsplit(target).scheme.lower() not in ("http", "https"):
        return _text(url)
    return f'<a rel="noreferrer noopener" href="{_text(target)}">{_text(url)}</a>'


def _text(text: str) -> str:
    return escape(text, quote=True)
