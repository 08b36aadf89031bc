"""Whether a text denies, and which way it says that something went.

Denials are found by their words, in English and Chinese; directions ("rose", "下降";
"approved", "驳回") by a table of opposites. A direction that is denied counts as its
opposite. Both are rules over words: sentences whose denial lies elsewhere pass unseen.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

Modality = Literal["", "possible", "planned"]

_DENIES = re.compile(
    r"\bnot\b(?!\s(?:only|just|least|merely|simply)\b)|n['’]t\b(?!\s(?:only|just)\b)|\bcannot\b|\bnever\b"
    r"|\b(?:no|No)\b(?!\s(?:more|fewer|less|later|earlier|sooner|smaller|greater|doubt"
    r"|(?:longer|higher|lower|larger|bigger|shorter|older|younger|further)\sthan)\b|\.|\s\d)"
    r"|\b(?:none|nobody|nothing|neither|nor|nowhere)\b(?!\s(?:but)\b)"
    r"|\bfail(?:s|ed|ing|ure)?\sto\b|\brefus(?:e|es|ed|ing|al)\sto\b|\bdeclin(?:e|es|ed|ing)\sto\b"
    r"|\bden(?:y|ies|ied|ying)\b"
    r"|\brul(?:e|es|ed|ing)\sout\b|\bunable\sto\b|\b(?:has|have|had|is|are)\syet\sto\b"
    r"|\brather\sthan\b|\binstead\sof\b"
    r"|不(?!仅|但|断|过|久|同|少|只|如|管|论|料|妨|超过|低于|高于|得低于|得少于|得高于|得超过|足|到|得不|光|单|可或缺|可避免|动产|锈钢|一)|没有|没(?=能|人|再|法|被)|未(?!来|婚|必|知数)"
    r"|无(?=法|人(?![机值驾售车船艇])|一|需|须|权|意|任何|证据|罪|关|缘|利益|利害|明显|显著|异议|影响|变化|差异|资格|必要)|毫无|并非|绝非|而非|拒绝|否认|排除了?",
)
_CANCELS = re.compile(
    r"(?:\bnot|n['’]t|\bnever|\bcannot)\s(?:been\s|be\s|yet\s)?(?:rul(?:e|ed)\sout|den(?:y|ied)"
    r"|fail(?:ed)?\sto|refus(?:e|ed)\sto)"
    r"|(?:没有|并未|未|不)(?:否认|拒绝|排除)|不得不|不能不|无不",
)
_SOFT = re.compile(
    r"\bwithout\b|\black(?:s|ed|ing)?\b|\bun[a-z]{3,14}ed\b|\bhardly\b|\bscarcely\b|\bbarely\b"
    r"|\brarely\b|\babsen(?:t|ce)\b|\bfree of\b"
    r"|\brefus|\bdeclin|\breject|\bcancel|\bban(?:s|ned)?\b|\bprohibit|\bdropped\b|\babandon"
    r"|\bimpossible\b|\bexclud|\bexempt|\bscrapp?ed\b|\bwithdr[ae]w|\bunchanged\b"
    r"|缺乏|缺少|鲜有|很少|禁止|取消|放弃|撤回|豁免|免于|难以|避免|否决|驳回|无罪|零(?!售|件|部件)|停",
    re.IGNORECASE,
)
_POSSIBLE = re.compile(
    r"\b(?:may(?!\snot\b)|might|could(?!\snot\b)|possibly|perhaps|potentially|considering|consider(?:s|ed)?|weigh(?:s|ed"
    r"|ing)|suspected|alleged(?:ly)?)\b"
    r"|可能|或许|也许|考虑|拟议|涉嫌|有望|疑似"
)
_PLANNED = re.compile(
    r"\b(?:will|would|plans?|planned|planning|intends?|aims?|expect(?:s|ed)?|set to|"
    r"(?:is|are|was|were) (?:due |now )?to|scheduled"
    r"|hopes?|pledged?|promised?|targets?|by 20\d\d)\b"
    r"|将|计划|打算|拟|预计|目标|承诺|定于|准备|希望"
)
_AMOUNTS = "more or less"
_FROM_TO = re.compile(
    r"\bfrom\s[$€£]?(?P<a>\d[\d,]{0,12}(?:\.\d{1,4})?)[\w%°$€£ ]{0,24}?\sto\s(?:less than\s"
    r"|about\s)?[$€£]?(?P<b>\d[\d,]{0,12}(?:\.\d{1,4})?)"
    r"|[由从](?P<c>\d[\d,]{0,12}(?:\.\d{1,4})?)[^\d，。；]{0,8}?[为至到](?P<d>\d[\d,]{0,12}(?:\.\d{1,4})?)(?!年|月|日)"
)
_AXES: tuple[tuple[str, str, str], ...] = (
    (
        _AMOUNTS,
        r"\b(?:ris(?:e|es|en|ing)|rose|increas\w*|gr[eo]w(?:s|n|ing|th)?|climb\w*|jump\w*"
        r"|surg(?:e[sd]?|ing)|gain(?:s|ed)|expand\w*|rais(?:e[sd]?|ing)|soar\w*|doubl\w+|tripl\w+"
        r"|higher|went up|go(?:es)? up|lengthen\w*|widen\w*)\b"
        r"|增加|增长|增至|增幅|上升|上涨|提高|扩大|升至|上调|攀升|飙升|翻番|翻了|延长|拓宽",
        r"\b(?:fall(?:s|en|ing)?|fell|declin(?:e[sd]?|ing)(?! to\b)|decreas\w*|drop(?:s|ped|ping)?"
        r"|shr[aiu]nk\w*|slump\w*|reduc\w+|lower(?:s|ed|ing)?|plung\w+|halv(?:e[sd]?|ing)|sank|slid"
        r"|cut(?:s|ting)?|down|shorten\w*|narrow(?:s|ed|ing))\b"
        r"|减少|减至|下降|下跌|降低|降至|缩减|下滑|回落|下调|削减|减半|跌至|缩小|缩短|收窄",
    ),
    (
        "for or against",
        r"\b(?:approv(?:e[sd]?|al|ing)|endors\w+|accept(?:s|ed|ing)?"
        r"|allow(?:s|ed|ing)? (?:her|his|the|its|their) (?:claim|appeal|complaint)"
        r"|grant(?:s|ed|ing)|authori[sz]\w+"
        r"|uph[eo]ld\w*|ratif\w+|agreed to)\b"
        r"|批准|获批|通过了|同意|维持|授权|采纳",
        r"\b(?:reject\w*|veto\w*|block(?:s|ed|ing)?|dismiss\w*|refus\w*|overturn\w*|quash\w*|struck down"
        r"|turned down|threw out|thrown out|oppos(?:e[sd]?|ing)|annul\w*|revok\w+)\b"
        r"|否决|驳回|反对|推翻|撤销|不予批准|回绝",
    ),
    (
        "allowed or banned",
        r"\b(?:allow(?:s|ed|ing)?|permit(?:s|ted|ting)?|legali[sz]\w+|lift(?:s|ed|ing))\b|允许|准许|获准|合法化|解除",
        r"\b(?:ban(?:s|ned|ning)?|prohibit\w*|outlaw\w*|forbid\w*|forbade|barr(?:ed|ing)|bars)\b"
        r"|禁止|取缔|严禁|不得|禁令",
    ),
    (
        "won or lost",
        r"\b(?:won|wins?|winning|victory|beat)\b|获胜|赢得|击败|夺冠|战胜|胜诉",
        r"\b(?:lost|los(?:e|es|ing)|defeat(?:ed)? by|beaten)\b|落败|失利|输给|负于|不敌|败诉",
    ),
    (
        "going or stopping",
        r"\b(?:open(?:s|ed|ing)?|reopen\w*|launch\w*|start(?:s|ed|ing)?|beg[aiu]n\w*|resum(?:e[sd]?"
        r"|ing)|continu(?:e[sd]?|ing))\b|开放|启用|启动|开始|开通|恢复|推出|重启|继续"
        r"|投入使用",
        r"\b(?:clos(?:e[sd]?|ing|ure)|shut\w*|halt\w*|suspend\w*|stop(?:s|ped|ping)?|cancel\w*"
        r"|scrapp?ed|abandon\w*|end(?:s|ed|ing))\b|关闭|停止|暂停|中止|终止|取消"
        r"|停运|叫停|放弃|关停|停产",
    ),
    ("guilty or not", r"\bguilty\b|\bconvict\w*|有罪|定罪", r"\bacquit\w*|\bcleared of\b|\binnocent\b|无罪"),
    (
        "better or worse",
        r"\bimprov\w+|\bbetter\b|\brecover(?:s|ed|ing)?\b|改善|好转|复苏|回暖",
        r"\bworsen\w*|\bdeteriorat\w+|\bworse\b|恶化|变差",
    ),
    (
        "most or least",
        r"\b(?:largest|highest|biggest|longest|tallest|fastest|oldest)\b|最大|最高|最多|最长|最快",
        r"\b(?:smallest|lowest|fewest|shortest|slowest|youngest)\b|最小|最低|最少|最短|最慢",
    ),
    (
        "safe or not",
        r"\bsafe(?:ly)?\b|安全(?!隐患|风险|局|部)",
        r"\bunsafe\b|\bdangerous\b|\bhazardous\b|不安全|危险|有害",
    ),
    ("success or failure", r"\bsuccess\w*|\bsucceed\w*|成功", r"\bfail(?:s|ed|ure|ures|ing)\b(?! to\b)|失败"),
    (
        "mandatory or free",
        r"\b(?:mandatory|compulsory|obligatory)\b|强制",
        r"\b(?:voluntary|optional)\b|自愿|可选",
    ),
    ("east or west", r"\beast(?:ern)?\b|东部|东侧", r"\bwest(?:ern)?\b|西部|西侧"),
    ("north or south", r"\bnorth(?:ern)?\b|北部|北侧", r"\bsouth(?:ern)?\b|南部|南侧"),
    ("up or down a river", r"\bupstream\b|上游", r"\bdownstream\b|下游"),
    ("town or country", r"\burban\b|\bcities\b|城市|城镇", r"\brural\b|\bcountryside\b|农村|乡村"),
    (
        "women or men",
        r"\b(?:women|girls?|female)\b(?!'s)|女性|女生|女孩",
        r"\b(?:men|boys?|male)\b(?!'s)|男性|男生|男孩",
    ),
    ("out or in", r"\bexport(?:s|ed)?\b|出口", r"\bimport(?:s|ed)?\b|进口"),
    (
        "above or below",
        r"\b(?:exceed\w*|above|over the limit)\b|超过|超标|高于",
        r"\b(?:below|under the limit|within the limit)\b|低于|未超",
    ),
    (
        "for it or against it",
        r"\bsupport(?:s|ed|ing)?\b|支持",
        r"\boppos(?:e[sd]?|ing)\b|\bcritici[sz]\w+|反对|批评",
    ),
    (
        "stronger or weaker",
        r"\bintensif\w+|\bstrengthen\w*|增强|加强|加剧",
        r"\bweaken\w*|\beas(?:e[sd]?|ing)\b|减弱|缓解",
    ),
    ("more or fewer than half", r"\bmajority\b|过半|多数", r"\bminority\b|少数"),
    (
        "public or private",
        r"\bpublic(?:ly)?[ -](?:owned|funded)\b|国有|公立",
        r"\bprivate(?:ly)?[ -](?:owned|funded)\b|私有|私立|民营",
    ),
)
_COMPILED = tuple((name, re.compile(up, re.I), re.compile(down, re.I)) for name, up, down in _AXES)
_REACH = 28
"""Characters before a direction in which a denial turns it round."""
_TURNS = re.compile(
    r"\b(?:reject|oppos|cancel|abandon|scrap|turned? down|turns down|call(?:s|ed)? off|drop(?:s"
    r"|ped)?|block|dismiss|veto|against|forb[ia]d)\w*"
    r"|否决|驳回|反对|取消|放弃|撤回|阻止|解除|暂停|停止"
)
"""Words that turn round the direction after them: to reject a ban is to allow."""
_CLAUSE = re.compile(
    r"[;:，；：、—]|,(?!\d)|\s[-–]\s|\bbut\b|\bwhile\b|\balthough\b|\bthough\b|\bwhereas\b"
    r"|但是?|然而|而(?!且|是|言|已|后|来)|虽然?"
)


@dataclass(frozen=True, slots=True)
class Polarity:
    """What a clause or sentence denies and which way it points."""

    denies: bool
    """True when its words deny plainly."""
    softly: bool
    """True when they come near it ("without", "lacks", "cancelled", "缺乏"), or deny a denial."""
    axes: tuple[tuple[str, frozenset[int]], ...]
    """Name of each pair of opposites met, with the sides (1, -1) that stand in the text."""
    modality: Modality


def polarity(text: str) -> Polarity:
    """Return the polarity of a clause or sentence."""
    cancelled = list(_CANCELS.finditer(text))
    cues = [
        cue
        for cue in _DENIES.finditer(text)
        if not any(c.start() <= cue.start() < c.end() for c in cancelled)
    ]
    turning = [*cues, *_TURNS.finditer(text)]
    axes = []
    for name, up, down in _COMPILED:
        sides = {
            side for pattern, side in ((up, 1), (down, -1)) for side in _sides(text, pattern, side, turning)
        }
        if name == _AMOUNTS:
            sides |= _moved(text)
        if sides:
            axes.append((name, frozenset(sides)))
    modality: Modality = "possible" if _POSSIBLE.search(text) else "planned" if _PLANNED.search(text) else ""
    softly = bool(cancelled or _SOFT.search(text) or _TURNS.search(text)) or any(
        -1 in sides for _, sides in axes
    )
    return Polarity(bool(cues), softly, tuple(axes), modality)


def denials(text: str) -> tuple[tuple[int, int], ...]:
    """Return the spans of the words that deny plainly, those that deny a denial left out."""
    cancelled = [match.span() for match in _CANCELS.finditer(text)]
    spans = (match.span() for match in _DENIES.finditer(text))
    return tuple(span for span in spans if not any(a <= span[0] < b for a, b in cancelled))


def clause_end(text: str, at: int) -> int:
    """Return where the clause that holds a position ends."""
    match = _CLAUSE.search(text, at)
    return match.start() if match else len(text)


def opposed(claim: Polarity, source: Polarity) -> str | None:
    """Return the pair of opposites on which two texts stand on different sides, or None."""
    theirs = dict(source.axes)
    for name, sides in claim.axes:
        if name in theirs and sides.isdisjoint(theirs[name]):
            return name
    return None


def clauses(text: str) -> tuple[tuple[int, int], ...]:
    """Return the spans of a sentence's clauses, in order; pieces under 8 characters join the one before."""
    cuts = [
        0,
        *(match.end() if len(match.group()) == 1 else match.start() for match in _CLAUSE.finditer(text)),
        len(text),
    ]
    spans: list[tuple[int, int]] = []
    for start, end in pairwise(cuts):
        if spans and (_short(text, start, end) or _short(text, *spans[-1])):
            spans[-1] = (spans[-1][0], end)
        elif end > start:
            spans.append((start, end))
    return tuple(spans)


def _short(text: str, start: int, end: int) -> bool:
    """Return whether a piece is too short for a clause; a Chinese character says as much as a word."""
    han = sum("\u4e00" <= char <= "\u9fff" for char in text[start : min(end, start + 12)])
    return end - start < (4 if han > 2 else 12)


def _moved(text: str) -> set[int]:
    """Return the direction of "from 30 to 45" and "由30元调整为45元"; two years are a span of time."""
    found = set()
    for match in _FROM_TO.finditer(text):
        low, high = (match["a"] or match["c"]).replace(",", ""), (match["b"] or match["d"]).replace(",", "")
        years = all(len(one) == 4 and one[:2] in ("18", "19", "20") for one in (low, high))
        if not years and float(low) != float(high):
            found.add(1 if float(high) > float(low) else -1)
    return found


def _sides(text: str, pattern: re.Pattern[str], side: int, cues: list[re.Match[str]]) -> set[int]:
    found = set()
    for match in pattern.finditer(text):
        denied = any(
            match.start() - _REACH <= cue.end() <= match.start()
            and not _CLAUSE.search(text, cue.end(), match.start())
            for cue in cues
        )
        found.add(-side if denied else side)
    return found
