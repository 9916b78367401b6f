"""The letter with which a forgotten password is replaced."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings
from django.utils import translation
from django_tasks import task

from handpress.background.queues import LETTERS


@task(queue_name=LETTERS)
def send_reset(address: str, language: str) -> None:
    """Write to every account of this address that may sign in by password; to nobody where there is none."""
    from django.contrib.auth.forms import PasswordResetForm  # deferred: Django imports tasks before models are there

    site = urlsplit(settings.PUBLICATION.base_url)
    form = PasswordResetForm({"email": address})
    with translation.override(language or settings.LANGUAGE_CODE):
        if form.is_valid():
            form.save(
                domain_override=site.netloc,
                use_https=site.scheme == "https",
                email_template_name="wagtailadmin/account/password_reset/email.txt",
                subject_template_name="wagtailadmin/account/password_reset/email_subject.txt",
            )
