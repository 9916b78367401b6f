"""Words for the sample records, in the four languages the theme is shipped in."""

from __future__ import annotations

from typing import Any

TEXTS: dict[str, dict[str, Any]] = {
    "en": {
        "name": "The Slow Ferry",
        "motto": "Everyone gets across",
        "sections": ["Land and Water", "Work", "Rights", "Food and Seed", "The City", "Letters", "Knowledge"],
        "service": ["Latest", "Editor’s picks", "Action alerts", "Press releases", "Pictures", "Videos", "Archive"],
        "footer": ["About us", "Submission policy", "Fair use notice", "Disclaimer", "Contact"],
        "support": "Support us",
        "support_text": "No owner, no advertising, no wall. Readers who can, pay for the crossing of all.",
        "dossier": "Dossiers",
        "place": "Ribeira Velha",
        "subhead": "What the ledger said",
        "licence": "You may republish this article unchanged, with the author’s name and a link to this page.",
        "tags": ["Ferries", "Common land", "Tides"],
        "correction": "An earlier version gave the year of the flood as 1968; it was 1967.",
        "bio": "Writes about rivers and the people who are paid to watch them. Grew up above a boatyard.",
        "source": "The Harbour Sheet",
        "authors": [
            "Tomasa Quiroga",
            "Edmund Sarpong-Whitlock",
            "María de los Ángeles Etxeberria-Goikoetxea y Fernández de Córdoba",
            "L. Okafor",
        ],
        "headlines": [
            "The village that bought its river back, one bend at a time",
            "Salt workers win the right to shade",
            "Who owns a footpath nobody has walked since 1974?",
            "A bakery without an owner turns ten",
            "The last lighthouse keeper’s pension is two boats and an argument with the ministry of fisheries",
            "Night buses",
            "Seed libraries are older than banks",
            "After the strike, the canteen",
            "What a drought leaves in writing",
        ],
        "standfirsts": [
            "For thirty years the ferry at Ribeira Velha belonged to a company in another country. Now its timetable "
            "is written on a blackboard by the people who use it.",
            "A court has decided what everyone on the pans already knew.",
            "The map says one thing, the brambles another.",
            "Forty members, eleven ovens, and a rule that nobody may be thanked for working on Sundays.",
        ],
        "paragraphs": [
            "The first thing the assembly bought was a bell. It hangs from the old company’s flagpole, and whoever "
            "is late for the crossing may ring it once; the ferry waits four minutes, no more, and the four minutes "
            'are in the minutes of <a href="/2019/03/the-bell.html">the meeting of 3 March</a>.',
            "Before that there was nothing to ring. The landing had a shelter without a roof, a notice in a language "
            "that few on this side could read, and a price that rose every January. “We did not want a better "
            "company,” says Amparo Luz, who kept the tickets. “We wanted to be asked.”",
            "The figures are modest: 61 crossings a week, 4,380 passengers in a good month, a loan of 212,000 "
            "repaid in nine years instead of fifteen. They are also, according to "
            '<a href="https://university.example/reports/river-transport-2025">a study by the regional '
            "university</a>, a third cheaper per head than any subsidised line in the province.",
            "Not everybody is pleased. The ministry has never recognised the blackboard as a timetable, and twice "
            "an inspector has come to photograph it. The second time he missed the boat, rang the bell, and was "
            "carried across like anyone else.",
        ],
    },
    "es": {
        "name": "La barca lenta",
        "motto": "Nadie se queda en la orilla",
        "sections": ["Tierra y agua", "Trabajo", "Derechos", "Semilla y pan", "La ciudad", "Letras"],
        "service": ["Lo último", "Selección", "Acciones", "Comunicados", "Imágenes", "Vídeos", "Archivo"],
        "footer": ["Quiénes somos", "Cómo colaborar", "Uso legítimo", "Aviso legal", "Contacto"],
        "support": "Apóyanos",
        "support_text": "Sin dueño, sin publicidad, sin muros. Quien puede paga el pasaje de todos.",
        "dossier": "Dosieres",
        "place": "Ribeira Velha",
        "subhead": "Lo que decía el libro de cuentas",
        "licence": "Puedes volver a publicar este artículo sin cambios, con el nombre de su autora y un enlace.",
        "tags": ["Barcas", "Comunales", "Mareas"],
        "correction": "Una versión anterior fechaba la riada en 1968; fue en 1967.",
        "bio": "Escribe sobre los ríos y sobre quienes cobran por vigilarlos.",
        "source": "La Hoja del Puerto",
        "authors": ["Tomasa Quiroga", "Edmund Sarpong-Whitlock", "María de los Ángeles Etxeberria", "L. Okafor"],
        "headlines": [
            "El pueblo que recompró su río, meandro a meandro",
            "Las salineras conquistan el derecho a la sombra",
            "¿De quién es un sendero que nadie pisa desde 1974?",
            "Una panadería sin dueño cumple diez años",
            "La pensión del último farero: dos barcas y un pleito con el ministerio de pesca",
            "Autobuses de noche",
        ],
        "standfirsts": [
            "Durante treinta años la barca de Ribeira Velha perteneció a una empresa de otro país. Hoy su horario "
            "lo escriben en una pizarra quienes la usan.",
            "Un tribunal ha decidido lo que en las salinas ya sabía todo el mundo.",
            "El mapa dice una cosa y las zarzas otra.",
            "Cuarenta socias, once hornos y una norma: nadie da las gracias por trabajar en domingo.",
        ],
        "paragraphs": [
            "Lo primero que compró la asamblea fue una campana. Cuelga del mástil de la antigua compañía, y quien "
            "llega tarde puede tocarla una vez; la barca espera cuatro minutos, ni uno más, como consta en "
            '<a href="/es/2019/03/la-campana.html">el acta del 3 de marzo</a>.',
            "Antes no había nada que tocar. El embarcadero tenía una marquesina sin techo, un aviso que casi nadie "
            "entendía y un precio que subía cada enero. «No queríamos una empresa mejor», dice Amparo Luz, que "
            "vendía los billetes. «Queríamos que nos preguntaran.»",
        ],
    },
    "ar": {
        "name": "العبّارة",
        "motto": "الجميع يعبرون",
        "sections": ["الأرض والماء", "العمل", "الحقوق", "البذور والخبز", "المدينة", "آداب"],
        "service": ["الأحدث", "مختارات المحرّر", "نداءات", "بيانات", "صور", "فيديو", "الأرشيف"],
        "footer": ["من نحن", "سياسة النشر", "الاستخدام العادل", "إخلاء مسؤولية", "اتصل بنا"],
        "support": "ادعمونا",
        "support_text": "لا مالك ولا إعلانات ولا أسوار. من استطاع من القرّاء دفع أجرة العبور عن الجميع.",
        "dossier": "ملفّات",
        "place": "الضفّة القديمة",
        "subhead": "ماذا قال دفتر الحسابات",
        "licence": "يجوز لكم إعادة نشر هذا المقال دون تغيير، مع اسم كاتبته ورابط إلى هذه الصفحة.",
        "tags": ["العبّارات", "المشاع", "المدّ والجزر"],
        "correction": "ذكرت نسخة سابقة أنّ الفيضان وقع عام 1968، والصحيح 1967.",
        "bio": "تكتب عن الأنهار وعمّن يتقاضون أجرًا لمراقبتها.",
        "source": "صحيفة الميناء",
        "authors": ["سلمى عبد الرحيم الخطيب", "يوسف حدّاد", "Tomasa Quiroga", "ليلى منصور"],
        "headlines": [
            "القرية التي استعادت نهرها منعطفًا بعد منعطف",
            "عمّال الملح ينتزعون حقّهم في الظلّ",
            "لمن الدرب الذي لم يسلكه أحد منذ عام 1974؟",
            "مخبز بلا مالك يبلغ العاشرة",
            "معاش آخر حرّاس المنارة: قاربان وخصومة مع وزارة الصيد البحري",
            "حافلات الليل",
        ],
        "standfirsts": [
            "ثلاثين عامًا ظلّت العبّارة ملكًا لشركة في بلد آخر. أمّا اليوم فيكتب مواعيدَها على لوح أسود مَن يركبونها.",
            "قضت المحكمة بما كان يعرفه كلّ من وقف في الملّاحات.",
            "الخريطة تقول شيئًا، والعلّيق يقول شيئًا آخر.",
            "أربعون عضوًا وأحد عشر فرنًا وقاعدة واحدة: لا شكر على عمل يوم الأحد.",
        ],
        "paragraphs": [
            "أوّل ما اشترته الجمعية جرس. إنّه معلّق على سارية الشركة القديمة، ولمن تأخّر أن يقرعه مرّة واحدة، فتنتظر "
            'العبّارة أربع دقائق لا تزيد، كما ورد في <a href="/ar/2019/03/bell.html">محضر اجتماع الثالث من آذار</a>.',
            "قبل ذلك لم يكن ثمّة ما يُقرع. كان في المرسى مظلّة بلا سقف، وإعلان بلغة لا يقرؤها إلّا القليل على هذه "
            "الضفّة، وسعر يرتفع كلّ كانون الثاني. تقول أمل التي كانت تبيع التذاكر: «لم نكن نريد شركة أفضل، بل أن نُسأل».",
            "الأرقام متواضعة: واحد وستون عبورًا في الأسبوع، وقرض سُدّد في تسع سنوات بدل خمس عشرة، بحسب "
            '<a href="https://university.example/reports/river-transport-2025">دراسة للجامعة</a>.',
        ],
    },
    "hi": {
        "name": "धीमी नाव",
        "motto": "सब पार उतरेंगे",
        "sections": ["ज़मीन और पानी", "काम", "अधिकार", "बीज और रोटी", "शहर", "साहित्य"],
        "service": ["ताज़ा", "संपादक की पसंद", "कार्रवाई", "विज्ञप्तियाँ", "तस्वीरें", "वीडियो", "संग्रह"],
        "footer": ["हमारे बारे में", "लेख भेजने के नियम", "उचित उपयोग", "अस्वीकरण", "संपर्क"],
        "support": "सहयोग दें",
        "support_text": "न कोई मालिक, न विज्ञापन, न दीवार। जो दे सकते हैं, वे सबका किराया देते हैं।",
        "dossier": "विशेष शृंखलाएँ",
        "place": "पुराना घाट",
        "subhead": "बहीखाते ने क्या कहा",
        "licence": "आप इस लेख को बिना बदले, लेखिका के नाम और इस पन्ने के लिंक के साथ फिर छाप सकते हैं।",
        "tags": ["नावें", "साझी ज़मीन", "ज्वार"],
        "correction": "पहले के रूप में बाढ़ का साल 1968 लिखा था; वह 1967 की बात है।",
        "bio": "नदियों पर और उन लोगों पर लिखती हैं जिन्हें उनकी रखवाली का वेतन मिलता है।",
        "source": "बंदरगाह पत्र",
        "authors": ["सुधा त्रिपाठी", "एडमंड सारपोंग", "Tomasa Quiroga", "रमेश कुमार पांडेय"],
        "headlines": [
            "वह गाँव जिसने अपनी नदी मोड़-दर-मोड़ वापस ख़रीदी",
            "नमक मज़दूरों ने जीता छाँव का हक़",
            "उस पगडंडी का मालिक कौन जिस पर 1974 से कोई नहीं चला?",
            "बिना मालिक की बेकरी दस साल की हुई",
            "आख़िरी दीपस्तंभ रखवाले की पेंशन: दो नावें और मत्स्य मंत्रालय से एक झगड़ा",
            "रात की बसें",
        ],
        "standfirsts": [
            "तीस साल तक पुराने घाट की नाव किसी दूसरे देश की कंपनी की थी। अब उसका समय एक श्यामपट्ट पर वही लोग "
            "लिखते हैं जो उससे पार जाते हैं।",
            "अदालत ने वही फ़ैसला दिया जो नमक के खेतों में सब पहले से जानते थे।",
            "नक़्शा कुछ कहता है, झाड़ियाँ कुछ और।",
            "चालीस सदस्य, ग्यारह भट्ठियाँ, और एक नियम कि इतवार के काम पर कोई धन्यवाद नहीं देगा।",
        ],
        "paragraphs": [
            "सभा ने सबसे पहले एक घंटी ख़रीदी। वह कंपनी के पुराने खंभे से लटकी है, और जिसे देर हो जाए वह उसे एक बार "
            "बजा सकता है; नाव चार मिनट रुकती है, उससे ज़्यादा नहीं, और यह बात "
            '<a href="/hi/2019/03/ghanti.html">3 मार्च की बैठक</a> की कार्यवाही में दर्ज है।',
            "उससे पहले बजाने को कुछ था ही नहीं। घाट पर बिना छत का एक ठिकाना था, एक सूचना जिसे इस पार कम ही लोग पढ़ "
            "पाते थे, और एक किराया जो हर जनवरी में बढ़ जाता था। टिकट रखने वाली अमृता कहती हैं, “हमें बेहतर कंपनी "
            "नहीं चाहिए थी। हम चाहते थे कि हमसे पूछा जाए।”",
        ],
    },
}
