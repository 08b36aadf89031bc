"""How pages say, in the languages of the web, that they are gone or shut.

General phrases only: none belongs to one site. They are looked for in a page's title
and, where the page is short, in its text; a long article may speak of such pages.
Every repetition in the patterns is bounded, since the texts come from strangers.
"""

from __future__ import annotations

import re

_THING = (
    r"(?:page|article|content|story|document|file|video|resource|url|link)s?"
    r"(?: (?:that )?you(?:['’]re| are| have|['’]ve)? (?:looking for|requested|requesting"
    r"|trying to (?:reach|access|view)))?"
)
_IS_GONE = (
    r" (?:(?:could|can)(?:not|n['’]t| not) be found"
    r"|(?:was|is|were|has been|have been)(?:n['’]t| not)? (?:found|removed|deleted|moved or deleted"
    r"|no longer available|unavailable|not available|missing)"
    r"|no longer exists?|does(?:n['’]t| not) exist|not found|has expired|has moved or no longer exists?)"
)
_SEITE = r"seite (?:wurde )?(?:leider )?(?:nicht gefunden|existiert nicht)"
_GONE = (
    _THING + _IS_GONE,
    r"no longer available|nothing (?:was )?found here",
    r"we (?:can['’]?t|cannot|could(?:n['’]t| not)) find (?:the|that|this|what) ?(?:page|article|you)?",
    r"(?:error|http|code)[ :-]{0,3}404|404[ :,.|–—-]{0,4}(?:error|page|not found|file)",
    r"oops[!,. ]{1,3}(?:that|the|this) page",
    r"this (?:domain|site) (?:is for sale|has expired|is parked)|domain (?:name )?(?:is )?for sale",
    r"account (?:has been )?suspended",
    r"(?:页面|頁面|网页|網頁|文章|内容|內容|您访问的.{0,6}|您要访问的.{0,6}|该信息|链接)(?:已经|已經|已|可能)?"
    r"(?:不存在|未找到|找不到|没有找到|無法找到|无法找到|被删除|被刪除|删除|刪除|失效|过期|過期|下线|下線|丢失|走丢了)",
    r"(?:找不到|没有找到|未找到|無法找到|无法找到)(?:了|您|你)?.{0,10}(?:页面|頁面|网页|網頁|文章|内容|內容)",
    r"(?:此|该|該)(?:内容|內容|文章|页面|頁面|链接|帳號|账号)(?:已|因).{0,14}"
    r"(?:删除|刪除|无法查看|無法查看|不可用|失效|屏蔽)",
    _SEITE,
    r"nicht (?:mehr )?verfügbar",
    r"page (?:introuvable|non trouvée)|n['’]existe (?:pas|plus)|page demandée est introuvable",
    r"página (?:no (?:encontrada|existe|disponible)|não (?:encontrada|existe))",
    r"no (?:se )?(?:ha )?(?:encontr\w{1,8}) la página",
    r"pagina (?:non (?:trovata|esiste)|niet gevonden|bestaat niet)",
    r"страниц\w{0,3} (?:не найден\w{0,2}|не существует|удален\w{0,2})",
    r"ページ(?:が|は)?(?:見つかりません|存在しません|削除されました)|お探しのページ",
    r"페이지를 찾을 수 없|존재하지 않는 페이지",
    r"الصفحة غير موجودة",
)
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
    r"are you a (?:human|robot)|checking (?:if the site connection is secure|your browser)|captcha",
    r"complete the security check|unusual traffic|just a moment\.\.\.|attention required!",
    r"access (?:to this page )?(?:is |has been )?denied",
    r"you (?:don['’]t|do not) have (?:permission|access)|not available in your (?:country|region)",
    r"(?:accept|agree to|consent to)(?: \w{1,12}){0,4} cookies(?: \w{1,12}){0,3}"
    r" to (?:continue|proceed|access)|before you continue to",
    r"(?:请|請)(?:先|您)?(?:登录|登入|登錄|订阅|訂閱|注册)",
    r"(?:登录|登入|登錄|订阅|訂閱|付费|付費)(?:后|後)(?:才能|可|即可|继续|查看|阅读)",
    r"(?:验证|驗證)(?:后|後|完成).{0,12}(?:访问|訪問|继续)|环境异常|安全验证|安全驗證|请输入验证码",
    r"请在微信客户端打开|人机验证|启用 ?javascript",
    r"melden sie sich an|jetzt abonnieren|nur für abonnenten|mit .{0,12}weiterlesen",
    r"réservé aux abonnés|abonnez-vous pour|connectez-vous pour",
    r"suscríbete para|solo para suscriptores|inicia sesión para|exclusivo para assinantes",
    r"riservato agli abbonati|для подписчиков|войдите,? чтобы|подтвердите,? что вы не робот",
)
GONE = re.compile("|".join(_GONE), re.IGNORECASE)
"""Words of a page that is not there."""
SHUT = re.compile("|".join(_SHUT), re.IGNORECASE)
"""Words of a page that lets nobody, or no program, in."""
GONE_TITLE = re.compile(
    r"^\W*(?:error\W*)?404\b|\b404\W*$|\bnot found\W*$|^\W*not found\b|^\W*page gone\b", re.IGNORECASE
)
"""Titles of a page that is not there, beside the words above."""
GONE_PATH = re.compile(
    r"/(?:[\w-]{0,20}[-_])?(?:404|not[-_]?found|page[-_]?not[-_]?found|errors?|errors?[-_]?page|gone)"
    r"(?:[./?_-]|$)",
    re.IGNORECASE,
)
"""Paths that a site sends people to whose page is not there."""
SHUT_PATH = re.compile(
    r"/(?:log-?in|sign-?in|auth|sso|account|subscribe|subscription|paywall|register|consent|captcha"
    r"|challenge|verify|passport|denied|geoblock|cookie-?wall)(?:[./?_-]|$)",
    re.IGNORECASE,
)
"""Paths that a site sends people to whom it does not let in."""
FRONT_PATH = re.compile(
    r"^/?(?:(?:index|default|home|main)(?:\.\w{2,5})?/?|[a-z]{2}(?:[-_][a-z]{2})?/?)?$", re.IGNORECASE
)
"""Paths of a front page, also of one language's."""
