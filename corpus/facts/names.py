"""Names in English and Chinese text.

Latin names are runs of capitalised words; Chinese ones come from the gazetteer, from
titles in brackets, from foreign names with their middle dot, and from what an ending
tells (…公司, …大学) or a surname before a verb of saying does. It is a reading by rules:
what it misses is not compared, so it decides nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.facts.gazetteer import gazetteer
from corpus.facts.model import Name
from corpus.letters import without_possessive
from corpus.words import word_set

_PART = r"[A-Z](?:\w|['’](?!s\b)(?=\w)){0,30}"
_WORD = rf"(?:{_PART}(?:-\w{{1,30}}){{0,3}}|[A-Z]\.|(?:al|el)-[A-Z]\w{{1,30}})"
_JOIN = r"(?:\s|\s(?:of|of\sthe|for|de|da|do|la|van|von|der|den|bin|al|&)\s)"
_RUN = re.compile(rf"(?<![\w'’])(?:{_WORD})(?:{_JOIN}{_WORD}){{0,7}}")
_CAPITALS = re.compile(r"(?<![\w.-])[A-Z]{4,20}(?:\s[A-Z]{4,20})?(?![\w-])")
_DATELINE = re.compile(r"(?:,\s(?:[A-Z][a-z]{2,8}\.?\s)?[\d\ufffc]|\s\(|\s[-–—]\s)")
"""What follows a place in capitals where a story was written, which tells nothing; dates are blotted out."""
_LINK = re.compile(r"(?P<before>\w+)(?P<link>\s(?:of|for)(?:\sthe)?\s)")
_SOUNDS = frozenset(
    "阿埃艾爱安奥巴白班邦保鲍贝本比彼别宾波伯博布查达戴黛丹德登迪蒂蒙东杜顿多厄恩尔法凡范菲费芬佛弗福盖冈高戈格根贡古瓜圭果哈海汉豪赫亨洪胡华怀惠霍基吉季加贾简"
    "杰金京久卡凯坎康考柯科克肯库夸奎昆拉莱兰朗劳勒雷黎李里理利丽莉莲连良列林琳龙隆娄卢鲁路露伦罗洛吕马玛迈麦曼梅门蒙孟米密缅明缪摩莫墨默姆木穆纳娜乃奈南内嫩能尼妮聂"
    "年宁纽农努诺欧帕潘庞佩彭皮平珀蒲普奇齐恰乔切钦琼丘屈让热仁日荣茹瑞若撒萨塞赛桑瑟森沙莎珊山尚绍舍申圣胜施石史舒树斯丝思松苏孙索所塔泰坦唐汤陶特滕提田铁廷通图土托"
    "瓦娃万旺威韦维卫魏温文翁沃乌武伍西希锡席夏香肖谢辛欣兴幸休修许雪逊雅亚娅延扬杨耶叶伊依易因英永尤于约云宰赞早泽曾扎詹张章珍芝治朱祖佐兹"
)
_NOT_NAMES = word_set(
    "The A An In On At By For From Of To With Without And Or But If When While After Before Since As It "
    "Its This That These Those He She They We You I His Her Their Our My Who What Which Where Why How "
    "There Here Not No Nor Only Also Both Each Every All Some Any Most More Many Much Few Several Other "
    "Another Such One Two Three Four Five Six Seven Eight Nine Ten Eleven Twelve Dozens Hundreds "
    "Thousands Millions Half Nearly About Almost Around Over Under Up Down Out Off Between Among During "
    "Through Until Despite Although Though Because However Meanwhile Moreover Then Thus So Yet Still "
    "Even Just Now Today Yesterday Tomorrow Last Next First Second Third Finally According Instead "
    "Under Unlike Like Once Never Neither Either Nothing Nobody None Is Are Was Were Be Been Has Have "
    "Had Do Does Did Will Would Can Could May Might Must Shall Should Let New Old Mr Mrs Ms Dr Prof Sir "
    "Lady Lord President Minister Professor Doctor Chief Director Judge Justice Mayor Governor Senator "
    "Chairman Chairwoman Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February "
    "March April June July August September October November December Roughly Overall Officials Critics "
    "Experts Researchers Scientists Police Residents Workers Farmers Doctors Patients Students Teachers "
    "Investigators Prosecutors Lawyers Analysts Engineers Inspectors Shares Sales Prices Production "
    "Output Results Passengers Visitors Customers Users Members Local Public Private National Total "
    "Annual Average Approximately Construction Work Plans Data Figures Evidence Research Studies "
    "Throughout Within Against Across Along Beyond Besides Following Given Based Compared Asked People "
    "Women Men Children Parents Drivers Families Authorities Government Companies Schools Hospitals "
    "Trials Tests"
)
_GENERIC = word_set(
    "ministry minister bank university institute hospital court council committee commission agency "
    "company corporation group limited ltd inc plc co department office bureau school college centre "
    "center museum national international central royal federal state city county district province "
    "region river lake mount north south east west northern southern eastern western upper lower "
    "supreme high the of and for de la airport port station bridge authority association society "
    "foundation fund board party union club league team act law court report project programme program "
    "street road park island islands valley bay sea ocean health education finance energy transport "
    "environment agriculture trade defence defense justice water president director professor dr mr mrs "
    "ms sir"
)
"""Words of names that tell one name from another only together with others."""
_TITLED_BEFORE = re.compile(
    r"\b(?:president|minister|secretary|director|manager|executive|officer|chairman|chairwoman"
    r"|chair|head|professor|prof\.?|dr\.?"
    r"|mr\.?|mrs\.?|ms\.?|judge|justice|mayor|governor|senator|coach|captain|author|founder|lawyer"
    r"|engineer|spokesman|spokeswoman"
    r"|leader|ambassador|commissioner|researcher|cardiologist|analyst|economist|biologist|player"
    r"|striker|goalkeeper|artist|owner)[,:]?\s$",
    re.IGNORECASE,
)
_SPEAKS = re.compile(
    r",?\s(?:said|says|told|wrote|warned|argued|added|called|admitted|explained|promised"
    r"|apologi[sz]ed|stressed|denied)\b"
)
_PINYIN = re.compile(
    r"(?:(?:[zcs]h|[bpmfdtnlgkhjqxrzcsyw])?(?:[iu]?ang|eng|[i]?ong|ing|[iuy]?an|en|in|un|[iu]?ai"
    r"|iao|ao|ei|ou|ui|iu|uo|ue|ie|ia|ua|[aoeiuv])){1,4}",
    re.IGNORECASE,
)
_DOTTED = re.compile(r"[\u4e00-\u9fff]{1,8}(?:[·•・][\u4e00-\u9fff]{1,8}){1,3}")
_TITLED = re.compile(r"《([^《》\n]{1,60})》")
_QUOTED = re.compile(r"“([\u4e00-\u9fff]{2,8})”")
"""What stands in quotation marks and is short names something: a brand, a ship, a platform."""
_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9&.-]{1,40}(?:\s[A-Z][A-Za-z0-9&.-]{1,40}){0,4}")
_ENDING = (
    "公司|集团|银行|大学|学院|医院|法院|研究所|研究院|委员会|基金会|协会|联盟|出版社|博物馆|图书馆|机场|中心|俱乐部|水库|大桥|"
    "监管局|管理局|卫生部|财政部|教育部|能源部|交通部|环境部|农业部|国防部|外交部|司法部|总局|电厂|工厂|港|湖|河|岛|山|县|(?<!节)省|市|镇"
)
_HAN_BODY = re.compile(rf"(?P<stem>[\u4e00-\u9fff]{{2,8}}?)(?P<ending>{_ENDING})")
_LEFT = re.compile(
    r".*(?:[的了在而占与和向由对从被把将为是于及或据到给让等以其该这那各每某本至说称]|根据|位于|来自|宣布|表示)",
    re.DOTALL,
)
_QUANTIFIED = re.compile(
    r"所有|全部|多数|部分|各|每|[\d一二三四五六七八九十百千万两几多]+[个家所座条]?|前|后|本|该"
)
"""Before an ending: counts what the ending names, and names nothing ("所有县")."""
SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡余杜叶程苏魏"
    "吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万"
    "钱严覃武戴莫孔向汤"
)
_SAYS = (
    "说|表示|称|指出|认为|介绍|透露|担任|强调|解释|警告|宣布|补充|告诉|承认|否认|"
    "呼吁|教授|博士|先生|女士|医生|律师|法官|在|于|带领|率领|领导|将|被|获|"
    "当选|出任|辞"
)
_PERSON = re.compile(rf"(?P<name>[{SURNAMES}][\u4e00-\u9fff]{{1,2}}?)(?={_SAYS}|[，。、；])")
_TITLE = re.compile(r"[\u4e00-\u9fff](?:[长官员家师授士理席裁工手练任记者人]|总统|首相)$")


def find_names(text: str) -> tuple[Name, ...]:
    """Return the names in a text, in order; where two readings overlap, the gazetteer's comes first."""
    taken = bytearray(len(text))
    found: list[Name] = []
    for finder in (_known, _chinese, _latin):
        for name in finder(text):
            if not any(taken[name.start : name.end]):
                taken[name.start : name.end] = b"\x01" * (name.end - name.start)
                found.append(name)
    return tuple(sorted(found, key=lambda one: one.start))


def distinctive(name: str) -> tuple[str, ...]:
    """Return a Latin name's words that tell it from others, lower case; all of them when none does."""
    words = [word.lower() for word in re.findall(r"[^\W_]+(?:['’-][^\W_]+)*", name)]
    words = [without_possessive(word) for word in words]
    kept = tuple(word for word in words if word not in _GENERIC and len(word) > 1)
    return kept or tuple(words)


def pinyin(name: str) -> bool:
    """Return whether a person's name is Chinese: written in Chinese without dots, or spelled in Pinyin."""
    if not name.isascii():
        return not re.search(r"[·•・]", name)
    return all(_PINYIN.fullmatch(word) for word in name.split())


def is_generic(word: str) -> bool:
    """Return whether a word of a name tells nothing by itself ("Ministry", "North")."""
    return word.lower() in _GENERIC


def _known(text: str) -> Iterator[Name]:
    known = gazetteer()
    for match in _CAPITALS.finditer(text):  # "NAIROBI, 18 May": datelines are written so
        entry = known.english.get(match.group().lower())
        if entry:
            yield Name(match.group(), match.start(), match.end(), entry.key, entry.kind)
    for match in known.english_pattern.finditer(text):
        entry = known.english[match.group().lower()]
        # "Bank of China", "Kenya Airways": part of a longer name, which is read as a whole.
        if not _part_of_longer(text, match.start(), match.end()):
            yield Name(match.group(), match.start(), match.end(), entry.key, entry.kind)
    for match in known.chinese_pattern.finditer(text):
        entry = known.chinese[match.group()]
        yield Name(match.group(), match.start(), match.end(), entry.key, entry.kind)


def _part_of_longer(text: str, start: int, end: int) -> bool:
    after = re.match(r"\s[A-Z][a-z]", text[end : end + 3])
    before = re.search(r"([A-Z]\w{1,30})\s(?:of\s(?:the\s)?)?$", text[max(0, start - 36) : start])
    longer = bool(after) or (before is not None and before[1] not in _NOT_NAMES)
    return longer and not text[start:end].endswith(("n", "sh", "ch", "ese", "i"))


def _latin(text: str) -> Iterator[Name]:
    for match in _RUN.finditer(text):
        opens = _opens_sentence(text, match.start())
        start, words = match.start(), match.group()
        while True:  # "The Ministry …", "In Kenya …": the opening word is no part of the name
            first = re.match(r"[\w'’-]+\.?", words)
            if first is None or first.group().rstrip(".") not in _NOT_NAMES:
                break
            rest = re.match(r"(?:\s|of\b|the\b|for\b|and\b)+", words[first.end() :])
            cut = first.end() + (rest.end() if rest else 0)
            start, words, opens = start + cut, words[cut:], False
            if not words:
                break
        plain = re.sub(r"(?:['’]s?|-(?:based|owned|made|born|led|run|backed|funded))$", "", words)
        if len(plain) > 1 and any(char.isalpha() for char in plain):
            alone = opens and " " not in plain and plain[1:].islower()
            alone = alone or (opens and plain.isupper() and bool(_DATELINE.match(text, start + len(plain))))
            for low, high in _apart(plain):
                person = _is_person(text, start + low, start + high, plain[low:high])
                yield Name(
                    plain[low:high], start + low, start + high, kind="person" if person else "", weak=alone
                )


def _is_person(text: str, start: int, end: int, name: str) -> bool:
    """Return whether the words around a name of two or three words make it a person's."""
    words = name.split()
    if not 2 <= len(words) <= 3 or any(is_generic(word) for word in words):
        return False
    before, after = text[max(0, start - 24) : start], text[end : end + 24]
    return bool(_TITLED_BEFORE.search(before) or _SPEAKS.match(after)) or all(map(_PINYIN.fullmatch, words))


def _apart(name: str) -> Iterator[tuple[int, int]]:
    """Cut "Li Wei of Northwind" in two; "Ministry of Health" and "University of Turin" stay whole."""
    low = 0
    for match in _LINK.finditer(name):
        if not is_generic(match["before"]):
            yield low, match.start("link")
            low = match.end()
    yield low, len(name)


def _opens_sentence(text: str, at: int) -> bool:
    before = text[max(0, at - 4) : at].rstrip(" \"“'‘(")
    return not before or before[-1] in ".!?:\n。！？"


def _chinese(text: str) -> Iterator[Name]:
    yield from _dotted(text)
    for match in _TITLED.finditer(text):
        yield Name(match[1], match.start(1), match.end(1), kind="title")
    for match in _QUOTED.finditer(text):
        yield Name(match[1], match.start(1), match.end(1), kind="quoted")
    for match in _HAN_BODY.finditer(text):
        stem = match["stem"]
        kept = stem[_cut(stem) :]
        if len(kept) >= 2 and not _QUANTIFIED.match(kept):
            yield Name(
                kept + match["ending"], match.end() - len(kept + match["ending"]), match.end(), kind="body"
            )
    for match in _PERSON.finditer(text):
        if (
            match.start() == 0
            or not (_is_han(text[match.start() - 1]) or text[match.start() - 1].isdigit())
            or _TITLE.search(text[: match.start()][-8:])
        ):
            yield Name(match["name"], match.start(), match.end("name"), kind="person")


def _dotted(text: str) -> Iterator[Name]:
    """Find foreign persons' names: parts joined by dots, as far as sounds go on."""
    for match in _DOTTED.finditer(text):
        start, end = match.span()
        dots = [at for at in range(start, end) if text[at] in "·•・"]
        first, last = dots[0], dots[-1]
        while first > start and text[first - 1] in _SOUNDS:
            first -= 1
        while last + 1 < end and text[last + 1] in _SOUNDS:
            last += 1
        if first < dots[0] and last > dots[-1]:
            yield Name(text[first : last + 1], first, last + 1, kind="person")


def _cut(stem: str) -> int:
    """Return how much of a Chinese run before a name's ending belongs to the sentence, not the name."""
    left = _LEFT.match(stem)
    return left.end() if left else 0


def _is_han(char: str) -> bool:
    return "\u4e00" <= char <= "\u9fff"
