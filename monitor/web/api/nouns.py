"""The shapes of what the API takes and answers. Pure declarations; `answers` fills them."""

from __future__ import annotations

from typing import get_args

from monitor.judgement import FIELDS
from monitor.model import CITATION, RELEVANCE, TONE, TOPICS, ItemKind, Language, Level, Relation
from monitor.web.api.shapes import Shape, day, flag, instant, listed, maybe, one_of, record, share, text, whole

LEVELS: tuple[str, ...] = get_args(Level)
MOST_NAMES = 200  # articles or stories of one decision
MOST_WHY = 1000  # letters of a reason

ERROR = record("Error", error=text("одне речення українською"))
OUTLET = record("Outlet", id=text(), name=text(), level=one_of(LEVELS), official=flag("наш власний канал"))
MOMENT = record("Moment", at=instant(), exact=flag("false: відомий лише день"), rule=text("звідки відомо"))
FLAG = record("Flag", classifier=text(), code=text(), text=text("чому має подивитися людина"))
ITEM = record(
    "Item",
    id=text(),
    url=text(),
    title=text(),
    outlet=OUTLET,
    kind=one_of(get_args(ItemKind)),
    published=maybe(MOMENT),
    language=maybe(one_of(get_args(Language))),
    relevance=maybe(one_of(RELEVANCE)),
    topic=maybe(one_of(TOPICS)),
    secondary=listed(one_of(TOPICS)),
    citation=maybe(one_of(CITATION)),
    direct=flag("пряме посилання на відділ або офіційний сайт"),
    tone=maybe(one_of(TONE)),
    flags=listed(FLAG),
    decided=listed(text(), "поля, про які вирішила людина"),
    story=maybe(text()),
    relation=maybe(one_of(get_args(Relation))),
    release=maybe(text("наше повідомлення, яке використано")),
    share=share("частка речень повідомлення"),
    credited=maybe(flag()),
    missed=flag("знайшла людина, а не джерела"),
)
VERDICT = record(
    "Verdict",
    classifier=text(),
    version=text(),
    label=maybe(text()),
    score=share(),
    reason=text(),
    evidence=listed(text()),
)
DECISION = record(
    "Decision",
    id=whole(),
    field=text(),
    value=text(),
    by=text(),
    at=instant(),
    why=text(),
    origin=text("звідки: сторінка, файл, командний рядок"),
    kind=one_of(("decision", "undo", "refused")),
    stands=flag(),
)
MARK = whole("останнє рішення, яке видно: передайте його як `seen`")
PAGED = {"total": whole(), "page": whole(low=1), "pages": whole(low=1)}
ITEMS = record("Items", **PAGED, mark=MARK, items=listed(ITEM, most=1000))
WHOLE_ITEM = record(
    "WholeItem",
    item=ITEM,
    byline=maybe(text()),
    paragraphs=listed(text()),
    verdicts=listed(VERDICT),
    history=listed(DECISION),
    mark=MARK,
)
OUTCOME = record(
    "Outcome",
    article=text(),
    field=text(),
    state=one_of(("applied", "same", "conflict", "rejected")),
    text=text("одне речення українською"),
    decision=maybe(whole("номер рядка в історії")),
)
OUTCOMES = record("Outcomes", outcomes=listed(OUTCOME))
CONFLICT = record(
    "Conflict", error=text(), outcomes=listed(OUTCOME), seen=whole("до якого рядка історії розповіла ця відповідь")
)

STORY = record(
    "Story",
    id=text(),
    title=text(),
    clips=whole(),
    outlets=whole(),
    voices=whole("видання, що написали своїми словами"),
    reprints=whole(),
    original=text("першоджерело"),
    official=flag("почалося з нашого повідомлення"),
    first=instant(),
    last=instant(),
)
MEMBER = record(
    "Member",
    article=text(),
    outlet=text(),
    title=text(),
    url=text(),
    published=instant(),
    official=flag(),
    relation=one_of(get_args(Relation)),
    of=maybe(text()),
    share=share("частка речень цього матеріалу, що стоять в `of`"),
    release=maybe(text()),
    release_share=share(),
    credited=maybe(flag()),
    probable=flag("лише ймовірно: інша мова того самого"),
)
STORY_DECISION = record(
    "StoryDecision",
    id=whole(),
    kind=one_of(("merge", "split")),
    articles=listed(text()),
    by=text(),
    at=instant(),
    why=text(),
    undone=flag(),
)
STORIES = record("Stories", **PAGED, stories=listed(STORY, most=1000))
WHOLE_STORY = record("WholeStory", id=text(), members=listed(MEMBER), decisions=listed(STORY_DECISION))
STORY_IDS = record("StoryIds", stories=listed(text()))

SOURCE = record(
    "Source",
    id=text(),
    outlet=text(),
    kind=text(),
    url=text(),
    state=text(),
    well=flag(),
    reason=text(),
    visited=maybe(instant()),
    answered=maybe(instant()),
    brought=maybe(instant()),
    next_visit=maybe(instant()),
    failures=whole(),
    found=whole(),
    parsed=whole(),
    relevant=whole(),
    used=whole(),
)
SOURCES = record("Sources", sources=listed(SOURCE))
ISSUE = record(
    "Issue",
    id=whole(),
    name=text(),
    kind=text(),
    day=day(),
    number=maybe(whole(low=1)),
    state=one_of(("draft", "approved", "sent")),
    since=instant(),
    until=instant(),
    built=instant(),
    approved=maybe(instant()),
    approved_by=maybe(text()),
    sha256=maybe(text()),
    clips=whole(),
    direct=whole(),
    superseded_by=maybe(text("випуски (через кому), після яких у чернетці не лишилося нічого")),
)
ISSUES = record("Issues", **PAGED, issues=listed(ISSUE, most=1000))
TAKE = record(
    "Take",
    article=text(),
    outlet=text(),
    headline=text(),
    url=text(),
    published=maybe(instant()),
    minutes=maybe(whole("скільки хвилин минуло після повідомлення", low=None)),
    share=share(),
    credited=maybe(flag()),
    probable=flag(),
)
RELEASE = record("Release", id=text(), title=text(), published=maybe(instant()), takes=listed(TAKE))
WEEK = record("Week", monday=day(), releases=whole(), takes=whole())
PICKUP = record("Pickup", releases=listed(RELEASE, most=1000), weeks=listed(WEEK))
COUNTS = record(
    "Counts",
    since=day(),
    until=day(),
    clips=whole("матеріали про місто"),
    direct=whole(),
    flagged=whole(),
    missed=whole(),
    undecided=whole("ні програма, ні людина не сказали, чи це про місто"),
    by_topic=Shape(type="object", values=whole()),
    by_outlet=Shape(type="object", values=whole()),
    by_day=Shape(type="object", values=whole()),
)
SESSION = record("Session", name=text(), role=text(), token=text("для заголовка X-CSRF-Token"))

# --- what is sent -------------------------------------------------------------------------------------------------

WHY = text("чому, для історії", most=MOST_WHY)
DECIDE = record(
    "Decide",
    ("why", "seen", "confirm", "reprints"),
    field=one_of(FIELDS),
    value=text(most=200),
    why=WHY,
    seen=maybe(whole("`mark` тієї відповіді, яку людина бачила")),
    confirm=flag("усупереч новішому рішенню"),
    reprints=flag("те саме для всіх передруків цієї події"),
)
UNDO = record("Undo", ("why",), why=WHY)
NOTHING = record("Nothing")
NAMES = listed(text(most=2000, least=1), least=1, most=MOST_NAMES)
MERGE = record("Merge", ("why",), stories=NAMES, why=WHY)
SPLIT = record("Split", ("why",), articles=NAMES, why=WHY)
