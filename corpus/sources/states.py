"""Where each citation stands, from its source's captures; written into the notes that show it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, cast

from corpus.model import Citation, CitationStatus, Document, Note
from corpus.sources.difference import Difference, difference
from corpus.sources.model import READABLE, REPLACEABLE, Snapshot
from corpus.sources.reread import Reading, Rereader
from corpus.sources.targets import cited, requestable

if TYPE_CHECKING:
    from corpus.library import Library
    from corpus.sources.store import SourceStore

LinkState = Literal[
    "live", "moved", "changed", "soft-404", "wall", "dead-archived", "dead", "not-a-link", "robots-refused",
    "too-large", "empty", "incomplete", "unreadable", "refused", "attached", "unchecked",
]  # fmt: skip
"""What an audit says of a citation."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a source stands."""

    state: LinkState
    reason: str = ""
    latest: Snapshot | None = None
    """The newest visit to the page itself, as printed or mended."""
    read: Snapshot | None = None
    """The newest visit that gave the page's text, though it may be gone by now."""
    before: Snapshot | None = None
    """The capture before, where its text or what belongs to that is another one."""
    differs: Difference | None = None
    """How the page differs from it, where the texts were compared."""
    archived: Snapshot | None = None
    """The newest archived copy."""
    saved: Snapshot | None = None
    """The newest copy that the Wayback Machine was asked to make."""
    attached: Snapshot | None = None
    """What a person attached last."""
    mended: bool = False
    """True when only a mended form of the address leads anywhere."""

    @property
    def archived_url(self) -> str | None:
        """Return where the Wayback Machine shows a copy, or None."""
        copies = (self.archived, self.saved)
        return next((one.archived_url for one in copies if one is not None and one.archived_url), None)

    @property
    def best(self) -> Snapshot | None:
        """Return the capture whose text stands for the source, or None when none has any.

        What a person attached comes first, then the page itself as it was last read, then an
        archived copy.
        """
        choices = (self.attached, self.read, self.archived)
        return next((one for one in choices if one is not None and one.characters), None)


class Comparer:
    """Compares the texts of captures, each two of them once."""

    def __init__(self, store: SourceStore) -> None:
        """Compare what `store` keeps."""
        self._store = store
        self._reread = Rereader(store)
        self._known: dict[tuple[int, int], Difference] = {}

    def __call__(self, before: Snapshot, now: Snapshot) -> Difference:
        """Return how the later capture differs from the earlier one."""
        pair = before.snapshot_id, now.snapshot_id
        if pair not in self._known:
            sides = [(self._store.text(one), one.title, one.own) for one in (before, now)]
            found = _differ(*sides)
            if found.counted and before.reader != now.reader:
                first, second = self._reread(before), self._reread(now)
                found = _differ(first, second) if first and second else found
            self._known[pair] = found
        return self._known[pair]


def _differ(before: Reading, now: Reading) -> Difference:
    return difference(before[0], now[0], (before[1], now[1]), (before[2], now[2]))


def standing(url: str | None, snapshots: Sequence[Snapshot], compare: Comparer | None = None) -> Standing:
    """Return where a source stands.

    Args:
        url: Its address as printed, or None.
        snapshots: Its captures, oldest first.
        compare: Tells whether another text states something else; without it, any other text does.
    """
    attached = next((one for one in reversed(snapshots) if one.origin == "attached"), None)
    archived = next((one for one in reversed(snapshots) if one.state == "archived"), None)
    saved = next((one for one in reversed(snapshots) if one.state == "saved"), None)
    visits = [one for one in snapshots if one.origin == "live"]
    if requestable(url) is None:
        state: LinkState = "attached" if attached else "not-a-link"
        reason = (
            ""
            if attached
            else ("The note names no address." if not url else f"“{url[:80]}” is no web address.")
        )
        return Standing(state, reason, attached=attached)
    if not visits:
        state = "attached" if attached else "unchecked"
        return Standing(state, attached=attached, archived=archived, saved=saved)
    latest = _telling(visits)
    before = _before(visits, latest)
    differs = compare(before, latest) if before is not None and compare is not None else None
    changed = before is not None if differs is None else bool(differs.counted)
    return Standing(
        state=_state(latest, archived, changed=changed),
        reason=latest.reason,
        latest=latest,
        read=_last_read(visits, latest),
        before=before,
        differs=differs,
        archived=archived,
        saved=saved,
        attached=attached,
        mended=latest.mended_from is not None,
    )


def _telling(visits: Sequence[Snapshot]) -> Snapshot:
    """Return the visit that tells where the link stands: a mended form's only where the printed one fails."""
    printed = next((one for one in reversed(visits) if one.mended_from is None), visits[-1])
    mended = next((one for one in reversed(visits) if one.mended_from and one.state in READABLE), None)
    return mended if mended is not None and printed.state not in READABLE else printed


def _last_read(visits: Sequence[Snapshot], latest: Snapshot) -> Snapshot | None:
    """Return the newest visit with the page's text: what was captured stays when the page goes."""
    printed = [one for one in visits if one.mended_from is None]
    newest = (latest, *reversed(printed), *reversed(visits))
    return next((one for one in newest if one.state in READABLE and one.characters), None)


def _before(visits: Sequence[Snapshot], latest: Snapshot) -> Snapshot | None:
    """Return the capture before, where its text is another one, or its headline, or a note beside it."""
    if latest.state not in READABLE or not latest.text_digest:
        return None
    earlier = same_page(visits, latest)[:-1]
    return earlier[-1] if earlier and not _alike(earlier[-1], latest) else None


def same_page(snapshots: Sequence[Snapshot], latest: Snapshot) -> Sequence[Snapshot]:
    """Return the visits that gave the text of an address, oldest first, up to one of them.

    They begin with the one that a person accepted: what had changed before is known.
    """
    found = [
        one
        for one in snapshots
        if one.origin == "live" and one.url == latest.url and one.state in READABLE and one.text_digest
        if one.snapshot_id <= latest.snapshot_id
    ]
    return found[max((at for at, one in enumerate(found) if one.accepted), default=0) :]


def _alike(one: Snapshot, other: Snapshot) -> bool:
    """Tell whether two captures are the same, but for what is no text of the source."""
    if one.own is None or other.own is None:
        return (one.text_digest, one.title) == (other.text_digest, other.title)
    return (one.text_digest, one.own) == (other.text_digest, other.own)


def _state(latest: Snapshot, archived: Snapshot | None, *, changed: bool) -> LinkState:
    if changed:
        return "changed"
    if latest.state == "dead":
        return "dead-archived" if archived else "dead"
    return cast(LinkState, latest.state)


def status_of(found: Standing) -> CitationStatus:
    """Return the word for a standing in a citation."""
    if found.state == "dead-archived":
        return "archived"
    if found.attached is not None and found.state in (*REPLACEABLE, "unchecked"):
        return "attached"
    return found.state


def standings(
    library: Library, notes: Mapping[str, Sequence[Note]], compare: Comparer | None = None
) -> dict[tuple[str, int, int], Standing]:
    """Return where every citation of some documents stands.

    Args:
        library: The library.
        notes: Notes by document.
        compare: Compares texts; one that remembers spares doing so twice.

    Returns:
        Standings by (document, position of the note, position of the citation); a short
        form stands where its target does, and one that is not resolved is left out.
    """
    from corpus.sources.store import SourceStore

    store = SourceStore(library)
    known, compare = store.all(), compare or Comparer(store)
    found: dict[str, Standing] = {}
    result: dict[tuple[str, int, int], Standing] = {}
    for document, read in notes.items():
        places = iter(cited(document, read))
        place = next(places, None)
        for at, note in enumerate(read):
            for position in range(len(note.citations)):
                if place is None or (place[0].note, place[0].citation) != (note.number, position):
                    continue
                _, source, full = place
                if source not in found:
                    found[source] = standing(full.url, known.get(source, ()), compare)
                result[document, at, position] = found[source]
                place = next(places, None)
    return result


def with_states(library: Library, document: Document) -> Document:
    """Return a document whose citations say where their sources stand.

    Ambiguous and unresolved short forms stay what they are.
    """
    if not document.notes or not library.rows("SELECT 1 FROM snapshots LIMIT 1"):
        return document
    found = standings(library, {document.doc_id: document.notes})
    notes = tuple(
        replace(
            note,
            citations=tuple(
                _stated(citation, found.get((document.doc_id, at, position)))
                for position, citation in enumerate(note.citations)
            ),
        )
        for at, note in enumerate(document.notes)
    )
    return replace(document, notes=notes)


def _stated(citation: Citation, found: Standing | None) -> Citation:
    if found is None or citation.status in ("ambiguous", "unresolved"):
        return citation
    return replace(citation, status=status_of(found), archived_url=found.archived_url)


def apply_states(library: Library) -> int:
    """Write the present states into the notes of every report.

    Returns:
        How many documents changed.
    """
    changed = 0
    for entry in library.documents():
        if not entry.notes:
            continue
        document = library.document(entry.doc_id)
        stated = with_states(library, document)
        if stated != document:
            library.replace(stated)
            changed += 1
    return changed
