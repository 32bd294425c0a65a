"""The chronicle: which items tell of one event, a person's word, the line of the report, the table's way back."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifiers import events
from classifiers.events.kinds import NAMED, WEAK
from digests.render import csv
from digests.reports.chronicle import chronicle, for_report, problem, within
from digests.reports.event_fields import ONE_WITNESS
from digests.reports.event_lines import line, listing
from monitor.cli.application import invoke
from monitor.dates import from_local, to_local
from monitor.model import Article, Classification, Clip, Event, Flag, Moment, Outlet, Place, Verdict
from monitor.registers.nouns import EventDecision, Organisation, PublicEvent
from monitor.review import events as sheet
from monitor.review.reading import TableError
from monitor.store import Store
from tests.fakes import NOW

DAY = date(2026, 11, 14)
RALLY = Event(
    date=DAY,
    until=None,
    kind="мітинг",
    place="на площі Ринок",
    organisers=("ГО «Сад»",),
    subject="проти забудови парку",
)


def clip(name: str, event: Event | None = RALLY, *, published: date = DAY, **fields: object) -> Clip:
    known = {"outlet": name, "title": "Заголовок", "language": "uk", "relevance": "about", "official": False, **fields}
    article = Article(
        id=name, outlet=str(known["outlet"]), url=f"https://news.example/{name}", kind="site", title=str(known["title"]),
        paragraphs=(), language=known["language"],  # type: ignore[arg-type]
        published=Moment(at=from_local(published), rule="feed", confidence=1.0),
    )  # fmt: skip
    outlet = Outlet(id=str(known["outlet"]), name=str(known["outlet"]), official=bool(known["official"]))
    rest = {key: value for key, value in fields.items() if key in ("story", "relation", "decided")}
    return Clip(article=article, outlet=outlet, relevance=str(known["relevance"]), topic="civic", event=event, **rest)  # type: ignore[arg-type]


def ids(events: Sequence[PublicEvent]) -> list[tuple[str, ...]]:
    return [event.articles for event in events]


ELSEWHERE = replace(RALLY, place="біля лікарні", organisers=("партія «Край»",))
MERGED = {
    "the same": (RALLY, True),
    "another day": (replace(RALLY, date=DAY + timedelta(days=1)), False),
    "a range that holds the day": (replace(RALLY, date=DAY - timedelta(days=1), until=DAY + timedelta(days=1)), True),
    "a kindred kind": (replace(RALLY, kind="пікет"), True),
    "the kind in Russian": (replace(RALLY, kind="митинг"), True),
    "another kind": (replace(RALLY, kind="хресна хода"), False),
    "the organiser in another case": (replace(RALLY, place=None, organisers=("громадська організація «Саду»",)), True),
    "the same place, another organiser": (replace(RALLY, organisers=("партія «Край»",), place="площа Ринок"), True),
    "the organiser in Russian": (
        replace(RALLY, kind="митинг", place="у рынка", organisers=("ОО «Зелёный дом над рекой»",)),
        False,
    ),
    "neither place nor organiser": (ELSEWHERE, False),
    "no place, another organiser": (replace(ELSEWHERE, place=None), False),
    "no day": (replace(RALLY, date=None), False),
}


@pytest.mark.parametrize(("other", "one"), MERGED.values(), ids=MERGED)
def test_what_is_one_event(other: Event, *, one: bool) -> None:
    assert len(chronicle([clip("a"), clip("b", other)])) == (1 if one else 2)


def test_one_story_is_one_event_even_without_a_day() -> None:
    undated = clip("b", replace(ELSEWHERE, date=None), story="s")
    assert ids(chronicle([clip("a", story="s"), undated])) == [("a", "b")]
    assert len(chronicle([clip("a", story="s"), clip("b", replace(RALLY, kind="пресконференція"), story="s")])) == 2


def test_only_items_about_the_place_and_own_releases_tell() -> None:
    assert chronicle([clip("a", relevance="area"), clip("b", None), clip("c", relevance="none")]) == ()
    assert len(chronicle([clip("a", relevance="none", official=True)])) == 1


def test_announced_then_held_is_one_event_that_says_more() -> None:
    announced = clip("a", replace(RALLY, subject=None), published=DAY - timedelta(days=5))
    [found] = chronicle([announced])
    assert (found.held, found.confidence, found.subject) == (False, ONE_WITNESS, "")
    report = clip("b", replace(RALLY, kind="мітинг-протест", place="на площі Ринок біля ратуші"), published=DAY)
    [found] = chronicle([announced, report])
    assert (found.id, found.held, found.kind) == ("a", True, "мітинг-протест")
    assert (found.place, found.subject) == ("на площі Ринок біля ратуші", "проти забудови парку")
    assert found.confidence == round(1 - (1 - ONE_WITNESS) ** 2, 3)


def test_a_reprint_and_a_second_item_of_one_outlet_are_no_further_witness() -> None:
    [found] = chronicle([clip("a"), clip("b", relation="reprint"), clip("c", outlet="a")])
    assert found.confidence == ONE_WITNESS
    [undated] = chronicle([clip("a", replace(RALLY, date=None))])
    assert undated.confidence == ONE_WITNESS / 2
    assert (undated.first, undated.held) == (None, False)


def test_ukrainian_words_before_russian_ones() -> None:
    russian = replace(RALLY, kind="митинг", place="на площади Рынок", subject="против застройки")
    [found] = chronicle([clip("a"), clip("b", russian, language="ru", published=DAY + timedelta(days=1))])
    assert line(found) == "14.11.2026 – мітинг на площі Ринок проти забудови парку (ГО «Сад»)"
    [alone] = chronicle([clip("b", russian, language="ru")])
    assert line(alone) == "14.11.2026 – мітинг (місце: «на площади Рынок») – «против застройки» (ГО «Сад»)"
    veterans = replace(russian, organisers=("городская организация ветеранов труда", "ОО «Чистый город»"), place=None)
    [alone] = chronicle([clip("b", veterans, language="ru")])
    names = "(«городская организация ветеранов труда», «ОО „Чистый город“»)"
    assert line(alone) == f"14.11.2026 – мітинг – «против застройки» {names}"
    [both] = chronicle([clip("a", story="s"), clip("b", veterans, language="ru", story="s")])
    assert both.organisers == ("ГО «Сад»",)
    titled = clip("a", replace(RALLY, subject="Люди за парк"), title="Люди за парк")
    [both] = chronicle([titled, clip("b", russian, language="ru")])
    assert line(both) == "14.11.2026 – мітинг на площі Ринок – «Люди за парк» (ГО «Сад»)"


def test_the_program_says_the_kind_in_ukrainian_whoever_wrote_it() -> None:
    event = PublicEvent(id="a", first=DAY, last=None, kind="митинг")
    assert line(event) == "14.11.2026 – мітинг"


@pytest.mark.parametrize(
    ("subject", "told"),
    [
        ("проти підняття тарифів: подробиці від 24", "проти підняття тарифів: подробиці від 24.11"),
        ("щодо тарифу 12", "щодо тарифу 12.50 грн за куб"),
        ("за 5", "за 5"),
    ],
)
def test_a_subject_is_not_cut_at_the_dot_of_a_number(subject: str, told: str) -> None:
    title = "Мітингували проти підняття тарифів: подробиці від 24.11"
    item = clip("a", replace(RALLY, subject=subject, place=None), title=title)
    item = replace(item, article=replace(item.article, paragraphs=("Ішлося щодо тарифу 12.50 грн за куб. Було за 5.",)))
    [found] = chronicle([item])
    assert line(found) == f"14.11.2026 – мітинг {told} (ГО «Сад»)"


def test_organisers_of_all_items_stand_once_and_are_found_in_the_register() -> None:
    other = replace(RALLY, organisers=("громадська організація «Сад»", "партія «Край»"))
    register = [Organisation(name="ГО «Сад»", kind="civic", code="1"), Organisation(name="ГО «Ліс»", kind="civic")]
    [found] = chronicle([clip("a"), clip("b", other)], organisations=register)
    assert (len(found.organisers), found.registered) == (2, ("1",))


@given(st.permutations(["a", "b", "c", "d"]))
def test_the_order_of_items_does_not_matter(order: list[str]) -> None:
    known = {"a": RALLY, "b": replace(RALLY, place=None), "c": ELSEWHERE, "d": replace(RALLY, organisers=())}
    assert chronicle([clip(name, known[name]) for name in order]) == chronicle(
        [clip(name, known[name]) for name in "abcd"]
    )


def test_an_organiser_is_one_in_both_languages() -> None:
    ours = replace(RALLY, place=None, organisers=("ГО «Зелений дім»",))
    russian = replace(ours, kind="пикет", place="у горсовета", organisers=("ОО «Зелёный дом»",), subject=None)
    [found] = chronicle([clip("a", ours), clip("b", russian, language="ru")])
    assert (found.kind, found.organisers) == ("мітинг", ("ГО «Зелений дім»",))


@pytest.mark.parametrize(("ukrainian", "russian"), [(uk, ru) for _, uk, ru in (*NAMED, *WEAK)])
def test_every_kind_the_classifier_names_in_russian_has_its_ukrainian_name(ukrainian: str, russian: str) -> None:
    [found] = chronicle([clip("a", replace(RALLY, kind=russian), language="ru")])
    assert found.kind == ukrainian
    assert len(chronicle([clip("a", replace(RALLY, kind=russian)), clip("b", replace(RALLY, kind=ukrainian))])) == 1


# --- lines --------------------------------------------------------------------------------------------------------

LINES = [
    (RALLY, "14.11.2026 – мітинг на площі Ринок проти забудови парку (ГО «Сад»)"),
    (replace(RALLY, until=date(2026, 11, 16), place=None), "14–16.11.2026 – мітинг проти забудови парку (ГО «Сад»)"),
    (replace(RALLY, until=date(2026, 12, 2)), "14.11–02.12.2026 – мітинг на площі Ринок проти забудови парку (ГО «Сад»)"),
    (replace(RALLY, subject="Люди за «Сад»"), "14.11.2026 – мітинг на площі Ринок – «Люди за „Сад“» (ГО «Сад»)"),
    (replace(RALLY, organisers=("ГО «Сад»", "партія «Край»"), subject="щодо парку."),
     "14.11.2026 – мітинг на площі Ринок щодо парку (ГО «Сад», партія «Край»)"),
    (replace(RALLY, place="У сквері", subject=None), "14.11.2026 – мітинг у сквері (ГО «Сад»)"),
    (replace(RALLY, subject="За парк і за «Сад"), "14.11.2026 – мітинг на площі Ринок за парк і за «Сад» (ГО «Сад»)"),
    (replace(RALLY, place="на Соборну площу", subject="проти забудови"),
     "14.11.2026 – мітинг на Соборній площі проти забудови (ГО «Сад»)"),
    (replace(RALLY, place="до міської ради", subject="проти забудови"),
     "14.11.2026 – мітинг біля міської ради проти забудови (ГО «Сад»)"),
    (replace(RALLY, place="під стіни міськради", subject="проти забудови"),
     "14.11.2026 – мітинг під стінами міськради проти забудови (ГО «Сад»)"),
    (replace(RALLY, kind="акція на підтримку", subject="на підтримку полонених"),
     "14.11.2026 – акція на площі Ринок на підтримку полонених (ГО «Сад»)"),
    (replace(RALLY, subject="вимагають води від «Водоканалу»"),
     "14.11.2026 – мітинг на площі Ринок з вимогою води від «Водоканалу» (ГО «Сад»)"),
    (replace(RALLY, kind="молитовне зібрання", subject="молитву за мир"),
     "14.11.2026 – молитовне зібрання на площі Ринок за мир (ГО «Сад»)"),
    (replace(RALLY, kind="хресна хода", subject="Молитви за мир", place="На Ринковій площі"),
     "14.11.2026 – хресна хода на Ринковій площі – молитва за мир (ГО «Сад»)"),
    (replace(RALLY, subject="Мітинг на площі Ринок"), "14.11.2026 – мітинг на площі Ринок (ГО «Сад»)"),
    (replace(RALLY, place="площа Ринок"), "14.11.2026 – мітинг (площа Ринок) проти забудови парку (ГО «Сад»)"),
    (replace(RALLY, date=None, place=None, subject=None), "дата невідома – мітинг (ГО «Сад»)"),
]  # fmt: skip


@pytest.mark.parametrize(("event", "written"), LINES)
def test_the_line_of_the_report(event: Event, written: str) -> None:
    [found] = chronicle([clip("a", event, title="Люди за «Сад»")])
    assert line(found) == written


def test_the_list_is_sorted_and_ends_with_a_full_stop() -> None:
    later = replace(ELSEWHERE, date=date(2026, 11, 20), until=None, subject=None)
    earlier = replace(ELSEWHERE, date=date(2026, 1, 14), subject=None)
    found = chronicle([clip("a", later), clip("b"), clip("c", earlier)])
    assert [text[:10] + text[-1] for text in listing(found)] == ["14.01.2026;", "14.11.2026;", "20.11.2026."]
    assert [one.id for one in within(found, date(2026, 11, 1), date(2026, 11, 14))] == ["b"]
    assert listing(()) == ()


# --- a person's word ----------------------------------------------------------------------------------------------


def said(field: str, value: str, event: str = "a", hours: int = 0) -> EventDecision:
    return EventDecision(event=event, field=field, value=value, by="О. В.", at=NOW + timedelta(hours=hours))


def test_a_person_outranks_the_program_and_the_last_word_counts() -> None:
    words = [
        said("place", "біля ратуші"),
        said("state", "rejected"),
        said("place", "у сквері"),
        said("state", "confirmed"),
    ]
    [found] = chronicle([clip("a")], words)
    assert (found.state, found.place, found.edited) == ("confirmed", "у сквері", ("place",))
    assert for_report([found], DAY, DAY) == (found,)
    assert for_report(chronicle([clip("a")]), DAY, DAY) == ()


def test_what_was_decided_stays_when_a_person_leaves_the_first_item_out() -> None:
    words = [said("state", "confirmed"), said("place", "у сквері")]
    gone = clip("a", relevance="none", decided=("relevance",))
    [found] = chronicle([gone, clip("b")], words)
    assert (found.articles, found.state, found.place) == (("b",), "confirmed", "у сквері")
    other = clip("b", replace(RALLY, date=DAY + timedelta(days=9)))
    [found] = chronicle([gone, other], words)
    assert found.state == "proposed", "another event inherits nothing"
    [found] = chronicle([clip("a", relevance="none"), clip("b")], words)
    assert found.state == "proposed", "what the program left out was never of the event"
    assert chronicle([gone], words) == ()


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        ("date", "15.11.2026", {"first": date(2026, 11, 15), "last": date(2026, 11, 15)}),
        ("until", "16.11.2026", {"first": DAY, "last": date(2026, 11, 16)}),
        ("until", "", {"last": DAY}),
        ("organisers", "ГО «Ліс» | ГО «Гай»", {"organisers": ("ГО «Ліс»", "ГО «Гай»")}),
        ("subject", "за парк", {"subject": "за парк", "quoted": False}),
        ("kind", "пікет", {"kind": "пікет"}),
    ],
)
def test_fields_a_person_may_put_right(field: str, value: str, expected: dict[str, object]) -> None:
    [found] = chronicle([clip("a")], [said(field, value)])
    assert {name: getattr(found, name) for name in expected} == expected
    assert found.edited == (field,)


def test_a_word_stands_with_its_item_when_an_earlier_one_turns_up() -> None:
    words = [said("state", "confirmed", "b")]
    earlier = clip("0", published=DAY - timedelta(days=3))
    [found] = chronicle([earlier, clip("b")], words)
    assert (found.id, found.state) == ("0", "confirmed")


def test_a_person_joins_two_events() -> None:
    apart = [clip("a"), clip("b", ELSEWHERE)]
    for words in ([said("same", "b", "a")], [said("same", "a", "b")]):
        [found] = chronicle(apart, words)
        assert found.articles == ("a", "b")
        assert found.edited == ()


def test_a_label_of_the_item_confirms_its_event() -> None:
    assert chronicle([clip("a", decided=("event",))])[0].state == "confirmed"


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("colour", "red", "невідоме поле"), ("state", "maybe", "невідомий стан"), ("kind", " ", "порожнім"),
        ("date", "", "не дата"), ("date", "31.02.2026", "такої дати немає"), ("until", "13.11.2026", "раніше"),
        ("until", "", ""), ("until", "14.11.2026", ""), ("place", "", ""), ("organisers", "", ""),
    ],
)  # fmt: skip
def test_wrong_words_are_told_before_they_are_stored(field: str, value: str, told: str) -> None:
    [event] = chronicle([clip("a")])
    found = problem(event, field, value)
    assert told in found
    assert bool(found) == bool(told)


# --- the table ----------------------------------------------------------------------------------------------------


def filled(**cells: str) -> list[list[str]]:
    """The exported table with these cells filled in its only row."""
    head, row = (list(one) for one in sheet.rows(chronicle([clip("a")]), {"a": "https://x"}, line, NOW))
    for key, text in cells.items():
        row[list(sheet.COLUMNS).index(key.replace("_", " ", 1))] = text
    return [head, row]


def taken(rows: list[list[str]], words: Sequence[EventDecision] = (), by: str = "Інша") -> sheet.Taken:
    events = chronicle([clip("a")], words)
    return sheet.take(rows, events, words, problem, name="t.csv", by=by, unguard=csv.unguard)


def test_an_untouched_table_changes_nothing_and_cells_are_safe_in_a_spreadsheet() -> None:
    assert taken(filled()) == sheet.Taken(unchanged=1)
    hostile = chronicle([clip("a", replace(RALLY, place="=1+1"))])
    back = csv.read(csv.write(sheet.rows(hostile, {}, line, NOW)))
    assert back[1][5] == "=1+1"


@pytest.mark.parametrize(
    ("cells", "changes"),
    [
        ({"decide_state": "так"}, [("state", "confirmed")]),
        ({"decide_state": "Підтверджено", "decide_place": "у сквері"}, [("state", "confirmed"), ("place", "у сквері")]),
        ({"decide_state": "-"}, [("state", "rejected")]),
        ({"decide_organisers": "ГО «Ліс»; ГО «Гай»"}, [("organisers", "ГО «Ліс»| ГО «Гай»")]),
        ({"decide_date": "15.11.2026"}, [("date", "15.11.2026")]),
    ],
)
def test_filled_cells_are_decisions(cells: dict[str, str], changes: list[tuple[str, str]]) -> None:
    assert [(one.field, one.value) for one in taken(filled(**cells)).changes] == changes


def test_what_cannot_be_taken_is_told_by_row_and_column() -> None:
    found = taken(filled(decide_state="може", decide_date="31.02.2026"))
    assert [(one.line, one.column) for one in found.rejected] == [(2, "рішення: стан"), (2, "рішення: дата")]
    assert taken(filled(id="#zz", decide_state="так")).rejected[0].column == "код"
    for rows in ([], [["код", "назва"]], [["рішення: стан"]]):
        with pytest.raises(TableError):
            taken(rows)


def test_a_newer_decision_is_a_conflict_and_the_same_one_no_change() -> None:
    newer = [said("state", "rejected", hours=1)]
    assert "О. В. уже вирішив(ла) «відхилено»" in taken(filled(decide_state="так"), newer).conflicts[0].text
    assert taken(filled(decide_state="ні"), newer).unchanged == 1
    older = [said("state", "rejected", hours=-1)]
    assert len(taken(filled(decide_state="так"), older).changes) == 1
    assert len(taken(filled(decide_state="так", exported=""), older).conflicts) == 1


def test_ones_own_word_is_corrected_and_the_second_of_the_export_is_no_excuse() -> None:
    own = [said("place", "у сквері", hours=1)]
    again = taken(filled(decide_place="на площі"), own, by=own[0].by)
    assert [one.value for one in again.changes] == ["на площі"]
    since = [*own, said("place", "на майдані", hours=2)]
    old = taken(filled(decide_place="у сквері"), since, by=own[0].by)
    assert old.changes == (), "the table of an hour ago, read again, takes nothing back"
    assert len(old.conflicts) == 1
    assert len(taken(filled(decide_place="на площі"), [said("place", "у сквері", hours=0)]).conflicts) == 1


def test_a_state_that_is_none_is_told_in_the_words_of_the_table() -> None:
    (found,) = taken(filled(decide_state="підтверджнео")).rejected
    assert "можливо, «підтверджено»?" in found.text
    assert "confirmed" not in found.text


# --- on the command line ------------------------------------------------------------------------------------------

CONFIG = (
    "place: {name: Вербосілля, region: Чернігівська область, id: x}\ninstitution: {name: Вербосільська міська рада}\n"
)


@pytest.fixture
def office(tmp_path: Path) -> list[str]:
    """The common options of a state folder with two items that tell of the rally."""
    (tmp_path / "sources.yaml").write_text(CONFIG, encoding="utf-8")
    store = Store.open(tmp_path / "var" / "ohliad.sqlite", "x")
    for name in ("aa", "bb"):
        one = clip(name)
        store.save_outlets([one.outlet])
        article = replace(one.article, fetched=NOW)
        store.save_articles([(article, name, None, False, ())])
        decided = Verdict(classifier="place", version="1", label="about", score=1.0, reason="")
        found = Classification(
            article=name, language="uk", relevance=decided, topic=decided, secondary=(), citation=decided, tone=decided,
            event=RALLY, flags=(Flag(classifier="place", code="x", text="…"),),
        )  # fmt: skip
        store.save_verdicts([(found, 1, "")], "1")
    store.close()
    return ["--config", str(tmp_path / "sources.yaml"), "--state", str(tmp_path / "var"), "--now", "2026-11-20T09:00"]


def test_the_round_trip_on_the_command_line(
    office: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = tmp_path / "events.csv"
    assert invoke([*office, "events", "--period", "2026-11", "--csv", str(table)]) == 0
    rows = csv.read(table.read_bytes())
    assert len(rows) == 2
    rows[1][rows[0].index("рішення: стан")] = "так"
    rows[1][rows[0].index("рішення: місце")] = "біля ратуші"
    table.write_bytes(csv.write(rows))
    assert invoke([*office, "events", "import", str(table), "--by", "О. В."]) == 0
    capsys.readouterr()
    assert invoke([*office, "--json", "events"]) == 0
    [event] = json.loads(capsys.readouterr().out)
    assert (event["state"], event["articles"], event["edited"]) == ("confirmed", ["aa", "bb"], ["place"])
    assert event["line"] == "14.11.2026 – мітинг біля ратуші проти забудови парку (ГО «Сад»)"


def test_single_words_on_the_command_line(office: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert invoke([*office, "events", "confirm", "#bb"]) == 0
    assert invoke([*office, "events", "set", "aa", "kind=пікет", "date=15.11.2026"]) == 0
    assert "15.11.2026 – пікет" in capsys.readouterr().out
    assert invoke([*office, "events", "reject", "aa"]) == 0
    assert invoke([*office, "events"]) == 0
    assert "відхилено" in capsys.readouterr().out
    for wrong in (["confirm", "zz"], ["set", "aa", "kind"], ["set", "aa", "date=x"], ["set", "aa", "same=zz"]):
        assert invoke([*office, "events", *wrong]) == 2
    assert invoke([*office, "events", "--period", "2025"]) == 0


def test_one_event_told_by_announcement_report_and_a_russian_item() -> None:
    """With the classifier itself: what items say is what the line quotes."""
    place = Place(id="x", name="Вербосілля", russian="Вербоселье", region="Чернігівська область")
    told = (
        ("a", date(2026, 11, 10), "uk", "ГО «Сад» запрошує на мітинг 14 листопада о 12:00 на площі Ринок."),
        ("b", date(2026, 11, 15), "uk",
         "14 листопада на площі Ринок відбувся мітинг проти забудови парку. Його організувала громадська організація «Сад»."),
        ("c", date(2026, 11, 15), "ru", "14 ноября прошёл митинг против застройки парка, его организовала ОО «Сад»."),
        ("d", date(2026, 11, 15), "uk", "14 листопада парафія Троїцького храму провела хресну ходу до каплиці."),
    )  # fmt: skip
    items = []
    for name, published, language, text in told:
        bare = clip(name, None, published=published, language=language)
        article = replace(bare.article, title="", paragraphs=(text,))
        items.append(replace(bare, article=article, event=events.load(place).classify(article)))
    assert listing(chronicle(items)) == (
        "14.11.2026 – мітинг на площі Ринок проти забудови парку (ГО «Сад»);",
        "14.11.2026 – хресна хода до каплиці (парафія Троїцького храму).",
    )


def test_thousands_of_events_are_merged_in_seconds() -> None:
    """Seven years of a city with an event a day, each told four times."""
    items = [
        clip(
            f"{day}-{n}",
            replace(RALLY, date=DAY + timedelta(days=day)),
            outlet=str(n),
            published=DAY + timedelta(days=day),
        )
        for day in range(1500)
        for n in range(4)
    ]
    assert len(chronicle(items)) == 1500


def test_all_orders_of_three_announcements_give_one_event() -> None:
    items = [clip(name, published=DAY - timedelta(days=n)) for n, name in enumerate("abc")]
    assert {chronicle(order) for order in permutations(items)} == {chronicle(items)}


def test_a_wrong_join_is_taken_back_and_a_second_one_does_not_undo_the_first() -> None:
    days = (DAY, DAY + timedelta(days=7), DAY + timedelta(days=14))
    clips = [clip(name, event=replace(RALLY, date=day)) for name, day in zip(("aa", "bb", "cc"), days, strict=True)]

    def groups(*joins: tuple[str, str]) -> set[tuple[str, ...]]:
        words = [said("same", other, event=one) for one, other in joins]
        return {event.articles for event in chronicle(clips, words)}

    assert groups(("aa", "bb")) == {("aa", "bb"), ("cc",)}
    assert groups(("aa", "bb"), ("aa", "cc")) == {("aa", "bb", "cc")}
    assert groups(("bb", "aa"), ("aa", "aa")) == {("aa",), ("bb",), ("cc",)}
    assert groups(("aa", "bb"), ("aa", "cc"), ("bb", "bb")) == {("aa", "cc"), ("bb",)}


def test_both_days_of_an_event_are_set_at_once_in_any_order(
    office: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert invoke([*office, "events", "set", "aa", "until=11.11.2026", "date=10.11.2026"]) == 0
    assert "10–11.11.2026 – мітинг" in capsys.readouterr().out
    assert invoke([*office, "events", "set", "aa", "date=12.11.2026", "until=11.11.2026"]) == 2


@pytest.mark.parametrize("period", ["2026-11-20..2026-11-01", "0001", "9999", "31.02", "2026-02-31..2026-03-01"])
def test_a_period_that_cannot_be_is_refused(period: str, office: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert invoke([*office, "events", "--period", period]) == 2
    assert f"--period {period!r}" in capsys.readouterr().err


def test_a_conflict_tells_the_hour_of_kyiv() -> None:
    standing = [replace(said("state", "rejected", hours=1), at=NOW + timedelta(hours=1))]
    text = taken(filled(decide_state="так"), standing).conflicts[0].text
    assert f"{to_local(standing[0].at):%d.%m.%Y %H:%M}" in text
    assert "UTC" not in text


@pytest.mark.parametrize(
    ("subject", "told"),
    [
        ("проти забудови парку відбувся 14 листопада на площі", "проти забудови парку"),
        ("проти застройки парка прошёл на площади", "проти застройки парка"),
        ("щодо мосту, який пройшов огляд", "щодо мосту, який пройшов огляд"),
        ("щодо бюджету", "щодо бюджету"),
        ("щодо генплану Сум призначили", "щодо генплану Сум"),
        ("щодо нового мосту перенесено на 20 листопада", "щодо нового мосту"),
        ("проти тарифів, які призначили без слухань", "проти тарифів, які призначили без слухань"),
        ("проти рішення яким скасовано пільги", "проти рішення яким скасовано пільги"),
        ("через те, що скасували автобус", "через те, що скасували автобус"),
        ("проти призначення директора", "проти призначення директора"),
        ("на підтримку скасованих рейсів", "на підтримку скасованих рейсів"),
        ("проти перенесення ринку", "проти перенесення ринку"),
        ("щодо скасування пільг", "щодо скасування пільг"),
        ("проти того, щоб пільги скасували", "проти того, щоб пільги скасували"),
    ],
)
def test_a_subject_ends_where_its_sentence_goes_on(subject: str, told: str) -> None:
    [event] = chronicle([clip("aa", event=replace(RALLY, subject=subject, place="на площі Ринок."))])
    assert line(event) == f"14.11.2026 – мітинг на площі Ринок {told} (ГО «Сад»)"


def test_the_history_of_an_item_tells_what_was_said_of_its_event(
    office: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    for state in ("confirm", "reject"):
        assert invoke([*office, "events", state, "aa", "--by", "О. В."]) == 0
    capsys.readouterr()
    assert invoke([*office, "--json", "history", "aa"]) == 0
    told = [(one["field"], one["value"], one["by"], one["state"]) for one in json.loads(capsys.readouterr().out)]
    assert told == [
        ("event state", "confirmed", "О. В.", "replaced"),
        ("event state", "rejected", "О. В.", "in force"),
    ]
    assert invoke([*office, "history", "aa"]) == 0
    assert "rejected" in capsys.readouterr().out


def test_a_word_said_while_a_table_is_imported_is_not_overwritten(
    office: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    table = tmp_path / "events.csv"
    assert invoke([*office, "events", "--csv", str(table)]) == 0
    rows = csv.read(table.read_bytes())
    rows[1][rows[0].index("рішення: стан")] = "так"
    table.write_bytes(csv.write(rows))
    take, pressed = sheet.take, []

    def slow(*arguments: Any, **words: Any) -> Any:
        found = take(*arguments, **words)
        if not pressed:  # between the weighing and the writing somebody decides otherwise
            pressed.append(invoke([*office[:-1], "2026-11-20T10:00", "events", "reject", "aa", "--by", "Інша"]))
        return found

    monkeypatch.setattr(sheet, "take", slow)
    assert invoke([*office, "events", "import", str(table)]) == 1
    assert "Інша уже вирішив(ла) «відхилено»" in " ".join(capsys.readouterr().out.split())
    assert invoke([*office, "--json", "events"]) == 0
    assert [one["state"] for one in json.loads(capsys.readouterr().out)] == ["rejected"]


def test_an_event_that_the_program_missed_is_added_by_a_person(
    office: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = Store.open(tmp_path / "var" / "ohliad.sqlite", "x")
    one = clip("cc")
    store.save_outlets([one.outlet])
    store.save_articles([(replace(one.article, title="Концерт у сквері", fetched=NOW), "cc", None, False, ())])
    decided = Verdict(classifier="place", version="1", label="about", score=1.0, reason="")
    found = Classification(
        article="cc", language="uk", relevance=decided, topic=decided, secondary=(), citation=decided, tone=decided,
    )  # fmt: skip
    store.save_verdicts([(found, 1, "")], "1")
    store.close()
    assert invoke([*office, "events", "confirm", "cc"]) == 2
    assert invoke([*office, "decide", "cc", "event=yes", "--by", "О. В."]) == 0
    assert invoke([*office, "events", "set", "cc", "date=13.11.2026", "kind=концерт", "organisers=ГО «Сад»"]) == 0
    assert "13.11.2026 – концерт – «Концерт у сквері» (ГО «Сад»)" in " ".join(capsys.readouterr().out.split())
    assert invoke([*office, "undo", "1", "--by", "О. В."]) == 0
    capsys.readouterr()
    assert invoke([*office, "--json", "events"]) == 0
    assert [one["id"] for one in json.loads(capsys.readouterr().out)] == ["aa"]
