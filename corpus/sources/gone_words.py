"""How pages say that they are not there, in the languages of the web.

One line a language: what is missing, then what has become of it. A pattern is one of
each, close together, in either order. No phrase belongs to one site. Every repetition is bounded,
since the texts come from strangers.
"""

from __future__ import annotations

from corpus.sources.phrases import Phrases

_APART = ".{0,60}?"
"""What may stand between the two."""
_LANGUAGES = (
    # English has ways of its own, below; this is the common one.
    (
        r"\b(?:pages?|articles?|content|story|stories|document|file|video|resource|url|link|post|item)\b",
        r"(?:(?:could|can)(?:not|n['’]?t| not) be (?:found|located|displayed)|(?:was|is|were"
        r"|are)(?:n['’]t| not)"
        r" (?:here|found|available(?! in your (?:country|region|location|area)))|not found"
        r"|no longer (?:exists?|available|active|on our|here"
        r"|online|published)"
        r"|(?:has|have) been (?:unpublished|withdrawn|depublished|taken offline)"
        r"|does(?:n['’]t| not) (?:seem to )?exist|(?:has|have) (?:been )?(?:removed|deleted"
        r"|taken down|retired|expired)"
        r"|(?:was|were|been) (?:removed|deleted)|may have been (?:moved|removed|deleted)"
        r"|(?:has|have) been moved or (?:removed|deleted)|is (?:missing|unavailable|gone)"
        r"|(?:has|have) moved)",
    ),
    (
        r"(?:seite|artikel|inhalt|beitrag|dokument|adresse|meldung)",
        r"(?:nicht (?:mehr )?(?:gefunden|finden|verfügbar|vorhanden|erreichbar|abrufbar|online|zugänglich)"
        r"|existiert (?:leider )?nicht|gibt es (?:leider |hier )?(?:nicht|keine[nr]?)\b|ist verschwunden"
        r"|gelöscht|entfernt worden|wurde entfernt|depubliziert|wurde (?:\w{1,15} ){0,3}?zurückgezogen)",
    ),
    (
        r"(?:page|article|contenu|document|adresse)",
        r"(?:introuvable|n['’]existe (?:pas|plus)|n['’]a (?:pas (?:été|pu être)) trouvée?|non trouvée?"
        r"|(?:a été|est) (?:supprimée?|déplacée?|retirée?|dépubliée?|expirée?|mise? hors ligne)"
        r"|n['’]avons pas (?:pu )?trouv(?:é|er)\b|a disparu"
        r"|n['’]est (?:plus|pas) (?:disponible|en ligne|consultable|visible|accessible))",
    ),
    (
        r"(?:página|art[ií]culo|contenido|noticia|enlace)",
        r"(?:no (?:se )?(?:ha |pudo |fue |está |hemos )?(?:encuentra|encontr\w{1,6}|existe"
        r"|disponible|ser encontrad[oa])"
        r"|no (?:pudimos|podemos|hemos podido) encontrar|ha (?:dejado de existir|desaparecido)"
        r"|ya no (?:existe|está (?:disponible|en línea|publicad[oa]))"
        r"|(?:fue|ha sido|fueron|han sido) (?:eliminad|borrad|movid|retirad|despublicad)[oa]s?"
        r"|(?:fue|ha sido) dad[oa] de baja|hemos (?:eliminado|retirado|borrado) (?:est[ea]|el|la))",
    ),
    (
        r"(?:página|artigo|conteúdo|matéria|notícia)",
        r"(?:não (?:foi |está |pode ser |pôde ser )?(?:encontrad[oa]|existe|localizad[oa]|disponível)"
        r"|não (?:encontr[aá]mos|conseguimos (?:encontrar|localizar)|foi possível (?:encontrar|localizar))"
        r"|já não existe|retirad[oa] do ar|foi (?:removid|excluíd|apagad)[oa])",
    ),
    (
        r"(?:pagina|articolo|contenuto)",
        r"(?:non (?:è |è stat[ao] |può essere )?(?:trovat[ao]|disponibile|raggiungibile|più disponibile)"
        r"|non (?:abbiamo trovato|riusciamo a trovare|siamo riusciti a trovare)|non c['’]è più"
        r"|non esiste|è stat[ao] (?:rimoss|spostat|cancellat)[ao])",
    ),
    (
        r"(?:pagina|artikel|document)",
        r"(?:(?:kon |kan )?niet (?:meer )?(?:worden )?(?:gevonden|vinden|beschikbaar|bereikbaar)"
        r"|niet langer (?:beschikbaar|bereikbaar|online)|bestaat niet|is (?:verwijderd|verdwenen))",
    ),
    (
        r"(?:sidan|siden|artikeln|artikkelen|artiklen)",
        r"(?:(?:kunde |kunne |ble |blev )?(?:inte|ikke) (?:hittas|funnet|fundet|finnes|findes)"
        r"|hittades inte|(?:inte|ikke) (?:hitta|finde|finne)\b"
        r"|(?:finns|finnes|findes|finner) (?:\w{1,12} )?(?:inte|ikke)|har tagits bort"
        r"|(?:är|er) (?:borttagen|slettet|fjernet))",
    ),
    (
        r"(?:stron[aęy]|artykuł)",
        r"(?:nie (?:została |istnieje|znaleziono|odnaleziono)(?:znaleziona)?|usunięt"
        r"|nie (?:możemy|mogliśmy|można|udało się) (?:znaleźć|odnaleźć))",
    ),
    (
        r"(?:stránk[au]|článek)",
        r"(?:nenalezen|neexistuje|nebyla? nalezen|smazán|nepodařilo (?:se )?na(?:jít|lézt))",
    ),
    (r"(?:oldal|cikk)", r"(?:nem található|nem létezik|nem elérhető)"),
    (r"pagina", r"(?:nu (?:a fost găsită|există|este disponibilă))"),
    (r"(?:sivua|sivu)", r"(?:ei (?:\w{1,16} )?löy[td]y\w{0,4}|ei ole olemassa)"),
    (r"(?:sayfa|içerik|haber)", r"(?:bulunamadı|bulunamıyor|bulamadık|mevcut değil|kaldırıl)"),
    (
        r"(?:страниц\w{0,3}|материал|статья|документ|запись|новость)",
        r"(?:не найден\w{0,2}|не существует|(?:был\w? )?удал[её]н\w{0,2}|недоступ\w{0,4}|больше нет"
        r"|(?<=цы )нет\b|не (?:нашли|удалось найти|можем найти)|снят\w{0,2} с публикации)",
    ),
    (r"сторінк\w{0,3}", r"(?:не знайден\w{0,2}|не існує|видален\w{0,2})"),
    (r"σελίδα", r"(?:δεν βρέθηκε|δεν υπάρχει)"),
    (
        r"(?:صفحة|المقال|المحتوى|الرابط)",
        r"(?:غير موجود|لم يتم العثور|غير متاح|تم حذف|لا يمكن العثور|لم نعثر|لا توجد)",
    ),
    (r"(?:صفحه|مطلب)", r"(?:یافت نشد|پیدا نشد|وجود ندارد)"),
    (r"(?:הדף|העמוד)", r"(?:לא נמצא|אינו קיים|לא קיים)"),
    (
        r"(?:页面|頁面|网页|網頁|文章|内容|內容|信息|資訊|链接|連結|帖子|新闻|新聞|文件|地址)",
        r"(?:不存在|找不到|未找到|没有找到|沒有找到|[无無]法(?:显示|顯示|查看|访问|找到|打开)|走丢|走失"
        r"|跑丢|飞走|不见了|不在了|不予(?:显示|顯示|展示)"
        r"|(?:已|被|已被|已經|已经)[^。]{0,10}(?:删除|刪除|删|移除|下线|下線|下架|失效|过期|過期"
        r"|屏蔽|撤销|撤下|撤稿|撤回))",
    ),
    (
        r"(?:ページ|記事|コンテンツ)",
        r"(?:見つかりません|見つけることができません|存在しません|削除され|ございません|公開を終了"
        r"|掲載を終了|掲載期間(?:が|は)終了)",
    ),
    (r"(?:페이지|기사|문서|게시물)", r"(?:찾을 수 없|존재하지 않|삭제되|삭제된)"),
    (r"(?:trang|bài viết)", r"(?:không tìm thấy|không tồn tại|đã bị xóa)"),
    (
        r"(?:halaman|laman|artikel)",
        r"(?:tidak (?:dapat )?(?:ditemukan|dijumpai|tersedia|wujud)|telah dihapus)",
    ),
    (r"(?:หน้า|เพจ)", r"(?:ไม่พบ|ไม่มีอยู่)"),
    (r"(?:पृष्ठ|पेज)", r"(?:नहीं मिला|उपलब्ध नहीं|मौजूद नहीं)"),
)
_OTHERS = (
    r"no longer available|(?:gave|returned|yielded) (?:no|0|zero) results"
    r"|verweildauer.{0,60}abgelaufen|durée de mise en ligne.{0,60}expirée?"
    r"|(?:could|did)(?: not|n['’]t) find any (?:articles?|pages?|results?|posts?|stories|matches)"
    r"|nothing (?:was |were )?(?:found|matche[sd]|here)\b|no (?:results"
    r"|matches) (?:were |was )?found",
    r"we (?:can['’]?t|cannot|could(?:n['’]t| not)) (?:find|locate) (?:the|that|this|what) ?(?:page"
    r"|article|you)?",
    r"(?:requested )?(?:url|address) .{0,60}was not found",
    r"(?:error|http|code)[ :-]{0,3}404|404[ :,.|–—-]{0,4}(?:error|page|not found|file)",
    r"oops[!,. ]{1,3}(?:that|the|this) page",
    r"(?:domain|site|website)(?: name)?(?: \w{1,12}){0,3} (?:is |be )?(?:for sale|parked|expired)"
    r"|buy this domain",
    r"account (?:has been )?suspended",
    r'"(?:error|message|msg|status|code)" ?: ?"?(?:404|not[ _]?found|no such)',
    r"(?:该|該|此|本)(?:文|稿件?)[^。]{0,6}(?:已|被)[^。]{0,8}(?:撤下|撤稿|撤回|删除|刪除|删|下线|下線|下架|移除)",
    r"(?:指定的?|[该該此])(?:主题|主題|话题|話題|微博|稿件|视频|視頻|影片)[^。]{0,6}"
    r"(?:不存在|不可见|不可見|过期|過期|删除|刪除|下架)",
    r"此(?:帳號|账号|公众号)[^。]{0,14}(?:删除|刪除|屏蔽|注销|封)",
)


def _phrases() -> Phrases:
    both = (
        form for what, gone in _LANGUAGES for form in (f"{what}{_APART}{gone}", f"{gone}.{{0,30}}?{what}")
    )
    return Phrases("|".join([*both, *_OTHERS]))


GONE = _phrases()
"""Words of a page that is not there."""
_PAGE = (
    r"(?:page|article|content|story|item|post|document|seite|artikel|beitrag|inhalt|meldung|text|contenu"
    r"|página|art[ií]culo|contenido|noticia|artigo|conteúdo|matéria|notícia|pagina|articolo|contenuto)"
)
ITSELF = Phrases(
    rf"\b(?:this|diese[rsmn]?|cet(?:te)?|ce|est[ea]|quest[oa]|dit|deze) {_PAGE}\b"
    rf"|\b(?:l['’]|quest['’]){_PAGE}\b"
    rf"|^\W*(?:(?:sorry|leider|désolé|lo sentimos)\W{{1,3}})?(?:the|der|die|das|le|la|el|o|a|il) {_PAGE}\b"
    r"|(?:本|该|該|此|这篇|這篇)(?:文|稿|页|頁|内容|內容|新闻|新聞|条|條|信息)"
)
"""How a page speaks of itself."""
PASSIVE = Phrases(
    r"\b(?:(?:has|have) been|was|were|is|are) (?!(?:first |originally |last )?(?:published|written|updated"
    r"|posted|prepared|produced|based|part|about|adapted|an?\b|the\b))"
    r"|\b(?:wurde|worden|ist) (?!.{0,60}?(?:veröffentlicht|aktualisiert|erschienen|geschrieben))"
    r"|\b(?:a été|est) (?!.{0,20}?(?:publiée?|mise? à jour|rédigée?|parue?))"
    r"|\b(?:ha sido|fue|hemos|está) (?!.{0,20}?(?:publicad|actualizad|escrit))"
    r"|\b(?:foi|è stat[ao]|werd) |(?:已|被|不予|不再)(?!.{0,6}(?:发布|發布|发表|發表|更新))"
)
"""What became of it, unless that is how articles begin."""
EMBEDDED = Phrases(
    r"video|content|inhalt|contenu|contenido|conteúdo|contenuto|file|datei|post|tweet|link|url|内容|內容|视频|視頻"
)
"""What stands within an article, and may be gone while the article is there."""
RETRACTED = Phrases(
    r"\bretracted\b|\bwithdrawn\b|\bzurückgezogen\b|\brétractée?s?\b|\bretractad[oa]s?\b|\britrattat[oa]\b"
    r"|撤稿|撤回|撤销|撤銷"
)
"""What becomes of a text that its publisher no longer stands by; the page often keeps it."""
