"""Stories: what happened, who told it first and who copied; merges and splits by hand. Decides nothing itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from starlette.responses import Response

from monitor.dates import kyiv_day
from monitor.errors import OhliadError
from monitor.language import numerals
from monitor.model import Clip, Moment
from monitor.pipeline import story
from monitor.plan import article_id
from monitor.store import Store, StoryDecision
from monitor.store.overview import Part
from monitor.urls import canonical
from monitor.web.ask import Ask, Entry, Section, action, page
from monitor.web.errors import Refusal, missing
from monitor.web.office import Office
from monitor.web.paging import Pager
from monitor.web.period import period

ON_A_PAGE = 50
USUAL_DAYS = 7
MOST_NAMES = 200  # stories or articles of one decision
LEAST = {"1": 1, "2": 2, "3": 3}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One article of a story as the page shows it; `lag` is a phrase, "" where an hour is unknown."""

    part: Part
    clip: Clip | None
    lag: str
    of: str
    release: str
    is_first: bool


def index(ask: Ask) -> Response:
    """Stories of a period, those told by the most outlets first."""
    shown = period(ask.query, kyiv_day(ask.now), USUAL_DAYS)
    least = LEAST.get(str(ask.query.get("least", "1")), 1)
    overview = ask.office.store.overview
    total = overview.story_count(shown.since, shown.until, least=least)
    pager = Pager.of(ask.number("page", 1), total, ON_A_PAGE, f"/stories?{shown.query}&least={least}")
    found = overview.stories(shown.since, shown.until, least=least, limit=ON_A_PAGE, offset=pager.offset)
    return ask.render(
        "stories/index.html",
        period=shown,
        least=least,
        stories=found,
        total=numerals.count(total, numerals.STORY),
        pager=pager,
        may_decide=ask.person.may("analyst"),
    )


def show(ask: Ask) -> Response:
    """One story with every article in it."""
    found = ask.office.store.overview.story(ask.path("id"))
    if found is None:
        raise missing("Такої події немає: можливо, її об’єднано з іншою або вилучено.")
    identifier, parts = found
    if identifier != ask.path("id"):
        return ask.back(f"/stories/{identifier}", str(ask.query.get("done", "")))
    rows = _rows(ask.office.store, parts)
    ids = {part.member.article for part in parts}
    return ask.render(
        "stories/show.html",
        story=identifier,
        lead=next((row for row in rows if row.part.member.relation == "original"), rows[0]),
        rows=rows,
        outlets=numerals.count(len({row.part.outlet_id for row in rows if not row.part.official}), numerals.OUTLET),
        clips=numerals.count(sum(not row.part.official for row in rows), numerals.MATERIAL),
        decisions=decisions(ask.office.store.story_log(), ids, ask.number("made")),
        may_decide=ask.person.may("analyst"),
    )


def decisions(log: list[StoryDecision], articles: set[str], also: int = 0) -> list[StoryDecision]:
    """What people decided about any of these articles, the newest first; `also`: a decision that was just made."""
    return [made for made in reversed(log) if made.id == also or articles & set(made.articles)]


def _rows(store: Store, parts: list[Part]) -> list[Row]:
    clips = {
        clip.article.id: clip for clip in store.clips(articles=[part.member.article for part in parts], relevance=None)
    }
    titles = {part.member.article: f"{part.outlet}: {part.headline}" for part in parts}
    first = clips.get(parts[0].member.article)
    start = first.article.published if first else None
    rows = []
    for place, part in enumerate(parts):
        clip = clips.get(part.member.article)
        moment = clip.article.published if clip else None
        rows.append(
            Row(
                part=part,
                clip=clip,
                lag=lag(start, moment) if place else "",
                of=titles.get(part.member.of or "", ""),
                release=titles.get(part.member.release or "", ""),
                is_first=place == 0,
            )
        )
    return rows


def lag(start: Moment | None, end: Moment | None) -> str:
    """«через 25 хвилин», «на 2 дні раніше»; "" where only the day of either is known."""
    if start is None or end is None or not (start.exact and end.exact):
        return ""
    return after(end.at - start.at)


def after(gap: timedelta) -> str:
    """The words for a distance in time, rounded down as people do."""
    minutes = int(abs(gap.total_seconds()) // 60)
    if minutes < 1:
        return "водночас"
    if minutes < 60:
        length = numerals.count(minutes, _MINUTE)
    elif minutes < 48 * 60:
        length = numerals.count(minutes // 60, _HOUR)
    else:
        length = numerals.count(minutes // (24 * 60), numerals.DAY)
    return f"через {length}" if gap.total_seconds() > 0 else f"на {length} раніше"


# After «через» and «на» the accusative stands: «через одну годину» – «через 1 годину».
_MINUTE = numerals.Noun("хвилину", "хвилини", "хвилин", "хвилини")
_HOUR = numerals.Noun("годину", "години", "годин", "години")


# --- what people decide -------------------------------------------------------------------------------------------


def merge(ask: Ask) -> Response:
    """The checked stories, and the one that is named by id or address, become one."""
    found = merged(ask.office, (*ask.fields("story"), ask.field("other", 2000)), ask.person.name, ask.now, _why(ask))
    return ask.back(f"/stories/{found}", "merged")


def split(ask: Ask) -> Response:
    """The checked articles leave the story."""
    articles = _several(ask.fields("article"), least=1)
    parted(ask.office, articles, ask.person.name, ask.now, _why(ask))
    stays = ask.office.store.overview.story(ask.path("id"))
    log = reversed(ask.office.store.story_log())  # a colleague's decision may stand last in it by now
    made = next(made for made in log if made.kind == "split" and set(made.articles) == set(articles))
    # Of an article that left: named in the address, so that the story that stays shows it with its undoing.
    return ask.back(f"/stories/{stays[0] if stays else articles[0]}?made={made.id}", "split", len(articles))


def undo(ask: Ask) -> Response:
    """A merge or split is taken back; the stories are grouped anew at once."""
    articles = taken_back(ask.office, ask.field("decision", 12), ask.person.name, ask.now)
    stays = ask.office.store.stories([articles[0]])
    return ask.back(f"/stories/{stays[0].id}" if stays else "/stories", "story-undone")


def merged(office: Office, names: tuple[str, ...], by: str, at: datetime, why: str) -> str:
    """The id of the story made of these, each named by its id, an article's id or address. Raises Refusal."""
    wanted = [identify(office.store, name) for name in _several(names, least=2)]
    if len(set(wanted)) < 2:
        raise Refusal(422, "Щоб об’єднати, позначте щонайменше дві різні події.")
    return story.merge(office.store, office.config.place, wanted, by=by, at=at, why=why).id


def parted(office: Office, articles: tuple[str, ...], by: str, at: datetime, why: str) -> tuple[str, ...]:
    """The ids of the stories in which the articles stand alone now. Raises Refusal."""
    for article in articles:
        found = office.store.stories([article])
        if not found:
            raise Refusal(422, f"Матеріалу «{article}» немає в жодній події.")
        if len(found[0].members) < 2:
            raise Refusal(422, "Матеріал уже стоїть окремо: виділяти його нізвідки.")
    return tuple(made.id for made in story.split(office.store, office.config.place, articles, by=by, at=at, why=why))


def taken_back(office: Office, decision: str, by: str, at: datetime) -> tuple[str, ...]:
    """The articles of the decision that was undone. Raises Refusal."""
    made = next((made for made in office.store.story_log() if str(made.id) == decision), None)
    if made is None:
        raise missing("Такого рішення немає.")
    if made.undone:
        raise Refusal(409, "Це рішення вже скасовано.")
    return story.undo(office.store, office.config.place, made.id, by=by, at=at)


def identify(store: Store, name: str) -> str:
    """The present id of the story meant by a story's or an article's id, or by an address. Raises Refusal."""
    if name.startswith(("http://", "https://")):
        try:
            address = canonical(name)
        except (OhliadError, ValueError) as error:
            raise Refusal(422, "Цю адресу не зрозуміло.") from error
        name = next(
            (found for found in (article_id(outlet, address) for outlet in store.outlets()) if store.article(found)),
            name,
        )
    whole = store.story(name) or next(iter(store.stories([name])), None)
    if whole is None:
        raise Refusal(
            422,
            f"«{name}»: такої події чи такого матеріалу в подіях немає. До подій входить лише те, що стосується міста.",
        )
    return whole.id


def _several(names: tuple[str, ...], *, least: int) -> tuple[str, ...]:
    found = tuple(dict.fromkeys(name.strip() for name in names if name.strip()))
    if len(found) < least:
        raise Refusal(
            422, "Щоб об’єднати, позначте щонайменше дві події." if least > 1 else "Позначте хоча б один матеріал."
        )
    if len(found) > MOST_NAMES:
        raise Refusal(422, f"Забагато за один раз: щонайбільше {MOST_NAMES}.")
    return found


def _why(ask: Ask) -> str:
    return ask.field("why", 1000)


section = Section(
    routes=(
        page("/stories", index),
        page("/stories/{id}", show),
        action("/stories/merge", merge),
        action("/stories/undo", undo),
        action("/stories/{id}/split", split),
    ),
    menu=(Entry(rank=30, path="/stories", text="Події"),),
    messages={
        "merged": "Події об’єднано. Так їх групуватимуть і надалі.",
        "split": "Виділено окремо: {n}. Так їх групуватимуть і надалі.",
        "story-undone": "Рішення скасовано, події згруповано заново.",
    },
)
