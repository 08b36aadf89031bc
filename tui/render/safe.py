"""Makes document text harmless to a terminal: what would act there is not shown.

Text of documents, pages and models is untrusted. Escape sequences, control characters,
bidirectional overrides and characters without width can move the cursor, change the title
or make a sentence read otherwise than it is stored.
"""

from __future__ import annotations

import re

_SEQUENCES = re.compile(r"\x1b(?:\[[0-?]{0,64}[ -/]{0,8}[@-~]|\][^\x07\x1b]{0,4096}(?:\x07|\x1b\\)?|[@-_])")
"""Terminal escape sequences: CSI, OSC, and two-character ones; lengths are bounded."""

_ACTING = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    r"\ud800-\udfff\U000e0000-\U000e007f]"
)
"""C0 (save tab and newline), C1, soft hyphens, zero-width, bidirectional and tag characters."""


def safe_text(text: str) -> str:
    """Return the text without anything that acts on a terminal; tabs become spaces.

    Args:
        text: Any text; newlines stay.
    """
    if "\x1b" in text:
        text = _SEQUENCES.sub("", text)
    return _ACTING.sub("", text).replace("\t", "    ")
