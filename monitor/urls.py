"""One address for one text: canonical URLs, hosts, sites, and the identity of a clip.

Pure. Never fetches, never follows a redirect, and never merges two addresses that differ in what names the text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from contextlib import suppress
from hashlib import blake2b
from urllib.parse import quote, unquote, unquote_to_bytes, urljoin, urlsplit

# Servers and browsers stop between 2,000 and 8,192 characters; a longer «address» is data and stays as it is.
LONGEST = 8192

# --- what does not name a text -------------------------------------------------------------------------------------

# Query parameters that only say how the reader came.
TRACKING = frozenset(
    "fbclid gclid gclsrc dclid gbraid wbraid yclid ysclid msclkid twclid ttclid igshid igsh mc_cid mc_eid _openstat "
    "openstat _ga _gl _hsenc _hsmi mkt_tok vero_id oly_enc_id oly_anon_id rb_clickid s_cid cmpid ncid icid ocid "
    "share share_source sharetype replytocom usqp amp_js_v amp_gsa amp_markup noamp nonamp phpsessid jsessionid "
    "aspsessionid nocache _ rnd rand at_medium at_campaign at_custom1 ref_src ref_url fb_ref fb_source tg_rhash".split()
)
TRACKING_PREFIXES = ("utm_", "hsa_", "pk_", "piwik_", "mtm_", "matomo_", "fb_action_", "_x_tr_")
# Parameters that track only when the value names a channel: `from=rss`, `ref=facebook.com`; `from=12` pages a list.
CHANNEL_PARAMETERS = frozenset("from ref referer referrer src source via partner traffic".split())
CHANNELS = frozenset(
    "rss feed fb facebook tg telegram twitter x vk viber whatsapp messenger insta instagram linkedin google gnews "
    "googlenews ukrnet yandex bing main home homepage mainpage index push email mail newsletter widget rec recommend "
    "top sidebar similar related readmore social share amp mobile app".split()
)
# Parameters that ask for another view of the same text, with the values that do.
_YES = ("1", "true", "yes", "y", "on", "")
VIEWS: Mapping[str, tuple[str, ...]] = {
    "print": _YES,
    "printable": _YES,
    "printview": _YES,
    "version": ("print", "mobile", "amp"),
    "amp": (*_YES, "amp"),
    "mobile": _YES,
    "view": ("print", "amp", "mobile"),
    "output": ("amp", "print"),
    "outputtype": ("amp", "print"),
    "format": ("amp", "print"),
    "tmpl": ("component",),
    "mode": ("print", "amp"),
    "type": ("amp",),
    "do": ("print",),
}
# Labels before the name of a site that open the same texts.
HOST_PREFIXES = ("www.", "www2.", "m.", "mobile.", "amp.", "wap.", "pda.", "touch.")
HOST_ALIASES: Mapping[str, str] = {
    "telegram.me": "t.me",
    "telegram.dog": "t.me",
    "twitter.com": "x.com",
    "mbasic.facebook.com": "facebook.com",
    "music.youtube.com": "youtube.com",
}
# Pages that only pass the reader on: (host, path, parameters that carry the true address).
_REDIRECTORS: tuple[tuple[re.Pattern[str], str, tuple[str, ...]], ...] = (
    (re.compile(r"lm?\.facebook\.com"), "/l.php", ("u",)),
    (re.compile(r"(?:away\.)?vk\.com"), "/away.php", ("to",)),
    (re.compile(r"google\.[a-z.]{2,6}"), "/url", ("url", "q")),
    (re.compile(r"t\.me"), "/iv", ("url",)),
    (re.compile(r"translate\.google\.[a-z.]{2,6}"), "/translate", ("u",)),
)
# Copies that carry the true address in their path, matched on the canonical form.
_CARRIERS = (
    re.compile(r"https://[^/]+\.cdn\.ampproject\.org/[a-z]/(?:s/)?(?P<rest>[^/?]+\.[^/?]+.*)"),
    re.compile(r"https://google\.[a-z.]{2,6}/(?:amp/)?s/(?P<rest>[^/?]+\.[^/?]+.*)"),
    re.compile(r"https://web\.archive\.org/web/\d{4,14}[a-z_]{0,4}/https?:/+(?P<rest>.+)"),
)

# --- where a site ends ---------------------------------------------------------------------------------------------

_UA = (
    "com gov org net edu in co biz pp me info ck cherkasy cherkassy cn chernihiv chernigov cv chernivtsi chernovtsy "
    "crimea krym dn donetsk dp dnipro dnipropetrovsk dnepropetrovsk if ivano-frankivsk kh kharkiv kharkov kherson ks "
    "km khmelnytskyi khmelnitskiy kiev kyiv kr kirovograd kropyvnytskyi lg luhansk lugansk lt lutsk volyn vl lv lviv "
    "mk mykolaiv nikolaev od odesa odessa pl poltava rv rivne rovno sb sebastopol sevastopol sm sumy te ternopil "
    "uz uzhgorod uzhhorod vn vinnytsia vinnica zp zaporizhzhia zaporizhzhe zt zhytomyr zhitomir"
)
_GENERIC = frozenset("com co org net gov edu ac mil".split())
_SUFFIXES = frozenset(f"{label}.ua" for label in _UA.split()) | frozenset(
    "blogspot.com wordpress.com livejournal.com ucoz.ua ucoz.net ucoz.ru at.ua github.io tumblr.com substack.com "
    "org.ru net.ru msk.ru spb.ru".split()
)

_EDGES = "".join(map(chr, range(0x21))) + "\x7f\u00a0\u200b\u200e\u200f\u2060\ufeff"
_REMOVED = re.compile(r"[\t\r\n\ud800-\udfff]")
_ESCAPED_AMP = re.compile(r"&(?:amp|#0*38|#x0*26);", re.IGNORECASE)
_CUT_AMP = re.compile(r"^(?:amp;)+")
_WEB = re.compile(r"https?://", re.IGNORECASE)
_IPV4 = re.compile(r"\d{1,3}(?:\.\d{1,3}){3}")
_HOST_VALUE = re.compile(r"(?:https?://)?[\w-]+(?:\.[\w-]+)+/?", re.IGNORECASE)
_SESSION = re.compile(r";jsessionid=[^/;]*", re.IGNORECASE)
_AMP_NAME = re.compile(r"(?:[-._]amp(?=\.html?$)|\.amp$)", re.IGNORECASE)
_INDEX = re.compile(r"(?:index|default)\.(?:php|html?|aspx?)", re.IGNORECASE)
_ALTERNATIVE = frozenset(("amp", "print"))
_PATH_SAFE = "!$'()*+,;=:@~"
_QUERY_SAFE = "!$'()*,:@~/?"
_YOUTUBE_ID = re.compile(r"/(?:shorts|embed|live|v)/([\w-]{11})")
_TELEGRAM_POST = re.compile(r"/(?:s/)?([A-Za-z0-9_]{3,64})/(\d+)")


def canonical(url: str, mirrors: Mapping[str, str] | None = None) -> str:
    """The one address of a text, whatever road led to it.

    https, lower-case host without www/m/amp, no default port, no tracking, print or AMP variants, sorted parameters,
    one spelling of percent-encoding and of IDN, no fragment, no trailing slash. `mirrors` maps a host to the host it
    copies. `canonical(canonical(u)) == canonical(u)`. What is no web address (a urn, a broken one) comes back trimmed.
    """
    text = _REMOVED.sub("", url).strip(_EDGES)
    while True:
        result = _once(text, mirrors or {})
        inner = _carried(result)
        if inner is None:
            return result
        text = inner


def plainer(known: str, given: str) -> str:
    """The shorter of two spellings of one address, for people to read: a longer one carries tracking or a mirror."""
    return known if known and len(known) <= len(given) and canonical(known) == canonical(given) else given


def untracked(url: str) -> str:
    """The address as it was given, without what only says how the reader came; nothing else of it is changed."""
    head, mark, query = url.partition("?")
    if not mark or not is_web(url):
        return url
    query, hash_, fragment = query.partition("#")
    parts = query.split("&")
    kept = [part for part in parts if not _tracks(_CUT_AMP.sub("", part).partition("=")[0].lower())]
    if len(kept) == len(parts):
        return url
    return f"{head}{'?' if kept else ''}{'&'.join(kept)}{hash_}{fragment}"


def _tracks(name: str) -> bool:
    return name in TRACKING or name.startswith(TRACKING_PREFIXES)


def is_web(url: str) -> bool:
    """Is this an absolute http(s) address with a host and a possible port?"""
    return _split(url) is not None


def host(url: str) -> str:
    """The lower-case host in its ASCII form, without port; "" where there is none."""
    parts = _split(url)
    return parts[0] if parts else ""


def site(url: str) -> str:
    """The registrable name (`news.nizhyn.cn.ua` -> `nizhyn.cn.ua`) of an address or bare host; an IP is its own site.

    By a table of suffixes Ukrainian sites use and the general shape of country domains, not the full public list.
    """
    name = host(url) or _host_name(url) or ""
    if not name or _IPV4.fullmatch(name) or ":" in name:
        return name
    labels = name.split(".")
    return ".".join(labels[-3:] if _is_suffix(".".join(labels[-2:])) else labels[-2:])


def same_site(one: str, other: str) -> bool:
    """Do both addresses belong to one registrable name?"""
    return bool(site(one)) and site(one) == site(other)


def absolute(base: str, href: str) -> str:
    """`href` of a page at `base` as an absolute web address without fragment; "" where it leads to no web page."""
    text = _REMOVED.sub("", href).strip(_EDGES)
    if not text or text.startswith("#"):
        return ""
    try:
        joined = urljoin(base, text).split("#", 1)[0]
    except ValueError:
        return ""
    return joined if is_web(joined) else ""


def identity(outlet: str, url: str, mirrors: Mapping[str, str] | None = None) -> str:
    """16 hex digits naming a clip: one outlet's publication at one canonical URL."""
    return blake2b(f"{outlet}\n{canonical(url, mirrors)}".encode(), digest_size=8).hexdigest()


# --- the parts -----------------------------------------------------------------------------------------------------


def _split(url: str) -> tuple[str, str, str, str, str] | None:
    """(host, port or "", path, query, fragment) of a web address, else None."""
    if len(url) > LONGEST or not _WEB.match(url):
        return None
    try:
        parts = urlsplit(url.replace("\\", "/"))
        port = parts.port
    except ValueError:
        return None
    name = _host_name(parts.hostname or "")
    if not name:
        return None
    shown = "" if port in (None, 80, 443) else str(port)
    return name, shown, parts.path, parts.query, parts.fragment


def _host_name(name: str) -> str | None:
    """The host in lower-case ASCII, or None where it cannot be one."""
    name = unquote(name).strip().rstrip(".").lower()
    if ":" in name:  # IPv6
        return name if re.fullmatch(r"[0-9a-f:.]+", name) else None
    try:
        name = name.encode("idna").decode("ascii").lower()
    except UnicodeError:
        return None
    return name if re.fullmatch(r"[a-z0-9_-]+(?:\.[a-z0-9_-]+)*", name) else None


def _is_suffix(name: str) -> bool:
    labels = name.split(".")
    return len(labels) == 1 or name in _SUFFIXES or (len(labels) == 2 and labels[0] in _GENERIC and len(labels[1]) == 2)


def _once(text: str, mirrors: Mapping[str, str]) -> str:
    while _ESCAPED_AMP.search(text):
        text = _ESCAPED_AMP.sub("&", text)
    parts = _split(text)
    if parts is None:
        return text
    name, port, raw_path, raw_query, fragment = parts
    name = _home_host(name, mirrors)
    path, query = _known(name, _path(raw_path), _query(raw_query))
    shown = f"[{name}]" if ":" in name else name
    # Old single-page sites put the address of the text behind `#!`.
    tail = f"#{quote(unquote(fragment), safe='!/=-._~')}" if fragment.startswith("!") else ""
    return f"https://{shown}{':' + port if port else ''}{path}{'?' + query if query else ''}{tail}"


def _home_host(name: str, mirrors: Mapping[str, str]) -> str:
    been: set[str] = set()
    while name not in been:
        been.add(name)
        prefix = next((p for p in HOST_PREFIXES if name.startswith(p)), "")
        if prefix and not _is_suffix(name.removeprefix(prefix)) and not _IPV4.fullmatch(name):
            name = name.removeprefix(prefix)
        name = mirrors.get(name) or HOST_ALIASES.get(name, name)
    return name


def _quoted(raw: str, safe: str) -> str:
    data = unquote_to_bytes(raw)
    with suppress(UnicodeDecodeError):  # percent-encoded windows-1251 stays: its bytes are the name
        data = unicodedata.normalize("NFC", data.decode("utf-8")).encode("utf-8")
    return quote(data, safe=safe)


def _path(raw: str) -> str:
    segments: list[str] = []
    for part in raw.split("/"):
        segment = _SESSION.sub("", _quoted(part, _PATH_SAFE))
        if segment == "..":
            del segments[-1:]
        elif segment not in ("", "."):
            segments.append(segment)
    while segments:
        last = segments[-1].lower()
        if last == "amp" or (last in _ALTERNATIVE and len(segments) > 1) or _INDEX.fullmatch(last):
            segments.pop()
        elif segments[0].lower() == "amp":
            segments.pop(0)
        elif _AMP_NAME.search(last):
            segments[-1] = _AMP_NAME.sub("", segments[-1])
        else:
            break
    return "/" + "/".join(segments)


def _query(raw: str) -> str:
    pairs: set[tuple[str, str]] = set()
    for part in raw.split("&"):
        # «amp;» in front is what is left of `&amp;` when parameters were cut or moved.
        name, _, value = _CUT_AMP.sub("", part).replace("+", "%20").partition("=")
        pair = _quoted(name, _QUERY_SAFE), _quoted(value, _QUERY_SAFE)
        if pair != ("", "") and not _is_noise(pair[0].lower(), unquote(pair[1]).lower()):
            pairs.add(pair)
    return "&".join(f"{name}={value}" if value else name for name, value in sorted(pairs))


def _is_noise(name: str, value: str) -> bool:
    if _tracks(name):
        return True
    if name in CHANNEL_PARAMETERS:
        return value in CHANNELS or _HOST_VALUE.fullmatch(value) is not None
    return value in VIEWS.get(name, ())


def _known(name: str, path: str, query: str) -> tuple[str, str]:
    """Sites whose addresses of one text take several shapes: Telegram posts and YouTube videos."""
    if name == "t.me" and (match := _TELEGRAM_POST.fullmatch(path)):
        return f"/{match.group(1)}/{match.group(2)}", ""
    if name == "youtube.com":
        if match := _YOUTUBE_ID.match(path):
            return "/watch", f"v={match.group(1)}"
        if path == "/watch":
            kept = [pair for pair in query.split("&") if pair.startswith("v=")]
            return path, kept[0] if kept else query
    if name.endswith(".blogspot.com") and query == "m=1":
        return path, ""
    return path, query


def _carried(result: str) -> str | None:
    """The address wrapped in a canonical one by a redirector, an AMP cache or an archive."""
    if result.startswith("https://youtu.be/"):
        video = result.removeprefix("https://youtu.be/").split("?")[0]
        return f"https://youtube.com/watch?v={video}" if re.fullmatch(r"[\w-]{11}", video) else None
    for pattern in _CARRIERS:
        if match := pattern.fullmatch(result):
            inner = "https://" + match.group("rest")
            return inner if is_web(inner) else None
    parts = _split(result)
    if parts is None:
        return None
    for known_host, path, names in _REDIRECTORS:
        if parts[2] == path and known_host.fullmatch(parts[0]):
            values = dict(pair.split("=", 1) for pair in parts[3].split("&") if "=" in pair)
            inner = next((unquote(values[key]) for key in names if key in values), "")
            return inner if is_web(inner) else None
    return None
