"""What tells written languages apart, as data: scripts, letters of their own, and stop words."""

from __future__ import annotations

from handpress.kit.words import words

# Scripts that (nearly) one language is written in. A script's name is the first word of the Unicode name
# of its letters.
LANGUAGE_OF_SCRIPT = {
    "BENGALI": "bn", "GURMUKHI": "pa", "GUJARATI": "gu", "ORIYA": "or", "TAMIL": "ta", "TELUGU": "te",
    "KANNADA": "kn", "MALAYALAM": "ml", "SINHALA": "si", "THAI": "th", "LAO": "lo", "TIBETAN": "bo",
    "MYANMAR": "my", "KHMER": "km", "GEORGIAN": "ka", "ARMENIAN": "hy", "GREEK": "el", "HEBREW": "he",
    "ETHIOPIC": "am", "HANGUL": "ko", "HIRAGANA": "ja", "KATAKANA": "ja",
}  # fmt: skip

# Scripts that several languages share: what to assume where the stop words below do not decide.
USUAL_LANGUAGE = {"ARABIC": "ar", "DEVANAGARI": "hi", "CYRILLIC": "ru", "CJK": "zh"}

# Words so frequent that any page of running text has many of them.
STOP_WORDS: dict[str, dict[str, frozenset[str]]] = {
    "LATIN": {
        "en": words("the of and to in is that for was with on are by this from have it were has"),
        "es": words("el la de que y en los las del se por con una para su es como al lo más"),
        "fr": words("le la les de des et en un une du que est pour dans qui au par sur pas ce"),
        "de": words("der die das und in den von zu mit sich des auf für ist im nicht ein eine dem"),
        "pt": words("o a de que e do da em um para com não uma os no se na por mais dos as"),
        "it": words("il di che e la per un in del della con le è una sono non dei si al da"),
        "nl": words("de het een van en in is dat op te zijn met voor niet aan er om ook als"),
        "tr": words("ve bir bu da de için ile olarak çok daha olan gibi en sonra ne kadar ama"),
        "id": words("yang dan di ini itu dengan untuk tidak dari dalam akan pada juga saya ke"),
        "pl": words("w i na z się do nie to że jest o jak za od po przez dla jego są ale"),
        "sv": words("och i att det som en på är av för med till den har de inte om ett var"),
    },
    "ARABIC": {
        "ar": words("في من على إلى أن التي الذي هذا هذه عن مع كان بعد ما لا قد كما ذلك بين"),
        "fa": words("و در به از که این است را با برای آن یک خود تا بر شده می های شد بود"),
        "ur": words("کے کی میں ہے اور سے کا کو اس نے پر کہ ہیں بھی یہ جو تھا ایک نہیں کر"),
    },
    "DEVANAGARI": {
        "hi": words("के की में है और से का को कि हैं ने पर यह भी एक नहीं था इस लिए जो"),
        "mr": words("आणि आहे या ते च्या मध्ये होते की हा त्या झाले नाही आहेत हे पण ला करून"),
        "ne": words("छ र को मा का लागि गर्न भएको थियो पनि छन् हो यो गरेको लाई बाट तथा"),
    },
    "CYRILLIC": {
        "ru": words("и в не на что с по как это он из за от для но к был его так же а у"),
        "uk": words("і в не на що з та до як це він за від для але його був є ми які про у"),
        "bg": words("и на да се за от не в е с са че по това като ще до но със при който"),
        "sr": words("и у је да на се за су од са не као који би што али из о по то"),
    },
    "CJK": {},
}

# Scripts written without spaces: there a word is counted for so many letters (mean word lengths).
LETTERS_PER_WORD = {
    "CJK": 1.7,
    "HIRAGANA": 2.5,
    "KATAKANA": 2.5,
    "THAI": 4.5,
    "LAO": 4.5,
    "KHMER": 4.5,
    "MYANMAR": 4.5,
}

# Words a minute at which adults read silently (Trauzettel-Klosinski and Dietz, 2012, IOVS 53:5452, where it
# has the language), so that "5 minutes" is five minutes in each.
READING_SPEED = {
    "en": 228, "es": 218, "fr": 195, "de": 179, "pt": 181, "it": 188, "nl": 202, "ru": 184, "ar": 138,
    "he": 187, "tr": 166, "fi": 161, "pl": 166, "sv": 199, "ja": 193, "zh": 158,
}  # fmt: skip
USUAL_READING_SPEED = 180
