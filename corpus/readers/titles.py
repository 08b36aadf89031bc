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
