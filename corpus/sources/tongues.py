"""Words that stand in any text of a language, and what they tell: its language, and nothing of its subject.

A title is too short for `corpus.language`, which answers "en" where nothing tells. Here it is left open.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from corpus.language import guess_language
from corpus.words import word_set

COMMON: Mapping[str, frozenset[str]] = {
    "en": word_set(
        "a about above across after again against ago all also although always am among an and another any"
        " are around as at away back be because been before being below between both but by came can cannot"
        " come could did do does doing done down during each either else even ever every few first for from"
        " further gave get gets getting give given go goes going gone got had has have having he her here"
        " him his how however if in into is it its just keep kept last later least less let like made make"
        " makes making many may might more most much must near need never new next no nor not now of off"
        " often on once one only onto or other others our out over own part per perhaps put quite rather"
        " said same say says see seen shall she should since so some soon still such take taken than that"
        " the their them then there these they this those though three through thus to today together too"
        " toward towards two under until up upon us use used using very via was way we well went were what"
        " when where whether which while who whom whose why will with within without would yes yet you your"
    ),
    "de": word_set(
        "ab aber alle allem allen aller alles als also am an andere anderen auch auf aus bei beim bereits"
        " bis bin da dabei dafür damit dann daran das dass davon dazu dem den denen denn der deren des die"
        " dies diese diesem diesen dieser dieses doch dort drei du durch ein eine einem einen einer eines"
        " er erst erste ersten es etwa etwas euch für gar gegen gehen geht gibt hat hatte hatten haben hier"
        " ich ihm ihn ihnen ihr ihre ihrem ihren ihrer im immer in ins ist ja jede jedem jeden jeder jedes"
        " jetzt kann kein keine keinem keinen keiner können konnte lässt machen macht man mehr mein meine"
        " mit muss müssen nach nach neue neuen neuer neues nicht nichts noch nun nur ob oder ohne schon sehr"
        " seit sein seine seinem seinen seiner sich sie sind so soll sollen sollte sondern sowie um und uns"
        " unser unsere unseren unter viel viele vom von vor war waren warum was weil weiter weitere welche"
        " wenn wer werden wie wieder will wir wird wo wollen wurde wurden während würde zu zum zur zwei"
        " zwischen über"
    ),
    "fr": word_set(
        "à afin ainsi alors après au aucun aucune aussi autre autres aux avait avant avec avoir beaucoup"
        " bien car ce cela celle celui ces cet cette ceux chaque chez comme comment contre dans de depuis"
        " dernier dernière des deux devant doit donc dont du elle elles en encore entre est et eu eux fait"
        " faire faut fois font il ils jamais je jusque jusqu la là le les leur leurs lors lui mais même"
        " mes moi moins mon ne ni non nos notre nous nouveau nouveaux nouvelle on ont or ou où par parce"
        " pas pendant peu peut plus plusieurs pour pourquoi près puis quand que quel quelle quelques qui"
        " sa sans se selon sera ses seule si soit son sont sous sur ta tous tout toute toutes trois très"
        " un une vers veut voici voir vos votre vous été être"
    ),
    "es": word_set(
        "a además ahora al algo algunos ante antes año años aquí así aún aunque bajo bien cada casi como"
        " con contra cual cuando de del desde después día donde dos durante el él ella ellos en entre era"
        " eran es esa ese eso esta está estaba están este esto estos fue fueron ha había hace hacer hacia"
        " hasta hay han la las le les lo los luego más mayor me mejor menos mi mientras mismo muy nada ni"
        " no nos nueva nuevas nuevo nuevos o otra otras otro otros para pero por porque primer primera"
        " puede pueden pues que qué quién se según ser será si sí sido sin sobre son su sus también tan"
        " tanto te tiene tienen toda todas todo todos tras tres tu un una uno unos va y ya yo"
    ),
    "pt": word_set(
        "à ao aos após até a as às cada com como contra da das de desde depois do dos e é ela ele eles em"
        " entre era essa esse esta está este eu foi foram há isso já lhe mais mas mesmo muito na nas não"
        " nem no nos nova novo num numa o os ou outra outro para pela pelas pelo pelos pode por porque"
        " qual quando que quem são se sem ser será seu seus sobre sua suas também tem têm toda todos três"
        " um uma vai você"
    ),
    "it": word_set(
        "a ad agli ai al alla alle allo anche ancora avere c che chi ci come con contro cosa così cui da"
        " dagli dai dal dalla dalle degli dei del della delle dello di dopo dove due e è ed era essere fa"
        " fra fino già gli ha hanno i il in io l la le lei lo loro ma mai mentre mi molto ne negli nei nel"
        " nella nelle no noi non nuova nuovo o ogni oltre per perché più poi prima può quale quando quella"
        " quello questa questo qui sarà se senza si sia sono sotto sta stato su sua suo sugli sui sul sulla"
        " sulle tra tre tutti tutto un una uno"
    ),
    "nl": word_set(
        "aan af al alle als ander andere bij daar dan dat de deze die dit doen door dus een eens en er ge"
        " geen had hebben heeft heel hem het hier hij hoe hun ik in is ja je kan komt kunnen maar me meer"
        " men met mijn moet na naar niet niets nieuw nieuwe nog nu of om onder ons ook op over reeds sinds"
        " te tegen toch toen tot tussen twee u uit uw van veel voor waar want waren was wat we weer wel"
        " werd wie wij wil worden wordt ze zich zij zijn zo zonder zou"
    ),
}
"""The words of a language that say nothing of a subject, in small letters."""

_WORD = re.compile(r"[A-Za-z\u00c0-\u024f]+")
_LETTERS = {"de": re.compile("[ßäöü]"), "fr": re.compile("[èêœëîû]|ç|é"), "es": re.compile("[ñ¿¡áíóú]")}
"""Letters that speak for a language where none of its words does."""
_SAMPLE = 4_000
"""Characters looked at."""
_EVERY = frozenset().union(*COMMON.values())


def common_words(tongue: str | None) -> frozenset[str]:
    """Return the words that say nothing in a language, or in any of them where it is not known."""
    return COMMON.get(tongue or "", _EVERY)


def tongue_of(text: str) -> str | None:
    """Return a text's language, or None where nothing tells, or as much for one as for another.

    Args:
        text: A title or a page's text; each of its words counts once, for a list may repeat one.
    """
    guess = guess_language(text[:_SAMPLE])
    if guess not in COMMON:
        return guess
    words = set(map(str.lower, _WORD.findall(text[:_SAMPLE])))
    counts = sorted(((len(words & known), name) for name, known in COMMON.items()), reverse=True)
    if counts[0][0] > counts[1][0]:
        return counts[0][1]
    known = {name for count, name in counts if count == counts[0][0]}
    by_letters = [name for name, form in _LETTERS.items() if name in known and form.search(text.lower())]
    return by_letters[0] if len(by_letters) == 1 else None
