"""The recipe that ARCHITECTURE.md shows is complete: it runs as printed, and follows changes as promised."""

from __future__ import annotations

import re
from pathlib import Path

import grimp
import pytest
from django.conf import settings
from wagtail.models import Locale

from handpress.newsroom.models import Tag
from handpress.pages.code import rendering_modules
from handpress.pages.pressroom import reset
from handpress.pages.recipe import PageRecipe
from handpress.press.engine import Reading, Recipe
from handpress.press.registry import Registration, offers
from handpress.reading import places
from tests.app.edition.paper import Paper

SOURCE = Path(__file__).parents[3] / "src"
PAGE = Path(__file__).parents[3] / "ARCHITECTURE.md"
ITEMS = "{% for tag in tags %}<p>{{ tag.name }}</p>{% endfor %}"
TEMPLATE = '{% extends "base.html" %}{% block main %}' + ITEMS + "{% endblock %}"
GIVEN = {"PageRecipe": PageRecipe, "Reading": Reading, "Tag": Tag, "places": places}
ENGLISH, SPANISH = "tag/index.html", "es/tag/index.html"


def printed() -> str:
    """The recipe as the page shows it."""
    found = re.search(r"A complete recipe:\n\n```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert found
    return found[1]


@pytest.fixture
def paper(tmp_path):
    """The test paper with that recipe among the others, and a template for it in its theme."""
    scope: dict[str, type[Recipe]] = dict(GIVEN)
    exec(printed(), scope)
    template = settings.PUBLICATION.theme / "tags.html"
    template.parent.mkdir(exist_ok=True)
    template.write_text(TEMPLATE)
    reset()
    printed_one = Registration(recipes=lambda: [scope["TagIndex"]()])
    with offers.replaced(**dict(offers.items()), printed=printed_one):
        made = Paper(tmp_path / "public")
        made.full()
        yield made
    template.unlink()
    reset()


def test_the_printed_recipe_is_of_some_fifteen_lines():
    lines = [line for line in printed().splitlines() if line.strip()]
    assert 12 <= len(lines) <= 18


def test_the_printed_recipe_follows_its_tags(paper):
    assert paper.has(ENGLISH)
    assert paper.has(SPANISH)
    tag = Tag.objects.create(name="Dams", slug="dams", locale=Locale.objects.get(language_code="en"))
    assert ENGLISH in paper.run()
    assert "<p>Dams</p>" in paper.read(ENGLISH)
    tag.name = "Rivers"
    tag.save()
    written = paper.run()
    assert ENGLISH in written
    assert SPANISH not in written
    assert "<p>Rivers</p>" in paper.read(ENGLISH)
    tag.delete()
    assert ENGLISH in paper.run()
    assert "Rivers" not in paper.read(ENGLISH)
    differences = paper.differences()
    assert not differences.different
    assert not differences.missing


def test_a_change_of_any_module_that_pages_pass_through_presses_them_anew():
    """The fingerprint of the code covers whatever the edition imports, through however many others."""
    imported = grimp.build_graph("handpress").find_upstream_modules("handpress.edition", as_package=True)
    covered = {".".join(path.relative_to(SOURCE).with_suffix("").parts) for path in rendering_modules()}
    modules = {name for name in imported if not (SOURCE / name.replace(".", "/") / "__init__.py").exists()}
    assert len(modules) > 50
    assert modules - covered == set()
