"""An office with a few items, for tests of the web page: a client that keeps cookies and reads form tokens."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from html import unescape
from pathlib import Path
from typing import Any

from starlette.testclient import TestClient

from monitor.language import lemma_text
from monitor.model import Article, Classification, Flag, Member, Moment, Outlet, Story, Verdict
from monitor.pipeline.desk import Desk
from monitor.web import access
from monitor.web.app import build
from monitor.web.office import Office
from monitor.web.settings import Settings
from tests import fakes

NOW = fakes.NOW
BASE = "http://127.0.0.1:8765"
SECRET = b"k" * 32
OWN = Outlet(id="rada", name="Вербосільська міська рада", official=True)
OUTLETS = (
    Outlet(id="visti", name="Вісті", home="https://news.example/"),
    Outlet(id="oblast", name="Обласний оглядач", level="region"),
    OWN,
)


@dataclass
class Clock:
    now: datetime = NOW

    def __call__(self) -> datetime:
        return self.now

    def pass_(self, **time: float) -> None:
        self.now += timedelta(**time)


@dataclass
class Rig:
    """A built page and what stands behind it."""

    office: Office
    clock: Clock
    desk: Desk

    def client(self, base: str = BASE, **options: Any) -> TestClient:
        return TestClient(build(self.office), base_url=base, **options)


def rig(tmp_path: Path, **settings: Any) -> Rig:
    desk = fakes.desk(tmp_path, fakes.FakeDoor({}))
    desk.store.save_outlets(OUTLETS)
    clock = Clock()

    @contextmanager
    def work() -> Iterator[Desk]:
        yield replace(desk, now=clock.now)

    office = Office(
        config=desk.config,
        store=desk.store,
        archive=desk.archive,
        state=desk.state,
        settings=Settings(secret=SECRET, **settings),
        clock=clock,
        work=work,
    )
    return Rig(office=office, clock=clock, desk=desk)


def add_person(rig: Rig, name: str, role: str = "analyst", password: str = "правильний пароль") -> None:
    rig.office.store.people.add(name, role, access.hashed(password), NOW)


def log_in(client: TestClient, name: str, password: str = "правильний пароль") -> Any:
    return client.post(
        "/login", data={"name": name, "password": password, "next": "/"}, headers=ours(), follow_redirects=False
    )


def ours(base: str = BASE) -> dict[str, str]:
    """What a browser sends with one of our own forms."""
    return {"origin": base, "sec-fetch-site": "same-origin", "sec-fetch-mode": "navigate"}


def token(client: TestClient, path: str = "/items") -> str:
    found = re.search(r'name="csrf" value="([0-9a-f]{64})"', client.get(path).text)
    assert found, "the page holds no form of ours"
    return found.group(1)


def hidden(text: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', text)
    assert found, name
    return unescape(found.group(1))


def article(name: str = "a", **fields: Any) -> Article:
    made: dict[str, Any] = {
        "id": name,
        "outlet": "visti",
        "url": f"https://news.example/{name}",
        "kind": "site",
        "title": "У Вербосіллі відкрили бібліотеку",
        "paragraphs": ("Нову бібліотеку відкрили у Вербосіллі.", "Про це повідомила міська рада."),
        "published": Moment(at=NOW - timedelta(hours=2), rule="feed", confidence=1.0),
        "fetched": NOW,
        **fields,
    }
    return Article(**made)


def verdicts(item: Article, **labels: Any) -> Classification:
    """About the place unless told otherwise; `flags` are sentences, `evidence` spans of the relevance."""
    evidence = tuple(labels.pop("evidence", ("Вербосіллі",)))
    flags = tuple(Flag(classifier="tone", code="unsure", text=text) for text in labels.pop("flags", ()))
    language = labels.pop("language", "uk")
    found = {"relevance": "about", "topic": "culture", "citation": "none", "tone": "neutral", **labels}

    def verdict(name: str) -> Verdict:
        return Verdict(
            classifier="place" if name == "relevance" else name,
            version=f"{name}-1",
            label=found[name],
            score=0.9,
            reason=f"Причина: {name}.",
            evidence=evidence if name == "relevance" else (),
        )

    return Classification(
        article=item.id,
        language=language,
        relevance=verdict("relevance"),
        topic=verdict("topic"),
        secondary=(),
        citation=verdict("citation"),
        tone=verdict("tone"),
        flags=flags,
    )


def put(rig: Rig, item: Article, **labels: Any) -> Article:
    """Store an article with its verdicts, as the pipeline does."""
    store = rig.office.store
    store.save_articles([(item, item.id, None, False, ())])
    stored = store.article(item.id)
    assert stored is not None
    lemmas = lemma_text(f"{item.title}\n{item.text}")
    store.save_verdicts([(verdicts(item, **labels), stored.version, lemmas)], "fake-1")
    return item


def put_story(rig: Rig, identifier: str, *members: tuple[str, str, str | None]) -> None:
    """(article, relation, of) rows as one story."""
    found = tuple(Member(article=name, relation=relation, of=of, share=1.0) for name, relation, of in members)  # type: ignore[arg-type]
    rig.office.store.save_stories([Story(id=identifier, members=found)], {})
