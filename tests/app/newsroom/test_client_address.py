"""Django sees the client's address where the file server alone can ask, and believes nobody else."""

from __future__ import annotations

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from handpress.config.client_address import ClientAddress


@pytest.mark.parametrize(("is_behind", "seen"), [(True, "203.0.113.7"), (False, "127.0.0.1")])
def test_the_address_is_what_the_file_server_found(settings, is_behind, seen):
    settings.BEHIND_FILE_SERVER = is_behind
    answer = ClientAddress(lambda request: HttpResponse(request.META["REMOTE_ADDR"]))
    request = RequestFactory().get("/desk/", HTTP_X_FORWARDED_FOR="203.0.113.7")
    assert answer(request).content.decode() == seen
