"""The desk and the endpoints as a WSGI application."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

from handpress.kit.processes import die_with_parent
from handpress.server.places import is_supervised

if is_supervised():
    die_with_parent()  # the server starts its worker as a process of its own, which must not outlive it
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "handpress.config.settings")
application = get_wsgi_application()
