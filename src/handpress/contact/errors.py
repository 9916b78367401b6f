"""What the inbox refuses; each is shown at the form."""

from __future__ import annotations


class ContactError(Exception):
    """Something that cannot be done with a letter; nothing was changed."""

    code = "contact_error"
    retry = False


class NoMailAddress(ContactError):
    """The reader left no mail address, or no mail is sent."""

    code = "contact_no_mail_address"


class NoArticle(ContactError):
    """The letter is about no article of the magazine, or one that is not there any more."""

    code = "contact_no_article"


class ArticleLocked(ContactError):
    """Somebody has locked the article."""

    code = "contact_article_locked"
    retry = True
