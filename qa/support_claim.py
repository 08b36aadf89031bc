"""The words of a report that one note backs, as they are held against its source.

What is left out here is left out of what is held against the source, never of what is shown.
"""

from __future__ import annotations

import re

from corpus.model import Claim, Document
from qa.support_attribution import OwnWords, without_attribution
from qa.support_clause import part_before

_SEE_NOTE = re.compile(
    r"\s*[(\[（](?:see|see also|cf\.?|compare|参见|见|详见)[^()\[\]（）]{0,30}"
    r"(?:notes?|fn\.?|footnotes?|注释?|脚注)[^()\[\]（）]{0,20}[)\]）]",
    re.IGNORECASE,
)
"""Where a report sends its reader on: no source says that."""


def words_backed(report: Document, claim: Claim, own: OwnWords) -> str:
    """Return what a note's source is to say, of the sentence that carries the mark.

    Args:
        report: The report.
        claim: One claim of the note.
        own: By what names the source goes: what is said "according to" it, it says itself.

    Returns:
        The sentence as it stands, where one note backs all of it.
    """
    paragraph = report.paragraphs[claim.paragraph]
    sentence = paragraph.text[claim.start : claim.end]
    at = paragraph.marks[claim.mark].offset - claim.start
    offsets = [mark.offset - claim.start for mark in paragraph.marks]
    backed = part_before(sentence, [one for one in offsets if 0 < one <= len(sentence)], at)
    return without_attribution(_SEE_NOTE.sub("", backed), own)
