"""Values -> what stands on the page: Kyiv times, labels in an office's words, addresses that may be a link. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time

from monitor.codec import instant
from monitor.dates import KYIV
from monitor.errors import RivalProduct, UnknownProduct
from monitor.model import Article, Moment
from monitor.pipeline.delivery import AUTO
from monitor.review.words import spoken_value
from monitor.store.overview import UNTITLED
from monitor.store.superseding import Superseded
from monitor.text import clean_line, clean_text, headed, shorten
from monitor.urls import is_web

MONTHS = "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня".split()
WEEKDAYS = "понеділок вівторок середа четвер п’ятниця субота неділя".split()
LEVELS = {"local": "місцеве", "region": "обласне", "nation": "всеукраїнське"}
KINDS = {
    "site": "сайт",
    "telegram": "телеграм-канал",
    "newspaper": "газета",
    "tv": "телебачення",
    "radio": "радіо",
    "youtube": "YouTube",
}
LANGUAGES = {"uk": "українська", "ru": "російська", "mixed": "мішана", "other": "інша"}
RELATIONS = {"original": "першоджерело", "reprint": "передрук", "update": "оновлення", "related": "на ту саму тему"}
FIELDS = {
    "relevance": "Стосунок",
    "topic": "Тема",
    "secondary": "Інші теми",
    "citation": "Джерело",
    "tone": "Тональність",
    "event": "Захід",
    "use": "До огляду",
    "continued": "Продовження з випуску",
    "date": "Дата",
}
UNSURE = "не визначено"


def when(at: datetime | None) -> str:
    """«22.11.2026 08:30» in Kyiv."""
    return f"{at.astimezone(KYIV):%d.%m.%Y %H:%M}" if at else "без дати"


def appeared(at: datetime) -> str:
    """When something came out. Of what has a day but no hour, midnight is kept: then the day alone."""
    local = at.astimezone(KYIV)
    return f"{local:%d.%m.%Y}" if local.time() == time() else when(at)


def moment(found: Moment | None) -> str:
    """As exact as the outlet was: with the hour, or the day alone."""
    if found is None:
        return "без дати"
    return when(found.at) if found.exact else f"{found.at.astimezone(KYIV):%d.%m.%Y}"


def day(value: date) -> str:
    """«неділя, 22 листопада 2026 року»."""
    return f"{WEEKDAYS[value.weekday()]}, {value.day} {MONTHS[value.month - 1]} {value.year} року"


def spoken(label: str | None, field: str) -> str:
    """A label as the office says it; several topics are joined by commas."""
    if label is None or (not label and field != "secondary"):  # without further topics is a word of its own
        return UNSURE
    return spoken_value(field, label)


def corrected(label: str | None, field: str) -> str:
    """One side of a correction: a word on whether a clip is in may also be nobody's."""
    return "без рішення" if field == "use" and not label else spoken(label, field)


def stamped(at: str) -> str:
    """«22.11.2026 08:30» in Kyiv of an instant as the store writes it."""
    return when(instant(at))


def plural(number: int, one: str, few: str, many: str) -> str:
    """«1 матеріал», «2 матеріали», «5 матеріалів» – the number with its word."""
    tens, ones = number % 100, number % 10
    word = many if 11 <= tens <= 14 else one if ones == 1 else few if 2 <= ones <= 4 else many
    return f"{thousands(number)} {word}"


def issued(name: str, titles: Mapping[str, str]) -> str:
    """«daily/2026/9» as the office says it: «Огляд преси» № 9 за 2026 рік, a draft by its day."""
    kind, _, rest = name.partition("/")
    title = f"«{titles.get(kind, kind)}»"
    year, _, number = rest.partition("/")
    if number:
        return f"{title} №\u00a0{number} за {year} рік"
    day, month = rest[8:10], rest[5:7]
    return f"{title} за {day}.{month}.{rest[:4]}" if day and month else name


def approver(name: str | None) -> str:
    """Who approved; what approves itself says so."""
    return "автоматично" if name == AUTO else name or ""


def superseded(gone: Superseded | None) -> str:
    """What became of a draft with nothing left to approve, as part of a sentence; empty where something is left."""
    if gone is None:
        return ""
    where = f"у випуску {gone.names}" if len(gone.by) == 1 else f"у випусках {gone.names}"
    if not gone.took:
        return f"{'усе з неї вилучено рішеннями, а ' if gone.left_out else ''}весь її період – {where}"
    return f"усе з неї – {where}" + (" або вилучено рішеннями" if gone.left_out else "")


def rival(product: RivalProduct) -> str:
    """Why a definition makes no product, and what whoever keeps the settings can do about it."""
    name, kind, owner = product.name, product.kind, product.owner
    return (
        f"Огляд «{name}» має вид «{kind}», а цей вид уже належить огляду «{owner}»: випуски нумерують і зберігають за "
        f"видом, по одному на день. Щоб «{name}» виходив замість «{owner}» і далі за його номерами, адміністратор має "
        f"назвати його файл {kind}.yaml і так само його розділ у digests; щоб виходили обидва – дати огляду «{name}» "
        f"власний вид, наприклад «{name}»."
    )


def unknown(product: UnknownProduct) -> str:
    """Why a draft belongs to no product, and what whoever keeps the settings can do about it."""
    return (
        f"Огляду «{product.name}» більше немає: файлу {product.name}.yaml серед описів оглядів (definitions) "
        "не знайдено, і жоден інший огляд не має його виду. Щоб затвердити чернетку, адміністратор має повернути "
        "цей файл; інакше вона лишається як була, номера їй не надано."
    )


def thousands(number: int) -> str:
    return f"{number:,}".replace(",", "\u00a0")


def percent(share: float) -> str:
    return f"{share * 100:.0f}\u00a0%"


def title(article: Article, most: int = 200) -> str:
    """The headline, else the beginning of the text."""
    return shorten(headed(article.title, article.text, UNTITLED), most) or "без заголовка"


def line(text: str, most: int = 300) -> str:
    """Scraped text on one line, without control and bidi characters."""
    return shorten(clean_line(text), most)


def lines(text: str) -> list[str]:
    return clean_text(text).splitlines()


def tongue(text: str) -> str:
    """The language a sentence of the program is in, for the page's `lang`: without a Cyrillic letter it is English."""
    return "uk" if any("Ѐ" <= letter <= "ӿ" for letter in text) else "en"


def outward(url: str | None) -> str | None:
    """An address a link may lead to: http(s), with a host, without spaces or controls; else None."""
    if not url or clean_line(url) != url or " " in url or "\\" in url or '"' in url or not is_web(url):
        return None
    return url
