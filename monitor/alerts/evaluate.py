"""Rules held against facts: every cause that should be told, each once. Pure; the order of facts does not matter."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta

from monitor.alerts import spikes, wording
from monitor.alerts.matching import Matcher, Reading
from monitor.alerts.nouns import Counted, Facts, Finding, Rule, SourceNow, Told
from monitor.health import GOOD
from monitor.model import DIRECT, Clip

DEAD = ("broken", "blocked", "empty")
NOTHING = Told()
LONGEST = 200_000  # characters of a text that are read: longer ones are no news, and a run must not wait for them


def stamp(instant: datetime) -> str:
    """An instant inside a cause: the same text for ever."""
    return instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def evaluate(rules: Sequence[Rule], facts: Facts, told: Mapping[str, Told] | None = None) -> tuple[Finding, ...]:
    """What the rules find and have not told yet, by rule and time. The same facts in any order give the same."""
    texts = _Texts(rules)
    found: list[Finding] = []
    for rule in rules:
        known = (told or {}).get(rule.id, NOTHING)
        found += _once(_of(rule, facts, texts, known), known)
    return tuple(sorted(found, key=lambda finding: (finding.rule, _when(finding), finding.cause)))


def _of(rule: Rule, facts: Facts, texts: _Texts, told: Told) -> Iterable[Finding]:
    if rule.sources:
        return _sources(rule, facts.sources, told)
    if rule.spike is not None:
        return _spikes(rule, rule.spike, facts, told)
    clips = sorted((clip for clip in facts.clips if _passes(rule, clip)), key=_order)
    caught = [(clip, words) for clip in clips for met, words in (texts.says(rule, clip),) if met]
    if rule.story_outlets is not None:
        return _stories(rule, rule.story_outlets, [clip for clip, _ in caught], facts.stories)
    if rule.release:
        return _releases(rule, [clip for clip, _ in caught], facts.stories)
    return _items(rule, caught, facts.stories)


def _once(found: Iterable[Finding], told: Told) -> list[Finding]:
    """Drop what was told: the same cause, or a story under another name that holds an article told of."""
    kept: dict[str, Finding] = {}
    for finding in found:
        if finding.cause not in told.causes and not told.articles.intersection(finding.members):
            kept.setdefault(finding.cause, finding)
    return list(kept.values())


def _when(finding: Finding) -> str:
    return stamp(finding.published) if finding.published else ""


def _order(clip: Clip) -> tuple[str, str]:
    return (stamp(published) if (published := at(clip)) else "9999", clip.article.id)


def at(clip: Clip) -> datetime | None:
    return clip.article.published.at if clip.article.published else clip.article.fetched


# --- one publication ------------------------------------------------------------------------------------------------


def _passes(rule: Rule, clip: Clip) -> bool:
    """The labels in force meet the rule; our own channels and what people left out never do."""
    if clip.outlet.official or "left-out" in clip.decided:
        return False
    topics = {clip.topic, *clip.secondary}
    citation = {clip.citation, "direct"} if clip.direct else {clip.citation}
    return (
        (clip.relevance or "none") in rule.places
        and (not rule.topics or not topics.isdisjoint(rule.topics))
        and (not rule.levels or clip.outlet.level in rule.levels)
        and (not rule.citations or not citation.isdisjoint(rule.citations))
        and (not rule.tones or clip.tone in rule.tones)
    )


class _Texts:
    """The texts of one evaluation, each read once for all rules."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._matcher = Matcher(rule.when for rule in rules if rule.when is not None)
        self._read: dict[str, Reading] = {}

    def says(self, rule: Rule, clip: Clip) -> tuple[bool, str | None]:
        """(does the text say what the rule asks, the words that say it)."""
        if rule.when is None:
            return True, None
        article = clip.article
        if article.id not in self._read:
            language = article.language if article.language in ("uk", "ru") else None
            self._read[article.id] = self._matcher.read(f"{article.title}\n{article.text}"[:LONGEST], language)
        words = self._read[article.id].evidence(rule.when)
        return words is not None, words


def _items(
    rule: Rule, caught: Sequence[tuple[Clip, str | None]], stories: Mapping[str, tuple[Clip, ...]]
) -> list[Finding]:
    return [
        _about(rule, clip, _cause(clip), wording.item(rule, clip, words), _members(clip, stories))
        for clip, words in caught
    ]


def _cause(clip: Clip) -> str:
    return f"story:{clip.story}" if clip.story else f"article:{clip.article.id}"


def _members(clip: Clip, stories: Mapping[str, tuple[Clip, ...]]) -> tuple[str, ...]:
    story = stories.get(clip.story, ()) if clip.story else ()
    return tuple(sorted({clip.article.id, *(member.article.id for member in story)}))


def _about(rule: Rule, clip: Clip, cause: str, reason: str, members: tuple[str, ...]) -> Finding:
    article = clip.article
    return Finding(
        rule=rule.id,
        cause=cause,
        reason=reason,
        title=article.title,
        url=article.url,
        outlet=clip.outlet.name,
        article=article.id,
        published=at(clip),
        exact=article.published is None or article.published.exact,
        members=members,
    )


# --- a story, a release ---------------------------------------------------------------------------------------------


def _stories(rule: Rule, wanted: int, clips: Sequence[Clip], stories: Mapping[str, tuple[Clip, ...]]) -> list[Finding]:
    found = []
    for clip in clips:
        members = stories.get(clip.story, ()) if clip.story else ()
        outlets = {member.outlet.id for member in members if not member.outlet.official}
        if len(outlets) >= wanted:
            reason = wording.outlets(len(outlets), wanted)
            first = min((m for m in members if not m.outlet.official), key=_order)
            found.append(_about(rule, first, _cause(clip), reason, _members(clip, stories)))
    return found


def _releases(rule: Rule, clips: Sequence[Clip], stories: Mapping[str, tuple[Clip, ...]]) -> list[Finding]:
    """The first outlet that took a release; later ones are for `ohliad pickup`."""
    found = []
    for clip in clips:
        if clip.release is None:
            continue
        story = stories.get(clip.story, ()) if clip.story else ()
        title = next((member.article.title for member in story if member.article.id == clip.release), "")
        cause = f"release:{clip.release}"
        found.append(_about(rule, clip, cause, wording.release(clip, title), (clip.article.id,)))
    return found


# --- hours, sources -------------------------------------------------------------------------------------------------


def _spikes(rule: Rule, factor: float, facts: Facts, told: Told) -> list[Finding]:
    instants = [line.at for line in facts.counted if _counts(rule, line)]
    since = facts.spikes_since or facts.now - timedelta(hours=spikes.BACK)
    heard = {cause.removeprefix("hour:") for cause in told.causes if cause.startswith("hour:")}
    last = {datetime.fromisoformat(hour) for hour in heard}
    found = []
    for spike in spikes.spikes(instants, factor, since, facts.now):
        if any(abs(spike.hour - hour) < spikes.REST for hour in last):
            continue
        last.add(spike.hour)
        found.append(
            Finding(
                rule=rule.id,
                cause=f"hour:{stamp(spike.hour)}",
                reason=wording.spike(spike.hour, spike.count, spike.usual),
                published=spike.hour,
            )
        )
    return found


def _counts(rule: Rule, line: Counted) -> bool:
    citation = {line.citation, "direct"} if line.citation in DIRECT else {line.citation}
    return (
        (line.relevance or "none") in rule.places
        and (not rule.topics or line.topic in rule.topics)
        and (not rule.levels or line.level in rule.levels)
        and (not rule.citations or not citation.isdisjoint(rule.citations))
        and (not rule.tones or line.tone in rule.tones)
    )


def _sources(rule: Rule, sources: Sequence[SourceNow], told: Told) -> list[Finding]:
    """A source that is not well, once for each time; and that it is well again, where the trouble was told."""
    found = []
    for source in sources:
        health = source.health
        kind = "dead" if health.state in DEAD else health.state
        begun = f"source:{source.id}:{kind}:{stamp(health.since)}"
        if kind in rule.sources:
            reason = wording.source(source.name, health.reason)
            found.append(Finding(rule=rule.id, cause=begun, reason=reason, outlet=source.name, published=health.since))
        elif health.state in GOOD and health.before not in GOOD and _was_told(source.id, told, health.since):
            cause = f"source:{source.id}:fixed:{stamp(health.since)}"
            reason = wording.fixed(source.name, health.since)
            found.append(Finding(rule=rule.id, cause=cause, reason=reason, outlet=source.name, published=health.since))
    return found


def _was_told(source: str, told: Told, before: datetime) -> bool:
    """Is the last thing told of the source, up to this instant, that it is not well?"""
    prefix = f"source:{source}:"
    lines = [cause.removeprefix(prefix).split(":", 1) for cause in told.causes if cause.startswith(prefix)]
    earlier = sorted((since, kind) for kind, since in lines if since <= stamp(before))
    return bool(earlier) and earlier[-1][1] != "fixed"
