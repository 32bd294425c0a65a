"""What the tests of relevance by turns of phrase share: a classifier of one town, a case, and its judgement."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from classifiers.place import PlaceClassifier, load
from monitor.model import Institution, Level, Named, Official, Place
from tests.test_place import article, outlet

# Who judges, the label, the outlet's level and name, title, text.
Case = tuple[PlaceClassifier, str, Level, str, str, str]


def of(
    name: str,
    russian: str,
    region: str,
    body: str,
    *,
    official: str | None = None,
    settlements: tuple[str, ...] = (),
    sites: tuple[str, ...] = (),
    left_out: tuple[str, ...] = (),
) -> PlaceClassifier:
    """The classifier of a town with its council, its mayor where one is given, its villages, sites and what `not:` leaves out."""
    return load(
        Place(id="p", name=name, russian=russian, region=region, settlements=settlements, namesakes=left_out),
        Institution(
            names=(Named(name=body),),
            officials=(Official(name=official, role="міський голова"),) if official else (),
            sites=tuple(Named(name=site) for site in sites),
        ),
    )


def params(groups: Mapping[str, Sequence[Case]]) -> list[Any]:
    """The cases of named groups as parameters, each with its group and title for a name."""
    return [
        pytest.param(case, id=f"{group}: {case[4] or case[5][:40]}")
        for group, cases in groups.items()
        for case in cases
    ]


def check(case: Case) -> None:
    """The label is the expected one, and the reason is a sentence."""
    who, expected, level, name, title, text = case
    found, _ = who.classify(article(title, text), outlet(level, name))
    assert found.label == expected
    assert found.reason.endswith(".")
