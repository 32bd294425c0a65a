"""Where a story stands in its section: a sum of a few plain weights, and the sentence that says why.

The weights express an office's order, not a measurement: what the department is named in, what many and large
outlets carry, what criticises, what is fresh. They are small integers so that a reader can check the sum.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from monitor.language.numerals import OUTLET, count
from monitor.model import Clip


@dataclass(frozen=True, slots=True)
class Rank:
    """A larger score stands higher; `reason` is one Ukrainian phrase."""

    score: float
    reason: str


Ranking = Callable[[Sequence[Clip], datetime], Rank]

DIRECT, COUNCIL, CRITICAL = 3.0, 1.0, 1.5
LEVEL = {"nation": 2.0, "region": 1.0, "local": 0.0}
_LEVEL_NAME = {"nation": "загальнонаціональне видання", "region": "обласне видання"}
# Topics a head of department opens first; all others weigh nothing.
TOPIC = {"war": 1.0, "emergency": 1.0, "authority": 1.0, "utilities": 0.5, "politics": 0.5, "crime": 0.5}
FRESH_HOURS = 168.0


def rank(clips: Sequence[Clip], until: datetime) -> Rank:
    """The rank of one story at the end of the window; the order of its clips does not matter."""
    outlets = len({clip.outlet.id for clip in clips})
    level = max((clip.outlet.level for clip in clips), key=lambda name: LEVEL[name], default="local")
    score = 2 * math.log2(1 + outlets) + LEVEL[level]
    reasons = [count(outlets, OUTLET)]
    if level in _LEVEL_NAME:
        reasons.append(_LEVEL_NAME[level])
    if any(clip.direct for clip in clips):
        score += DIRECT
        reasons.append("пряме посилання")
    elif any(clip.citation == "council" for clip in clips):
        score += COUNCIL
        reasons.append("посилання на раду")
    if any(clip.tone == "negative" for clip in clips):
        score += CRITICAL
        reasons.append("критична тональність")
    if weight := max((TOPIC.get(clip.topic or "", 0.0) for clip in clips), default=0.0):
        score += weight
        reasons.append("вагома тема")
    return Rank(round(score + _freshness(clips, until), 4), ", ".join(reasons))


def _freshness(clips: Sequence[Clip], until: datetime) -> float:
    """From 1 (just published) to 0 (a week old or undated)."""
    moments = [clip.article.published.at for clip in clips if clip.article.published is not None]
    if not moments:
        return 0.0
    hours = (until - max(moments)).total_seconds() / 3600
    return min(1.0, max(0.0, 1 - hours / FRESH_HOURS))
