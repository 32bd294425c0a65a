"""Dates of the press: reading them, Kyiv's calendar, and where a publication date comes from.

Pure: `now` is always an argument. Says nothing about what an article is; it only reads markup and text.
"""

from monitor.dates.kyiv import KYIV, day_bounds, day_start, from_local, kyiv_day, to_local, week_bounds
from monitor.dates.provenance import Dating, is_future, judge, published
from monitor.dates.wording import parse

__all__ = [
    "KYIV",
    "Dating",
    "day_bounds",
    "day_start",
    "from_local",
    "is_future",
    "judge",
    "kyiv_day",
    "parse",
    "published",
    "to_local",
    "week_bounds",
]
