"""The policy a page carries in its own `<meta>`: what this page may load, and nothing else."""

from __future__ import annotations


def page_policy(style_hash: str) -> str:
    """The Content-Security-Policy of a pressed page whose one inline style has this SHA-256 (base64).

    No script at all (JSON-LD is data and is not subject to script-src: HTML standard, "prepare the script
    element"), pictures and media from the magazine itself, forms to itself. Connections to itself serve nothing on
    a page that runs nothing; Chromium holds tools that read robots.txt beside a page to the page's policy. What a
    `<meta>` cannot say (frame-ancestors) is in the server's header. CSP Level 3.
    """
    return (
        f"default-src 'none';style-src 'sha256-{style_hash}';img-src 'self' data:;media-src 'self';"
        "connect-src 'self';form-action 'self';manifest-src 'self';base-uri 'none'"
    )
