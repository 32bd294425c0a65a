"""Rules against facts: what is caught, with which reason, once a cause, in any order."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.alerts import Counted, Facts, Rule, SourceNow, Told, evaluate, held_until, is_quiet, parse
from monitor.alerts.quiet import parse as parse_quiet
from monitor.alerts.wording import letter
from monitor.dates import to_local
from monitor.errors import ConfigError
from monitor.health import Health
from monitor.model import Article, Clip, Moment, Outlet
from tests.fakes import NOW

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
VISTI = Outlet(id="visti", name="Вісті")
ROOM = Outlet(id="rada", name="Рада", official=True)


def clip(name: str, text: str = "Паводок у громаді.", **changes: object) -> Clip:
    outlet = changes.pop("outlet", VISTI)
    at = changes.pop("at", NOW - HOUR)
    assert isinstance(outlet, Outlet)
    assert isinstance(at, datetime)
    article = Article(
        id=name,
        outlet=outlet.id,
        url=f"https://visti.example/{name}",
        kind="site",
        title=f"Подія {name}",
        paragraphs=(text,),
        language="uk",
        published=Moment(at=at, rule="feed", confidence=1.0),
        fetched=at,
    )
    made = Clip(article=article, outlet=outlet, relevance="about", topic="emergency", citation="none", tone="neutral")
    return replace(made, **changes)


def facts(*clips: Clip, **more: object) -> Facts:
    stories: dict[str, tuple[Clip, ...]] = {}
    for line in clips:
        if line.story:
            stories[line.story] = (*stories.get(line.story, ()), line)
    return Facts(now=NOW, clips=clips, stories=stories, **more)  # type: ignore[arg-type]


FLOOD = Rule(id="flood", when=parse("паводок AND NOT навчання"))
CAUGHT = {
    "words": (FLOOD, {}, True),
    "words that must not stand": (FLOOD, {"text": "Навчання: умовний паводок."}, False),
    "topic": (Rule(id="r", topics=("emergency",)), {}, True),
    "second topic": (Rule(id="r", topics=("utilities",)), {"secondary": ("utilities",)}, True),
    "another topic": (Rule(id="r", topics=("sport",)), {}, False),
    "level": (Rule(id="r", levels=("nation",)), {"outlet": replace(VISTI, level="nation")}, True),
    "another level": (Rule(id="r", levels=("nation",)), {}, False),
    "direct is the site": (Rule(id="r", citations=("direct",)), {"citation": "site"}, True),
    "direct is not the council": (Rule(id="r", citations=("direct",)), {"citation": "council"}, False),
    "no citation": (Rule(id="r", citations=("none",)), {}, True),
    "tone": (Rule(id="r", tones=("negative",)), {"tone": "negative"}, True),
    "tone not decided": (Rule(id="r", tones=("negative",)), {"tone": None}, False),
    "place about by default": (FLOOD, {"relevance": "mention"}, False),
    "place as asked": (replace(FLOOD, places=("about", "mention")), {"relevance": "mention"}, True),
    "relevance not decided is none": (replace(FLOOD, places=("none",)), {"relevance": None}, True),
    "our own channel": (FLOOD, {"outlet": ROOM}, False),
    "left out by a person": (FLOOD, {"decided": ("left-out",)}, False),
    "all conditions": (replace(FLOOD, tones=("negative",)), {"tone": "positive"}, False),
}


@pytest.mark.parametrize(("rule", "changes", "caught"), CAUGHT.values(), ids=CAUGHT)
def test_conditions(rule: Rule, changes: dict[str, object], caught: bool) -> None:
    assert bool(evaluate([rule], facts(clip("a", **changes)))) is caught  # type: ignore[arg-type]


def test_the_reason_is_a_sentence_with_what_was_met() -> None:
    rule = replace(FLOOD, topics=("emergency",), tones=("negative",), citations=("none",), levels=("local",))
    (found,) = evaluate([rule], facts(clip("a", "Через паводки закрили міст.", tone="negative")))
    assert found.reason == (
        "У тексті є «паводки», тема «Надзвичайні події», тон критичний, без посилання на раду, місцеве видання."
    )
    assert (found.title, found.url, found.outlet) == ("Подія a", "https://visti.example/a", "Вісті")
    assert found.published == NOW - HOUR


def test_a_story_alerts_once_and_by_its_first_publication() -> None:
    found = evaluate([FLOOD], facts(clip("b", story="s", at=NOW - HOUR), clip("a", story="s", at=NOW - 2 * HOUR)))
    assert [(line.cause, line.article) for line in found] == [("story:s", "a")]


def test_what_was_told_is_not_told_again_though_the_story_changed_its_name() -> None:
    now = facts(clip("b", story="t"), clip("a", story="t"))
    assert evaluate([FLOOD], now, {"flood": Told(causes=frozenset({"story:s"}), articles=frozenset({"a"}))}) == ()
    assert evaluate([FLOOD], now, {"flood": Told(causes=frozenset({"story:t"}))}) == ()
    assert evaluate([FLOOD], now, {"other": Told(causes=frozenset({"story:t"}))}), "each rule tells for itself"


@pytest.mark.parametrize(("outlets", "told"), [(4, False), (5, True), (9, True)])
def test_a_story_in_many_outlets(outlets: int, told: bool) -> None:
    clips = [
        clip(f"a{n}", story="s", outlet=Outlet(id=f"o{n}", name=f"О{n}"), at=NOW - n * HOUR) for n in range(outlets)
    ]
    found = evaluate([Rule(id="wide", story_outlets=5)], facts(*clips, clip("own", story="s", outlet=ROOM)))
    assert bool(found) is told
    if told:
        assert found[0].reason == f"Про подію вже пишуть {outlets} видань: поріг правила – 5."


def test_repeats_of_one_outlet_are_one_outlet() -> None:
    clips = [clip(f"a{n}", story="s") for n in range(9)]
    assert evaluate([Rule(id="wide", story_outlets=2)], facts(*clips)) == ()


def test_a_release_taken_over() -> None:
    own = clip("own", outlet=ROOM, story="s", at=NOW - 5 * HOUR)
    first = clip("a", story="s", release="own", share=0.8, credited=False, at=NOW - 2 * HOUR)
    second = clip("b", story="s", release="own", share=0.9, credited=True, at=NOW - HOUR)
    (found,) = evaluate([Rule(id="picked", release=True)], facts(second, own, first))
    assert (found.cause, found.article) == ("release:own", "a")
    assert found.reason == "Наше повідомлення «Подія own» підхопило видання «Вісті» (80 % тексту) без посилання."


# --- spikes ---------------------------------------------------------------------------------------------------------

START = NOW.replace(minute=0)


def counted(at: datetime, **changes: object) -> Counted:
    made = Counted(at=at, relevance="about", topic="sport", citation="none", tone="neutral", level="local")
    return replace(made, **changes)  # type: ignore[arg-type]


def usual(weeks: int, seed: int = 1, rate: float = 1.0) -> list[Counted]:
    """A Poisson stream of `rate` an hour by day, a fifth of it by night."""
    rng = random.Random(seed)
    found = []
    for hour in range(weeks * 7 * 24):
        begin = START - hour * HOUR
        strength = rate if 7 <= to_local(begin).hour < 22 else rate / 5
        left = rng.expovariate(strength)
        while left < 1:
            found.append(counted(begin - HOUR + left * HOUR))
            left += rng.expovariate(strength)
    return found


def burst(count: int) -> list[Counted]:
    return [counted(START - 2 * HOUR + n * timedelta(minutes=2)) for n in range(count)]


SPIKE = Rule(id="spike", spike=3.0)


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (usual(9) + burst(20), True),
        (usual(9), False),
        (usual(9) + burst(3), False),
        (usual(3) + burst(20), False),
        (burst(20), False),
        ([*burst(4), counted(START - 9 * 7 * DAY)], False),
        ([*burst(8), counted(START - 9 * 7 * DAY)], True),
        ([replace(line, relevance="none") for line in usual(9) + burst(20)], False),
    ],
    ids=["spike", "usual", "a little more", "too short a past", "no past", "sparse", "first ever", "of others"],
)
def test_spikes(lines: list[Counted], told: bool) -> None:
    assert bool(evaluate([SPIKE], facts(counted=tuple(lines)))) is told


def test_an_earlier_outbreak_does_not_hide_a_later_one() -> None:
    earlier = [replace(line, at=line.at - 7 * DAY) for line in burst(20)]
    assert evaluate([SPIKE], facts(counted=tuple(usual(9) + earlier + burst(20))))


def test_a_spike_of_several_hours_is_told_once() -> None:
    lines = usual(9) + burst(20) + [replace(line, at=line.at - HOUR) for line in burst(25)]
    (found,) = evaluate([SPIKE], facts(counted=tuple(lines)))
    told = Told(causes=frozenset({found.cause}))
    assert evaluate([SPIKE], facts(counted=tuple(lines)), {"spike": told}) == ()


@pytest.mark.parametrize("rate", [0.05, 0.3, 1.0, 5.0])
def test_ordinary_months_have_no_spikes(rate: float) -> None:
    lines = tuple(usual(20, seed=7, rate=rate))
    found = evaluate([SPIKE], facts(counted=lines, spikes_since=START - 70 * DAY))
    assert len(found) <= 1, "about one a year is promised; this is a fifth of one"


# --- sources --------------------------------------------------------------------------------------------------------

DEAD = Rule(id="dead", sources=("dead",))


def source(state: str, since: datetime = NOW, before: str = "ok") -> Facts:
    health = Health(state=state, since=since, reason="Джерело не відповідає.", before=before)
    return facts(sources=(SourceNow(id="visti-feed", name="Вісті", health=health),))


@pytest.mark.parametrize(
    ("state", "kinds", "told"),
    [("broken", "dead", True), ("blocked", "dead", True), ("empty", "dead", True), ("dry", "dead", False),
     ("dry", "dry", True), ("surging", "surging", True), ("ok", "dead", False), ("unchanged", "dead", False)],
)  # fmt: skip
def test_sources(state: str, kinds: str, told: bool) -> None:
    assert bool(evaluate([Rule(id="r", sources=(kinds,))], source(state))) is told


def test_recovery_is_told_once_and_only_where_the_trouble_was() -> None:
    (fell,) = evaluate([DEAD], source("broken", NOW - DAY))
    assert fell.reason == "Вісті: джерело не відповідає."
    told = Told(causes=frozenset({fell.cause}))
    well = source("ok", NOW, before="broken")
    (fixed,) = evaluate([DEAD], well, {"dead": told})
    assert fixed.reason == "Вісті: джерело знову працює з 20.11.2026 08:30."
    assert evaluate([DEAD], well) == (), "nobody was told that it fell"
    assert evaluate([DEAD], well, {"dead": Told(causes=told.causes | {fixed.cause})}) == ()
    again = source("broken", NOW + DAY)
    assert evaluate([DEAD], again, {"dead": Told(causes=told.causes | {fixed.cause})}), "the next time is another cause"


# --- order ----------------------------------------------------------------------------------------------------------

RULES = (
    FLOOD,
    Rule(id="tone", tones=("negative",)),
    Rule(id="wide", story_outlets=2),
    Rule(id="picked", release=True),
    DEAD,
)


@given(st.randoms(use_true_random=False), st.lists(st.integers(0, 5), min_size=1, max_size=12))
def test_the_order_of_facts_and_rules_does_not_matter(rng: random.Random, stories: list[int]) -> None:
    clips = [
        clip(
            f"a{n}",
            story=f"s{story}" if story else None,
            outlet=Outlet(id=f"o{n % 3}", name="О"),
            at=NOW - (n % 4) * HOUR,
            tone="negative" if n % 2 else "neutral",
            release="own" if n % 5 == 0 else None,
        )
        for n, story in enumerate(stories)
    ]
    first = evaluate(RULES, facts(*clips))
    rules = list(RULES)
    rng.shuffle(clips)
    rng.shuffle(rules)
    assert evaluate(rules, facts(*clips)) == first
    told = {rule.id: Told(causes=frozenset(f.cause for f in first if f.rule == rule.id)) for rule in RULES}
    assert evaluate(rules, facts(*clips), told) == (), "once a cause"


# --- quiet hours ----------------------------------------------------------------------------------------------------

CLOCKS = st.times().map(lambda clock: clock.replace(second=0, microsecond=0))
CHANGES = st.sampled_from([datetime.fromisoformat(f"{day}T00:00:00+00:00") for day in ("2026-03-29", "2026-10-25", "2027-03-28", "2026-06-01")])  # fmt: skip


@given(CLOCKS, CLOCKS, CHANGES, st.integers(-2000, 2000))
def test_quiet_hours_end_whatever_the_clocks_do(start: object, end: object, day: datetime, minutes: int) -> None:
    if start == end:
        return
    quiet = parse_quiet(f"{start:%H:%M}-{end:%H:%M}")
    now = day + timedelta(minutes=minutes)
    until = held_until(quiet, now)
    assert (until is None) is not is_quiet(quiet, now)
    if until is not None:
        assert now < until <= now + 25 * HOUR
        assert not is_quiet(quiet, until)


@pytest.mark.parametrize(
    ("now", "until"),
    [
        ("2026-11-20T23:00+02:00", "2026-11-21T07:00+02:00"),
        ("2026-11-20T06:59+02:00", "2026-11-20T07:00+02:00"),
        ("2026-11-20T07:00+02:00", None),
        ("2026-11-20T21:59+02:00", None),
        ("2026-03-28T23:00+02:00", "2026-03-29T07:00+03:00"),
        ("2026-10-24T23:00+03:00", "2026-10-25T07:00+02:00"),
    ],
)
def test_the_night_over_both_changes_of_the_clock(now: str, until: str | None) -> None:
    found = held_until(parse_quiet("22:00-07:00"), datetime.fromisoformat(now))
    assert found == (datetime.fromisoformat(until) if until else None)


@pytest.mark.parametrize("text", ["", "22-7", "22:00-22:00", "25:00-07:00", "22:00", "22:00-07:00-08:00", "ніч"])
def test_wrong_quiet_hours(text: str) -> None:
    with pytest.raises(ConfigError):
        parse_quiet(text)


# --- the letter -----------------------------------------------------------------------------------------------------


def test_the_letter_says_why_where_and_when() -> None:
    found = evaluate([FLOOD], facts(clip("a")))
    words = letter("Вербосілля", found)
    assert words.subject == "Вербосілля: Подія a"
    assert words.text == (
        "У тексті є «Паводок».\nПодія a\nВісті, 20.11.2026 07:30\nhttps://visti.example/a\nПравило: flood\n"
    )


@pytest.mark.parametrize("payload", ["<script>x</script>", '"><img src=x>', "\r\nBcc: evil@example.net", "\u202eабв"])
def test_scraped_text_stays_text(payload: str) -> None:
    line = clip("a", f"Паводок {payload}")
    hostile = replace(line, article=replace(line.article, title=payload, url=f"javascript:{payload}"))
    words = letter("Вербосілля", evaluate([FLOOD], facts(hostile)))
    assert "<script" not in words.html
    assert "<img" not in words.html
    assert "href" not in words.html
    assert "\n" not in words.subject
    assert "\r" not in words.text
    assert "\u202e" not in words.html + words.text + words.subject
