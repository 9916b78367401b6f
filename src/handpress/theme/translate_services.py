"""Plain links to a translation service, for articles that have no translation."""

from __future__ import annotations

from collections.abc import Iterable

from handpress.theme.records import Language, Link
from handpress.theme.uris import component, uri

TEMPLATES = {
    "google": "https://translate.google.com/translate?sl={from}&tl={to}&u={url}",
    "bing": "https://www.translatetheweb.com/?from={from}&to={to}&a={url}",
    "yandex": "https://translate.yandex.com/translate?lang={from}-{to}&url={url}",
}
# Where a service's code for a language is not the BCP 47 one.
CODES = {
    "google": {"zh": "zh-CN", "zh-hans": "zh-CN", "zh-hant": "zh-TW", "nb": "no", "nn": "no"},
    "bing": {"zh": "zh-Hans", "zh-hans": "zh-Hans", "zh-hant": "zh-Hant", "no": "nb", "pt": "pt-br", "nn": "nb"},
    "yandex": {"zh-hans": "zh", "zh-hant": "zh", "nb": "no", "nn": "no", "pt-br": "pt-BR"},
}


def translate_links(
    service: str, absolute_url: str, source: str, targets: Iterable[Language], *, template: str = ""
) -> tuple[Link, ...]:
    """A link for each language, labelled with the language's own name; none where no service is chosen.

    `service` is "google", "bing", "yandex", "none", or "custom" with a `template` that holds {url} and, where
    the service wants them, {from} and {to}.
    """
    pattern = template if service == "custom" else TEMPLATES.get(service, "")
    if not pattern.startswith(("https://", "http://")) or "{url}" not in pattern:
        return ()
    return tuple(
        Link(
            target.name, _filled(pattern, absolute_url, _code(service, source), _code(service, target.code)), "nofollow"
        )
        for target in targets
        if target.code != source
    )


def _filled(pattern: str, address: str, source: str, target: str) -> str:
    filled = pattern.replace("{from}", component(source)).replace("{to}", component(target))
    return filled.replace("{url}", component(uri(address)))


def _code(service: str, language: str) -> str:
    known = CODES.get(service, {})
    base = language.split("-")[0]
    return known.get(language.lower()) or (base if service in known and base not in ("zh", "pt", "sr") else language)
