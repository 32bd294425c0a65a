"""What people bring: clips of print and broadcast, and links somebody found. The pipeline takes them in.

Where a collection is running, what was entered is kept and taken in later; nothing typed is lost to an error.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from starlette.responses import Response

from monitor.language import numerals
from monitor.pipeline import inbox
from monitor.pipeline.desk import Report
from monitor.pipeline.left_out import left_out
from monitor.plan import article_id
from monitor.store import Store
from monitor.text import clean_line, clean_text
from monitor.urls import canonical
from monitor.web.ask import Ask, Entry, Section, action, page
from monitor.web.errors import Refusal, missing
from monitor.web.wording import outward
from monitor.web.work import at_work

KINDS = {"newspaper": "газета", "tv": "телебачення", "radio": "радіо"}
LEVELS = {"local": "місцеве", "region": "обласне", "nation": "всеукраїнське"}
# field of the form: (column of the CSV as monitor.clips reads it, the longest text)
CLIP = {
    "outlet": ("видання", 200),
    "kind": ("вид", 20),
    "level": ("рівень", 20),
    "number": ("номер", 50),
    "page": ("сторінка", 50),
    "size": ("площа", 50),
    "published": ("дата", 16),
    "title": ("заголовок", 500),
    "text": ("текст", 200_000),
    "scan": ("скан", 300),
    "author": ("автор", 200),
}
EARLIEST = date(1991, 8, 24)
LONGEST = 2_000_000  # as much as the gate lets through: what is too long comes back with a word, not as an error
MOST_WAITING = 200  # shown at once
# Square centimetres or minutes, «4,5» or «2:30», with their unit or without; not nought.
_SIZE = re.compile(r"(?=[0-9.,:]{0,6}[1-9])\d{1,5}(?:[.,:]\d{1,2})?(?: ?(?:см²|см2|кв\. ?см|хв\.?|хвилин[аи]?))?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Clip:
    """What was typed, and for each field what is wrong with it."""

    values: Mapping[str, str]
    problems: Mapping[str, str]

    @property
    def title(self) -> str:
        return f"{self.values['outlet']}: {self.values['title'] or self.values['text'][:80]}"


def index(ask: Ask) -> Response:
    """Both forms, and what waits."""
    return _shown(ask, Clip(values=_empty(ask), problems={}))


def clip(ask: Ask) -> Response:
    """One clip goes the way of an imported file."""
    given = checked({name: ask.field(name, LONGEST) for name in CLIP}, ask.now)
    if given.problems:
        return _shown(ask, given, status=422)
    state = ask.office.state
    place, by = ask.office.config.place.id, ask.person.name
    mine = inbox.keep(state, "clip", clean_line(given.title), as_csv(given.values), by=by, at=ask.now, place=place)
    return _taken(ask, "clip-added", mine)


def link(ask: Ask) -> Response:
    """A page somebody found is fetched as `ohliad add` does, and counted as missed by us."""
    given = ask.field("url", 2000)
    url = outward(given)
    if url is None:
        problem = "Потрібна повна адреса, що починається з https:// або http://."
        return _shown(ask, Clip(values=_empty(ask), problems={"url": problem}), url=given, status=422)
    known = stored(ask.office.store, url)
    if known is not None:
        return ask.back(f"/items/{known}", "link-known")
    place, by = ask.office.config.place.id, ask.person.name
    mine = inbox.keep(ask.office.state, "link", clean_line(url), url, by=by, at=ask.now, place=place)
    return _taken(ask, "link-added", mine)


def again(ask: Ask) -> Response:
    """All that waits is tried once more."""
    return _taken(ask, "waiting-done", None)


def drop(ask: Ask) -> Response:
    """One thing that waits is thrown away."""
    if not inbox.drop(ask.office.state, ask.field("name", 64)):
        raise missing("Цього вже немає серед відкладеного.")
    return ask.back("/add", "dropped")


def _taken(ask: Ask, done: str, mine: inbox.Kept | None) -> Response:
    """Take in what waits. The message says what became of `mine`, whatever else still waits; without one, of all."""
    try:
        with at_work(ask) as desk:
            taken = inbox.take_all(desk)
            of_interest = [one for one in taken if mine is None or one.name == mine.name]
            missed = left_out(desk, [article for one in of_interest for article in one.report.brought])
    except Refusal:
        return ask.back("/add", "kept")
    taken = of_interest
    if left := sum(one.left for one in taken):
        return ask.back("/add#waiting", "left", left)
    if mine is None or not taken:
        return ask.back("/add", "waiting-left-out", len(missed)) if missed else ask.back("/add", done)
    if missed and _said(taken[0].report, done) != "clip-known":
        return ask.back(f"/items/{missed[0].article.id}", "left-out")
    if mine.kind == "clip":
        return ask.back("/add", _said(taken[0].report, done))
    found = stored(ask.office.store, mine.content)
    return ask.back(f"/items/{found}", done) if found else ask.back("/add", "link-odd")


def _said(report: Report, done: str) -> str:
    counts = report.steps.get("import")
    if counts is None:
        return done
    return "clip-known" if not counts["new"] else "clip-alike" if counts["alike"] else done


def _shown(ask: Ask, given: Clip, *, url: str = "", status: int = 200) -> Response:
    if not ask.person.may("analyst"):
        raise Refusal(403)
    kept = inbox.waiting(ask.office.state, ask.office.config.place.id)
    return ask.render(
        "add.html",
        status=status,
        values=given.values,
        problems=given.problems,
        url=url,
        kinds=KINDS.items(),
        levels=LEVELS.items(),
        outlets=sorted({outlet.name for outlet in ask.office.store.outlets().values() if outlet.kind in KINDS}),
        waiting=kept[:MOST_WAITING],
        more=max(0, len(kept) - MOST_WAITING),
        today=numerals.kyiv(ask.now).date(),
        limits={name: most for name, (_, most) in CLIP.items()},
    )


def _empty(ask: Ask) -> dict[str, str]:
    today = numerals.kyiv(ask.now).date().isoformat()
    return {**dict.fromkeys(CLIP, ""), "kind": "newspaper", "level": "local", "published": today}


def checked(given: Mapping[str, str], now: datetime) -> Clip:
    """The form with every problem in it named, in Ukrainian."""
    values = {name: clean_text(text) if name == "text" else clean_line(text) for name, text in given.items()}
    problems = {}
    if not values["outlet"]:
        problems["outlet"] = "Напишіть назву видання."
    if not values["title"] and not values["text"]:
        problems["title"] = "Потрібен заголовок або текст."
    if values["kind"] not in KINDS:
        problems["kind"] = "Виберіть вид видання."
    if values["level"] not in LEVELS:
        problems["level"] = "Виберіть рівень видання."
    if problem := _date_problem(values["published"], numerals.kyiv(now).date()):
        problems["published"] = problem
    if values["size"] and not _SIZE.fullmatch(values["size"]):
        problems["size"] = "Напишіть число, більше за нуль: 120 або 4,5."
    for name, (_, most) in CLIP.items():
        if len(values[name]) > most:
            problems[name] = f"Задовго: щонайбільше {numerals.number(most)} знаків."
    return Clip(values=values, problems=problems)


def _date_problem(text: str, today: date) -> str:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return "Напишіть дату виходу так: 2026-11-22."
    if day > today:
        return "Цей день ще не настав."
    return "" if day >= EARLIEST else "Так давно програма не рахує."


def as_csv(values: Mapping[str, str]) -> str:
    """The one clip as the file an office would have kept."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";")
    writer.writerow(column for column, _ in CLIP.values())
    writer.writerow(values[name] for name in CLIP)
    return out.getvalue()


def stored(store: Store, url: str) -> str | None:
    """The article that stands at this address, whichever outlet it is of."""
    address = canonical(url)
    for outlet in store.outlets():
        identifier = article_id(outlet, address)
        if store.article(identifier) is not None:
            return identifier
    return None


section = Section(
    routes=(
        page("/add", index, role="analyst"),
        action("/add/clip", clip),
        action("/add/link", link),
        action("/add/again", again),
        action("/add/drop", drop),
    ),
    menu=(Entry(rank=80, path="/add", text="Додати", role="analyst"),),
    messages={
        "clip-added": "Матеріал додано.",
        "clip-alike": "Матеріал додано, але він майже такий самий, як інший того самого видання й дня. "
        "Якщо це виправлення, вилучіть старий з огляду.",
        "clip-known": "Такий матеріал уже є; нічого не змінено.",
        "link-added": "Матеріал додано; він лічиться як пропущений нашими джерелами.",
        "left-out": "Матеріал додано, але до випусків сам він не потрапить: програма вважає, що він не про місто "
        "(як саме – нижче). Якщо він про місто, вирішіть так тут.",
        "waiting-left-out": "Усе відкладене внесено, але не все потрапить до випусків: програма вважає, "
        "що не про місто – {n}. Якщо це не так, знайдіть їх пошуком на сторінці «Матеріали» і вирішіть інакше.",
        "link-known": "Цей матеріал уже є: його знайшли наші джерела або хтось додав раніше.",
        "kept": "Саме зараз працює збирання новин. Введене збережено: трохи згодом натисніть «Внести зараз».",
        "link-odd": "Сторінку збережено, але тексту новини на ній програма не знайшла. "
        "Якщо це новина, внесіть її вирізкою; причина – на сторінці «Сьогодні».",
        "left": "Поки що не вдалося внести: {n}. Нічого не втрачено, причини – нижче.",
        "waiting-done": "Усе відкладене внесено.",
        "dropped": "Прибрано з відкладеного.",
    },
)
