"""The addresses that the public process answers: those of the table of endpoints, and no other."""

from __future__ import annotations

from django.conf import settings
from django.urls import URLPattern, path
from django.utils.module_loading import import_string
from django.views.decorators.http import require_http_methods

from handpress.intake import answers
from handpress.server.endpoints import Endpoint


def pattern(endpoint: Endpoint) -> URLPattern:
    """The row as Django has it; below a folder the view is given the `rest` of the path."""
    view = require_http_methods(list(endpoint.allowed))(import_string(endpoint.view))
    route = endpoint.address.removeprefix("/") + ("<path:rest>" if endpoint.is_folder else "")
    return path(route, view, name=endpoint.name)


urlpatterns = [pattern(endpoint) for endpoint in settings.ENDPOINTS]
handler400 = answers.malformed
handler403 = answers.refused
handler404 = answers.unknown
handler500 = answers.failed
