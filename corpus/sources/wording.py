"""How pages say, in the languages of the web, that they are shut, and where sites send people.

General phrases only: none belongs to one site. They are looked for in a page's title
and, where the page is short, in its text; a long article may speak of such pages.
Every repetition in the patterns is bounded, since the texts come from strangers.
"""

from __future__ import annotations

import re

from corpus.sources.phrases import Phrases

_MEMBERS = r"(?:subscribers|members|registered users)"
_SHUT = (
    r"(?:subscribe|subscription|sign[ -]?in|log[ -]?in|register|become a member|start your (?:free )?trial)"
    r"(?: \w{1,12}){0,4} (?:to|and|for) (?:\w{1,12} )?"
    r"(?:continue|read|unlock|access|view|see|keep|get (?:full )?access)",
    r"(?:this|the full) (?:article|content|story|page|report)(?: \w{1,12}){0,3} (?:for|to)"
    rf" (?:\w{{1,12}} ){{0,2}}{_MEMBERS}",
    r"(?:subscribers?|members?)[ -]only|already a subscriber\?|exclusive to subscribers",
    r"(?:please )?(?:enable|turn on|activate) (?:java ?script|cookies)",
    r"java ?script (?:is|must be) (?:disabled|required|enabled)|requires java ?script",
    r"(?:verify|confirm|prove)(?:ing)? (?:that )?you(?:['’]re| are) (?:a )?(?:human|not a (?:ro)?bot)",
    r"(?:make|be) sure (?:that )?you(?:['’]re| are) (?:a human|not a (?:ro)?bot)|\brobot check\b",
    r"(?:enter|type) the (?:characters|letters) (?:that )?you see",
    r"are you a (?:human|robot)|checking (?:if the site connection is secure|your browser)|captcha",
    r"verif(?:y|ying) your browser|ddos protection|\byou need (?:access|permission)[.!\n]",
    r"complete the security check|unusual traffic|just a moment\.\.\.|attention required!",
    r"access (?:to this page )?(?:is |has been )?denied",
    r"you (?:don['’]t|do not) have (?:permission|access)",
    r"not available in your (?:country|region|location|area)",
    r"(?:access|attempting to access) this (?:web)?site from a country|unavailable due to legal reasons",
    r"(?:your )?browser (?:is )?(?:not supported|unsupported|out of date|outdated)|upgrade your browser",
    r"(?:accept|agree to|consent to)(?: \w{1,12}){0,4} cookies(?: \w{1,12}){0,3}"
    r" to (?:continue|proceed|access)|before you continue to",
    r"(?:请|請)(?:先|您)?(?:登录|登入|登錄|订阅|訂閱|注册)",
    r"(?:登录|登入|登錄|订阅|訂閱|付费|付費)(?:后|後)(?:才能|可|即可|继续|查看|阅读)",
    r"(?:验证|驗證)(?:后|後|完成).{0,12}(?:访问|訪問|继续)|环境异常|安全验证|安全驗證|请输入验证码",
    r"(?:系统|系統|网站|網站|服务器|伺服器)(?:正在)?(?:维护|維護|升级|升級)中(?:[，,。!！]|$)",
    r"请在微信客户端打开|人机验证|启用 ?javascript",
    r"(?:付费|付費|订阅|訂閱|会员|會員)(?:内容|內容|专享|專享|可见|阅读全文)|(?:剩余|剩餘"
    r"|余下).{0,8}(?:付费|订阅)",
    r"melden sie sich an|jetzt abonnieren|nur für abonnenten|mit .{0,12}weiterlesen|weiterlesen mit",
    r"zustimmen und weiter|weiter mit werbung",
    r"bitte (?:loggen|melden) sie sich|(?:dieser|der) artikel ist (?:nur )?für abonnenten",
    r"réservée? (?:aux|à nos) abonnés|abonnez-vous pour|connectez-vous pour|il vous reste \d{1,3} ?% ",
    r"suscríbete (?:para|o inicia)|(?:solo|exclusivo|contenido) para suscriptores|inicia sesión para",
    r"exclusivo para assinantes|assine para|faça login para|conteúdo exclusivo",
    r"riservat[oa] agli abbonati|abbonati per|accedi per (?:continuare|leggere)",
    r"alleen voor abonnees|log in om|для подписчиков|по подписке|войдите,? чтобы"
    r"|подтвердите,? что вы не робот",
    r"会員限定|ログインして|続きを読むには|有料会員|로그인 (?:후|이) |구독자 전용|للمشتركين فقط|سجل الدخول",
)
SHUT = Phrases("|".join(_SHUT))
"""Words of a page that lets nobody, or no program, in."""
GONE_TITLE = re.compile(
    r"^\W*(?:error\W*)?404\b|\b404\W*$|\bnot found\W*$|^\W*(?:page |article )?not found\b|^\W*page gone\b",
    re.IGNORECASE,
)
"""Titles of a page that is not there, beside the words above."""
GONE_PATH = re.compile(
    r"/(?:[\w-]{0,20}[-_])?(?:404|not[-_]?found|page[-_]?not[-_]?found|errors?|errors?[-_]?page|gone)"
    r"(?:[./?_-]|$)",
    re.IGNORECASE,
)
"""Paths that a site sends people to whose page is not there."""
CONSENT = Phrases(
    r"we (?:value|respect|care about) your privacy"
    r"|(?:we and )?our (?:\d{1,4} )?partners (?:use|store|process)"
    r"|accept (?:all|& continue)\W{1,6}(?:reject|decline|manage|more)"
    r"|wir (?:schätzen|respektieren) ihre privatsphäre|nous respectons votre vie privée"
    r"|valoramos tu privacidad"
)
"""Words of a question about cookies: a wall where nothing else stands on the page."""
SEARCH_PATH = re.compile(
    r"/(?:site[-_]?|advanced[-_]?)?(?:search(?:[-_]?results?)?|suche|recherche|rechercher|buscar|busca|pesquisa"
    r"|ricerca|cerca|zoeken|sok|szukaj|hledat|poisk|ara|sousuo)(?:\.\w{2,5})?/?$",
    re.IGNORECASE,
)
"""Paths of a page that looks for what was asked instead of showing it."""
SHUT_HOST = re.compile(
    r"^(?:log-?in|sign-?in|auth|accounts?|sso|idp|consent|subscribe|paywall|captcha|challenge|passport)\.",
    re.IGNORECASE,
)
"""Hosts that do nothing but let people in."""
SHUT_PATH = re.compile(
    r"/(?:log-?in|sign-?in|auth|sso|account|subscribe|subscription|paywall|register|consent|captcha"
    r"|challenge|verify|passport|denied|geoblock|cookie-?wall)(?:[./?_-]|$)",
    re.IGNORECASE,
)
"""Paths that a site sends people to whom it does not let in."""
FRONT_PATH = re.compile(
    r"^/?(?:(?:index|default|home|main|start|welcome)(?:\.\w{2,5})?/?|[a-z]{2}(?:[-_][a-z]{2})?/?)?$",
    re.IGNORECASE,
)
"""Paths of a front page, also of one language's."""
