"""What a text states that can be compared: amounts, dates, names, and whether it denies."""

from corpus.facts.extract import Facts, facts_of
from corpus.facts.model import CalendarDate, Name, Quantity

__all__ = ["CalendarDate", "Facts", "Name", "Quantity", "facts_of"]
