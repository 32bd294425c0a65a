"""How each source fares against its own past: what it brings, how often, with what text. Pure; `now` is an argument.

No source is ever given up: a verdict here is told to people and changes no visit.
"""

from monitor.health.judge import judge
from monitor.health.nouns import GOOD, SILENT, STATES, Arrival, Health, History, Seen
from monitor.health.rhythm import Rhythm
from monitor.health.wording import cut, fixed

__all__ = [
    "GOOD",
    "SILENT",
    "STATES",
    "Arrival",
    "Health",
    "History",
    "Rhythm",
    "Seen",
    "cut",
    "fixed",
    "judge",
]
