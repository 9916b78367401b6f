"""Pictures: private metadata goes, public sizes are named after their content."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django_tasks_db.models import DBTaskResult
from PIL import Image, PngImagePlugin
from wagtail.images.exceptions import InvalidFilterSpecError
from wagtail.images.models import Filter

from handpress.newsroom.actions import pictures
from handpress.newsroom.actions.sizes import order_where_missing
from handpress.newsroom.exif import COPYRIGHT, ORIENTATION, without_private_metadata
from handpress.newsroom.models import Document, Picture, PictureRendition
from handpress.newsroom.renditions import spec
from tests import factories

GPS, MAKER = 0x8825, 0x010F


def _with_exif(kind: str) -> bytes:
    exif = Image.Exif()
    exif[ORIENTATION], exif[COPYRIGHT], exif[MAKER] = 6, "Asha Rao", "Camera"
    exif.get_ifd(GPS)[1] = "N"
    return factories.image_bytes(kind=kind, exif=exif)


def _opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


def _rendered(picture: Picture, spec: str) -> bytes:
    made = picture.generate_rendition_file(Filter(spec))
    made.seek(0)
    return made.read()


@pytest.mark.parametrize("kind", ["JPEG", "WEBP", "AVIF"])
def test_only_orientation_and_copyright_stay(kind):
    clean = _opened(without_private_metadata(_with_exif(kind)))
    assert dict(clean.getexif()) == {ORIENTATION: 6, COPYRIGHT: "Asha Rao"}
    assert clean.size == (640, 400)


@pytest.mark.parametrize("kind", ["JPEG", "WEBP", "PNG"])
def test_no_pixel_changes(kind):
    data = factories.image_bytes(kind=kind)
    assert _opened(without_private_metadata(data)).tobytes() == _opened(data).tobytes()


def test_a_png_loses_its_texts_but_the_copyright():
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Author", "someone")
    texts.add_text("Copyright", "Asha Rao")
    clean = _opened(without_private_metadata(factories.image_bytes(kind="PNG", pnginfo=texts)))
    assert clean.info == {"Copyright": "Asha Rao"}


def test_xmp_and_comments_go():
    data = factories.image_bytes(kind="JPEG", comment=b"from my phone", xmp=b"<x:xmpmeta>where I live</x:xmpmeta>")
    clean = without_private_metadata(data)
    assert b"phone" not in clean
    assert b"where I live" not in clean


@pytest.mark.parametrize(
    "data", [b"", b"\xff\xd8", b"\xff\xd8\xff", b"RIFF\0\0\0\0WEBP", b"\x89PNG\r\n\x1a\n\0\0", b"GIF89a"]
)
def test_broken_files_do_not_break_it(data):
    assert isinstance(without_private_metadata(data), bytes)


def test_an_upload_is_stored_without_its_metadata():
    picture = factories.picture(data=_with_exif("JPEG"))
    with picture.open_file() as file:
        assert MAKER not in _opened(file.read()).getexif()


def test_originals_are_not_public():
    picture = factories.picture()
    assert settings.PUBLICATION.public not in Path(picture.file.path).parents
    assert Path(picture.file.path).is_relative_to(settings.PUBLICATION.media)


def test_an_upload_has_its_public_sizes_made():
    picture = factories.picture()
    made = PictureRendition.objects.filter(image=picture)
    assert set(made.values_list("filter_spec", flat=True)) == set(pictures.wanted_specs(picture))
    for rendition in made:
        assert rendition.url.startswith("/desk/sizes/")
        assert not (settings.PUBLICATION.public / "i" / rendition.file.name).exists(), "no page shows it"


def test_no_size_is_larger_than_the_picture_but_the_one_that_holds_it():
    small = factories.picture(data=factories.image_bytes((300, 200)))
    assert not any("960|format-webp" in each or "1600" in each for each in pictures.wanted_specs(small))
    assert max(each.width for each in small.renditions.exclude(filter_spec__startswith="fill")) == 300


def test_a_rendition_is_named_after_its_content():
    one = factories.picture("One").renditions.get(filter_spec=spec(480, "webp"))
    other = factories.picture("Other").renditions.get(filter_spec=spec(480, "webp"))
    assert one.file.name == other.file.name


def test_avif_is_made_at_the_speed_that_the_spec_asks_for():
    noise = Image.effect_noise((320, 200), 80).convert("RGB")
    out = io.BytesIO()
    noise.save(out, "JPEG")
    picture = factories.picture(data=out.getvalue())
    quick, slow, plain = (
        _rendered(picture, f"width-300|format-avif|avifquality-55{speed}")
        for speed in ("|avifspeed-10", "|avifspeed-6", "")
    )
    assert quick != slow == plain
    assert "|avifspeed-8" in spec(480, "avif")


def test_an_avif_speed_that_there_is_not_is_refused():
    with pytest.raises(InvalidFilterSpecError, match="0 to 10"):
        _ = Filter("width-300|format-avif|avifspeed-11").operations


def test_a_size_that_a_new_version_brings_is_made_for_all_pictures():
    picture = factories.picture("Old")
    assert order_where_missing() == 0
    picture.renditions.get(filter_spec=spec(480, "webp")).delete()
    assert order_where_missing() == 1
    assert picture.renditions.filter(filter_spec=spec(480, "webp")).exists()


def test_deleting_a_picture_leaves_files_that_another_shows():
    one, other = factories.picture("One"), factories.picture("Other")
    path = Path(other.renditions.first().file.path)
    one.delete()
    assert path.exists()


def test_a_deletion_with_tasks_in_the_database_leaves_them_too(settings, django_capture_on_commit_callbacks):
    one, other = factories.picture("One"), factories.picture("Other")
    original, shown = Path(one.file.path), Path(other.renditions.first().file.path)
    settings.TASKS = {"default": {**settings.TASKS["default"], "BACKEND": "django_tasks_db.DatabaseBackend"}}
    with django_capture_on_commit_callbacks(execute=True):
        one.delete()
    call_command("db_worker", batch=True, startup_delay=False, verbosity=0)
    assert (original.exists(), shown.exists()) == (False, True)


def test_an_upload_does_not_wait_for_the_pictures_of_an_import(settings):
    settings.TASKS = {"default": {**settings.TASKS["default"], "BACKEND": "django_tasks_db.DatabaseBackend"}}
    pictures.take_picture(factories.image_bytes(colour="#abcdef"), name="imported.jpg", title="Imported")
    uploaded = factories.picture("Uploaded", data=factories.image_bytes(colour="#fedcba"))
    first = DBTaskResult.objects.ready().filter(task_path__endswith="make_renditions").first()
    assert first.args_kwargs["args"] == [uploaded.pk]


def test_unused_renditions_are_named():
    picture = factories.picture(data=factories.image_bytes(colour="#123456"))
    paths = {Path(each.file.path) for each in picture.renditions.all()}
    assert not paths & set(pictures.unused_renditions())
    picture.delete()
    assert paths <= set(pictures.unused_renditions())


def test_the_same_bytes_are_taken_in_once():
    data = factories.image_bytes(colour="#abcdef")
    first = pictures.take_picture(data, name="a.jpg", title="A")
    assert pictures.take_picture(data, name="b.jpg", title="B") == first


def test_what_is_no_picture_is_refused():
    with pytest.raises(ValueError, match="not a picture"):
        pictures.take_picture(b"hello", name="a.jpg")


def test_a_document_knows_its_content():
    from django.core.files.base import ContentFile

    document = Document.objects.create(title="Report", file=ContentFile(b"%PDF-1.4", name="report.pdf"))
    assert (document.file_size, len(document.file_hash)) == (8, 40)
