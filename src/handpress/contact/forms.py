"""What stands in the form, as a reader sent it: tidied, checked, given back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.http import HttpRequest

from handpress.contact.actions import Written
from handpress.contact.subjects import Subject
from handpress.intake import texts
from handpress.intake.answers import language_of
from handpress.kit.text import one_line
from handpress.mail.addresses import checked
from handpress.mail.errors import AddressRefused

LONGEST_TEXT, LONGEST_NAME, LONGEST_ADDRESS = 20_000, 200, 500
FIELDS = ("subject", "about", "name", "mail", "text", "language")


@dataclass(frozen=True, slots=True)
class Form:
    """The form as it was sent. `faults`: the names of what is wrong, for the template to say in words.

    `is_changed`: characters that do not show were taken out.
    """

    written: Written
    faults: tuple[str, ...] = ()
    is_changed: bool = False

    @property
    def fields(self) -> dict[str, str]:
        """What the token vouches for."""
        return {name: getattr(self.written, name) for name in FIELDS}


def read(request: HttpRequest, sent: Mapping[str, str]) -> Form:
    """The form that was posted."""
    about, name = texts.line(sent.get("about", "")), texts.line(sent.get("name", ""))
    mail, text = texts.line(sent.get("mail", "")), texts.paragraphs(sent.get("text", ""))
    subject = sent.get("subject", "")
    written = Written(
        subject=subject if subject in Subject.values else "",
        about=path_of(about.text),
        name=name.text,
        mail=_as_mail_has_it(mail.text),
        text=text.text,
        language=language_of(request, sent.get("language", "")),
    )
    faults = tuple(_faults(written, trap=sent.get("website", "")))
    return Form(written, faults, any(each.is_changed for each in (about, name, mail, text)))


def empty(request: HttpRequest, *, about: str = "", subject: str = "") -> Form:
    """A form to be filled in."""
    subject = subject if subject in Subject.values else Subject.EDITORS
    written = Written(subject, path_of(one_line(about)), "", "", "", language_of(request))
    return Form(written)


def path_of(written: str) -> str:
    """The path of an address of this magazine; what leads elsewhere, or is no address, stays as it was written."""
    try:
        parts = urlsplit(written)
    except ValueError:
        return written
    own = urlsplit(settings.PUBLICATION.base_url).netloc.lower()
    is_ours = parts.scheme in ("http", "https") and parts.netloc.lower() == own
    if is_ours or (not parts.scheme and not parts.netloc and parts.path.startswith("/")):
        return texts.line(unquote(parts.path)).text
    return written


def _faults(written: Written, *, trap: str) -> list[str]:
    faults = [name for name, is_wrong in _checks(written).items() if is_wrong]
    return [*faults, *(["trap"] if trap else [])]


def _checks(written: Written) -> dict[str, bool]:
    is_takedown = written.subject == Subject.TAKEDOWN
    return {
        "subject": not written.subject,
        "text": not written.text,
        "text_long": len(written.text) > LONGEST_TEXT,
        "name": is_takedown and not written.name,
        "name_long": len(written.name) > LONGEST_NAME,
        "mail": is_takedown and not written.mail,
        "mail_wrong": bool(written.mail) and not _is_mail(written.mail),
        "about_long": len(written.about) > LONGEST_ADDRESS,
    }


def _is_mail(written: str) -> bool:
    try:
        checked(written)
    except AddressRefused:
        return False
    return True


def _as_mail_has_it(written: str) -> str:
    """The address in its one spelling, by which it is found again; what is none stays to be mended."""
    return checked(written) if _is_mail(written) else written
