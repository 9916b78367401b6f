"""Original texts of seven languages that the generated pages are made of."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Tongue:
    """What a generated page needs in one language."""

    lang: str
    headlines: tuple[str, ...]
    names: tuple[str, ...]
    paragraphs: tuple[str, ...]
    standfirsts: tuple[str, ...]
    menu: tuple[str, ...]
    byline: str
    and_word: str
    dates: tuple[tuple[str, str], ...]
    sources: tuple[str, ...]
    printer: str
    comments: str
    subheads: tuple[str, ...]


EN = Tongue(
    "en",
    (
        "The Night the Ferry Did Not Come Back",
        "Who Owns the Rain Over Tamarin Valley?",
        "“Nobody Asked Us”: Salt Workers Speak Out",
        "Dam Builders Meet Their Match in Kesra",
        "How a Village Taught Itself To Count Fish",
        "Court Halts Quarry After Thirty-Day March",
        "In the Delta, Bread Costs More Than a Boat",
    ),
    ("Marta Oyelaran", "Ilse van der Noot", "Tomás de la Cruz", "Anand Pillai", "Ruth O’Dwyer", "J.K. Amadi", "Samir al-Hadid"),
    (
        "The ferry left the northern landing at ten past six, with forty-one people aboard and a cargo of cement that, according to the harbour book, nobody had weighed.",
        "“We heard the engine stop, and then we heard nothing at all,” said Odile Marchetti, who sells tea beside the landing. “After that there was only the wind, and some of the children began to count aloud.”",
        "No rescue boat was sent before midnight. The port authority, which answers to a ministry four hundred kilometres away, says that it received no call; three fishermen say that they telephoned it eleven times.",
        "What happened in those hours has since become a quarrel about money. The line had been sold two years earlier to a company whose only other business is a car park, and whose directors have never been seen on the island.",
        "Under the old cooperative, two mechanics travelled with every crossing. The new owners dismissed both in the first week, and replaced them with a telephone number.",
        "In February the islanders’ council wrote to the regulator, listing nineteen faults in the hull. The reply, dated the same afternoon, thanked them for their interest in maritime affairs.",
        "A commission has now been promised. Its terms of reference, a copy of which was passed to this correspondent, do not contain the words “company”, “hull” or “cement”.",
        "Engineers at the polytechnic have offered to inspect the sister ship without a fee. So far they have been refused entry to the yard, on the ground that their shoes are unsuitable.",
        "Meanwhile the price of a crossing has risen by a third. Teachers who live on one shore and work on the other now sleep in their classrooms from Monday to Thursday, and go home at the end of the week.",
        "It is not the first time that the sea has been blamed for a decision taken on dry land; nor, if the council’s lawyers are right, will it be the last.",
        "On Sunday some two thousand people walked along the breakwater with lamps. There were no speeches, and when the last lamp had been put down the walkers stood for a while and looked at the water.",
        "The company did not reply to four requests for comment. A man who answered at its registered office said that it was a dentist’s, and asked not to be called again.",
    ),
    (
        "A ferry sold for the price of its scrap, a harbour without a radio, and an island that will not be quiet.",
        "Two years after the sale of the line, the people who depend on it are counting what it cost them.",
    ),
    (
        "Home", "Latest", "Water and Power", "Forests", "Labour", "Letters From the Coast", "The Long Reads", "Elections 2014",
        "War and Peace", "Health", "Cities", "Farming", "Reviews", "Poems", "Old Issues", "Write For Us", "Our Story",
        "Legal Notice", "Get in Touch", "Help Keep Us Going", "Follow Us", "Join Our Mailing List", "Find", "Sitemap",
    ),
    "By {}",
    " and ",
    (("4 March, 2011", "2011-03-04"), ("March 4th, 2011", "2011-03-04"), ("04 March 2011", "2011-03-04"),
     ("Friday, 4 March 2011", "2011-03-04"), ("29/10/2009", "2009-10-29"), ("2011-03-04", "2011-03-04"), ("Oct. 29, 2009", "2009-10-29")),
    ("Coastline.example", "The Tidewater Review", "Harbour News", "Inter Islands Service"),
    "Printer Friendly Version",
    "Comments are moderated",
    ("A line sold twice", "What the harbour book says", "Who pays?"),
)  # fmt: skip

ES = Tongue(
    "es",
    ("La noche en que el barco no volvió", "¿De quién es la lluvia del valle?", "Los salineros rompen el silencio tras la huelga"),
    ("Lucía Arrieta", "Fernando del Pozo", "María de los Ángeles Rivas"),
    (
        "El barco salió del muelle norte a las seis y diez, con cuarenta y una personas a bordo y una carga de cemento que, según el libro del puerto, nadie había pesado.",
        "«Oímos que el motor se paraba y después no oímos nada», dijo Odilia Marchena, que vende té junto al muelle. Los niños, recuerda, empezaron a contar en voz alta.",
        "Ninguna lancha de rescate salió antes de la medianoche. La autoridad del puerto dice que no recibió ninguna llamada; tres pescadores aseguran que llamaron once veces.",
        "La línea se había vendido dos años antes a una empresa cuyo único negocio conocido es un aparcamiento, y cuyos directivos nunca han pisado la isla.",
        "Ahora se ha prometido una comisión. En su mandato no aparecen, según pudo saberse, las palabras empresa, casco ni cemento.",
        "El domingo, unas dos mil personas caminaron con faroles por el rompeolas. No hubo discursos, y al final todos se quedaron mirando el agua.",
    ),
    ("Un barco vendido a precio de chatarra, un puerto sin radio y una isla que no quiere callar.",),
    ("Inicio", "Últimas", "Agua y energía", "Bosques", "Trabajo", "Cartas de la costa", "Salud", "Ciudades", "Campo",
     "Reseñas", "Poemas", "Números viejos", "Quiénes somos", "Aviso legal", "Contacto", "Ayúdanos a seguir"),
    "Por {}",
    " y ",
    (("4 de marzo de 2011", "2011-03-04"), ("Viernes, 4 de marzo de 2011", "2011-03-04"), ("marzo de 2011", "2011-03")),
    ("Costa Abierta", "litoral.example"),
    "Versión para imprimir",
    "Los comentarios son moderados",
    ("Una línea vendida dos veces",),
)  # fmt: skip

FR = Tongue(
    "fr",
    ("La nuit où le bac n’est pas revenu", "À qui appartient la pluie de la vallée ?", "Les sauniers sortent de leur silence"),
    ("Hélène Marchand", "Paul de Kerguelen", "Amélie N’Diaye"),
    (
        "Le bac a quitté l’embarcadère du nord à six heures dix, avec quarante et une personnes à bord et une cargaison de ciment que, selon le registre du port, personne n’avait pesée.",
        "« Nous avons entendu le moteur s’arrêter, puis plus rien du tout », raconte Odile Marchetti, qui vend du thé près de l’embarcadère. Des enfants se sont mis à compter à voix haute.",
        "Aucun canot n’est parti avant minuit. L’autorité du port affirme n’avoir reçu aucun appel ; trois pêcheurs disent lui avoir téléphoné onze fois.",
        "La ligne avait été vendue deux ans plus tôt à une société dont la seule autre activité est un parc de stationnement, et dont les dirigeants n’ont jamais été vus sur l’île.",
        "Une commission est maintenant promise. Son mandat, dont nous avons obtenu une copie, ne contient ni le mot société, ni le mot coque, ni le mot ciment.",
        "Dimanche, quelque deux mille personnes ont marché avec des lampes le long de la jetée. Il n’y a pas eu de discours.",
    ),
    ("Un bac vendu au prix de la ferraille, un port sans radio, et une île qui ne veut pas se taire.",),
    ("Accueil", "Dernières parutions", "Eau et énergie", "Forêts", "Travail", "Lettres de la côte", "Santé", "Villes",
     "Campagnes", "Poèmes", "Anciens numéros", "Qui sommes-nous", "Mentions légales", "Nous écrire"),
    "Par {}",
    " et ",
    (("4 mars 2011", "2011-03-04"), ("vendredi 4 mars 2011", "2011-03-04"), ("1er mars 2011", "2011-03-01")),
    ("Le Courrier du Littoral", "estran.example"),
    "Version imprimable",
    "Les commentaires sont modérés",
    ("Une ligne vendue deux fois",),
)  # fmt: skip

DE = Tongue(
    "de",
    ("Die Nacht, in der die Fähre nicht zurückkam", "Wem gehört der Regen im Tamarintal?", "Salzarbeiter brechen ihr Schweigen"),
    ("Ilse von Rothen", "Karl-Heinz Brückner", "Ute Wagenknecht"),
    (
        "Die Fähre legte um zehn nach sechs vom nördlichen Anleger ab, mit einundvierzig Menschen an Bord und einer Ladung Zement, die nach dem Hafenbuch niemand gewogen hatte.",
        "„Wir hörten, wie der Motor stehen blieb, und dann hörten wir nichts mehr“, sagt Odile Marchetti, die am Anleger Tee verkauft. Einige Kinder begannen, laut zu zählen.",
        "Vor Mitternacht fuhr kein Rettungsboot hinaus. Die Hafenbehörde erklärt, sie habe keinen Anruf erhalten; drei Fischer sagen, sie hätten elfmal angerufen.",
        "Die Linie war zwei Jahre zuvor an eine Firma verkauft worden, deren einziges anderes Geschäft ein Parkplatz ist und deren Leitung nie auf der Insel gesehen wurde.",
        "Nun ist eine Kommission versprochen worden. In ihrem Auftrag stehen weder das Wort Firma noch das Wort Rumpf noch das Wort Zement.",
        "Am Sonntag gingen etwa zweitausend Menschen mit Lampen über den Wellenbrecher. Reden gab es nicht, und am Ende sahen alle auf das Wasser.",
    ),
    ("Eine Fähre zum Schrottpreis, ein Hafen ohne Funk und eine Insel, die nicht still sein will.",),
    ("Startseite", "Neues", "Wasser und Strom", "Wälder", "Arbeit", "Briefe von der Küste", "Gesundheit", "Städte",
     "Landbau", "Gedichte", "Alte Hefte", "Über uns", "Impressum", "Kontakt"),
    "Von {}",
    " und ",
    (("4. März 2011", "2011-03-04"), ("04.03.2011", "2011-03-04"), ("Freitag, 4. März 2011", "2011-03-04")),
    ("Küstenzeitung", "watt.example"),
    "Druckversion",
    "Kommentare werden moderiert",
    ("Eine zweimal verkaufte Linie",),
)  # fmt: skip

RU = Tongue(
    "ru",
    ("Ночь, когда паром не вернулся", "Кому принадлежит дождь над долиной?", "Солевары нарушают молчание"),
    ("Марина Оленина", "Алексей Бережной", "Ольга Сафонова"),
    (
        "Паром отошёл от северной пристани в десять минут седьмого, на борту был сорок один человек и груз цемента, который, если верить портовой книге, никто не взвешивал.",
        "«Мы услышали, как мотор остановился, а потом уже не слышали ничего», — говорит Одиль Маркетти, она продаёт чай у пристани. Дети начали считать вслух.",
        "До полуночи ни один спасательный катер не вышел в море. Администрация порта утверждает, что звонков не было; трое рыбаков говорят, что звонили ей одиннадцать раз.",
        "Двумя годами раньше линию продали фирме, у которой нет другого дела, кроме автостоянки, и чьих директоров на острове никогда не видели.",
        "Теперь обещана комиссия. В её задании, копия которого есть в редакции, нет слов «фирма», «корпус» и «цемент».",
        "В воскресенье около двух тысяч человек прошли с фонарями по волнорезу. Речей не было, и в конце все просто смотрели на воду.",
    ),
    ("Паром по цене металлолома, порт без радио и остров, который не хочет молчать.",),
    ("Главная", "Новое", "Вода и энергия", "Леса", "Труд", "Письма с берега", "Здоровье", "Города", "Село", "Стихи",
     "Старые номера", "О нас", "Правовая информация", "Связаться с нами"),
    "Автор: {}",
    " и ",
    (("4 марта 2011 г.", "2011-03-04"), ("04.03.2011", "2011-03-04"), ("март 2011", "2011-03")),
    ("Береговой вестник", "priboy.example"),
    "Версия для печати",
    "Комментарии модерируются",
    ("Линия, проданная дважды",),
)  # fmt: skip

AR = Tongue(
    "ar",
    ("الليلة التي لم تعد فيها العبّارة", "لمن المطر فوق الوادي؟", "عمال الملح يخرجون عن صمتهم"),
    ("سمير الحديدي", "ليلى منصور", "نادية عبد الرحمن"),
    (
        "غادرت العبّارة المرسى الشمالي في السادسة وعشر دقائق، وعلى متنها واحد وأربعون شخصا وحمولة من الإسمنت لم يزنها أحد، بحسب سجل الميناء.",
        "وقالت أوديل مرقص التي تبيع الشاي قرب المرسى: «سمعنا المحرك يتوقف، ثم لم نسمع شيئا بعد ذلك». وبدأ بعض الأطفال يعدّون بصوت عال.",
        "ولم يخرج أي قارب إنقاذ قبل منتصف الليل. وتقول سلطة الميناء إنها لم تتلق أي اتصال، بينما يقول ثلاثة صيادين إنهم اتصلوا بها إحدى عشرة مرة.",
        "وكان الخط قد بيع قبل عامين إلى شركة لا عمل لها سوى موقف للسيارات، ولم ير أهل الجزيرة مديريها قط.",
        "والآن وُعد الناس بلجنة. ولا ترد في وثيقة عملها كلمات الشركة أو الهيكل أو الإسمنت.",
        "ويوم الأحد سار نحو ألفي شخص يحملون المصابيح على كاسر الأمواج. ولم تكن هناك خطب، ووقف الجميع ينظرون إلى الماء.",
    ),
    ("عبّارة بيعت بثمن الخردة، وميناء بلا لاسلكي، وجزيرة لا تريد أن تصمت.",),
    ("الرئيسية", "الجديد", "الماء والطاقة", "الغابات", "العمل", "رسائل من الساحل", "الصحة", "المدن", "الريف", "قصائد",
     "أعداد قديمة", "من نحن", "إشعار قانوني", "اتصل بنا"),
    "بقلم {}",
    " و",
    (("٤ مارس ٢٠١١", "2011-03-04"), ("4 آذار 2011", "2011-03-04"), ("الجمعة 4 مارس 2011", "2011-03-04")),
    ("صحيفة الساحل", "mawj.example"),
    "نسخة للطباعة",
    "التعليقات تخضع للإشراف",
    ("خط بيع مرتين",),
)  # fmt: skip

HI = Tongue(
    "hi",
    ("वह रात जब नाव वापस नहीं आई", "घाटी की बारिश किसकी है?", "नमक मज़दूरों ने तोड़ी चुप्पी"),
    ("अनिल वर्मा", "सुनीता जोशी", "रमेश चंद्र तिवारी"),
    (
        "नाव छह बजकर दस मिनट पर उत्तरी घाट से चली, उस पर इकतालीस लोग सवार थे और सीमेंट का ऐसा माल लदा था जिसे बंदरगाह की बही के अनुसार किसी ने तौला नहीं था।",
        "घाट के पास चाय बेचने वाली ओदिल ने कहा, “हमने इंजन को बंद होते सुना, और उसके बाद कुछ नहीं सुना।” कुछ बच्चे ज़ोर से गिनती करने लगे।",
        "आधी रात से पहले बचाव की कोई नाव नहीं निकली। बंदरगाह के अधिकारी कहते हैं कि उन्हें कोई फ़ोन नहीं आया; तीन मछुआरे कहते हैं कि उन्होंने ग्यारह बार फ़ोन किया।",
        "दो साल पहले यह सेवा एक ऐसी कंपनी को बेच दी गई थी जिसका एकमात्र दूसरा काम गाड़ियों की पार्किंग है, और जिसके मालिक इस द्वीप पर कभी नहीं दिखे।",
        "अब एक आयोग का वादा किया गया है। उसके काम के दस्तावेज़ में न कंपनी का नाम है, न नाव के पेंदे का और न सीमेंट का।",
        "रविवार को लगभग दो हज़ार लोग लालटेन लेकर तटबंध पर चले। कोई भाषण नहीं हुआ, और अंत में सब लोग पानी को देखते रहे।",
    ),
    ("कबाड़ के दाम पर बिकी नाव, बिना रेडियो का बंदरगाह, और एक द्वीप जो चुप नहीं रहना चाहता।",),
    ("मुखपृष्ठ", "नया", "पानी और बिजली", "जंगल", "मज़दूर", "तट से चिट्ठियाँ", "सेहत", "शहर", "खेती", "कविताएँ",
     "पुराने अंक", "हमारे बारे में", "कानूनी सूचना", "संपर्क करें"),
    "{} द्वारा",
    " और ",
    (("4 मार्च 2011", "2011-03-04"), ("४ मार्च २०११", "2011-03-04"), ("शुक्रवार, 4 मार्च 2011", "2011-03-04")),
    ("तट समाचार", "lehar.example"),
    "प्रिंट करें",
    "टिप्पणियाँ संपादन के बाद छपती हैं",
    ("दो बार बिकी सेवा",),
)  # fmt: skip

TONGUES = {tongue.lang: tongue for tongue in (EN, ES, FR, DE, RU, AR, HI)}
