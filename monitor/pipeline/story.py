"""Stories put together and taken apart by a person: the decision is kept, and shown at once in the stories around."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from monitor.errors import OhliadError
from monitor.model import Article, Place, Story
from monitor.pipeline.grouping import group_around
from monitor.store import Store


def merge(store: Store, place: Place, names: Sequence[str], *, by: str, at: datetime, why: str = "") -> Story:
    """One story of all the stories named by their ids or by an article of theirs. Raises OhliadError."""
    found = [_story(store, place, name) for name in names]
    if len({story.id for story in found}) < 2:
        raise OhliadError("a merge takes two or more different stories; these are one already")
    articles = tuple(dict.fromkeys(member.article for story in found for member in story.members))
    store.add_story_decision("merge", articles, by=by, at=at, why=why)
    settle(store, place, articles)
    return _story(store, place, articles[0])


def split(
    store: Store, place: Place, articles: Sequence[str], *, by: str, at: datetime, why: str = ""
) -> tuple[Story, ...]:
    """Each of these articles out of its story, to stand alone until a later merge. Raises OhliadError."""
    for article in articles:
        if len(_story(store, place, article, whole=False).members) < 2:
            raise OhliadError(f"{article}: stands alone already")
    around = tuple(member.article for name in articles for member in _story(store, place, name, whole=False).members)
    store.add_story_decision("split", articles, by=by, at=at, why=why)
    settle(store, place, tuple(dict.fromkeys(around)))
    return tuple(_story(store, place, article, whole=False) for article in articles)


def undo(store: Store, place: Place, decision: int, *, by: str, at: datetime) -> tuple[str, ...]:
    """Take a merge or split back; returns the articles it named. Raises OhliadError where there is none to undo."""
    made = next((made for made in store.story_log() if made.id == decision), None)
    if made is None:
        raise OhliadError(f"there is no decision {decision} about stories; `ohliad story log` lists them")
    if not store.undo_story_decision(decision, by=by, at=at):
        raise OhliadError(f"decision {decision} was undone already")
    settle(store, place, made.articles)
    return made.articles


def settle(store: Store, place: Place, articles: Sequence[str]) -> None:
    """Group anew the time around these articles, as the next run would if it still looked so far back."""
    items = store.judged(articles=articles)
    group_around(store, place, [when for item in items if (when := stood(item.article)) is not None])


def stood(article: Article) -> datetime | None:
    """When the article came out, or when we first had it."""
    return article.published.at if article.published is not None else article.fetched


def in_no_story(name: str) -> OhliadError:
    """Why an article that we have is in no story, and what to do."""
    return OhliadError(
        f"{name}: is in no story: only what concerns the place is grouped, by the next run; "
        f"`ohliad decide {name} relevance=about` says that it does"
    )


def _story(store: Store, place: Place, name: str, *, whole: bool = True) -> Story:
    """The story of that id, or the one that holds the article; what was not grouped yet is grouped now."""
    found = store.story(name) if whole else None
    if found is None:
        found = holding(store, name)
    if found is None:
        if store.article(name) is None:
            raise OhliadError(f"{name}: there is no such story or item; `ohliad search` finds ids")
        settle(store, place, [name])
        found = holding(store, name)
    if found is None:
        raise in_no_story(name)
    return found


def holding(store: Store, article: str) -> Story | None:
    """The story that holds the article."""
    return next(iter(store.stories([article])), None)
