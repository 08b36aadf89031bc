"""Encoders: packaged weights, their export, and the runtime that needs no torch."""
