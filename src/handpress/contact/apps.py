from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ContactConfig(AppConfig):
    name = "handpress.contact"
    label = "contact"
    verbose_name = _("Inbox")

    def ready(self) -> None:
        """Offer the form, the way to it under every article, and the duty that closes what was corrected."""
        from handpress.background.duties import Duty, Every, offer  # deferred: they need the models
        from handpress.contact import feed, pages
        from handpress.newsroom import rights
        from handpress.press import feed as press_feed
        from handpress.press import registry
        from handpress.reading import fixed_pages, parts

        registry.register(
            self.label,
            registry.Registration(
                lambda: [pages.ContactPage(), pages.MovedContactPage()], theme_fingerprints=pages.settings_fingerprint
            ),
        )
        parts.offer(self.label, pages.PART)
        fixed_pages.offer(self.label, pages.FIXED_PAGE)
        own = {"item": ("view", "change")}
        rights.offer(self.label, rights.Rights(editors=own, publishers=own))
        press_feed.reader(feed.READER, recipes=["article"])
        duty = Duty(
            "follow-corrections",
            _("Letters are closed when their corrections are printed"),
            Every(minutes=1),
            feed.follow,
        )
        offer(self.label, duty)
