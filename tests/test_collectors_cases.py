"""Every kind of source against its recorded cases: bytes in tests/data/<kind>/, what they must give in the twin."""

from __future__ import annotations

import dataclasses
import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from monitor.collectors import COLLECTORS
from monitor.model import Entry, ListingRule
from tests.canned import NOW, Web, harvest, page

DATA = Path(__file__).parent / "data"
TWINS = sorted(path for kind in COLLECTORS for path in (DATA / kind).glob("*.twin.json"))


def test_every_kind_of_source_has_a_recorded_case() -> None:
    without = [kind for kind in COLLECTORS if not any(path.parent.name == kind for path in TWINS)]
    assert without == []


def _plain(value: object) -> object:
    """A noun as the twin writes it: fields that differ from their default, instants in ISO 8601."""
    if isinstance(value, datetime):
        return value.isoformat()
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = ((f, getattr(value, f.name)) for f in dataclasses.fields(value))
        return {f.name: _plain(given) for f, given in fields if given != f.default and f.name != "source"}
    return [_plain(one) for one in value] if isinstance(value, tuple) else value


@pytest.mark.parametrize("twin", TWINS, ids=lambda path: f"{path.parent.name}/{path.name.removesuffix('.twin.json')}")
def test_a_recorded_case_gives_its_twin(twin: Path) -> None:
    case: dict[str, Any] = json.loads(twin.read_text(encoding="utf-8"))
    assert datetime.fromisoformat(case["fetched"]) == NOW
    folder = twin.parent
    content = (folder / twin.name.removesuffix(".twin.json")).read_bytes()
    web = Web(
        {url: page(url, (folder / name).read_bytes(), kind) for url, (name, kind) in case.get("responses", {}).items()}
    )
    found = harvest(
        folder.name,  # type: ignore[arg-type]  # the folder is named after the kind
        page(case["url"], content, case["content_type"], case.get("final_url")),
        web=web,
        seen=tuple(case.get("seen", ())),
        listing=ListingRule(**case["listing"]) if "listing" in case else None,
    )
    expected = case["expected"]
    assert found.state == expected["state"]
    assert list(found.notes) == expected["notes"]
    assert web.asked == expected["asked"]
    assert [_plain(entry) for entry in found.entries] == expected["entries"]


@pytest.mark.parametrize("twin", TWINS, ids=lambda path: f"{path.parent.name}/{path.name.removesuffix('.twin.json')}")
def test_entries_keep_the_contract(twin: Path) -> None:
    for fields in json.loads(twin.read_text(encoding="utf-8"))["expected"]["entries"]:
        assert {"key", "url"} <= fields.keys() <= {field.name for field in dataclasses.fields(Entry)}
        for name in ("published", "updated"):
            assert name not in fields or datetime.fromisoformat(fields[name]).utcoffset() is not None
        assert "<" not in fields.get("title", "").replace("5 < 6", "")
