"""Notes become citations: cut, read field by field, short forms followed to their notes."""

from corpus.citations.resolve import read_note, resolve

__all__ = ["read_note", "resolve"]
