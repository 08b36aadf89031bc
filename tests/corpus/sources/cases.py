"""The states of the loopback web: one source each, with the state that it must be given."""

from __future__ import annotations

import gzip
import json
import time
import zlib
from collections.abc import Callable
from dataclasses import dataclass

from tests.corpus.sources.pdfs import encrypted_pdf, pdf
from tests.corpus.sources.web import Answer, Asked, Web, article, page

HTML = {"Content-Type": "text/html"}
CHINESE = (
    "无人机领域的军民融合正在升温。这家公司在2018年向三个国家出售了四十八架无人机，合同价值两亿四千万元。"
    "发言人说，这些飞机将在今年年底以前交付，公司还会派人到当地培训操作人员和维修人员。"
)
FILLER = "Our site has news, sport, weather and more for you to read every day of the week. " * 12


@dataclass(frozen=True)
class Case:
    name: str
    """Also the title under which the note cites it."""
    state: str
    url: str
    says: str = ""
    """Part of the reason that must be told."""


def cases(web: Web) -> list[Case]:
    """Put every state on the web."""
    made: list[Case] = []
    for number, (name, (state, build, says)) in enumerate(_CASES.items(), 1):
        host = f"127.1.{number}.1"
        made.append(Case(name, state, build(web, host, name), says))
    return made


Build = Callable[[Web, str, str], str]


def _fixed(
    body: Callable[[str], bytes], status: int = 200, path: str = "/news/2018/story.html", **headers: str
) -> Build:
    return lambda web, host, name: web.put(host, path, body(name), status, **headers)


def _redirect(
    target: str, body: Callable[[str], bytes] | None = None, path: str = "/news/old-story"
) -> Build:
    def build(web: Web, host: str, name: str) -> str:
        if body is not None:
            web.put(host, target.partition("?")[0], body(name))
        return web.put(host, path, b"", 302, location=target)

    return build


def _short(*lines: str, title: str = "") -> Callable[[str], bytes]:
    return lambda name: page(title or name, *lines)


def _catch_all(web: Web, host: str, name: str) -> str:
    web.otherwise(host, lambda _: Answer(200, page("The Daily", FILLER), HTML))
    return web.url(host, "/2018/story")


def _catch_all_subject(web: Web, host: str, name: str) -> str:
    """Answer everything with a list whose entries have the words of the title, each of them some."""
    entries = (
        "Dredging of the harbour is dear",
        "Work halted again",
        "Divers find a ferry",
        "Old mines sold",
    )
    told = "".join(
        f"<h2>{one}</h2><p>{one}, the authority said on Monday after a meeting of its board.</p>"
        for one in entries
    )
    body = f"<title>Harbour</title><body><h1>Harbour</h1>{told}".encode()
    web.otherwise(host, lambda _: Answer(200, body, HTML))
    return web.url(host, "/2018/story")


def _catch_all_redirect(web: Web, host: str, name: str) -> str:
    def answer(asked: Asked) -> Answer:
        if asked.path.startswith("/everything"):
            return Answer(200, page("All of the site", FILLER), HTML)
        return Answer(302, b"", {"Location": "/everything"})

    web.otherwise(host, answer)
    return web.url(host, "/2018/story")


def _loop(web: Web, host: str, name: str) -> str:
    web.put(host, "/b", b"", 302, location="/a")
    return web.put(host, "/a", b"", 302, location="/b")


def _endless(web: Web, host: str, name: str) -> str:
    web.otherwise(host, lambda asked: Answer(302, b"", {"Location": f"{asked.path}x"}))
    return web.url(host, "/a")


def _drip(web: Web, host: str, name: str) -> str:
    return web.serve(host, "/drip", lambda _: Answer(200, article(name), HTML, drip=0.05))


def _silent(web: Web, host: str, name: str) -> str:
    def answer(_: Asked) -> Answer:
        time.sleep(6)
        return Answer(200, article(name), HTML)

    return web.serve(host, "/silent", answer)


def _chunked(web: Web, host: str, name: str) -> str:
    headers = {**HTML, "Transfer-Encoding": "chunked"}
    block = b"10000\r\n" + b"x" * 65536 + b"\r\n"
    return web.serve(host, "/endless", lambda _: Answer(200, block * 100, headers))


def _chunked_whole(web: Web, host: str, name: str) -> str:
    body = article(name)
    sent = b"%x\r\n%s\r\n0\r\n\r\n" % (len(body), body)
    return web.serve(host, "/c", lambda _: Answer(200, sent, {**HTML, "Transfer-Encoding": "chunked"}))


def _long(web: Web, host: str, name: str) -> str:
    return web.serve(host, "/big", lambda _: Answer(200, b"x", HTML, length=10**9))


def _cut(web: Web, host: str, name: str) -> str:
    body = article(name)
    return web.serve(host, "/cut", lambda _: Answer(200, body[:600], HTML, length=len(body)))


def _busy(retry: str, times: int, status: int = 429) -> Build:
    def build(web: Web, host: str, name: str) -> str:
        asked: list[float] = []

        def answer(_: Asked) -> Answer:
            asked.append(time.monotonic())
            headers = {**HTML, "Retry-After": retry} if retry else HTML
            return (
                Answer(status, b"later", headers) if len(asked) <= times else Answer(200, article(name), HTML)
            )

        return web.serve(host, "/busy", answer)

    return build


def _robots(rules: bytes, status: int = 200, path: str = "/private/story") -> Build:
    def build(web: Web, host: str, name: str) -> str:
        web.put(host, "/robots.txt", rules, status, content_type="text/plain")
        return web.put(host, path, article(name))

    return build


def _closed(web: Web, host: str, name: str) -> str:
    return "http://127.1.250.1:9/closed"


_REFRESH = (
    b'<html><head><meta http-equiv="refresh" content="0; url=/new/place"></head><body>Moving.</body></html>'
)


def _refresh(web: Web, host: str, name: str) -> str:
    web.put(host, "/new/place", article(name))
    return web.put(host, "/old", _REFRESH)


def _about_404(name: str) -> bytes:
    return article(
        name,
        extra="<p>The page could not be found, said the error message; access was denied.</p>",
        paragraphs=14,
    )


def _cookies(web: Web, host: str, name: str) -> str:
    """A site that sends round in a circle until its cookie comes back."""

    def answer(asked: Asked) -> Answer:
        if "seen=1" in asked.headers.get("Cookie", ""):
            return Answer(200, article(name), HTML)
        return Answer(302, b"", {"Location": asked.path, "Set-Cookie": "seen=1; Path=/"})

    return web.serve(host, "/story", answer)


_HEADLINES = "".join(
    f"<p>Headline {at}: the mayor opens a bridge in the valley and speaks.</p>" for at in range(90)
)
_REVERSED = (
    b"<html><head><meta content='0;URL=\"/new\"' http-equiv=Refresh></head><body>Moving.</body></html>"
)


def _refreshed_to_a_door(web: Web, host: str, name: str) -> str:
    web.put(host, "/login", page("Welcome", "Name and password, please."))
    return web.put(host, "/old", b"<meta http-equiv=refresh content='0; url=/login'><body>Moving.</body>")


def _worded(status: int, phrase: str) -> Build:
    """An answer whose status line has words that are not ASCII."""
    return lambda web, host, name: web.serve(
        host, "/news/8", lambda _: Answer(status, article(name), HTML, phrase=phrase)
    )


def _early(times: int) -> Build:
    """An article with answers in advance."""
    early = b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>; rel=preload\r\n\r\n" * times
    return lambda web, host, name: web.serve(
        host, "/news/8", lambda _: Answer(200, article(name), HTML, early=early)
    )


def _goes_on(head: str = "", to: bytes | None = None, **headers: str) -> Build:
    """A short article whose head or header has a refresh to "/next", where a page or nothing is."""

    def build(web: Web, host: str, name: str) -> str:
        if to is not None:
            web.put(host, "/next", to)
        body = article(name, paragraphs=3).replace(b"</head>", f"{head}</head>".encode())
        return web.put(host, "/news/8", body, **headers)

    return build


_ONWARD = "<meta http-equiv=refresh content='0; url=/next'>"


def _based(web: Web, host: str, name: str) -> str:
    web.put(host, "/new/place", article(name))
    head = b"<base href='/new/'><meta http-equiv=refresh content='0; url=place'>"
    return web.put(host, "/old/page", head + b"<body>Moving.</body>")


def _sent_on(web: Web, host: str, name: str) -> str:
    web.put(host, "/new/place", article(name))
    return web.put(host, "/old", b"<body>Moving.</body>", refresh="0; URL=/new/place")


def _json(body: bytes) -> Build:
    return _fixed(lambda _: body, content_type="application/json")


def _reversed(web: Web, host: str, name: str) -> str:
    web.put(host, "/new", article(name))
    return web.put(host, "/old", _REVERSED)


def _says(*lines: str) -> Build:
    """A page in some language that says it is not there, under the site's own title."""
    return _fixed(lambda _: page("The Valley", *lines))


def _feed(name: str) -> bytes:
    """A feed of news, the cited piece among them."""
    items = "".join(
        f"<item><title>{title}</title><link>http://a.example/{title}</link><description>{_TEASER}</description></item>"
        for title in (name, "Lima", "Oslo")
    )
    channel = f"<channel><title>News</title>{items}</channel>"
    return f'<?xml version="1.0"?>\n<rss version="2.0">{channel}</rss>'.encode()


_ENC = {"content_encoding": "gzip"}
_TEASER = "The ministry signed the contract on Monday, three sources said. " * 8
_IN_JSON = json.dumps({"id": 3, "headline": "Told in JSON", "body": [_TEASER, {"more": _TEASER}]}).encode()
_CASES: dict[str, tuple[str, Build, str]] = {
    "Lima": ("live", _fixed(article), ""),
    "Compressed": ("live", _fixed(lambda name: gzip.compress(article(name)), **_ENC), ""),
    "Deflated": ("live", _fixed(lambda name: zlib.compress(article(name)), content_encoding="deflate"), ""),
    "Raw deflate": (
        "live", _fixed(lambda name: zlib.compress(article(name))[2:-4], content_encoding="deflate"), "",
    ),
    "Named plain": ("live", _fixed(article, content_encoding="none"), ""),
    "Named by its characters": ("live", _fixed(article, content_encoding="UTF-8"), ""),
    "Said to be in frames": ("live", _fixed(article, content_encoding="aws-chunked"), ""),
    "Compressed and named": (
        "live", _fixed(lambda name: gzip.compress(article(name)), content_encoding="gzip, binary"), "",
    ),
    "Named in vain": (
        "unreadable", _fixed(lambda _: bytes(range(256)) * 9, content_encoding="secret"), "not asked for",
    ),
    "Hinted at": ("live", _early(1), ""),
    "Hinted at twice": ("live", _early(2), ""),
    "Hinted at without end": ("dead", _early(50), "103"),
    "Worded": ("live", _worded(200, "R\xe9ussi"), ""),
    "Worded wide": ("live", _worded(200, "成功".encode().decode("latin-1")), ""),
    "Worded and gone": ("dead", _worded(404, "Non trouv\xe9"), "404"),
    "Chunks": ("live", _chunked_whole, ""),
    "On missing pages": ("live", _fixed(_about_404), ""),
    "Why sites say page not found": ("live", _fixed(article), ""),
    "Searched for": (
        "soft-404", _redirect("/search?q=searched+for", _short("No result: searched for."), path="/s/for"),
        "a search page",
    ),
    "Robot check": ("wall", _says("Enter the characters you see below."), "characters"),
    "Not a robot": ("wall", _says("Sorry, we just need to make sure you're not a robot."), "robot"),
    "Slash": ("live", _redirect("/news/old-story/", article), ""),
    "Was busy": ("live", _busy("1", 1), ""),
    "Was broken": ("live", _busy("", 2, 503), ""),
    "Busy until a date": ("live", _busy("Wed, 21 Oct 2015 07:28:00 GMT", 1), ""),
    "Robots let in": ("live", _robots(b"User-agent: *\nDisallow: /other\n"), ""),
    "Robots by wildcard": ("robots-refused", _robots(b"User-agent: *\nDisallow: /*/story$\n"), "robots"),
    "Robots by name": (
        "robots-refused", _robots(b"User-agent: *\nAllow: /\n\nUser-agent: Footnoted\nDisallow: /\n"),
        "robots",
    ),
    "Robots broken": ("robots-refused", _robots(b"", 503), "for now"),
    "Robots missing": ("live", _robots(b"User-agent: *\nDisallow: /\n", 404), ""),
    "A paper": (
        "live",
        _fixed(lambda _: pdf(["The council of Lima bought 48 cameras.", "They cost a lot."]),
               content_type="application/pdf"),
        "",
    ),
    "Plain": ("live", _fixed(lambda _: CHINESE.encode(), content_type="text/plain; charset=utf-8"), ""),
    "Moved": ("moved", _redirect("/archive/2018/the-story", article), "/archive/2018/the-story"),
    "Refreshed": ("moved", _refresh, "/new/place"),
    "Front page": ("soft-404", _redirect("/", _short(FILLER)), "front page"),
    "English front page": ("soft-404", _redirect("/en/", _short(FILLER)), "front page"),
    "Error page": ("soft-404", _redirect("/errors/404.html", _short(FILLER)), "404"),
    "Sorry": ("soft-404", _fixed(_short("Sorry, the page you are looking for could not be found.")),
              "could not"),
    "Titled": ("soft-404", _fixed(_short(FILLER[:400], title="404 - Not Found")), "titled"),
    "抱歉": ("soft-404", _fixed(_short("抱歉，您访问的页面不存在，请检查网址。", title="提示")), "不存在"),
    "已删": ("soft-404", _fixed(_short("该内容已被发布者删除", title=" ")), "删除"),
    "Perdue": ("soft-404", _fixed(_short("Désolé, page introuvable.")), "introuvable"),
    "Verloren": ("soft-404", _fixed(_short("Die Seite wurde leider nicht gefunden.")), "nicht gefunden"),
    "Wandered": ("soft-404", _says("This page has wandered off. It may have been moved or deleted."), "page"),
    "Unmatched": ("soft-404", _says("Nothing matches your request. Try a search."), "matches"),
    "No encontrada": ("soft-404", _says("Lo sentimos, no se encuentra la página solicitada."), "página"),
    "Indisponível": ("soft-404", _says("A página que você procura não foi encontrada."), "página"),
    "Non trovata": ("soft-404", _says("La pagina richiesta non è disponibile."), "pagina"),
    "Bulunamadı": ("soft-404", _says("Aradığınız sayfa bulunamadı."), "sayfa"),
    "Znaleziono": ("soft-404", _says("Strona, której szukasz, nie została znaleziona."), "strona"),
    "غير موجودة": ("soft-404", _says("عذرا، الصفحة التي تبحث عنها غير موجودة"), "غير"),
    "下线": ("soft-404", _says("对不起，该页面无法显示，文章可能已下线。"), "页面"),
    "網頁": ("soft-404", _says("您要找的網頁不存在或已移除"), "網頁"),
    "Among headlines": ("soft-404", _says("Sorry, this page does not exist.", _HEADLINES), "does not exist"),
    "Unknown words in Latin": ("soft-404", _says("Quod petis hic non stat."), "nothing of the cited title"),
    "Section above": ("soft-404", _redirect("/news/", _short(FILLER, title="News"), path="/news/2018/story"),
                      "above it"),
    "Front page asked": ("soft-404", _redirect("/?ref=404", _short(FILLER, title="Home")), "front page"),
    "Cookies": ("live", _cookies, ""),
    "Refreshed in a comment": ("live", _goes_on(f"<!-- {_ONWARD} -->", b""), ""),
    "Refreshed for one browser": ("live", _goes_on(f"<!--[if lt IE 9]>{_ONWARD}<![endif]-->", b""), ""),
    "Refreshed in a script": ("live", _goes_on(f'<script>var a = "{_ONWARD}";</script>', b""), ""),
    "Refreshed without scripts": ("live", _goes_on(f"<noscript>{_ONWARD}</noscript>", b""), ""),
    "Refreshed in a mould": ("live", _goes_on(f"<template>{_ONWARD}</template>", b""), ""),
    "Refreshed after a comment": ("moved", _goes_on(f"<!-->{_ONWARD}", article("After a comment")), "/next"),
    "Refreshed into nothing": ("live", _goes_on(_ONWARD), ""),
    "Sent into nothing": ("live", _goes_on(refresh="0; url=/next"), ""),
    "Refreshed from a base": ("moved", _based, "/new/place"),
    "Sent on by a header": ("moved", _sent_on, "/new/place"),
    "Reloaded by a header": ("live", _goes_on(to=b"", refresh="300"), ""),
    "Refreshed in reverse": ("moved", _reversed, "/new"),
    "Robots after a mark": (
        "robots-refused", _robots(b"\xef\xbb\xbfUser-agent: *\nDisallow: /private\n"), "robots",
    ),
    "Robots at length": (
        "robots-refused", _robots(b"User-agent: *\nDisallow: /private\n" + b"# x\n" * 200_000), "robots",
    ),
    "Named an image": ("live", _fixed(article, content_type="image/png"), ""),
    "Brotli": (
        "unreadable", _fixed(lambda _: bytes(range(256)) * 9, content_encoding="br"), "not asked for",
    ),
    "Brotli by name only": ("live", _fixed(article, content_encoding="br"), ""),
    "Zstandard by name only": ("live", _fixed(article, content_encoding="zstd"), ""),
    "Compressed twice": (
        "live", _fixed(lambda name: gzip.compress(gzip.compress(article(name))), **_ENC), "",
    ),
    "Compressed without a word": ("live", _fixed(lambda name: gzip.compress(article(name))), ""),
    "Turned away": ("wall", _fixed(_short("Request denied"), 999), "turns programs away"),
    "Of many headers": (
        "live", _fixed(article, **{f"x_policy_{at}": "a" for at in range(300)}), "",
    ),
    "Of headers without end": (
        "dead", _fixed(article, **{f"x_policy_{at}": "a" for at in range(2_000)}), "does not speak HTTP",
    ),
    "A feed in its place": ("soft-404", _fixed(_feed, content_type="application/rss+xml"), "a feed"),
    "A feed as a page": ("soft-404", _fixed(_feed), "a feed"),
    "Told in JSON": ("live", _json(_IN_JSON), ""),
    "Missed in JSON": ("soft-404", _json(b'{"error": {"message": "Page not found"}}'), ""),
    "Robot test as an error": (
        "wall", _fixed(_short("Checking your browser before accessing the site."), 503), "checking",
    ),
    "Partners": ("wall", _says("We value your privacy. Accept all. Reject all."),
                "privacy"),
    "Old browsers": ("wall", _fixed(_short("Your browser is not supported.")), "browser"),
    "Advertised": ("wall", _says("Zustimmen und weiter. Weiter mit Werbung lesen."), "zustimmen"),
    "Led to a tag": ("soft-404", _redirect("/tag/lima", _short(FILLER)), "a list"),
    "Found by a query": ("soft-404", _redirect("/find?q=story", _short("By a query.")), "a search"),
    "Found under search": ("soft-404", _redirect("/search/story", _short(FILLER)), "a search page"),
    "Led by a node": ("moved", _redirect("/?q=node/17", article), "/?q=node/17"),
    "Where the money has gone": ("moved", _redirect("/2018/money-has-gone.html", article), "gone.html"),
    "Led to an apology": ("soft-404", _redirect("/oops.html", _short(FILLER)), "/oops.html"),
    "Led to something else entirely": (
        "soft-404", _redirect("/portal", _short(FILLER * 2, title="The Daily")), "nothing of the",
    ),
    "Led to a door": ("wall", _redirect("/wp-login.php?to=x", _short("Name, please.")), "/wp-login.php"),
    "Led to sign": ("wall", _redirect("/members/sign_in", _short("Name, please.")), "/members/sign_in"),
    "Led to a session": ("wall", _redirect("/session/new", _short("Name, please.")), "/session/new"),
    "Led to a permit": ("wall", _redirect("/oauth2/authorize?x=1", _short("Name, please.")), "/oauth2"),
    "Refreshed to a door": ("wall", _refreshed_to_a_door, "/login"),
    "Data of none": ("soft-404", _json(b'{"error":"not found"}'), "not found"),
    "Data without any": ("soft-404", _json(b"{}"), "nothing of"),
    "Elsewhere": ("wall", _says("This content is not available in your region."), "region"),
    "In need": ("wall", _says("You need access.", "Switch to another account."), "access"),
    "Protected": ("wall", _says("Please wait while we verify your browser."), "browser"),
    "Maintained": ("wall", _says("网站维护中，请稍后再试。"), "维护"),
    "Weibo": ("soft-404", _says("抱歉，作者已设置仅展示半年内微博，此微博已不可见。"), "微博"),
    "Forum": ("soft-404", _says("抱歉，指定的主题不存在或已被删除或正在被审核"), "主题"),
    "Some word in another script": ("soft-404", _says("小编正在路上，去首页看看吧"), "nothing of"),
    "Dredging of harbour halted after divers find mines": (
        "soft-404", _catch_all_subject, "every unknown address",
    ),
    "Catch all": ("soft-404", _catch_all, "every unknown address"),
    "Catch all redirect": ("soft-404", _catch_all_redirect, "every unknown address"),
    "Password": ("wall", _fixed(article, 401), "401"),
    "Payment": ("wall", _fixed(article, 402), "402"),
    "Forbidden": ("wall", _fixed(article, 403), "403"),
    "Barred": ("wall", _fixed(article, 451), "451"),
    "Always busy": ("wall", _busy("", 99), "429"),
    "Later than we wait": ("wall", _busy("86400", 99), "429"),
    "Login": ("wall", _redirect("/login?next=story", _short("Name and password, please.")), "/login"),
    "Teaser": ("wall", _fixed(_short(_TEASER, "Subscribe to continue reading.")), "Subscribe"),
    "Not free": (
        "wall",
        _fixed(lambda name: page(name, _TEASER * 3)
               + b'<script type="application/ld+json">{"isAccessibleForFree": "False"}</script>'),
        "not free",
    ),
    "Turnstile": ("wall", _fixed(_short("Please verify you are human to proceed.")), "human"),
    "Script": (
        "wall", _fixed(lambda _: b"<html><body><div id=app></div><script>run()</script></body></html>"),
        "script",
    ),
    "No script": ("wall", _fixed(_short("Please enable JavaScript to view this site.")), "JavaScript"),
    "Consent": ("wall", _fixed(_short("Accept all cookies to continue to the site.")), "cookies"),
    "登录": ("wall", _fixed(_short("请登录后查看全文", title="提示")), "登录"),
    "Not found": ("dead", _fixed(article, 404), "404"),
    "Gone": ("dead", _fixed(article, 410), "410"),
    "Broken": ("dead", _fixed(article, 500), "500"),
    "A part unasked": ("incomplete", _fixed(article, 206), "206"),
    "Loop": ("dead", _loop, "circle"),
    "Led to no address": (
        "refused",
        lambda web, host, _: web.put(host, "/a", b"", 301, location="http://[::bad/"),
        "not an address",
    ),
    "Refreshed to no address": (
        "refused",
        _fixed(lambda _: b"<meta http-equiv=refresh content='0; url=http://[::bad/'><body>Moving.</body>"),
        "not an address",
    ),
    "Endless": ("dead", _endless, "more than"),
    "Drip": ("dead", _drip, "too long"),
    "Silent": ("dead", _silent, "silent"),
    "Closed": ("dead", _closed, "refuses the connection"),
    "No host": ("dead", lambda *_: "http://nowhere.example/story", "cannot be found"),
    "Bomb": (
        "too-large", _fixed(lambda _: gzip.compress(b"\0" * 50_000_000), **_ENC), "decompressed",
    ),
    "Gigabyte": ("too-large", _long, "limit"),
    "Chunks without end": ("too-large", _chunked, "limit"),
    "Nothing": ("empty", _fixed(lambda _: b""), "empty"),
    "No text": ("empty", _fixed(lambda _: b"<html><body><img src=a.png></body></html>"), "no text"),
    "Cut": ("incomplete", _cut, "broke off"),
    "Locked paper": ("unreadable", _fixed(lambda _: encrypted_pdf(), content_type="application/pdf"),
                     "encrypted"),
    "Torn paper": ("unreadable", _fixed(lambda _: b"%PDF-1.4 no more", content_type="application/pdf"),
                   "damaged"),
    "Picture": ("unreadable", _fixed(lambda _: b"\x89PNG\r\n\x1a\n\0\0", content_type="image/png"),
                "no text"),
    "Metadata service": (
        "refused", _redirect("http://169.254.169.254/latest/meta-data/"), "not on the public internet",
    ),
    "Local file": ("refused", _redirect("file:///etc/passwd"), "only http and https"),
    "Ftp": ("not-a-link", lambda *_: "ftp://files.example/story", "no web address"),
    "No address": ("not-a-link", lambda *_: "", "names no address"),
}  # fmt: skip
