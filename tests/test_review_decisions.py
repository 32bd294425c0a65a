"""Deciding: one door for all, conflicts told and never overwritten, undoing, all reprints at once, the history."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from monitor import pipeline
from monitor.cli import main
from monitor.ledger import AsOf, Entry, in_force
from monitor.model import WITHDRAWN, Article, Flag, Label, Member, Moment, Outlet, Story
from monitor.pipeline.delivery import approve
from monitor.review.decision import Decided, Proposal, decide, decide_all, reprints, undo
from monitor.store import IssueRow, Store
from monitor.store.rows import Draft, IssueItem
from tests.fakes import PLACE, FakeDecider
from tests.test_issuing import office

AT = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
VISTI = Outlet(id="visti", name="Вісті")
COUNCIL = Outlet(id="rada", name="Рада", official=True)


def article(identifier: str, outlet: str = "visti") -> Article:
    return Article(
        id=identifier,
        outlet=outlet,
        url=f"https://{outlet}.example/{identifier}",
        kind="site",
        title="Новина з Вербосілля",
        paragraphs=("Так.",),
        published=Moment(at=AT, rule="feed", confidence=1.0),
        fetched=AT,
    )


@pytest.fixture
def store(tmp_path: Path) -> Store:
    opened = Store.open(tmp_path / "ohliad.sqlite", PLACE.id)
    opened.save_outlets([VISTI, COUNCIL])
    items = [*(article(name) for name in "abcde"), article("r", "rada")]
    opened.save_articles([(item, item.id, None, False, ()) for item in items])
    decider = FakeDecider()
    opened.save_verdicts([(decider.classify(item, VISTI), 1, "") for item in items], decider.version)
    return opened


def say(store: Store, value: str, by: str = "Липка", *, seen: int | AsOf | None = None, **more: object) -> Decided:
    given = {"articles": ["a"], "field": "topic", "at": AT, "origin": "веб", **more}
    return decide(store, value=value, by=by, seen=seen, **given)  # type: ignore[arg-type]


def now(store: Store, field: str = "topic", name: str = "a") -> str | None:
    return getattr(store.clips(articles=[name], relevance=None)[0], field)  # type: ignore[no-any-return]


def history(store: Store) -> list[Entry]:
    return store.opinions.history(["a"])


def test_a_decision_outranks_the_verdict_at_once(store: Store) -> None:
    assert now(store) == "culture"
    decided = say(store, "sport", why="перевірено")
    assert (decided.state, decided.text) == ("applied", "Вирішено: тема – «Спорт».")
    assert now(store) == "sport"
    assert [(e.label.by, e.origin, e.label.why, e.kind) for e in history(store)] == [
        ("Липка", "веб", "перевірено", "decision")
    ]


def test_what_was_not_seen_is_a_conflict_and_stays_in_force(store: Store) -> None:
    first = say(store, "sport").outcomes[0].label
    refused = say(store, "war", by="Вишня")
    assert refused.state == "conflict"
    assert refused.text == (
        "Липка уже вирішив(ла) «Спорт» (20.11.2026 11:00, веб), а тут – «Війна, оборона та безпека»; лишається «Спорт»."
    )
    against = refused.outcomes[0].against
    assert against is not None
    assert against.id == first
    assert now(store) == "sport"
    assert [e.kind for e in history(store)] == ["decision", "refused"], "the opinion is kept, not in force"
    again = say(store, "war", by="Вишня")
    assert (again.state, len(history(store))) == ("conflict", 2), "told again, kept once"
    assert say(store, "war", by="Вишня", seen=first).state == "applied", "a refused opinion hides nothing"
    assert now(store) == "war"


def test_a_conflict_may_be_confirmed(store: Store) -> None:
    say(store, "sport")
    assert say(store, "war", by="Вишня", confirm=True).state == "applied"
    assert now(store) == "war"


SEEN = {
    "nothing": (None, "conflict"),
    "the decision itself": (2, "applied"),
    "an older one": (1, "conflict"),
    "a page made later": (9, "applied"),
    "a file made before": (AsOf(at=AT - timedelta(seconds=1), mark=1), "conflict"),
    "a file made in the same second, before": (AsOf(at=AT, mark=1), "conflict"),
    "a file made in the same second, after": (AsOf(at=AT, mark=2), "applied"),
    "a file that lost its number": (AsOf(at=AT), "applied"),
    "a file that lost its number, older": (AsOf(at=AT - timedelta(hours=1)), "conflict"),
    "a file that lost its column": (AsOf(), "conflict"),
    "numbers given again after a deletion": (AsOf(at=AT - timedelta(hours=1), mark=9), "conflict"),
}


@pytest.mark.parametrize(("seen", "state"), SEEN.values(), ids=SEEN)
def test_seen(store: Store, seen: int | AsOf | None, state: str) -> None:
    say(store, "other", articles=["b"])
    assert say(store, "sport").outcomes[0].label == 2
    assert say(store, "war", by="Вишня", seen=seen).state == state


def test_the_same_again_is_nothing_and_a_second_opinion_is_kept(store: Store) -> None:
    say(store, "sport")
    assert say(store, "sport").state == "same"
    assert len(history(store)) == 1
    assert say(store, "sport", by="Вишня", seen=1).state == "same"
    assert len(history(store)) == 1, "who saw it said nothing new"
    blind = say(store, "sport", by="Вишня")
    assert (blind.state, blind.text) == ("same", "Липка уже вирішив(ла) так само: тема – «Спорт».")
    assert len(history(store)) == 2
    assert say(store, "sport", by="Вишня").state == "same"
    assert say(store, "sport", by="Липка").state == "same"
    assert len(history(store)) == 2
    undo(store, 1, by="Липка", at=AT, origin="веб")
    assert now(store) == "sport", "the second person still thinks so"


REJECTED = {
    "value": {"value": "weather"},
    "field": {"field": "weather", "value": "sport"},
    "secondary": {"field": "secondary", "value": "sport weather"},
    "nobody": {"value": "sport", "by": " \n"},
    "article": {"articles": ["zz"], "value": "sport"},
}


@pytest.mark.parametrize("given", REJECTED.values(), ids=REJECTED)
def test_rejected(store: Store, given: dict[str, object]) -> None:
    decided = say(store, **{"value": "sport", **given})  # type: ignore[arg-type]
    assert decided.state == "rejected"
    assert decided.text.endswith(".")
    assert store.opinions.mark() == 0


def test_names_and_reasons_are_one_clean_line(store: Store) -> None:
    say(store, "sport", by="Ли\u202eпка\r\n\x00", why="так\nі так")
    assert [(e.label.by, e.label.why) for e in history(store)] == [("Липка", "так і так")]


def test_undoing_restores_what_was_in_force(store: Store) -> None:
    say(store, "sport")
    say(store, "war", by="Вишня", seen=1)
    outcome = undo(store, 2, by="Калина", at=AT, why="помилка", origin="сторінка")
    assert (outcome.state, outcome.text) == ("applied", "Рішення № 2 скасовано: тема – «Спорт» (Липка).")
    assert now(store) == "sport"
    last = history(store)[-1]
    assert (last.kind, last.label.by, last.origin, last.label.value) == ("undo", "Калина", "сторінка", "sport")
    assert undo(store, 2, by="Калина", at=AT, origin="веб").state == "same"
    assert undo(store, 3, by="Калина", at=AT, origin="веб").state == "rejected"
    assert undo(store, 99, by="Калина", at=AT, origin="веб").state == "rejected"
    assert undo(store, 1, by="", at=AT, origin="веб").state == "rejected"
    assert "програма" in undo(store, 1, by="Калина", at=AT, origin="веб").text
    assert now(store) == "culture"
    assert [e.label.value for e in history(store) if e.kind == "decision"] == ["sport", "war"], "nothing is erased"


def test_who_saw_the_decision_but_not_its_undoing_is_told(store: Store) -> None:
    say(store, "sport")
    undo(store, 1, by="Калина", at=AT, origin="веб")
    late = say(store, "war", by="Вишня", seen=1)
    assert late.state == "conflict"
    assert "Калина змінив(ла) це рішення" in late.text
    assert now(store) == "culture"


def test_undoing_an_older_decision_leaves_the_newer(store: Store) -> None:
    say(store, "sport")
    say(store, "war", seen=1)
    undo(store, 1, by="Калина", at=AT, origin="веб")
    assert now(store) == "war"
    undo(store, 2, by="Калина", at=AT, origin="веб")
    assert now(store) == "culture"


def test_several_articles_in_one_act(store: Store) -> None:
    say(store, "war", articles=["b"])
    decided = say(store, "sport", by="Вишня", articles=["a", "b", "c", "a"])
    assert decided.state == "conflict"
    assert [(o.article, o.state) for o in decided.outcomes] == [("a", "applied"), ("b", "conflict"), ("c", "applied")]
    assert [now(store, name=name) for name in "abc"] == ["sport", "war", "sport"]


def test_a_file_of_decisions_is_one_transaction(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    from monitor.store import decisions

    kept = decisions.add_label
    calls: list[Label] = []

    def breaking(connection: object, place: str, label: Label, origin: str, **more: object) -> int:
        calls.append(label)
        if len(calls) == 3:
            raise KeyboardInterrupt
        return kept(connection, place, label, origin, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(decisions, "add_label", breaking)
    proposals = [Proposal(article=name, field="topic", value="sport") for name in "abc"]
    with pytest.raises(KeyboardInterrupt):
        decide_all(store, proposals, by="Липка", at=AT, origin="x.csv")
    assert store.opinions.mark() == 0, "all of it or nothing"


def story(*members: tuple[str, str, str | None]) -> Story:
    return Story(id="a", members=tuple(Member(article=a, relation=r, of=of) for a, r, of in members))  # type: ignore[arg-type]


STORIES = {
    "a chain": (story(("a", "original", None), ("b", "reprint", "a"), ("c", "reprint", "b")), "abc"),
    "an update is another text": (
        story(("a", "original", None), ("b", "update", "a"), ("c", "reprint", "b"), ("d", "reprint", "a")),
        "ad",
    ),
    "our own release is not decided": (
        story(("r", "original", None), ("a", "reprint", "r"), ("b", "reprint", "r")),
        "ab",
    ),
    "a ring ends": (story(("a", "reprint", "b"), ("b", "reprint", "a")), "a"),
    "the first text is not here": (story(("a", "reprint", "zz"), ("b", "related", None)), "a"),
}


@pytest.mark.parametrize(("told", "same"), STORIES.values(), ids=STORIES)
def test_reprints(store: Store, told: Story, same: str) -> None:
    store.save_stories([told], {})
    found = reprints(store, "a")
    assert set(found) == set(same)
    assert found[0] == "a"


def test_a_guess_across_languages_is_no_reprint_until_confirmed(store: Store) -> None:
    store.save_stories(
        [
            Story(
                id="a",
                members=(
                    Member(article="a", relation="original"),
                    Member(article="b", relation="reprint", of="a", probable=True),
                ),
            )
        ],
        {},
    )
    assert reprints(store, "a") == ("a",)
    assert reprints(store, "zz") == ("zz",)


def test_in_force_is_what_the_clip_says(store: Store) -> None:
    say(store, "sport")
    say(store, "war", by="Вишня")
    stands = in_force(history(store))
    assert stands is not None
    assert stands.label == store.labels(["a"])["a"][-1]


# --- the commands -------------------------------------------------------------------------------------------------


CONFIG = """place:
  id: verbosillia
  name: Вербосілля
  russian: Вербоселье
  region: Чернігівська область
institution:
  name: Вербосільська міська рада
outlets: []
"""
Command = Callable[..., int]


@pytest.fixture
def run(store: Store, tmp_path: Path) -> Command:
    (tmp_path / "sources.yaml").write_text(CONFIG, encoding="utf-8")

    def command(*arguments: str) -> int:
        common = ["--config", str(tmp_path / "sources.yaml"), "--state", str(tmp_path), "--now", "2026-11-20T11:00"]
        return main([*common, *arguments])

    return command


def test_decide_undo_history_by_command(store: Store, run: Command, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("decide", "a", "topic=sport", "tone=positive", "--by", "Липка", "--why", "так") == 0
    assert run("decide", "a", "topic=war", "--by", "Вишня") == 1, "another person's decision is not replaced unasked"
    assert "Липка уже вирішив(ла) «Спорт»" in capsys.readouterr().out
    assert now(store) == "sport"
    assert run("decide", "a", "topic=war", "--by", "Вишня", "--confirm") == 0
    assert run("decide", "a", "topic=crime", "--by", "Вишня") == 0, "one's own may be changed"
    assert run("undo", "5", "--by", "Калина") == 0
    assert now(store) == "war"
    assert run("undo", "77") == 2
    capsys.readouterr()
    assert run("--json", "history", "a") == 0
    rows = json.loads(capsys.readouterr().out)
    assert [(row["label"], row["by"], row["state"]) for row in rows] == [
        (1, "Липка", "replaced"),
        (2, "Липка", "in force"),
        (3, "Вишня", "refused: a newer decision stood"),
        (4, "Вишня", "in force"),
        (5, "Вишня", "taken back by Калина (№ 6)"),
        (6, "Калина", "takes back № 5"),
    ]
    assert run("history", "a") == 0
    assert "командний рядок" in capsys.readouterr().out
    assert run("explain", "a") == 0
    told = " ".join(capsys.readouterr().out.split())
    assert "decided 20.11.2026 11:00 by Липка: topic = sport так – replaced" in told
    assert "by Вишня: topic = war – in force" in told
    assert "by Вишня: topic = crime – taken back by Калина (№ 6)" in told


def test_one_decision_for_all_reprints_by_command(store: Store, run: Command) -> None:
    store.save_stories([story(("a", "original", None), ("b", "reprint", "a"), ("c", "update", "a"))], {})
    assert run("decide", "b", "topic=sport", "--reprints") == 0
    assert [now(store, name=name) for name in "abc"] == ["sport", "sport", "culture"]


def test_reprints_stood_in_issues_of_their_own(store: Store, run: Command, capsys: pytest.CaptureFixture[str]) -> None:
    frozen(store)
    assert run("--json", "decide", "a", "tone=neutral", "continued=daily", "--reprints") == 0
    told = [(row["id"], row["field"]) for row in json.loads(capsys.readouterr().out)]
    assert told == [("a", "tone"), ("a", "continued"), ("b", "tone"), ("c", "tone")]


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("undo", "99999999999999999999999"), 2, "there is no decision № 99999999999999999999999"),
        (("decide", "a", "continued=foo"), 2, "there is no kind of issue 'foo'"),
        (("decide", "a", "continued=thematik/2026/1"), 2, "did you mean 'thematic'?"),
        (("history", "nothing"), 2, "there is no such item"),
        (("review", "export", "x.csv", "--since", "31.02"), 2, "--since '31.02'"),
        (("stats", "review", "--since", "2026-11-20", "--until", "2026-11-01"), 2, "--until 2026-11-01 is before"),
    ],
)
def test_slips_of_the_finger_are_told(
    arguments: tuple[str, ...], code: int, words: str, run: Command, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(*arguments) == code
    told = capsys.readouterr()
    assert words in " ".join((told.out + told.err).split())


def test_an_export_speaks_to_machines(run: Command, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "out.csv"
    assert run("--json", "review", "export", str(file)) == 0
    assert set(json.loads(capsys.readouterr().out)) == {"file", "items", "drawn"}
    assert file.is_file()


def test_an_id_may_be_copied_from_a_table_with_its_mark(store: Store, run: Command) -> None:
    assert run("decide", "#a", "topic=sport") == 0
    assert now(store) == "sport"


# --- effects ------------------------------------------------------------------------------------------------------


def test_a_decision_outlives_classifying_again(store: Store) -> None:
    say(store, "sport")
    again = FakeDecider().classify(article("a"), VISTI)
    store.save_verdicts([(replace(again, topic=replace(again.topic, label="war")), 1, "")], "fake-2")
    assert now(store) == "sport"
    undo(store, 1, by="Липка", at=AT, origin="веб")
    assert now(store) == "war"


def test_what_the_program_had_said_is_kept(store: Store) -> None:
    say(store, "sport")
    again = FakeDecider().classify(article("a"), VISTI)
    flag = Flag(classifier="place", code="x", text="Перевірте.")
    store.save_verdicts([(replace(again, topic=replace(again.topic, label=None), flags=(flag,)), 1, "")], "fake-2")
    say(store, "war", seen=1)
    say(store, "none", field="relevance")
    say(store, "yes", field="event")
    say(store, "no", field="use")
    assert [(e.verdict, e.asked) for e in history(store)] == [
        ("culture", False),
        ("", False),
        ("about", True),
        ("no", False),
        (None, False),
    ]
    assert store.clips(articles=["a"], relevance=None)[0].flags == (), "a decided relevance answers its flag"


def test_an_approved_issue_gets_an_erratum_and_a_draft_the_decision(tmp_path: Path) -> None:
    at = office(tmp_path, approve_by="hand")
    pipeline.run(at)
    row = approve(at, "daily", "x")
    (item,) = at.store.issues.items(row.id)
    was = at.store.clips(articles=[item.article], relevance=None)[0].topic
    given = {"by": "Липка", "at": AT, "origin": "веб", "seen": None}
    (made,) = decide(at.store, [item.article], "topic", "sport", **given).outcomes  # type: ignore[arg-type]
    assert made.label is not None
    undo(at.store, made.label, by="Вишня", at=AT, origin="веб")
    decide(at.store, [item.article], "relevance", "mention", **given)  # type: ignore[arg-type]
    noted = [(one["field"], one["was"], one["now"], one["by"]) for one in at.store.issues.errata(row.id)]
    assert noted == [
        ("topic", was, "sport", "Липка"),
        ("topic", "sport", was, "Вишня"),
        ("relevance", "about", "mention", "Липка"),
    ]


FROZEN = {
    "topic": "culture",
    "citation": "none",
    "tone": None,
    "twins": [{"article": "b", "url": "", "language": "ru"}],
}
CORRECTED = {
    "another label": ([("a", "citation", "site")], [("a", "citation", "none", "site")]),
    "what the issue says already": ([("a", "citation", "none"), ("a", "topic", "culture"), ("a", "use", "yes")], []),
    "and back": (
        [("a", "citation", "site"), ("a", "citation", "none"), ("a", "citation", "none")],
        [("a", "citation", "none", "site"), ("a", "citation", "site", "none")],
    ),
    "what it left open": ([("a", "tone", "neutral")], [("a", "tone", "", "neutral")]),
    "relevance": ([("a", "relevance", "mention")], [("a", "relevance", "about", "mention")]),
    "relevance confirmed": ([("a", "relevance", "about")], []),
    "an event it printed": ([("a", "event", "yes")], [("a", "event", "no", "yes")]),
    "left out": ([("a", "use", "no")], [("a", "use", "yes", "no")]),
    "its twin": ([("b", "citation", "site")], [("a", "citation", "none", "site")]),
    "its twin confirmed": ([("b", "citation", "none")], []),
    "its twin left out": ([("b", "use", "no")], []),
    "another text of the story": ([("c", "citation", "site")], []),
    "wanted in the next issue again": ([("a", "continued", "daily")], []),
}


@pytest.mark.parametrize(("decided", "expected"), CORRECTED.values(), ids=CORRECTED)
def test_an_erratum_tells_what_the_issue_would_now_say_otherwise(
    decided: list[tuple[str, str, str]], expected: list[tuple[str, str, str, str]], store: Store
) -> None:
    """What was frozen counts, not what the program says by now; a twin is the clip."""
    row = frozen(store)
    for article, field, value in decided:
        assert say(store, value, articles=[article], field=field, confirm=True).state in ("applied", "same")
    noted = store.issues.errata(row.id)
    assert [(one["article"], one["field"], one["was"], one["now"]) for one in noted] == expected
    assert all(("(b)" in one["why"]) == (decided[0][0] == "b") for one in noted)


@pytest.mark.parametrize(
    ("said", "held"),
    [
        (["site", "none"], []),
        (["site", "none", "council"], [("none", "council")]),
        (["site", "council"], [("none", "site"), ("site", "council")]),
        (["site", "council", "site"], [("none", "site")]),
        (["site", "council", "none"], []),
    ],
)
def test_a_correction_that_was_taken_back_is_not_shown(
    said: list[str], held: list[tuple[str, str]], store: Store
) -> None:
    row = frozen(store)
    for value in said:
        say(store, value, articles=["a"], field="citation", confirm=True)
    say(store, "no", articles=["a"], field="use", confirm=True)
    say(store, "yes", articles=["a"], field="use", confirm=True)
    assert [(one["was"], one["now"]) for one in store.issues.corrections(row.id)] == held
    assert len(store.issues.errata(row.id)) == len(said) + 2, "the record keeps every act"


@pytest.mark.parametrize(
    ("before", "after", "takes_back", "asked", "held"),
    [
        ("about", "no", 1, ("about",), []),
        ("about", "no", 0, ("about",), [("yes", "no")]),
        ("area", "no", 1, ("about", "area"), []),
        ("area", "no", 1, ("about",), [("yes", "no"), ("no", "")]),  # what let it in there nobody says any more
    ],
)
def test_a_use_taken_back_leaves_the_clip_where_its_relevance_puts_it(
    before: str, after: str, takes_back: int, asked: tuple[str, ...], held: list[tuple[str, str]], store: Store
) -> None:
    say(store, before, articles=["a"], field="relevance", confirm=True)
    row = frozen(store)
    made = say(store, after, articles=["a"], field="use", confirm=True)
    assert made.state == "applied"
    last = store.opinions.mark()
    if takes_back:
        undo(store, last, by="Липка", at=AT, origin="веб")
    assert [(one["was"], one["now"]) for one in store.issues.corrections(row.id, asked)] == held
    assert len(store.issues.errata(row.id)) == 1 + takes_back
    if takes_back and not held:
        say(store, "no", articles=["a"], field="use", confirm=True)
        assert [one["now"] for one in store.issues.corrections(row.id, asked)] == ["no"]


def test_a_clip_is_continued_under_the_address_it_was_counted_with(store: Store) -> None:
    frozen(store)
    refused = say(store, "daily", articles=["b", "c"], field="continued")
    assert [one.text for one in refused.outcomes] == [
        "Цей текст пораховано разом із його перекладом (a): позначте той матеріал.",
        "Матеріал ще не виходив у жодному випуску: щоб він вийшов, досить рішення «до огляду» – «так».",
    ]
    assert say(store, "daily", field="continued").state == "applied"
    assert store.continuing.marked("daily", "2026-11-21") == {"a": ("b",)}, "its translation comes with it"


def test_what_was_deleted_on_demand_is_not_continued(store: Store) -> None:
    frozen(store)
    store.save_articles([(replace(article("a"), title=WITHDRAWN), "a", None, False, ())])
    refused = say(store, "daily", field="continued")
    assert (refused.state, refused.text) == (
        "rejected",
        "Матеріал вилучено на вимогу: показати в ньому вже нічого.",
    )


def frozen(store: Store) -> IssueRow:
    """An approved issue that counted «a», with «b» as its translation; «c» is a copy it did not hold."""
    members = (
        Member(article="a", relation="original"),
        Member(article="b", relation="reprint", of="a"),
        Member(article="c", relation="reprint", of="a"),
    )
    store.save_stories([Story(id="a", members=members)], {})
    item = IssueItem(article="a", position=1, section="culture", direct=False, body=json.dumps(FROZEN))
    draft = Draft(kind="daily", day="2026-11-20", since=AT, until=AT, built=AT, body="{}", items=(item,), documents=())
    row = store.issues.save_draft(draft)
    return store.issues.approve(row.id, 1, by="x", at=AT, documents=(), sha256="0", manifest="{}")
