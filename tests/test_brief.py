"""The digest of a window: what enters, once; what is lead, reprint, late, pending; figures that are counts."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests import quote, wording
from digests.coverage import coverage, sentence
from digests.definition import SectionRule
from digests.model import DRAFT, Coverage, Digest, Section
from digests.narrow import narrow
from digests.render import charts, csv, email, html, sheet, text
from digests.reports.chronicle import chronicle
from digests.reports.event_lines import line
from monitor.language.numerals import KYIV
from monitor.model import TOPICS, Clip, Event, Label, SourceReport
from monitor.registers.nouns import EventDecision
from tests import brief_samples as b
from tests.brief_samples import DAY, END, clip, day_window, digest, flag


def test_an_event_of_a_dated_item_without_a_day_is_planned() -> None:
    rally = Event(date=None, until=None, kind="мітинг", place=None, organisers=("ГО «Луг»",), subject=None)
    made = digest([clip("x", event=rally)])
    [item] = made.items
    assert wording.event(item).startswith("дата невідома – мітинг")
    assert wording.announced(item, made.window)
    made = digest([clip("x", event=replace(rally, date=DAY))])
    assert not wording.announced(made.items[0], made.window)


def test_the_ground_of_a_citation_that_a_person_gave_is_that_word() -> None:
    """An auditor finds no quotation that says otherwise than the label, nor an empty cell."""
    word = Label(article="x", field="citation", value="site", by="О. Гриценко", at=END, why="усно в редакції")
    quoted = (("citation", ("повідомили в міській раді",)),)
    for overruled, ground in (((), "повідомили в міській раді"), ((word,), "рішення: О. Гриценко, 22.11.2026: усно")):
        made = digest([clip("x", citation="site", evidence=quoted, overruled=overruled)])
        (line,) = [line for line in made.lines if line.article == "x"]
        assert line.proof[0].startswith(ground)


def ids(made: Digest) -> list[str]:
    return [line.article for line in made.lines]


# --- what enters --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "one", "enters"),
    [
        ("about", clip("x"), True),
        ("area", clip("x", relevance="area"), False),
        ("mention", clip("x", relevance="mention"), False),
        ("none", clip("x", relevance="none"), False),
        ("added by a person", clip("x", relevance="mention", decided=("use",)), True),
        ("own release", clip("x", outlet="rada"), False),
        ("own release a person added", clip("x", outlet="rada", decided=("use",)), False),
        ("at the first instant", clip("x", at=END - timedelta(days=1)), True),
        ("at the end", clip("x", at=END), False),
        ("from the future", clip("x", at=datetime(2099, 1, 1, tzinfo=KYIV)), False),
        ("before the window", clip("x", at=END - timedelta(days=1, seconds=1)), False),
        ("undated, fetched in time", clip("x", at=None), True),
        ("the day alone is known and touches", clip("x", at=datetime(2026, 11, 21, tzinfo=KYIV), exact=False), True),
        ("the day alone is known, too old", clip("x", at=datetime(2026, 11, 20, tzinfo=KYIV), exact=False), False),
        ("quarantined", clip("x", quarantine="Сторінка схожа на список."), False),
        ("quarantined, a person said use", clip("x", quarantine="Список.", decided=("use",)), True),
    ],
)
def test_who_enters(name: str, one: Clip, enters: bool) -> None:
    assert (ids(digest([one])) == ["x"]) is enters, name


@pytest.mark.parametrize(
    ("name", "one", "waits"),
    [
        ("undecided relevance", clip("x", relevance=None), True),
        ("quarantine", clip("x", quarantine="Сторінка схожа на список."), True),
        ("not about, but in doubt", clip("x", relevance="none", flags=(flag("place"),)), True),
        ("not about, no doubt", clip("x", relevance="none"), False),
        ("not about, in doubt about something else", clip("x", relevance="none", flags=(flag("tone"),)), False),
        ("a person decided", clip("x", relevance="none", flags=(flag("place"),), decided=("relevance",)), False),
    ],
)
def test_what_is_unsure_is_named_not_dropped(name: str, one: Clip, waits: bool) -> None:
    made = digest([one])
    assert made.lines == ()
    assert [pending.line.article for pending in made.pending] == (["x"] if waits else []), name
    assert all(pending.why for pending in made.pending)


def test_a_confident_product_keeps_doubtful_relevance_out_and_marks_the_rest() -> None:
    doubtful, marked = clip("x", flags=(flag("place"),)), clip("y", flags=(flag("topic"),))
    made = digest([doubtful, marked], "situation-daily")
    assert ids(made) == ["y"]
    assert [pending.line.article for pending in made.pending] == ["x"]
    assert made.lines[0].flags


@pytest.mark.parametrize(
    ("name", "clips", "said"),
    [
        ("nothing in doubt", [clip("x"), clip("y", flags=(flag("topic"),))], None),
        (
            "one",
            [clip("x", flags=(flag("place"),))],
            "входить 1 матеріал, про який програма не певна, чи він про місто.",
        ),
        (
            "two",
            [clip("x", flags=(flag("place"),)), clip("y", flags=(flag("relevance"),))],
            "входять 2 матеріали, про які програма не певна, чи вони про місто.",
        ),
        ("a person said «use»", [clip("x", flags=(flag("place"),), decided=("use",))], None),
        ("a person said «about»", [clip("x", flags=(flag("place"),), decided=("relevance",))], None),
    ],
)
def test_a_product_that_counts_doubtful_relevance_says_so(name: str, clips: list[Clip], said: str | None) -> None:
    made = digest(clips, "daily")
    assert len(made.lines) == len(clips), name
    assert made.coverage.notes == (() if said is None else (f"До підрахунків {said}",)), name
    confident = digest(clips, "situation-weekly")
    assert not any("програма не певна" in note for note in confident.coverage.notes), name
    assert narrow(made, ("sport",)).coverage.notes == (), "the count is the whole issue's, not that of a part"


def test_a_late_clip_comes_with_its_own_date_and_only_once() -> None:
    late = clip("late", at=datetime(2026, 11, 19, 14, 5, tzinfo=KYIV))
    window = day_window(late_from=END - timedelta(days=14))
    made = digest([late], window=window)
    assert made.lines[0].late
    assert wording.when(made.lines[0], window) == "19 листопада, 14:05"
    assert made.totals.late == 1
    assert digest([late], window=window, used=frozenset({"late"})).lines == ()


def test_a_clip_comes_again_only_by_a_persons_word_and_is_marked() -> None:
    one = clip("x")
    assert digest([one], used=frozenset({"x"})).lines == ()
    (line,) = digest([one], used=frozenset({"x"}), continued=frozenset({"x"})).lines
    assert line.continued
    assert ("continued", "продовження") in wording.marks(line)
    (fresh,) = digest([one], continued=frozenset({"x"})).lines
    assert not fresh.continued


def test_what_comes_again_comes_whatever_its_age_and_relevance_and_is_not_late() -> None:
    old = clip("x", at=END - timedelta(days=40), relevance="area", flags=(flag("place"),))
    window = day_window(late_from=END - timedelta(days=14))
    made = digest([old], window=window, used=frozenset({"x"}), continued=frozenset({"x"}))
    (line,) = made.lines
    assert (line.continued, line.late, made.totals.late, made.pending) == (True, False, 0, ())
    assert '"Невідомо' in (units := csv.units(made).decode())
    assert "| продовження" in units


def test_an_archive_is_not_late() -> None:
    old = clip("old", at=END - timedelta(days=30))
    assert digest([old], window=day_window(late_from=END - timedelta(days=14))).lines == ()
    assert digest([old]).lines == ()


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"topics": ("sport",)}, ["s"]),
        ({"topics": ("culture",)}, ["c", "s"]),
        ({"levels": ("region",)}, ["s"]),
        ({"citation": ("department", "site")}, ["c"]),
        ({"citation": ("none",)}, ["s"]),
        ({"relevance": ("about", "area")}, ["a", "c", "s"]),
    ],
)
def test_filters(filters: dict[str, tuple[str, ...]], expected: list[str]) -> None:
    daily = b.DEFINITIONS["daily"]
    definition = replace(daily, filters=replace(daily.filters, **filters))  # type: ignore[arg-type]
    clips = [
        clip("c", topic="culture", citation="site"),
        clip("s", topic="sport", secondary=("culture",), outlet="oblast"),
        clip("a", topic="war", relevance="area", citation="council"),
    ]
    assert sorted(ids(digest(clips, definition))) == expected


# --- stories ------------------------------------------------------------------------------------------------------


def test_one_item_for_a_story_and_every_outlet_counted() -> None:
    made = digest(b.rich_day())
    item = next(item for item in made.items if item.story == "a1")
    assert item.lead.article == "a1"
    assert [line.article for line in item.same] == ["a2", "a3"]  # a copy of a copy is the same text
    assert [line.article for line in item.related] == ["a4"]
    assert made.totals.clips == 9
    assert made.totals.stories == 5
    assert made.totals.outlets == 5
    assert made.totals.direct == 2
    assert (made.totals.department, made.totals.site, made.totals.council) == (1, 1, 1)
    assert made.totals.reused == 2


def test_two_languages_of_one_outlet_are_one_clip_with_two_links() -> None:
    ukrainian = clip("u", story="u", relation="original")
    russian = clip("r", story="u", relation="reprint", of="u", language="ru", at=END - timedelta(hours=1))
    copy = clip("o", story="u", relation="reprint", of="r", language="ru", outlet="oblast")
    made = digest([copy, russian, ukrainian])
    assert made.totals.clips == 2
    assert [twin.article for twin in made.items[0].lead.twins] == ["r"]
    assert [line.article for line in made.items[0].same] == ["o"]
    assert made.articles == {"u", "r", "o"}
    # The twin of a clip used in an earlier issue has been counted there.
    assert digest([ukrainian, russian], used=frozenset({"u"})).lines == ()
    again = digest([ukrainian, russian], used=frozenset({"u", "r"}), continued=frozenset({"u"}))
    (line,) = again.lines
    assert (line.article, line.continued, [twin.article for twin in line.twins]) == ("u", True, ["r"])


def test_of_one_text_in_two_languages_the_ukrainian_leads_whichever_came_first() -> None:
    russian = clip("a", story="s", relation="original", language="ru", at=END - timedelta(hours=3))
    ukrainian = clip("b", story="s", relation="reprint", of="a", at=END - timedelta(hours=3))
    copy = clip("o", story="s", relation="reprint", of="a", language="ru", outlet="oblast")
    made = digest([copy, russian, ukrainian])
    (item,) = made.items
    assert (item.lead.article, item.lead.relation, [twin.article for twin in item.lead.twins]) == (
        "b",
        "original",
        ["a"],
    )
    assert ([line.article for line in item.same], made.totals.clips) == (["o"], 2)
    # What stood in an issue under its Russian headline is not printed once more under the other.
    assert digest([russian, ukrainian], used=frozenset("a")).lines == ()
    # Where the Ukrainian text does not enter, the Russian one is not lost with it.
    assert ids(digest([russian, replace(ukrainian, relevance="mention")])) == ["a"]


@pytest.mark.parametrize("used", ["u", "ur"])
def test_a_continued_clip_comes_although_its_twin_is_now_the_first(used: str) -> None:
    russian = clip("r", story="u", relation="original", language="ru", at=END - timedelta(hours=3))
    ukrainian = clip("u", story="u", relation="reprint", of="r")
    copy = clip("o", story="u", relation="reprint", of="r", language="ru", outlet="oblast")
    made = digest([copy, russian, ukrainian], used=frozenset(used), continued=frozenset("u"))
    (item,) = made.items
    told = (item.lead.article, item.lead.continued, item.lead.relation, [twin.article for twin in item.lead.twins])
    assert told == ("u", True, "original", ["r"]), "the text that stood in the issue leads, or its mark were never met"
    assert [line.article for line in item.same] == ["o"]
    assert made.coverage.notes == ()


@pytest.mark.parametrize(("number", "told"), [(1, "1 матеріал"), (2, "2 матеріали"), (5, "5 матеріалів")])
def test_a_continued_clip_that_the_filters_no_longer_take_is_told_of(number: int, told: str) -> None:
    daily = b.DEFINITIONS["daily"]
    national = replace(daily, filters=replace(daily.filters, levels=("nation",)))
    names = frozenset(f"x{n}" for n in range(number))
    made = digest([clip(name) for name in names], national, used=names, continued=names)
    assert made.lines == ()
    assert made.coverage.notes == (
        f"Позначено як продовження, але не взято за умовами добору цього випуску: {told}. "
        "Позначку знімає рішення «продовження» – «ні».",
    )


def test_site_and_channel_of_one_house_are_two_clips() -> None:
    site = clip("s", outlet="rika", story="s", relation="original")
    channel = clip("t", outlet="rika-tg", story="s", relation="reprint", of="s", language="ru")
    assert digest([site, channel]).totals.clips == 2


def test_an_article_leads_before_an_earlier_post_of_the_same_story() -> None:
    item = next(item for item in digest(b.rich_day()).items if item.story == "b1")
    assert item.lead.article == "b2"
    assert [line.article for line in item.related] == ["b1"]


EARLY, NOON = END - timedelta(hours=5), END - timedelta(hours=3)
RUSSIAN = {"outlet": "oblast", "language": "ru", "story": "s"}


@pytest.mark.parametrize(
    ("name", "first", "second"),
    [
        (
            "Ukrainian before an earlier Russian text that cites the site",
            clip("u", story="s", at=NOON),
            clip("r", **RUSSIAN, at=EARLY, citation="site"),  # type: ignore[arg-type]
        ),
        (
            "a Ukrainian copy before its Russian original",
            clip("u", story="s", at=NOON, relation="reprint", of="r"),
            clip("r", **RUSSIAN, at=EARLY, relation="original"),  # type: ignore[arg-type]
        ),
        (
            "a Ukrainian post before a Russian article",
            clip("u", story="s", at=NOON, outlet="rika-tg"),
            clip("r", **RUSSIAN, at=EARLY),  # type: ignore[arg-type]
        ),
        (
            "what cites the department before what is earlier",
            clip("d", story="s", at=NOON, citation="department"),
            clip("e", story="s", at=EARLY, outlet="rika", citation="council"),
        ),
        (
            "an article before a post that cites",
            clip("a", story="s", at=NOON),
            clip("t", story="s", at=EARLY, outlet="rika-tg", citation="site"),
        ),
        (
            "what is copied before its copy, though its hour is not known",
            clip("o", story="s", at=None),
            clip("c", story="s", at=EARLY, outlet="rika", relation="reprint", of="o"),
        ),
        (
            "the first copy of a release of ours before what another wrote of it later",
            clip("c", story="s", at=EARLY, relation="reprint", of="release", citation="department"),
            clip("o", story="s", at=NOON, outlet="rika", citation="department"),
        ),
        ("else the earliest", clip("e", story="s", at=EARLY), clip("l", story="s", at=NOON, outlet="rika")),
    ],
)
def test_which_clip_of_a_story_leads(name: str, first: Clip, second: Clip) -> None:
    (item,) = digest([second, first]).items
    assert [line.article for line in item.lines] == [first.article.id, second.article.id], name


def test_a_reprint_whose_original_is_not_here_still_leads() -> None:
    made = digest(
        [clip("p", relation="reprint", of="gone", story="gone"), clip("q", relation="reprint", of="gone", story="gone")]
    )
    assert made.items[0].lead.article == "p"
    assert [line.article for line in made.items[0].same] == ["q"]


def test_reprints_that_point_at_each_other_end() -> None:
    made = digest([clip("p", relation="reprint", of="q", story="p"), clip("q", relation="reprint", of="p", story="p")])
    assert made.totals.clips == 2


# --- order and sections -------------------------------------------------------------------------------------------


def test_sections_follow_the_codebook_and_numbers_run_through() -> None:
    made = digest([clip(code, topic=code) for code in sorted(TOPICS)])
    assert [section.code for section in made.sections] == list(TOPICS)
    assert [item.number for item in made.items] == list(range(1, len(TOPICS) + 1))


def test_a_clip_without_a_topic_has_a_section_of_its_own() -> None:
    made = digest([clip("x", topic=None), clip("y", topic="sport")])
    assert [section.title for section in made.sections] == ["Спорт", "Тема не визначена"]


def test_direct_citations_stand_first_then_rank() -> None:
    many = [clip(f"m{i}", outlet=name, story="m") for i, name in enumerate(("visnyk", "oblast", "kraina"))]
    direct = clip("z", citation="site", at=END - timedelta(hours=20))
    plain = clip("p")
    made = digest([plain, direct, *many])
    assert [item.lead.article for item in made.items] == ["z", "m0", "p"]
    assert "пряме посилання" in made.items[0].reason
    assert made.items[1].reason.startswith("3 видання, загальнонаціональне видання")


def test_the_reason_of_a_rank_and_the_agency_stand_in_every_form_of_the_brief() -> None:
    many = [clip(f"m{i}", outlet=name, story="m") for i, name in enumerate(("visnyk", "oblast", "kraina"))]
    copied = replace(many[2], agency="УНН")
    made = digest([*many[:2], copied, clip("p", topic="sport")])
    for whole in (html.render(made)[0].content.decode(), email.compose(made).html, text.plain(made, made.sections)):
        words = " ".join(whole.split())
        assert "Чому тут: 3 видання, загальнонаціональне видання." in words
        assert words.count("Чому тут") == 1, "one outlet and nothing else is no reason"
        assert "з посиланням на агентство «УНН»" in words


def test_limits_cut_the_short_form_only_and_say_so() -> None:
    daily = b.DEFINITIONS["daily"]
    definition = replace(daily, limits=replace(daily.limits, section=3, items=4))
    made = digest(
        [clip(f"c{i}", topic="culture") for i in range(5)] + [clip(f"s{i}", topic="sport") for i in range(5)],
        definition,
    )
    assert made.totals.clips == 10
    assert sum(section.shown for section in made.sections) == 4
    assert all(section.hidden == len(section.items) - section.shown for section in made.sections)
    assert wording.hidden(7, linked=False) == "Ще 7 подій – у повному огляді (у вкладенні)."


def test_views_point_at_items_and_count_nothing_again() -> None:
    made = digest(b.rich_day(), "situation-daily")
    sections = {section.code: section for section in made.sections}
    assert [item.story for item in sections["events"].items] == ["d1"]
    assert sections["protests"].items == ()
    assert sections["protests"].empty
    assert [item.story for item in sections["resonance"].items] == ["a1", "b1"]
    assert {item.story for item in sections["institution"].items} == {"a1", "c1"}
    assert made.totals.clips == sum(count for _, count in made.totals.by_section) == 9


def test_an_empty_section_says_that_nothing_was_found_only_where_no_clip_has_its_topics() -> None:
    made = digest(
        [
            clip("a", "Прорвало трубу", topic="utilities", story="u"),
            clip("e", "Воду з підвалу відкачали рятувальники", topic="emergency", story="u", outlet="rika"),
        ],
        "situation-weekly",
        window=b.week_window(),
    )
    sections = {section.code: section for section in made.sections}
    where = "Матеріали на ці теми подано у розділі «Соціально-економічна ситуація» разом з іншими повідомленнями"
    denied, kept = sections["emergency"].empty, sections["war"].empty
    parts = dict(zip(sections, sheet.sheet(made, DRAFT).sections, strict=True))
    assert where in parts["emergency"].empty.replace("\u00a0", " ")
    for whole in (html.render(made)[0].content.decode(), email.compose(made).html, text.plain(made, made.sections)):
        words = " ".join(whole.split())
        assert where in words
        assert denied not in words
        assert kept in words, "of war there is no clip at all"
    assert all(section.code != "economy" for section in narrow(made, {"sport"}).sections), "it was not empty"
    assert all(section.code != "emergency" for section in narrow(made, {"sport"}).sections), "nor was this"
    part = narrow(made, {"emergency"})
    assert denied not in text.plain(part, part.sections)


def test_kinds_choose_events() -> None:
    rally = Event(date=DAY, until=None, kind="мітинг-протест", place=None, organisers=(), subject=None)
    made = digest([clip("x", event=rally)], "situation-daily")
    assert next(section for section in made.sections if section.code == "protests").items


def test_the_rest_goes_somewhere_even_if_no_rule_wants_it() -> None:
    definition = replace(b.DEFINITIONS["daily"], sections=(SectionRule(code="s", title="С", topics=("sport",)),))
    made = digest([clip("x", topic="war"), clip("y", topic="sport")], definition)
    assert sorted(ids(made)) == ["x", "y"]


# --- promises of the whole ----------------------------------------------------------------------------------------

_labels = st.fixed_dictionaries(
    {
        "outlet": st.sampled_from(sorted(b.OUTLETS)),
        "topic": st.sampled_from([None, *TOPICS]),
        "relevance": st.sampled_from([None, "about", "about", "area", "none"]),
        "citation": st.sampled_from([None, "none", "council", "site", "department"]),
        "tone": st.sampled_from([None, "neutral", "negative"]),
        "story": st.sampled_from([None, "0", "1", "2"]),
        "relation": st.sampled_from([None, "original", "reprint", "update", "related"]),
        "of": st.sampled_from([None, "0", "1", "2", "3", "gone"]),
        "language": st.sampled_from(["uk", "ru"]),
        "at": st.sampled_from([None, *(END - timedelta(hours=hours) for hours in (-1, 1, 2, 20, 30))]),
    }
)


@given(st.lists(_labels, max_size=12), st.sampled_from(["daily", "situation-daily"]), st.randoms(use_true_random=False))
def test_nothing_lost_nothing_twice_whatever_the_order(
    labels: list[dict[str, object]], name: str, shuffle: random.Random
) -> None:
    clips = [clip(str(number), **given_labels) for number, given_labels in enumerate(labels)]  # type: ignore[arg-type]
    made = digest(clips, name)
    shuffled = clips[:]
    shuffle.shuffle(shuffled)
    assert digest(shuffled, name) == made
    twins = [twin.article for line in made.lines for twin in line.twins]
    used = [*ids(made), *twins]
    expected = {
        one.article.id
        for one in clips
        if one.relevance == "about"
        and not one.outlet.official
        and (one.article.published is None or END - timedelta(days=1) <= one.article.published.at < END)
    }
    assert len(used) == len(set(used))
    assert set(ids(made)) <= expected <= set(used)  # a twin comes with its clip whatever it was labelled
    assert (
        made.totals.clips
        == len(made.lines)
        == sum(section.clips for section in made.sections if section.view == "items")
    )
    waiting = {pending.line.article for pending in made.pending}
    assert not waiting & set(used)
    assert digest(clips, name, used=made.articles).lines == ()


def test_the_same_clip_given_twice_counts_once() -> None:
    assert digest([clip("x"), clip("x")]).totals.clips == 1


def test_days_of_the_week_are_all_there() -> None:
    made = digest([clip("x", at=datetime(2026, 11, 17, 12, tzinfo=KYIV))], "thematic", window=b.week_window())
    assert [day.day for day, _ in made.totals.by_day] == [16, 17, 18, 19, 20, 21, 22]
    assert dict(made.totals.by_day)[date(2026, 11, 17)] == 1
    assert made.title == "Тематичний огляд публікацій про місто Терногай"
    assert wording.dateline(made) == "16–22 листопада 2026 року"


def test_what_came_out_on_the_first_day_before_the_window_began_is_no_clip_of_that_day() -> None:
    window = b.week_window()
    start = datetime(2026, 11, 16, 15, tzinfo=KYIV)
    window = replace(window, start=start, late_from=start - timedelta(days=14))
    clips = [
        clip("late", at=start - timedelta(hours=5)),
        clip("again", at=start - timedelta(hours=4)),
        clip("new", at=start + timedelta(hours=3)),
    ]
    gone = frozenset({"again"})
    made = digest(clips, "thematic", window=window, used=gone, continued=gone)
    assert (made.totals.clips, made.totals.late) == (3, 1)
    assert dict(made.totals.by_day)[start.date()] == 1
    (chart,) = [one for one in charts.drawn(made) if one.title == "Матеріали за днями"]
    assert "16.11 – 1 матеріал;" in chart.text
    assert chart.text.endswith("раніше – 2 матеріали.")


# --- words --------------------------------------------------------------------------------------------------------


def covered(states: dict[str, int]) -> Coverage:
    return coverage(
        SourceReport(source=f"{state}-{i}", outlet="x", name=f"{state}-{i}", state=state)
        for state, number in states.items()
        for i in range(number)
    )


@pytest.mark.parametrize(
    ("states", "expected"),
    [
        ({}, "Жодного джерела за цей період не опитано."),
        ({"ok": 34}, "Відповіли всі 34 джерела."),
        ({"ok": 1}, "Відповіло єдине джерело."),
        ({"broken": 1}, "Єдине джерело не відповіло; мовчить: broken-0."),
        ({"ok": 2, "broken": 1}, "Відповіли 2 з 3 джерел; мовчить: broken-0."),
        ({"ok": 1, "blocked": 1}, "Відповіло 1 з 2 джерел; мовчить: blocked-0."),
        ({"ok": 20, "broken": 1}, "Відповіли 20 з 21 джерела; мовчить: broken-0."),
        ({"ok": 5, "empty": 1, "broken": 1}, "Відповіли 6 із 7 джерел; мовчить: broken-0."),
        ({"broken": 2}, "Не відповіло жодне з 2 джерел; мовчать: broken-0, broken-1."),
        ({"ok": 3, "emptied": 1}, "Відповіли всі 4 джерела; відповідає, але записів у ньому немає: emptied-0."),
        ({"ok": 5, "wrong": 1}, "Відповіли 5 із 6 джерел; віддає не те, що має: wrong-0."),
        (
            {"broken": 1, "wrong": 2},
            "Не дало придатної відповіді жодне з 3 джерел; мовчить: broken-0; віддають не те, що мають: wrong-0, wrong-1.",
        ),
        ({"wrong": 1}, "Єдине джерело не дало придатної відповіді; віддає не те, що має: wrong-0."),
        ({"ok": 3, "dry": 1}, "Відповіли всі 4 джерела; відповідає, але давно не дає нового: dry-0."),
        ({"unasked": 2}, "Жодного джерела за цей період не опитано: програма давно не збирає новин."),
        ({"ok": 2, "unasked": 1}, "Відповіли всі 2 джерела; програма давно не опитувала: unasked-0."),
        ({"ok": 3, "not-due": 2}, "Відповіли всі 3 джерела; за розкладом ще не опитано 2 джерела."),
    ],
)
def test_coverage_speaks_ukrainian(states: dict[str, int], expected: str) -> None:
    assert sentence(covered(states)) == expected


def test_coverage_of_the_issue_text() -> None:
    reports = [SourceReport(source=f"s{i}", outlet="x", name=f"Н{i}", state="ok") for i in range(31)]
    reports += [SourceReport(source=f"b{i}", outlet="x", name=name, state="broken") for i, name in enumerate("АБВ")]
    assert sentence(coverage(reports)) == "Відповіли 31 з 34 джерел; мовчать: А, Б, В."


def test_a_source_that_answered_once_has_answered() -> None:
    both = [SourceReport(source="s", outlet="x", name="С", state=state) for state in ("broken", "unchanged")]
    assert coverage(both) == coverage(reversed(both))
    assert coverage(both).answered == 1


@pytest.mark.parametrize(
    ("title", "text", "headline", "lead"),
    [
        ("Назва", "Перше речення. Друге речення. Третє речення.", "Назва", ("Перше речення.", "Друге речення.")),
        ("Назва!", "Назва. Друге речення тут.", "Назва!", ("Друге речення тут.",)),
        (
            "",
            "⚡️🔥\nУ місті гроза, тримайтеся дому. Світла немає.",
            "У місті гроза, тримайтеся дому",
            ("Світла немає.",),
        ),
        ("🔥 Пожежа", "Ніжин, 22 листопада.\nГорів дах лікарні.", "Пожежа", ("Горів дах лікарні.",)),
        ("Т", "22.11.2026 14:05\nФото: архів редакції\nГорів дах лікарні.", "Т", ("Горів дах лікарні.",)),
        ("Т", "Горів дах лікарні.\nВідділ інформації та комунікацій", "Т", ("Горів дах лікарні.",)),
        ("Т", "Горів дах лікарні.\nПідписуйтесь на наш канал!", "Т", ("Горів дах лікарні.",)),
        ("Т", "Відділ освіти закупив автобус для сіл.", "Т", ("Відділ освіти закупив автобус для сіл.",)),
        ("", "Колеги!\nТриває реєстрація на курси.", "Триває реєстрація на курси", ("Колеги!",)),
        ("", "Увага!", "Увага!", ()),
        (
            "",
            "‼️ Рух мостом закрито\nдо понеділка. Їдьте в обхід.",
            "Рух мостом закрито до понеділка",
            ("Їдьте в обхід.",),
        ),
        ("Т", "map.example/#16/50.46\nwww.x.example\nГорів дах лікарні.", "Т", ("Горів дах лікарні.",)),
        ("", "", "Без заголовка", ()),
        ("", "😀😀😀\n👇👇👇", "Без заголовка", ()),
        ("<b>\u202eНазва\x00</b>", "Так.", "<b>Назва</b>", ("Так.",)),
    ],
)
def test_headline_and_lead(title: str, text: str, headline: str, lead: tuple[str, ...]) -> None:
    article = clip("x", title, text).article
    assert quote.headline(article) == headline
    assert quote.lead(article) == lead


LONG = "Через обстріл без світла залишилися мешканці мікрорайонів Північний, Садовий і Заводський, а також"


@pytest.mark.parametrize(
    ("title", "text", "headline", "lead"),
    [
        (
            "Уламки впали на поле за селом. За словами начальника, постраждалих і руйнувань…",
            "Уламки впали на поле за селом. За словами начальника, постраждалих і руйнувань немає. Не підходьте!",
            "Уламки впали на поле за селом",
            ("За словами начальника, постраждалих і руйнувань немає.", "Не підходьте!"),
        ),
        (
            "",
            f"{LONG} навколишні села. Ремонтують.",
            f"{LONG}…",
            ("…навколишні села.", "Ремонтують."),
        ),
        (f"{LONG}…", f"{LONG} селища Гай.", f"{LONG}…", ("…селища Гай.",)),
        (
            "Туман! Видимість п’ятдесят метрів, дві машини…",
            "Туман!",
            "Туман! Видимість п’ятдесят метрів, дві машини…",
            (),
        ),
    ],
)
def test_the_quote_of_a_post_does_not_repeat_its_headline(
    title: str, text: str, headline: str, lead: tuple[str, ...]
) -> None:
    article = clip("x", title, text, outlet="rika-tg").article
    assert quote.headline(article) == headline
    assert quote.lead(article) == lead


def test_an_outlet_that_cites_the_council_in_several_clips_is_named_once() -> None:
    said = [
        ("visnyk", "council"),
        ("rika", "site"),
        ("visnyk", "council"),
        ("visnyk", "department"),
        ("oblast", "none"),
    ]
    clips = [clip(f"c{i}", outlet=outlet, story="s", citation=cited) for i, (outlet, cited) in enumerate(said)]
    (item,) = digest(clips).items
    assert wording.cited(item) == (
        "Новини над Ріпою (пряме посилання: офіційний сайт), Терногайський вісник (посилання на раду;"
        " пряме посилання: відділ)"
    )


@given(st.text(alphabet=st.sampled_from(list("аб вг.!?…«»\n ⚡А9 -")), max_size=600), st.integers(80, 400))
def test_quotes_are_verbatim_or_visibly_cut(text: str, limit: int) -> None:
    flat = " ".join(text.split())
    for sentence_ in quote.lead(clip("x", "Назва", text).article, limit=limit):
        assert sentence_.removesuffix("…") in flat


def test_a_long_sentence_is_cut_at_a_word() -> None:
    text = " ".join(["слово"] * 200) + "."
    (only,) = quote.lead(clip("x", "Т", text).article)
    assert only.endswith("слово…")
    assert len(only) <= 320


def test_a_megabyte_of_text_is_no_trouble() -> None:
    article = clip("x", "", "а" * 1_000_000).article
    assert len(quote.headline(article)) <= 160


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"citation": "department"}, ["пряме посилання: відділ"]),
        ({"citation": "site"}, ["пряме посилання: офіційний сайт"]),
        ({"citation": "council"}, ["посилання на раду"]),
        ({"citation": "none", "tone": "neutral"}, []),
        ({"tone": "negative"}, ["критична тональність"]),
        ({"tone": "positive"}, ["позитивна тональність"]),
        ({"flags": (flag(),)}, ["потребує перевірки"]),
        (
            {"release": "r", "share": 0.86, "credited": False},
            ["використано наше повідомлення (86\u00a0%), без посилання"],
        ),
        ({"release": "r"}, ["використано наше повідомлення"]),
        ({"missed": True}, ["додано вручну"]),
        ({"url": "javascript:alert(1)"}, ["адресу відкрити неможливо"]),
    ],
)
def test_marks(changes: dict[str, object], expected: list[str]) -> None:
    (line,) = digest([clip("x", **changes)]).lines  # type: ignore[arg-type]
    assert [words for _, words in wording.marks(line)] == expected


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        (
            Event(
                date=date(2026, 1, 14),
                until=None,
                kind="мітинг-протест",
                place="площа Ринок",
                organisers=("Спілка ткачів", "ГО «Луг»"),
                subject="За ліс",
            ),
            "14.01.2026 – мітинг-протест (площа Ринок) за ліс (Спілка ткачів, ГО «Луг»).",
        ),
        (
            Event(date=None, until=None, kind="хода", place=None, organisers=(), subject=None),
            "дата невідома – хода.",
        ),
        (
            Event(
                date=date(2026, 1, 14), until=date(2026, 1, 15), kind="форум", place=None, organisers=(), subject=None
            ),
            "14–15.01.2026 – форум.",
        ),
    ],
)
def test_events_read_as_in_the_annual_report(event: Event, expected: str) -> None:
    (item,) = digest([clip("x", event=event)]).items
    assert wording.event(item) == expected


def test_the_line_of_an_event_is_ukrainian_where_a_ukrainian_clip_of_the_story_tells_it() -> None:
    russian = Event(
        date=DAY,
        until=None,
        kind="митинг",
        place="на Рыночной площади",
        organisers=("городская организация ветеранов труда",),
        subject="требуют вернуть льготный проезд",
    )
    ours = replace(
        russian, kind="мітинг", place="На Ринковій площі", organisers=("організація ветеранів",), subject="за пільги"
    )
    first = clip("r", "Ветераны вышли на площадь", event=russian, story="s", language="ru")
    also = clip("u", "Ветерани вийшли на площу", event=ours, story="s", outlet="rika", at=END - timedelta(hours=1))
    (item,) = digest([first, also]).items
    assert item.lead.article == "u"
    told = "22.11.2026 – мітинг на Ринковій площі за пільги (організація ветеранів)."
    assert wording.event(item) == told
    (item,) = digest([first, replace(also, event=replace(ours, organisers=(), subject=None))]).items
    assert wording.event(item) == (
        "22.11.2026 – мітинг на Ринковій площі – «требуют вернуть льготный проезд»"
        " («городская организация ветеранов труда»)."
    )
    made = chronicle([first, also])
    assert f"{line(made[0])}." == told, "the report says the same"


def _rally(subject: str | None, **changes: object) -> Event:
    whole = Event(
        date=DAY, until=None, kind="мітинг", place="на площі Ринок", organisers=("ГО «Луг»",), subject=subject
    )
    return replace(whole, **changes)  # type: ignore[arg-type]


def _events(made: Digest, code: str = "events") -> list[str]:
    (found,) = [section for section in made.sections if section.code == code]
    return [wording.event(item) for item in found.items]


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("Водії вийшли на мітинг: «Досить!»", ["«Водії вийшли на мітинг: „Досить!“» – Рінь, 22.11.2026."]),
        ("Страйк водіїв скасували", []),
        ("Мітинг водіїв не відбувся", []),
        ("Забастовку водителей отменили", []),
    ],
)
def test_a_headline_alone_tells_the_mood_unless_it_calls_the_gathering_off(title: str, told: list[str]) -> None:
    made = digest([clip("x", title, topic="politics")], "situation-weekly", window=b.week_window())
    name = made.items[0].lead.outlet_name
    assert _events(made, "protests") == [one.replace("Рінь", name) for one in told]


@pytest.mark.parametrize(
    "title",
    [
        "Мітинг проти скасування маршруту",
        "Перевізники на пікеті вимагали скасувати рішення ради",
        "Протест за скасування забудови",
        "Суд скасував заборону мітингу",
        "Мітинг біля ратуші: маршрут скасовано",
        "Сесія не відбулася: пікетувальники не пустили депутатів",
    ],
)
def test_a_gathering_against_what_is_called_off_is_none_called_off(title: str) -> None:
    made = digest([clip("x", title, topic="politics")], "situation-weekly", window=b.week_window())
    assert len(_events(made, "protests")) == 1


@pytest.mark.parametrize(
    "title",
    [
        "У селищі скасували запланований мітинг",
        "Пікет медиків біля ради скасовано",
        "Водії вирішили скасувати страйк",
        "Скасування пікету: борги виплатили",
        "Пикет отменён",
        "Мітинги на площі не відбудуться",
    ],
)
def test_a_gathering_called_off_in_other_words_is_not_listed(title: str) -> None:
    made = digest([clip("x", title, topic="politics")], "situation-weekly", window=b.week_window())
    assert _events(made, "protests") == []


def test_a_gathering_that_a_person_rejected_does_not_come_back_by_its_headline() -> None:
    told = clip("x", "Мітинг водіїв на мосту", topic="politics", event=_rally("за дорогу"))
    (event,) = chronicle([told])
    made = digest(
        [told], "situation-weekly", window=b.week_window(), events=(replace(event, state="rejected"),)
    )  # fmt: skip
    assert _events(made, "protests") == []
    left = replace(told, event=None, decided=("event",))
    assert _events(digest([left], "situation-weekly", window=b.week_window()), "protests") == []


def test_one_gathering_told_by_two_outlets_in_their_own_words_stands_once() -> None:
    clips = [
        clip("a", "Мітинг на площі", topic="politics", event=_rally("проти забудови", organisers=())),
        clip("b", "Люди за парк", topic="politics", outlet="rika", event=_rally("проти забудови парку", kind="пікет")),
        clip("c", "Інший захід", topic="politics", event=_rally("за школу", date=DAY - timedelta(days=3))),
    ]
    made = digest(clips, "situation-weekly", window=b.week_window())
    assert len(made.items) == 3, "stories and clips are counted as before"
    lines = _events(made)
    assert lines == [f"{line(event)}." for event in chronicle(clips)]
    assert len(lines) == 2
    assert _events(made, "protests") == lines
    for name in ("a", "b"):  # whoever asked for the topic of one of the two stories is told of the event
        kept = [replace(clip, topic="sport" if clip.article.id != name else "civic") for clip in clips]
        part = narrow(digest(kept, "situation-weekly", window=b.week_window()), ["civic"])
        assert len(_events(part)) == 1


def test_a_narrowed_issue_of_old_tells_an_event_once_and_in_its_place() -> None:
    """Until events were joined, a section pointed at every story of one."""
    early, late = _rally("проти забудови"), _rally("за школу", date=DAY + timedelta(days=2))
    clips = [
        clip("a", "Мітинг на площі", topic="civic", event=early),
        clip("b", "Люди за парк", topic="sport", outlet="rika", event=early),
        clip("c", "Інший захід", topic="sport", event=late),
    ]
    made = digest(clips, "situation-weekly", window=b.week_window())
    (now,) = [section.items for section in narrow(made, ["sport"]).sections if section.code == "events"]
    assert [item.lead.article for item in now] == ["b", "c"], "by day, whichever topic was left out"
    every = tuple(sorted(made.items, key=lambda item: (item.event != early, item.number)))
    old = replace(
        made, sections=tuple(replace(one, items=every) if one.code == "events" else one for one in made.sections)
    )
    (then,) = [section.items for section in narrow(old, ["sport"]).sections if section.code == "events"]
    assert then == now


def test_an_event_called_by_a_headline_points_at_the_story_under_it() -> None:
    clips = [
        clip("a", "Ветерани вийшли на марш", topic="politics", event=_rally("Ветерани вийшли на марш", kind="хода")),
        clip(
            "b",
            "Площа Ринок була велелюдною",
            topic="civic",
            outlet="rika",
            at=END - timedelta(hours=1),
            event=_rally("Площа Ринок була велелюдною", kind="хода"),
        ),
    ]
    made = digest(clips, "situation-weekly", window=b.week_window())
    told = [f"{line(event)}." for event in chronicle(clips)]
    assert len(told) == 1
    assert "«Площа Ринок була велелюдною»" in told[0]
    assert _events(made) == told
    assert _events(made, "protests") == told


def test_events_that_a_person_joined_are_one_in_the_brief() -> None:
    apart = _rally("за школу", place="біля школи", organisers=("ГО «Вись»",))
    clips = [
        clip("a", "Мітинг на площі", event=_rally("проти забудови")),
        clip("b", "Батьки вимагають школи", outlet="rika", event=apart),
    ]
    assert len(_events(digest(clips, "situation-weekly", window=b.week_window()))) == 2
    word = EventDecision(event="a", field="same", value="b", by="Липка", at=END)
    made = digest(clips, "situation-weekly", window=b.week_window(), joined=[word])
    assert _events(made) == [f"{line(event)}." for event in chronicle(clips, [word])]
    assert len(_events(made)) == 1


def test_the_brief_tells_an_event_as_people_set_it_and_none_that_they_rejected() -> None:
    clips = [clip("a", "Мітинг на площі", event=_rally("проти забудови"))]
    for field, value in (("subject", "проти забудови скверу"), ("place", "біля ратуші"), ("state", "rejected")):
        word = EventDecision(event="a", field=field, value=value, by="Липка", at=END)
        made = digest(clips, "situation-weekly", window=b.week_window(), events=chronicle(clips, [word]))
        told = [] if field == "state" else [f"{line(event)}." for event in chronicle(clips, [word])]
        assert _events(made) == _events(made, "protests") == told
        assert field == "state" or value in told[0]


def test_what_people_said_of_an_event_by_an_item_that_does_not_lead_holds_in_the_brief() -> None:
    """The chronicle knows an own release, a clip of yesterday's issue and one left out; the brief has none of them."""
    first, second = (clip(name, "Мітинг на площі", event=_rally("проти забудови")) for name in "ab")
    word = EventDecision(event="a", field="state", value="rejected", by="Липка", at=END)
    for gone in (replace(first, outlet=replace(first.outlet, official=True)), first):
        used = frozenset({"a"}) if gone is first else frozenset()
        told = chronicle([gone, second], [word])
        made = digest([gone, second], "situation-weekly", window=b.week_window(), used=used, events=told)
        assert _events(made) == []


def test_an_empty_day_says_so() -> None:
    made = digest([], silent=0)
    assert made.sections == ()
    assert wording.nothing(made) == "За цей день публікацій про місто Терногай не виявлено."
    week = digest([], "thematic", window=b.week_window(), silent=0)
    assert wording.nothing(week) == "За період 16–22 листопада 2026 року публікацій про місто Терногай не виявлено."


@pytest.mark.parametrize(
    ("states", "subject", "first"),
    [
        ({"ok": 6}, "публікацій немає", "За цей день публікацій про місто Терногай не виявлено."),
        ({"dry": 1}, "публікацій немає", "За цей день публікацій про місто Терногай не виявлено."),
        (
            {"ok": 5, "broken": 1},
            "немає відповіді від 1 із 6 джерел, у решті публікацій немає",
            "Немає відповіді від 1 із 6 джерел; у решті за цей день публікацій про місто Терногай не виявлено.",
        ),
        (
            {"ok": 3, "blocked": 1, "unasked": 3},
            "немає відповіді від 4 із 7 джерел, у решті публікацій немає",
            "Немає відповіді від 4 із 7 джерел; у решті за цей день публікацій про місто Терногай не виявлено.",
        ),
        (
            {"ok": 2, "wrong": 4},
            "немає придатної відповіді від 4 із 6 джерел, у решті публікацій немає",
            "Немає придатної відповіді від 4 із 6 джерел; "
            "у решті за цей день публікацій про місто Терногай не виявлено.",
        ),
        (
            {"ok": 4, "emptied": 2},
            "немає придатної відповіді від 2 із 6 джерел, у решті публікацій немає",
            "Немає придатної відповіді від 2 із 6 джерел; "
            "у решті за цей день публікацій про місто Терногай не виявлено.",
        ),
        (
            {"emptied": 6},
            "жодне із 6 джерел не дало придатної відповіді",
            "Жодне із 6 джерел не дало придатної відповіді, "
            "тож чи були за цей день публікації про місто Терногай, невідомо.",
        ),
        (
            {"emptied": 1},
            "єдине джерело не дало придатної відповіді",
            "Єдине джерело не дало придатної відповіді, "
            "тож чи були за цей день публікації про місто Терногай, невідомо.",
        ),
        (
            {"broken": 6},
            "жодне із 6 джерел не відповіло",
            "Жодне із 6 джерел не відповіло, тож чи були за цей день публікації про місто Терногай, невідомо.",
        ),
        (
            {"broken": 1, "not-due": 5},
            "єдине опитане джерело не відповіло",
            "Єдине опитане джерело не відповіло, тож чи були за цей день публікації про місто Терногай, невідомо.",
        ),
        (
            {"broken": 3, "unasked": 3},
            "немає відповіді від жодного із 6 джерел",
            "Немає відповіді від жодного із 6 джерел, тож чи були за цей день публікації про місто Терногай, невідомо.",
        ),
        (
            {"unasked": 6},
            "жодного джерела не опитано",
            "Жодного джерела не опитано, тож чи були за цей день публікації про місто Терногай, невідомо.",
        ),
    ],
)
def test_no_clips_is_not_said_of_sources_that_nobody_could_ask(
    states: dict[str, int], subject: str, first: str
) -> None:
    made = replace(digest([]), coverage=covered(states))
    assert wording.nothing_short(made) == subject
    assert wording.nothing(made) == wording.opening(made) == wording.figures(made) == first


@pytest.mark.parametrize(
    ("states", "said"),
    [
        ({"ok": 6}, "Пожеж не зафіксовано."),
        ({"ok": 1, "broken": 5}, "Пожеж не зафіксовано."),
        ({"broken": 6}, "Даних немає."),
    ],
)
def test_a_section_says_that_nothing_was_only_where_somebody_could_be_asked(states: dict[str, int], said: str) -> None:
    made = replace(digest([]), coverage=covered(states))
    assert wording.empty(Section(code="fire", title="Пожежі", empty="Пожеж не зафіксовано."), made) == said


@pytest.mark.parametrize(
    ("states", "warned"),
    [
        ({"ok": 3, "broken": 3}, None),
        ({"not-due": 6}, None),
        ({"ok": 2, "broken": 4}, "Увага, огляд неповний: немає відповіді від 4 із 6 джерел."),
        ({"broken": 6}, "Увага, огляд неповний: жодне із 6 джерел не відповіло."),
        ({"unasked": 6}, "Увага, огляд неповний: жодного джерела не опитано."),
        ({"ok": 2, "emptied": 2, "wrong": 2}, "Увага, огляд неповний: немає придатної відповіді від 4 із 6 джерел."),
    ],
)
def test_where_most_sources_are_silent_a_warning_stands_above(states: dict[str, int], warned: str | None) -> None:
    made = replace(digest([clip("a")]), coverage=covered(states))
    assert wording.warning(made) == warned
    assert wording.opening(made).startswith(warned or "За 22 листопада")
    assert wording.figures(made).startswith(warned or "1 матеріал")


def test_what_nobody_dated_is_shown_without_a_date() -> None:
    """When a page was met is by what it finds its issue; the brief does not say it came out then."""
    one = clip("x", at=END - timedelta(hours=3))
    assert one.article.published is not None
    met = replace(one.article, published=replace(one.article.published, rule="first-seen", confidence=0.2))
    made = digest([replace(one, article=met), clip("y", at=END - timedelta(hours=3))])
    shown = {line.article: (wording.when(line, made.window), wording.stamp(line), line.day) for line in made.lines}
    assert shown["x"] == ("дату не встановлено", "–", None)
    assert shown["y"][2] is not None
