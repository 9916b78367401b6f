from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EditionConfig(AppConfig):
    name = "handpress.edition"
    label = "edition"
    verbose_name = _("Edition")

    def ready(self) -> None:
        """Offer the recipes to the press, and previews to the desk."""
        from handpress.addresses import answers  # deferred: they need the models
        from handpress.edition import farewell, fingerprints, preview, recipes
        from handpress.edition.recipes.documents import DOCUMENTS
        from handpress.newsroom.press_keys import ARTICLE_PAGES
        from handpress.newsroom.preview import register_renderer
        from handpress.pages.pressroom import FRAMES, invalidate, reset, theme_fingerprints
        from handpress.press import kinds
        from handpress.press.registry import Registration, register
        from handpress.reading import author_boxes, parts, whereabouts
        from handpress.reading.keys import LIST_KINDS

        offer = Registration(
            recipes=recipes.all_recipes,
            fingerprints=fingerprints.fingerprints,
            theme_fingerprints=theme_fingerprints,
            news=[ARTICLE_PAGES],
            farewell=farewell.farewell,
            invalidate=invalidate,
            reset=reset,
            companions=[DOCUMENTS],
        )
        kinds.declare(self.label, list=LIST_KINDS, frame=FRAMES)
        register(self.label, offer)
        answers.offer(self.label, whereabouts.LOOKS)
        parts.offer("authors", author_boxes.PART)
        for model in preview.MODELS:
            register_renderer(model, preview.render)
