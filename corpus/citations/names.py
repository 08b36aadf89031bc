"""Whether some words are a person's name, an organisation's, or neither."""

from __future__ import annotations

import re
from functools import lru_cache

from corpus.citations.vocabulary import ORGANISATION_WORDS, word_set

_PARTICLES = word_set("van von der den de del della di da dos du la le el al bin ibn ter ten y e und")
_TITLES = re.compile(r"^(?:Dr|Prof|Mr|Mrs|Ms|Sir|Dame|Gen|Lt|Col|Sen|Rep|Hon)\.?\s+", re.IGNORECASE)
_TOKEN = re.compile(r"(?:[A-ZÀ-ÞĀ-ŽА-ЯЁ]\.?-?){1,3}$|[A-ZÀ-ÞĀ-ŽА-ЯЁ][\w’'-]+\.?$|Mc[A-Z]\w+$|O’\w+$")
_SMALL = word_set("of the for and on in to s de la du des für der del do da")
_ROLES = re.compile(r",?\s*\(?\b(?:eds?|trans|hg|hrsg|dir|coord|org)\b\.?\)?\s*$", re.IGNORECASE)
_JOIN = re.compile(r"\s*(?:,\s*(?:and|&|und|et|y|и)\s|\s(?:and|&|und|et|y|и|with)\s|、)\s*")
_HAN_NAME = re.compile(r"[一-鿿·]{2,12}(?:[、，]\s?[一-鿿·]{2,8})*(?:等)?$")

_HAN_ORGANISATION = re.compile(
    r"(?:公司|集团|集團|组织|組織|基金|观察|觀察|新闻|新聞|通讯|通訊|杂志|雜誌|周刊|中心|机构|機構|论坛|論壇|平台|电视|電視|在线"
    r"|[部委局厅廳署院所会會社报報网網台校学學行府盟党黨军軍队隊司處处办辦室馆館国國团團站])$"
)
_HAN_DOCUMENT = re.compile(
    r"(?:报告|報告|条例|條例|办法|辦法|章程|合同|协议|協議|汇编|彙編|名册|名冊|记录|記錄|笔记|筆記|日记|日記|手稿|档案|檔案|年鉴|年鑑"
    r"|年表|公告|通知|清单|清單|问卷|問卷|判决书|判決書|决定书|決定書)$"
    r"|第[一二三四五六七八九十百零〇\d]+[册冊卷条條章节節期号號款项項案]"
)
_HAN_PROSE = re.compile(
    "感[谢謝]|[来來]自|[作笔筆译譯编編]者|原文|下同|(?:^|[从從])略$|不[详詳]|[没沒]有|自[译譯制製绘繪]|供[职職]|任[职職]"
    "|[的是此这這]|(?<=.)曾|(?<![时時高和])尚|(?<!自)由|(?<![数數证證])[据據]|未(?![来來])|[对對](?![外华華])"
)
"""What stands in sentences and not in the names of persons and organisations."""


def is_person(text: str) -> bool:
    """Return whether the words have the shape of one person's name ("Samm Sacks", "V. I. Ulyanov")."""
    words = _TITLES.sub("", _ROLES.sub("", text.strip())).split()
    if not 2 <= len(words) <= 5 or any(any(char.isdigit() for char in word) for word in words):
        return False
    if any(word.lower().strip(".,") in ORGANISATION_WORDS for word in words):
        return False
    capitals = [word for word in words if _TOKEN.match(word)]
    return len(capitals) >= 2 and all(word in capitals or word.lower() in _PARTICLES for word in words)


def is_people(text: str) -> bool:
    """Return whether the words are one or more persons' names, "et al." allowed."""
    bare = re.sub(r",?\s+(?:et al\.?|and others|u\.\s?a\.)$", "", _ROLES.sub("", text.strip()))
    parts = [part for part in _JOIN.split(bare) if part]
    if len(parts) == 1 and bare != text.strip() and re.fullmatch(r"[A-ZÀ-Þ][\w’'-]+", bare):
        return True
    return bool(parts) and all(is_person(part) for part in parts)


def is_organisation(text: str) -> bool:
    """Return whether the words look like an organisation: one of its words, or an acronym."""
    words = re.findall(r"[^\W\d_]+", text)
    if not all(word[0].isupper() or word in _SMALL for word in words):
        return False
    return any(word.lower() in ORGANISATION_WORDS for word in words) or bool(
        re.fullmatch(r"[A-Z]{2,8}(?:-[A-Z]+)?", text.strip())
    )


def is_han_name(text: str) -> bool:
    """Return whether the words could be Chinese authors' names."""
    return _HAN_NAME.fullmatch(text.strip()) is not None


def is_han_source(text: str) -> bool:
    """Return whether Chinese words that stand alone name a person, an organisation or a document.

    A sentence has neither spaces nor capitals to tell it by. Names of persons are short
    or have a dot within; longer names end as those of organisations and documents do.
    """
    if _HAN_PROSE.search(text):
        return False
    first = re.split("[，,、]", text)[0]
    return (
        len(text) <= 4
        or "·" in text
        or any(form.search(part) for form in (_HAN_ORGANISATION, _HAN_DOCUMENT) for part in (first, text))
    )


@lru_cache(maxsize=16_384)
def surnames(author: str) -> tuple[str, ...]:
    """Return the words by which short forms call an author: surnames, or the whole name.

    "Heidi Swart" gives Swart; "Swart, Heidi" gives Swart; "Freedom House" gives
    Freedom House.
    """
    found: list[str] = []
    named = re.sub(r",?\s+et al\.?$", "", _ROLES.sub("", author))
    for part in re.split(r"\s*(?:[;/]|\s(?:and|&|und|et|y|и)\s)\s*", named):
        name = part.strip(" .,")
        inverted = re.match(r"([^\s,]+(?:\s[^\s,]+)?),\s+[A-ZÀ-ÞА-Я]", name)
        if inverted and not is_person(name.split(",")[0]):
            found.append(inverted.group(1))
            continue
        for person in re.split(r",\s*", name):
            if is_person(person):
                found.append(_surname(person))
    together = [" ".join(found)] if len(found) > 1 else []
    return (*found, *together, author.strip())


def _surname(person: str) -> str:
    words = person.split()
    at = len(words) - 1
    if re.fullmatch(r"(?:Jr|Sr|II|III)\.?", words[at]) and at > 1:
        at -= 1
    while at > 1 and words[at - 1].lower() in _PARTICLES:
        at -= 1
    return " ".join(words[at:])
