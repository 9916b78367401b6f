"""Addresses of an old site beside those of its pages: former names, lists, feeds, queries. All of them go on."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from handpress.addresses import actions as addresses
from handpress.addresses import answers
from handpress.addresses.models import Address
from handpress.importers import run
from handpress.importers.further_addresses import FurtherAddresses, OfList, OfSite
from handpress.importers.known import KnownNames
from handpress.newsroom.actions.articles import withdraw_article
from handpress.newsroom.models import Article, Author, Section, Tag
from handpress.server.answers import TreeAnswers
from handpress.server.messages import Request
from tests import factories
from tests.app.importers.conftest import write_page

EXPORT = """<?xml version="1.0"?><rss xmlns:wp="http://wordpress.org/export/1.2/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
<link>https://weir.example{folder}</link><wp:base_site_url>https://weir.example</wp:base_site_url>
<wp:base_blog_url>https://weir.example{folder}</wp:base_blog_url><language>{language}</language><wp:wxr_version>1.2</wp:wxr_version>
<wp:author><wp:author_id>3</wp:author_id><wp:author_login>Orla.Quill</wp:author_login>
<wp:author_display_name>Orla Quill</wp:author_display_name></wp:author>
<wp:category><wp:term_id>4</wp:term_id><wp:category_nicename>rivers</wp:category_nicename>
<wp:cat_name>Rivers</wp:cat_name></wp:category>
<wp:category><wp:term_id>5</wp:term_id><wp:category_nicename>mills-weirs</wp:category_nicename>
<wp:category_parent>rivers</wp:category_parent><wp:cat_name><![CDATA[Mills &amp; Weirs]]></wp:cat_name></wp:category>
<wp:tag><wp:term_id>8</wp:term_id><wp:tag_slug>eels-2</wp:tag_slug><wp:tag_name>eels</wp:tag_name></wp:tag>
{items}</channel></rss>"""
ITEM = """<item><title>{title}</title><link>{link}</link><guid>{guid}</guid><dc:creator>Orla.Quill</dc:creator>
<content:encoded><![CDATA[{title}: it was counted again by people who had come on foot from the other end.]]>
</content:encoded><wp:post_id>{id}</wp:post_id><wp:status>{status}</wp:status><wp:post_type>{type}</wp:post_type>
<wp:post_name>{name}</wp:post_name><wp:post_date>2012-03-04 05:06:07</wp:post_date>
<wp:post_date_gmt>2012-03-04 05:06:07</wp:post_date_gmt>{more}</item>"""
IN_A_LIST = (
    '<category domain="category" nicename="mills-weirs"><![CDATA[Mills &amp; Weirs]]></category>'
    '<category domain="post_tag" nicename="eels-2">eels</category>'
)


def meta(**fields: str) -> str:
    return "".join(
        f"<wp:postmeta><wp:meta_key>{key}</wp:meta_key><wp:meta_value>{value}</wp:meta_value></wp:postmeta>"
        for key, value in fields.items()
    )


def export(folder: Path, *items: dict[str, object], language: str = "en", below: str = "", more: str = "") -> Path:
    """An export of posts, the first of them `/2012/03/post-1/`."""
    folder.mkdir(exist_ok=True)
    written = []
    for number, item in enumerate(items, 1):
        name = item.get("name", f"post-{number}")
        common = {
            "id": number, "title": f"The weir of parish {number}", "status": "publish", "more": "", "name": name,
            "type": "post", "link": f"https://weir.example/2012/03/{name}/", "guid": f"https://weir.example/?p={number}",
        }  # fmt: skip
        written.append(ITEM.format(**{**common, **item}))
    path = folder / "export.xml"
    path.write_text(EXPORT.format(items=more + "".join(written), language=language, folder=below), "utf-8")
    return path


def leads(path: str) -> str:
    """Where a path leads; its status where it leads nowhere."""
    answer = answers.resolve(path)
    return answer.to_path if answer.status == 301 else str(answer.status)


# What posts were called before


def test_former_names_and_dates_of_a_post_go_on(tmp_path: Path) -> None:
    more = meta(_wp_old_slug="the-wier") + meta(_wp_old_slug="a weir") + meta(_wp_old_date="2011-12-31")
    run.import_path(export(tmp_path, {"more": more}))
    here = Article.objects.get().public_path
    for name in ("post-1", "the-wier", "a weir"):
        assert [leads(f"/{month}/{name}/") for month in ("2012/03", "2011/12")] == [here, here], name


def test_a_former_name_that_another_post_has_now_is_the_other_s(tmp_path: Path) -> None:
    items = [{"more": meta(_wp_old_slug="post-2")}, {}]
    run.import_path(export(tmp_path, *items))
    assert leads("/2012/03/post-2/") == Article.objects.get(title__contains="2").public_path


@pytest.mark.parametrize("link", ["/archives/17", "/post-1.html", "/news/post-1"])
def test_a_former_name_stands_where_the_name_stands(tmp_path: Path, link: str) -> None:
    run.import_path(export(tmp_path, {"link": f"https://weir.example{link}", "more": meta(_wp_old_slug="wier")}))
    here, old = Article.objects.get().public_path, link.replace("post-1", "wier")
    assert leads(old) == here
    rows = Address.objects.filter(record=Article.objects.get().record, state="redirect")
    assert {row.path for row in rows} == {link, old, "/?p=1"}


def test_a_draft_s_former_name_waits_for_it(tmp_path: Path) -> None:
    run.import_path(export(tmp_path, {"status": "draft", "more": meta(_wp_old_slug="wier")}))
    assert leads("/2012/03/wier/") == "404"  # as readers are told: nothing was there
    assert answers.resolve("/2012/03/wier/").record == Article.objects.get().record
    assert not Article.objects.get().public_path


@pytest.mark.parametrize(
    ("link", "name", "old"),
    [
        ("/post-1/17/", "post-1", "/wier/17/"),
        ("/2012/03/post-1/", "", "/2012/03/wier/"),
        ("/2012/03/04/17/", "17th-post", "/2011/12/31/17/"),
        ("/?p=1", "post-1", "/?name=wier"),
        ("/%D8%B3%D8%AF/", "%d8%b3%d8%af", "/wier/"),
        ("/سد/", "%d8%b3%d8%af", "/wier/"),
    ],
)
def test_a_former_name_is_found_wherever_the_name_stands(tmp_path: Path, link: str, name: str, old: str) -> None:
    more = meta(_wp_old_slug="wier") + meta(_wp_old_date="2011-12-31")
    run.import_path(export(tmp_path, {"link": f"https://weir.example{link}", "name": name, "more": more}))
    assert leads(old) == Article.objects.get().public_path


@pytest.mark.parametrize("day", ["0000-00-00", "0001-01-01", "-0001-11-30", "2011", "x-y-z", ""])
def test_a_former_date_that_is_none_gives_no_address(tmp_path: Path, day: str) -> None:
    run.import_path(export(tmp_path, {"more": meta(_wp_old_date=day)}))
    assert {row.path for row in Address.objects.filter(record=Article.objects.get().record, state="redirect")} == {
        "/2012/03/post-1/", "/?p=1",
    }  # fmt: skip


def test_the_short_link_of_each_page_leads_to_it(tmp_path: Path) -> None:
    page = {"type": "page", "title": "The weir keeper's page"}
    items = [{}, page, {"status": "draft"}, {"status": "private"}]
    run.import_path(export(tmp_path, *items, below="/blog"))
    assert leads("/blog/?p=1") == Article.objects.get(title__contains="1").public_path
    assert leads("/blog/?page_id=2") == leads("/blog/?p=2") == Article.objects.get(title__contains="keeper").public_path
    assert [leads(path) for path in ("/blog/?p=3", "/blog/?p=4", "/?p=1", "/blog/?page_id=1")] == ["404"] * 4


# Lists and feeds


def test_a_site_in_a_folder_answers_below_it_and_not_at_the_root(tmp_path: Path) -> None:
    link = "https://weir.example/blog/2012/03/post-1/"
    run.import_path(export(tmp_path, {"more": IN_A_LIST, "link": link}, below="/blog/"))
    for path, to in {
        "/blog/category/rivers/mills-weirs/": "/section/mills-weirs/",
        "/blog/tag/eels-2/feed/": "/feeds/tag/eels.xml",
        "/blog/author/orla-quill/": "/author/orla-quill/",
        "/blog/?cat=5": "/section/mills-weirs/",
        "/blog/feed/": "/feeds/all.xml",
        "/blog/?feed=rss2": "/feeds/all.xml",
        "/blog/wp-sitemap.xml": "/sitemap.xml",
        "/blog/sitemap.xml": "/sitemap.xml",
    }.items():
        assert (leads(path), leads(path.removeprefix("/blog"))) == (to, "404"), path


def test_names_that_an_export_encodes_are_encoded_once(tmp_path: Path) -> None:
    name = "%d8%b3%d8%af"
    tag = f'<category domain="post_tag" nicename="{name}">سد</category>'
    section = f'<category domain="category" nicename="{name}">سدود</category>'
    run.import_path(export(tmp_path, {"more": tag + section}))
    assert leads("/tag/سد/").startswith("/tag/")
    assert leads(f"/?tag={name}").startswith("/tag/")
    assert leads("/category/سد/feed/").startswith("/feeds/section/")
    assert not Address.objects.filter(path__startswith="/tag/%").exists()


def test_categories_in_a_circle_are_left_where_it_closes(tmp_path: Path) -> None:
    circle = "".join(
        f"<wp:category><wp:term_id>{id}</wp:term_id><wp:category_nicename>{name}</wp:category_nicename>"
        f"<wp:category_parent>{above}</wp:category_parent><wp:cat_name>{name}</wp:cat_name></wp:category>"
        for id, name, above in (("21", "salt", "silt"), ("22", "silt", "salt"))
    )
    use = '<category domain="category" nicename="salt">salt</category>'
    run.import_path(export(tmp_path, {"more": use}, more=circle))
    lists = Address.objects.filter(path__contains="salt/", path__startswith="/category/")
    assert {row.path for row in lists if "feed" not in row.path} == {"/category/silt/salt/", "/category/salt/"}


def test_categories_tags_and_authors_lead_to_their_lists_and_feeds(tmp_path: Path) -> None:
    run.import_path(export(tmp_path, {"more": IN_A_LIST}))
    section = Section.objects.get(name="Mills & Weirs")
    for path, to in {
        "/category/rivers/mills-weirs/": f"/section/{section.slug}/",
        "/category/mills-weirs/": f"/section/{section.slug}/",
        "/?cat=5": f"/section/{section.slug}/",
        "/tag/eels-2/": "/tag/eels/",
        "/?tag=eels-2": "/tag/eels/",
        "/author/orla-quill/": "200-or-own",
        "/category/rivers/mills-weirs/feed/": f"/feeds/section/{section.slug}.xml",
        "/tag/eels-2/feed/atom/": "/feeds/tag/eels.xml",
        "/author/orla-quill/feed/": "/feeds/author/orla-quill.xml",
        "/feed/": "/feeds/all.xml",
        "/feed/atom/": "/feeds/all.xml",
        "/?feed=rss2": "/feeds/all.xml",
        "/rss.xml": "/feeds/all.xml",
        "/wp-sitemap.xml": "/sitemap.xml",
    }.items():
        assert leads(path) == to or to == "200-or-own", path


def test_a_list_stays_where_the_magazine_has_one_of_that_address(tmp_path: Path) -> None:
    run.import_path(export(tmp_path, {"more": IN_A_LIST}))
    assert not Address.objects.filter(path="/author/orla-quill/").exists()


def test_the_lists_lead_where_an_editor_files_the_section(tmp_path: Path) -> None:
    river = factories.section("River life")
    run.import_path(export(tmp_path, {"more": IN_A_LIST}), sections={"Mills & Weirs": "River life"})
    assert leads("/category/mills-weirs/") == f"/section/{river.slug}/"


def test_a_list_of_which_nothing_is_shown_leads_to_the_archive(tmp_path: Path) -> None:
    run.import_path(export(tmp_path, {"more": IN_A_LIST, "status": "draft"}, {}))
    assert leads("/category/mills-weirs/") == "/archive/"
    assert leads("/category/mills-weirs/feed/") == "/feeds/all.xml"


def test_a_site_in_another_language_leads_to_lists_of_that_language(tmp_path: Path) -> None:
    title = "El río y la presa que cuentan los que vienen a pie desde el otro lado del valle"
    run.import_path(export(tmp_path, {"more": IN_A_LIST, "title": title}, language="es-ES"))
    assert Article.objects.get().locale.language_code == "es"
    assert leads("/category/mills-weirs/").startswith("/es/section/")
    assert leads("/feed/") == "/es/feeds/all.xml"


def test_a_second_import_changes_nothing_and_a_stopped_one_goes_on(tmp_path: Path) -> None:
    path = export(tmp_path, {"more": IN_A_LIST + meta(_wp_old_slug="wier")})
    run.import_path(path)
    rows = list(Address.objects.order_by("pk").values("path", "state", "record", "to_path"))
    Address.objects.filter(path__in=["/2012/03/wier/", "/tag/eels-2/"]).delete()  # as if it had been stopped before
    run.import_path(path)
    key = sorted(rows, key=lambda row: row["path"])
    assert sorted(Address.objects.values("path", "state", "record", "to_path"), key=lambda row: row["path"]) == key


def test_an_address_that_an_editor_gave_a_meaning_keeps_it(tmp_path: Path) -> None:
    addresses.mark_gone("/feed/", "No feed any more.")
    run.import_path(export(tmp_path, {}))
    assert leads("/feed/") == "410"


def test_a_feed_in_a_folder_of_pages_leads_to_the_feed(small: Path) -> None:
    (small / "index.rdf").write_text('<?xml version="1.0"?><rdf:RDF xmlns:rdf="x"><channel/></rdf:RDF>')
    (small / "feeds.xml").write_text('<rss version="2.0"><channel/></rss>')
    (small / "map.xml").write_text('<urlset xmlns="x"/>')
    (small / "data.xml").write_text("<data/>")
    report = run.import_path(small)
    assert [leads(path) for path in ("/index.rdf", "/feeds.xml", "/map.xml", "/data.xml")] == [
        "/feeds/all.xml", "/feeds/all.xml", "/sitemap.xml", "404",
    ]  # fmt: skip
    assert {line.path: line.code for line in report.lines if line.outcome == "refused"} == {
        "index.rdf": "feed", "feeds.xml": "feed", "map.xml": "sitemap", "data.xml": "not_a_page",
    }  # fmt: skip


def test_a_feed_that_a_mirror_called_a_page_leads_to_the_feed(small: Path) -> None:
    for name in ("feed/index.html", "rss.php", "index.html?feed=rss2"):
        (small / name).parent.mkdir(exist_ok=True)
        (small / name).write_text('<?xml version="1.0"?>\n<rss version="2.0"><channel/></rss>')
    run.import_path(small)
    for path in ("/feed/index.html", "/rss.php", "/index.html?feed=rss2"):
        assert leads(path) == "/feeds/all.xml", path


def test_a_feed_at_an_address_of_the_magazine_s_own_is_not_said_to_lead_on(small: Path) -> None:
    (small / "sitemap.xml").write_text("<urlset></urlset>")
    (line,) = [line for line in run.import_path(small).lines if line.code == "sitemap"]
    assert "leads" not in line.reason
    assert leads("/sitemap.xml") == "404"


@pytest.mark.parametrize("keep", [False, True])
@pytest.mark.parametrize("link", ["/rss", "/feed/index.html", "/tag/eels-2"])
def test_a_post_at_the_address_of_a_feed_or_list_has_its_file_to_itself(
    tmp_path: Path, pressed_paper, link: str, *, keep: bool
) -> None:
    items = [{"link": f"https://weir.example{link}", "more": IN_A_LIST}]
    run.import_path(export(tmp_path / "wp", *items), keep_addresses=keep)
    pressed_paper.run()
    article = Article.objects.get()
    folder = link.removesuffix("index.html").rstrip("/")
    paths = {f"{folder}{end}" for end in ("", "/", "/index.html")}
    assert [row.record for row in Address.objects.filter(path__in=paths)] == [article.record]
    answer = TreeAnswers(pressed_paper.root).answer(Request("GET", link, ""))
    assert answer.status == (200 if article.public_path == link else 301)


def test_what_leads_to_itself_is_left_out() -> None:
    FurtherAddresses(KnownNames()).lead([OfSite("/sitemap.xml", "sitemap"), OfSite("/feeds/all.xml", "feed")])
    assert not Address.objects.exists()


# What lists are called in two languages, and in too many letters

SPANISH = "El río y la presa que cuentan los que vienen a pie desde el otro lado del valle, una vez"


def of_tag(nicename: str, name: str = "Water") -> str:
    return f'<category domain="post_tag" nicename="{nicename}">{name}</category>'


def test_lists_of_one_name_in_two_languages_lead_each_to_its_own(tmp_path: Path) -> None:
    folder = '<category domain="category" nicename="{0}">Letters</category>'
    items = [
        {"more": of_tag("water") + folder.format("letters")},
        {"more": of_tag("water-es") + folder.format("letters-es"), "title": SPANISH},
    ]
    run.import_path(export(tmp_path, *items))
    assert {article.locale.language_code for article in Article.objects.all()} == {"en", "es"}
    for path, to in {
        "/tag/water/": "/tag/water/",
        "/tag/water-es/": "/es/tag/water/",
        "/tag/water-es/feed/": "/es/feeds/tag/water.xml",
        "/category/letters/": "/section/letters/",
        "/category/letters-es/": "/es/section/letters/",
    }.items():
        assert leads(path) == to or path == to, path


@pytest.mark.parametrize("domain", ["post_tag", "category"])
def test_a_name_that_is_too_long_is_one_record_and_its_list_leads_there(tmp_path: Path, domain: str) -> None:
    name = "The waters of the lower valley and " * 5
    use = f'<category domain="{domain}" nicename="long">{name}</category>'
    run.import_path(export(tmp_path, {"more": use}))
    run.import_path(export(tmp_path, {"more": use}, {"more": use}))
    model = {"post_tag": Tag, "category": Section}[domain]
    slug = model.objects.get().slug
    kind, base = {"post_tag": ("tag", "tag"), "category": ("section", "category")}[domain]
    assert leads(f"/{base}/long/") == f"/{kind}/{slug}/"


def test_an_account_of_a_long_name_leads_to_its_list(tmp_path: Path) -> None:
    path = export(tmp_path, {})
    path.write_text(path.read_text("utf-8").replace("Orla Quill", "Orla Quill of the Lower Bank " * 8), "utf-8")
    run.import_path(path)
    run.import_path(path)
    assert leads("/author/orla-quill/") == f"/author/{Author.objects.get().slug}/"


def test_lists_are_led_on_without_asking_or_noting_again(tmp_path: Path) -> None:
    factories.section("Water and Power")
    factories.section("Land and Air")
    uses = "".join(
        f'<category domain="category" nicename="n{n}">{name}</category>'
        for n, name in enumerate(("Water Policy", "Air"))
    )
    asked: list[str] = []
    path = export(tmp_path, {"more": uses}, {"more": uses, "title": SPANISH})

    def ask(old: str, near: Sequence[str]) -> None:
        asked.append(old)

    report = run.import_path(path, ask=ask)
    assert asked == ["Water Policy"]
    assert len([note for note in report.notes if "“Air”" in note or "“Water Policy”" in note]) == 2
    report = run.import_path(path, ask=ask)
    assert (asked, report.notes) == (["Water Policy"], [])
    assert leads("/category/n1/") == "/section/land-and-air/"


def test_hundreds_of_lists_are_asked_for_in_a_few_queries(django_assert_max_num_queries) -> None:
    found = [OfList(f"/tag/t{n}/", "tag", f"tag {n}", pieces=(f"{n}",)) for n in range(350)]
    with django_assert_max_num_queries(20):
        FurtherAddresses(KnownNames()).lead(found)
    assert Address.objects.filter(to_path="/archive/").count() == 350


# Pages that became none of their own


def test_a_copy_of_a_page_leads_on_from_all_its_addresses(tmp_path: Path) -> None:
    items = [{"title": "The weir"}, {"title": "The weir", "more": meta(_wp_old_slug="wier")}]
    report = run.import_path(export(tmp_path, *items))
    assert report.counts["duplicate"] == 1
    here = Article.objects.get().public_path
    assert [leads(path) for path in ("/2012/03/post-2/", "/2012/03/wier/", "/?p=2")] == [here] * 3


def test_a_page_that_the_magazine_has_already_leads_on_from_all_its_addresses(tmp_path: Path) -> None:
    about = {"type": "page", "name": "about", "link": "https://weir.example/about-us/"}
    run.import_path(export(tmp_path, about))
    other = {**about, "id": 9, "guid": "x", "title": "Others", "link": "https://weir.example/who/", "name": "about"}
    report = run.import_path(export(tmp_path, other))
    assert [line.code for line in report.lines] == ["page_exists"]
    assert leads("/?p=9") == leads("/who/") == "/about/"


def test_old_lists_of_a_mirror_lead_to_the_archive_and_an_editor_s_redirect_stays(small: Path) -> None:
    names = ["list.php?page=2.html", "caf%C3%A9/index.html", "old/index.html", "index.html"]
    links = "".join(f'<li><a href="{n}.htm">The tree of parish number {n}</a></li>' for n in range(30))
    for name in names:
        write_list(small / name, links)
    report = run.import_path(small)
    assert {line.path for line in report.lines if line.code == "index_page"} == set(names)
    for path in ("/list.php?page=2", "/list.php?page=2.html", "/café/index.html", "/old/index.html"):
        assert leads(path) == "/archive/", path
    addresses.redirect("/old/index.html", to_path="/links/")
    run.import_path(small)
    assert leads("/old/index.html") == "/links/"


def write_list(path: Path, links: str) -> None:
    """A page of links and nothing else."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"<html><head><title>All</title></head><body><ul>{links}</ul></body></html>", "utf-8")


# Queries, and the names that mirrors give them


def test_posts_without_permanent_links_answer_at_their_numbers(tmp_path: Path) -> None:
    run.import_path(export(tmp_path, {"link": "https://weir.example/?p=1"}, {"link": "https://weir.example/blog/?p=2"}))
    one, two = Article.objects.order_by("title")
    assert (leads("/?p=1"), leads("/blog/?p=2")) == (one.public_path, two.public_path)


def test_pages_of_a_mirror_answer_at_the_queries_they_were_made_of(tmp_path: Path) -> None:
    names = [
        "index.php?id=1.html",
        "view.php%3fid%3d12",
        "show.asp@nr=7.htm",
        "~ann/Salt&Eel.HTM",
        "rain+sun (2)#3.htm",
    ]
    for number, name in enumerate(names, 1):
        write_page(tmp_path / "mirror" / name, f"The beech of parish {number}", f"2004-0{number}-11")
    report = run.import_path(tmp_path / "mirror")
    assert report.counts["new"] == len(names)
    for number, paths in enumerate([
        ("/index.php?id=1", "/index.php?id=1.html"), ("/view.php?id=12", "/view.php%3fid%3d12"),
        ("/show.asp?nr=7", "/show.asp@nr=7.htm"), ("/~ann/Salt&Eel.HTM",), ("/rain+sun (2)#3.htm",),
    ], 1):  # fmt: skip
        here = Article.objects.get(title=f"The beech of parish {number}").public_path
        assert [leads(path) for path in paths] == [here] * len(paths), paths


def test_kept_addresses_of_a_mirror_are_those_that_a_file_can_have(tmp_path: Path) -> None:
    write_page(tmp_path / "m" / "index.php?id=1.html", "The beech of parish 1", "2004-01-11")
    report = run.import_path(tmp_path / "m", keep_addresses=True)
    assert "neither query nor fragment" in " ".join(report.lines[0].warnings)
    assert leads("/index.php?id=1") == Article.objects.get().public_path == "/2004/01/the-beech-of-parish-1.html"


def test_the_file_server_leads_on_from_queries(tmp_path: Path, pressed_paper) -> None:
    items = [{"link": "https://weir.example/?p=1", "more": IN_A_LIST}, {"more": meta(_wp_old_slug="wier")}]
    run.import_path(export(tmp_path / "wp", *items))
    withdraw_article(Article.objects.get(title__contains="2"), reason="An error")
    pressed_paper.run()
    site, here = TreeAnswers(pressed_paper.root), Article.objects.get(title__contains="1").public_path

    def asked(path: str, query: str = "") -> tuple[int, str]:
        answer = site.answer(Request("GET", path, query))
        return answer.status, dict(answer.headers).get("location", "")

    assert asked("/", "p=1") == (301, here)
    assert asked("/index.html", "p=1") == (301, here)
    assert asked("/", "feed=rss2") == (301, "/feeds/all.xml")
    assert asked("/category/rivers/mills-weirs/") == (301, "/section/mills-weirs/")
    assert asked("/category/rivers/mills-weirs/feed") == (301, "/category/rivers/mills-weirs/feed/")
    assert asked("/", "p=99") == (200, "")
    assert asked("/2012/03/wier/") == (410, "")
    for path in ("/feeds/all.xml", "/section/mills-weirs/", "/sitemap.xml"):
        assert asked(path)[0] == 200, path


# One guid, two posts


def test_two_posts_under_one_guid_are_two_articles(tmp_path: Path) -> None:
    guid = "https://weir.example/?p=1"
    path = export(tmp_path, {"guid": guid}, {"guid": guid}, {"guid": guid, "id": 2, "title": "The weir of parish 2"})
    report = run.import_path(path)
    assert [line.code for line in report.lines if line.outcome == "refused"] == ["doubled"]
    one, two = Article.objects.order_by("title")
    assert (one.guid, two.guid) == (guid, "")
    assert any("its guid" in warning for line in report.lines for warning in line.warnings)
    assert run.import_path(path).counts["unchanged"] == 2
