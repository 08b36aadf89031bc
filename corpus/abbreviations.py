"""Words that a full stop follows without ending a sentence, in the languages that reports are written in.

Whether a sentence ends there hangs on what comes next: a name after a title, a number
after "No.", a word that commonly begins a sentence after "Inc." or "usw.".
"""

from __future__ import annotations

from corpus.words import word_set

LEADING = word_set(
    "vs v cf viz e.g eg i.e ie approx esp incl excl dipl"
    " bzw vgl sog sogen ggf ggfs evtl inkl exkl zzgl abzgl einschl bspw insb insbes geb gest ehem gebr"
    " aprox bijv evt"
    " mr mrs ms mx dr drs prof profs lt col capt cpl sgt maj adm messrs brig cmdr cdr mme mlle mgr msgr"
    " sra sres srta dra dña profa exmo exma dott avv dhr mevr"
)
"""Never the last word of a sentence: titles, and what explains or counts."""

TITLES = word_set("gen sen rep gov hon rev fr pres ing amb atty supt sens reps govs sig sigg")
"""Titles that lead on with a capital; written otherwise they may be other words: "a sales rep."."""

EXACT = word_set("MM Ca ca Sec Hr Hrn Fa Frl Mt Ft")
"""Words that lead on only as written here: "12 mm." and "San José, CA." end sentences."""

NAMES_IN_CAPITALS = word_set("cia av az abs bd al env evt gem geb kap sra dra ing mgr sig")
"""Abbreviations of other languages whose capitals are a name in English: "the CIA.", "Phoenix, AZ."."""

BEFORE_NUMBER = word_set(
    "no nos n.o n nr nrs pg pgs p pp vol vols fig figs art arts artt sec sect secs ch chap para paras eq"
    " ed eds app ca c circa st ff ex op annex tel"
    " jan feb mar apr may jun jul aug sep sept oct nov dec janv févr fév avr juil déc ene abr dic"
    " fev dez mär mrz mrt okt genn febbr giugn lugl ott"
    " abs anm bd bde kap ziff rn rdn rdnr az jg abb pkt rd str al éd"
    " núm núms pág págs cap séc pag pagg blz env rs ksh kshs tsh ush shs tk"
)
"""Not the last word where a number (or a roman one) follows."""

BEFORE_SUM = word_set("ca circa c rd env avg gem")
"""Not the last word where a sum of money or a paragraph sign follows."""

MAYBE = word_set(
    "inc ltd co corp llc plc bros etc al jr sr ph.d m.d b.a m.a j.d u.s u.k u.n e.u d.c u.s.a"
    " u.s.s.r p.r.c dept univ assn ave blvd rd st mt est gmbh s.a ed eds trans rev cit ibid id"
    " govt intl natl assoc"
    " mio mrd tsd chr jh jhs jhd usw usf dgl hrsg aufl av ecc enz mln mld ltda cia"
)
"""Ends a sentence only before a word that commonly begins one."""

HOURS = word_set("a.m p.m")
AFTER_HOUR = word_set(
    "monday tuesday wednesday thursday friday saturday sunday eastern central mountain pacific greenwich"
    " est edt et cst cdt ct mst mdt pst pdt pt gmt utc bst cet cest hkt ist jst eat wat sast"
    " january february march april may june july august september october november december"
)
"""What the time of day goes on with; any other capital after "5 p.m." begins a sentence."""

ORDINAL_LEADS = word_set(
    "der die das dem den des im am vom zum zur beim jeder jede jedes jedem jeden"
    " frühen späten ausgehenden beginnenden mittleren anfang mitte ende"
)
"""What stands before a German ordinal number: "im 2. Bezirk", "des späten 19. Jahrhunderts"."""

GERMAN_MONTHS = word_set(
    "januar jänner februar märz april mai juni juli august september oktober november dezember"
)
BOTH_MONTHS = word_set("april august september november")
"""German months that are English ones too: "It rose to 12. April was worse." holds two sentences."""

STARTERS = word_set(
    "the a an in it its this that these those he she they we i you but however and or yet so for at "
    "on as by to from if when while after before since although though there here what who why how "
    "where his her their our my some many most several all both each one two another other such with "
    "without under over among during despite moreover furthermore meanwhile nevertheless nonetheless "
    "also then thus therefore according no not since"
)
"""Words that commonly begin an English sentence."""

_STARTERS_OF = {
    "de": word_set(
        "der die das dem den des ein eine einer einem einen er sie es wir ich man in im am an auf aus bei"
        " beim mit nach von vom vor zu zum zur für durch gegen ohne um über unter seit bis doch aber und"
        " oder denn auch so da dann danach dort hier heute dies diese dieser dieses diesem jedoch als wenn"
        " weil ob dass nur noch schon sein seine ihr ihre nicht kein keine alle viele einige damit dabei"
        " trotz während wer was wie wo"
    ),
    "fr": word_set(
        "le la les un une des du de il elle ils elles on nous je ce cet cette ces cela mais et ou donc or car"
        " en dans sur sous par pour avec sans après avant depuis pendant selon si quand lorsque comme son sa"
        " ses leur leurs au aux à tout tous aucun plusieurs"
    ),
    "es": word_set(
        "el la los las un una unos unas él ella ellos en de del al a por para con sin según sobre tras desde"
        " pero y o no si cuando como este esta estos estas ese esa esto su sus se lo ya también todo todos"
    ),
    "pt": word_set(
        "o a os as um uma ele ela eles em no na nos nas de do da por para com sem segundo sobre após desde"
        " mas e ou não se quando como este esta isto esse essa seu sua também todo todos"
    ),
    "it": word_set(
        "il lo la i gli le un una uno egli lui lei loro in nel nella di del della a al alla da dal per con"
        " senza secondo su dopo prima ma e o non se quando come questo questa questi suo sua anche tutti"
    ),
    "nl": word_set(
        "de het een hij zij ze we wij ik in op aan van voor met zonder volgens na sinds maar en of niet als"
        " toen dit dat deze die er zijn haar hun ook alle veel daarna"
    ),
}
STARTER_LANGUAGES: dict[str, frozenset[str]] = {
    word: frozenset(language for language, words in _STARTERS_OF.items() if word in words)
    for word in frozenset().union(*_STARTERS_OF.values())
}
"""Word → the languages besides English in which it commonly begins a sentence."""
