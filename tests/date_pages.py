"""Invented kinds of pages and the day each was published: what the date tests judge by.

Every page is of the invented town Вербогай, was fetched on Sunday 22 November 2026 at noon and carries the things
real pages carry: today's date in the header, other news with their dates, an event's date in the text, a footer.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

HEADLINE = "У Вербогаї відкрили оновлену дитячу бібліотеку"
TEXT = (
    "<p>У Вербогаї після ремонту запрацювала дитяча бібліотека на вулиці Садовій. Читачів зустрічають дві світлі зали,"
    " майстерня та куточок для малечі, розповіла завідувачка Марта Гайова.</p>"
    "<p>Урочисте відкриття літературного клубу призначили на 5 грудня 2026 року о 15:00, а до 30 листопада бібліотека"
    " приймає книжки від мешканців. Попередній ремонт будівлі робили 14 травня 1998 року.</p>"
    "<p>Роботи коштували громаді майже два мільйони гривень, половину суми дали благодійники з сусіднього району.</p>"
)
SIDE = (
    '<aside class="sidebar"><h3>Останні новини</h3><ul>'
    '<li><span class="date">22.11.2026 11:40</span> <a href="/n/901">У селі Калинове полагодили міст через річку</a></li>'
    '<li><span class="date">21.11.2026 18:05</span> <a href="/n/900">Шахісти громади повернулися з медалями турніру</a>'
    "</li></ul></aside>"
)
FOOT = "<footer>© 1999–2026 Редакція. Усі права захищені. Засновано 12 березня 1999 року.</footer>"
TODAY = '<div class="top">Неділя, 22 листопада 2026</div>'


@dataclass(frozen=True)
class DatePage:
    name: str
    html: str
    day: date
    clock: str | None = None  # HH:MM in Kyiv where the page tells it
    url: str = "https://gazeta.example/novyny/biblioteka-u-verbohai"


def page(
    name: str, before: str, after: str, day: date, clock: str | None = None, *, head: str = "", url: str = "",
    end: str = "", top: str = TODAY, body: str = TEXT, h: str = "h1",
) -> DatePage:  # fmt: skip
    html = (
        f"<!doctype html><html lang=uk><head><meta charset=utf-8><title>{HEADLINE} | Газета</title>{head}</head><body>"
        f"{top}<nav><a href=/>Головна</a> <a href=/news>Новини</a></nav><main><article>{before}<{h}>{HEADLINE}</{h}>"
        f"{after}<div class=text>{body}</div>{end}</article></main>{SIDE}{FOOT}</body></html>"
    )
    return DatePage(name, html, day, clock, url or DatePage.url)


D = date(2026, 11, 19)  # a Thursday
JSONLD = '<script type="application/ld+json">{}</script>'

PAGES: tuple[DatePage, ...] = (
    page("under the headline, words", "", "<div class=date>19 листопада 2026, 09:15</div>", D, "09:15"),
    page("under the headline, digits", "", "<span class=time>19.11.2026 09:15</span>", D, "09:15"),
    page("clock first", "", "<p>09:15, 19 листопада 2026 р.</p>", D, "09:15"),
    page("above the headline", "<div class=news-date>19.11.2026</div>", "", D),
    page("abbreviated month", "", "<div class=meta>19 лист. 2026</div>", D),
    page("three-letter month", "", "<div class=meta><b>19</b> <i>Лис</i> <u>2026</u></div>", D),
    page("weekday and no year", "", "<div class=published>четвер, 19 листопада, 09:15</div>", D, "09:15"),
    page("wrong weekday", "", "<div>понеділок, 19 листопада 2026</div>", D),
    page("Russian words", "", "<div class=date>19 ноября 2026 г., 09:15</div>", D, "09:15"),
    page("Russian with в", "", "<div>19 ноября 2026 в 9:15</div>", D, "09:15"),
    page("Russian label", "", "<div>Опубликовано: 19.11.2026, 09:15 | Просмотров: 318</div>", D, "09:15"),
    page("author, date and counter in a line", "", "<p>Автор: Орина Лозова, 19.11.2026 - 09:15, 87 переглядів</p>",
         D, "09:15"),
    page("section in front", "", "<div>Культура / 19 листопада 2026 / 09:15</div>", D, "09:15"),
    page("Joomla", "", "<dl class=article-info><dt>Деталі</dt><dd>Створено: Четвер, 19 листопада 2026, 09:15</dd>"
         "<dd>Останнє оновлення: Субота, 21 листопада 2026, 10:00</dd><dd>Перегляди: 512</dd></dl>", D, "09:15"),
    page("Drupal", "", "<div class=submitted>Опубліковано Чт, 19/11/2026 - 09:15 користувачем redaktor</div>", D, "09:15"),
    page("DLE", "", "<div class=argmore>Додано: 19-11-2026, 09:15</div>", D, "09:15"),
    page("WordPress in English", "", "<p class=entry-meta>Posted on November 19, 2026 by Orysia</p>", D),
    page("uCoz table", "<table><tr><td>19.11.2026</td><td>", "</td></tr></table>", D, h="h2"),
    page("Blogger", "<h2 class=date-header><span>четвер, 19 листопада 2026 р.</span></h2>", "", D, h="h3"),
    page("updated named first", "", "<div>Оновлено: 21.11.2026 20:00</div><div>Опубліковано: 19.11.2026 09:15</div>",
         D, "09:15"),
    page("both in one line", "", "<div>Опубліковано 19.11.2026 09:15, оновлено 21.11.2026 20:00</div>", D, "09:15"),
    page("today by word", "", "<span class=date>Сьогодні, 09:15</span>", date(2026, 11, 22), "09:15"),
    page("yesterday by word", "", "<span class=date>Вчора о 18:40</span>", date(2026, 11, 21), "18:40"),
    page("the day before yesterday", "", "<span>позавчора, 18:40</span>", date(2026, 11, 20), "18:40"),
    page("hours ago", "", "<span class=post-time>3 години тому</span>", date(2026, 11, 22), "09:00"),
    page("days ago in Russian", "", "<span class=post-time>3 дня назад</span>", D),
    page("clock alone", "", "<span class=time>09:15</span>", date(2026, 11, 22), "09:15"),
    page("time element", "", '<time datetime="2026-11-19T09:15:00+02:00">четвер</time>', D, "09:15"),
    page("time element without attribute", "", "<time>19 листопада 2026, 09:15</time>", D, "09:15"),
    page("time element far from the headline", "", "<p>Культура</p>", D, "09:15",
         end='<div class=info><time pubdate datetime="2026-11-19 09:15">19.11</time></div>'),
    page("day at the text's end", "", "", D, end="<p align=right>19.11.2026</p>", top=""),
    page("signature with day at the end", "", "", D, end="<p><i>Газета «Вербогай», 19 листопада 2026 року</i></p>", top=""),
    page("microdata span", "", '<span itemprop="datePublished" content="2026-11-19T09:15:00+02:00">тут</span>', D, "09:15"),
    page("microdata meta", '<meta itemprop="datePublished" content="2026-11-19T09:15:00+02:00">', "", D, "09:15"),
    page("open graph", "", "", D, "09:15",
         head='<meta property="article:published_time" content="2026-11-19T07:15:00Z">'),
    page("Dublin Core", "", "", D, head='<meta name="DC.date.issued" content="2026-11-19">'),
    page("JSON-LD", "", "", D, "09:15",
         head=JSONLD.format('{"@type":"NewsArticle","datePublished":"2026-11-19T09:15:00+02:00",'
                            '"dateModified":"2026-11-21T10:00:00+02:00"}')),
    page("JSON-LD graph", "", "", D, "09:15",
         head=JSONLD.format('{"@graph":[{"@type":"WebSite","datePublished":"1999-03-12"},{"@type":["Article"],'
                            '"datePublished":"2026-11-19T09:15:00+02:00"}]}')),
    page("JSON-LD of the wrong type", "", "", D, "09:15",
         head=JSONLD.format('[{"@type":"WebPage","datePublished":"2026-11-19T09:15:00+02:00"}]')),
    page("JSON-LD broken", "", "", D, "09:15",
         head=JSONLD.format('{"@type":"NewsArticle","headline":"Бібліотека "Промінь"","datePublished":'
                            '"2026-11-19T09:15:00+02:00",}')),
    page("JSON-LD with other articles in it", "", "", D, "09:15",
         head=JSONLD.format('{"@type":"NewsArticle","mentions":[{"@type":"NewsArticle","datePublished":'
                            '"2026-11-21T00:10:00+02:00"}],"datePublished":"2026-11-19T09:15:00+02:00"}')),
    page("JSON-LD with Unix seconds", "", "<p>19.11.2026</p>", D, "09:15",
         head=JSONLD.format('{"@type":"Article","datePublished":1795072500}')),
    page("local time called UTC", "", "<div class=date>19.11.2026 23:30</div>", D, "23:30",
         head='<meta property="article:published_time" content="2026-11-19T23:30:00+00:00">'),
    page("address with slashes", "", "", D, url="https://gazeta.example/2026/11/19/biblioteka-u-verbohai.html"),
    page("address with dashes", "", "", D, url="https://gazeta.example/news/2026-11-19-biblioteka"),
    page("address in one piece", "", "", D, url="https://gazeta.example/20261119/biblioteka"),
    page("address turned round", "", "", D, url="https://gazeta.example/news/19-11-2026/biblioteka"),
    page("old article, today in the header", "", "<div class=date>3 лютого 2014</div>", date(2014, 2, 3)),
    page("future in the markup, truth in the text", "", "<div class=date>19 листопада 2026, 09:15</div>", D, "09:15",
         head='<meta property="article:published_time" content="2099-01-01T00:00:00Z">'),
    page("epoch in the markup, truth in the text", "", "<div class=date>19 листопада 2026, 09:15</div>", D, "09:15",
         head='<meta property="article:published_time" content="1970-01-01T00:00:00Z">'),
    page("icons around", "", '<div class=info><i class="fa fa-eye"></i> 54 <i class="fa fa-clock"></i> 19.11.2026 '
         '<i class="fa fa-comment"></i> 0</div>', D),
    page("definition list", "", "<dl><dt>Дата:</dt><dd>19.11.2026</dd><dt>Рубрика:</dt><dd>Культура</dd></dl>", D),
    page("share row between headline and date", "", "<ul class=share><li>Facebook</li><li>Telegram</li><li>Viber</li></ul>"
         "<img src=/p.jpg><p class=caption>Фото: Марта Гайова</p><div class=date>19.11.2026, 09:15</div>", D, "09:15"),
    page("year in two digits", "", "<div class=date>19.11.26 09:15</div>", D, "09:15"),
    page("year first", "", "<div class=date>2026.11.19 09:15</div>", D, "09:15"),
    page("summer time", "", "<div class=date>1 липня 2026, 00:10</div>", date(2026, 7, 1), "00:10"),
)  # fmt: skip


def _more() -> tuple[DatePage, ...]:
    """Kinds kept in data/date_pages.tsv: name, day, what stands at the page's top, head, body."""
    rows = (Path(__file__).parent / "data" / "date_pages.tsv").read_text(encoding="utf-8").splitlines()[1:]
    made = []
    for row in rows:
        name, day, top, head, body = row.split("\t")
        top = TODAY if top == "TODAY" else top
        body = body.replace("{H}", HEADLINE).replace("{T}", TEXT)
        html = f"<html><head><title>{HEADLINE}</title>{head}</head><body>{top}{body}{SIDE}{FOOT}</body></html>"
        made.append(DatePage(name, html, date.fromisoformat(day)))
    return tuple(made)


PAGES += _more()
