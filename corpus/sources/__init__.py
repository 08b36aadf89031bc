"""Capture, archive and audit of the sources behind the notes."""
