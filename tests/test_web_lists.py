"""The catalogue says what the clips say, whatever was written; filters, search, counts, pages of it."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete, select, text

from monitor import schema
from monitor.cli import main
from monitor.judgement import FIELDS
from monitor.model import Label, Moment
from monitor.review import decision
from monitor.store import Store, standing
from monitor.store.catalogue import Filter
from monitor.store.engine import reading, writing
from monitor.web.listing import Asked, asked, words
from monitor.web.period import Period
from tests.web_office import NOW, OUTLETS, Rig, article, put, rig, verdicts

DAY = timedelta(days=1)


@pytest.fixture
def house(tmp_path: Path) -> Rig:
    return rig(tmp_path)


def row(store: Store, identifier: str) -> dict[str, Any]:
    table = schema.catalogue
    with reading(store.engine) as tx:
        found = tx.execute(select(table).where(table.c.article == identifier)).mappings().first()
    return dict(found) if found else {}


def from_clip(store: Store, identifier: str) -> dict[str, Any]:
    """What the row must say, worked out from the clip."""
    (clip,) = store.clips(articles=[identifier], relevance=None)
    strange = clip.article.quarantine and clip.relevance in ("about", None)
    answered = "use" in clip.decided or "left-out" in clip.decided
    return {
        "relevance": clip.relevance,
        "topic": clip.topic,
        "citation": clip.citation,
        "tone": clip.tone,
        "outlet": clip.outlet.id,
        "flagged": bool(clip.flags or (strange and not answered)),
        "decided": bool(clip.decided),
        "missed": clip.missed,
    }


def agrees(store: Store, identifier: str) -> bool:
    wanted = from_clip(store, identifier)
    found = row(store, identifier)
    return {name: found[name] for name in wanted} == wanted


def test_the_row_says_what_the_clip_says_after_any_writing(house: Rig) -> None:
    """Two hundred random writings: articles again, verdicts again, decisions, undoings, conflicts."""
    store = house.office.store
    draw = random.Random(20261122)
    names = ["a", "b", "c"]
    for name in names:
        put(house, article(name), flags=("Непевно.",))
    for step in range(200):
        name = draw.choice(names)
        at = NOW + timedelta(minutes=step)
        act = draw.randrange(5)
        if act == 0:
            strange = draw.choice([None, "Дата дивна."])
            put(
                house,
                article(name, title=f"Заголовок {step}", quarantine=strange),
                flags=("Непевно.",) * draw.randrange(2),
            )
        elif act == 1:
            item = store.article(name)
            assert item is not None
            found = verdicts(item.article, relevance=draw.choice([*FIELDS["relevance"], None]), tone=None)
            store.save_verdicts([(found, item.version, "слова")], f"v{step}")
        elif act in (2, 3):
            field = draw.choice(["relevance", "topic", "citation", "tone", "use", "event"])
            seen = draw.choice([None, 0, store.opinions.mark()])
            decision.decide(
                store,
                [name],
                field,
                draw.choice(FIELDS[field]),
                by=f"особа {step % 3}",
                at=at,
                origin="тест",
                seen=seen,
            )
        else:
            standing_ids = [entry.id for entry in store.opinions.history([name]) if entry.stands]
            if standing_ids:
                decision.undo(store, draw.choice(standing_ids), by="особа", at=at, origin="тест")
        assert agrees(store, name), step
    store.add_label(Label(article="a", field="tone", value="negative", by="x", at=NOW), "тест")
    assert agrees(store, "a")


def test_an_item_without_verdict_is_in_no_list(house: Rig) -> None:
    store = house.office.store
    store.save_articles([(article("new"), "new", None, False, ())])
    assert row(store, "new") == {}
    with writing(store.engine) as tx:
        standing.refresh(tx, store.place, ["new", "unknown"])
    assert row(store, "new") == {}


def test_an_older_database_gets_its_rows(house: Rig) -> None:
    """What migration 0002 fills in from earlier tables is what the program itself would have written."""
    import importlib

    store = house.office.store
    put(house, article("plain"))
    put(house, article("flag"), flags=("Непевно.",))
    put(house, article("answered"), flags=("Непевно.",))
    put(house, article("strange", quarantine="Дата дивна."))
    put(house, article("strange-none", quarantine="Дата дивна."), relevance="none")
    for name, field, value in (
        ("answered", "tone", "negative"),
        ("plain", "relevance", "none"),
        ("strange", "use", "yes"),
    ):
        store.add_label(Label(article=name, field=field, value=value, by="x", at=NOW), "тест")
    names = ("plain", "flag", "answered", "strange", "strange-none")
    before = {name: row(store, name) for name in names}
    migration = importlib.import_module("monitor.migrations.versions.0002_people")
    with writing(store.engine) as tx:
        tx.execute(delete(schema.catalogue))
        migration._fill(tx)
    assert {name: row(store, name) for name in names} == before


def many(house: Rig) -> None:
    """Eight items, one difference each."""
    at = Moment(at=NOW - 3 * DAY, rule="feed", confidence=1.0)
    put(house, article("plain"))
    put(house, article("old", published=at))
    put(house, article("region", outlet="oblast"))
    put(house, article("release", outlet="rada"))
    put(house, article("none"), relevance="none")
    put(house, article("unsure"), relevance=None)
    put(house, article("flag"), flags=("Непевно.",))
    put(house, article("sport", title="Футбол у Вербосіллі"), topic="sport", citation="site", tone="negative")
    put(house, article("russian", title="Библиотека"), language="ru")
    house.office.store.add_label(Label(article="none", field="use", value="yes", by="x", at=NOW), "тест")


EVERYTHING = {"plain", "old", "region", "none", "unsure", "flag", "sport", "russian"}
FILTERS: dict[str, tuple[dict[str, str], set[str]]] = {
    "nothing chosen": ({}, EVERYTHING),
    "period": ({"since": "2026-11-19"}, EVERYTHING - {"old"}),
    "until": ({"until": "2026-11-18"}, {"old"}),
    "outlet": ({"outlet": "oblast"}, {"region"}),
    "our own outlet": ({"outlet": "rada"}, set()),
    "level": ({"level": "region"}, {"region"}),
    "outlet of another level": ({"level": "region", "outlet": "visti"}, set()),
    "relevance": ({"relevance": "none"}, {"none"}),
    "undecided by the program": ({"relevance": "?"}, {"unsure"}),
    "topic": ({"topic": "sport"}, {"sport"}),
    "citation": ({"citation": "site"}, {"sport"}),
    "direct citation": ({"citation": "direct"}, {"sport"}),
    "tone": ({"tone": "negative"}, {"sport"}),
    "language": ({"language": "ru"}, {"russian"}),
    "flagged": ({"show": "flagged"}, {"flag"}),
    "decided": ({"show": "decided"}, {"none"}),
    "undecided": ({"show": "undecided"}, EVERYTHING - {"none"}),
    "missed": ({"show": "missed"}, set()),
    "a word in another form": ({"q": "футболом"}, {"sport"}),
    "two words": ({"q": "вербосілля футбол"}, {"sport"}),
    "a word nobody wrote": ({"q": "жираф"}, set()),
    "a sign of the search language": ({"q": '" OR * NEAR('}, set()),
    "signs alone": ({"q": '"*()'}, EVERYTHING),
    "nonsense narrows nothing": (
        {"relevance": "never", "topic": "'", "level": "x", "order": "x", "size": "9"},
        EVERYTHING,
    ),
}


@pytest.mark.parametrize("case", FILTERS)
def test_filters(house: Rig, case: str) -> None:
    many(house)
    given, expected = FILTERS[case]
    store = house.office.store
    outlets = store.outlets()
    wanted = asked(given, NOW.date(), outlets).filter(outlets)
    ids = store.catalogue.ids(wanted, limit=100)
    assert set(ids) == expected
    assert store.catalogue.count(wanted) == len(expected)


def test_the_full_text_follows_the_article(house: Rig) -> None:
    """Classified again and again, an article is found by its present words only, and stands in the text once."""
    store = house.office.store
    for title in ("Ярмарок у місті", "Концерт у місті", "Ярмарок і концерт"):
        put(house, article("a", title=title, paragraphs=("x",)))
        put(house, article("b", title="Ярмарок", paragraphs=("x",)))
    with reading(store.engine) as tx:
        assert tx.execute(text("SELECT article FROM fulltext ORDER BY article")).scalars().all() == ["a", "b"]

    def found(query: str) -> set[str]:
        return set(store.catalogue.ids(Filter(words=words(query))))

    assert (found("ярмарки"), found("концертом"), found("місто")) == ({"a", "b"}, {"a"}, set())
    store.add_label(Label(article="a", field="tone", value="negative", by="x", at=NOW), "тест")
    assert found("концерт") == {"a"}, "a decision keeps the words"
    with writing(store.engine) as tx:
        tx.execute(text("DELETE FROM fulltext WHERE article = 'a'"))
        standing.forget_text(tx, store.place, "a")
    assert found("концерт") == set()


def test_pages_do_not_overlap_and_hold_everything(house: Rig) -> None:
    for number in range(25):
        put(house, article(f"n{number:02}", published=Moment(at=NOW - number // 3 * DAY, rule="feed", confidence=1.0)))
    store = house.office.store
    for order in ("new", "old", "outlet"):
        pages = [store.catalogue.ids(Filter(), order=order, limit=10, offset=start) for start in (0, 10, 20)]  # type: ignore[arg-type]
        assert [len(page) for page in pages] == [10, 10, 5]
        assert len({name for page in pages for name in page}) == 25
    assert store.catalogue.ids(Filter(), order="old", limit=25) == store.catalogue.ids(Filter(), limit=25)[::-1]


def test_neighbours_walk_the_list_one_by_one(house: Rig) -> None:
    for number in range(7):
        put(house, article(f"n{number}", published=Moment(at=NOW - number // 2 * DAY, rule="feed", confidence=1.0)))
    catalogue = house.office.store.catalogue
    walked, at = [], catalogue.ids(Filter(), limit=1)[0]
    while at is not None:
        walked.append(at)
        newer, older = catalogue.neighbours(Filter(), at)
        assert newer == (walked[-2] if len(walked) > 1 else None)
        at = older  # type: ignore[assignment]
    assert walked == catalogue.ids(Filter(), limit=10)
    assert catalogue.neighbours(Filter(), "unknown") == (None, None)


def test_never_more_than_a_thousand_rows(house: Rig) -> None:
    store = house.office.store
    put(house, article("a"))
    with writing(store.engine) as tx:
        tx.execute(
            text(
                "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1500)"
                " INSERT INTO catalogue (place, article, published, outlet, language, flagged, decided, missed)"
                " SELECT :place, 'n' || i, '2026-11-20T00:00:00Z', 'visti', 'uk', 1 = 0, 1 = 0, 1 = 0 FROM n"
            ),
            {"place": store.place},
        )
    assert len(store.catalogue.ids(Filter(), limit=10**9)) == 1000


def test_counts_are_those_of_the_lists(house: Rig) -> None:
    many(house)
    store = house.office.store
    since, until = NOW - 10 * DAY, NOW + DAY
    counts = store.catalogue.counts(since, until, ("rada",))
    base = Filter(since=since, until=until, without=("rada",))
    assert counts.found == store.catalogue.count(base) == 8
    assert counts.about == store.catalogue.count(replace(base, relevance="about")) == 6
    assert counts.undecided == store.catalogue.count(replace(base, relevance="?")) == 1
    assert counts.direct == store.catalogue.count(replace(base, relevance="about", citation="direct")) == 1
    assert counts.flagged == store.catalogue.count(replace(base, flagged=True)) == 1
    assert store.catalogue.waiting(since, ("rada",)).flagged == 1


def test_places_do_not_mix(house: Rig) -> None:
    put(house, article("a"))
    other = Store(house.office.store.engine, "elsewhere")
    assert other.catalogue.ids(Filter()) == []
    assert other.catalogue.counts(NOW - DAY, NOW + DAY).found == 0
    house.office.store.people.add("olena", "editor", "x", NOW)
    assert other.people.get("olena") is None
    assert other.people.listed() == []


def test_an_address_says_the_same_choice_again() -> None:
    outlets = {outlet.id: outlet for outlet in OUTLETS}
    given = {"q": "вода & «світло»", "outlet": "visti", "relevance": "?", "show": "flagged", "order": "old", "size": "100",
             "since": "2026-11-01", "until": "2026-11-20"}  # fmt: skip
    first = asked(given, NOW.date(), outlets)
    from urllib.parse import parse_qsl

    assert asked(dict(parse_qsl(first.query)), NOW.date(), outlets) == first


def test_a_search_is_about_everything_a_list_about_what_is_new() -> None:
    today = NOW.date()
    assert (today - asked({}, today, ()).period.first).days == 13
    assert (today - asked({"q": "вода"}, today, ()).period.first).days > 3000
    assert asked({"q": "вода", "since": "2026-11-19"}, today, ()).period.first.isoformat() == "2026-11-19"


def test_words_of_a_search_are_bounded() -> None:
    assert len(words("слово " + " ".join(f"слово{n}" for n in range(1000)))) <= 12
    assert words("...") == ()
    assert Asked(period=Period(first=NOW.date(), last=NOW.date())).filter({}).words == ()


def test_the_command_finds_what_the_page_finds(
    house: Rig, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """«Стали» may be of three words: an item with any of them is found, though no item holds all the readings."""
    store = house.office.store
    put(house, article("a", title="Роботи стали дорожчими", paragraphs=("Кошторис переглянули.",)))
    put(house, article("b", title="Партія сталі для мосту", paragraphs=("Її привезли вчора.",)))
    put(house, article("c", title="Ярмарок меду", paragraphs=("На площі.",)))
    both = set(store.catalogue.ids(Filter(words=words("стали"))))
    assert both == {"a", "b"}
    config = tmp_path / "sources.yaml"
    name = house.office.config.place.name
    config.write_text(
        f"place: {{id: {store.place}, name: {name}, russian: Вербоселье, region: Чернігівська область}}\n"
        "institution: {name: Вербосільська міська рада}\noutlets: []\n",
        encoding="utf-8",
    )
    monkeypatch.setenv("OHLIAD_DATABASE", store.engine.url.render_as_string(hide_password=False))
    wanted = ["--config", str(config), "--state", str(house.office.state), "--json", "search"]
    assert main([*wanted, "стали"]) == 0
    assert {row["id"] for row in json.loads(capsys.readouterr().out)} == both
    assert main([*wanted, "стали кошторис"]) == 0
    assert [row["id"] for row in json.loads(capsys.readouterr().out)] == ["a"]
    assert main([*wanted, "«–»"]) == 2, "no word at all"
