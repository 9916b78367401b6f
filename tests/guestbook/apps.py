from django.apps import AppConfig

from handpress.kit.watch import Watch


class GuestbookConfig(AppConfig):
    name = "tests.guestbook"

    def ready(self):
        from handpress.background.duties import Duty, Every, offer
        from handpress.press import feed, kinds, registry, triggers
        from handpress.reading import parts
        from tests.guestbook import duties, models, pages

        triggers.watch(self.label, [Watch("guestbook_entry", keys=(("signed", "article"), ("guestbook", "'all'")))])
        kinds.declare(self.label, record=["signed"], list=["guestbook"])
        registry.register(self.label, registry.Registration(lambda: [pages.AllEntries()], pages.fingerprints))
        parts.offer(self.label, pages.PART)
        feed.reader(self.label, recipes=["article"], begin=models.Open.objects.all().delete)
        offer(self.label, Duty("guestbook", "Articles that can be signed", Every(minutes=1), duties.follow))
