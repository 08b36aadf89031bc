"""Encoders: packaged weights, their export, and the runtime that needs no torch."""

import os

# onnxruntime 1.32 writes a device id into the cache folder when it is imported and sends reports of its
# use to its maker; nothing here reaches for a network unasked. It reads this once, at its import.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"

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
