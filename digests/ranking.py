"""Where a story stands in its section, by voices: own texts count beside outlets, and freshness is said. Pure.

For the `ranking` slot of `brief.build`. Beside `order.rank`, which counts outlets only, it tells a story that three
newsrooms wrote themselves from one text that three reprinted. The weights are plain, for a reader to check the sum.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import datetime

from digests.order import COUNCIL, CRITICAL, DIRECT, LEVEL, TOPIC, Rank
from monitor.dates import kyiv_day
from monitor.language.numerals import OUTLET, Noun, count
from monitor.model import Clip

# The nouns of the levels above the local one, the highest first.
_LEVELS = (
    ("nation", Noun("загальнонаціональне", "загальнонаціональні", "загальнонаціональних", "загальнонаціонального")),
    ("region", Noun("обласне", "обласні", "обласних", "обласного")),
)
_OWN = Noun("власний текст", "власні тексти", "власних текстів", "власного тексту")
_DAYS = {0: "сьогоднішня", 1: "учорашня"}
FRESH_DAYS = 7


def rank(clips: Sequence[Clip], until: datetime) -> Rank:
    """The rank of one story at the end of the window; the order of its clips does not matter."""
    levels = {clip.outlet.id: clip.outlet.level for clip in clips}
    texts = sum(clip.relation != "reprint" for clip in clips) or min(1, len(clips))
    score = 2 * math.log2(1 + len(levels)) + math.log2(1 + texts)
    score += max((LEVEL[level] for level in levels.values()), default=0.0)
    reasons = [_outlets(tuple(levels.values()))]
    if texts > 1:
        reasons.append(count(texts, _OWN))
    for weight, reason in (_citation(clips), _tone(clips), _topic(clips), _freshness(clips, until)):
        score += weight
        reasons += [reason] if reason else []
    return Rank(round(score, 4), ", ".join(reasons))


def _outlets(levels: Sequence[str]) -> str:
    """«5 видань (1 загальнонаціональне, 2 обласні)»."""
    above = [count(levels.count(level), noun) for level, noun in _LEVELS if level in levels]
    return count(len(levels), OUTLET) + (f" ({', '.join(above)})" if above else "")


def _citation(clips: Sequence[Clip]) -> tuple[float, str]:
    if any(clip.direct for clip in clips):
        return DIRECT, "пряме посилання"
    return (COUNCIL, "посилання на раду") if any(clip.citation == "council" for clip in clips) else (0.0, "")


def _tone(clips: Sequence[Clip]) -> tuple[float, str]:
    return (CRITICAL, "критична тональність") if any(clip.tone == "negative" for clip in clips) else (0.0, "")


def _topic(clips: Sequence[Clip]) -> tuple[float, str]:
    weight = max((TOPIC.get(clip.topic or "", 0.0) for clip in clips), default=0.0)
    return weight, "вагома тема" if weight else ""


def _freshness(clips: Sequence[Clip], until: datetime) -> tuple[float, str]:
    """From 1 (of the window's last day) to 0 (a week old or undated)."""
    moments = [clip.article.published.at for clip in clips if clip.article.published is not None]
    if not moments:
        return 0.0, "без дати"
    age = max(0, (kyiv_day(until) - kyiv_day(max(moments))).days)
    return max(0.0, 1 - age / FRESH_DAYS), _DAYS.get(age, "")
