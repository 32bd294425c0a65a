"""The date a reader sees beside the headline, and <time> elements there. Ignores side columns and running prose."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from monitor.dates.kyiv import kyiv_day
from monitor.dates.vocabulary import MONTHS
from monitor.dates.wording import parse
from monitor.markup import Block, Element, beside, tokens
from monitor.text import words

# A stamp with author, section and counters fits in this; a longer line is prose.
LONGEST_STAMP = 160
# How many lines from the headline a stamp still belongs to it (measured on the real pages: 1-6).
BEFORE, AFTER = 6, 10

_DATE_TOKENS = frozenset(
    "date dates datetime time published publish pubdate posted created timestamp published-date дата data meta info "
    "byline entry dateline pub".split()
)
_PUBLISHED = re.compile(
    r"опубл\w*|розміщ\w*|размещ\w*|додан\w*|добавлен\w*|створен\w*|создан\w*|дата\b|posted|published", re.IGNORECASE
)
_UPDATED = re.compile(r"оновлен\w*|обновлен\w*|змінен\w*|изменен\w*|редаговано|updated|modified", re.IGNORECASE)
_EVENT = re.compile(
    r"\b(?:коли|когда|фото\w*|світлин\w*|архівн\w+|архивн\w+|початок|начало|старт|відбуд\w*|відбувся|відбулас\w*|состо\w*|термін|дедлайн|прийом|реєстрація|"
    r"проведення|проведения|засідання|сесі\w*|рішенн\w+|розпорядженн\w+|наказ\w*|постанов\w*|указ\w*|закон\w*|договор\w*|протокол\w*|решени\w+|"
    r"распоряжени\w+|приказ\w*|концерт\w*|виступ\w*|народ\w*|помер\w*|з\s\d+\sпо\s\d+|до\s\d)",
    re.IGNORECASE,
)
_LABELS = re.compile(
    r"^(?:опубл\w*|розміщ\w*|размещ\w*|додан\w*|добавлен\w*|створен\w*|создан\w*|дата|публікац\w*|публикац\w*|оновлен\w*|"
    r"обновлен\w*|перегляд\w*|просмотр\w*|коментар\w*|комментар\w*|автор\w*|новин\w*|новост\w*|рубрик\w*|категор\w*|час|"
    r"время|хв|мин|читання|чтения|року?|р|г|года|год|годин\w*|тому|назад|о|об|в|у|на|від|от|posted|published|by|views|"
    r"сьогодні|вчора|позавчора|сегодня|вчера|позавчера|щойно|понеділок|вівторок|середа|четвер|п'ятниця|субота|неділя|"
    r"понедельник|вторник|среда|четверг|пятница|суббота|воскресенье|пн|вт|ср|чт|пт|сб|нд|вс|київ|киев|ukraine|utc|am|pm)$"
)
# A line that begins the <title> is the headline from this many words on.
LEAST_WORDS = 3
# Words a stamp may hold besides the date and its labels: an author's name, a section, a town.
SPARE_WORDS, SPARE_WORDS_MARKED = 3, 8
# An author linked by name and place has up to four words; a headline has more.
LONGEST_NAME = 4
# «листопада» and a bit.
PIECE = 12
# Trust in today's date above the headline.
CALENDAR = 0.3


@dataclass(frozen=True, slots=True)
class Seen:
    at: datetime
    exact: bool
    sure: float  # 1 = plainly the article's stamp


def timed(root: Element, lines: list[Block], headline: str, now: datetime) -> Seen | None:
    """The first <time> (or itemprop=datePublished) that belongs to the article: not in a side column or a list link."""
    best: Seen | None = None
    for element in root.iter("time", "span", "div", "p", "abbr"):
        prop = (element.get("itemprop") or "").lower()
        if element.tag != "time" and prop not in ("datepublished", "datecreated"):
            continue
        if prop == "datemodified" or tokens(element) & {"updated", "modified"} or beside(element):
            continue
        written = element.get("datetime") or element.get("content") or (element.text_content() or "")
        read = parse(written, now)
        if read is None:
            continue
        marked = prop == "datepublished" or element.get("pubdate") is not None
        sure = 1.0 if marked or _near(element, lines, headline) else 0.5
        if best is None or sure > best.sure:
            best = Seen(read[0], read[1], sure)
    return best


def _near(element: Element, lines: list[Block], headline: str) -> bool:
    top = headline_index(lines, headline)
    if top is None:
        return True
    inside = {element, *element.iterancestors()}
    return any(
        line.element in inside or element in line.element.iter()
        for line in lines[max(0, top - BEFORE) : top + AFTER + 1]
        if len(line.text) <= LONGEST_STAMP
    )


def visible(lines: list[Block], headline: str, now: datetime) -> Seen | None:
    """The date printed near the headline; failing that the only stamp-like line of the page, with less trust.

    Today's date above the headline is mostly the site's own calendar: it counts only where nothing else is found.
    """
    top = headline_index(lines, headline)
    if top is None:
        return _only(lines, now)
    if (inside := _inside(lines[top], now)) is not None:
        return inside
    calendar: Seen | None = None
    for index, sure in _around(top, len(lines)):
        seen = _stamp(lines[index], now) or _in_pieces(lines, index, now)
        if seen is None or (index < top and _is_clock(lines[index].text)):
            continue
        if index > top or seen.exact or kyiv_day(seen.at) != kyiv_day(now):
            return Seen(seen.at, seen.exact, sure * seen.sure)
        calendar = calendar or Seen(seen.at, seen.exact, CALENDAR * seen.sure)
    return _only(lines, now) or calendar


def _around(top: int, count: int) -> Iterator[tuple[int, float]]:
    for index in range(top + 1, min(count, top + AFTER + 1)):
        yield index, 1.0
    for index in range(top - 1, max(-1, top - BEFORE - 1), -1):
        yield index, 0.9


def _inside(headline: Block, now: datetime) -> Seen | None:
    """A date that the page marks as such inside the headline's own element."""
    for element in headline.element.iter("span", "small", "i", "em"):
        if tokens(element) & _DATE_TOKENS and (read := parse(element.text_content() or "", now)) is not None:
            return Seen(read[0], read[1], 1.0)
    return None


def _in_pieces(lines: list[Block], index: int, now: datetime) -> Seen | None:
    """A date printed as a calendar leaf: «19», «листопада», «2026» in lines of their own."""
    pieces = [line.text for line in lines[index : index + 3]]
    if len(pieces) < 3 or not pieces[0].isdigit() or any(len(piece) > PIECE for piece in pieces):
        return None
    return _stamp(replace(lines[index], text=" ".join(pieces)), now)


def _is_clock(text: str) -> bool:
    """«12:05» in a site's header is its clock, not a publication's."""
    return len(text) <= len("12:05:33") and ":" in text


def _only(lines: list[Block], now: datetime) -> Seen | None:
    plain = (line for line in lines if line.density < 0.5 and not _is_clock(line.text))
    found = [seen for line in plain if (seen := _stamp(line, now)) is not None]
    days = {kyiv_day(seen.at) for seen in found}
    if len(days) > 1:  # the day of reading, in the site's header, is nobody's publication date
        days -= {kyiv_day(now)}
        found = [seen for seen in found if kyiv_day(seen.at) in days]
    if len(days) != 1:
        return None
    best = next((seen for seen in found if seen.exact), found[0])
    return Seen(best.at, best.exact, 0.5 * best.sure)


def _stamp(line: Block, now: datetime) -> Seen | None:
    """The line's date when the line is a stamp and not a sentence with a date in it."""
    text = line.text
    if len(text) > LONGEST_STAMP or (line.tag in ("li", "h1") and line.density > 0.5):
        return None
    if beside(line.element) or line.element.tag in ("figcaption", "caption") or _is_other_headline(line):
        return None
    if (label := _PUBLISHED.search(text)) is not None:
        text = text[label.start() :]
    elif (change := _UPDATED.search(text)) is not None:
        text = text[: change.start()]  # «19.11.2026 (оновлено …)» keeps its first date
    if _EVENT.search(text):
        return None
    marked = bool(tokens(line.element) & _DATE_TOKENS) or label is not None
    spare = [w for w in words(text) if not w.isdigit() and w not in MONTHS and not _LABELS.match(w)]
    if len(spare) > (SPARE_WORDS_MARKED if marked else SPARE_WORDS):
        return None
    read = parse(text, now)
    if read is None:
        return None
    return Seen(read[0], read[1], 1.0 if marked or len(spare) <= 1 else 0.8)


def _is_other_headline(line: Block) -> bool:
    """«22.11.2026 <a>Інша новина громади</a>» dates the other article."""
    return line.density > 0.5 and sum(len(words(link.text)) for link in line.links) > LONGEST_NAME


def headline_index(lines: list[Block], headline: str) -> int | None:
    """Index of the line that is the headline: the equal one, an <h1> before others; else the first <h1>.

    `headline` may be a page's <title> with the site's name behind it.
    """
    wanted = " ".join(words(headline))
    equal = [i for i, line in enumerate(lines) if wanted and _begins(wanted, line.text)]
    if equal:
        return next((i for i in equal if lines[i].element.tag == "h1"), equal[0])
    return next((i for i, line in enumerate(lines) if line.element.tag == "h1"), None)


def _begins(wanted: str, text: str) -> bool:
    line = " ".join(words(text[:400]))
    return line == wanted or (line.count(" ") >= LEAST_WORDS - 1 and wanted.startswith(line + " "))
