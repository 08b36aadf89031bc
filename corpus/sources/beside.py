"""What stands around the text of an article: lines that belong to it, that shut it, or that say it is gone.

Taking the text out leaves much of a page away: menus and other pages, but also its headline, what stands
above the first sentence, captions, a correction below the last one, and the offer of a paywall. They are
told apart by where they stand, by how their elements are named, and by what they say.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from corpus.sources.page_text import title_words
from corpus.sources.phrases import Phrases
from corpus.sources.said import ends, said, turns_to_reader, weighed
from corpus.sources.shown import Line, Place, holding, key_of
from corpus.sources.wording import ACCOUNT, OTHER_PAGES

MOST_OWN = 40
"""Lines of an article's own that are kept beside its text;"""
MOST_BELOW = 60
"""those that stand below it;"""
LONGEST = 600
"""and characters of each."""
_LOOKED_AT = 300_000
"""Characters of a text in which lines are sought that are parts of a paragraph."""
_PART = 12
"""Letters from which a line is such a part."""
_ANCHOR = 50
"""Letters from which a line of the text is no button that stands on the page twice."""
_HEADLINE = 0.5
"""Share of a page's title that is in its headline."""
_BRIEF = 30
"""Letters: a shorter line above an article is a byline, a date or a button."""
_ENOUGH = 2
"""Words: fewer are a button."""
_OUTSIDE = re.compile(
    r"\b(?:nav|navbar|navigation|menu|breadcrumbs?|footer|site-?foot|comments?(?:-\w+)?|disqus|discussion"
    r"|kommentare?"
    r"|commentaires?|comentarios|pinglun|related(?:-\w+)?|recommend\w*|recirc\w*|more-(?:from|news"
    r"|stories|on)"
    r"|most-(?:read|popular|viewed)|popular|trending|latest|teasers?|outbrain|taboola|cookies?(?:-\w+)?"
    r"|consent(?:-\w+)?"
    r"|gdpr|contentinfo|cmp|banner-cookie|search|complementary-list)\b"
)
"""Names of parts of a page that belong to no article, nor shut it."""
_ADDED = re.compile(
    r"\b(?:ads?|adverts?|advertise\w+|advertisement|sponsor\w*|promos?|promotion|newsletter\w*|sign-?up"
    r"|social|shar(?:e|ing)"
    r"|follow|bio|author(?:-\w+)?|byline|meta|stats?|weather|ticker|tags?|topics|widget|sidebar|toolbar"
    r"|subscri\w*"
    r"|paywall|regwall|gate|offer|donat\w*|support|app|download|login|register|player|toc|dateline"
    r"|timestamp)\b"
)
"""Names of what pages put into an article."""
_LEAD = re.compile(
    r"\b(?:stand-?first|dek|deck|lede?|lead|sub-?(?:title|head(?:line|ing)?)|strap-?line|summary"
    r"|intro(?:duction)?"
    r"|abstract|key-?(?:points?|facts?)|highlights|takeaways|kernpunkte|vorspann|chap[oô]"
    r"|entradilla|bajada|copete|sommario|occhiello|zhaiyao|daoyu)\b"
)
"""Names of what stands above an article's first sentence."""
_CAPTION = re.compile(r"\bcaptions?\b|\bfigcaption\b|\bwp-caption-text\b|\bbildunterschrift\b")
_NOTED = re.compile(
    r"\b(?:correct(?:ed|ions?)|clarifications?|retract(?:ed|ions?)|errat(?:um|a)|corrigend(?:um|a)"
    r"|amend(?:ed|ments?)"
    r"|editors?-?notes?|update-?notes?|korrekturen?|korrektur|berichtigung|richtigstellung"
    r"|rectificati(?:f|on)s?"
    r"|correctifs?|errat[ao]s?|fe-de-erratas?|gengzheng|kanwu|zhengwu)\b"
)
"""Names of a note on what was wrong."""
_NOTE = Phrases(
    r"^\W*(?:(?:correction|clarification|retraction|erratum|corrigendum|amendment|editor['’]?s?['’]? notes?"
    r"|note (?:to readers|from the editors?)|berichtigung|korrektur|richtigstellung"
    r"|anmerkung(?:en)? der redaktion"
    r"|anm\. d\. red|hinweis der redaktion|rectificatif|correctif|erratum|précision|note de la rédaction|ndlr"
    r"|corrección|rectificación|fe de erratas?|aclaración|nota de(?: la)? (?:redacción|editor)"
    r"|nota del editor"
    r"|correção|errata|nota da redação|rettifica|errata corrige|nota della redazione|rectificatie"
    r"|correctie)\b"
    r"|(?:更正|勘误|勘誤|订正|訂正|纠错|糾錯|澄清|撤稿|编者按|編者按|编者注|編者注|编辑注))"
    r"|\b(?:this|the) (?:article|story|post|page|report|piece|headline)(?: \w{1,12}){0,3} (?:was|has been|is)"
    r" (?:\w{1,12} )?(?:amended|corrected|updated|changed|edited|retracted|withdrawn|clarified|revised"
    r"|removed)\b"
    r"|\b(?:an? |the )?(?:earlier|previous|original|first) (?:version|edition) of (?:this|the|our)\b"
    r"|\b(?:retracted|withdrawn) (?:this|the) (?:article|story|report|paper)\b"
    r"|\bin einer (?:früheren|ersten|vorherigen) (?:fassung|version)\b|\b(?:dieser|der) (?:artikel"
    r"|beitrag|text) wurde"
    r" (?:\w{1,14} ){0,4}(?:korrigiert|berichtigt|geändert|aktualisiert|ergänzt|zurückgezogen)"
    r"|\bune (?:première )?version (?:antérieure|précédente|initiale)\b|\bcet article a été (?:modifié"
    r"|corrigé|rectifié"
    r"|mis à jour|retiré)\b"
    r"|\buna versión (?:anterior|previa)\b|\b(?:este|el) artículo (?:ha sido|fue) (?:corregido|modificado"
    r"|actualizado"
    r"|retirado)"
    r"|(?:本文|此文|该文|該文)[^。]{0,12}(?:此前|早前|原文|误|誤|更正|修改|修订|撤)|特此更正|现予更正"
    r"|現予更正"
)
"""What a note says that tells what was wrong, or what was changed."""
_NOTICE = re.compile(
    r"\b(?:alert(?:-\w+)?|notices?(?:-\w+)?|banners?|messages?|msg|notifications?|warning|status"
    r"|unavailable|expired|removed"
    r"|error|archiv\w+-note|note|hinweis|avis|aviso|tishi)\b"
)
"""Names of what tells the reader something about the page."""
_SITE = re.compile(r" [|–—·-] |_")
"""What stands between a page's title and its site's name."""
_PLAIN = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "p", "span", "a", "b", "strong", "em", "i"})
_ARTICLE = re.compile(r"(?:^| )(?:(?:news|single|full)-?)?(?:article|post|story|entry)(?:$| )")
"""Names of the element that holds one article, headline and all."""
_LISTED = frozenset({"li", "dd", "dt", "article"})
_PARTS = frozenset({"nav", "footer"})


@dataclass(frozen=True, slots=True)
class Beside:
    """Lines around an article's text."""

    own: tuple[str, ...] | None = None
    """Its headline first, then what stands above it, captions and notes on what was wrong, in their order;
    None where the text is not found on the page."""
    below: tuple[str, ...] = ()
    """What else stands below its last sentence, or in place of the rest of it."""
    notices: tuple[str, ...] = ()
    """What the page tells its reader in an element made for that."""


def beside(lines: Sequence[Line], text: str, title: str | None) -> Beside:
    """Return what a page shows around its text.

    Args:
        lines: What the page shows.
        text: The text that was taken out.
        title: The page's title.
    """
    seen = _seen(lines, text)
    if seen is None:
        return Beside(notices=tuple(_cut(_notices(_Seen(lines, frozenset(), frozenset(), 0, 0))))[:MOST_OWN])
    return Beside(
        tuple(dict.fromkeys(_cut(_own(seen, _headline(seen, title), title))))[:MOST_OWN],
        tuple(_cut(one.text for one in _below(seen)))[:MOST_BELOW],
        tuple(_cut(_notices(seen)))[:MOST_OWN],
    )


def _seen(lines: Sequence[Line], text: str) -> _Seen | None:
    """Return where a text stands on its page; None where it is not found."""
    taken = _taken(lines, text)
    told = [at for at in sorted(taken) if weighed(lines[at].key) >= _ANCHOR]
    if not told:
        return None
    around = holding(lines[told[0]].place, lines[told[-1]].place)
    # Some of a list of other pages may have been taken for text.
    apart = _Seen(lines, taken, around, told[0], told[-1])
    told = [at for at in told if not apart.outside(lines[at])] or told
    return _Seen(lines, taken, holding(lines[told[0]].place, lines[told[-1]].place), told[0], told[-1])


@dataclass(frozen=True, slots=True)
class _Seen:
    """A page and where its text stands on it."""

    lines: Sequence[Line]
    taken: frozenset[int]
    around: frozenset[Place]
    """The elements that hold all of the text: their names are the page's, and say nothing of one part."""
    first: int
    last: int

    known: dict[tuple[Place, re.Pattern[str]], bool] = field(default_factory=dict)
    """What was asked of an element before: the lines of a page share most of those that they stand in."""

    def named(self, line: Line, names: re.Pattern[str]) -> bool:
        """Tell whether an element is named so that holds a line, and not all of the text."""
        answer, path = False, []
        for one in line.place.upward():
            if one in self.around:
                break
            path.append(one)
            if (one, names) in self.known:
                answer = self.known[one, names]
                break
            if names.search(one.marks) or (names is _OUTSIDE and one.tag in _PARTS):
                answer = True
                break
        self.known.update(((one, names), answer) for one in path)
        return answer

    def outside(self, line: Line) -> bool:
        """Tell whether a line stands in a part of the page that has nothing to do with the text."""
        return self.named(line, _OUTSIDE)

    def listed(self, line: Line) -> bool:
        """Tell whether a line stands in a list, or in another article."""
        return any(one.tag in _LISTED for one in line.place.upward() if one not in self.around)


def _taken(lines: Sequence[Line], text: str) -> frozenset[int]:
    """Return which lines are in the text."""
    keys = {key_of(line) for line in text.split("\n")}
    whole = key_of(text[:_LOOKED_AT])
    return frozenset(
        at for at, one in enumerate(lines) if one.key in keys or (len(one.key) >= _PART and one.key in whole)
    )


def _cut(lines: Iterable[str]) -> Iterator[str]:
    return (line[:LONGEST] for line in lines)


def _headline(seen: _Seen, title: str | None) -> int | None:
    """Return the article's headline: the first heading of the highest kind that has much of the title."""
    wanted = title_words(title or "")
    for level in ("h1", "h2", "h3"):
        for at, one in enumerate(seen.lines[: seen.last + 1]):
            if all(place.tag != level for place in one.place.upward()) or seen.outside(one):
                continue
            words = title_words(one.text)
            if words and len(words & wanted) >= _HEADLINE * min(len(words), len(wanted)) > 0:
                return at
    return None


def _own(seen: _Seen, head: int | None, title: str | None) -> Iterator[str]:
    """Yield the article's own lines that the text may lack."""
    if head is not None:
        yield seen.lines[head].text
    elif title:
        yield max(_SITE.split(title), key=len)
    home = _home(seen, head)
    rest = frozenset(id(one) for one in _below(seen) if _is_rest(seen, one, home))
    for at, one in enumerate(seen.lines):
        if at == head or seen.outside(one):
            continue
        above = head is not None and head < at < seen.first
        noted = at not in seen.taken and (seen.named(one, _NOTED) or _NOTE.search(one.text)) and _says(one)
        row = at not in seen.taken and _is_row(seen, one, home)
        within = noted or row or id(one) in rest or _is_caption(seen, one)
        if within or (above and _is_lead(seen, one)):
            # What is defined is a row with its name; another form would make a sentence of it.
            yield f"- {one.text}" if row and one.place.tag in ("dt", "dd") else one.text


def _home(seen: _Seen, head: int | None) -> Place | None:
    """Return the element that holds headline and text; None where the whole page does."""
    if head is None:
        return None
    both = next((one for one in seen.lines[head].place.upward() if one in seen.around), None)
    return both if both is not None and both.within is not None and both.tag != "body" else None


def _is_row(seen: _Seen, line: Line, home: Place | None) -> bool:
    """Tell whether a line is a row of one of the article's tables or lists of facts."""
    places = list(line.place.upward())
    tags = [one.tag for one in places if one not in seen.around]
    inside = home is not None and home in places
    return (
        inside and ("table" in tags or "dl" in tags) and "aside" not in tags and not seen.named(line, _ADDED)
    )


def _is_rest(seen: _Seen, line: Line, home: Place | None) -> bool:
    """Tell whether a line below the text is a sentence of the article: many end in an element of its own."""
    if home is None or not (home.tag == "article" or _ARTICLE.search(home.marks)):
        return False
    places = list(line.place.upward())
    tags = {one.tag for one in places}
    told = weighed(line.text) >= _BRIEF and ends(line.text) and not said(ACCOUNT, line.text)
    stands = home in places and not {"a", "aside", "form"} & tags and not seen.named(line, _ADDED)
    return told and stands and not turns_to_reader(line.text)


def _is_caption(seen: _Seen, line: Line) -> bool:
    return not seen.named(line, _ADDED) and any(
        one.tag == "figcaption" or _CAPTION.search(one.marks) for one in line.place.upward()
    )


def _is_lead(seen: _Seen, line: Line) -> bool:
    """Tell whether a line between headline and text belongs to the article."""
    if seen.named(line, _LEAD):
        return _says(line)
    return weighed(line.text) >= _BRIEF and ends(line.text) and not seen.named(line, _ADDED)


def _says(line: Line) -> bool:
    return len(title_words(line.text)) >= _ENOUGH


def _below(seen: _Seen) -> Iterator[Line]:
    """Yield what stands below the text; not what stands under the heading of a list of other pages."""
    listed: Place | None = None
    for one in seen.lines[seen.last + 1 :]:
        parents = [place for place in one.place.upward() if place.tag not in _PLAIN]
        if OTHER_PAGES.search(one.text):
            listed = parents[0] if parents else None
        # Where the list has no element of its own, its entries are that element's own paragraphs.
        under = listed in (parents[:1] if listed in seen.around else parents)
        if not (listed and under) and not seen.outside(one) and not seen.listed(one):
            yield one


def _notices(seen: _Seen) -> Iterator[str]:
    for one in seen.lines:
        if not seen.outside(one) and seen.named(one, _NOTICE):
            yield one.text
