"""Pages with and without a wall: whole articles that carry a wall's words, and walls in many words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

TITLE = "Court orders timber company to pay for flood"
PROSE = (
    "A court in Tallinn on Thursday ordered the Baltic Timber Company to pay 2.4 million euros to "
    "the owners of 310 flooded houses.",
    "The judges found that the company had felled trees on a slope above the village of Rannu "
    "although geologists had warned it twice.",
    "After three days of rain in October 2016 the slope gave way, and mud and logs blocked the river, "
    "the judgment says.",
    "The company said that it would appeal, and that the rain had been the heaviest since "
    "measurements began in 1881.",
    "“We have waited for eight years,” said a teacher whose house was under water for a week and "
    "had to be pulled down.",
    "The forestry office has since forbidden felling on slopes of more than twenty degrees, a rule "
    "that three firms have challenged.",
)
ZH_TITLE = "利马市议会为桥梁购买摄像机"
ZH_PROSE = (
    "利马市议会在2018年购买了四十八台摄像机，据周二的会议记录显示，合同价值四百万元，为期五年。",
    "这些摄像机由奥斯陆的一家国有公司制造，六月以前安装在十一座桥上，市政府派人看管。",
    "议员批评说，没有人征求过居民的意见，这笔钱本来应该用在学校上，而不是用在桥上。",
    "市长在投票前曾答应安装摄像机，他说，自那以后桥上的盗窃案减少了三分之一。",
    "审查将在五月举行，结果将在夏天以前公布，发言人补充说，届时将召开听证会。",
    "警方表示，录像将保存三十天，然后按照2015年的法律予以删除，不得外传。",
    "当地居民张先生说，他每天上班都要经过大桥，装了摄像机以后觉得安全多了。",
    "不过也有人担心隐私，一家民间组织已向法院提起诉讼，要求停止使用人脸识别功能。",
)
BESIDE = (
    "Already a subscriber? Log in",
    "Already have an account? Sign in",
    "Existing subscriber? Sign in",
    "Not a subscriber? Join us",
    "Subscribe | Log in",
    "Sign in to your account",
    "Have you got a subscription? Log in",
    "Support The Mason from £2",
    "Login or register to post comments",
    "Log in to view comments.",
    "Support quality journalism. Subscribe.",
    "Subscribe to our newsletter and keep up with the news.",
    "Sign up for our newsletter to get the day's stories.",
    "Members get exclusive content and more.",
    "Support our work: become a member and help us to keep reporting.",
    "Subscribers can gift this article to friends.",
    "You have 2 free articles left this month.",
    "Comments are for subscribers only.",
    "Manage my subscription",
    "Want more stories like this? Subscribe now.",
    "You can log in to see your saved articles.",
    "Please enable JavaScript to view the comments powered by Disqus.",
    "JavaScript is required for the map.",
    "Your browser is out of date. Upgrade your browser.",
    "This site uses cookies. Please accept our cookies.",
    "We value your privacy. Accept all or manage.",
    "This video is not available in your country.",
    "Unauthorised access is denied.",
    "To read our privacy policy, click here.",
    "This is your last free article this month.",
    "We keep our journalism open to everyone. Support us from £1, or continue reading below.",
    "Only members may vote on what comes next.",
    "The full report is available to members of the university only.",
    "The rest is history, as the members of the old board say.",
)
"""What stands at the head or the foot of whole articles."""
WITHIN = (
    "Access has been denied to observers since March, and the council gave no reason for that.",
    "Drivers reported unusual traffic on the bridge on the day on which the cameras were put up.",
    "Residents may register online to view the pictures in which they appear, the law says.",
    "The council's site asked for a captcha before it showed the minutes, which annoyed many.",
    "The meeting was members only, and journalists were sent away at the door by two guards.",
    "The page with the minutes was removed from the council's site a week later, for reasons unknown.",
    "Passengers under 18 must confirm their age at the counter, the line said in a notice to its agents.",
)
"""Sentences of articles that have a wall's words."""
RELATED = (
    "Talks continue as members meet",
    "Firm told to pay for full clean-up",
    "Members signed the full text",
    "Premium bonds: the rest of the draw",
)
"""Headlines of other pages, likewise."""
ZH_BESIDE = (
    "登录后发表评论",
    "请登录后参与评论",
    "订阅我们的微信公众号",
    "下载客户端，阅读更多精彩内容",
    "登录 | 注册",
    "注册会员享更多优惠",
    "阅读原文",
    "登录查看评论",
    "责任编辑：张三",
    "打开APP，体验更佳",
    "会员中心",
    "扫一扫分享到朋友圈",
    "免费订阅本报电子版",
    "版权声明：未经许可不得转载",
    "阅读 1234",
    "居民请登录市政府网站查询有关记录，也可以到窗口办理。",
)
ASKING = (
    "Subscribe to continue reading.",
    "This article is for subscribers only.",
    "Create a free account to continue reading.",
    "You've reached your limit of free articles.",
    "You have read your last free article.",
    "Want to read more? Join today.",
    "The rest of this article is available to members.",
    "To read the remaining 80% of this story, buy a day pass.",
    "Keep reading for just £1",
    "This is a premium article. Subscribe.",
    "You've reached the end of your free preview.",
    "Continue reading your article with a subscription",
    "You have no free articles remaining.",
    "Please log in with your library card to access the full text.",
    "You need a subscription to read on.",
    "Log in to finish this article",
    "Full article for registered readers only",
    "This story is part of Mason Premium",
    "To see the whole article you must be logged in",
    "Your free trial has ended",
    "Get access to this article: 24 hours, $39",
    "You have exceeded your monthly article allowance",
    "Institutional login required for full text",
    "Artikel weiterlesen? Jetzt anmelden",
    "Mit einem Abo lesen Sie weiter",
    "Pour lire la suite, connectez-vous",
    "Cet article est réservé à nos abonnés",
    "Lee el artículo completo con tu suscripción",
    "Questo contenuto è riservato agli iscritti",
    "Dit artikel lezen? Word abonnee",
    "Читать дальше могут только подписчики",
    "続きは会員登録してお読みください",
    "기사 전문은 유료 회원만 볼 수 있습니다",
    "Den här artikeln är för prenumeranter. Logga in för att läsa",
    "Continue lendo com uma assinatura",
    "Haberin devamını okumak için abone olun",
    "Jatka lukemista tilaajana",
    "Answer one survey question to continue reading this content.",
    "This is a preview.",
    "Please be patient while we verify access.",
    "Материал доступен только подписчикам.",
    "Tylko dla prenumeratorów",
    "Kup dostęp, aby czytać dalej",
    "Endast för prenumeranter",
    "Pouze pro předplatitele",
    "Only subscribers can see what comes next.",
    "The rest is for our members.",
    "What follows is for paying readers only.",
    "Ab hier geht es nur mit Abo weiter",
    "From here on, paying readers only.",
    "There is more, but only for patrons.",
    "Der Rest ist unseren Mitgliedern vorbehalten.",
    "Lo que sigue es solo para socios.",
)
"""What stands below the beginning of an article that goes on behind a wall."""
ZH_ASKING = (
    "本文为付费内容，订阅后可阅读全文。",
    "您的免费阅读次数已用完，请订阅后继续阅读。",
    "登录后阅读全文",
    "打开APP阅读全文",
    "剩余内容需付费后查看，购买全文 3元",
    "开通会员，继续阅读",
    "加入會員即可閱讀全文",
    "试读已结束，购买后可继续阅读",
    "订阅财经通，即可畅读",
    "此内容仅限会员阅读",
    "余下内容仅对注册用户开放",
    "展开阅读全文需登录",
    "您本月的免費文章已閱畢",
    "支付2元，查看完整文章",
    "请使用微信扫描二维码登录",
    "未登录用户只能查看部分内容",
    "本文只对订阅用户开放",
    "本篇为收费内容",
    "您尚未登录，登录后可查看完整内容",
    "還剩 70% 內容，登入會員後繼續閱讀",
    "剩下的部分只留给会员",
)
SHUT = (
    ("Log in - The Mason", "Forgot your password?"),
    ("Sign in to your account", "Enter your e-mail address."),
    ("Cookies", "To visit this site, please accept our cookies."),
    ("Your privacy", "We and our 842 partners store information."),
    ("Age check", "Please enter your date of birth to continue."),
    ("The Mason", "Please confirm that you are 18 or older to enter."),
    ("The Mason", "Are you over 18? Yes No"),
    ("Security check", "Press and hold the button to confirm that you are a human and not a bot."),
    ("Please wait", "We are checking that the connection is safe. Ray ID: 8a7b6c5d"),
    ("Sorry", "You have been blocked."),
    ("Sorry", "The page is not available in your country."),
    ("Sorry", "This content is not available from your location."),
    ("The Mason", "This site is currently unavailable to visitors from the European Economic Area."),
    ("Access", "We have detected that you are using a VPN or proxy."),
    ("Waiting room", "You are now in line."),
    ("用户登录", "用户名 密码"),
    ("提示", "本网站使用Cookie，请点击同意后继续浏览。"),
    ("提示", "您是否已年满18周岁？未满18岁请离开。"),
    ("安全检查", "请拖动滑块完成拼图以继续访问"),
    ("访问验证", "您的访问过于频繁，请稍后再试。"),
    ("提示", "很抱歉，根据当地法律，您所在的地区无法访问此内容。"),
    ("拦截", "您的请求疑似攻击行为，已被网站防火墙拦截。"),
)
"""Pages that let nobody in: title and words."""
BOXES = (
    ("Enjoying this article?", "Subscribe to support our journalism from £2 a month."),
    ("Support us", "This article is free to read thanks to our members. Join them today."),
    ("Register now for FREE unlimited access to the-mason.example", "Register"),
    ("Mason Plus", "Unlimited access to everything we publish. From £1 a week."),
    ("Log in to save this article", "Log in"),
    ("Reprints", "To license this content, register with our syndication desk."),
    ("More from the Mason", "Subscribers only: the full list of candidates"),
    ("Transcripts", "Subscribe to read the full transcript archive."),
    ("Discover more from The Mason", "Subscribe now to keep reading and get access to the full archive."),
)
"""Boxes of whole articles: heading and words."""
OFFERS = (
    ("Want to read on?", "Choose a subscription that suits you."),
    ("This story continues for our members", "Join for £3 a month."),
    ("Get one-day access to this article for £2", "Buy now"),
    ("Sie möchten weiterlesen?", "Mit Mason+ lesen Sie diesen und alle anderen Artikel."),
    ("La suite est réservée à nos abonnés", "1 € le premier mois"),
    ("Has alcanzado el límite de artículos gratuitos", "Suscríbete para tener acceso ilimitado"),
    ("余下全文", "购买后阅读，3元"),
)
"""Boxes of walls."""
GONE = (
    ("The Mason", "We're sorry, but we couldn't find that. Try a search:"),
    ("The Mason", "There is nothing at this address."),
    ("The Mason", "This story has been withdrawn by the publisher."),
    ("The Mason", "This site has been archived."),
    ("mason.example", "This domain is parked free. Related searches: loans, hotels, cars"),
    ("mason.example", "The domain mason.example may be for sale."),
    ("mason.example", "Is this your domain name? Renew it now."),
    (
        "Welcome to nginx!",
        "If you see this page, the nginx web server is successfully installed and working.",
    ),
    ("Coming soon", "Our new website is on its way. Stay tuned!"),
    ("Account Suspended", "Contact your hosting provider."),
    ("Best casino bonus", "Play the best slots with a welcome bonus of 500 and with free spins. " * 12),
    ("莫森日报", "您查看的信息已过期或不存在，请搜索："),
    ("出错了", "哎呀，页面丢了！5秒后自动返回首页。"),
    ("域名出售", "您正在访问的域名可以转让！"),
    ("网站建设中", "网站正在建设中，敬请期待。"),
    ("提示", "该网站已关闭，感谢您多年来的支持。"),
)
"""Pages that are not the source any more."""


@dataclass(frozen=True)
class Walled:
    name: str
    state: str
    title: str
    body: bytes


def page(title: str, *lines: str, head: str = "", within: str = "", lang: str = "en") -> bytes:
    text = "".join(f"<p>{line}</p>" for line in lines)
    return (
        f"<!doctype html><html lang={lang}><head><meta charset=utf-8><title>{title}</title>{head}</head>"
        f"<body><article><h1>{title}</h1>{text}{within}</article></body></html>"
    ).encode()


PLACES = {
    "behind the text": "<article><h1>{title}</h1><div class=article-body>{text}</div>{box}</article>",
    "below the article": "<article><h1>{title}</h1><div class=article-body>{text}</div></article>{box}",
    "aside": "<article><h1>{title}</h1>{text}<aside>{box}</aside></article>",
    "in the text": "<article><h1>{title}</h1><div class=article-body>{text}{box}</div></article>",
    "over the page": "<article><h1>{title}</h1>{text}</article><hr><div role=dialog>{box}</div>",
}
"""Where a box stands beside the text."""


def boxed(place: str, title: str, lines: Sequence[str], *box: str) -> bytes:
    text, shown = ("".join(f"<p>{line}</p>" for line in many) for many in (lines, box))
    body = PLACES[place].format(title=title, text=text, box=f"<div class=q>{shown}</div>")
    return (
        f"<!doctype html><html><head><meta charset=utf-8><title>{title}</title></head><body>"
        f"<nav><a href=/>News</a></nav><main>{body}</main></body></html>"
    ).encode()


def _beside() -> Iterator[Walled]:
    """The same and other words in elements of their own, beside the one that holds the text."""
    long = (*PROSE, *(line.replace("a", "o") for line in PROSE))
    for place in PLACES:
        for at, box in enumerate(BOXES):
            yield Walled(f"{place}: box {at}", "live", TITLE, boxed(place, TITLE, long, *box))
        for at, box in enumerate(OFFERS):
            yield Walled(f"{place}: offer {at}", "wall", TITLE, boxed(place, TITLE, PROSE[:3], *box))
    place = "behind the text"
    for line in BESIDE:
        yield Walled(f"{place}: {line}", "live", TITLE, boxed(place, TITLE, PROSE, line))
    for line in ZH_BESIDE:
        yield Walled(f"{place}: {line}", "live", ZH_TITLE, boxed(place, ZH_TITLE, ZH_PROSE, line))
    for line in ASKING:
        yield Walled(f"{place}: {line}", "wall", TITLE, boxed(place, TITLE, PROSE[:2], line))
    for line in ZH_ASKING:
        yield Walled(f"{place}: {line}", "wall", ZH_TITLE, boxed(place, ZH_TITLE, ZH_PROSE[:3], line))
    cut = (*PROSE[:4], "The forestry office has since forbidden felling on slopes of…")
    offer = "Already a subscriber? Log in"
    yield Walled(f"{place}: cut", "wall", TITLE, boxed(place, TITLE, cut, offer))
    credits = (*PROSE, "Reporting by Ana Ruiz in Tallinn, with words from our Riga office and news agencies")
    yield Walled(f"{place}: credits", "live", TITLE, boxed(place, TITLE, credits, "Sign in"))
    short = (PROSE[0], "The judges found that the company had felled trees on a slope above the")
    for box in (("Sign in", "Subscribe"), ("Limited time offer. Save 70%.", "View offers")):
        yield Walled(f"{place}: cut, {box[0]}", "wall", TITLE, boxed(place, TITLE, short, *box))


def pages() -> Iterator[Walled]:
    """All of them, each under a name of its own."""
    zh = {"lang": "zh"}
    for at, line in enumerate(BESIDE):
        yield Walled(f"below: {line}", "live", TITLE, page(TITLE, *PROSE, line))
        yield Walled(f"above: {line}", "live", TITLE, page(TITLE, line, *PROSE))
        yield Walled(f"within: {at}", "live", TITLE, page(TITLE, *PROSE[:4], line, *PROSE[4:]))
    for line in WITHIN:
        yield Walled(f"said: {line}", "live", TITLE, page(TITLE, *PROSE, line))
    for line in RELATED:
        yield Walled(
            f"related: {line}", "live", TITLE, page(TITLE, *PROSE, "Related", line, "Minister resigns")
        )
    for line in ZH_BESIDE:
        yield Walled(line, "live", ZH_TITLE, page(ZH_TITLE, *ZH_PROSE, line, **zh))
    for line in ASKING:
        yield Walled(f"long: {line}", "wall", TITLE, page(TITLE, *PROSE[:5], line))
        yield Walled(f"short: {line}", "wall", TITLE, page(TITLE, *PROSE[:2], line))
    for line in ZH_ASKING:
        yield Walled(line, "wall", ZH_TITLE, page(ZH_TITLE, *ZH_PROSE[:4], line, **zh))
    for at, (title, words) in enumerate(SHUT):
        yield Walled(f"shut {at}: {words}", "wall", TITLE, page(title, words))
    for at, (title, words) in enumerate(GONE):
        yield Walled(f"gone {at}: {words[:40]}", "soft-404", TITLE, page(title, words))
    yield from _with_second_signs()
    yield from _beside()


def _with_second_signs() -> Iterator[Walled]:
    """A line that articles have too, beside a text that is cut, a price or markup."""
    line = "Already a subscriber? Log in"
    counted = '<script type="application/ld+json">{"@type":"NewsArticle","wordCount":%s}</script>'
    given = '<script type="application/ld+json">{"@type":"NewsArticle","articleBody":"%s"}</script>'
    signs = {
        "cut": page(TITLE, *PROSE[:5], "The forestry office has since forbidden felling on slopes of…", line),
        "cut without dots": page(
            TITLE, *PROSE[:5], "The forestry office has since forbidden felling on slopes of", line
        ),
        "price": page(TITLE, *PROSE[:5], "Get unlimited access for $1 a week.", line),
        "plans": page(TITLE, *PROSE[:5], "Choose your plan", "Monthly $9.99", line),
        "a lead": page(TITLE, *PROSE[:2], line),
        "more words": page(TITLE, *PROSE[:5], line, head=counted % '"190"'),
        "a longer text": page(TITLE, *PROSE[:4], head=given % " ".join(PROSE * 3)),
        "many more words": page(TITLE, *PROSE, head=counted % 1240),
        "locked": page(TITLE, *PROSE, line, head='<meta property="article:content_tier" content="locked">'),
        "named": page(TITLE, *PROSE[:5], within=f"<div class='paywall-overlay'><p>{line}</p></div>"),
    }
    for name, body in signs.items():
        yield Walled(name, "wall", TITLE, body)
    yield from _not_free(counted)


def _not_free(counted: str) -> Iterator[Walled]:
    """Pages that say of themselves that they are not free: with the whole text, and with its beginning."""
    named = (
        '<script type="application/ld+json">{"@type":"NewsArticle","isAccessibleForFree":false,"hasPart":'
        '{"isAccessibleForFree":"False","cssSelector":".kept"}}</script>'
    )
    counted = named + counted
    long = tuple(line.replace("a", letter) for letter in "aoe" for line in PROSE)
    kept = "".join(f"<p>{line}</p>" for line in long[2:8])
    marked = '<meta itemprop="isAccessibleForFree" content="false">'
    part = "<div class=kept>{}</div>"
    locked = '<meta property="article:content_tier" content="locked">'
    signs = {
        "all words": ("live", page(TITLE, *PROSE, head=counted % len(" ".join(PROSE).split()))),
        "fewer words": ("wall", page(TITLE, *PROSE[:4], head=counted % len(" ".join(PROSE).split()))),
        "the kept part": ("live", page(TITLE, *PROSE[:2], head=named, within=part.format(kept))),
        "all in the kept part": ("wall", page(TITLE, head=named, within=part.format(kept))),
        "the kept part cut": ("wall", page(TITLE, *PROSE[:2], head=named, within=part.format(kept[:-20]))),
        "long": ("live", page(TITLE, *long, head=named)),
        "long, locked": ("live", page(TITLE, *long, head=locked)),
        "long, cut": ("wall", page(TITLE, *long, PROSE[4][:70], head=named)),
        "long, asking": ("wall", page(TITLE, *long, "Subscribe to continue reading.", head=named)),
        "of a few lines": ("wall", page(TITLE, *PROSE, head=marked)),
    }  # fmt: skip
    for name, (state, body) in signs.items():
        yield Walled(f"not free: {name}", state, TITLE, body)
