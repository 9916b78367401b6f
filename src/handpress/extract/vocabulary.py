"""Words that pages of any publication use around an article, by language, as data.

Only the common words of publishing stand here ("By", "Source", "Comments"): never a section, an author or a
source of some magazine. What those are is learned from structure and repetition.
"""

from __future__ import annotations

import re

BYLINE = {
    "en": "written by|reviewed by|review by|interview by|reported by|story by|text by|words by|by|author|authors",
    "es": "escrito por|reseña de|texto de|por|autor|autora|autores",
    "pt": "escrito por|por|autor|autora",
    "fr": "écrit par|compte rendu de|propos recueillis par|par|auteur",
    "de": "ein beitrag von|rezension von|besprochen von|ein gastbeitrag von|von|autor|autorin",
    "it": "scritto da|di|autore",
    "nl": "door|auteur",
    "ru": "автор|авторы|текст",
    "uk": "автор|автори",
    "tr": "yazan|yazar",
    "id": "oleh|ditulis oleh",
    "ar": "بقلم|كتبه|كتبها|كتب|كتبت|الكاتب|الكاتبة|إعداد|تأليف",
    "ur": "تحریر|از",
    "hi": "लेखक|लेखिका|द्वारा|लेखन",
    "bn": "লেখক",
    "ml": "എഴുതിയത്",
    "fa": "نویسنده|نویسندگان|نوشته|به قلم",
    "pl": "autor|autorka|autorzy|napisał|napisała",
    "zh": "作者|撰文|撰稿|记者|記者|文",
    "ja": "著者|筆者|執筆|文責|文",
    "ko": "글쓴이|지은이|기자|글",
}
BYLINE_AFTER = ("द्वारा", "ने लिखा")
# Words of the list above that are bylines only with a colon, being too common otherwise.
NEEDS_COLON = frozenset(
    "author authors autor autora autores auteur autore autorin автор авторы текст "
    "автори yazan yazar di از الكاتب الكاتبة लेखक लेखिका लेखन লেখক "
    "نویسنده نویسندگان نوشته autorka autorzy 作者 撰文 撰稿 记者 記者 文 著者 筆者 執筆 文責 글쓴이 지은이 기자 글".split()
)

AND = {"and", "&", "y", "e", "et", "und", "en", "и", "та", "ve", "और", "व", "اور", "with", "con", "mit", "avec"}

PARTICLES = frozenset(
    ["van", "von", "der", "den", "de", "del", "della", "di", "da", "do", "dos", "das", "du", "des", "la", "le",
     "el", "al", "bin", "bint", "ibn", "abu", "ben", "ter", "ten", "zu", "zur", "af", "av", "dela", "las", "los",
     "y", "e", "st", "st.", "ul", "ur", "mac", "op", "het", "'t", "dal", "d'"]
)  # fmt: skip

# "Source: X", "Courtesy: X"
SOURCE = {
    "en": "source|sources|courtesy of|courtesy|via|from",
    "es": "fuente|cortesía de|cortesía",
    "pt": "fonte|cortesia de",
    "fr": "source|avec l'aimable autorisation de",
    "de": "quelle",
    "it": "fonte",
    "nl": "bron",
    "ru": "источник",
    "uk": "джерело",
    "tr": "kaynak",
    "ar": "المصدر|نقلا عن|نقلاً عن|عن موقع",
    "ur": "بشکریہ|ذریعہ",
    "hi": "स्रोत|साभार|सौजन्य",
    "bn": "সূত্র",
}
# "Posted in News": what stands before the word, and words of sections that no publication has for its name.
FILED = (
    r"posted|filed|published|archived|categori[sz]ed|publicad[oa]|archivad[oa]|postado|arquivado|publiée?|classée?|archivée?|"
    r"veröffentlicht|erschienen|abgelegt|eingestellt|pubblicat[oa]|archiviat[oa]|geplaatst|gepubliceerd|opublikowano|"
    r"опубликован[оа]|размещено|نشر(?:ت)?|प्रकाशित"
)
IN = "in|under|within|dans|sous|em|en|unter|im|sotto|onder|w|в|في|ضمن"
SECTIONS = frozenset(
    "news features opinion opinions politics culture economy environment world local sports sport letters blog uncategorized "
    "uncategorised general articles reports noticias opinión política cultura economía medio actualidad general notícias "
    "opinião economia actualités actualité nouvelles politique culture économie société monde opinions nachrichten politik "
    "kultur wirtschaft aktuelles meinung umwelt notizie attualità politica nieuws politiek wiadomości новости политика "
    "культура أخبار اخبار سياسة ثقافة رأي समाचार राजनीति विचार".split()
)
# Offices of those who write; "The Reporter" is a publication, "staff reporter" is none.
OFFICES = (
    r"writer|reporter|correspondent|editor|columnist|photographer|journalist|contributor|producer|critic|researcher|"
    r"professor|lecturer|activist|redactora?|periodista|reporter[oa]|corresponsal|columnista|jornalista|repórter|"
    r"rédact(?:eur|rice)|journaliste|correspondante?|redakteur(?:in)?|journalistin|korrespondent(?:in)?|giornalista|"
    r"inviat[oa]|корреспондент|журналист|редактор"
)
RANKS = r"staff|senior|junior|special|contributing|chief|freelance|guest|associate|assistant|deputy|managing|foreign|political"
# What stands before a telephone number.
CALLED = (
    r"tel(?:[eé]phone|[eé]fono|efon|éf)?|phone|fax|mob(?:ile|il)?|cell|móvil|telemóvel|handy|whatsapp|signal|call|"
    r"тел(?:ефон)?|هاتف|جوال|फ़ोन|फोन|दूरभाष|電話|电话|전화"
)
# "First published in X", "Originally published at X"
FIRST_PUBLISHED = {
    "en": r"(?:this (?:article|piece|essay|text|story) (?:was |has been )?)?(?:first |originally |previously )"
    r"(?:published|appeared|posted|printed|issued)(?: (?:in|at|on|by|with))?",
    "es": r"(?:este (?:artículo|texto) (?:fue |se )?)?(?:publicado|publicó|apareció|aparecido)"
    r"(?: originalmente| por primera vez| inicialmente)(?: en| por)?",
    "pt": r"(?:este artigo foi )?publicado (?:originalmente|primeiro)(?: em| no| na| por)?",
    "fr": r"(?:cet article (?:a été |est )?)?(?:publié|paru|initialement publié|publié initialement)"
    r"(?: (?:à l['’]origine|d['’]abord|pour la première fois|initialement))?(?: (?:dans|sur|par|chez))",
    "de": r"(?:dieser (?:artikel|text|beitrag) )?(?:ist |wurde )?(?:zuerst|ursprünglich|erstmals)"
    r"(?: (?:erschienen|veröffentlicht))?(?: (?:in|bei|auf|im))?",
    "ru": r"(?:статья )?(?:впервые )?(?:опубликован[оаы]?|напечатан[оаы]?)(?: впервые)?(?: (?:в|на))",
    "ar": r"(?:نشر(?:ت)?|نُشر(?:ت)?)(?: (?:هذا المقال|هذه المقالة))?(?: (?:أولا|أولاً|لأول مرة|أول مرة))?(?: (?:في|على))",
    "hi": r"(?:यह लेख )?(?:सबसे पहले|पहली बार|मूल रूप से|मूलतः)",
}
# What stands before a date: of the publishing, or of a later change, which never beats the publishing.
PUBLISHED = {
    "en": r"(?:date |first |originally )?(?:published|posted|added|dated|date|uploaded|created|issued|written)(?: on| at)?"
    r"|publication date|date of publication|on",
    "es": "(?:primera )?(?:publicado|publicada|publicación)(?: el)?|fecha(?: de publicación)?",
    "pt": "(?:publicado|publicada)(?: em)?|data(?: de publicação)?",
    "fr": "(?:première )?(?:publié|publiée|publication|paru|parue)(?: le)?|mis en ligne(?: le)?|date(?: de publication)?",
    "de": "(?:erst)?veröffentlicht(?: am)?|erschienen(?: am)?|erstellt(?: am)?|datum|stand|vom|am",
    "it": "(?:pubblicato|pubblicata)(?: il)?|data(?: di pubblicazione)?",
    "nl": "gepubliceerd(?: op)?|geplaatst(?: op)?|datum",
    "pl": "opublikowano|data publikacji|data|dodano",
    "ru": "(?:впервые )?(?:опубликован[оа]?|размещено)|дата(?: публикации)?",
    "tr": "yayınlanma(?: tarihi)?|yayın tarihi|tarih",
    "ar": "نشر(?: في)?|نُشر(?: في)?|نشرت(?: في)?|تاريخ النشر|التاريخ|بتاريخ",
    "fa": "تاریخ انتشار|تاریخ|منتشر شده(?: در)?",
    "hi": "प्रकाशित|प्रकाशन|दिनांक|तिथि|तारीख|प्रकाशन तिथि",
    "zh": "发布时间|发布日期|发表时间|发表日期|發佈時間|發表日期|日期|发布于|发表于",
    "ja": "公開日|掲載日|投稿日|公開|掲載|初出",
    "ko": "입력|등록|게재",
}
UPDATED = {
    "en": r"(?:(?:page |article )?(?:was )?(?:last )?(?:updated|modified|revised|changed|edited|reviewed|corrected)"
    r"|last update|(?:last )?(?:modification|revision)(?: date)?|update)(?: on| at)?",
    "es": "(?:última )?(?:actualizado|actualizada|actualización|modificado|modificación|modificada)(?: el)?",
    "pt": "(?:última )?(?:atualizado|atualizada|atualização|modificado|modificação)(?: em)?",
    "fr": "(?:dernière )?(?:mis(?:e)? à jour|modifié|modifiée|modification|actualisé)(?: le)?",
    "de": "(?:zuletzt |letzte )?(?:aktualisiert|aktualisierung|geändert|änderung|überarbeitet|bearbeitet)(?: am)?",
    "it": "(?:ultimo |ultima )?(?:aggiornato|aggiornamento|modificato|modifica)(?: il)?",
    "nl": "(?:laatst |laatste )?(?:bijgewerkt|gewijzigd|aangepast|wijziging)(?: op)?",
    "pl": "(?:ostatnia |ostatnio )?(?:zaktualizowano|aktualizacja|zmieniono|modyfikacja|zmiana)",
    "ru": "(?:последнее )?(?:обновлен[оа]?|обновление|изменен[оа]?|изменение)",
    "tr": "(?:son )?(?:güncelleme|güncellenme)(?: tarihi)?",
    "ar": "(?:آخر |تم )?(?:تحديث|التحديث|تعديل|التعديل)(?: في)?",
    "fa": "(?:آخرین )?(?:به‌روزرسانی|بروزرسانی|ویرایش)",
    "hi": "(?:अंतिम )?(?:अद्यतन|अपडेट|संशोधित|संशोधन)",
    "zh": "(?:最后|最近)?(?:更新|修改|修订)(?:时间|日期|于)?|更新時間",
    "ja": "(?:最終)?更新日?|改訂日?",
    "ko": "(?:최종 ?)?수정",
}
WEEKDAYS = (
    "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun "
    "lunes martes miércoles jueves viernes sábado domingo lundi mardi mercredi jeudi vendredi samedi dimanche "
    "montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag segunda-feira terça-feira "
    "quarta-feira quinta-feira sexta-feira segunda terça quarta quinta sexta lunedì martedì mercoledì giovedì "
    "venerdì sabato domenica понедельник вторник среда четверг пятница суббота воскресенье الاثنين الإثنين "
    "الثلاثاء الأربعاء الاربعاء الخميس الجمعة السبت الأحد الاحد सोमवार मंगलवार बुधवार गुरुवार बृहस्पतिवार "
    "शुक्रवार शनिवार रविवार г. года م هـ"
)

# Words that only names of organisations and publications have.
ORGANISATION = frozenset(
    "news times post review press journal herald tribune network daily weekly monthly magazine agency institute "
    "centre center radio tv television today report reports gazette chronicle mail bulletin watch union "
    "foundation association committee council group online web website digest dispatch monitor observer courier "
    "express globe mirror star standard sentinel telegraph guardian independent quarterly project media forum "
    "university society alliance campaign movement service international collective editorial desk team staff "
    "correspondent bureau "
    "noticias diario periódico prensa revista agencia semanario crónica jornal notícias gazeta folha agência "
    "nouvelles journal presse agence revue courrier monde zeitung nachrichten tageblatt anzeiger rundschau "
    "agentur verlag kurier bote blatt wochenblatt новости газета журнал агентство вестник правда известия курьер "
    "صحيفة جريدة وكالة مجلة موقع شبكة أنباء مركز समाचार पत्रिका टाइम्स अखबार एजेंसी दैनिक न्यूज़ न्यूज साप्ताहिक".split()
)

# After such a line, what follows is no longer the article.
COMMENTS = {
    "en": r"(?:\d+ |no |leave (?:a |your )?|post (?:a |your )?|add (?:a |your )?|write (?:a |your )?|read |"
    r"your |all |view |share your |reader |readers['’]? |recent )*"
    r"(?:comments?|responses?|repl(?:y|ies)|feedback|thoughts?|discussion)"
    r"(?: are| is| on| to| from| policy|s)?(?: (?:closed|moderated|open|disabled|off|allowed|below|section|here).*)?",
    "es": r"(?:\d+ |deja(?:r)? (?:un |tu )?|los )*comentarios?(?: (?:son|están|cerrados|moderados).*)?",
    "pt": r"(?:\d+ |deixe (?:um |seu )?|os )*comentários?(?: (?:são|estão|fechados).*)?",
    "fr": r"(?:\d+ |laisser un |ajouter un |les |vos )*commentaires?(?: (?:sont|est|modérés|fermés).*)?",
    "de": r"(?:\d+ |die |ihre )*(?:kommentare?|leserkommentare?|leserbriefe)(?: (?:werden|sind|schreiben|abgeben).*)?",
    "it": r"(?:\d+ |lascia un |i )*comment[oi](?: (?:sono).*)?",
    "nl": r"(?:\d+ )?reacties?",
    "ru": r"(?:\d+ |оставить |добавить |ваши )*комментари[йяеи]+(?: (?:модерируются|проходят|закрыты|премодерируются).*)?",
    "tr": r"(?:\d+ )?yorum(?:lar)?",
    "ar": r"(?:\d+ )?(?:أضف |اترك |أرسل )?(?:التعليقات|تعليقات|تعليق|تعليقا|تعليقك|تعليقاً)(?: .{0,40})?",
    "ur": r"تبصرے|تبصرہ",
    "hi": r"(?:\d+ )?(?:अपनी )?(?:टिप्पणियाँ|टिप्पणियां|टिप्पणी|प्रतिक्रिया|प्रतिक्रियाएँ)(?: .{0,40})?",
}
FURNITURE = {
    "en": r"print(?:er)?(?:[- ]friendly)?(?: (?:version|page|this page|this article|this|article))?|"
    r"(?:e-?mail|share|tweet|bookmark|send|forward|recommend|download|republish|like|save)"
    r"(?: this)?(?: (?:article|page|story|post|to a friend|on .{2,20}|via .{2,20}|as pdf|pdf))?.{0,25}|"
    r"related(?: (?:articles?|posts?|stories|links?|reading|news|content))?|more (?:from|on|by|in|stories|news).{0,40}|"
    r"see also.{0,30}|you (?:may|might) also (?:like|be interested in).*|also (?:read|see).{0,60}|read (?:more|also|next).{0,60}|"
    r"(?:previous|prev|next|older|newer|earlier|later)(?: (?:article|story|post|page|entry|entries|posts))?(?:[:«»<>←→ ].*)?|"
    r"back(?: to .{2,30})?|top(?: of page)?|go to top|home|main page|front page|contents|index|"
    r"(?:sign up|subscribe|join|register|support|donate|follow|click here|help us|please (?:donate|support|share)|"
    r"get our|become a).{0,90}|"
    r"(?:filed under|tags?|tagged|categor(?:y|ies)|topics?|posted in|labels?|keywords?)\b.{0,90}|"
    r"(?:views?|hits|reads|visits|rating)\s*:?\s*[\d.,]*|advertise?ment|sponsored|page \d+(?: of \d+)?|"
    r"search.{0,40}|archives?|latest(?: .{2,30})?|most (?:read|popular).{0,30}|breadcrumbs?|about the author|"
    r"(?:a|a-|a\+|text size|font size)[:+\- aA]*|newsletter.{0,40}|share|print|email|tweet|feed|rss",
    "es": r"versión (?:para )?imprimir|imprimir|compartir.{0,40}|enviar.{0,40}|artículos relacionados|más (?:de|en|sobre).{0,40}|"
    r"ver también.{0,40}|(?:anterior|siguiente)(?:[:«»<>←→ ].*)?|inicio|volver.{0,30}|suscr[ií].{0,60}|apóyanos.{0,60}|boletín.{0,40}|etiquetas.{0,60}",
    "pt": r"versão para impressão|imprimir|compartilh.{0,40}|artigos relacionados|(?:anterior|próximo)(?:[:«»<>←→ ].*)?|início|assine.{0,60}",
    "fr": r"version imprimable|imprimer|partager.{0,40}|envoyer.{0,40}|articles? (?:liés|connexes)|à lire aussi.{0,60}|lire aussi.{0,60}|"
    r"(?:article )?(?:précédent|suivant)e?(?:[:«»<>←→ ].*)?|accueil|retour.{0,30}|(?:s['’])?abonne[zr].{0,60}|soutenez.{0,60}|mots-clés.{0,60}",
    "de": r"druckversion|druckansicht|drucken|teilen.{0,40}|versenden.{0,40}|weiterempfehlen.{0,40}|mehr zum thema.{0,40}|lesen sie auch.{0,60}|"
    r"(?:vorheriger|nächster|zurück|weiter)(?: (?:artikel|beitrag|seite))?(?:[:«»<>←→ ].*)?|startseite|newsletter.{0,60}|abonnieren.{0,60}|"
    r"unterstützen sie.{0,60}|schlagwörter.{0,60}|nach oben|verwandte artikel",
    "it": r"versione stampabile|stampa|condividi.{0,40}|articoli correlati|(?:precedente|successivo)(?:[:«»<>←→ ].*)?",
    "ru": r"версия для печати|распечатать|печать|поделиться.{0,40}|отправить.{0,40}|читайте также.{0,60}|по теме.{0,40}|"
    r"(?:предыдущая|следующая|предыдущий|следующий|назад|вперёд|вперед|далее)(?: (?:статья|материал))?(?:[:«»<>←→ ].*)?|на главную|главная|"
    r"подпи(?:сывайтесь|шитесь|ска).{0,60}|поддержите.{0,60}|наверх|теги.{0,60}",
    "ar": r"نسخة (?:للطباعة|صالحة للطباعة|الطباعة)|طباعة.{0,20}|اطبع.{0,20}|شارك.{0,40}|أرسل.{0,40}|مقالات ذات صلة|اقرأ أيضا.{0,60}|"
    r"(?:المقال )?(?:السابق|التالي)(?:[:«»<>←→ ].*)?|الرئيسية|الصفحة الرئيسية|اشترك.{0,60}|ادعم.{0,60}|القائمة البريدية.{0,40}",
    "ur": r"پرنٹ.{0,20}|شیئر.{0,20}|سرورق",
    "hi": r"(?:प्रिंट|मुद्रण|छापने).{0,30}|साझा करें.{0,40}|शेयर करें.{0,40}|संबंधित (?:लेख|खबरें)|यह भी पढ़ें.{0,60}|"
    r"(?:पिछला|अगला)(?: लेख)?(?:[:«»<>←→ ].*)?|मुखपृष्ठ|होम|सदस्यता.{0,60}|सहयोग करें.{0,60}|न्यूज़लेटर.{0,40}",
}
# Words that stand side by side as buttons or as labels of a form's fields.
BUTTONS = frozenset(
    "print e-mail email mail share tweet pdf bookmark post like pin digg save send facebook twitter google+ "
    "delicious stumbleupon reddit whatsapp linkedin name password username login search go join subscribe submit "
    "imprimir correo compartir nombre buscar imprimer courriel partager nom envoyer drucken teilen senden suche "
    "печать поделиться имя поиск طباعة مشاركة الاسم البريد بحث प्रिंट साझा नाम ईमेल खोज".split()
)
COPYRIGHT = (
    r"(?:copyright|copyleft)\b.*|(?:©|\(c\))\s?.*|.*\ball rights reserved\b.*|todos los derechos reservados.*|"
    r"tous droits réservés.*|alle rechte vorbehalten.*|все права защищены.*|.*جميع الحقوق محفوظة.*|.*सर्वाधिकार सुरक्षित.*"
)
NOTES = {
    "en": "notes?|footnotes?|endnotes?|references|sources|bibliography|works cited|further reading",
    "es": "notas?|referencias|bibliografía",
    "pt": "notas?|referências",
    "fr": "notes?|références|bibliographie",
    "de": "anmerkungen|fußnoten|quellen|literatur|einzelnachweise",
    "ru": "примечания|сноски|источники|литература",
    "ar": "هوامش|الهوامش|المراجع|مراجع|المصادر",
    "hi": "संदर्भ|सन्दर्भ|टिप्पणियां और संदर्भ|पाद टिप्पणी",
}
CREDIT = r"(?:photo(?:graph)?s?(?: by| credit)?|image(?: by| credit)?|picture(?: by)?|credits?|illustration(?: by)?|foto(?:s)?|" \
         r"crédito|crédit(?: photo)?|bild|fotografía|imagen|фото|صورة|تصوير|फोटो|चित्र|©)"  # fmt: skip
# Lines and parts of lines that say something else than who published first: other hands, counts, filing.
OTHER_ROLES = {
    "en": r"(?:translated|translation|edited|compiled|photographed|photographs?|photos?|pictures?|illustrat\w+|drawings?|"
    r"cartoons?|research(?:ed)?|additional reporting|posted|updated|last updated|viewed|filed|tagged)(?: by| in| on| from| to)\b.*|"
    r"(?:editor|sub-?editor|translator|photographer|webmaster|administrator|admin|moderator|guest author|anonymous)s?|"
    r"(?:vol(?:ume)?|issue|no|nos|number|page|pages|pp?|part|chapter|edition|section|category)\.?\s*#?\s?[\divxlc]+.*|"
    r"\d[\d.,]*\s?(?:min(?:ute)?s?|words|views?|hits|reads|comments?|shares?|likes?|pages?|kb|mb)\b.*|.{0,20}reading time.*|"
    r"(?:un)?published|updated|draft|new|latest|today|yesterday|archived?|reprint(?:ed)?|exclusive|breaking news",
    "es": r"(?:traducido|traducida|traducción|editado|fotografías?|fotos?|ilustraci\w+|actualizado)(?: por| de| el)\b.*|"
    r"editora?|redacción|traductora?|(?:número|núm|nº|página)\.?\s*\d.*|\d+ (?:minutos?|visitas|comentarios?|lecturas)\b.*",
    "pt": r"(?:traduzido|tradução|editado|fotografias?|fotos?)(?: por| de)\b.*|\d+ (?:minutos?|visitas|comentários?)\b.*",
    "fr": r"(?:traduit|traduite|traduction|photos?|photographies?|dessins?|édité|mis en ligne)(?: par| de)\b.*|"
    r"rédaction|(?:numéro|n°|page)\s*\d.*|\d+ (?:minutes?|vues|commentaires?|lectures)\b.*|temps de lecture.*",
    "de": r"(?:übersetzt|übersetzung|fotos?|bilder|bearbeitet|illustration(?:en)?)(?: von)?\b.*|redaktion|lesezeit.*|"
    r"(?:nr|nummer|heft|ausgabe|seite|jahrgang)\.?\s*\d.*|\d+ (?:minuten|aufrufe|kommentare?|leser)\b.*",
    "it": r"(?:tradotto|traduzione|foto)(?: da| di)\b.*|\d+ (?:minuti|visite|commenti)\b.*",
    "nl": r"(?:vertaald|vertaling|foto(?:'s)?)(?: door| van)\b.*|\d+ (?:minuten|reacties)\b.*",
    "ru": r"(?:перевод|перевела?|фото|иллюстрации|редактор)\b.*|\d+ (?:просмотр\w*|комментари\w*|минут\w*)\b.*|(?:№|номер)\s*\d.*",
    "tr": r"(?:çeviri|çeviren|fotoğraf)\b.*|\d+ (?:okunma|yorum|dakika)\b.*",
    "ar": r"(?:ترجمة|تصوير|تحرير|رسوم|العدد|عدد القراءات|المشاهدات)(?!\w).*",
    "fa": r"(?:ترجمه|عکس|ویرایش|شماره|بازدید)(?!\w).*",
    "hi": r"(?:अनुवाद|अनुवादक|संपादन|चित्र|फोटो|छाया|अंक)(?!\w).*",
    "zh": r"(?:翻译|译者|编辑|责任编辑|责编|摄影|图|浏览|阅读|点击)(?:次数|量|数)?(?:$|[\s\d:：]).*|第\s*\d+\s*期",
    "ja": r"(?:翻訳|訳|編集|撮影|写真)(?:$|[\s:：]).*|第\s*\d+\s*号",
}
KINDS = {
    "review": r"book reviews?|reseña(?: de libros?)?|compte rendu|recension|note de lecture|buchbesprechung|rezension|"
    r"рецензия|مراجعة كتاب|पुस्तक समीक्षा|resenha",
    "press-release": r"press (?:release|statement|note)|for immediate release|media release|comunicado(?: de prensa)?|"
    r"communiqué(?: de presse)?|pressemitteilung|presseerklärung|пресс-релиз|بيان صحفي|प्रेस विज्ञप्ति",
    "action-alert": r"action alerts?|urgent action|take action|acción urgente|action urgente|eilaktion|urgente",
    "editorial": r"editorial|leader|éditorial|leitartikel|передовица|افتتاحية|संपादकीय",
    "video": "video|vídeo|vidéo|видео|فيديو|वीडियो",
    "pictures": r"photo (?:essay|gallery|story)|picture story|in pictures|galería|galerie|bildergalerie|фоторепортаж",
}


def whole(words: dict[str, str] | str) -> re.Pattern[str]:
    """Matches a line that is one of the words as a whole."""
    return re.compile(rf"(?:{_joined(words)})\s*\Z", re.IGNORECASE | re.DOTALL)


def leading(words: dict[str, str] | str) -> re.Pattern[str]:
    """Matches one of the words at the beginning of a line, as a word of its own."""
    return re.compile(rf"(?:{_joined(words)})(?![\w'’])", re.IGNORECASE)


def _joined(words: dict[str, str] | str) -> str:
    if isinstance(words, str):
        return words
    options = [option for group in words.values() for option in _options(group)]
    return "|".join(sorted(options, key=len, reverse=True))


def _options(group: str) -> list[str]:
    """The alternatives of the top level: a "|" inside brackets does not part them."""
    options, depth, start = [], 0, 0
    for place, char in enumerate(group):
        depth += (char == "(") - (char == ")")
        if char == "|" and depth == 0:
            options.append(group[start:place])
            start = place + 1
    return [*options, group[start:]]
