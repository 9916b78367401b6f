"""Rights follow the effect: what stands on published pages is changed by those who may publish."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.db.models import Model
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from wagtail.documents.views.documents import EditView as WagtailsEditDocument
from wagtail.images.views.images import EditView as WagtailsEditPicture
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permission_policies.collections import CollectionOwnershipPermissionPolicy
from wagtail.permissions import page_permission_policy, policy_registry
from wagtail.snippets.views.snippets import EditView as WagtailsEditSnippet

from handpress.newsroom.models import Document, Picture
from handpress.newsroom.usage import is_shown

if TYPE_CHECKING:
    _Policy = Any  # Wagtail's have no types
    _View = Any
else:
    _Policy = object
    _View = object

CHANGING = frozenset({"change", "delete"})


def may_publish(user: Any) -> bool:
    """Whether somebody may publish articles."""
    return bool(page_permission_policy.user_has_permission(user, "publish"))


class ShownPolicyMixin(_Policy):
    """A policy under which changing or deleting a record that readers see takes the right to publish."""

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Any) -> bool:
        """As the policy below says, and no verb that changes what readers see without the right to publish."""
        left = _left(user, [action], instance)
        return bool(left) and bool(super().user_has_permission_for_instance(user, action, instance))

    def user_has_any_permission_for_instance(self, user: Any, actions: Collection[str], instance: Any) -> bool:
        """Whether any of the verbs is the user's."""
        left = _left(user, actions, instance)
        return bool(left) and bool(super().user_has_any_permission_for_instance(user, left, instance))


def _left(user: Any, actions: Collection[str], instance: Any) -> list[str]:
    """Those of the verbs that are not against the effect."""
    if CHANGING & set(actions) and not may_publish(user) and is_shown(instance):
        return [action for action in actions if action not in CHANGING]
    return list(actions)


class FilePolicy(ShownPolicyMixin, CollectionOwnershipPermissionPolicy):
    """That of pictures and documents."""


class WithoutPolicy(ModelPermissionPolicy):
    """Django's permissions, without verbs that nobody has: what is retired or fixed cannot be deleted or added."""

    def __init__(self, model: type[Model], *without: str) -> None:
        super().__init__(model)
        self.without = frozenset(without)

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Never for a verb that this record does not have, superusers included."""
        return action not in self.without and super().user_has_permission(user, action)

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        """Whether any of the verbs that remain is the user's."""
        return super().user_has_any_permission(user, set(actions) - self.without)


class NamedPolicy(ShownPolicyMixin, WithoutPolicy):
    """That of authors, sources and tags."""


class GuardShownMixin(_View):
    """A form of a record: whoever may not change it as it stands is told why, and led back."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """The form, or the way back with a word."""
        record = get_object_or_404(self.model, pk=unquote(str(kwargs[self.pk_url_kwarg])))
        policy = policy_registry.get(record)
        may_change_some = policy.user_has_permission(request.user, "change")
        if may_change_some and not may_publish(request.user) and is_shown(record):
            messages.error(request, refusal(record))
            return redirect(reverse(self.index_url_name))
        return super().dispatch(request, *args, **kwargs)


class EditNamedView(GuardShownMixin, WagtailsEditSnippet):
    """The form of an author, a source or a tag."""


class EditPictureView(GuardShownMixin, WagtailsEditPicture):
    """The form of a picture."""


class EditDocumentView(GuardShownMixin, WagtailsEditDocument):
    """The form of a document."""


def refusal(record: Model) -> str:
    """What is said to somebody who may not publish."""
    return _("“%(record)s” stands on published pages, so changing it takes the right to publish.") % {"record": record}


def own_addresses() -> list[URLPattern]:
    """The same addresses as Wagtail's, before them."""
    return [
        path("images/<int:image_id>/", EditPictureView.as_view()),
        path("documents/edit/<int:document_id>/", EditDocumentView.as_view()),
    ]


def register_policies() -> None:
    """In the place of Wagtail's own, which are registered after these."""
    for model, name in ((Picture, "wagtailimages.Image"), (Document, "wagtaildocs.Document")):
        policy = FilePolicy(model, auth_model=name, owner_field_name="uploaded_by_user")
        policy_registry.register(model, value=policy, exact_class=True)
