"""Names that sections commonly have, in the languages that reports are written in."""

from __future__ import annotations

import re

KNOWN_TITLE = re.compile(
    r"(?:executive summary|summary|abstract|introduction|foreword|preface|background|context|overview"
    r"|method(?:s|ology)?|findings|results|discussion|analysis|conclusions?|recommendations|limitations"
    r"|acknowledge?ments|about the authors?|about us|glossary|key findings|case stud(?:y|ies)|next steps"
    r"|einleitung|zusammenfassung|fazit|résumé|conclusiones|introducción|摘要|引言|前言|导言|背景|结论|结语|建议|方法|总结)",
    re.IGNORECASE,
)
_NAMES = (
    "(?:(?:source|further|additional|explanatory|reference|chapter|general) )?(?:end ?|foot ?)?notes?"
    "|(?:end)?notes? (?:to|on|for) (?:the )?(?:text|chapters?|report|pages|sources)|references?(?: cited)?"
    "|reference list|list of (?:references|sources|notes|citations|works cited)"
    "|(?:works|literature|sources) cited|sources?|source list|(?:select(?:ed)? )?bibliography|citations"
    "|anmerkungen|fu(?:ß|ss)noten|endnoten|quellen|(?:quellen|literatur|anmerkungs)verzeichnis"
    "|quellenangaben|(?:einzel|quellen)nachweise|literatur|belege"
    "|notes de (?:bas de page|fin)|(?:liste des )?références(?: bibliographiques)?|bibliographie"
    "|ouvrages cités|notas(?: (?:al? pie(?: de página)?|finales|de rodapé))?"
    "|(?:lista de )?referencias(?: bibliográficas)?|referências|bibliografía|fuentes|obras citadas"
    "|注|注解|附注|引注|註釋|註解|尾註|腳註|附註"
    "|注\\s释|註\\s釋|脚\\s?注|尾\\s?注|(?:本文|全文)?(?:注释|脚注|尾注)|(?:主要)?(?:参考文献|参考资料|参考书目)|参\\s考\\s文\\s献"
    "|引用文献|引用资料|引文出处|資料來源|资料来源|參考文獻|參考資料|примечания|сноски"
)
"""What sections of notes are called; two of them may be joined."""
NOTES_TITLE = re.compile(
    r"(?:#{1,6}\s{1,4})?(?:\*\*|__)?[【〔［\[]?(?:[\divxIVX]{1,4}\.\s{1,4}|[一二三四五六七八九十]{1,3}、\s?)?"
    r"(?:(?:appendix|annexe?|anhang|anexo|附录|附錄)(?:\s{1,3}[a-z\d]{1,3})?\s?[:：.–—-]\s{0,3})?"
    rf"(?:{_NAMES})(?:(?: (?:and|&|und|et|y) |与|和|及|與)(?:{_NAMES}))?"
    r"\s?[:：]?[】〕］\]]?(?:\*\*|__)?[:：]?",
    re.IGNORECASE,
)
"""The title of a section of notes, with its number or as an appendix."""
REMARKS_TITLE = re.compile(
    r"(?:further |additional |general )?notes?|anmerkungen|notes|notas|注|附注|附註", re.IGNORECASE
)
"""Titles of notes that remarks on a recipe or a timetable may have too."""
ANNEX_TITLE = re.compile(
    r"(?:appendi(?:x|ces)|annex(?:e?s|e)?|anhang|anlagen?|anexos?|index|register|glossary|glossar|glossaire)"
    r"(?:\s?[:–—-]\s.*[^\s.])?|(?:附录|附錄|附件|索引)(?:\s?[:：].*[^。])?",
    re.IGNORECASE,
)
"""Titles without a number that end notes in any case."""
