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

_UNREAD: tuple[str, ...] = (
    # Indonesian, Malay, Filipino, Swahili, Hausa, Somali, Malagasy
    "maret agustus agt ags nopember pebruari mac ogos julai disember dis pebrero peb marso hunyo hun "
    "hulyo hul setyembre oktubre nobyembre nob disyembre machi aprili agosti septemba oktoba novemba "
    "desemba des janairu faburairu maris afrilu mayu yuni yuli agusta satumba nuwamba disamba janaayo "
    "febraayo maarso abriil maajo juun luulyo agoosto sebteembar oktoobar nofeembar diseembar janoary "
    "febroary martsa aprily mey jona jolay aogositra septambra oktobra novambra desambra",
    # Turkish, Azerbaijani, Uzbek, Russian in Latin letters, Albanian
    "mart yanvar fevral aprel iyun iyul avqust avgust sentyabr oktyabr noyabr dekabr sentabr oktabr "
    "yanvarya fevralya marta aprelya maya iyunya iyulya avgusta sentyabrya oktyabrya noyabrya dekabrya "
    "janar shkurt prill maj qershor korrik gusht shtator tetor nëntor dhjetor nentor",
    # Swedish, Danish, Norwegian, Icelandic, Afrikaans, Luxembourgish
    "marts janúar febrúar apríl maí júní júlí ágúst október nóvember januarie februarie junie julie mäerz "
    "abrëll mee",
    # Serbian, Croatian, Bosnian, Slovene, Slovak, Czech, Hungarian
    "avg septembar oktobar novembar decembar januara februara aprila juna jula septembra novembra "
    "decembra januarja februarja marec junij junija julij julija január januára február februára apríla "
    "máj mája jún júna júl júla augusta októbra március április május június július augusztus szeptember "
    "szept márc ápr",
    # Estonian, Latvian, Lithuanian
    "jaanuar veebruar märts aprill juuni juuli oktoober detsember dets janvāris janvārī janvāra februāris "
    "februārī februāra martā aprīlis aprīļa maijs maija jūnijs jūnija jūlijs jūlija augusts septembris "
    "oktobris novembris decembris decembrī",
    # Romanian, Catalan, Occitan, Galician, Maltese, Haitian, Tetum
    "ianuarie martie aprilie iunie iulie septembrie octombrie noiembrie decembrie gener febrer març maig "
    "juny juliol agost setembre desembre xaneiro febreiro xuño xullo genièr febrièr junh julhet octòbre "
    "jannar frar marzu mejju ġunju lulju awwissu settembru ottubru novembru diċembru janvye fevriye jen "
    "jiyè septanm oktòb novanm desanm janeiru fevereiru marsu abríl maiu juñu jullu agostu setembru "
    "outubru dezembru",
    # Hindi and Urdu in Latin letters
    "janvari farvari aprail joon agast sitambar aktubar navambar disambar",
)
UNREAD_MONTHS: frozenset[str] = frozenset(name for names in _UNREAD for name in names.split())
"""Months of further languages: they are not read, and none of them is a slip for another month."""


def month_number(word: str) -> int | None:
    """Return a month's number from its name or abbreviation; None when it is no month's."""
    return MONTHS.get(word.strip(". ").casefold()) or MONTHS.get(word.strip(". ").lower())
