"""The HTML of the invented outlets, with the menus, boxes and subscription lines real ones have. Pure."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from html import escape

from monitor.demo.city import Piece, Published

MONTHS = "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня".split()
_LINK = re.compile(r"\[([^\[\]]{1,300})\]\(([^()\s]{1,300})\)")
_MENU = ("Головна", "Новини", "Оголошення", "Про нас", "Контакти")


def path(outlet: Published, piece: Piece) -> str:
    """Where the item stands on its outlet's site."""
    if outlet.style == "table":
        return f"/news/{piece.number}.html"
    if outlet.style == "council":
        return f"/{piece.at:%Y/%m/%d}/{piece.id}/"
    return f"/news/{piece.id}/" if outlet.style == "plain" else f"/{piece.at:%Y/%m}/{piece.id}.html"


def plain(words: str) -> str:
    return _LINK.sub(r"\1", words)


def linked(words: str) -> str:
    """HTML of a paragraph."""
    found, at = [], 0
    for match in _LINK.finditer(words):
        found += [escape(words[at : match.start()]), f'<a href="{escape(match[2])}">{escape(match[1])}</a>']
        at = match.end()
    return "".join(found) + escape(words[at:])


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sheet:
    """What one article's page is made of; `rest` fills its boxes of other news."""

    outlet: Published
    piece: Piece
    title: str
    paragraphs: tuple[str, ...]
    rest: tuple[Piece, ...]
    base: str

    @property
    def others(self) -> str:
        return _links(self.outlet, self.rest)


def article(
    outlet: Published, piece: Piece, rest: Sequence[Piece], now: datetime, *, base: str, russian: bool = False
) -> str:
    """The item's page, or that of its Russian twin, in the outlet's style."""
    sheet = _Sheet(
        outlet=outlet,
        piece=piece,
        title=piece.twin[0] if russian else piece.title,
        paragraphs=piece.twin[1:] if russian else piece.text_at(now),
        rest=tuple(rest),
        base=base,
    )
    return {"council": _council, "table": _table, "plain": _plain}.get(outlet.style, _modern)(sheet)


def shown_date(at: datetime) -> str:
    return f"{at.day} {MONTHS[at.month - 1]} {at.year}, {at:%H:%M}"


def _menu() -> str:
    return "".join(f'<li><a href="/{number}/">{word}</a></li>' for number, word in enumerate(_MENU))


def _links(outlet: Published, rest: Iterable[Piece]) -> str:
    return "".join(f'<li><a href="{path(outlet, piece)}">{escape(piece.title)}</a></li>' for piece in rest)


def _body(paragraphs: Iterable[str]) -> str:
    return "\n".join(f"<p>{linked(words)}</p>" for words in paragraphs)


def _day(piece: Piece) -> datetime:
    """What the page itself says: an old text shown anew keeps its old visible date."""
    return datetime.combine(piece.gold.day, piece.at.time(), piece.at.tzinfo) if piece.gold.day else piece.at


def _council(sheet: _Sheet) -> str:
    outlet, piece, title = sheet.outlet, sheet.piece, sheet.title
    return f"""<!DOCTYPE html><html lang="uk"><head><meta charset="utf-8">
<title>{escape(title)}</title>
<meta property="article:published_time" content="{piece.at.isoformat()}"></head><body>
<header class="site-header"><a href="/">{escape(outlet.name)}</a><nav><ul>{_menu()}</ul></nav></header>
<main id="main"><article class="post type-post"><header class="entry-header">
<h1 class="entry-title">{escape(title)}</h1>
<time class="entry-date published" datetime="{piece.at.isoformat()}">{shown_date(piece.at)}</time></header>
<div class="entry-content">
{_body(sheet.paragraphs)}
</div></article></main>
<aside class="widget-area"><h2>Останні новини</h2><ul>{sheet.others}</ul></aside>
<footer class="site-footer"><p>Офіційний сайт. Передрук дозволено з посиланням на джерело.</p></footer></body></html>"""


def _table(sheet: _Sheet) -> str:
    outlet, piece, rest = sheet.outlet, sheet.piece, sheet.rest
    also = f'<p><b>Читайте також:</b> <a href="{path(outlet, rest[0])}">{escape(rest[0].title)}</a></p>' if rest else ""
    first, others = _body(sheet.paragraphs[:2]), _body(sheet.paragraphs[2:])
    return f"""<html><head>
<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">
<title>{escape(sheet.title)} | {escape(outlet.name)}</title></head><body bgcolor="#ffffff">
<table width="100%"><tr><td colspan="2"><ul class="menu">{_menu()}</ul></td></tr>
<tr><td class="left" width="25%"><div class="block"><b>Останні новини</b><ul>{sheet.others}</ul></div>
<div class="block">Передплатний індекс 00000. Телефон реклами: 0-00-00.</div></td>
<td class="content"><h1>{escape(sheet.title)}</h1><div class="date">{shown_date(_day(piece))}</div>
<div class="text">{first}
{also}
{others}</div>
<div class="share">Поділитися: <a href="#">Facebook</a> <a href="#">Viber</a></div></td></tr></table>
<p class="copy">© {escape(outlet.name)}, 2026</p></body></html>"""


def _plain(sheet: _Sheet) -> str:
    outlet, piece, title = sheet.outlet, sheet.piece, sheet.title
    return f"""<!DOCTYPE html><html lang="ru"><head><meta charset="{outlet.encoding}"><title>{escape(title)}</title>
<meta name="pubdate" content="{piece.at.isoformat()}"></head><body><div id="top"><a href="/">{escape(outlet.name)}</a>
<ul>{_menu()}</ul></div><div id="content"><div class="post"><h1>{escape(title)}</h1>
<p class="meta">{piece.at:%d.%m.%Y %H:%M} | Просмотров: {piece.number * 71 % 900 + 40}</p>
<div class="post-text">{_body(sheet.paragraphs)}</div></div>
<div id="comments"><h3>Комментарии</h3><p>Чтобы оставить комментарий, войдите на сайт.</p></div></div>
<div id="sidebar"><h3>Последние новости</h3><ul>{sheet.others}</ul></div></body></html>"""


def _modern(sheet: _Sheet) -> str:
    outlet, piece, title = sheet.outlet, sheet.piece, sheet.title
    data = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": title,
        "datePublished": piece.at.isoformat(),
        "publisher": {"@type": "Organization", "name": outlet.name},
    }
    machine = f'<script type="application/ld+json">{json.dumps(data, ensure_ascii=False)}</script>'
    if piece.gold.day:
        machine = ""  # the old text has no machine-readable date, only the one its readers see
    glued = f'<div class="last">Останні новини регіону:</div><ul>{sheet.others}</ul>' if piece.leak else ""
    cards = "".join(
        f'<div class="card"><a href="{path(outlet, other)}">{escape(other.title)}</a></div>' for other in sheet.rest[:3]
    )
    return f"""<!DOCTYPE html><html lang="uk"><head><meta charset="utf-8">
<title>{escape(title)} – {escape(outlet.name)}</title>
<meta property="og:title" content="{escape(title)}"><meta property="og:url" content="{sheet.base}{path(outlet, piece)}">
{machine}</head><body><header class="header"><nav class="nav"><ul>{_menu()}</ul></nav></header>
<main><article class="article"><h1 class="article__title">{escape(title)}</h1>
<div class="article__meta"><span class="article__date">{shown_date(_day(piece))}</span></div>
<div class="article__body">{_body(sheet.paragraphs)}
{glued}</div>
<p class="subscribe">Підписуйтесь на наш Telegram-канал, щоб першими дізнаватися новини.</p></article>
<section class="related"><h3>Читайте також</h3>{cards}</section></main>
<footer class="footer">© {escape(outlet.name)}. Усі права захищено.</footer></body></html>"""


def listing(
    outlet: Published,
    shown: Sequence[Piece],
    *,
    following: str = "",
    new: bool = False,
    tag: bool = False,
) -> str:
    """A page that lists articles: the old look, the look after the redesign, or a page of one tag."""
    if new:
        rows = "\n".join(
            f'<article class="tile"><a class="tile__link" href="{path(outlet, piece)}"><h3 class="tile__title">'
            f'{escape(piece.title)}</h3></a><time datetime="{piece.at.isoformat()}">{piece.at:%d.%m.%Y %H:%M}</time>'
            "</article>"
            for piece in shown
        )
        more = f'<a rel="next" class="pager__next" href="{following}">Далі</a>' if following else ""
        inner = f'<section class="grid">{rows}</section><div class="pager">{more}</div>'
    else:
        rows = "\n".join(
            f'<div class="news-item"><span class="news-date">{shown_date(piece.at)}</span> '
            f'<a class="news-title" href="{path(outlet, piece)}">{escape(piece.title)}</a></div>'
            for piece in shown
        )
        more = f'<p class="nav"><a class="next" href="{following}">Далі</a></p>' if following else ""
        inner = f'<div class="news-list">{rows}</div>{more}'
    name = "Тихоріченськ: усі новини за темою" if tag else "Новини"
    return f"""<!DOCTYPE html><html lang="uk"><head><meta charset="utf-8">
<title>{name} – {escape(outlet.name)}</title></head>
<body><header><nav><ul>{_menu()}</ul></nav></header><main><h1>{name}</h1>
{inner}
</main><footer>© {escape(outlet.name)}</footer></body></html>"""
