"""Share cards: every script gives letters of its own, whole, in its own direction, and the same bytes each time."""

from __future__ import annotations

import io
import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops

from handpress.kit.cards import faces, runs
from handpress.kit.cards.drawing import HEIGHT, LEFT, RIGHT, WIDTH, Voice, article_card, magazine_card, wordless_card
from handpress.kit.cards.faces import BOLD
from handpress.kit.cards.measure import Ruler
from handpress.kit.cards.runs import Unprintable, letters, pieces
from handpress.kit.cards.setting import ELLIPSIS, Manner, Space, fit

HEADLINES = {
    "en": "The river council votes for the old mill",
    "es": "El río vuelve: qué dicen las mujeres de la orilla",
    "ar": "مجلس النهر يصوّت لصالح الطاحونة القديمة",
    "hi": "नदी परिषद ने पुरानी चक्की के पक्ष में मतदान किया",
    "ja": "川の評議会は古い水車小屋の保存に賛成した",
    "zh": "河流委员会投票支持老磨坊",
    "ko": "강 위원회가 오래된 물레방아를 지지하기로 했다",
    "ml": "നദി സമിതി പഴയ മില്ലിനെ പിന്തുണച്ചു",
    "ru": "Совет реки проголосовал за старую мельницу",
    "he": "מועצת הנהר הצביעה בעד הטחנה הישנה",
    "th": "สภาแม่น้ำลงมติสนับสนุนโรงสีเก่าริมแม่น้ำ",
}
RIGHT_TO_LEFT = ("ar", "he", "fa", "ur")
LONG = " ".join(["What twelve villages learnt when the promised canal never came"] * 9)


def _has_letters_for(text: str, language: str) -> bool:
    try:
        letters(text, language, BOLD, is_rtl=False)
    except Unprintable:
        return False
    return True


def _voice(language: str, name: str = "") -> Voice:
    return Voice(name or HEADLINES[language].split()[0][:9], language, language in RIGHT_TO_LEFT, "#a3201d")


def _opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data)).convert("RGB")


def _ink(image: Image.Image, box: tuple[int, int, int, int]) -> tuple[int, int, int, int]:
    """Where there is anything but paper inside a part of the card."""
    part = image.crop(box)
    found = ImageChops.difference(part, Image.new("RGB", part.size, part.getpixel((0, 0)))).getbbox()
    assert found, "nothing is drawn there"
    return found


def _fitted(text: str, language: str = "en", width: int = 1000, height: int = 400):
    space = Space(width, height, tuple(range(112, 43, -4)))
    return fit(text, space, Manner(language, language in RIGHT_TO_LEFT, BOLD))


@pytest.fixture(params=HEADLINES)
def language(request):
    if not _has_letters_for(HEADLINES[request.param], request.param):
        pytest.skip("no fonts for it here: apt install fonts-noto-core fonts-noto-cjk")
    return request.param


def test_the_fonts_that_the_documents_name_are_here():
    """Without them the tests of each script would be skipped, all of them."""
    assert all(_has_letters_for(HEADLINES[each], each) for each in ("en", "es", "ar", "hi"))


def test_every_script_gives_a_card_of_its_size_with_a_headline_at_the_side_where_reading_begins(language):
    image = _opened(article_card(_voice(language), HEADLINES[language]))
    assert image.size == (WIDTH, HEIGHT) == (1200, 630)
    left, top, right, bottom = _ink(image, (0, 140, WIDTH, HEIGHT))
    assert left >= LEFT - 12 and right <= RIGHT + 12, "nothing runs over the edge"
    assert bottom - top > 80
    assert bottom < HEIGHT - 140, "the foot stays free"
    assert abs(right - RIGHT) < 24 if language in RIGHT_TO_LEFT else abs(left - LEFT) < 24


def test_the_same_words_give_the_same_bytes(language):
    assert article_card(_voice(language), HEADLINES[language]) == article_card(_voice(language), HEADLINES[language])


def test_another_headline_name_section_or_accent_gives_another_card():
    plain = article_card(_voice("en"), "Dams", "Water")
    others = [
        article_card(_voice("en"), "Rivers", "Water"),
        article_card(_voice("en", "Another Paper"), "Dams", "Water"),
        article_card(_voice("en"), "Dams", "Land"),
        article_card(Voice("The", "en", False, "#004488"), "Dams", "Water"),
    ]
    assert len({plain, *others}) == 5


@pytest.mark.parametrize("language", ["ar", "hi", "ml"])
def test_letters_are_joined_as_the_script_wants(language):
    """A word that is shaped is another width than its letters side by side."""
    word = HEADLINES[language].split()[1]
    if not _has_letters_for(word, language):
        pytest.skip("no fonts for it here")
    ruler = Ruler(80, language, language in RIGHT_TO_LEFT)
    found = letters(word, language, BOLD, is_rtl=language in RIGHT_TO_LEFT)
    assert abs(ruler.width(found) - sum(ruler.width([each]) for each in found)) > 4


def test_short_headlines_are_large_and_long_ones_small():
    sizes = [_fitted(text).ruler.size for text in ("Dams", HEADLINES["en"], LONG[:190], LONG)]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] > 100 and sizes[-1] == 44


def test_a_headline_that_is_too_long_is_cut_at_a_word():
    lines = ["".join(each.text for each in line) for line in _fitted(LONG).lines]
    assert lines[-1].endswith(ELLIPSIS)
    assert LONG.startswith(" ".join(lines).removesuffix(ELLIPSIS))
    assert " ".join(lines).removesuffix(ELLIPSIS).split()[-1] in LONG.split()


def test_lines_are_of_even_length():
    setting = _fitted("The river council of the lower plain votes for the old mill and its pond")
    widths = [setting.ruler.width(line) for line in setting.lines]
    assert len(widths) > 1
    assert min(widths) > max(widths) * 0.6


@pytest.mark.parametrize("text", ["Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamte", "x" * 500])
def test_a_word_wider_than_the_card_is_broken(text):
    setting = _fitted(text)
    assert setting.ruler.widest(setting.lines) <= 1000


def test_nothing_east_asian_begins_a_line_with_a_stop():
    if not _has_letters_for(HEADLINES["ja"], "ja"):
        pytest.skip("no fonts for it here")
    for width in range(300, 900, 50):
        lines = _fitted("水、土、木。" * 8, "ja", width).lines
        assert not any(line[0].text in "、。" for line in lines)


def test_words_of_another_script_stand_in_their_own_direction():
    found = letters("قرأنا “The Long Walk” أمس", "ar", BOLD, is_rtl=True)
    shown = [piece.text.strip() for piece in pieces(found, is_rtl=True)]
    assert "".join(shown).index("The Long Walk") > 0
    assert [piece.is_rtl for piece in pieces(found, is_rtl=True) if "The Long Walk" in piece.text] == [False]
    inner = "".join(piece.text for piece in pieces(found, is_rtl=True) if not piece.is_rtl)
    assert inner.strip() == "“The Long Walk”", "quotation marks go with what they enclose"


def test_letters_that_no_font_has_are_refused_and_never_drawn_as_boxes(monkeypatch):
    found = faces.face_for
    monkeypatch.setattr(runs, "face_for", lambda letter, *rest: None if letter == "ж" else found(letter, *rest))
    assert article_card(_voice("en"), "Dams")
    with pytest.raises(Unprintable, match="ж"):
        article_card(_voice("en"), "Dams and ж")
    assert article_card(_voice("en"), "Dams", "ж") == article_card(_voice("en"), "Dams")


def test_there_is_no_card_of_no_words():
    with pytest.raises(Unprintable):
        article_card(_voice("en"), " \u200b")


def test_without_fonts_there_is_no_card_of_words(monkeypatch):
    monkeypatch.setattr(faces, "in_order", lambda language, weight: ())
    with pytest.raises(Unprintable, match="No font"):
        article_card(_voice("en"), "Dams")
    with pytest.raises(Unprintable):
        magazine_card(_voice("en"))


@pytest.fixture
def asked_anew():
    """The machine is asked for its fonts in this test, and again after it."""
    caches = (faces.installed, faces.in_order, faces.fingerprint)
    for each in caches:
        each.cache_clear()
    yield
    for each in caches:
        each.cache_clear()


@pytest.mark.usefixtures("asked_anew")
@pytest.mark.parametrize("trouble", ["exit 1", "kill -KILL $$"])
def test_a_machine_that_does_not_tell_its_fonts_is_not_one_without_fonts(trouble, tmp_path, monkeypatch):
    program = tmp_path / "fc-list"
    program.write_text(f"#!/bin/sh\n{trouble}\n")
    program.chmod(0o755)
    path = os.environ["PATH"]
    monkeypatch.setenv("PATH", f"{tmp_path}:{path}")
    for ask in (lambda: article_card(_voice("en"), "Dams"), lambda: magazine_card(_voice("en")), faces.fingerprint):
        with pytest.raises(faces.FontsUnknown, match="fc-list"):
            ask()
    monkeypatch.setenv("PATH", path)
    assert article_card(_voice("en"), "Dams"), "it is asked again"
    monkeypatch.setenv("PATH", str(tmp_path / "empty"))
    faces.installed.cache_clear()
    assert faces.installed() == ()


def test_without_shaping_scripts_that_need_it_have_no_card(monkeypatch):
    monkeypatch.setattr(runs.features, "check", lambda name: False)
    for language in ("ar", "hi"):
        with pytest.raises(Unprintable, match="libfribidi0"):
            letters(HEADLINES[language], language, BOLD, is_rtl=False)
    assert letters(HEADLINES["en"], "en", BOLD, is_rtl=False)


def test_pictures_among_letters_that_no_font_has_are_left_out(monkeypatch):
    found = faces.face_for
    monkeypatch.setattr(runs, "face_for", lambda letter, *rest: None if letter > "\uffff" else found(letter, *rest))
    shown = letters("Rivers \U0001faf6\ufe0f rise \U0001faf6", "en", BOLD, is_rtl=False)
    assert "".join(each.text for each in shown) == "Rivers rise"


def test_the_magazines_card_shows_its_name_and_motto(language):
    name = HEADLINES[language][:10]
    alone, both = magazine_card(_voice(language, name)), magazine_card(_voice(language, name), HEADLINES[language])
    assert alone != both
    assert both == magazine_card(_voice(language, name), HEADLINES[language])


def test_a_card_without_words_shows_the_mark_whole():
    image = _opened(wordless_card("#a3201d", Image.new("RGB", (4000, 100), "#004488")))
    left, _, right, _ = _ink(image, (0, 40, WIDTH, HEIGHT))
    assert right - left == 600


@settings(max_examples=60, deadline=None)
@given(st.text(min_size=1, max_size=260))
def test_whatever_is_typed_gives_lines_that_fit_or_is_refused(text):
    try:
        setting = _fitted(text)
    except Unprintable:
        return
    assert setting.height <= 400 or len(setting.lines) == 1
    marks = sum(each.text != " " for line in setting.lines for each in line)
    assert setting.ruler.widest(setting.lines) <= 1000 or marks < 3
