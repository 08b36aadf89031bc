"""Month names of the languages that notes are written in, full and abbreviated."""

from __future__ import annotations

_NAMES: tuple[str, ...] = (
    "january jan janvier janv januar jänner jän enero ene janeiro gennaio genn gen januari января январь янв"
    " stycznia styczeń ocak يناير",
    "february feb febr février fevrier févr fév februar febrero fevereiro fev febbraio febbr februari "
    "февраля февраль фев lutego luty şubat فبراير",
    "march mar mars märz maerz mär mrz marzo março marco maart марта март мар marca marzec مارس",
    "april apr avril avr abril abr aprile апреля апрель апр kwietnia kwiecień nisan أبريل ابريل",
    "may mai mayo maio maggio magg mag mei мая май maja mayıs مايو",
    "june jun juin juni junio junho giugno giu июня июнь июн czerwca czerwiec haziran يونيو",
    "july jul juillet juil juli julio julho luglio lug июля июль июл lipca lipiec temmuz يوليو",
    "august aug août aout agosto ago ag augustus августа август авг sierpnia sierpień ağustos augusti أغسطس",
    "september sept sep septembre septiembre setiembre setembro set settembre sett сентября сентябрь сен сент"
    " września wrzesień eylül سبتمبر",
    "october oct octobre oktober okt octubre outubro out ottobre ott октября октябрь окт"
    " października październik ekim أكتوبر",
    "november nov novembre noviembre novembro ноября ноябрь ноя нояб listopada listopad kasım نوفمبر",
    "december dec décembre decembre déc dezember dez diciembre dic dezembro dicembre дек декабря декабрь"
    " grudnia grudzień aralık desember ديسمبر",
)
MONTHS: dict[str, int] = {name: number for number, names in enumerate(_NAMES, 1) for name in names.split()}
"""Lower-case name or abbreviation (without its full stop) → 1 to 12."""


def month_number(word: str) -> int | None:
    """Return a month's number from its name or abbreviation; None when it is no month's."""
    return MONTHS.get(word.strip(". ").casefold()) or MONTHS.get(word.strip(". ").lower())
