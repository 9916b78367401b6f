"""Month names as data: what printed dates call the twelve months, language by language.

A word may stand in several languages as long as it means the same month in all of them; where it does
not (Swahili and a few others), the language is left out rather than guessed.
"""

from __future__ import annotations

import unicodedata

# One string a month, January first; the alternatives for one month are separated by "|".
MONTHS: dict[str, tuple[str, ...]] = {
    "en": (
        "january|jan", "february|feb|febr", "march|mar", "april|apr", "may", "june|jun",
        "july|jul", "august|aug", "september|sept|sep", "october|oct", "november|nov", "december|dec",
    ),
    "es": (
        "enero|ene", "febrero", "marzo", "abril|abr", "mayo", "junio", "julio", "agosto|ago",
        "septiembre|setiembre|set", "octubre", "noviembre", "diciembre|dic",
    ),
    "pt": (
        "janeiro", "fevereiro|fev", "março|marco", "abril", "maio|mai", "junho", "julho", "agosto",
        "setembro", "outubro|out", "novembro", "dezembro|dez",
    ),
    "fr": (
        "janvier|janv", "février|fevrier|févr|fév", "mars", "avril|avr", "mai", "juin",
        "juillet|juil", "août|aout", "septembre", "octobre", "novembre", "décembre|decembre|déc",
    ),
    "de": (
        "januar|jänner|jän", "februar|feber", "märz|maerz|mär|mrz", "april", "mai", "juni", "juli",
        "august", "september", "oktober|okt", "november", "dezember",
    ),
    "it": (
        "gennaio|genn|gen", "febbraio|febb", "marzo", "aprile", "maggio|mag", "giugno|giu",
        "luglio|lug", "agosto", "settembre|sett", "ottobre|ott", "novembre", "dicembre",
    ),
    "nl": (
        "januari", "februari", "maart|mrt", "april", "mei", "juni", "juli", "augustus",
        "september", "oktober", "november", "december",
    ),
    "tr": (
        "ocak", "şubat", "mart", "nisan", "mayıs", "haziran", "temmuz", "ağustos",
        "eylül", "ekim", "kasım", "aralık",
    ),
    "ru": (
        "января|январь|янв", "февраля|февраль|февр|фев", "марта|март|мар", "апреля|апрель|апр",
        "мая|май", "июня|июнь|июн", "июля|июль|июл", "августа|август|авг",
        "сентября|сентябрь|сент|сен", "октября|октябрь|окт", "ноября|ноябрь|нояб|ноя",
        "декабря|декабрь|дек",
    ),
    "uk": (
        "січня|січень", "лютого|лютий", "березня|березень", "квітня|квітень", "травня|травень",
        "червня|червень", "липня|липень", "серпня|серпень", "вересня|вересень",
        "жовтня|жовтень", "листопада|листопад", "грудня|грудень",
    ),
    "ar": (
        "يناير|كانون الثاني|جانفي", "فبراير|شباط|فيفري", "مارس|آذار|اذار", "أبريل|ابريل|نيسان|أفريل|إبريل",
        "مايو|أيار|ايار|ماي", "يونيو|يونيه|حزيران|جوان", "يوليو|يوليه|تموز|جويلية",
        "أغسطس|اغسطس|آب|أوت", "سبتمبر|أيلول|ايلول", "أكتوبر|اكتوبر|تشرين الأول|تشرين الاول",
        "نوفمبر|تشرين الثاني", "ديسمبر|كانون الأول|كانون الاول",
    ),
    "ur": (
        "جنوری", "فروری", "مارچ", "اپریل", "مئی", "جون", "جولائی", "اگست", "ستمبر", "اکتوبر", "نومبر", "دسمبر",
    ),
    "hi": (
        "जनवरी", "फरवरी|फ़रवरी", "मार्च", "अप्रैल", "मई", "जून", "जुलाई", "अगस्त", "सितंबर|सितम्बर",
        "अक्टूबर|अक्तूबर", "नवंबर|नवम्बर", "दिसंबर|दिसम्बर",
    ),
    "bn": (
        "জানুয়ারি|জানুয়ারী", "ফেব্রুয়ারি|ফেব্রুয়ারী", "মার্চ", "এপ্রিল", "মে", "জুন", "জুলাই", "আগস্ট",
        "সেপ্টেম্বর", "অক্টোবর", "নভেম্বর", "ডিসেম্বর",
    ),
    "ml": (
        "ജനുവരി", "ഫെബ്രുവരി", "മാർച്ച്|മാര്‍ച്ച്", "ഏപ്രിൽ|ഏപ്രില്‍", "മേയ്|മെയ്", "ജൂൺ|ജൂണ്‍", "ജൂലൈ",
        "ഓഗസ്റ്റ്|ആഗസ്റ്റ്", "സെപ്റ്റംബർ|സെപ്റ്റംബര്‍", "ഒക്ടോബർ|ഒക്ടോബര്‍", "നവംബർ|നവംബര്‍", "ഡിസംബർ|ഡിസംബര്‍",
    ),
    "ta": (
        "ஜனவரி", "பிப்ரவரி", "மார்ச்", "ஏப்ரல்", "மே", "ஜூன்", "ஜூலை", "ஆகஸ்ட்", "செப்டம்பர்", "அக்டோபர்",
        "நவம்பர்", "டிசம்பர்",
    ),
}  # fmt: skip


def _numbers_by_name() -> dict[str, int]:
    """Every month name of every language, lower-case and NFC, with its number."""
    names: dict[str, int] = {}
    for months in MONTHS.values():
        for number, alternatives in enumerate(months, start=1):
            for name in alternatives.split("|"):
                names[unicodedata.normalize("NFC", name)] = number
    return names


MONTH_NUMBERS = _numbers_by_name()
ROMAN_MONTHS = {name: number for number, name in enumerate("I II III IV V VI VII VIII IX X XI XII".split(), start=1)}
