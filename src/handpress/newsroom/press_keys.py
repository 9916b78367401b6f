"""Which tables and columns readers see, and the keys that a change of them writes into the outbox."""

from __future__ import annotations

from django.db import connection

from handpress.kit.watch import Mirror, Watch
from handpress.newsroom.renditions import all_specs

ARTICLE_PAGES = "article"  # the recipe of articles' own pages; its subjects are their ids
# What the keys below stand for (`press.kinds`).
RECORDS = (
    "article", "page", "section", "author", "source", "licence", "tag", "links", "front", "window", "picture",
    "document", "documents", "size",
)  # fmt: skip
PLACES = ("placed",)
FRAMES = ("sections", "menu", "pages", "filled", "magazine")
NO_LONGER_PUBLIC = "{old}.is_public AND NOT {new}.is_public"
_OF_PUBLIC_ARTICLE = "EXISTS (SELECT 1 FROM newsroom_article a WHERE a.page_ptr_id = {row}.%s AND a.is_public)"
_OF_PUBLIC_PAGE = "EXISTS (SELECT 1 FROM newsroom_plainpage p WHERE p.page_ptr_id = {row}.id AND p.is_public)"
_LOCALE_OF_PAGE = "(SELECT page.locale_id FROM wagtailcore_page page WHERE page.id = {row}.%s)"
_WHOLE_MAGAZINE = ("magazine", "0")
_PRESSED_SPECS = ", ".join(f"'{each}'" for each in all_specs())


# PostgreSQL runs such triggers when the whole statement is done: two that arrive together would each see the other.
def _apart(alias: str, table: str, key: str) -> str:
    """SQL that leaves out what was written together with the row."""
    if connection.vendor != "postgresql":
        return ""
    return f" AND {alias}.xmin IS DISTINCT FROM (SELECT n.xmin FROM {table} n WHERE n.{key} = {{row}}.{key})"


_OTHER = "a.is_public AND a.page_ptr_id <> {row}.page_ptr_id" + _apart("a", "newsroom_article", "page_ptr_id")
_ALONE_IN_ITS_KIND = (
    f"NOT EXISTS (SELECT 1 FROM newsroom_article a WHERE {_OTHER}"
    " AND a.kind = {row}.kind AND a.language = {row}.language)"
)
_ALONE_AMONG_PICKS = (
    "{row}.is_pick AND NOT EXISTS (SELECT 1 FROM newsroom_article a"
    f" WHERE {_OTHER} AND a.is_pick AND a.language = {{row}}.language)"
)
_SECTIONS_OF_ARTICLE = (
    "SELECT {row}.main_section_id AS section_id UNION SELECT g.section_id"
    " FROM newsroom_article_further_sections g WHERE g.article_id = {row}.page_ptr_id"
)
_LANGUAGE_OF_SECTION = (
    "(SELECT l.language_code FROM newsroom_section s JOIN wagtailcore_locale l ON l.id = s.locale_id WHERE s.id = %s)"
)


def _alone_in_a_section(more: str = "") -> str:
    return (
        f"EXISTS (SELECT 1 FROM ({_SECTIONS_OF_ARTICLE}) mine WHERE mine.section_id IS NOT NULL{more}"
        f" AND NOT EXISTS (SELECT 1 FROM newsroom_article a WHERE {_OTHER} AND a.main_section_id = mine.section_id)"
        " AND NOT EXISTS (SELECT 1 FROM newsroom_article_further_sections f JOIN newsroom_article a"
        f" ON a.page_ptr_id = f.article_id WHERE f.section_id = mine.section_id AND {_OTHER}))"
    )


_OF_ANOTHER_LANGUAGE = f" AND {_LANGUAGE_OF_SECTION % 'mine.section_id'} <> {{row}}.language"
_ALONE = f"({_ALONE_IN_ITS_KIND} OR ({_ALONE_AMONG_PICKS}) OR {_alone_in_a_section()})"
_ALONE_FURTHER_IN_SECTION = (
    "NOT EXISTS (SELECT 1 FROM newsroom_article a WHERE a.is_public AND a.page_ptr_id <> {row}.article_id"
    " AND a.main_section_id = {row}.section_id)"
    " AND NOT EXISTS (SELECT 1 FROM newsroom_article_further_sections f JOIN newsroom_article a"
    " ON a.page_ptr_id = f.article_id WHERE f.section_id = {row}.section_id AND a.is_public"
    f" AND a.page_ptr_id <> {{row}}.article_id{_apart('f', 'newsroom_article_further_sections', 'id')})"
)


def _locale_of(table: str, column: str) -> str:
    """SQL for the locale of the row's parent, as menus and links are keyed by language."""
    return f"(SELECT parent.locale_id FROM {table} parent WHERE parent.id = {{row}}.{column})"


def _part(table: str, *columns: str, places: bool = False) -> Watch:
    """A child of an article: its changes are the article's, while readers see it.

    `places`: it says which lists the article is in.
    """
    keys = (("article", "article_id"), ("placed", "article_id"))
    return Watch(
        table=f"newsroom_{table}",
        keys=keys if places else keys[:1],
        columns=columns,
        when=_OF_PUBLIC_ARTICLE % "article_id",
    )


_ARTICLE = Watch(
    table="newsroom_article",
    keys=(("article", "page_ptr_id"),),
    columns=(
        "public_path", "is_public", "standfirst", "body", "lead_picture_id", "lead_caption", "lead_alt", "lead_credit",
        "place", "kind", "published_on", "date_precision", "sorted_on", "day_order", "bucket", "language",
        "main_section_id", "is_pick", "comments", "comments_until", "source_id", "original_url", "first_published_on",
        "basis", "rights_note", "licence_id", "takedown", "guid", "changed_at",
    ),
    when="{row}.is_public",
    urgent_update=NO_LONGER_PUBLIC,
    urgent_delete="{old}.is_public",
)  # fmt: skip

_PLACE = Watch(  # which lists it is in, and where in them: other changes leave lists as they are
    table="newsroom_article",
    keys=(("placed", "page_ptr_id"),),
    columns=(
        "is_public", "public_path", "kind", "published_on", "sorted_on", "day_order", "bucket", "language",
        "main_section_id", "is_pick", "source_id",
    ),
    when="{row}.is_public",
)  # fmt: skip

# Menus lead to no empty list: `filled:en` is written when a section, a kind or the picks may have got their first
# article or lost their last, which changes the frame of every page of the language, and by no other publish;
# `filled:other` when that is a section of another language than the article's.
_SHELVES = (
    Watch(
        table="newsroom_article",
        keys=(
            ("filled", f"CASE WHEN {_ALONE} THEN {{row}}.language END"),
            ("filled", f"CASE WHEN {_alone_in_a_section(_OF_ANOTHER_LANGUAGE)} THEN 'other' END"),
        ),
        columns=("is_public", "kind", "language", "is_pick", "main_section_id"),
        when="{row}.is_public",
    ),
    Watch(
        table="newsroom_article_further_sections",
        keys=(
            (
                "filled",
                f"CASE WHEN {_ALONE_FURTHER_IN_SECTION} THEN {_LANGUAGE_OF_SECTION % '{row}.section_id'} END",
            ),
        ),
        when=_OF_PUBLIC_ARTICLE % "article_id",
    ),
)

_PLAIN_PAGE = Watch(
    table="newsroom_plainpage",
    keys=(("page", "page_ptr_id"),),
    columns=("public_path", "is_public", "standfirst", "body", "role", "show_in_footer", "sort_order"),
    when="{row}.is_public",
    urgent_update=NO_LONGER_PUBLIC,
    urgent_delete="{old}.is_public",
)

_PAGES = (
    Watch(
        table="wagtailcore_page",
        keys=(("article", "id"),),
        columns=("title", "translation_key", "first_published_at"),
        when=_OF_PUBLIC_ARTICLE % "id",
        on_insert=False,
        on_delete=False,
    ),
    Watch(
        table="wagtailcore_page",
        keys=(("page", "id"),),
        columns=("title", "translation_key"),
        when=_OF_PUBLIC_PAGE,
        on_insert=False,
        on_delete=False,
    ),
)

_PARTS = (
    _part("article_further_sections", "article_id", "section_id", places=True),
    _part("articletag", "article_id", "tag_id", places=True),
    _part("byline", "article_id", "sort_order", "author_id", "printed_name", places=True),
    _part("relatedarticle", "article_id", "sort_order", "target_id"),
    _part("correction", "article_id", "sort_order", "corrected_on", "text"),
    _part("bookdetail"),
    _part("alertdetail"),
    _part("releasedetail", "article_id", "organisation", "contact"),
    _part("videodetail"),
    _part("sharecard", "article_id", "file"),
)

_TAXONOMY = (
    Watch(
        table="newsroom_section",
        keys=(("section", "id"),),
        columns=(
            "name", "slug", "kind", "began_on", "ended_on", "standfirst", "introduction", "picture_id", "sort_order",
            "retired", "locale_id", "translation_key",
        ),
    ),
    Watch(  # what menus show of sections: a new introduction leaves the frame of all other pages alone
        table="newsroom_section",
        keys=(("sections", "locale_id"),),
        columns=("name", "slug", "kind", "ended_on", "sort_order", "retired", "locale_id"),
    ),
    Watch(table="newsroom_sectionkeyarticle", keys=(("section", "section_id"),)),
    Watch(
        table="newsroom_author",
        keys=(("author", "id"),),
        columns=(
            "name", "slug", "sort_name", "email", "show_contact", "website", "picture_id", "retired",
            "fediverse_handle",
        ),
    ),
    Watch(table="newsroom_authorbio", keys=(("author", "author_id"),)),
    Watch(table="newsroom_authorlink", keys=(("author", "author_id"),)),
    Watch(
        table="newsroom_source",
        keys=(("source", "id"),),
        columns=("name", "slug", "home_url", "licence_id", "credit_line", "standing_permission", "retired"),
    ),
    Watch(table="newsroom_licence", keys=(("licence", "id"),)),
    Watch(table="newsroom_licencewording", keys=(("licence", "licence_id"),)),
    Watch(table="newsroom_tag", keys=(("tag", "id"),)),
)  # fmt: skip

_FRAME = (
    Watch(table="newsroom_menu", keys=(("menu", "locale_id"),)),
    Watch(table="newsroom_menuitem", keys=(("menu", _locale_of("newsroom_menu", "menu_id")),)),
    Watch(table="newsroom_linkgroup", keys=(("links", "locale_id"),)),
    Watch(table="newsroom_link", keys=(("links", _locale_of("newsroom_linkgroup", "group_id")),)),
    Watch(table="newsroom_frontpage", keys=(("front", "locale_id"),)),
    Watch(table="newsroom_frontslot", keys=(("front", _locale_of("newsroom_frontpage", "front_id")),)),
    Watch(table="newsroom_frontarticle", keys=(("front", _locale_of("newsroom_frontpage", "front_id")),)),
    Watch(
        table="newsroom_magazine",
        keys=(_WHOLE_MAGAZINE,),
        columns=(
            "logo_id", "accent", "contact_email", "support_url", "publisher_name", "security_contact",
            "translation_service", "translation_template", "default_licence_id",
        ),
    ),
    Watch(
        table="newsroom_magazine",
        keys=(("window", "(0 * {row}.id)"),),  # of the news sitemap alone: it moves every hour
        columns=("news_window_from",),
        on_insert=False,
        on_delete=False,
    ),
    Watch(table="newsroom_followlink", keys=(_WHOLE_MAGAZINE,)),
    Watch(  # what menus show of plain pages: a new text leaves the frame of all other pages alone
        table="newsroom_plainpage",
        keys=(("pages", _LOCALE_OF_PAGE % "page_ptr_id"),),
        columns=("public_path", "is_public", "role", "show_in_footer", "sort_order"),
        when="{row}.is_public",
    ),
    Watch(
        table="wagtailcore_page",
        keys=(("pages", "locale_id"),),
        columns=("title",),
        when=_OF_PUBLIC_PAGE,
        on_insert=False,
        on_delete=False,
    ),
    Watch(table="newsroom_magazinetext", keys=(("magazine", "locale_id"),)),
)  # fmt: skip

_FILES = (
    Watch(
        table="newsroom_picture",
        keys=(("picture", "id"),),
        columns=("alt_text", "credit", "rights", "file", "width", "height", "focal_point_x", "focal_point_y"),
        on_insert=False,
    ),
    Watch(
        table="newsroom_picturerendition",
        keys=(("picture", "image_id"),),
        columns=("file", "width", "height"),
        when=f"{{row}}.filter_spec IN ({_PRESSED_SPECS})",
    ),
    # files that a row had: `size:17/ab/abcdef….webp`, of the picture 17, or of none
    Watch(
        table="newsroom_picturerendition",
        keys=(("size", "({row}.image_id || '/' || {row}.file)"),),
        columns=("file",),
        on_insert=False,
    ),
    Watch(table="newsroom_sharecard", keys=(("size", "('0/' || {row}.file)"),), columns=("file",), on_insert=False),
    Watch(
        table="newsroom_document",
        keys=(("document", "id"),),
        columns=("title", "file", "file_size", "file_hash", "collection_id"),
        urgent_update="{old}.collection_id <> {new}.collection_id",
    ),
    # which documents readers may fetch: a collection's restriction holds for those below it too
    Watch(table="wagtailcore_collectionviewrestriction", keys=(("documents", "(0 * {row}.id)"),)),
    Watch(
        table="wagtailcore_collection",
        keys=(("documents", "(0 * {row}.id)"),),
        columns=("path",),
        on_insert=False,
        on_delete=False,
    ),
)

WATCHED: tuple[Watch, ...] = (
    _ARTICLE,
    _PLACE,
    *_SHELVES,
    _PLAIN_PAGE,
    *_PAGES,
    *_PARTS,
    *_TAXONOMY,
    *_FRAME,
    *_FILES,
)


def _public_sql(table: str, row: str) -> str:
    """The statement that copies `live` of Wagtail's table to `is_public`, as `settle()` would compute it."""
    embargo = (
        " AND NOT (kind = 'press_release' AND EXISTS"
        f" (SELECT 1 FROM newsroom_releasedetail d WHERE d.article_id = {row}.id AND d.embargoed))"
    )
    return (
        f"UPDATE {table} SET is_public = ({row}.live AND withdrawn_at IS NULL"
        f"{embargo if table == 'newsroom_article' else ''}) WHERE page_ptr_id = {row}.id;"
    )


def _mirror(table: str) -> Mirror:
    """`live` lies in another table than the columns it is indexed with: a trigger keeps `is_public` beside them."""
    name = f"newsroom_mirror_live_{table.removeprefix('newsroom_')}"
    when = "FOR EACH ROW WHEN (OLD.live IS DISTINCT FROM NEW.live)"
    return Mirror(
        name=name,
        table="wagtailcore_page",
        sqlite=f"CREATE TRIGGER {name} AFTER UPDATE OF live ON wagtailcore_page {when}"
        f" BEGIN {_public_sql(table, 'NEW')} END",
        postgresql=f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$"
        f" BEGIN {_public_sql(table, 'NEW')} RETURN NULL; END $$;"
        f" CREATE TRIGGER {name} AFTER UPDATE OF live ON wagtailcore_page {when} EXECUTE FUNCTION {name}()",
    )


MIRRORS: tuple[Mirror, ...] = (_mirror("newsroom_article"), _mirror("newsroom_plainpage"))
