"""A small invented office behind the web page: a few outlets, a release that was copied, two stories, an issue to approve.

No mocks: the store, the grouping, the outbox and the lock are the real ones; only the web and the classifiers are fakes.
"""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from starlette.testclient import TestClient

from monitor import pipeline
from monitor.lock import held
from monitor.model import Article, Classification, Flag, Outlet, Source
from monitor.pipeline.desk import Desk, Report
from monitor.pipeline.publish import build_issue
from monitor.store import SourceState, Store, Visit
from monitor.web import access
from monitor.web.app import build
from monitor.web.office import Office
from monitor.web.settings import Settings
from tests.fakes import FakeDecider, FakeDoor, config, desk, page

NOW = datetime(2026, 11, 20, 16, 30, tzinfo=UTC)
BASE = "http://127.0.0.1:8765"
PASSWORD = "correct horse battery"
RELEASE = (
    "У Вербосіллі 24 листопада відкривають оновлену набережну після ремонту, що тривав дев’ять місяців.",
    "Роботи коштували місту 18 мільйонів гривень, із них половину дав обласний бюджет.",
    "На набережній поставили 64 лавки, 112 ліхтарів і облаштували велодоріжку завдовжки два кілометри.",
    "Рух автомобілів вулицею Пристанською відновлять того ж дня о шостій вечора.",
)
ITEMS: tuple[dict[str, str], ...] = (
    {
        "outlet": "rada",
        "url": "https://rada.example/news/1",
        "title": "У Вербосіллі відкривають набережну",
        "text": "\n".join(RELEASE),
        "published": "2026-11-20T09:00:00+02:00",
    },
    {
        "outlet": "visti",
        "url": "https://news.example/naberezhna",
        "title": "Набережну у Вербосіллі відкриють 24 листопада",
        "text": "\n".join((*RELEASE, "Про це повідомляє Вербосільська міська рада.")),
        "published": "2026-11-20T11:25:00+02:00",
    },
    {
        "outlet": "kurier",
        "url": "https://kurier.example/1",
        "title": "Вербосілля отримало нову набережну",
        "text": "\n".join(RELEASE[:3]),
        "published": "2026-11-20T14:00:00+02:00",
    },
    {
        "outlet": "visti",
        "url": "https://news.example/kotelnia",
        "title": "У Вербосіллі зупинили котельню на Заводській",
        "text": "Без тепла у Вербосіллі лишилися одинадцять будинків. Ремонтники міняють насос і обіцяють закінчити до ночі.",
        "published": "2026-11-20T08:10:00+02:00",
    },
    {
        "outlet": "kurier",
        "url": "https://kurier.example/2",
        "title": "Мешканці скаржаться на холодні батареї",
        "text": "Люди з вулиці Заводської у Вербосіллі пишуть, що грілися обігрівачами. Частина вимикала плити через слабку мережу.",
        "published": "2026-11-20T10:40:00+02:00",
    },
    {
        "outlet": "kurier",
        "url": "https://kurier.example/3",
        "title": "Чи буде ярмарок? <script>alert('x')</script>",
        "text": "Організатори ярмарку ще не визначилися. Можливо, він пройде у Вербосіллі, а можливо, ні.",
        "published": "2026-11-20T12:00:00+02:00",
    },
)

# Other news of the place, so that its name is no rare word that would tie two texts together.
OTHERS = (
    ("Шахісти привезли дві медалі", "Команда з Вербосілля посіла друге місце на обласному турнірі серед юнаків."),
    ("Бібліотека запрошує на читання", "У Вербосіллі щосуботи о третій годині читають вголос дитячі казки."),
    ("Автобус № 7 змінює маршрут", "З понеділка автобус у Вербосіллі їздитиме через ринок і поліклініку."),
    ("Лікарня отримала апарат УЗД", "Апарат для лікарні у Вербосіллі купили коштом благодійників із Данії."),
    ("Поліція шукає свідків аварії", "На виїзді з Вербосілля зіткнулися два легковики, постраждалих немає."),
    ("Школярі посадили дубовий гай", "Учні третьої школи Вербосілля посадили сто саджанців над яром."),
    ("Відключення світла за графіком", "Енергетики опублікували погодинні графіки для Вербосілля на тиждень."),
    ("Виставка вишиванок у музеї", "У музеї Вербосілля показують сорочки минулого століття з приватних збірок."),
)


class HouseDecider(FakeDecider):
    """FakeDecider, with a doubt about the fair and a direct citation where the council is named."""

    def classify(self, article: Article, outlet: Outlet) -> Classification:
        made = super().classify(article, outlet)
        if "повідомляє Вербосільська міська рада" in article.text:
            made = replace(made, citation=replace(made.citation, label="site"))
        if "ярмарок" in article.title:
            made = replace(
                made, flags=(Flag(classifier="relevance", code="unsure", text="Не певно, чи це про місто."),)
            )
        return made


@dataclass(frozen=True)
class House:
    """The office, its page and whoever sits in front of it."""

    office: Office
    desk: Desk
    client: TestClient

    @property
    def store(self) -> Store:
        return self.office.store

    def article(self, title: str) -> str:
        """The id of the one article whose headline begins like this."""
        found = [item.article.id for item in self.store.judged() if item.article.title.startswith(title)]
        assert len(found) == 1, (title, found)
        return found[0]

    def story(self, title: str) -> str:
        return self.store.stories([self.article(title)])[0].id

    def get(self, path: str, status: int = 200) -> str:
        answer = self.client.get(path)
        assert answer.status_code == status, (path, answer.status_code, answer.text[-400:])
        return answer.text

    def token(self) -> str:
        return str(self.client.get("/api/session").json()["token"])

    def post(self, path: str, status: int = 303, /, **fields: object) -> str:
        """A form, with its token; where it leads to, or the page of a refusal."""
        answer = self.client.post(path, data={"csrf": self.token(), **fields})
        assert answer.status_code == status, (path, answer.status_code, answer.text[-600:])
        return answer.headers.get("location", answer.text)

    def send(self, path: str, body: object, status: int = 200) -> dict[str, object]:
        answer = self.client.post(path, json=body, headers={"x-csrf-token": self.token()})
        assert answer.status_code == status, (path, answer.status_code, answer.text)
        return dict(answer.json())

    def draft(self, product: str = "daily") -> int:
        """Today's draft, made by the pipeline."""
        build_issue(self.desk, product, None, preview=False)
        row = self.store.issues.find(f"{product}/2026-11-20")
        assert row is not None
        return row.id

    def at(self, role: str) -> House:
        """The same, asked by somebody who logged in with this role."""
        if self.store.people.get(role) is None:
            self.store.people.add(role, role, access.hashed(PASSWORD), NOW)
        office = replace(self.office, settings=replace(self.office.settings, login=True))
        client = _client(office)
        client.get("/login")
        answer = client.post("/login", data={"name": role, "password": PASSWORD, "csrf": ""})
        assert answer.status_code == 303, answer.text
        return replace(self, office=office, client=client)


def _client(office: Office) -> TestClient:
    return TestClient(
        build(office), base_url=BASE, headers={"origin": BASE}, follow_redirects=False, raise_server_exceptions=True
    )


def outlets() -> tuple[Outlet, ...]:
    return (
        Outlet(id="rada", name="Вербосільська міська рада", home="https://rada.example/", official=True),
        Outlet(id="visti", name="Вісті", home="https://news.example/"),
        Outlet(id="kurier", name="Кур’єр", home="https://kurier.example/", level="region"),
    )


def open_house(folder: Path, *, ticking: bool = False) -> House:
    """The office after its morning. `ticking`: every look at the clock is a second later than the one before."""
    seconds = itertools.count()

    def clock() -> datetime:
        return NOW + timedelta(seconds=next(seconds)) if ticking else NOW

    door = FakeDoor({"https://found.example/a": page("Знайдене про Вербосілля", "Про Вербосілля пишуть і тут. " * 12)})
    plain = config(folder)
    sources = tuple(
        Source(id=f"{outlet.id}-feed", outlet=outlet.id, kind="feed", url=f"{outlet.home}feed") for outlet in outlets()
    )
    setup = replace(plain, outlets=outlets(), sources=sources, folder=str(folder / "out"))
    at = replace(desk(folder, door, setup, now=NOW), decider=HouseDecider)
    path = folder / "items.jsonl"
    rows = [*ITEMS, *(_other(number, *words) for number, words in enumerate(OTHERS))]
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")
    report = pipeline.take_in(at, [path])
    assert not report.failed, report.failed
    _visited(at)
    settings = Settings(secret=b"s" * 32, person="аналітик")
    office = Office(
        config=at.config,
        store=at.store,
        archive=at.archive,
        state=at.state,
        settings=settings,
        clock=clock,
        work=lambda: _work(replace(at, now=clock())),
    )
    return House(office=office, desk=at, client=_client(office))


def _other(number: int, title: str, text: str) -> dict[str, str]:
    outlet, host = (("visti", "news"), ("kurier", "kurier"))[number % 2]
    return {
        "outlet": outlet,
        "url": f"https://{host}.example/other/{number}",
        "title": title,
        "text": text,
        "published": f"2026-11-{13 + number % 5:02d}T1{number % 10}:05:00+02:00",
    }


def _visited(at: Desk) -> None:
    """One source that works, one that is blocked; the third was never visited."""
    for name, state, reason in (("visti-feed", "ok", ""), ("kurier-feed", "blocked", "it answers 403 <b>now</b>")):
        past = SourceState(id=name, visited=NOW, answered=NOW, brought=NOW, state=state, reason=reason)
        notes = ("an entry without an address was left out",) if state == "ok" else ()
        at.store.save_visit(Visit(source=past, at=NOW, state=state, reason=reason, notes=notes, entries=3))


@contextmanager
def _work(at: Desk) -> Iterator[Desk]:
    with held(at.state / "lock"):
        yield at


@contextmanager
def collecting(house: House) -> Iterator[None]:
    """Another process is at work meanwhile."""
    with held(house.desk.state / "lock"):
        yield


def headings(html: str) -> list[str]:
    return [re.sub(r"<[^>]+>", "", found).strip() for found in re.findall(r"<h1[^>]*>(.*?)</h1>", html, re.DOTALL)]


__all__ = ["BASE", "NOW", "PASSWORD", "House", "Report", "collecting", "headings", "open_house", "outlets"]
