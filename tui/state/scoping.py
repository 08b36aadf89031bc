"""What questions are restricted to: the choices, and how a scope is called."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from corpus.model import Document
from index.model import Scope

KIND_NAMES = {"report": "reports", "note": "notes", "source": "sources"}
"""What kinds of passages are called."""
LANGUAGE_NAMES = {
    "en": "English",
    "zh": "Chinese",
    "fr": "French",
    "de": "German",
    "es": "Spanish",
    "ru": "Russian",
}
"""Names of common languages; others are called by their tag."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A scope that is offered."""

    name: str
    scope: Scope
    depth: int = 0


def choices(documents: Iterable[Document], languages: Iterable[str] = ()) -> list[Choice]:
    """Return the scopes that a library offers: all, kinds, languages, documents and their sections."""
    offered = [Choice("everything", Scope())]
    offered += [
        Choice(f"only {KIND_NAMES[kind]}", Scope(kinds=frozenset({kind}))) for kind in ("report", "source")
    ]
    for tag in sorted(set(languages)):
        offered.append(Choice(f"only {LANGUAGE_NAMES.get(tag, tag)}", Scope(languages=frozenset({tag}))))
    for document in documents:
        only = frozenset({document.doc_id})
        offered.append(Choice(document.record.title, Scope(documents=only)))
        for section in document.sections:
            scope = Scope(documents=only, sections=frozenset({section.title}))
            offered.append(Choice(section.title, scope, section.level))
    return offered


def describe(scope: Scope, titles: Mapping[str, str]) -> str:
    """Return a scope in a few words; empty when it restricts nothing."""
    parts = sorted(scope.sections) or [titles.get(one, one) for one in sorted(scope.documents)]
    parts += [KIND_NAMES.get(kind, kind) for kind in sorted(scope.kinds)]
    parts += [LANGUAGE_NAMES.get(tag, tag) for tag in sorted(scope.languages)]
    return ", ".join(parts)
