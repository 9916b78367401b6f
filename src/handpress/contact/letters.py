"""What readers are told by mail, in the language they wrote in. Without `[mail]`, or an address, nothing is."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings

from handpress.contact.models import Item
from handpress.intake.answers import theme
from handpress.newsroom.paths import prefix
from handpress.outgoing import actions as outgoing
from handpress.outgoing.server import mail_settings
from handpress.server.endpoints import PREFIX

STATUS = f"{PREFIX}contact/status/"


def _(message: str) -> str:
    """Mark a message for the theme's catalogues; it is translated when it is written."""
    return message


@dataclass(frozen=True, slots=True)
class Kind:
    """A letter's subject and text; `%(words)s` is what an editor wrote.

    `quotes`: whether the reader's own text stands below. Not before an editor has read it: else whoever knows an
    address could have the magazine send any text to it.
    """

    subject: str
    text: str
    quotes: bool = True


RECEIVED = Kind(
    _("Your letter to %(magazine)s has arrived"),
    _("Thank you. Your letter has arrived, and the editors will look at it. What becomes of it stands here:"),
    quotes=False,
)
ANSWER = Kind(_("An answer from %(magazine)s"), "%(words)s")
CORRECTED = Kind(
    _("%(magazine)s has printed your correction"),
    _("Thank you. The article has been corrected, and under it stands: %(words)s"),
)
TAKEN_DOWN = Kind(
    _("%(magazine)s has taken the article down"),
    _("The article has been taken down. At its address readers are told: %(words)s"),
)
YOU_WROTE = _("You wrote:")


def about(item: Item) -> str:
    """What the mail's `about` says."""
    return f"contact:{item.pk}"


def status_address(item: Item) -> str:
    """The full address of the letter's private page."""
    return settings.PUBLICATION.base_url + STATUS + item.key


def tell(item: Item, kind: Kind, words: str = "", *, reply_to: str = "") -> None:
    """Queue the mail, in the caller's transaction."""
    if not item.mail or not mail_settings().is_on:
        return
    say = theme().words(item.language).gettext
    gaps = {"magazine": settings.PUBLICATION.name, "words": words}
    text = "\n\n".join(
        [
            kind.text % gaps if kind is ANSWER else say(kind.text) % gaps,
            status_address(item),
            *([say(YOU_WROTE), _quoted(item.text)] if kind.quotes else []),
            f"{settings.PUBLICATION.name}\n{settings.PUBLICATION.base_url}{prefix(item.language)}/",
        ]
    )
    outgoing.write(
        item.mail,
        say(kind.subject) % gaps,
        text,
        reply_to=reply_to,
        language=item.language,
        about=about(item),
    )


def _quoted(text: str) -> str:
    return "\n".join(f"> {line}" for line in text.split("\n"))
