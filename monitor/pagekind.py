"""What a fetched document is at first glance: a web page, a challenge to prove oneself human, XML, JSON. Pure."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, urlsplit

from lxml import etree

from monitor.markup import parse_html
from monitor.model import Link
from monitor.text import clean_line
from monitor.urls import absolute

_HEAD = 3_000
_HTML = re.compile(r"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]", re.IGNORECASE)
_XML_ROOT = re.compile(r"<(?:\w+:)?(?:rss|feed|rdf|urlset|sitemapindex|opml|channel)[\s>]", re.IGNORECASE)
# What only a challenge page carries; and what ordinary pages carry too (Cloudflare's probe, a captcha at a form), so
# that it counts only where next to nothing else is said.
_CHALLENGE_MARKUP = re.compile(
    r"cf_chl_opt|cf-browser-verification|id=\"challenge-form\"|ddos-guard\.net/check|sucuri_cloudproxy_js|slowAES|"
    r"captcha-delivery|/_incapsula_resource\?swudnsai|smartcaptcha\.yandexcloud",
    re.IGNORECASE,
)
_PROTECTION_MARKUP = re.compile(
    r"cdn-cgi/challenge-platform|__cf_chl|_incapsula_|ddos-guard|__ddg\d|qrator|wsidchk|g-recaptcha|h-captcha|turnstile",
    re.IGNORECASE,
)
_CHALLENGE_WORDS = re.compile(
    r"just a moment|checking your browser|attention required|verify (?:that )?you are (?:a )?human|"
    r"enable javascript and cookies|access denied|are you a robot|перевірка браузера|проверка браузера|"
    r"підтвердьте, що ви не робот|подтвердите, что вы не робот|я не робот|доступ заборонено|доступ запрещ",
    re.IGNORECASE,
)
# A challenge page says little; the shortest listing or article seen says three times as much.
SHORT = 1_500
NEXT_TO_NOTHING = 400
_HOME = re.compile(r"/?(?:(?:uk|ua|ukr|ru|rus|en)/?)?(?:index\.(?:php|html?|aspx?))?")
# Addresses that by their makers' custom hold no article. A section's or tag's name has one or two words: behind the
# same folder a longer one may be an article's, and so may a number, a file, or what no list has pages enough for.
_LIST = re.compile(
    r"(?:^|/)(?:tags?|category|categories|rubrics?|authors?|labels?)/[^/.\d][^/.]*/?$|(?:^|/)page/\d{1,2}/?$"
    r"|^/?(?:[a-z_-]+/)?(?:19|20)\d{2}(?:/\d{1,2}){0,2}/?$",
    re.IGNORECASE,
)
_LIST_QUERY = re.compile(r"(?:s|search|tag|paged|cat)=[^&]*", re.IGNORECASE)
_NAME_WORDS = 2
FEED_TYPES = ("application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml")


def is_html(text: str) -> bool:
    """Is this a web page, not a feed, sitemap or JSON?"""
    head = text[:_HEAD]
    page, root = _HTML.search(head), _XML_ROOT.search(head)
    return page is not None and (root is None or page.start() < root.start())


def is_home(url: str) -> bool:
    """Is this the address of a site's home page, in whatever language?"""
    parts = _parts(url)
    return _HOME.fullmatch(parts.path.lower()) is not None and not parts.query


def is_list_address(url: str) -> bool:
    """Does the address alone say that the page lists articles: home, tag, section, author, a day's or month's archive?

    In doubt it does not: what is passed over by its address nobody reads.
    """
    parts = _parts(url)
    if is_home(url) or _LIST_QUERY.fullmatch(parts.query):
        return True
    if parts.query or _LIST.search(parts.path) is None:
        return False
    name = parts.path.rstrip("/").rpartition("/")[2]
    return len([word for word in re.split(r"[-_+ ]|%20", name) if word]) <= _NAME_WORDS


def _parts(url: str) -> SplitResult:
    try:
        return urlsplit(url)
    except ValueError:
        return urlsplit("")


def is_challenge(text: str) -> bool:
    """Is this page only a hurdle put before the real one (Cloudflare and the like)?"""
    sure = _CHALLENGE_MARKUP.search(text) is not None or _CHALLENGE_WORDS.search(text[:20_000]) is not None
    if not sure and _PROTECTION_MARKUP.search(text) is None:
        return False
    return len(visible(text)) < (SHORT if sure else NEXT_TO_NOTHING)


def visible(text: str) -> str:
    """The words of a web page on one line, without scripts; for judging a page, not for quoting it."""
    root = parse_html(text)
    if root is None:
        return ""
    etree.strip_elements(root, "script", "style", "noscript", "template", with_tail=False)
    return clean_line(" ".join(root.itertext()))


def feed_links(text: str, base: str) -> tuple[Link, ...]:
    """Feeds a web page declares of itself by <link rel="alternate">, comments' feeds last."""
    root = parse_html(text)
    if root is None:
        return ()
    found: dict[str, Link] = {}
    for element in root.iter("link"):
        rel = (element.get("rel") or "").lower().split()
        kind = (element.get("type") or "").lower().split(";")[0].strip()
        url = absolute(base, element.get("href") or "")
        if "alternate" in rel and kind in FEED_TYPES and url:
            found.setdefault(url, Link(url=url, text=clean_line(element.get("title") or "")))
    return tuple(sorted(found.values(), key=lambda link: "comment" in link.url.lower()))
