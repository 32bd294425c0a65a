"""What decisions tell about the program: precision in use, agreement of people, misses by the weekly sample."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from scipy.stats import binomtest

from monitor.cli import main
from monitor.ledger import Entry
from monitor.model import Article, Classification, Flag, Label, Moment, Outlet, Verdict
from monitor.review import COLUMNS, agreement, guarding, misses, overruled, rows, workbook
from monitor.review.bringing import bring
from monitor.review.bringing import table as read_table
from monitor.review.choosing import waiting
from monitor.review.decision import decide, undo
from monitor.review.repeated import repeated
from monitor.review.sampling import draw, past_week, reason, week_named, week_of
from monitor.review.shares import Share
from monitor.review.statistics import reviewed
from monitor.store import Store
from tests.fakes import PLACE

NOW = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)  # a Wednesday of 2026-W48
KEYS = list(COLUMNS)


# --- shares -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("count", "of"), [(0, 20), (1, 20), (19, 20), (20, 20), (45, 100), (1, 1), (7, 3000)])
def test_shares_have_wilson_bounds(count: int, of: int) -> None:
    bounds = binomtest(count, of).proportion_ci(method="wilson")
    share = Share(count, of)
    assert (share.low, share.high) == (pytest.approx(bounds.low, abs=1e-6), pytest.approx(bounds.high, abs=1e-6))


def test_nothing_counted_is_no_share() -> None:
    assert (Share(0, 0).value, Share(0, 0).low, Share(0, 0).high) == (None, 0.0, 1.0)


# --- agreement ----------------------------------------------------------------------------------------------------


def test_kappa_of_the_textbook() -> None:
    # Cohen's own kind of table: 20 both yes, 15 both no, 5 and 10 apart -> 0.40
    pairs = [("y", "y")] * 20 + [("y", "n")] * 5 + [("n", "y")] * 10 + [("n", "n")] * 15
    assert agreement.kappa(pairs) == pytest.approx(0.4)
    assert agreement.kappa([("y", "y")] * 3) is None
    assert agreement.kappa([]) is None
    assert agreement.kappa([("y", "n"), ("n", "y")]) == pytest.approx(-1.0)


def row(identifier: int, by: str, value: str, undone: int | None = None, **more: object) -> Entry:
    given: dict[str, object] = {"article": "a", "field": "topic", "at": NOW, **more}
    verdict = given.pop("verdict", "culture")
    asked = given.pop("asked", False)
    origin = given.pop("origin", "x.csv")
    label = Label(value=value, by=by, **given)  # type: ignore[arg-type]
    return Entry(id=identifier, label=label, origin=origin, undone=undone, verdict=verdict, asked=asked)  # type: ignore[arg-type]


OPINIONS: dict[str, tuple[list[Entry], list[tuple[str, str]]]] = {
    "one alone": ([row(1, "А", "sport")], []),
    "the same, unasked": ([row(1, "А", "sport"), row(2, "Б", "sport")], [("sport", "sport")]),
    "refused": ([row(1, "А", "sport"), row(2, "Б", "war", 0)], [("sport", "war")]),
    "refused twice is one opinion": (
        [row(1, "А", "sport"), row(2, "Б", "war", 0), row(3, "Б", "crime", 0)],
        [("sport", "war")],
    ),
    "refused, then knowingly put through": (
        [row(1, "А", "sport"), row(2, "Б", "war", 0), row(3, "Б", "war")],
        [("sport", "war")],
    ),
    "knowingly changed is no second opinion": ([row(1, "А", "sport"), row(2, "Б", "war")], []),
    "one's own again": ([row(1, "А", "sport"), row(2, "А", "war", 0)], []),
    "against what stood then": (
        [row(1, "А", "sport", 3), row(2, "Б", "war", 0), row(3, "А", "", 3), row(4, "В", "crime")],
        [("sport", "war")],
    ),
    "nothing stood any more": ([row(1, "А", "sport", 2), row(2, "А", "", 2), row(3, "Б", "war", 0)], []),
    "three people": (
        [row(1, "А", "sport"), row(2, "Б", "sport"), row(3, "В", "war", 0)],
        [("sport", "sport"), ("sport", "war")],
    ),
}


@pytest.mark.parametrize(("entries", "pairs"), OPINIONS.values(), ids=OPINIONS)
def test_only_independent_opinions_are_compared(entries: list[Entry], pairs: list[tuple[str, str]]) -> None:
    assert [(one.first, one.second) for one in agreement.seconds(entries)] == pairs


def test_pairs_of_people_have_one_order() -> None:
    entries = [
        row(1, "Б", "sport"),
        row(2, "А", "war", 0),
        row(3, "А", "sport", article="b"),
        row(4, "Б", "war", 0, article="b"),
    ]
    table = agreement.table(agreement.seconds(entries))
    assert [(line.people, line.share) for line in table] == [((), Share(0, 2)), (("А", "Б"), Share(0, 2))]
    assert table[1].kappa == pytest.approx(-1.0)


# --- one table brought twice --------------------------------------------------------------------------------------


def sheet(
    first: int, by: str, origin: str, rows: int = 10, *, minutes: int = 0, undone: int | None = None, **other: str
) -> list[Entry]:
    """What a table of so many rows with a topic and a tone each left in the history; `other`: other values."""
    cells = [(f"a{number}", field) for number in range(rows) for field in ("topic", "tone")]
    return [
        row(
            first + place,
            by,
            other.get(f"{article}_{field}", {"topic": "sport", "tone": "neutral"}[field]),
            undone,
            article=article,
            field=field,
            origin=origin,
            at=NOW + timedelta(minutes=minutes),
            why=other.get("why", "за заголовком"),
        )
        for place, (article, field) in enumerate(cells)
    ]


FIRST = sheet(1, "Липка", "a.csv")
TABLES: dict[str, tuple[list[Entry], int, int]] = {
    "the same sheet under another name": (sheet(101, "Вишня", "b.csv"), 0, 1),
    "the same name": (sheet(101, "Вишня", "a.csv", minutes=3), 0, 1),
    "of the weekly sample too": (sheet(101, "Вишня", "b.csv · вибірка 2026-W47"), 0, 1),
    "twice more": ([*sheet(101, "Вишня", "b.csv"), *sheet(201, "Гай", "c.csv", minutes=5)], 0, 2),
    "one cell differs": (sheet(101, "Вишня", "b.csv", undone=None, a3_topic="war"), 20, 0),
    "other notes": (sheet(101, "Вишня", "b.csv", why="за текстом"), 20, 0),
    "fewer rows": (sheet(101, "Вишня", "b.csv", rows=9), 18, 0),
    "one's own again": (sheet(101, "Липка", "b.csv"), 0, 0),
}


@pytest.mark.parametrize(("entries", "opinions", "told"), TABLES.values(), ids=TABLES)
def test_a_table_that_repeats_another_is_no_second_judge(entries: list[Entry], opinions: int, told: int) -> None:
    history = [*FIRST, *entries]
    if opinions == 20 and any(entry.label.value == "war" for entry in entries):  # that one was refused
        history = [replace(one, undone=0) if one.label.value == "war" else one for one in history]
    assert len(agreement.seconds(history)) == opinions
    found = repeated(history)
    assert [(one.of, one.of_origin, len(one.rows)) for one in found] == [("Липка", "a.csv", 20)] * told


def test_small_tables_and_single_columns_come_out_alike_by_themselves() -> None:
    small = [*sheet(1, "Липка", "a.csv", rows=9), *sheet(101, "Вишня", "b.csv", rows=9)]
    column = [row(1 + n, by, "none", field="relevance", article=f"a{n % 30}", origin=f"{by}.csv")
              for n, by in enumerate(["Липка"] * 30 + ["Вишня"] * 30)]  # fmt: skip
    silent = [*sheet(1, "Липка", "a.csv", rows=40, why=""), *sheet(101, "Вишня", "b.csv", rows=40, why="")]
    assert repeated(small) == repeated(column) == repeated(silent) == []
    assert len(agreement.seconds(silent)) == 80
    assert (len(agreement.seconds(small)), len(agreement.seconds(column))) == (18, 30)


def test_who_brought_anothers_table_is_no_judge_of_it_later() -> None:
    later = row(301, "Вишня", "war", 0, article="a1", field="topic", origin="веб", at=NOW + timedelta(days=1))
    third = row(302, "Гай", "war", 0, article="a1", field="topic", origin="веб", at=NOW + timedelta(days=1))
    found = agreement.seconds([*FIRST, *sheet(101, "Вишня", "b.csv"), later, third])
    assert [(one.first_by, one.second_by, one.second) for one in found] == [("Липка", "Гай", "war")]


def test_one_table_brought_by_two_is_told_of_by_stats_review(
    store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "sources.yaml").write_text(
        "place: {id: verbosillia, name: Вербосілля, region: Чернігівська область}\n"
        "institution: {name: Вербосільська міська рада}\n",
        encoding="utf-8",
    )
    rows = [f"#{n:04x};спорт;нейтральна;2026-11-25T08:00:00Z №0" for n in range(60)]
    text = "код;рішення: тема;рішення: тональність;вивантажено\n" + "\n".join(rows)
    for minutes, (by, name, encoding) in enumerate([("Липка", "a.csv", "windows-1251"), ("Вишня", "b.csv", "utf-8")]):
        bring(store, text.encode(encoding), name, by=by, at=NOW + timedelta(minutes=minutes))
    common = ["--config", str(tmp_path / "sources.yaml"), "--state", str(tmp_path)]
    assert main([*common, "stats", "review"]) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "not counted: 120 answers of Вишня (b.csv, 25.11.2026) repeat a.csv of Липка cell by cell" in said
    assert "neither shown the other's answer" not in said
    assert main([*common, "--json", "stats", "review"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["agreement"] == []
    assert [(one["by"], one["of"], one["answers"]) for one in told["repeated"]] == [("Вишня", "Липка", 120)]


# --- precision in use ---------------------------------------------------------------------------------------------


def test_precision_in_use_by_label_week_and_flag() -> None:
    entries = [
        row(1, "А", "culture", article="a", asked=True),
        row(2, "А", "sport", article="b", asked=True),
        row(3, "А", "culture", article="c", at=NOW + timedelta(days=7)),
        row(4, "А", "war", article="d", verdict="sport"),
        row(5, "А", "war", article="e", verdict=""),
        row(6, "А", "war", article="f", verdict=None),  # before verdicts were kept
        row(7, "А", "no", article="g", field="use"),
        row(8, "А", "war", 9, article="h"),
        row(9, "А", "", 9, article="h"),
    ]
    table = overruled.table(overruled.rulings(entries, None, None))
    found = {(line.label, line.week): (line.share, line.asked, line.abstained) for line in table}
    assert found == {
        ("", ""): (Share(2, 4), Share(1, 2), 1),
        ("culture", ""): (Share(2, 3), Share(1, 2), 0),
        ("sport", ""): (Share(0, 1), Share(0, 0), 0),
        ("unsure", ""): (Share(0, 0), Share(0, 0), 1),
        ("", "2026-W48"): (Share(1, 3), Share(1, 2), 1),
        ("", "2026-W49"): (Share(1, 1), Share(0, 0), 0),
    }
    assert overruled.rulings(entries, NOW + timedelta(days=1), None)[0].article == "c"
    assert len(overruled.rulings(entries, None, NOW + timedelta(days=1))) == 4


def test_a_later_model_does_not_change_what_it_said_then() -> None:
    entries = [row(1, "А", "sport", verdict="culture"), row(2, "Б", "sport", verdict="sport")]
    (ruling,) = overruled.rulings(entries, None, None)
    assert (ruling.said, ruling.kept) == ("culture", False)


# --- the weekly sample --------------------------------------------------------------------------------------------


def test_weeks_are_those_of_kyiv() -> None:
    assert week_of(datetime(2026, 11, 22, 21, 59, tzinfo=UTC)).name == "2026-W47"
    assert week_of(datetime(2026, 11, 22, 22, 0, tzinfo=UTC)).name == "2026-W48"
    assert past_week(NOW).name == "2026-W47"
    assert past_week(NOW).until == datetime(2026, 11, 22, 22, 0, tzinfo=UTC)
    assert week_named("2026-W47") == past_week(NOW)
    assert [week_named(bad) for bad in ("2026-W99", "2026", "", "x-W01")] == [None] * 4


def test_the_draw_follows_from_week_and_id_alone() -> None:
    names = [f"{n:012x}" for n in range(500)]
    first = draw(names, past_week(NOW), 20)
    assert first == draw(reversed(names), past_week(NOW), 20)
    assert first[:5] == draw(names, past_week(NOW), 5)
    assert len(set(first) & set(draw(names, week_of(NOW), 20))) < 6, "another week, another sample"
    assert set(first) - set(draw([name for name in names if name != first[3]], past_week(NOW), 20)) == {first[3]}
    assert draw(names[:3], past_week(NOW), 0) == []


def test_every_item_is_drawn_as_often() -> None:
    week, of = past_week(NOW), 40
    counts = [0] * of
    for turn in range(400):
        names = [f"{turn}-{n}" for n in range(of)]
        for name in draw(names, week, 10):
            counts[int(name.split("-")[1])] += 1
    assert max(abs(count - 100) for count in counts) < 40, counts  # 4.6 standard deviations


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """60 items of the last week: 40 left out by the program, 10 about the place, 5 flagged, 5 of the council."""
    opened = Store.open(tmp_path / "ohliad.sqlite", PLACE.id)
    opened.save_outlets([Outlet(id="visti", name="Вісті"), Outlet(id="rada", name="Рада", official=True)])
    items = [article(n) for n in range(60)]
    opened.save_articles([(item, item.id, None, False, ()) for item in items])
    opened.save_verdicts([(verdicts(item), 1, "") for item in items], "v")
    return opened


def article(number: int) -> Article:
    at = past_week(NOW).since + timedelta(hours=number)
    outlet = "rada" if number >= 55 else "visti"
    return Article(
        id=f"{number:04x}",
        outlet=outlet,
        url=f"https://{outlet}.example/{number}",
        kind="site",
        title=f"Новина {number}",
        paragraphs=("Так.",),
        published=Moment(at=at, rule="feed", confidence=1.0),
        fetched=at,
    )


def verdicts(item: Article) -> Classification:
    number = int(item.id, 16)
    relevance = "about" if 40 <= number < 50 else ("mention" if number % 4 == 0 else "none")

    def verdict(name: str, label: str) -> Verdict:
        return Verdict(classifier=name, version="v", label=label, score=1.0, reason="")

    flag = Flag(classifier="place", code="x", text="Перевірте, чи це про місто.")
    return Classification(
        article=item.id,
        language="uk",
        relevance=verdict("place", relevance),
        topic=verdict("topic", "culture"),
        secondary=(),
        citation=verdict("citation", "none"),
        tone=verdict("tone", "neutral"),
        flags=(flag,) if 50 <= number < 55 else (),
    )


def test_the_sample_is_of_what_was_left_out_and_says_so(store: Store) -> None:
    chosen = waiting(store, NOW - timedelta(days=14), NOW, sample=8)
    drawn = list(chosen.reasons)
    assert len(drawn) == 8
    assert all(int(name, 16) < 40 for name in drawn)
    assert {clip.article.id for clip in chosen.clips} - set(drawn) == {f"{n:04x}" for n in range(50, 55)}
    assert waiting(store, NOW - timedelta(days=14), NOW + timedelta(days=2), sample=8) == chosen, "the same all week"
    table = rows(chosen.clips, NOW, mark=chosen.mark, reasons=chosen.reasons)
    why = {line[0]: line[KEYS.index("reason")] for line in table[1:]}
    assert all(why[f"#{name}"].startswith("вибіркова перевірка 2026-W47: ") for name in drawn)
    assert why["#0032"] == "Перевірте, чи це про місто."
    assert waiting(store, NOW - timedelta(days=14), NOW, sample=0).reasons == {}
    gone = replace(article(int(drawn[0], 16)), url="", paragraphs=())
    store.save_articles([(gone, gone.id, None, False, ())])
    store.save_verdicts([(verdicts(gone), 2, "")], "v")
    assert drawn[0] not in waiting(store, NOW - timedelta(days=14), NOW, sample=8).reasons, "withdrawn since"


@pytest.mark.parametrize("write", [guarding.write, workbook.build], ids=["csv", "xlsx"])
def test_misses_are_estimated_from_the_answers(store: Store, write: object) -> None:
    chosen = waiting(store, NOW - timedelta(days=14), NOW, sample=8)
    table = [list(line) for line in rows(chosen.clips, NOW, mark=chosen.mark, reasons=chosen.reasons)]
    sampled = [line for line in table[1:] if "вибіркова" in line[KEYS.index("reason")]]
    for number, line in enumerate(sampled):
        line[KEYS.index("decide relevance")] = "про місто" if number < 2 else "не про місто"
    brought = bring(store, write(table), "тиждень.csv", by="Липка", at=NOW)  # type: ignore[operator]
    assert (len(brought.applied), brought.rejected) == (8, ())
    assert {entry.origin for entry in store.opinions.history()} == {"тиждень.csv · вибірка 2026-W47"}
    # somebody finds a miss by himself: it is no part of the sample
    other = next(f"{n:04x}" for n in range(40) if f"{n:04x}" not in chosen.reasons)
    decide(store, [other], "relevance", "about", by="Вишня", at=NOW, origin="веб", seen=None)
    whole, week = reviewed(store).missed
    assert (whole.share, whole.left_out, week.week, week.share) == (Share(2, 8), 40, "2026-W47", Share(2, 8))
    assert week.about == pytest.approx(10.0)
    assert week.low == pytest.approx(40 * Share(2, 8).low)
    assert waiting(store, NOW - timedelta(days=14), NOW, sample=8).reasons == {}, "answered: not asked again"
    undo(store, 1, by="Липка", at=NOW, origin="веб")
    assert reviewed(store).missed[0].share.of == 7
    assert len(waiting(store, NOW - timedelta(days=14), NOW, sample=8).reasons) == 1, "asked again"
    assert reviewed(store, until=past_week(NOW).since).missed == ()


def test_estimate_bounds_hold_what_was_counted() -> None:
    (whole, *weeks) = misses.table({"2026-W46": {"a": True, "b": True}, "2026-W47": {"c": False}}, {"2026-W46": 2})
    assert whole.share == Share(2, 3)
    assert whole.left_out == 3
    assert weeks[0].low == 2.0
    assert misses.table({}, {}) == []
    assert reason(past_week(NOW)).endswith(".")


def test_stats_review_by_command(store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "sources.yaml").write_text(
        "place: {id: verbosillia, name: Вербосілля, region: Чернігівська область}\n"
        "institution: {name: Вербосільська міська рада}\n",
        encoding="utf-8",
    )
    common = ["--config", str(tmp_path / "sources.yaml"), "--state", str(tmp_path)]
    assert main([*common, "stats", "review"]) == 0
    assert "nobody decided anything" in capsys.readouterr().out
    decide(store, ["0028"], "topic", "sport", by="Липка", at=NOW, origin="веб", seen=None)
    decide(store, ["0029"], "topic", "culture", by="Липка", at=NOW, origin="веб", seen=None)
    decide(store, ["0028"], "topic", "war", by="Вишня", at=NOW, origin="x.csv", seen=None)
    assert main([*common, "--json", "stats", "review", "--since", "2026-11-25", "--until", "2026-11-25"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["kept"][0]["field"] == "topic"
    assert (told["kept"][0]["count"], told["kept"][0]["of"]) == (1, 2)
    assert [(line["people"], line["of"]) for line in told["agreement"]] == [(None, 1), (["Вишня", "Липка"], 1)]
    assert main([*common, "--json", "stats", "review", "--since", "2026-11-26"]) == 0
    assert json.loads(capsys.readouterr().out) == {"kept": [], "agreement": [], "repeated": [], "missed": []}
    assert main([*common, "stats", "review"]) == 0
    assert "1/2 50%" in capsys.readouterr().out
    assert main([*common, "stats", "review", "--since", "вчора"]) == 2


@pytest.mark.parametrize("name", ["тиждень.csv", "тиждень.xlsx"])
def test_export_and_import_by_command(
    store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    (tmp_path / "sources.yaml").write_text(
        "place: {id: verbosillia, name: Вербосілля, region: Чернігівська область}\n"
        "institution: {name: Вербосільська міська рада}\n",
        encoding="utf-8",
    )
    common = ["--config", str(tmp_path / "sources.yaml"), "--state", str(tmp_path), "--now", "2026-11-25T11:00"]
    file = tmp_path / name
    assert main([*common, "review", "export", str(file), "--sample", "6"]) == 0
    assert "11 items, 6 of them drawn" in " ".join(capsys.readouterr().out.split())
    first = file.read_bytes()
    assert main([*common, "review", "export", str(file), "--sample", "6"]) == 0
    if name.endswith(".csv"):
        assert file.read_bytes() == first, "an export made again is the same"
    cells = read_table(file.read_bytes(), name)
    cells[1][KEYS.index("decide relevance")] = "про місто"
    cells[2][KEYS.index("decide relevance")] = "про море"
    file.write_bytes(guarding.write(cells) if name.endswith(".csv") else workbook.build(cells))
    capsys.readouterr()
    assert main([*common, "review", "import", str(file), "--by", "Липка"]) == 1
    out = " ".join(capsys.readouterr().out.split())
    assert "застосовано 1" in out
    assert "рядок 3, стовпець «рішення: стосунок»: «про море»" in out
    assert main([*common, "--json", "review", "import", str(file), "--by", "Вишня"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert (len(told["applied"]), len(told["same"]), len(told["rejected"]), told["blank"]) == (0, 1, 1, 9)
    assert store.opinions.history()[0].label.at == datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
    (tmp_path / "чужа.csv").write_text("ціна;кількість\n1;2\n", encoding="utf-8")
    assert main([*common, "review", "import", str(tmp_path / "чужа.csv")]) == 2
    assert "нічого не змінено" in capsys.readouterr().err
    assert main([*common, "review", "export", str(tmp_path / "x.txt")]) == 2
