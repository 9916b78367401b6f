"""An engine's templates are overridden as the shipped ones are."""

from __future__ import annotations

from pathlib import Path

from handpress.theme.theming import Theme


def test_an_override_extends_what_it_replaces_an_engine_s_too(tmp_path: Path) -> None:
    engine, own = tmp_path / "engine", tmp_path / "theme"
    for folder in (engine / "toy", own / "toy"):
        folder.mkdir(parents=True)
    (engine / "toy" / "saying.html").write_text("<p>{% block said %}Theirs{% endblock %}</p>")
    assert Theme(None, [engine]).render("toy/saying.html", "en") == "<p>Theirs</p>"
    (own / "toy" / "saying.html").write_text(
        '{% extends "handpress/toy/saying.html" %}{% block said %}Ours{% endblock %}'
    )
    theme = Theme(own, [engine])
    assert theme.render("toy/saying.html", "en") == "<p>Ours</p>"
    assert {"toy/saying.html", "handpress/toy/saying.html"} <= theme.files("toy/saying.html") & set(
        theme.fingerprints()
    )
