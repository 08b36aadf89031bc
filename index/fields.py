"""What a passage can be filtered by, as arrays: scopes cost no reading of passages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from index.analyzers import mostly_unspaced
from index.arrays import damaged, read_codes, read_json, write_json
from index.model import Passage, PassageKind, Scope

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Codes = NDArray[np.int32]
    Mask = NDArray[np.bool_]

KINDS: tuple[PassageKind, ...] = ("report", "note", "source")
NOTE = KINDS.index("note")
NAMES = "fields.json"
CODED = ("field_kind", "field_document", "field_language", "field_section", "field_unspaced")
ARRAYS = (*CODED, "note_rows", "note_backs")


@dataclass(frozen=True, slots=True)
class Fields:
    """Every passage's kind, document, language and section, and which passages a note backs."""

    kind: Codes
    """(n_passages,) positions in KINDS."""
    document: Codes
    """(n_passages,) positions in `documents`."""
    language: Codes
    section: Codes
    unspaced: Codes
    """(n_passages,) 1 where the text is mostly of a script written without spaces (Chinese, Thai), else 0."""
    documents: tuple[str, ...]
    languages: tuple[str, ...]
    sections: tuple[tuple[str, ...], ...]
    """Paths of section titles."""
    note_rows: Codes
    """(n_links,) rows of note passages, and …"""
    note_backs: Codes
    """… the row of a passage that each backs; links in the order of note rows."""

    def mask(self, scope: Scope) -> Mask | None:
        """Return (n_passages,) True for what a scope admits, or None when it admits everything."""
        import numpy as np

        parts: list[Mask] = []
        if scope.documents:
            parts.append(_among(self.document, [name in scope.documents for name in self.documents]))
        if scope.kinds:
            parts.append(_among(self.kind, [name in scope.kinds for name in KINDS]))
        if scope.languages:
            parts.append(_among(self.language, [name in scope.languages for name in self.languages]))
        if scope.sections:
            inside = [not scope.sections.isdisjoint(path) for path in self.sections]
            parts.append(_among(self.section, inside))
        return np.logical_and.reduce(parts) if parts else None


def fields_of(passages: Sequence[Passage]) -> Fields:
    """Return the fields of passages in row order."""
    import numpy as np

    rows = {passage.passage_id: row for row, passage in enumerate(passages)}
    documents = sorted({passage.document for passage in passages})
    languages = sorted({passage.language for passage in passages})
    sections = sorted({passage.section for passage in passages})
    links = [
        (row, rows[name]) for row, passage in enumerate(passages) for name in passage.backs if name in rows
    ]
    return Fields(
        kind=np.array([KINDS.index(passage.kind) for passage in passages], np.int32),
        document=_codes([passage.document for passage in passages], documents),
        language=_codes([passage.language for passage in passages], languages),
        section=_codes([passage.section for passage in passages], sections),
        unspaced=np.array([mostly_unspaced(passage.text) for passage in passages], np.int32),
        documents=tuple(documents),
        languages=tuple(languages),
        sections=tuple(sections),
        note_rows=np.array([link[0] for link in links], np.int32),
        note_backs=np.array([link[1] for link in links], np.int32),
    )


def write_names(folder: Path, fields: Fields) -> None:
    """Write what the codes stand for."""
    names = {"documents": fields.documents, "languages": fields.languages, "sections": fields.sections}
    write_json(folder, NAMES, names)


def read_fields(folder: Path, n_passages: int) -> Fields:
    """Return the fields of a version's folder.

    Raises:
        IndexVersionError: When a code stands for nothing, or a link leads nowhere.
    """
    try:
        names = read_json(folder, NAMES)
        documents, languages = tuple(map(str, names["documents"])), tuple(map(str, names["languages"]))
        sections = tuple(tuple(map(str, path)) for path in names["sections"])
    except (KeyError, TypeError) as error:
        raise damaged(folder, NAMES) from error
    known = (len(KINDS), len(documents), len(languages), len(sections), 2)
    kind, document, language, section, unspaced = (
        read_codes(folder, name, below=below, length=n_passages)
        for name, below in zip(CODED, known, strict=True)
    )
    note_rows = read_codes(folder, "note_rows", below=n_passages)
    return Fields(
        kind=kind,
        document=document,
        language=language,
        section=section,
        unspaced=unspaced,
        documents=documents,
        languages=languages,
        sections=sections,
        note_rows=note_rows,
        note_backs=read_codes(folder, "note_backs", below=n_passages, length=len(note_rows)),
    )


def _codes(values: Sequence[object], names: Sequence[object]) -> Codes:
    import numpy as np

    numbers = {name: number for number, name in enumerate(names)}
    return np.array([numbers[value] for value in values], np.int32)


def _among(codes: Codes, admitted: Sequence[bool]) -> Mask:
    import numpy as np

    found: Mask = np.array(admitted, bool)[codes]
    return found
