"""Hostile words from outside on the pages of stories, sources, issues, letters, pick-up and forms: always only words."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from monitor import pipeline
from monitor.model import Label
from monitor.pipeline.inbox import keep
from monitor.store import SourceState, Visit
from tests.hostile import PAYLOADS
from tests.test_web_hostile import judge
from tests.web_house import NOW, House, open_house


def judged(html: str) -> None:
    """As on the other pages; what only these have (pictures, the frame, the list of outlets) is looked at first."""
    tree = BeautifulSoup(html, "html.parser")
    for tag in tree.find_all(["img", "iframe", "datalist"]):
        known = {"img": ("alt", "height", "loading", "src", "width"), "iframe": ("class", "sandbox", "src", "title")}
        assert set(tag.attrs) <= {*known.get(tag.name, ("id",))}
        if tag.name == "iframe":
            assert not tag["sandbox"]
        assert re.fullmatch(r"|/(charts|pickup)/[a-z]+\.svg\?[0-9a-z&=-]+|/issues/\d+/preview", str(tag.get("src", "")))
        tag.decompose()
    judge(str(tree))


def storable(text: str) -> bool:
    """Half a surrogate pair is refused by the database's own encoding, long before a page."""
    return text == text.encode("utf-8", "ignore").decode()


WORDS = tuple(payload for payload in PAYLOADS if storable(payload))
PERIOD = "since=2026-11-01&until=2026-11-20"


@pytest.fixture(scope="module", name="house")
def _house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    folder = tmp_path_factory.mktemp("house")
    house = open_house(folder)
    _spoil(house, folder)
    yield house
    house.store.close()


def _spoil(house: House, folder: Path) -> None:
    """Every payload as headline, text, outlet, author, reason, note, recipient, error, decision and kept link."""
    rows = [
        {"outlet": payload[:60], "title": payload, "text": f"{payload}. У Вербосіллі нічого.", "author": payload,
         "url": f"https://kurier.example/p{number}", "published": "2026-11-20T09:00:00+02:00"}
        for number, payload in enumerate(WORDS)
    ]  # fmt: skip
    path = folder / "payloads.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    pipeline.take_in(house.desk, [path])
    reason = " ".join(WORDS)
    past = SourceState(id="kurier-feed", visited=NOW, state="broken", reason=reason)
    visit = Visit(source=past, at=NOW, state="broken", reason=reason, notes=tuple(WORDS[:20]), entries=1)
    house.store.save_visit(visit)
    number = house.draft()
    found = house.store.issues.letters(number)
    house.store.issues.queue(number, [("email", payload, f"<{n}@x>") for n, payload in enumerate(WORDS[:40])], NOW)
    for letter in house.store.issues.letters(number)[len(found) :]:
        house.store.issues.claim(letter.id, NOW)
        house.store.issues.settle(letter.id, "unknown", at=NOW, error=letter.recipient)
    article = house.article("Набережну у Вербосіллі")
    for payload in WORDS[:10]:
        house.store.add_label(
            Label(article=article, field="topic", value="war", by=payload, at=NOW, why=payload), payload
        )
        keep(house.desk.state, "link", payload, f"https://x.example/{payload}", by=payload, at=NOW, trouble=payload)
    story = house.story("У Вербосіллі відкривають")
    house.store.add_story_decision("merge", [story, article], by=reason[:200], at=NOW, why=reason)


@pytest.mark.parametrize(
    "path",
    [
        f"/stories?{PERIOD}",
        "STORY",
        "/sources",
        "/sources/kurier-feed",
        "/issues",
        "ISSUE",
        "/outbox",
        f"/pickup?{PERIOD}",
        f"/charts?{PERIOD}",
        "/add",
    ],
)
def test_payloads_are_words_on_every_page(house: House, path: str) -> None:
    named = {"STORY": f"/stories/{house.story('У Вербосіллі відкривають')}", "ISSUE": "/issues/1"}
    judged(house.get(named.get(path, path)))


@pytest.mark.parametrize(
    "payloads", [pytest.param(WORDS[::10], id="sample"), pytest.param(WORDS, id="all", marks=pytest.mark.torture)]
)
def test_payloads_in_the_address_and_the_forms_are_words(house: House, payloads: tuple[str, ...]) -> None:
    for payload in payloads:
        for path in ("/stories", "/charts", "/issues", "/outbox"):
            judged(
                house.client.get(
                    path, params={"since": payload, "kind": payload, "state": payload, "done": payload}
                ).text
            )
        clip = {"outlet": payload, "title": payload, "text": payload, "published": payload, "kind": payload}
        judged(house.post("/add/clip", 422, **clip))
        judged(house.post("/stories/merge", 422, story=[payload, "x"]))


def test_pictures_hold_no_payload(house: House) -> None:
    for name in ("days", "topics", "outlets", "direct"):
        answer = house.client.get(f"/charts/{name}.svg?{PERIOD}")
        assert b"<script" not in answer.content
        assert b"javascript:" not in answer.content.lower()
