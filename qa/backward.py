"""Sentences that lean on the one before them: "The event was …", "It cost …", "这…".

What such a sentence says is about the sentence before, so what that one matches counts for
it too. Openers only, a closed class of words in English and Chinese.
"""

from __future__ import annotations

import re

_OPENING = re.compile(
    r"^[“\"(]?(?:(?:in|at|for|with|by|under|of|to|on|as|during|after|before|since|from|through|despite|"
    r"because of|according to|as part of) )?"
    r"(?:it|its|they|them|their|he|him|his|she|her|this|that|these|those|such|both|there|here|another|one|"
    r"others?|some|the \w+)\b"
    r"|^(?:however|but|moreover|furthermore|also|in addition|additionally|as a result|therefore|thus|then|"
    r"later|instead|meanwhile|afterwards|similarly|for example|for instance|including|and|or|so|still|yet)\b"
    r"|^(?:它|他|她|这|那|该|此|其|并|而|但|因此|所以|同时|另外|后来|然而)",
    re.IGNORECASE,
)


def leans_back(sentence: str) -> bool:
    """Return whether a sentence opens with words that point at what was said before it."""
    return bool(_OPENING.match(sentence))
