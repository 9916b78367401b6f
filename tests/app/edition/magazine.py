"""A small magazine for tests: two sections, two authors, a source, tags, three languages, twelve years."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace

from tests import factories as make

BODY = [("text", "<p>The water came in the night, and nobody on the plain had been told.</p>")]


def small_magazine() -> SimpleNamespace:
    """Nine articles and what they belong to, published through the newsroom's actions."""
    environment, gender = make.section("Environment"), make.section("Gender")
    asha, noor = make.author("Asha Rao"), make.author("Noor Khan")
    post, dams = make.source("The River Post", credit_line="First published in {source}"), make.tag("dams")

    def article(headline: str, on: date, **fields):
        fields.setdefault("main_section", environment)
        fields.setdefault("bylines", [asha])
        return make.published(headline, published_on=on, body=BODY, standfirst=f"On {headline.lower()}.", **fields)

    return SimpleNamespace(
        environment=environment,
        gender=gender,
        asha=asha,
        noor=noor,
        post=post,
        dams=dams,
        article=article,
        old=article("A dam is planned", date(2003, 2, 1), bylines=[noor]),
        rivers=article("Rivers of the plain", date(2013, 6, 13), tags=[dams], source=post),
        wells=article("Wells run dry", date(2013, 6, 13), main_section=gender),
        coast=article("The coast retreats", date(2013, 7, 2)),
        year_only=article("A pamphlet", date(2011, 1, 1), date_precision="year"),
        undated=article("A leaflet", None, date_precision="none"),
        review=article("A book on dams", date(2014, 3, 3), kind="book_review"),
        spanish=article("Ríos de la llanura", date(2013, 6, 14), lang="es", main_section=None),
        arabic=article("أنهار السهل", date(2013, 6, 15), lang="ar", main_section=None),
    )
