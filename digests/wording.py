"""The sentences of a product: short, fixed, in correct Ukrainian. Says nothing about the news itself."""

from __future__ import annotations

from digests.coverage import fitting, gap, mostly_silent
from digests.model import Digest, Imprint, Item, Line, Section, Totals, Window
from digests.outlets import told_apart
from digests.render.page import href
from digests.reports.chronicle import UNSAID
from digests.reports.event_lines import line as event_line
from digests.reports.event_lines import quotation
from monitor.language.names import agreed
from monitor.language.numerals import (
    CITATION,
    MATERIAL,
    OUTLET,
    STORY,
    clock,
    count,
    date_range,
    day_month,
    from_to,
    is_singular,
    kyiv,
    long_date,
    short_date,
    short_range,
    signed,
    weekday,
)
from monitor.registers.nouns import PublicEvent
from monitor.text import clean_line, words

CITED = {
    "department": "пряме посилання: відділ",
    "site": "пряме посилання: офіційний сайт",
    "council": "посилання на раду",
}
# What a subject calls the packaged products.
SHORT = {
    "daily": "Огляд преси",
    "situation-daily": "Довідка",
    "situation-weekly": "Тижнева довідка",
    "thematic": "Тематичний огляд",
}
TONE = {"positive": "позитивна тональність", "negative": "критична тональність"}
FLAGGED = "потребує перевірки"
LATE = "надійшло із запізненням"
ADDED = "додано вручну"
CONTINUED = "продовження"
BROKEN = "адресу відкрити неможливо"
LEVEL = {"local": "місцеві видання", "region": "обласні видання", "nation": "загальнонаціональні видання"}
VERBATIM = "Цитати наведено дослівно; «…» позначає скорочення. Час київський."


def when(line: Line, window: Window) -> str:
    """«09:15» on the day of a daily issue, else «21 листопада, 18:40»; the day alone where the hour is unknown."""
    if line.published is None:
        return "дату не встановлено"
    local = kyiv(line.published)
    day = day_month(local.date()) if local.year == window.day.year else long_date(local.date())
    if not line.exact:
        return day
    today = local.date() == window.day and (window.last_day - window.first_day).days <= 1
    return clock(line.published) if today else f"{day}, {clock(line.published)}"


def stamp(line: Line) -> str:
    """«22.11.2026, 09:15», for tables."""
    if line.published is None:
        return "–"
    day = short_date(kyiv(line.published).date())
    return f"{day}, {clock(line.published)}" if line.exact else day


def release(line: Line) -> str | None:
    """Whether it reuses the institution's own release, how much of it, and with credit or without."""
    if line.release is None:
        return None
    share = f" ({line.share:.0%})".replace("%", "\u00a0%") if line.share > 0 else ""
    credit = {True: "із посиланням", False: "без посилання", None: ""}[line.credited]
    return f"використано наше повідомлення{share}" + (f", {credit}" if credit else "")


def marks(line: Line) -> tuple[tuple[str, str], ...]:
    """(kind, words) of every mark of a line, the weightiest first."""
    found = [
        ("print", line.standing),
        ("direct" if line.direct else "council", CITED.get(line.citation or "")),
        ("negative" if line.tone == "negative" else "positive", TONE.get(line.tone or "")),
        ("release", release(line)),
        ("agency", f"з посиланням на агентство «{line.agency}»" if line.agency else None),
        ("late", LATE if line.late else None),
        ("continued", CONTINUED if line.continued else None),
        ("added", ADDED if line.added else None),
        ("broken", BROKEN if line.url and href(line.url) is None else None),
        ("flagged", FLAGGED if line.flags else None),
    ]
    return tuple((kind, words) for kind, words in found if words)


def retitled(item: Item, line: Line) -> bool:
    """Has a clip of the same text a headline that neither the lead's headline nor its quotation says?

    It is printed then: were the two not one event after all, the reader would learn of the second nowhere else.
    """
    if line not in item.same:
        return False
    told = (words(text) for text in (item.lead.headline, " ".join(item.quote)))
    own = f" {' '.join(words(line.headline))} "
    return not any(own in f" {' '.join(text)} " for text in told)


def standing(item: Item) -> str | None:
    """«Чому тут: 4 видання, пряме посилання.»: the reason of the rank; nothing where one outlet is all there is."""
    return f"Чому тут: {item.reason}." if "," in item.reason or len(item.lines) > 1 else None


def dateline(digest: Digest) -> str:
    """«Неділя, 22 листопада 2026 року», or the period where the issue covers more than two days."""
    window = digest.window
    if _is_period(digest):
        return date_range(window.first_day, window.last_day)
    return f"{weekday(window.day).capitalize()}, {long_date(window.day)}"


def _is_period(digest: Digest) -> bool:
    """A daily brief is of its day, though Monday's begins on Friday."""
    return (digest.window.last_day - digest.window.first_day).days > 1 and digest.kind != "daily"


def period(window: Window) -> str:
    """«Період: з 08:30 21 листопада до 08:30 22 листопада 2026 року.»"""
    start, end = kyiv(window.start), kyiv(window.end)
    if (start.hour, start.minute, end.hour, end.minute) == (0, 0, 0, 0):
        return f"Період: {date_range(window.first_day, window.last_day)}."
    opening = day_month(start.date()) if start.year == end.year else long_date(start.date())
    return f"Період: з {clock(start)} {opening} до {clock(end)} {long_date(end.date())}."


def figures(digest: Digest) -> str:
    """The summary of an issue in a list or a notice: its figures, or why there are none."""
    if not digest.totals.clips:
        return nothing(digest)
    return f"{warned} {headcount(digest.totals)}" if (warned := warning(digest)) else headcount(digest.totals)


def headcount(totals: Totals) -> str:
    """«12 матеріалів про 9 подій у 7 виданнях, з них 3 прямі посилання»: the figures in one line."""
    parts = [count(totals.clips, MATERIAL), count(totals.stories, STORY), count(totals.outlets, OUTLET)]
    parts.append(count(totals.direct, CITATION) if totals.direct else "прямих посилань немає")
    return " · ".join(parts)


def unchecked(totals: Totals) -> str | None:
    """How many counted lines still carry an unanswered flag: each counts as its verdict until a person decides."""
    if not totals.flagged:
        return None
    needs, enters = ("потребує", "входить") if is_singular(totals.flagged) else ("потребують", "входять")
    return f"{count(totals.flagged, MATERIAL)} {needs} перевірки – позначено в тексті, до підрахунків {enters}."


def waiting(digest: Digest) -> str | None:
    """How many clips wait for a person and are not counted."""
    number = len(digest.pending)
    if not number:
        return None
    waits, enters = ("чекає", "входить") if is_singular(number) else ("чекають", "входять")
    return f"Ще {count(number, MATERIAL)} {waits} на рішення і до підрахунків не {enters}."


def nothing(digest: Digest) -> str:
    """What an issue without a single clip says in their place: no clips is news only of those who could be asked."""
    window, lost = digest.window, gap(digest.coverage)
    long = (window.last_day - window.first_day).days > 1
    when = f"за період {date_range(window.first_day, window.last_day)}" if long else "за цей день"
    city = f"про місто {agreed(digest.place, 'accs')}"
    if lost is None:
        return f"{_first_up(when)} публікацій {city} не виявлено."
    if not fitting(digest.coverage):
        return f"{_first_up(lost)}, тож чи були {when} публікації {city}, невідомо."
    return f"{_first_up(lost)}; у решті {when} публікацій {city} не виявлено."


def nothing_short(digest: Digest) -> str:
    """The same for a subject: «публікацій немає» only where every source that was asked gave its entries."""
    lost = gap(digest.coverage)
    if lost is None:
        return "публікацій немає"
    return f"{lost}, у решті публікацій немає" if fitting(digest.coverage) else lost


def warning(digest: Digest) -> str | None:
    """What stands above the clips where most sources brought no answer; without clips `nothing` says it."""
    if not digest.totals.clips or not mostly_silent(digest.coverage):
        return None
    return f"Увага, огляд неповний: {gap(digest.coverage)}."


def empty(section: Section, digest: Digest) -> str:
    """The sentence of a section without items; where clips on its topics stand in other sections, which these are.

    «Не зафіксовано» may only be said where somebody could be asked.
    """
    if not digest.totals.clips and gap(digest.coverage) is not None and not fitting(digest.coverage):
        return "Даних немає."
    own = [other for other in digest.sections if other.view == "items"]
    titles = [f"«{other.title}»" for other in own if {item.number for item in other.items} & set(section.elsewhere)]
    if not titles:
        return section.empty
    where = f"у розділі {titles[0]}" if len(titles) == 1 else f"у розділах {', '.join(titles)}"
    return f"Матеріали на ці теми подано {where} разом з іншими повідомленнями про ті самі події."


def hidden(number: int, *, linked: bool) -> str:
    """«Ще 5 подій – у повному огляді (у вкладенні).»"""
    return f"Ще {count(number, STORY)} – у повному огляді{'' if linked else ' (у вкладенні)'}."


def compared(now: int, before: int) -> str:
    """«12 (+3)»: this window's figure with the difference to the window before."""
    return f"{now} ({signed(now - before)})"


def top(digest: Digest) -> Item | None:
    """The story of the day: the highest rank of all sections; the earlier number among equals."""
    return min(digest.items, key=lambda item: (-item.score, item.number), default=None)


def label(digest: Digest, imprint: Imprint) -> str:
    """«№ 48 за 2026 рік», or «чернетка»."""
    return "чернетка" if imprint.number is None else f"№ {imprint.number} за {digest.window.day.year} рік"


def event(item: Item) -> str:
    """«14.01.2026 – мітинг на площі проти … (організатор).»: the line of the annual report."""
    found = item.event
    if found is None:
        return _mood(item)
    subject = found.subject or ""
    told = PublicEvent(
        id=item.lead.article,
        first=found.date,
        last=found.until,
        kind=found.kind,
        place=found.place or "",
        organisers=found.organisers,
        subject=subject,
        quoted=any(clean_line(subject) == line.headline for line in item.lines),
    )
    return clean_line(event_line(told)) + "."


def listed(item: Item, window: Window) -> str:
    """The line of a list of events without its full stop; of one still to come it says so."""
    return f"{event(item).removesuffix('.')}{' (заплановано)' if announced(item, window) else ''}"


# Beginnings of words by which a headline tells of a gathering that nobody is named to have called.
_PROTEST = ("мітинг", "протест", "пікет", "страйк", "перекри", "митинг", "пикет", "забастов")


def _mood(item: Item) -> str:
    """««Пенсіонери на площі» – Вісті, 19.11.2026.»: where no organiser is known, a headline and when it came out."""
    line = next((line for line in item.lines if any(w.startswith(_PROTEST) for w in words(line.headline))), item.lead)
    day = "дату не встановлено" if line.day is None else short_date(line.day)
    return clean_line(f"{quotation(line.headline)} – {line.outlet_name}, {day}") + "."


def announced(item: Item, window: Window) -> bool:
    """Whether the event is to come after the issue's day, or has no day though its item has: it is announced only."""
    if item.event is None or item.event.kind == UNSAID:
        return False
    if item.event.date is None:
        return any(line.day is not None for line in item.lines)
    return item.event.date > window.day


def carried(item: Item) -> str:
    """«3 видання: Вісник, Новини, Правда»."""
    names = tuple(_names(item).values())
    return f"{count(len(names), OUTLET)}: {', '.join(names)}"


def cited(item: Item) -> str:
    """«Вісник (пряме посилання: відділ; посилання на раду), Новини (…)»: who cites the institution, and how."""
    found: dict[str, dict[str, None]] = {}
    for line in item.lines:
        if said := CITED.get(line.citation or ""):
            found.setdefault(line.outlet, {})[said] = None
    names = _names(item)
    return ", ".join(f"{names[outlet]} ({'; '.join(said)})" for outlet, said in found.items())


def _names(item: Item) -> dict[str, str]:
    """outlet -> its name, told apart from its namesake among those that carry the story."""
    return told_apart((line.outlet, line.outlet_name, line.level) for line in item.lines)


def short_title(digest: Digest) -> str:
    """«Огляд преси: Ніжин, 22.11.2026», «Тематичний огляд: Ніжин, 16.11–22.11.2026», for a subject or a file list.

    No two products of one day read alike: an own one goes by its title.
    """
    window = digest.window
    days = short_range(window.first_day, window.last_day) if _is_period(digest) else short_date(window.day)
    name = SHORT.get(digest.kind)
    if name:
        return f"{name}: {digest.place}, {days}"
    told = (days, long_date(window.day), date_range(window.first_day, window.last_day))  # as {date} and {period} say it
    return digest.title if any(day in digest.title for day in told) else f"{digest.title}, {days}"


def during(digest: Digest) -> str:
    """«за період з 16 по 22 листопада 2026 року», «за 22 листопада 2026 року»."""
    window = digest.window
    if (window.last_day - window.first_day).days <= 1:
        return f"за {long_date(window.day)}"
    return f"за період {from_to(window.first_day, window.last_day)}"


def opening(digest: Digest) -> str:
    """The first paragraph of a document: how much the press wrote, and how much of it cites the institution."""
    totals = digest.totals
    if not totals.clips:
        return nothing(digest)
    cited = (
        f"Із прямим посиланням на відділ чи офіційний сайт – {count(totals.direct, MATERIAL)}."
        if totals.direct
        else "Прямих посилань на відділ чи офіційний сайт немає."
    )
    seen = f"{count(totals.clips, MATERIAL)} про місто {agreed(digest.place, 'accs')}"
    spread = f"{count(totals.outlets, OUTLET)}, {count(totals.stories, STORY)}"
    first = f"{warned} " if (warned := warning(digest)) else ""
    earlier = f" {told}" if (told := _of_earlier(digest)) else ""
    return f"{first}{_first_up(during(digest))} у пресі виявлено {seen} ({spread}).{earlier} {cited}"


def _of_earlier(digest: Digest) -> str:
    """«У тому числі з позначкою «продовження» – 1 матеріал.»: what is counted and yet is not of the period."""
    marked = ((LATE, digest.totals.late), (CONTINUED, sum(line.continued for line in digest.lines)))
    parts = [f"«{mark}» – {count(number, MATERIAL)}" for mark, number in marked if number]
    return f"У тому числі з позначкою {', '.join(parts)}." if parts else ""


def by_story(digest: Digest) -> str | None:
    """Why the topics of single clips add up otherwise: what is told of one event stands and counts together."""
    if all(line.topic == item.lead.topic for item in digest.items for line in item.lines):
        return None
    return "Матеріали про одну подію подано й пораховано разом, за темою головного з них."


def _first_up(text: str) -> str:
    return text[:1].upper() + text[1:]
