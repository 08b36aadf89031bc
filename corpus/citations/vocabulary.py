"""The small closed vocabularies that tell a reference from a remark.

These are words of the language of footnotes (signals, abbreviations, verbs of
prose), never words of any one report.
"""

from __future__ import annotations

import re


def word_set(words: str) -> frozenset[str]:
    """Return the words of a text as a set."""
    return frozenset(words.split())


ABBREVIATIONS = word_set(
    "mr mrs ms dr prof st sr jr gen col lt sen rep gov hon rev no nos nr nrn vol vols p pp pg pgs ch "
    "chap sec sect art para paras fig ed eds edn trans transl tr comp comps cf vgl cfr ca c approx "
    "etc al inc ltd co corp llc plc univ dept dep min int natl assn inst jan feb mar apr jun jul aug "
    "sep sept oct nov dec sat sun mon tue tues wed thu thur thurs fri hg hrsg bd aufl jg s f ff n fn "
    "nn op loc cit ibid ders dies us uk eu un pub stat supp rept ser aff q j rev res doc conf proc "
    "bgbl rgbl gbl gvbl gvobl gmbl bstbl abl banz abs ziff lit rn rz rdnr az drs slg rs urt beschl kap anm "
    "см с т вып изд ред им г m v vs e.g i.e u.s u.k u.n ph.d d.c l.l.c"
)
"""Lower-case, without the last full stop; a stop after one of these ends no sentence."""

PROSE_WORDS = word_set(
    "is are was were be been being has have had could would should will shall may might can cannot "
    "must did does do there we our us i my they their them it its this these those that which who "
    "whom whose whether because although though however therefore thus hence since while not never "
    "said says told added noted argued claimed claims according reported states stated confirmed "
    "includes include included remains refers refer denotes defines appears seems means suggests "
    "indicates thank thanks corresponds "
    "ist sind war waren wird wurde wurden hat haben nicht dass est sont était "
    "étaient ont avait nous pas ne que es son fue fueron ha han había no se"
)
"""Lower-case words of sentences; a reference's own words are names, titles and dates."""

_VERBS = (
    r"see|cf\.|cf|compare|accord|contra|vgl\.|vgl|siehe|s\.a\.|voir|véase|véanse|ver|cfr\.|vide|zie|vedi|см\.|"
    r"quoted in|cited in|as quoted in|as cited in|as reported (?:in|by)|reported (?:in|by)|"
    r"available at|adapted from|reprinted in|sources?:|quelle:|fuente:"
)
SIGNAL = re.compile(
    rf"(?:(?:for|on|in)\s(?:[\w’'-]+\s){{0,8}}?[\w’'-]+,\s+)?(?:(?:e\.g\.|and|also|but|or),?\s+)?(?:{_VERBS})"
    r"(?:,?\s+(?:also|generally|e\.g\.|for example|for instance|especially|inter alia|auch|aussi|"
    r"también|z\.\s?b\.|in particular|also e\.g\.))?[,:]?\s+"
    r"|(?:e\.g\.|for example|for instance),?\s+(?=\W)"
    r"|(?:另见|另見|另参见|参见|參見|参阅|详见|詳見|见|見|引自|转引自|轉引自)[:：]?\s*",
    re.IGNORECASE,
)
"""Words that lead up to a reference and belong to none: "For example, see", "Cf.", "参见"."""

CONNECTOR = re.compile(r"(?:[\s,;；]|(?:and|und|et|y|и|sowie|as well as|&)\s|[\"”’](?=\s))+", re.IGNORECASE)
"""What joins two references of one note."""

_HAN_VISIT = (
    "(?:最[后後近终終]|上次)?"
    "(?:访问|訪問|浏览|瀏覽|登录|登錄|查阅|查閱|检索|檢索|获取|獲取|下载|下載|上网|上網|閲覧)"
)
_HAN_DAY = r"(?:19|20)\d\d\s?(?:年|[./-])\s?\d{1,2}\s?(?:月|[./-])\s?\d{1,2}\s?[日号號]?"
HAN_ACCESS = (
    rf"(?:(?:{_HAN_VISIT}|引用)(?:日期|时间|時間)\s?(?:[:：]|(?=\d))[\s\d年月日号號〇一二三四五六七八九十./-]{{0,20}}"
    rf"|{_HAN_VISIT}(?:于|於|日)?\s?[:：]?\s?{_HAN_DAY}"
    rf"|[于於]?\s?{_HAN_DAY}\s?{_HAN_VISIT}(?![^\W\d_]))[)）\]］]?"
)
"""When an address was looked at, as Chinese notes write it: with a label or a day, since the verb alone
also tells of a visit to a place."""

TAIL = re.compile(
    rf"[\s,;.(\[（［，。；]*{HAN_ACCESS}|"
    r"[\s,;.(\[（]*(?:(?:last|date|page)\s)?(?:accessed|access date|retrieved|viewed|visited|archived|"
    r"checked|on file with|consultée? le|consultado|dernier accès|zuletzt|abgerufen|letzter zugriff|"
    r"aufgerufen|дата обращения|accesso|fecha de (?:consulta|acceso)|"
    r"(?:eingesehen|zugriff|acceso|acesso|accès|consulta)(?=:?\s(?:(?:am|vom|el|em|le)\s)?\d))\b",
    re.IGNORECASE,
)
"""How a stretch begins that belongs to the reference before it."""

LINK_WORDS = re.compile(
    r"(?:(?:read|see|view|click|open)\s)?(?:(?:also\s)?(?:available|accessible|accessed|found|retrieved)\s)?"
    r"(?:(?:at|via|from)\s)?(?:(?:this|the|that|an?)\s)?"
    r"(?:here|online|links?|web(?:\s?(?:site|page|link))?|url|pdf|html?|source|doi|(?:full |original )?text"
    r"|original|(?:archived?(?: copy| version)?|archive copy)(?:\s(?:here|link))?|wayback(?: machine)?"
    r"|perma(?:\.cc|link)?|hier|lien|ici|en ligne|aquí|enlace|en línea|ссылка|链接|連結|鏈接|原文|原文链接"
    r"|网址|網址|此处|此處|这里|這裡|来源|來源)"
    r"|(?:this|that|the|an?)\s(?:same\s)?(?:article|report|page|post|piece|story|paper|document|study|source"
    r"|site|thread|tweet|video|statement|press release|announcement|news item)"
    r"|\[?\d{1,3}\]?",
    re.IGNORECASE,
)
"""What a link stands on that is no part of its source: "here", "available online", "PDF", "this article"."""

ORGANISATION_WORDS = word_set(
    "group ministry department commission house watch international university institute council bank "
    "agency office bureau committee organization organisation association centre center foundation "
    "federation union government parliament assembly congress senate court company corporation inc "
    "ltd party news times post press daily journal review herald magazine network service authority "
    "secretariat programme program fund society nations states amnesty police army force academy "
    "college school initiative forum team staff editors board"
)
"""Words that make a capitalised name an organisation's rather than a person's."""


def prose_words(outline: str) -> int:
    """Return how many words of sentences an outline holds."""
    return sum(word in PROSE_WORDS for word in re.findall(r"[^\W\d_]+", outline) if word[0].islower())
