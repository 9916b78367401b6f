"""What the desk says of a slug that cannot be used, in the editor's language."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

from handpress.kit.slugs import SlugRefusal

WORDS = {
    "empty": gettext_lazy("The slug is empty. Write at least one letter or digit."),
    "reserved": gettext_lazy("“%(slug)s” is the name of one of the site's own addresses. Choose another slug."),
    "malformed": gettext_lazy(
        "“%(slug)s” cannot stand in an address: use up to 80 lower-case letters, digits and hyphens."
    ),
}


def told(refusal: SlugRefusal, slug: str) -> str:
    """The refusal as one sentence."""
    return str(WORDS[refusal.code]) % {"slug": slug}
