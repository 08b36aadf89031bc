"""What a careful editor would flag in notes; flags for a person, never verdicts."""

from corpus.lint.finding import Finding
from corpus.lint.run import lint

__all__ = ["Finding", "lint"]
