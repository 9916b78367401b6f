"""What readers send: the form's two steps, the form for one article, and the page that says what became of it."""

from __future__ import annotations

from handpress.server.bodies import MIB
from handpress.server.endpoints import Endpoint

FORM_AWAY, STATUS_AWAY = "contact-form", "contact-status"  # pressed pages that stand in for them

ENDPOINTS = (
    # Far more than is taken: whoever pastes a whole book is shown it again, with what is too long about it.
    Endpoint(name="contact", path="contact", view="handpress.contact.views.write", limit_bytes=2 * MIB),
    Endpoint(
        name="contact-report",
        path="contact/report",
        view="handpress.contact.views.report",
        methods=("GET",),
        limit_bytes=0,
        when_down=FORM_AWAY,
    ),
    Endpoint(
        name="contact-status",
        path="contact/status/",
        view="handpress.contact.views.status",
        methods=("GET",),
        limit_bytes=0,
        when_down=STATUS_AWAY,
    ),
)
