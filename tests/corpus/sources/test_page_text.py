"""What a page's text tells, offline: notices, lists, other pages, and the short news that has "
"their words."""

from __future__ import annotations

import pytest

from corpus.language import guess_language
from corpus.sources.judge import Probe, judge, without_address
from corpus.sources.model import Exchange, Extracted, Visit
from corpus.sources.page_text import has_nothing_in_common, has_nothing_of, judge_text
from corpus.sources.tongues import tongue_of

BUSES = "Council buys 340 cameras for city bus network"
KREIS = "Kreistag beschließt Videoüberwachung am Bahnhof"
STORIES = (
    "Councillors met on Monday night to hear what residents think of it, and the mood in the room "
    "was tense.\n\n"
    "The police have asked witnesses of the accident to come forward; the driver could go home in "
    "the evening.\n\n"
    "Residents say that they were never asked, and that no letter had arrived in a single house by "
    "then.\n\n"
    "What insurers pay for after a storm, and what they do not, is told here by two lawyers from "
    "the county.\n\n"
    "School meals will cost ten pence more from May, and parents can ask for a reduction in the town hall."
)
GERMAN = (
    "Die Wasserwerke haben ihre Rechte an der oberen Lauter für 38 Millionen Euro an einen Fonds "
    "verkauft.\n\n"
    "Der Vertrag läuft vierzig Jahre, und die Stadt darf das Wasser zu einem festen Preis zurückkaufen.\n\n"
    "Die Schulden betragen derzeit 164 Millionen Euro, sagte der Kämmerer nach der Sitzung am "
    "Donnerstag.\n\n"
    "Im benachbarten Wiesenau war ein ähnliches Geschäft gescheitert, nachdem viele dagegen waren.\n\n"
    "Das Freibad öffnet zwei Wochen später, und die alte Mühle wird auch in diesem Jahr kein Museum."
)
SHOP = (
    "Our dresses come in eleven colours and keep their shape after many washes. We ship from our "
    "own store, "
    "and over 300 customers have rated us. Free returns until the end of June, and tea is served "
    "in our shop. "
    "Visit us in Porto, where everyone who comes in from the rain is welcome, and where we show "
    "all the linen."
)
KLEIDER = (
    "Unsere Kleider gibt es in elf Farben. Sie werden aus Leinen gefertigt, das eine Familie in "
    "Portugal webt. "
    "Rückgabe bis Ende Juni kostenlos. Wir sind für alle Fragen über unser Telefon erreichbar, "
    "auch am Samstag. "
    "Besuchen Sie unser Geschäft in Porto, wo jeder Gast nach dem Einkauf eine Tasse Tee bekommt, "
    "wenn es regnet."
)
CASES = {
    "removed, other stories": (BUSES, f"{BUSES}\n\nThis article has been "
    f"removed.\n\n{STORIES}", "soft-404"),
    "gone in German": (KREIS, f"{KREIS}\n\nDieser Artikel ist nicht mehr "
    f"verfügbar.\n\n{GERMAN}", "soft-404"),
    "video gone above an article": (
        BUSES,
        f"{BUSES}\n\nThis video is no longer available.\n\nThe city council has bought 340 cameras "
        f"for its buses. {STORIES}",
        None,
    ),
    "file gone below an article": (
        BUSES, f"{BUSES}\n\n{STORIES}\n\nAn earlier version of the page is no longer available.", None,
    ),
    "only a function word": ("Tianlu cameras withdrawn after protest", SHOP, "soft-404"),
    "only a German one": ("Streit über Kameras am Bahnhof wird schärfer", KLEIDER, "soft-404"),
    "one ordinary word of seven": (BUSES, SHOP.replace("Porto", "the city of Porto"), "soft-404"),
    "a title without function words": ("Stadtwerke Brandau verkaufen Wasserrechte", KLEIDER, "soft-404"),
    "a German title that looks English": (KREIS, KLEIDER, "soft-404"),
    "a changed headline": (
        BUSES, f"Every seat on film\n\nThe buses of the city will have 340 cameras, documents "
        f"show. {SHOP}", None,
    ),
    "a translated headline": ("County votes for video surveillance at the station", KLEIDER, None),
    "a translated brief with a name": (
        "Police seek witnesses of crash in Wiesenau",
        "Nach einem Unfall in Wiesenau sucht die Polizei Zeugen. Ein Mann wurde leicht verletzt.", None,
    ),
    "another long page": ("Tianlu wins tender for prison cameras", " ".join([SHOP] * 6), "soft-404"),
    "no results": (
        "Flood barrier on River Tane", "Results of your search: flood barrier river tane\n\nIt "
        "returned 0 results.",
        "soft-404",
    ),
    "unpublished": (BUSES, f"{BUSES}\n\nThis page has been unpublished.", "soft-404"),
    "in other words": (BUSES, f"{BUSES}\n\nThis item was taken to our vaults.", "soft-404"),
    "depubliziert": (KREIS, f"{KREIS}\n\nDieser Beitrag wurde depubliziert.", "soft-404"),
    "abgelaufen": (KREIS, f"{KREIS}\n\nDie Verweildauer dieses Beitrags ist abgelaufen.", "soft-404"),
    "dépublié": (
        "Le port suspend les travaux", "Le port suspend les travaux\n\nCet article a été "
        "dépublié.", "soft-404",
    ),
    "retirado": ("El puerto de Almira", "El puerto de Almira\n\nEste artículo ha sido "
    "retirado.", "soft-404"),
    "撤下": ("水库工程提前完工", "水库工程提前完工\n\n因版权原因，本文已撤下，敬请谅解。", "soft-404"),
    "不予显示": ("水库工程提前完工", "水库工程提前完工\n\n由于相关法律法规，该内容不予显示。", "soft-404"),
    "first published": (BUSES, f"{BUSES}\n\nThis article was first published in print.", None),
    "told: an app": (
        "Tianlu app removed", "Tianlu app removed\n\nThe Tianlu camera app is no longer available "
        "in Apple’s and "
        "Google’s stores, the company said on Monday. A new one is expected in June.", None,
    ),
    "told: a page": (
        "Library closes a branch", "Library closes a branch\n\nThe Coldharbour branch of the "
        "library has been closed, "
        "and its page has been removed from the site.", None,
    ),
    "told: a queue": (
        "Concert sales halted", "Concert sales halted\n\nThousands of fans read “You are in the "
        "queue” for six hours "
        "on Friday before sales were halted.", None,
    ),
    "told: ages": (
        "Age checks begin", "Age checks begin\n\nFrom Tuesday adult sites must confirm your age "
        "before they let you "
        "in, the regulator has said.", None,
    ),
    "told: a charge": (
        "Herald to charge readers", "Herald to charge readers. The Herald will ask its online readers "
        "to subscribe to continue reading after five articles a month, its editor said on Monday. The "
        "others of the county do so already, and a subscription will cost £4 a month.", None,
    ),
    "told: 外卖": (
        "外卖平台页面无法访问",
        "外卖平台页面无法访问\n\n5月3日晚，多名市民反映外卖平台页面显示“您访问的页面不存在”。平台客"
        "服称订单不受影响。", None,
    ),
    "an annex for members": (
        "关于印发视频管理办法的通知", "关于印发视频管理办法的通知\n\n《视频管理办法》已经市政府同意"
        "，现印发给你们，"
        "请认真贯彻执行。\n\n（请登录后下载附件）", None,
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_a_text_is_judged(name: str) -> None:
    title, text, state = CASES[name]
    first = text.partition("\n")[0]
    named = first if len(first) < 100 else None
    found = Extracted(text=text, title=named, media_type="text/html", language=guess_language(text))
    verdict = judge_text(found, title)
    assert (verdict.state if verdict else None, verdict and verdict.reason) == (
        state,
        verdict and verdict.reason,
    )


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Topic: Cameras", f"{BUSES}\n\n{STORIES}"),
        ("Latest news", f"- {BUSES} A contract has been signed.\n\n{STORIES}"),
        ("Search results for “council buys 340 cameras for city bus network”", STORIES),
    ],
)
def test_a_list_that_names_the_source_is_not_the_source(title: str, text: str) -> None:
    verdict = judge_text(Extracted(text=text, title=title, media_type="text/html"), BUSES)
    assert verdict is not None
    assert verdict.state == "soft-404"
    # a list is cited as one, and a section's name may stand above an article
    assert judge_text(Extracted(text=text, title=title, media_type="text/html"), title) is None
    if title == "Latest news":
        headed = Extracted(text=f"{BUSES}\n\n{STORIES}", title=title, media_type="text/html")
        assert judge_text(headed, BUSES) is None


@pytest.mark.parametrize(
    "text",
    [
        "Besuchen Sie unsere Seite wie gewohnt mit Werbung und Tracking.",
        "Avec votre accord, nos 743 partenaires et nous utilisons des cookies.",
        "Votre vie privée nous importe. Accepter et fermer.",
        "Nosotros y nuestros 842 socios almacenamos información en un dispositivo.",
        "Verificando que no eres un robot. Esto puede tardar unos segundos.",
        "Bitte bestätigen Sie, dass Sie kein Roboter sind.",
        "Veuillez confirmer que vous n’êtes pas un robot.",
        "Zugriff verweigert. Ihr Browser wurde als automatisches Programm erkannt.",
        "Este sitio no está disponible en su región.",
        "Ce site n’est pas disponible dans votre pays.",
        "Dieser Inhalt ist in Ihrem Land leider nicht verfügbar.",
    ],
)
def test_walls_in_other_languages_are_walls(text: str) -> None:
    verdict = judge_text(Extracted(text=text, title="Portal", media_type="text/html"), BUSES)
    assert verdict is not None
    assert verdict.state == "wall"


@pytest.mark.parametrize(
    "text",
    [
        "Diese Seite gibt es leider nicht (mehr).",
        "Unter dieser Adresse gibt es keinen Artikel.",
        "Wir konnten die Seite nicht finden.",
        "Nous n'avons pas trouvé la page demandée.",
        "No pudimos encontrar el artículo solicitado.",
        "Não encontramos a página que você procurava.",
        "Non riusciamo a trovare l'articolo che cerchi.",
        "Dit artikel is niet langer beschikbaar.",
        "Sidan du letar efter finns tyvärr inte kvar.",
        "Vi finner ikke siden du leter etter.",
        "Nie możemy znaleźć strony, której szukasz.",
        "Мы не нашли страницу, которую вы ищете.",
        "Stránku se nepodařilo najít.",
        "Aradığınız sayfayı bulamadık.",
        "您要找的页面不见了。",
    ],
)
def test_a_page_that_is_gone_says_so_in_its_language(text: str) -> None:
    # The site's name is all of the title's words that the page has: no more is needed to doubt it.
    named = Extracted(text=f"Council News\n\n{text}", title="Council News", media_type="text/html")
    verdict = judge_text(named, "Council buys buses")
    assert verdict is not None and verdict.state == "soft-404" and "says" in verdict.reason


@pytest.mark.parametrize(
    "text",
    [
        "Die Ermittler konnten das Dokument nicht finden, wie ein Sprecher des Gerichts am Montag sagte.",
        "La policía y los jueces no pudieron encontrar el artículo, dijo el fiscal el martes por la tarde.",
        "Die Seite gibt es seit 1998, und vierzig Redakteure arbeiten dort, wie der Verlag am Montag sagte.",
    ],
)
def test_news_that_tells_of_something_lost_is_not_gone(text: str) -> None:
    found = Extracted(text=f"{BUSES}\n\n{text}", title=BUSES, media_type="text/html")
    assert judge_text(found, BUSES) is None


def test_an_article_on_walls_is_not_one_by_its_title() -> None:
    title = "Subscribe to continue reading: twenty years of the paywall"
    text = (
        "“Subscribe to continue reading.” When the Journal put the line above its articles in "
        "1997, others laughed. "
        "Later came the meter: “You have reached your limit of free articles”, readers were told, "
        "after twenty.\n\n"
        "Prices have hardly moved in ten years. A digital subscription costs 9.99 a month in most "
        "countries, and "
        "half of all readers pay less because they came in through an offer of one dollar a week, "
        "a study found.\n\n"
        "Some publishers have turned back. The Tribune of Salem tore its wall down in March and "
        "asks for donations "
        "instead. In six months it collected 212,000 dollars from 3,100 readers, more than the "
        "wall had brought in."
    )
    assert judge_text(Extracted(text=text, title=title, media_type="text/html"), title) is None


def test_a_short_chinese_page_is_not_loading() -> None:
    text = (
        "河西大桥恢复通车\n\n2021-05-03 08:10 来源：临江日报\n\n"
        "河西大桥维修工程历时77天，已于昨日上午恢复通车，车辆可以正常通行。"
    )
    found = Extracted(text=text, title="河西大桥恢复通车", media_type="text/html", hints=("scripts",))
    assert judge_text(found, "Hexi bridge open to traffic again") is None


def test_a_redirect_must_lead_to_more_of_the_title() -> None:
    found = Extracted(
        text=f"City hall lit in blue\n\nThe council says its network of lamps costs less.\n\n{STORIES}"
    )
    assert has_nothing_of(found, BUSES, led_away=True)
    assert not has_nothing_of(found, BUSES)


def test_a_language_that_nothing_tells_is_left_open() -> None:
    assert tongue_of(KREIS) == "de"
    assert tongue_of("Vidéosurveillance : budget triplé") == "fr"
    assert tongue_of(BUSES) == "en"
    assert tongue_of("Stadtwerke Brandau verkaufen Wasserrechte") is None
    assert tongue_of("水库工程提前完工") == "zh"


def test_a_page_that_became_another_is_told_by_its_capture() -> None:
    before = Extracted(text=f"{BUSES}\n\n{STORIES}", title=BUSES)
    assert has_nothing_in_common(Extracted(text=SHOP * 6, title="Spring"), BUSES, before)
    assert not has_nothing_in_common(Extracted(text=STORIES, title="Every seat on film"), BUSES, before)
    assert not has_nothing_in_common(Extracted(text=SHOP * 6, title=BUSES), BUSES, before)


@pytest.mark.parametrize(
    "form", ["You searched for: {}\n\nNothing of that kind here, sorry to say.", "{}\n\nLoading"]
)
def test_an_address_repeated_in_words_shows_no_title(form: str) -> None:
    url = "http://news.example/a/council-buys-340-cameras-for-city-bus-network.html"
    made_up = "http://news.example/0a1b2c3d4e5f6a7b8c9d/d9c8b7a6f5e4d3c2b1a0.html"
    text = form.format(BUSES.title())
    final = Exchange(url, 200, "OK", (("Content-Type", "text/html"),), b"x", b"x", "")
    answer = without_address(form.format("D9c8b7a6f5e4d3c2b1a0"), made_up)
    found = Extracted(text=text, title=BUSES.title(), media_type="text/html")
    probe = Probe(200, made_up, answer)
    assert judge(Visit(url, (final,)), found, title=BUSES, probe=lambda: probe).state == "soft-404"
    assert judge(Visit(url, (final,)), found, title=BUSES, probe=lambda: Probe(404)).state == "live"
