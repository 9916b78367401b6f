"""A process that makes a database as it was before addresses had a floor of their own, or says what became of it."""

from __future__ import annotations

import json
import sys

import django

django.setup()

from django.contrib.auth.management import create_permissions  # noqa: E402
from django.contrib.contenttypes.management import create_contenttypes  # noqa: E402
from django.db import connection  # noqa: E402
from django.db.migrations.executor import MigrationExecutor  # noqa: E402

BEFORE = ("newsroom", "0009_names_of_parts")
GROUP, EDITOR = "Keepers of addresses", "keeper"
ROWS = [
    {"path": "/2013/06/Rivers.html", "path_key": "/2013/06/rivers.html", "state": "live", "record": "article:17"},
    {"path": "/old.htm", "path_key": "/old.htm", "state": "redirect", "to_path": "/archive/", "origin": "press"},
    {"path": "/bad.htm", "path_key": "/bad.htm", "state": "gone", "reason": "It named a minor.", "origin": "press"},
]
COLUMNS = ("id", "path", "path_key", "state", "record", "to_path", "reason", "origin", "created_at")


def make() -> None:
    """The tables of before, addresses in them, and a group that may add some."""
    from django.apps import apps as now

    MigrationExecutor(connection).migrate([BEFORE])
    apps = MigrationExecutor(connection).loader.project_state([BEFORE]).apps
    newsroom = now.get_app_config("newsroom")
    assert "addresses" not in apps.app_configs
    create_contenttypes(newsroom, verbosity=0, apps=apps)
    create_permissions(newsroom, verbosity=0, apps=apps)
    for row in ROWS:
        apps.get_model("newsroom", "Address").objects.create(**row)
    kind = apps.get_model("contenttypes", "ContentType").objects.get(app_label="newsroom", model="address")
    group = apps.get_model("auth", "Group").objects.create(name=GROUP)
    permission = apps.get_model("auth", "Permission").objects.get(content_type=kind, codename="add_address")
    group.permissions.add(permission)
    apps.get_model("newsroom", "User").objects.create(username=EDITOR).groups.add(group)
    apps.get_model("wagtailcore", "ModelLogEntry").objects.create(
        content_type=kind, label="/old.htm", object_id="2", action="wagtail.create", timestamp="2026-01-02T03:04:05Z"
    )


def said() -> dict[str, object]:
    """What is there now."""
    from django.contrib.auth import get_user_model
    from django.contrib.contenttypes.models import ContentType
    from django.db.migrations.autodetector import MigrationAutodetector
    from django.db.migrations.state import ProjectState
    from wagtail.models import ModelLogEntry

    from handpress.addresses.models import Address
    from handpress.press import triggers

    executor = MigrationExecutor(connection)
    changes = MigrationAutodetector(
        executor.loader.project_state(), ProjectState.from_apps(django.apps.apps)
    )._detect_changes()
    keeper = get_user_model().objects.get(username=EDITOR)
    return {
        "rows": [list(map(str, row)) for row in Address.objects.order_by("pk").values_list(*COLUMNS)],
        "may": sorted(each for each in keeper.get_all_permissions() if "address" in each),
        "kinds": sorted(ContentType.objects.filter(model__startswith="address").values_list("app_label", "model")),
        "logged": [entry.content_type.model_class().__name__ for entry in ModelLogEntry.objects.all()],
        "unmigrated": sorted(changes),
        "triggers": sorted(name for name, table in triggers.armed() if table == "newsroom_address"),
        "missing": sorted(triggers.missing()),
    }


def stored() -> dict[str, object]:
    """The rows as SQL gives them."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(COLUMNS)} FROM newsroom_address ORDER BY id")
        return {"rows": [list(map(str, row)) for row in cursor.fetchall()]}


if __name__ == "__main__":
    if sys.argv[1] == "make":
        make()
    else:
        print(json.dumps({"said": said, "stored": stored}[sys.argv[1]]()))
