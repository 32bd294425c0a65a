"""Pure: is this the guard at a site's door (Cloudflare, DDoS-Guard, a captcha) instead of the page?

A site that answers so has not answered; it must never count as "nothing new". On status 200 only marks of the
challenge itself count, in a page that shows next to no text: ordinary pages carry Cloudflare's scripts and captcha
forms, and articles write about robots.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

_HEAD = 64 * 1024  # challenge pages are small; their marks stand early
_LITTLE_TEXT = 1_500  # visible characters; challenge pages seen show 40-900, the shortest news pages more
_REFUSALS = frozenset({401, 403, 405, 406, 429, 503})

# Each pattern is bound to one product's own challenge page, not to its ordinary scripts.
_MARKS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern, re.IGNORECASE))
    for name, pattern in (
        ("Cloudflare", r"_cf_chl_opt|/cdn-cgi/challenge-platform/\w+/\w+/orchestrate|cf-browser-verification"),
        ("Cloudflare", r"id=[\"']?challenge-(?:form|running|stage|error-text)|cf-error-details|cf_captcha_kind"),
        ("DDoS-Guard", r"/\.well-known/ddos-guard/|ddos-guard\.net|check\.ddos-guard"),
        ("Imperva", r"_Incapsula_Resource|Incapsula incident ID"),
        ("Sucuri", r"sucuri_cloudproxy_js|Sucuri WebSite Firewall"),
        ("AWS WAF", r"AwsWafIntegration|awswaf\.com/|gokuProps"),
        ("Akamai", r"errors\.edgesuite\.net|_sec/cp_challenge"),
        ("DataDome", r"captcha-delivery\.com"),
        ("PerimeterX", r"id=[\"']?px-captcha|_pxAppId"),
        ("Imunify360", r"imunify360|/z0f76a1d14fd21a8fb5fd0d03e0fdc3d3cedae52f|wsidchk"),
        ("Anubis", r"/\.within\.website/|anubis_challenge"),
        ("Qrator", r"__qrator/|qauth\.js"),
        ("cookie test", r"slowAES\.decrypt|/aes\.js[\"']|document\.cookie\s*=\s*[\"']__test="),
        ("Yandex SmartCaptcha", r"/showcaptcha|/checkcaptcha|CheckboxCaptcha"),
        ("LiteSpeed", r"lsrecap|/\.lsrecap/"),
        ("BunkerWeb", r"antibot[_-]?(?:challenge|uri)"),
    )
)
_TITLE = re.compile(r"<title[^>]{0,200}>([^<]{0,300})", re.IGNORECASE)
# Whole titles, after folding of case, spaces and the final dots.
_TITLES = re.compile(
    r"just a moment|один момент|зачекайте|хвилинку|attention required! \| cloudflare|access denied"
    r"|please wait|one moment,? please|checking your browser(?: before accessing .{1,80})?|ddos-guard"
    r"|ddos protection by .{1,40}|verify(?:ing)? (?:that )?you are (?:a )?human|are you (?:a )?(?:robot|human)\??"
    r"|human verification|robot check|captcha|security check(?: required)?|bot verification|я не робот"
    r"|making sure you(?:'|&#0?39;|’)?re not a bot!?|проверка браузера|перевірка браузера|вы не робот\??"
    r"|ви не робот\??|ой!|доступ (?:ограничен|обмежено|заборонено|запрещ[её]н)|подтвердите, что вы не робот"
    r"|підтвердьте, що ви не робот"
)
_PLEAS = re.compile(
    r"checking your browser|enable javascript and cookies to continue|verify (?:that )?you are (?:a )?human"
    r"|complete the security check|unusual traffic from your computer|(?:ви|вы) не робот|я не робот|not a robot"
    r"|перевіряємо ваш браузер|проверяем ваш браузер|запросы, поступившие с вашего|g-recaptcha|h-captcha|cf-turnstile",
    re.IGNORECASE,
)
_HIDDEN = frozenset({"script", "style", "noscript", "head"})
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*)?[^<>]*>")


def challenge(status: int, headers: Mapping[str, str], content: bytes) -> str | None:
    """The name of the guard that answered instead of the site, or None."""
    if headers.get("cf-mitigated", "").strip().lower() == "challenge":
        return "Cloudflare"
    if headers.get("x-amzn-waf-action", "").strip().lower() in ("challenge", "captcha"):
        return "AWS WAF"
    refusal = status in _REFUSALS
    if refusal and headers.get("server", "").strip().lower() == "ddos-guard":
        return "DDoS-Guard"
    head = _text(content)
    if not _is_html(headers, head):
        return None
    if not refusal and len(_visible(head)) > _LITTLE_TEXT:
        return None
    return _marked(head) or _titled(head) or ("captcha" if _pleads(head, refusal) else None)


def _text(content: bytes) -> str:
    return content[:_HEAD].decode("utf-8", "replace")


def _is_html(headers: Mapping[str, str], head: str) -> bool:
    start = head.lstrip("\ufeff \t\r\n")[:200].lower()
    if start.startswith(("<?xml", "<rss", "<feed", "{", "[")) and "<html" not in start:
        return False
    return "html" in headers.get("content-type", "text/html").lower() or start.startswith(("<!doctype html", "<html"))


def _marked(head: str) -> str | None:
    return next((name for name, pattern in _MARKS if pattern.search(head)), None)


def _titled(head: str) -> str | None:
    match = _TITLE.search(head)
    if match is None:
        return None
    title = " ".join(match.group(1).lower().split()).rstrip(".… ")
    return "challenge page" if _TITLES.fullmatch(title) else None


def _pleads(head: str, refusal: bool) -> bool:
    """Does the page ask for a proof of being human, and say nothing else?"""
    match = _PLEAS.search(head)
    return match is not None and (refusal or len(_visible(head)) < 400)


def _visible(head: str) -> str:
    """The text a reader sees, on one line."""
    seen: list[str] = []
    hidden, at = "", 0
    for tag in _TAG.finditer(head):
        closing, name = tag.group(1), (tag.group(2) or "").lower()
        if not hidden:
            seen.append(head[at : tag.start()])
            hidden = name if name in _HIDDEN and not closing else ""
        elif closing and name == hidden:
            hidden = ""
        at = tag.end()
    return " ".join(" ".join([*seen, "" if hidden else head[at:]]).split())
