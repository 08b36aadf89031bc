"""Readers: one file a format, behind `corpus.readers.protocol.Reader`."""

from corpus.readers.registry import pick_reader, reader_named, reader_names

__all__ = ["pick_reader", "reader_named", "reader_names"]
