"""Article -> Event or None: what kind of gathering, when, where, by whom and about what."""

from __future__ import annotations

import re
from dataclasses import dataclass

from monitor.dates import kyiv_day, parse
from monitor.model import Article, Event, Place
from monitor.text import sentences

VERSION = "events-1"
_KINDS = re.compile(
    r"(?i)\b(мітинг\w*|митинг\w*|пікет\w*|пикет\w*|хресн\w+ ход\w+|крестн\w+ ход\w+|громадськ\w+ слухан\w+|"
    r"общественн\w+ слушани\w+|прес-?конференці\w+|пресс-?конференци\w+|акці\w+ протест\w+|акци\w+ протест\w+|"
    r"звітно-виборн\w+ конференці\w+|отчетно-выборн\w+ конференци\w+)"
)
_ORGANISERS = re.compile(r"\b(?:ГО|ОО|ГС|БО|громадськ\w+ організаці\w+|общественн\w+ организаци\w+) «[^»\n]{2,80}»")


@dataclass(frozen=True, slots=True)
class EventClassifier:
    """The event decision for one place."""

    place: Place

    def classify(self, article: Article) -> Event | None:
        """The event an item tells of, or None."""
        whole = f"{article.title}\n{article.text}"
        kind = _KINDS.search(whole)
        organisers = tuple(dict.fromkeys(_ORGANISERS.findall(whole)))
        if kind is None or not organisers or article.published is None:
            return None
        found = None
        for sentence in sentences(whole):
            if (found := parse(sentence, article.published.at)) is not None:
                break
        day = kyiv_day(found[0] if found else article.published.at)
        return Event(date=day, until=None, kind=kind.group(0).lower(), place=None, organisers=organisers, subject=None)


def load(place: Place) -> EventClassifier:
    """The classifier of one place."""
    return EventClassifier(place)
