"""Does the source say what the report says? A claim is held against its source.

The sentence of the source nearest in meaning is found with the encoder, in either
language; then what can be compared is: amounts, dates, names, denials, directions. The
nearness decides whether the source speaks of the claim at all, the facts decide what it
says of it, together with a small model that reads both beside each other. No verdict comes
without the words it rests on.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from corpus.errors import LibraryError
from corpus.library import Library
from corpus.model import Document, Note
from index.model import Passage
from qa.support_align import aligned
from qa.support_attribution import own_words
from qa.support_claim import words_backed
from qa.support_cover import cover
from qa.support_decide import Nearness, decide, nearness
from qa.support_facts import Surroundings, check_facts
from qa.support_frame import check_frame
from qa.support_model import EvidenceSpan, FactCheck, SupportVerdict
from qa.support_opinion import Adviser, with_opinions
from qa.support_polarity import check_polarity
from qa.support_rank import Ranked, rank_sentences
from qa.support_read import MAX_PREMISE, entailment_reader, length_in_english, read_claim, share_of
from qa.support_source import Source, source_of
from qa.support_weigh import Signs, signs_of, support_model

if TYPE_CHECKING:
    from index.encoders import Encoder

_TRIED = 5
"""Sentences, nearest first, whose facts are compared before one is chosen as the best."""
_MUCH_MORE = 1.0
"""Log odds by which the reader must take another sentence for what decides."""
_FACT_WEIGHT = 0.03
"""What agreement of all facts is worth beside the cosine, when the best sentence is chosen."""


@dataclass(frozen=True, slots=True)
class Examined:
    """What was found out about a claim before a verdict is given."""

    best: int
    """Position of the sentence that the verdict is about."""
    ranked: Ranked
    near: Nearness
    facts: tuple[FactCheck, ...]
    signs: Signs
    """What the model weighs."""
    texts: tuple[str, ...]
    """The best sentence, then those beside it and those that bear on the claim."""
    read: tuple[int, ...]
    """Positions of the sentences that the reader was given, in reading order."""
    premise: tuple[str, ...]
    """Their words."""


def check_claim(
    claim: str, source: Document | Sequence[Passage] | Source, *, encoder: Encoder
) -> SupportVerdict:
    """Hold one claim against one source.

    Args:
        claim: A sentence, in English or Chinese.
        source: The source, as a document, its passages, or prepared by `source_of`.
        encoder: Loaded with `index.encoders.load_encoder`; a multilingual one where languages differ.

    Returns:
        The verdict with the words it rests on; "not found" with the nearest words.
    """
    prepared = source if isinstance(source, Source) else source_of(source)
    found = examine(claim, prepared, encoder)
    if found is None:
        return SupportVerdict(claim, "not found", "The source has no text.", prepared.document)
    model = support_model(found.signs)
    odds = model.probability(found.signs) / max(1e-9, model.least(found.signs))
    against = None if found.signs.against is None else share_of(found.signs.against)
    verdict, reason = decide(found.near, found.facts, odds, against)
    told = _deciding(claim, prepared, found, verdict)
    evidence = _evidence(told, prepared, found.ranked, found.facts)
    return SupportVerdict(claim, verdict, reason, prepared.document, evidence, found.facts, found.near.score)


def examine(
    claim: str, source: Source, encoder: Encoder, *, align: bool = True, read: bool = True
) -> Examined | None:
    """Find the sentence that speaks of a claim and hold the claim against it; None for an empty source.

    Args:
        claim: The claim.
        source: The source, prepared.
        encoder: Loaded.
        align: Whether to ask the aligners that ship; others are learned without them.
        read: Whether to ask the reader that ships; likewise.
    """
    ranked = rank_sentences(claim, source, encoder)
    if not ranked.order:
        return None
    best = _best(claim, source, ranked)
    near_by = _near_by(best, source, ranked)
    around = _around(best, source, near_by)
    main, beside = around.main, around.beside
    facts = (
        *check_facts(claim, around),
        *check_polarity(claim, main, beside, encoder),
        *check_frame(claim, main, beside, encoder),
    )
    met = cover(claim, [main, *beside], encoder)
    near = nearness(claim, main, ranked.cosines[best], met, facts)
    back = cover(main, [claim], encoder)
    sure = aligned(claim, main, beside, ranked.cosines[best], encoder) if align else None
    given = _read(best, source, near_by)
    premise = tuple(source.sentences[n].text for n in given)
    reader = entailment_reader() if read else None
    said = read_claim(claim, premise, reader, source.year) if reader else None
    signs = signs_of(
        claim, (main, *beside), ranked.cosines[best], met, back, facts, len(near.unmet), sure, said
    )
    return Examined(best, ranked, near, _told_once(facts), signs, (main, *beside), given, premise)


def check_note(
    library: Library,
    doc_id: str,
    number: int,
    *,
    encoder: Encoder | None = None,
    advisers: Sequence[Adviser] = (),
) -> tuple[SupportVerdict, ...]:
    """Hold every claim that a note backs against every captured source of the note.

    Args:
        library: Where report and sources are.
        doc_id: The report.
        number: The note's number.
        encoder: Loaded once by whoever checks many notes; the default model when None.
        advisers: Models that give a second opinion of each verdict, shown beside it.

    Returns:
        One verdict a claim and source, claims in the order of the report; "source
        unavailable" for a claim whose note has no captured source. Of a sentence with several
        notes the part that this one backs is held against its sources.

    Raises:
        LibraryError: When the library has no such document or note.
    """
    note = library.note(doc_id, number)
    if note is None:
        library.document(doc_id)
        raise LibraryError(f"{doc_id!r} has no note {number}.", "`footnoted corpus notes` lists its notes.")
    report = library.document(doc_id)
    numbers = {number} | {c.short_form_of for c in note.citations if c.short_form_of is not None}
    sources = _sources(library, doc_id, numbers)
    if not sources:
        claims = dict.fromkeys(report.claim_text(claim) for claim in note.claims)
        return tuple(_unavailable(claim, doc_id, number) for claim in claims)
    encoder = encoder or _default_encoder()
    return tuple(
        with_opinions(
            replace(
                check_claim(held, source, encoder=encoder),
                claim=claim,
                held=None if held == claim else held,
                document=doc_id,
                note=number,
            ),
            advisers,
        )
        for claim, held, source in _to_hold(report, note, numbers, sources)
    )


def _to_hold(
    report: Document, note: Note, numbers: Collection[int], sources: Sequence[Document]
) -> Iterator[tuple[str, str, Source]]:
    """Yield each claim of a note once a source, what of it is held against that, and the source."""
    citations = [one for cited in report.notes if cited.number in numbers for one in cited.citations]
    prepared = [(source_of(document), own_words(citations, document.record)) for document in sources]
    pairs = dict.fromkeys(
        (report.claim_text(claim), words_backed(report, claim, own), at)
        for claim in note.claims
        for at, (_, own) in enumerate(prepared)
    )
    for claim, held, at in pairs:
        yield claim, held, prepared[at][0]


def support_row(verdict: SupportVerdict) -> dict[str, Any]:
    """Return a verdict as a JSON object."""
    from dataclasses import asdict

    row = asdict(verdict)
    for key in ("evidence", "facts", "opinions"):
        row[key] = [dict(one) for one in row[key]]
    if verdict.verdict == "not found":
        row["nearest"], row["evidence"] = row["evidence"], []
    row["score"] = round(verdict.score, 4)
    return row


def _told_once(facts: tuple[FactCheck, ...]) -> tuple[FactCheck, ...]:
    """Return facts without a name that two rules find to differ; signs weigh both."""
    kept: list[FactCheck] = []
    for fact in facts:
        told = any((one.kind, one.claim, one.outcome) == ("name", fact.claim, "differs") for one in kept)
        if fact.kind != "name" or not told:
            kept.append(fact)
    return tuple(kept)


def _best(claim: str, source: Source, ranked: Ranked) -> int:
    """Return the sentence that the verdict is about: near in meaning, and with the claim's facts."""

    def worth(at: int) -> float:
        facts = check_facts(claim, _around(at, source))
        agreeing = sum(fact.outcome == "agrees" for fact in facts)
        return ranked.cosines[at] + _FACT_WEIGHT * agreeing / max(1, len(facts))

    return max(ranked.order[:_TRIED], key=lambda at: (worth(at), -at))


def _near_by(at: int, source: Source, ranked: Ranked) -> tuple[int, ...]:
    """Return the sentences beside one, then those elsewhere that bear on the claim."""
    sentences = source.sentences
    beside = [
        n
        for n in (at - 1, at + 1)
        if 0 <= n < len(sentences) and abs(sentences[n].block - sentences[at].block) <= 1
    ]
    return (*beside, *(n for n in ranked.order[:3] if n != at and n not in beside and ranked.bears(n)))


def _deciding(claim: str, source: Source, found: Examined, verdict: str) -> int:
    """Return the sentence that a verdict is shown by: the one by which alone the reader says the same.

    What is nearest in meaning need not be what decides: a heading often lies nearer. The verdict rests
    on all that was read, so another sentence is shown only where it says much more by itself.
    """
    reader = entailment_reader()
    shown = [at for at in found.read if at in found.ranked.cosines]
    if reader is None or len(shown) < 2 or verdict not in ("supported", "contradicted"):
        return found.best
    said = {at: read_claim(claim, [source.sentences[at].text], reader, source.year) for at in shown}
    worth = {at: one.supported if verdict == "supported" else one.contradicted for at, one in said.items()}
    best = max(shown, key=lambda at: (worth[at], -at))
    return best if worth[best] - worth[found.best] > _MUCH_MORE else found.best


def _around(at: int, source: Source, near_by: Sequence[int] | None = None) -> Surroundings:
    """Return a sentence with those near by; alone where none are given."""
    main = source.sentences[at].text
    if near_by is None:
        return Surroundings(main, (), "", source.year)
    near = tuple(source.sentences[n].text for n in near_by)
    return Surroundings(main, near, source.whole, source.year)


def _read(at: int, source: Source, near_by: Sequence[int]) -> tuple[int, ...]:
    """Return which sentences the reader is given: the best and those near by, in reading order."""
    room = MAX_PREMISE
    kept: list[int] = []
    for n in (at, *near_by):
        taken = length_in_english(source.sentences[n].text)
        if not kept or taken <= room:
            kept.append(n)
            room -= taken
    return tuple(sorted(kept))


def _evidence(
    best: int, source: Source, ranked: Ranked, facts: tuple[FactCheck, ...]
) -> tuple[EvidenceSpan, ...]:
    """Return the best sentence, and one more that has a fact which the best one lacks."""
    from corpus.facts import facts_of

    chosen = [best]
    have = facts_of(source.sentences[best].text)
    texts = {quantity.text for quantity in have.quantities} | {date.text for date in have.dates}
    lacking = (
        {fact.source for fact in facts if fact.outcome == "agrees" and fact.kind != "name"} - texts - {None}
    )
    for at in sorted(ranked.order, key=lambda n: (abs(n - best), n)):
        if lacking and at != best and any(fact and fact in source.sentences[at].text for fact in lacking):
            chosen.append(at)
            break
    spans = []
    for at in chosen:
        sentence = source.sentences[at]
        spans.append(
            EvidenceSpan(sentence.document, sentence.start, sentence.end, sentence.text, ranked.cosines[at])
        )
    return tuple(spans)


def _sources(library: Library, doc_id: str, numbers: set[int]) -> list[Document]:
    found = []
    for entry in library.documents():
        if entry.kind == "source":
            document = library.document(entry.doc_id)
            if any(cited == doc_id and number in numbers for cited, number in document.cited_by):
                found.append(document)
    return found


def _unavailable(claim: str, doc_id: str, number: int) -> SupportVerdict:
    reason = "No source of this note has been captured."
    return SupportVerdict(claim, "source unavailable", reason, document=doc_id, note=number)


def _default_encoder() -> Encoder:
    from index.encoders import load_encoder

    return load_encoder()
