"""Encoders: packaged weights, their export, and the runtime that needs no torch."""

from index.encoders.catalog import DEFAULT_MODEL, known_models
from index.encoders.load import (
    encoder_available,
    encoder_digest,
    load_encoder,
    prepare_encoder,
    verify_encoder,
)
from index.encoders.protocol import Encoder, TextKind, TokenVectors

__all__ = [
    "DEFAULT_MODEL",
    "Encoder",
    "TextKind",
    "TokenVectors",
    "encoder_available",
    "encoder_digest",
    "known_models",
    "load_encoder",
    "prepare_encoder",
    "verify_encoder",
]
