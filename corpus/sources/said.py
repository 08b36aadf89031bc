"""Whether a page says something to its reader, or tells of it: news has the words of notices and walls too.

"This article is no longer available." is said; "The camera app is no longer available in Apple's store, the
company said." is told, and so is whatever stands in quotation marks.
"""

from __future__ import annotations

import re

from corpus.sentences import split_sentences
from corpus.sources.phrases import Phrases
from corpus.sources.wording import HAN

_QUOTED = re.compile(
    r"“[^“”\n]{1,300}”|„[^„“”\n]{1,300}[“”]|«[^«»\n]{1,300}»|「[^「」\n]{1,300}」|『[^『』\n]{1,300}』"
    r"|(?<![\w\"])\"[^\"\n]{1,300}\"(?!\w)"
)
"""What somebody else says."""
_TURNS = Phrases(
    r"\b(?:you|your|we|our|us|please|sorry|unfortunately|this|these"
    r"|sie|ihr\w{0,2}|wir|uns|unser\w{0,2}|diese\w?|leider|bitte"
    r"|vous|votre|vos|nous|notre|nos|cet|cette|ce|ces|désolée?s?|malheureusement"
    r"|usted|tu|tus|su|sus|nosotros|nuestr[oa]s?|est[ea]|lo sentimos|lamentablemente"
    r"|você|seu|sua|nosso|nossa|vostr[oa]|nostr[oa]|quest[oa]|spiacenti|uw|wij|onze|deze|dit|helaas)\b"
    r"|您|你|我们|我們|本|该|該|此|请|請|抱歉|对不起|對不起|相关|相關"
)
"""What stands before a phrase where a page turns to its reader, or speaks of itself."""
_STOP = re.compile(r"[.!?。！？][\"'”’»›)\]）」』》]*$")
_HAN_WEIGHT = 2.5
"""Letters that a Chinese character counts for."""
SENTENCE = 60
"""Letters: a shorter sentence tells nothing but is a notice."""
_SUBJECT = 4
"""Words before a phrase from which a sentence has a subject of its own."""
_HAN_SUBJECT = 8
"""The same in characters."""


def said(phrases: Phrases, text: str, unless: Phrases | None = None) -> re.Match[str] | None:
    """Return a phrase that a text says itself, or None.

    Args:
        phrases: What is looked for.
        text: The text; what stands in quotation marks does not count.
        unless: Sentences with one of these are passed over.
    """
    if not phrases.search(text):
        return None
    for line in own_words(text).split("\n"):
        for start, end in split_sentences(line):
            sentence = line[start:end]
            match = phrases.search(line[start:])  # it may go beyond a stop: "Error. Page not found"
            if match is None or match.start() >= end - start or (unless and unless.search(sentence)):
                continue
            if not _told(sentence, sentence[: match.start()]):
                return match
    return None


def turns_to_reader(sentence: str) -> bool:
    """Tell whether a sentence turns to its reader, or speaks of its page."""
    return _TURNS.search(sentence) is not None


def own_words(text: str) -> str:
    """Return a text without what it quotes."""
    return _QUOTED.sub("“”", text)


def weighed(text: str) -> float:
    """Return how long a text is in letters: a Chinese character counts for more than one."""
    return len(text) * (_HAN_WEIGHT if HAN.search(text) else 1.0)


def ends(sentence: str) -> bool:
    """Tell whether a sentence has its stop; headings and buttons have none."""
    return _STOP.search(sentence.rstrip()) is not None


def is_sentence(line: str) -> bool:
    """Tell whether a line with its stop is as long as an article's sentences are."""
    return weighed(line) >= SENTENCE and ends(line)


def _told(sentence: str, before: str) -> bool:
    """Tell whether a sentence has a subject of its own before a phrase, and turns to nobody."""
    if not is_sentence(sentence):
        return False
    own = len(HAN.findall(before)) >= _HAN_SUBJECT or len(before.split()) >= _SUBJECT
    return own and not _TURNS.search(before)
