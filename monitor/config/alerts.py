"""The `alerts:` and `quiet:` of sources.yaml as rules; every problem with its line, all at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from ruamel.yaml.comments import CommentedMap

from monitor.alerts import Quiet, Rule, parse
from monitor.alerts.quiet import parse as parse_quiet
from monitor.config import schema, yaml_lines
from monitor.errors import ConfigError

_KINDS = ("spike", "story_outlets", "release", "source")


def rules(
    path: Path, data: CommentedMap, shapes: Sequence[schema.AlertShape], *, mail: bool
) -> tuple[tuple[Rule, ...], list[str]]:
    """(rules, problems); `mail` says whether a mail server is configured."""
    found: dict[str, Rule] = {}
    problems: list[str] = []
    for index, shape in enumerate(shapes):
        if shape.id in found:
            problems.append(_problem(path, data, index, "id", f"the rule {shape.id!r} stands twice"))
            continue
        problems += [_problem(path, data, index, key, text) for key, text in _contradictions(shape, mail=mail)]
        try:
            found[shape.id] = _rule(shape)
        except ConfigError as error:
            problems.append(_problem(path, data, index, "when", str(error)))
    return tuple(found.values()), problems


def quiet(path: Path, data: CommentedMap, text: str | None) -> tuple[Quiet | None, list[str]]:
    if text is None:
        return None, []
    try:
        return parse_quiet(text), []
    except ConfigError as error:
        return None, [f"{path}:{yaml_lines.line_of(data, ['quiet'])}: quiet: {error} (given: {text[:80]!r})"]


def _problem(path: Path, data: CommentedMap, index: int, key: str, text: str) -> str:
    return f"{path}:{yaml_lines.line_of(data, ['alerts', index, key])}: alerts.{index}.{key}: {text}"


def _contradictions(shape: schema.AlertShape, *, mail: bool) -> Iterator[tuple[str, str]]:
    """(key, what is wrong) where keys of one rule do not go together."""
    kinds = [key for key in _KINDS if getattr(shape, key)]
    if len(kinds) > 1:
        yield kinds[1], f"a rule watches one thing: {kinds[0]!r} or {kinds[1]!r}, not both"
    filters = [key for key in ("when", "topic", "level", "citation", "tone") if getattr(shape, key)]
    if shape.source and filters:
        yield filters[0], "a rule about sources has no conditions on texts"
    if shape.spike and shape.when:
        yield "when", "a spike is counted by topic, level, citation, tone and place, not by words"
    if not kinds and not filters:
        yield "id", "this rule would catch every publication: give it a condition, or one of " + ", ".join(_KINDS)
    if shape.to and not mail:
        yield "to", "mail needs a server: delivery.smtp is not configured"


def _rule(shape: schema.AlertShape) -> Rule:
    return Rule(
        id=shape.id,
        when=parse(shape.when) if shape.when else None,
        topics=tuple(shape.topic),
        levels=tuple(shape.level),
        citations=tuple(shape.citation),
        tones=tuple(shape.tone),
        places=tuple(shape.place),
        spike=shape.spike,
        story_outlets=shape.story_outlets,
        release=shape.release,
        sources=tuple(shape.source),
        to=tuple(dict.fromkeys(shape.to)),
        notify=shape.notify,
        urgent=shape.urgent,
    )
