"""Month names of the languages that notes are written in, full and abbreviated."""

from __future__ import annotations

_NAMES: tuple[str, ...] = (
    "january jan janvier janv januar jänner jän enero ene janeiro gennaio genn gen januari января январь янв",
    "february feb febr février fevrier févr fév februar febrero fevereiro fev febbraio febbr februari "
    "февраля февраль фев",
    "march mar mars märz maerz mär mrz marzo março marco maart марта март мар",
    "april apr avril avr abril abr aprile апреля апрель апр",
    "may mai mayo maio maggio magg mag mei мая май",
    "june jun juin juni junio junho giugno giu июня июнь июн",
    "july jul juillet juil juli julio julho luglio lug июля июль июл",
    "august aug août aout agosto ago ag augustus августа август авг",
    "september sept sep septembre septiembre setiembre setembro set settembre sett "
    "сентября сентябрь сен сент",
    "october oct octobre oktober okt octubre outubro out ottobre ott октября октябрь окт",
    "november nov novembre noviembre novembro ноября ноябрь ноя нояб",
    "december dec décembre decembre déc dezember dez diciembre dic dezembro dicembre дек декабря декабрь",
)
MONTHS: dict[str, int] = {name: number for number, names in enumerate(_NAMES, 1) for name in names.split()}
"""Lower-case name or abbreviation (without its full stop) → 1 to 12."""


def month_number(word: str) -> int | None:
    """Return a month's number from its name or abbreviation; None when it is no month's."""
    return MONTHS.get(word.strip(". ").casefold()) or MONTHS.get(word.strip(". ").lower())
