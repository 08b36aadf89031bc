"""Passages, the legs that find them, and the index versions that keep them."""
