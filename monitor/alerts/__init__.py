"""Alerts: rules of sources.yaml held against what is stored. Pure; sends nothing and remembers nothing."""

from monitor.alerts.evaluate import evaluate
from monitor.alerts.nouns import Counted, Facts, Finding, Quiet, Rule, SourceNow, Told
from monitor.alerts.query import Query, parse
from monitor.alerts.quiet import held_until, is_quiet

__all__ = [
    "Counted",
    "Facts",
    "Finding",
    "Query",
    "Quiet",
    "Rule",
    "SourceNow",
    "Told",
    "evaluate",
    "held_until",
    "is_quiet",
    "parse",
]
