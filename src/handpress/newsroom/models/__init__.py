"""The newsroom's records, one noun per module."""

from __future__ import annotations

from handpress.newsroom.models.article import Article
from handpress.newsroom.models.article_parts import (
    AlertDetail,
    ArticleTag,
    BookDetail,
    Byline,
    Correction,
    RelatedArticle,
    ReleaseDetail,
    VideoDetail,
)
from handpress.newsroom.models.cards import ShareCard
from handpress.newsroom.models.filing import Filing
from handpress.newsroom.models.front import FrontArticle, FrontPage, FrontSlot
from handpress.newsroom.models.media import Document, Picture, PictureRendition
from handpress.newsroom.models.menus import Menu, MenuItem
from handpress.newsroom.models.pages import Link, LinkGroup, PlainPage
from handpress.newsroom.models.people import Author, AuthorBio, AuthorLink
from handpress.newsroom.models.rights import Licence, LicenceWording, Source
from handpress.newsroom.models.sections import Section, SectionKeyArticle
from handpress.newsroom.models.settings import FollowLink, Magazine, MagazineText
from handpress.newsroom.models.tags import Tag
from handpress.newsroom.models.user import RightsGiven, User

__all__ = [
    "AlertDetail",
    "Article",
    "ArticleTag",
    "Author",
    "AuthorBio",
    "AuthorLink",
    "BookDetail",
    "Byline",
    "Correction",
    "Document",
    "Filing",
    "FollowLink",
    "FrontArticle",
    "FrontPage",
    "FrontSlot",
    "Licence",
    "LicenceWording",
    "Link",
    "LinkGroup",
    "Magazine",
    "MagazineText",
    "Menu",
    "MenuItem",
    "Picture",
    "PictureRendition",
    "PlainPage",
    "RelatedArticle",
    "ReleaseDetail",
    "RightsGiven",
    "Section",
    "SectionKeyArticle",
    "ShareCard",
    "Source",
    "Tag",
    "User",
    "VideoDetail",
]
