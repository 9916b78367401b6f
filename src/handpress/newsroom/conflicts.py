"""Two editors on one record: the one who saves later is told, and nothing is overwritten in silence.

Wagtail compares revisions, of a form that was loaded with one, and only where a script asks before it saves. An
imported article has no revision at its first edit, and tags, menus or pictures never have any: a form of the desk
carries what was stored when it was opened, and is refused once when something else is stored now.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.forms.models import model_to_dict
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from modelcluster.models import ClusterableModel, get_all_child_relations
from wagtail.log_actions import registry as log_registry
from wagtail.models import RevisionMixin

if TYPE_CHECKING:
    _Form = Any  # Wagtail's forms have no types
else:
    _Form = object

FIELD = "loaded_version"


class VersionField(forms.CharField):
    """What was stored when the form was opened; it is nobody's change."""

    widget = forms.HiddenInput

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Never."""
        return False


class ToldOfConflicts(_Form):
    """A form that is refused once when somebody else has saved since it was opened.

    Scripts that post without the version are taken as they are: they have seen nothing that could be old.
    """

    data: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields[FIELD] = VersionField(required=False, initial=self.stored_version())

    def stored_version(self) -> str:
        """The version of what is stored now."""
        return version_of(self.instance, type(self).base_fields)

    def clean(self) -> dict[str, Any]:
        """Refuse what would overwrite a newer version, once: sent again, the form knows of it."""
        data = super().clean()
        if self.instance.pk and is_outdated(self.data, self.add_prefix(FIELD), self.stored_version()):
            self.data = self.data.copy()
            self.data[self.add_prefix(FIELD)] = self.stored_version()
            self.data.pop("overwrite_revision_id", None)
            self.add_error(None, ValidationError(_said_of(self.instance)))
        return data

    def get_field_updates_for_resave(self) -> list[tuple[str, str]]:
        """After a save in the background, the form in the open page knows of it."""
        own = [(self.add_prefix(FIELD), self.stored_version())] if self.instance.pk else []
        return [*super().get_field_updates_for_resave(), *own]


def is_outdated(posted: Mapping[str, Any], name: str, stored: str) -> bool:
    """Whether what a form was opened with is no longer what is stored; one that saves by itself names its own last."""
    if own := posted.get("overwrite_revision_id"):
        return stored.partition(" ")[0] != str(own)
    return bool(posted.get(name)) and posted[name] != stored


def version_of(instance: Model, fields: Iterable[str]) -> str:
    """The latest revision with its time, where there are revisions; otherwise a hash of the fields that are stored."""
    if isinstance(instance, RevisionMixin):
        names = ("latest_revision_id", "latest_revision__created_at")
        revision, at = type(instance)._base_manager.values_list(*names).get(pk=instance.pk)
        return f"{revision} {at.isoformat()}" if revision else "none"
    stored = type(instance)._base_manager.get(pk=instance.pk)
    seen: dict[str, Any] = model_to_dict(stored, fields=sorted(fields))
    if isinstance(stored, ClusterableModel):
        for relation in get_all_child_relations(type(stored)):
            rows = relation.related_model._base_manager.filter(**{relation.field.name: stored.pk})
            seen[relation.name] = list(rows.order_by("pk").values())
    return hashlib.sha256(json.dumps(seen, default=str, sort_keys=True).encode()).hexdigest()[:32]


def _said_of(instance: Model) -> str:
    """Who saved when, as far as the log says."""
    entry = log_registry.get_logs_for_instance(instance).order_by("-timestamp").first()
    name = entry.user.get_username() if entry and entry.user else _("Somebody else")
    at = formats.date_format(timezone.localtime(entry.timestamp if entry else None), "DATETIME_FORMAT")
    return _(
        "%(name)s saved “%(record)s” (%(at)s) after you had opened it. Nothing is saved yet, and what you wrote is "
        "still here: look at the other version in a second window, then save again to put yours in its place."
    ) % {"name": name, "record": instance, "at": at}
