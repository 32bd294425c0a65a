"""What the tests of events by turns of phrase share: one town, one hour of publication, a text and its event."""

from __future__ import annotations

from datetime import date, datetime

from classifiers.events import load
from monitor.dates import KYIV
from monitor.model import Article, Event, Moment, Place

PUBLISHED = datetime(2026, 3, 18, 15, 0, tzinfo=KYIV)
CLASSIFIER = load(Place(id="pryluky", name="Прилуки", russian="Прилуки", region="Чернігівська область"))


def event(text: str, title: str = "") -> Event | None:
    """The event of an item of that hour, or None."""
    published = Moment(at=PUBLISHED, rule="feed", confidence=1.0)
    article = Article(id="a", outlet="o", url="", kind="site", title=title, paragraphs=(text,), published=published)
    return CLASSIFIER.classify(article)


def sure(text: str, title: str = "") -> Event:
    """The event, which there must be."""
    found = event(text, title)
    assert found is not None
    return found


def held_on(day: int, text: str) -> Event:
    """The event, which there must be, on that day of March."""
    found = sure(text)
    assert found.date == date(2026, 3, day)
    return found
