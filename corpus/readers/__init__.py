"""Readers: one file a format, behind `corpus.readers.protocol.Reader`."""
