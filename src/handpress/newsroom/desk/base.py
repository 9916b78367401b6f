"""A form of the desk that calls one action."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from handpress.newsroom.models import User


class DeskFormView(WagtailAdminTemplateMixin, FormView):
    """A page of the desk with one form; subclasses say what it asks and what is done with the answers."""

    template_name = "newsroom/form.html"
    submit_label: StrOrPromise = _("Save")
    explanation: StrOrPromise = ""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Refuse who may not."""
        if not self.is_allowed():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @property
    def user(self) -> User:
        """Who is at the desk, which admits nobody unnamed."""
        return cast("User", self.request.user)

    def is_allowed(self) -> bool:
        """Whether the user may do what the form does."""
        raise NotImplementedError

    @cached_property
    def back_url(self) -> str:
        """Where one is led afterwards."""
        return reverse("wagtailadmin_home")

    def get_success_url(self) -> str:
        """Where one is led afterwards."""
        return self.back_url

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Home and this form."""
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The form's page."""
        return super().get_context_data(
            action_url=self.request.get_full_path(),
            submit_button_label=self.submit_label,
            submit_button_active_label=self.submit_label,
            explanation=self.explanation,
            back_url=self.back_url,
            media=self.get_form().media,
            **kwargs,
        )
