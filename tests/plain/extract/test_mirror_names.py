"""Names of mirrored files: the addresses they were made of, and the kinds of file they are."""

from __future__ import annotations

import pytest

from handpress.extract.mirror_names import address_of, ending_of, other_addresses

NAMES = {
    "2004/weir.htm": ("/2004/weir.htm", ".htm", ()),
    "about": ("/about", "", ()),
    "index.php?id=1": ("/index.php?id=1", ".php", ("/index.php%3Fid%3D1",)),
    "index.php?id=1.html": ("/index.php?id=1", ".php", ("/index.php?id=1.html", "/index.php%3Fid%3D1.html")),
    "show.asp@n=7&p=2.htm": ("/show.asp?n=7&p=2", ".asp", ("/show.asp?n=7&p=2.htm", "/show.asp%40n%3D7%26p%3D2.htm")),
    "a/show.php%3fid%3d12": ("/a/show.php?id=12", ".php", ("/a/show.php%253fid%253d12",)),
    "news?page=3": ("/news?page=3", ".html", ("/news%3Fpage%3D3",)),
    "photo.jpg?w=300": ("/photo.jpg?w=300", ".jpg", ("/photo.jpg%3Fw%3D300",)),
    "caf%C3%A9.html": ("/caf%C3%A9.html", ".html", ("/caf%25C3%25A9.html",)),
    "café menu.html": ("/caf%C3%A9%20menu.html", ".html", ()),
    "100%.html": ("/100%25.html", ".html", ()),
    "rain+snow (2)#3.html": ("/rain%2Bsnow%20%282%29%233.html", ".html", ()),
    "letters@lowerbank.htm": ("/letters%40lowerbank.htm", ".htm", ()),
    "caf%E9.html": ("/caf%25E9.html", ".html", ()),
    "find.php?q=a%2Fb": ("/find.php?q=a%2Fb", ".php", ("/find.php%3Fq%3Da%252Fb",)),
    "sub?dir=1/page.html": ("/sub%3Fdir%3D1/page.html", ".html", ()),
    "sub?dir=1/a.php?id=2": ("/sub%3Fdir%3D1/a.php?id=2", ".php", ("/sub%3Fdir%3D1/a.php%3Fid%3D2",)),
    "a.php@x=1/page.htm": ("/a.php%40x%3D1/page.htm", ".htm", ()),
    "sub%3Fdir/a.gif": ("/sub%3Fdir/a.gif", ".gif", ("/sub%253Fdir/a.gif",)),
    ".php?x=1": ("/.php?x=1", ".html", ("/.php%3Fx%3D1",)),
}  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_a_name_tells_its_address_its_ending_and_what_else_led_to_it(name: str) -> None:
    address, ending, others = NAMES[name]
    assert (address_of(name), ending_of(name), other_addresses(name)) == (address, ending, others)
