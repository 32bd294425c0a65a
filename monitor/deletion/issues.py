"""An issue without the words of deleted items: its lines stay and are counted, its documents become notes. Pure.

The hashes of what was approved stay beside the new ones, so that the chain from issue to issue can still be proved.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection
from datetime import date
from typing import Any

from monitor.deletion.needles import Needles
from monitor.deletion.redact import GONE
from monitor.model import WITHDRAWN
from monitor.store.deletion_rows import IssueChange, IssueText

NOTE = (
    "Цей документ вилучено {day:%d.%m.%Y}: у ньому йшлося про матеріал, який вилучено на вимогу.\n"
    "Показники випуску не змінилися. SHA-256 документа, який було затверджено: {sha256}\n"
)
# What a line says in its own words; everything else of it is counted and stays.
_LINE: dict[str, Any] = {"headline": WITHDRAWN, "url": "", "proof": [], "flags": [], "standing": "", "twins": []}
_EVENT: dict[str, Any] = {"place": None, "organisers": [], "subject": None}


def changed(issue: IssueText, articles: Collection[str], person: Needles, day: date) -> IssueChange | None:
    """What must stand there now; None where the issue says nothing of the items and does not name the person."""
    named = any(f'"{article}"' in issue.body for article in articles) or person.found(issue.body)
    items = tuple(
        (article, _text(_cleaned(json.loads(body), articles, person), compact=True))
        for article, body in issue.items
        if article in articles or any(f'"{one}"' in body for one in articles) or person.found(body)
    )
    if not named and not items:
        return None
    manifest = None
    if issue.manifest is not None:
        manifest = _text(_manifest(json.loads(issue.manifest), articles), compact=False)
    return IssueChange(
        id=issue.id,
        body=_text(_cleaned(json.loads(issue.body), articles, person), compact=True),
        manifest=manifest,
        items=items,
        documents=tuple((name, note(content, day)) for name, content in issue.documents),
        signed=issue.signed is not None,
    )


def note(content: bytes, day: date) -> bytes:
    """The text that stands where a document stood; one that is a note already stays."""
    if content.startswith(NOTE[:20].encode()):
        return content
    return NOTE.format(day=day, sha256=hashlib.sha256(content).hexdigest()).encode()


def _cleaned(value: Any, articles: Collection[str], person: Needles) -> Any:
    if isinstance(value, list):
        return [_cleaned(one, articles, person) for one in value]
    if isinstance(value, str):
        return GONE if person.found(value) else value
    if not isinstance(value, dict):
        return value
    made = {key: _cleaned(one, articles, person) for key, one in value.items()}
    if value.get("article") in articles:
        made.update({key: empty for key, empty in _LINE.items() if key in made})
    lead = value.get("lead")
    if isinstance(lead, dict) and lead.get("article") in articles:
        made.update(quote=[], reason="")
        if isinstance(made.get("event"), dict):
            made["event"].update(_EVENT)
    return made


def _manifest(value: dict[str, Any], articles: Collection[str]) -> dict[str, Any]:
    """The list of units without their addresses; what was counted stays."""
    for unit in value.get("units", ()):
        if unit.get("article") in articles:
            unit.update(url="", page=None)
    value["withdrawn"] = sorted({*value.get("withdrawn", ()), *articles} & {u["article"] for u in value["units"]})
    return value


def _text(value: Any, *, compact: bool) -> str:
    """JSON as monitor's issues have it: sorted keys, so that the same words give the same bytes."""
    if compact:
        return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ": "), indent=1)
