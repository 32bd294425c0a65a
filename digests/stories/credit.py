"""Whom a copy names: the institution whose release it took, another outlet of its story, or a news agency. Pure.

Independent of the citation classifier, which answers another question with the institution's full description at
hand; here only the outlets of the story are known.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from digests.stories.filed import Filed
from digests.stories.furniture import is_signature
from digests.stories.skeleton import skeleton
from monitor.language.words import scan
from monitor.model import Article, Outlet
from monitor.text import sentences

_SAYS = re.compile(
    "|".join(
        (
            r"повідом[ил]|повідомл|йдеться|інформу|поінформ|розпові|зазнача|зазначи|наголоси|поясн|уточн|сказа[внл]|запевни",
            r"зверну(?:вся|лася|лися)|заклик|попроси",
            r"написа[вл]|пише\b|додали? в|додав|оприлюдн|передає|за (?:інформацією|даними|словами|повідомленням)",
            r"з посиланням|посилаючись|джерело|сообщ|говорится|информир|рассказа|отмети|подчеркну|поясни|уточни|заяви",
            r"написал|переда[её]т|по (?:информации|данным|словам|сообщению)|со ссылкой|ссылаясь|источник",
        )
    ),
    re.IGNORECASE,
)
_INSTITUTION = re.compile(
    "|".join(
        (
            r"міськрад|міськ\w{1,4} рад|мері[яїю]\b|міськвиконком|виконком|міськ\w{1,4} голов|\bмера?(?:у|ом)?\b",
            r"військов\w*(?:-цивільн\w+)? адміністраці|\b(?:МВА|ВЦА|МВЦА|ВА|ВГА|МВГА)\b|селищн\w+ рад|сільськ\w+ рад",
            r"(?:сайт|сторін|каналі?|пабліку?)\w* (?:громад|рад|міськрад|міста)|прес-?служб|пресс-?служб",
            r"горсовет|городск\w+ (?:совет|голов)|исполком|мэр|градоначальни|военн\w*(?:-гражданск\w+)? администраци",
        )
    ),
    re.IGNORECASE,
)
_COMMUNICATIONS = re.compile(
    r"комунікаці|інформаці|громадськ|коммуникац|информац|общественност|прес|\bЗМІ\b|\bСМИ\b", re.IGNORECASE
)
_OTHERS = re.compile(r"обласн|районн|областн|поліці|полици|прокурат|дснс|гсчс|обл(?:рад|совет)", re.IGNORECASE)
_ADDRESS = re.compile(r"(?:https?://|www\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)+(?:/[^\s)»\"]*)?", re.IGNORECASE)
_AGENCIES = {
    "Укрінформ": r"[Уу]кр[іи]нформ",
    "УНН": r"\bУНН\b|Українськ\w+ національн\w+ новин",
    "Інтерфакс-Україна": r"[ІіИи]нтерфакс",
    "УНІАН": r"\bУН[ІИ]АН\b|unian",
    "РБК-Україна": r"\bРБК\b",
    "АрміяInform": r"Арм[іи]я\s?Inform",
    "Reuters": r"\bReuters\b|Рейтер",
    "Associated Press": r"Associated Press|Ассошиэйтед|Асошіейтед",
    "AFP": r"\bAFP\b|Франс.?[Пп]рес",
}
_AGENCY = {name: re.compile(pattern) for name, pattern in _AGENCIES.items()}
_ANY_AGENCY = re.compile("|".join(_AGENCIES.values()))
SIGNED = 2  # last lines among which a signature stands


def agency(article: Article) -> str | None:
    """The news agency the text itself names as its source, as «передає Укрінформ» does; None where it names none."""
    text = f"{article.title}\n{article.text}"
    if _ANY_AGENCY.search(text) is None:  # most texts name none, and looking costs less than cutting
        return None
    for sentence in sentences(text):
        if _SAYS.search(sentence) or len(sentence.split()) <= 3:
            for name, pattern in _AGENCY.items():
                if pattern.search(sentence):
                    return name
    return None


def names_outlet(article: Article, outlet: Outlet) -> bool:
    """Does the text name or link the outlet?"""
    if _linked(article, _homes(outlet)):
        return True
    text = f"{article.title}\n{article.text}".casefold()
    return any(len(name) > 3 and name.casefold() in text for name in (outlet.name, *outlet.aliases))


def credits(item: Filed, release: Filed, officials: Iterable[Outlet]) -> bool:
    """Does the item name the institution as its source: by a link, a signature or a sentence that reports?"""
    homes = {home for outlet in (*officials, release.outlet) for home in _homes(outlet)}
    homes |= {_host(release.article.url)} - {""}
    if _linked(item.article, homes):
        return True
    ours = {
        skeleton(word.lower())
        for outlet in (*officials, release.outlet)
        for name in (outlet.name, *outlet.aliases)
        for word in re.findall(r"[^\W\d_]{4,}", name)
    }
    lines = [line for line in item.article.paragraphs if line.strip()]
    if any(_signs(line, ours) for line in lines[-SIGNED:]):
        return True
    return any(
        _SAYS.search(sentence) and _INSTITUTION.search(sentence) and not _OTHERS.search(sentence)
        for sentence in sentences(item.article.text)
    )


def _signs(line: str, ours: set[str]) -> bool:
    if not is_signature(scan(line)):
        return False
    words = {skeleton(word.lower()) for word in re.findall(r"[^\W\d_]{4,}", line)}
    named = _COMMUNICATIONS.search(line) or _INSTITUTION.search(line)
    return len(words & ours) > 1 or (named is not None and not _OTHERS.search(line))


def _host(url: str) -> str:
    """Host and, on social networks, the page: «t.me/rada»."""
    parts = urlsplit(url if "//" in url else f"//{url}")
    host = (parts.hostname or "").removeprefix("www.")
    first = parts.path.strip("/").removeprefix("s/").split("/")[0].lower()
    return f"{host}/{first}" if host in {"t.me", "facebook.com", "youtube.com", "instagram.com", "x.com"} else host


def _homes(outlet: Outlet) -> set[str]:
    return {_host(outlet.home)} - {""} if outlet.home else set()


def _linked(article: Article, homes: set[str]) -> bool:
    if not homes:
        return False
    addresses = [link.url for link in article.links]
    addresses += _ADDRESS.findall(article.text)
    return any(_host(address) in homes for address in addresses)
