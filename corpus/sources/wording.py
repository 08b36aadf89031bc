"""How pages say, in the languages of the web, that they are shut, and where sites send people.

General phrases only: none belongs to one site. They are looked for in a page's title
and, where the page is short, in its text; a long article may speak of such pages.
Every repetition in the patterns is bounded, since the texts come from strangers.
"""

from __future__ import annotations

import re

from corpus.sources.phrases import Phrases

HAN = re.compile(r"[\u3400-\u9fff]")
"""A Chinese character, as pages of all the scripts that use them have it."""

_MEMBERS = r"(?:subscribers|members|registered users)"
_READERS = (
    r"(?:(?:our|all|full|paying|paid|premium) ){0,2}"
    r"(?:subscribers?|members?|patrons?|supporters?|(?:registered|paid|paying|premium|logged-in|signed-in)"
    r" (?:users?|readers?|members?)|account holders|readers with an? (?:account|subscription))(?! of\b)"
)
"""Whom a text is kept for,"""
_FOLLOWS = (
    r"(?:the (?:rest|remainder)(?: of (?:it|th(?:is|e) (?:article|story|text|post|piece|page))\b)?(?! of\b)"
    r"|what (?:comes (?:next|after)|follows|lies below)|there(?:['’]s| is) more"
    r"|(?:[\w,]{1,12} more|the (?:following|next|remaining|other))(?: \w{1,12})?"
    r" (?:paragraphs?|parts?|words|pages|half))"
)
"""and what follows of it. The two make a gate of a line, with nothing but reading or keeping between them:
news that has both tells of something else besides ("Only members may vote on what comes next")."""
_BEHIND = (
    rf"^\W*(?:only |just )?{_READERS} (?:only )?(?:(?:can|may|get to|are able to) )?"
    rf"(?:(?:see|read|view|access|open|unlock|get) {_FOLLOWS}\W*$|(?:keep|continue|go on) reading\b"
    r"|(?:go|read|carry) on\W*$|read further\W*$)",
    rf"^\W*{_FOLLOWS}\W* (?:(?:is|are|remains?|belongs?|but|only|just|open|visible|available|waiting|kept"
    r"|locked|reserved|exclusive(?:ly)?) ){0,4}(?:for|to) "
    rf"{_READERS}(?: (?:only|alone))?\W*$",
    r"^\W*(?:from (?:here|this point)(?: on(?:wards?)?)?|(?:beyond|past|below|after) this (?:point|line))\W+"
    rf"(?:it(?:['’]s| is) )?(?:for )?{_READERS} only\b",
    rf"^\W*(?:for )?{_READERS} only (?:from|beyond|past|below|after) (?:here|this)\b",
    r"^\W*(?:der rest|die fortsetzung|alles weitere|was folgt),? (?:ist|bleibt|gehört) (?:\w{1,12} ){0,2}"
    r"(?:abonnent\w{0,5}|mitgliedern?)\b|^\W*(?:weiter|ab hier) geht(?: es|['’]?s) nur (?:mit|für)\b",
    r"^\W*(?:lo que sigue|el resto) (?:es|está|queda) (?:\w{1,12} ){0,2}(?:para|a) (?:\w{1,12} ){0,2}"
    r"(?:suscriptores|soci[oa]s|abonad[oa]s)\W*$"
    r"|^\W*s[oó]lo (?:los |nuestros )?(?:suscriptores|socios|abonados) pueden"
    r" (?:leer|ver|seguir) (?:lo que sigue|el resto|leyendo)",
    r"^\W*il (?:resto|seguito) (?:è|resta) (?:\w{1,12} ){0,2}(?:per|a|agli) (?:\w{1,12} )?(?:abbonati"
    r"|iscritti|soci)\W*$|^\W*solo gli (?:abbonati|iscritti) possono (?:leggere|vedere) il (?:resto|seguito)",
    r"^\W*(?:somente|só|apenas) (?:os )?(?:assinantes|membros) podem (?:ler|ver) o rest(?:o|ante)\b",
    r"^\W*alleen (?:leden|abonnees) kunnen (?:verder ?lezen|de rest lezen)",
    r"(?:剩下|其余|其餘|后面|後面|下半|以下)(?:的)?(?:部分|内容|內容|文字).{0,4}(?:留给|留給|仅|僅|只|归|歸)"
    r".{0,4}(?:会员|會員|订阅|訂閱|付费|付費)",
)
_OTHER_USES = r"(?! (?:\w{1,12} ){0,4}(?:comments?|notifications?|newsletters?|alerts?|offers?|podcasts?))"
"""What else people are asked to log in for."""
_ASK = (
    r"(?:subscribe|subscription|sign[ -]?(?:in|up)|log[ -]?in|register|create an? (?:\w{1,12} )?account"
    r"|become an? (?:\w{1,12} )?(?:member|subscriber)|start your (?:free )?trial)"
    r"(?: (?!newsletters?|alerts?|podcasts?|channel)\w{1,12}){0,4} (?:to|and|for) (?:\w{1,12} )?"
    rf"(?:continue|read|unlock|access|view|see|keep (?:on )?reading|get (?:full )?access){_OTHER_USES}",
    r"to (?:continue|keep|go on) reading|(?:want|would you like) to (?:read|see|know) (?:more|on|the rest)\?",
    r"to read (?:the (?:rest|remain\w{3}|full|whole)|more|on)\b.{0,60}?"
    r"(?:subscri|sign|log|regist|buy|pay|join|account|member|\bpass\b)",
    r"(?:answer|complete|take|watch) (?:\w{1,12} ){1,4}to (?:continue|keep|go on) reading",
    r"unlock the (?:full|whole|rest of (?:the|this)) (?:article|story)\b",
    r"(?:请|請)(?:先|您|使用.{0,10})?(?:登录|登入|登錄|订阅|訂閱|注册)(?!.{0,6}(?:评论|評論|发表|發表|参与"
    r"|參與|留言))",
    r"(?:登录|登入|登錄|订阅|訂閱|付费|付費|购买|購買)(?:后|後)(?:才能|可|即可|继续|查看|阅读)(?!.{0,4}(?:评论|評論"
    r"|留言))",
    r"(?:打开|打開|下载|下載|前往).{0,10}(?:app|客户端|客戶端).{0,6}(?:全文|继续阅读|繼續閱讀)",
    r"(?:开通|開通|加入|成为|成為|购买|購買).{0,6}(?:会员|會員|vip|订阅|訂閱).{0,8}(?:继续|繼續|阅读|閱讀"
    r"|查看|全文)",
    r"(?:扫码|掃碼|关注|關注|购买|購買|解锁|解鎖|付费|付費|登录|登錄).{0,8}(?:全文|余下|剩余|继续阅读"
    r"|繼續閱讀)",
    r"melden sie sich an|jetzt abonnieren|mit .{0,12}weiterlesen|weiterlesen mit",
    r"bitte (?:loggen|melden) sie sich|abonnez-vous pour(?! \d)|connectez-vous pour",
    r"suscríbete (?:para|o inicia)|inicia sesión para|assine para|faça login para",
    r"abbonati per|accedi per (?:continuare|leggere)|log in om|войдите,? чтобы",
    r"ログインして|続きを読むには|로그인 (?:후|이) |سجل الدخول",
)
_KEPT = (
    r"(?:this|the full|the rest of (?:this|the)) (?:article|content|story|page"
    r"|report)(?: \w{1,12}){0,3} (?:for|to)"
    rf" (?:\w{{1,12}} ){{0,2}}{_MEMBERS}(?! of\b)",
    *_BEHIND,
    r"you(?:['’]ve| have) (?:reached|hit|exceeded|used(?: up)?|read) (?:\w{1,12} ){0,3}(?:limit|all|last"
    r"|maximum)"
    r"(?: \w{1,12}){0,4} (?:articles?|stories|story|views)"
    r"|you(?:['’]ve| have) (?:reached|hit|exceeded|used)[^.]{0,30}\b(?:article|stor(?:y|ies)|reading)"
    r" (?:limit|allowance|quota)|\bthis is an? (?:premium|subscribers?|members?)(?:[ -]only)?"
    r" (?:article|story)\b"
    r"|\bout of (?:your )?free (?:articles|stories)|\bused (?:up )?all (?:of )?your free\b"
    r"|free (?:articles|stories) (?:are|have been) used up"
    r"|\b(?:no|end of your|(?<!this is your )last) (?:more )?free (?:articles?|stories|story|previews?"
    r"|samples?|views?)"
    r"|\bwhile we verify (?:your )?access\b"
    r"|^\W*(?:this is|you(?:['’]re| are) (?:reading|viewing)) an? (?:\w{1,12} )?preview(?:\W*$|[.!])",
    r"(?:付费|付費|订阅|訂閱|会员|會員)(?:内容|內容|专享|專享|可见|阅读全文)|(?:剩余|剩餘"
    r"|余下).{0,8}(?:付费|订阅|购买|登录)",
    r"(?:免费|免費)(?:阅读|閱讀).{0,8}(?:用完|用尽|已达|已達|上限)",
    r"\b(?:trial|preview)(?: \w{1,12}){0,2} (?:ended|expired|over)\b|(?:试读|試讀).{0,4}(?:结束|結束|已完)"
    r"|(?:请|請)先加入"
    r"|\b(?:ha|has) (?:alcanzado|agotado|leído|superado) .{0,30}?(?:l[íi]mite|gratu|artículos)"
    r"|\bvous avez (?:atteint|épuisé|dépassé) .{0,30}?(?:limite|quota|gratu|articles)"
    r"|(?:kontingent|limit|artikel) .{0,20}?(?:erreicht|aufgebraucht|ausgeschöpft)"
    r"|nur für abonnenten|abonnenten vorbehalten|(?:dieser|der) artikel ist (?:nur )?für abonnenten",
    r"réservée? (?:aux|à nos) abonnés|il vous reste \d{1,3} ?% ",
    r"(?:solo|exclusivo|contenido) para suscriptores|exclusivo para assinantes|conteúdo exclusivo",
    r"riservat[oa] agli abbonati|alleen voor abonnees|для подписчиков|по подписке|только подписчик(?:ам|и)\b",
    r"только (?:для )?зарегистрированн\w{2,3}|(?:лише|тільки) (?:для )?передплатник\w{2}",
    r"tylko dla (?:prenumeratorów|subskrybentów)|(?:endast|bara) för prenumeranter|kun for abonnent\w{2}",
    r"(?:jen|pouze) pro předplatitele|sadece (?:aboneler|üyeler)",
    r"会員限定|有料会員|구독자 전용|للمشتركين فقط",
)
_OFFERED = (
    r"(?:subscribers?|members?)[ -]only|(?:already|existing|current)(?: an?)? (?:\w{1,12} )?(?:subscriber"
    r"|member)s?\?|exclusive to subscribers",
    r"bereits abonnent|déjà abonné|ya eres suscriptor|já é assinante|sei già abbonato|已是(?:会员|會員)"
    r"|已有(?:账号|帳號)",
)
_NOTICES = (
    r"(?:please )?(?:enable|turn on|activate) (?:java ?script|cookies)|you need (?:to enable )?java ?script",
    r"java ?script (?:is|must be) (?:disabled|required|enabled)|requires java ?script",
    r"(?:verify|confirm|prove)(?:ing)? (?:that )?you(?:['’]re| are) (?:a )?(?:human|not a (?:ro)?bot)",
    r"(?:make|be) sure (?:that )?you(?:['’]re| are) (?:a human|not a (?:ro)?bot)|\brobot check\b",
    r"(?:enter|type) the (?:characters|letters) (?:that )?you see",
    r"are you a (?:human|robot)|checking (?:if the site connection is secure|your browser)|captcha",
    r"verif(?:y|ying) your browser|ddos protection|\byou need (?:access|permission)[.!\n]",
    r"complete the (?:security check|puzzle)|solve the puzzle|press and hold|slide to (?:complete|verify)",
    r"checking that the connection is (?:safe|secure)|automated (?:requests|queries|traffic) from your",
    r"unusual traffic|just a moment\.\.\.|attention required!|you have been blocked|\bray id\b",
    r"using an? (?:vpn|proxy|ad ?blocker)|you are (?:now )?in (?:the queue|line)\b"
    r"|estimated wait(?:ing)? time",
    r"access (?:to this page )?(?:is |has been )?denied",
    r"you (?:don['’]t|do not) have (?:permission|access)",
    r"(?:confirm|certify|declare) that (?:you are|i am) (?:over |at least |of )?(?:1[68]|2[01]|legal age)\b",
    r"(?:confirm|verify) your age|(?:enter|give) your (?:date of birth|birth ?date)|restricted to adults",
    r"you must be (?:at least |over )?\d\d (?:years|or older|or over)|are you (?:over|at least"
    r"|older than) \d\d",
    r"(?:年满|年滿|未满|未滿) ?1[68] ?(?:周?岁|週?歲)",
    r"(?:访问|訪問|请求|請求|操作)(?:过于|過於|太)(?:频繁|頻繁)|被.{0,8}(?:防火墙|防火牆).{0,4}拦截"
    r"|拖动.{0,4}滑块",
    r"(?:access|attempting to access) this (?:web)?site from a country|unavailable due to legal reasons",
    r"(?:your )?browser (?:is )?(?:not supported|unsupported|out of date|outdated)|upgrade your browser",
    r"(?:accept|agree to|consent to)(?: \w{1,12}){0,4} cookies(?: \w{1,12}){0,3}"
    r" to (?:continue|proceed|access)|before you continue to|please accept (?:our |the |all )?cookies",
    r"(?:请|請).{0,6}(?:同意|接受).{0,12}(?:继续|繼續)(?:浏览|瀏覽|访问|訪問)",
    r"(?:验证|驗證)(?:后|後|完成).{0,12}(?:访问|訪問|继续)|环境异常|安全验证|安全驗證|请输入验证码",
    r"(?:系统|系統|网站|網站|服务器|伺服器)(?:正在)?(?:维护|維護|升级|升級)中(?:[，,。!！]|$)",
    r"请在微信客户端打开|人机验证|启用 ?javascript",
    r"zustimmen und weiter|weiter mit werbung|подтвердите,? что вы не робот",
    r"kein roboter sind|ungewöhnliche\w{0,2} (?:daten)?verkehr|zugriff (?:wurde )?verweigert"
    r"|als (?:automatisches programm|roboter|bot) (?:erkannt|eingestuft)",
    r"n['’](?:êtes|es) pas un robot|trafic inhabituel|accès (?:refusé|restreint)",
    r"no (?:eres|es|soy) un robot|tráfico (?:inusual|sospechoso)|acceso (?:denegado|restringido)",
    r"não (?:é|sou) um robô|non (?:sei|sono) un robot|geen robot bent|acesso negado|accesso negato",
)
_ELSEWHERE = (
    r"not available (?:in|from|to|for) (?:your|this) (?:country|region|location|area|territory)",
    r"(?:cannot|can['’]t|unable to) (?:show|offer|display|stream)(?: \w{1,12}){0,3} in your (?:country"
    r"|region|territory)",
    r"unavailable (?:to|for|in) (?:\w{1,12} ){0,4}(?:european|eea\b|eu\b|your (?:country|region))",
    r"in ihr(?:em|er) (?:land|region|gebiet) (?:leider )?nicht (?:verfügbar|zugänglich|abrufbar)"
    r"|nicht (?:verfügbar|zugänglich|abrufbar) in ihr(?:em|er) (?:land|region)",
    r"pas (?:disponible|accessible)s? (?:dans|depuis|en|pour) (?:votre|ce) (?:pays|région|territoire)",
    r"no (?:está|se encuentra) disponible (?:en|desde|para) (?:su|tu|este) (?:país|región|ubicación|zona)",
    r"não está disponível (?:no|na|em) (?:seu|sua) (?:país|região)|non è disponibile nel (?:tuo|suo) paese",
    r"(?:所在|您的|你的)的?(?:国家|國家|地区|地區|区域|區域)[^。]{0,6}(?:无法|無法|不可|不能|未|暂不|尚未)",
)
ASK = Phrases("|".join(_ASK))
"""Words that ask a reader to log in or to pay before reading on."""
KEPT = Phrases("|".join(_KEPT))
"""Words that say of a text that it is for some readers only."""
OFFERED = Phrases("|".join(_OFFERED))
"""Words that stand beside such an offer, and as well at the head or foot of a page that is whole."""
ELSEWHERE = Phrases("|".join(_ELSEWHERE))
"""Words of a page that is there, but not for readers of this country."""
SHUT = Phrases("|".join((*_ASK, *_KEPT, *_OFFERED, *_NOTICES, *_ELSEWHERE)))
"""Words of a page that lets nobody, or no program, in."""
ACCOUNT = Phrases(
    r"subscri|\b(?:log|logged|sign|signed)[ -]?(?:in|up)\b|\bsupport us\b|\ballowance\b|\blimit\b"
    r"|l[íi]mite|limite|gratuit|\bregist|\baccounts?\b|\bmembers?(?:hip)?\b|\bpremium\b"
    r"|\bunlimited\b|\btrial\b"
    r"|\b(?:buy|purchase|pay)\b|\bpaid\b|\binstitution|(?:us)?[$€£¥] ?\d|\d ?[€元]|\babo\b|\babonn|\babbon"
    r"|\bsuscr|\bassin|\bregíst|\binici[ae] sesión|\binscri(?:vez|re|ts?\b)|\bcompte\b|\bcuenta\b|\bcadastr"
    r"|\banmeld|\bconnectez|подпис|購読|회원|prenumer|\bzaloguj|\b(?:wy)?kup\b|\bdostęp"
    r"|\babone\b|\büye ol|\bgiriş yap|\btilaa|\bkirjaudu|\bpředpla|\belőfizet"
    r"|\blogga in|\biscri|\briservat|\binloggen"
    r"|会員|ログイン|구독|로그인|اشترا|订阅|訂閱|会员|會員|登录|登錄|登入"
    r"|注册|註冊|付费|付費|支付|购买|購買"
    r"|收费|收費|上限|解锁|解鎖|扫码|掃碼|试读|試讀|免费|免費"
)
"""What a wall wants, in one word,"""
READING = Phrases(
    r"\bread(?:ing)?\b|\bto continue\b|\bcontinue (?:reading|with|your|to (?:read|the))|\barticles?\b"
    r"|\bstor(?:y|ies)\b|\bfull\b|\bwhole\b|\bconten[ui]"
    r"|\bmat[ée]ria|\bläsa|\bcontent\b|\bthe rest\b"
    r"|\bremaining\b|\baccess\b"
    r"|lesen\b|\bartikel|\blire\b|\blecture|\bleer\b|\bleyendo|\bart[íi][cg]|\bler\b|\blegg|\barticol"
    r"|\blezen|\bczyta|читать|чтени"
    r"|стать|読|記事|읽|기사|قراءة|المقال|本文|本篇|此文|阅读|閱讀|畅读|暢讀|全文|内容|內容|文章"
    r"|[继繼](?:续|續)(?:阅读|閱讀|浏览|瀏覽|查看|看)|[后後可]继续|[后後可]繼續|[续續][读讀]|继续$|繼續$"
    r"|剩余|剩餘|余下"
    r"|完整|閱畢|阅毕"
)
"""and what it gives for that: the two stand in one line of it."""
THE_REST = Phrases(
    r"\bthe (?:full|whole|entire|complete|remain\w{3}|rest)\b(?! (?:\w{1,15} )?archives?\b)"
    r"|\bfull (?:article|story|text)\b"
    r"|\bremaining\b|\ball of it\b"
    r"|\b(?:continue|keep|go on|carry on|finish) reading\b|\b(?:finish|complete) th(?:is|e) (?:article"
    r"|story)\b"
    r"|\bto (?:continue|read|view|read it)\W*$|\bto read more\?|\bread (?:on|it all)\b|\bstory continues\b"
    r"|\bto (?:read|finish|unlock|access|view|see) (?:this|the) (?:article|story|content|piece|report)\b"
    r"|\bin full\b"
    r"|\bto read more(?! (?:\w{1,12} )?(?:articles|stories|news|from|about|like))\b"
    r"|\bum (?:diesen|den) (?:artikel|text|beitrag) .{0,20}?zu lesen|\bum mehr zu lesen|\bpour (?:lire"
    r"|accéder à"
    r"|débloquer) (?:cet article|ce contenu|plus)|\bpara (?:leer|acceder a|ver) (?:más|(?:est[ea]|el|la)"
    r" (?:art|noti|conte))|weiter(?:zu)?lesen|\blesen sie (?:jetzt )?weiter"
    r"|(?:ganzen?|gesamten?|vollständigen?|kompletten?) (?:artikel|beitrag|text|bericht|inhalt)"
    r"|\bla suite\b|(?:poursuivre|continuer) (?:la|votre|sa) lecture|continuer à lire"
    r"|\b(?:article|texte) (?:complet|en entier|dans son intégralité)|l['’]intégralité"
    r"|\b(?:seguir|continuar|siga|continúe|continúa|sigue) (?:leyendo|la lectura)"
    r"|(?:art[íi]culo|noticia|nota|texto|contenido) complet[oa]|\bel resto\b"
    r"|\bdevamını (?:oku|gör)|\bokumaya devam|\bjatka lukemista|\bčíst dál|\bolvasna tovább|\btovább olvas"
    r"|continu(?:ar|e) (?:lendo|a ler)|na íntegra"
    r"|continua(?:re)? a leggere|verder ?lezen|lees (?:verder|het hele)"
    r"|läsa vidare|läs vidare|czyta[jć] dalej"
    r"|читать (?:далее|дальше)|続き|全文|전문|계속 읽"
    r"|[继繼][续續](?:阅读|閱讀|浏览|瀏覽|查看|看)|[续續][读讀]|剩余|剩餘|余下|完整(?:内容|內容|文章|报道"
    r"|報道)"
)
"""What means the rest of the text that is shown, and not what else the site has."""
THIS_TEXT = Phrases(
    r"\b(?:this|your) (?:article|story|text|report|content|piece|post)\b|\bdiese[nrms]? (?:artikel"
    r"|beitrag|text|inhalt"
    r"|bericht|und alle)|\bcet article\b|\bl['’]article\b|\best[ea] (?:art[íi]culo|contenido|noticia|nota)"
    r"|\best[ea] (?:artigo|conteúdo|matéria|reportagem)|quest[oa] (?:articolo|contenuto)|\bdit artikel"
    r"|den här artikeln|ten artykuł|(?:этот|эту|этой|этого) (?:материал|стать|текст)|この記事|이 기사"
    r"|本文|此文|本篇"
)
"""What means the text that is shown,"""
OF_IT = Phrases(
    r"\b(?:enjoy|lik(?:e|ed|ing)\b|love|useful|helpful|valu|support|possible|thanks|funded|brought to you"
    r"|free (?:to read"
    r"|of charge|for (?:all|everyone))|(?:is|was|are|remains?) (?:made )?(?:free|open)\b|reprint"
    r"|republish|reproduc|licen[cs]"
    r"|re-?us(?:e|ing)\b|rights\b|permission|cit(?:e|ation)|print|translat|listen|hear\b|audio|download"
    r"|e-?mail|later\b|bookmark)"
    r"|gefallen|gefällt|unterstütz|merken|merkliste|teilen|drucken|vorlesen|anhören|verschenk|geschenkt"
    r"|frei (?:zugänglich"
    r"|lesbar)|später|\bplu\b|appréci|utile|souten|offert|partag|enregistr|imprim|écouter|plus tard"
    r"|favoris|réserve de"
    r"|gustado|útil|apoy|guard|compart|imprim|escuch|regal|gracias|gostou|curtiu|salv|piaciut|sosten"
    r"|salva|condivid"
    r"|喜欢|喜歡|收藏|转载|轉載|转发|轉發|分享|打赏|打賞|点赞|點讚|朗读|收听|投稿|版权|版權|保存"
)
"""and what else is said of one: that it was liked, who paid for it, that it can be kept, sent or printed."""
APP = Phrases(
    r"(?:打开|打開|下载|下載|前往|进入|進入).{0,10}(?:app|客户端|客戶端)|(?:open|download) (?:the|our) app\b"
)
"""What a page wants that is read on telephones."""
OTHERWISE = Phrases(
    r"\blike this\b|\bmore (?:from|stories)\b|comment|newsletter|alert|podcast|channel|\bsaved?\b"
    r"|favou?rite|notification|profile|\bgift"
    r"|\bshar(?:e|ing)\b|\bfollow(?!s\b)|\bopen to (?:all|everyone)\b|\bno paywalls?\b"
    r"|komment|comment|comenta|评论|評論|留言|公众号|公眾號|关注|關注|分享|收藏|下载附件"
)
"""What else readers have an account for."""
OF_THE_SITE = Phrases(r"^\W*discover more from\b")
"""What stands above a site's request to subscribe that is shown over its whole articles."""
OTHER_PAGES = Phrases(
    r"^\W*(?:related|most (?:read|popular)|latest|recommended|popular|trending|more (?:news|stories|from"
    r"|on)|read (?:next|also)"
    r"|see also|you (?:may|might) also|more to read|don['’]t miss|editor['’]?s['’]? picks|discover more"
    r"|mehr (?:zum thema|aus|von)|lesen sie auch"
    r"|meistgelesen|das könnte sie|verwandte|ähnliche|auch interessant|à lire (?:aussi|également)"
    r"|lire aussi|sur le même"
    r"|les plus lus|nos autres articles|te puede interesar|también te|lee también|más (?:leíd|noticias"
    r"|sobre)|lo más|relacionad"
    r"|leggi anche|potrebbe interessarti|leia (?:também|mais)|veja também|lees ook|相关|相關|热门|熱門"
    r"|推荐|推薦|最新|延伸|更多)"
)
"""Headings of lists of other pages."""
PRICE = Phrases(
    r"(?:us)?[$€£¥] ?\d|\d ?(?:元|€|\$|£)|\bsave (?:up to )?\d\d ?%"
    r"|\b(?:a|per) (?:day|week|month|year)\b|\bfree trial\b"
    r"|\bcancel any ?time\b"
    r"|\bunlimited\b|\b(?:choose|select|view) (?:your|a|our) (?:plan|subscription|offer)s?\b|\bfull access\b"
    r"|\bsubscribe (?:now|today|for)\b|\bsubscription (?:options|plans|offers)\b|\bday pass\b|(?:立即|马上"
    r"|馬上)(?:订阅|訂閱|开通|購買)"
)
"""What an offer names: its price, its length, its button."""
GONE_TITLE = re.compile(
    r"^\W*(?:error\W*)?404\b|\b404\W*$|\bnot found\W*$|^\W*(?:page |article )?not found\b|^\W*page gone\b",
    re.IGNORECASE,
)
"""Titles of a page that is not there, beside the words above."""
GONE_PATH = re.compile(
    r"/(?:(?:page|http|error|err|file|url|article|custom|site)[-_])?(?:404|not[-_]?found"
    r"|page[-_]?not[-_]?found"
    r"|errors?|errors?[-_]?page|gone)(?:[./?_-]|$)"
    r"|/(?:page[-_])?(?:oops|sorry|missing|unavailable|removed|deleted|expired|fehler|erreur)(?:[-_]\d{3})?"
    r"(?:\.\w{2,5})?/?$",
    re.IGNORECASE,
)
"""Paths that a site sends people to whose page is not there."""
CONSENT = Phrases(
    r"we (?:value|respect|care about) your privacy"
    r"|(?:we and )?our (?:\d{1,4} )?partners (?:use|store|process)"
    r"|accept (?:all|& continue)\W{1,6}(?:reject|decline|manage|more)"
    r"|wir (?:schätzen|respektieren) ihre privatsphäre|nous respectons votre vie privée"
    r"|(?:valoramos|respetamos) (?:tu|su) privacidad|(?:tu|su) privacidad (?:es importante|nos importa)"
    r"|votre vie privée (?:nous importe|compte|est (?:importante|notre priorité))"
    r"|respect de votre vie privée"
    r"|ihre privatsphäre (?:ist|liegt)|informationen auf (?:einem|ihrem) gerät speichern"
    r"|mit werbung und tracking|ohne werbetracking"
    r"|(?:wir und )?unsere \d{1,4} partner|nos (?:\d{1,4} )?partenaires (?:et nous|utilisent|stockent)"
    r"|(?:nosotros y )?nuestros (?:\d{1,4} )?socios|i nostri (?:\d{1,4} )?partner"
)
"""Words of a question about cookies: a wall where nothing else stands on the page."""
SEARCH_PATH = re.compile(
    r"/(?:site[-_]?|advanced[-_]?)?(?:search(?:[-_]?results?)?|suche|recherche|rechercher|buscar|busca"
    r"|pesquisa"
    r"|ricerca|cerca|zoeken|sok|szukaj|hledat|poisk|ara|sousuo)(?:\.\w{2,5}|/[^/]{1,100})?/?$"
    r"|/(?:tags?|category|categories|keywords?)/[^/]{1,100}/?$",
    re.IGNORECASE,
)
"""Paths of a page that looks for what was asked, or lists pages of one subject, instead of showing it."""
SEARCH_NAME = re.compile(
    r"^(?:q|query|search(?:[-_]?(?:query|terms?|text|word))?|keywords?|suche|recherche|wd)$", re.IGNORECASE
)
"""Names of parameters that hold what is looked for."""
LIST_NAME = Phrases(
    r"^\W*(?:topics?|tags?|tagged|category|categories|archives?|thema|themen|schlagwort|kategorie|sujet"
    r"|mot-clé"
    r"|étiquette|tema|etiqueta|categoría|categoria|标签|標籤|专题|專題|分类|分類) ?[:：]"
    r"|^\W*(?:search results?\b|results for\b|you searched for\b|(?:ihre )?suche nach\b|ihre suche\b"
    r"|suchergebnis\w{0,3}\b|résultats? (?:de (?:la |votre )?recherche|pour)\b|votre recherche\b"
    r"|resultados? (?:de (?:la |su )?búsqueda|para)\b|risultati (?:della ricerca|per)\b|搜索结果|搜尋結果)"
)
"""How a page is titled that lists others of one subject, or what was looked for."""
LIST_TITLE = Phrases(
    r"^\W*(?:(?:the )?latest(?: (?:news|stories|articles|headlines))?|(?:all|top|more) (?:news|stories)"
    r"|stories|headlines|archives?|neueste nachrichten|aktuelles|alle artikel|dernières (?:nouvelles"
    r"|actualités)|actualités|últimas noticias|ultime notizie|新闻列表|新聞列表|最新(?:新闻|消息|新聞))\W*$"
)
"""Titles that may also stand above one article, where they are a section's name."""
SHUT_HOST = re.compile(
    r"^(?:log-?in|sign-?in|auth|accounts?|sso|idp|consent|subscribe|paywall|captcha|challenge|passport)\.",
    re.IGNORECASE,
)
"""Hosts that do nothing but let people in."""
SHUT_PATH = re.compile(
    r"/(?:(?:wp|users?|members?|my|customer|admin)[-_])?(?:log[-_]?[io]n|sign[-_]?in|auth|oauth2?|sso"
    r"|saml2?|account"
    r"|subscribe|subscription|paywall|register|consent|captcha|challenge|verify|passport|denied|geoblock"
    r"|cookie-?wall|sessions?/new|denglu)(?:[./?_-]|$)",
    re.IGNORECASE,
)
"""Paths that a site sends people to whom it does not let in."""
FRONT_PATH = re.compile(
    r"^/?(?:(?:index|default|home|main|start|welcome)(?:\.\w{2,5})?/?|[a-z]{2}(?:[-_][a-z]{2})?/?)?$",
    re.IGNORECASE,
)
"""Paths of a front page, also of one language's."""
