"""The thinnest path: an article reaches its own page and the lists it belongs to."""

from __future__ import annotations

from tests import factories as make


def test_an_article_reaches_its_page_and_every_list_it_belongs_to(paper):
    section = make.section("Environment")
    article = make.published("Rivers of the plain", main_section=section, bylines=[make.author("Asha Rao")])
    written = paper.run()
    path = article.public_path.removeprefix("/")
    assert path in written
    assert "Rivers of the plain" in paper.read(path)
    for file in ("index.html", "archive/index.html", "section/environment/index.html", "author/asha-rao/index.html"):
        assert file in written, sorted(written)
