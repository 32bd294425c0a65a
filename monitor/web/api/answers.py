"""From the nouns of the program to the JSON that monitor.web.api.nouns declares. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime

from digests import pickup as following
from digests.pickup import Cascade
from monitor.codec import stamp
from monitor.dates import kyiv_day
from monitor.ledger import Entry
from monitor.model import Article, Clip, Moment, Verdict
from monitor.review.decision import Decided, Outcome
from monitor.store import StoryDecision
from monitor.store.catalogue import Counts
from monitor.store.overview import Part, StoryLine
from monitor.store.rows import Judged
from monitor.store.shelf import IssueLine
from monitor.store.tallies import Tally
from monitor.text import clean_line, clean_text
from monitor.web.api.shapes import Json
from monitor.web.pages.sources import Row
from monitor.web.paging import Pager
from monitor.web.period import Period


def paged(pager: Pager, total: int) -> Json:
    return {"total": total, "page": pager.page, "pages": pager.pages}


def _at(instant: datetime | None) -> str | None:
    return stamp(instant) if instant is not None else None


def item(clip: Clip) -> Json:
    article, outlet = clip.article, clip.outlet
    return {
        "id": article.id,
        "url": article.url,
        "title": clean_line(article.title),
        "outlet": {"id": outlet.id, "name": outlet.name, "level": outlet.level, "official": outlet.official},
        "kind": article.kind,
        "published": _moment(article.published),
        "language": article.language,
        "relevance": clip.relevance,
        "topic": clip.topic,
        "secondary": list(clip.secondary),
        "citation": clip.citation,
        "direct": clip.direct,
        "tone": clip.tone,
        "flags": [{"classifier": flag.classifier, "code": flag.code, "text": flag.text} for flag in clip.flags],
        "decided": list(clip.decided),
        "story": clip.story,
        "relation": clip.relation,
        "release": clip.release,
        "share": clip.share,
        "credited": clip.credited,
        "missed": clip.missed,
    }


def _moment(found: Moment | None) -> Json | None:
    return None if found is None else {"at": stamp(found.at), "exact": found.exact, "rule": found.rule}


def whole_item(clip: Clip, judged: Judged, history: Sequence[Entry], mark: int) -> Json:
    made = judged.classification
    article: Article = judged.article
    return {
        "item": item(clip),
        "byline": article.byline,
        "paragraphs": [clean_text(paragraph) for paragraph in article.paragraphs],
        "verdicts": [_verdict(found) for found in (made.relevance, made.topic, made.citation, made.tone)],
        "history": [decision(entry) for entry in history],
        "mark": mark,
    }


def _verdict(found: Verdict) -> Json:
    return {
        "classifier": found.classifier,
        "version": found.version,
        "label": found.label,
        "score": found.score,
        "reason": found.reason,
        "evidence": [clean_line(span) for span in found.evidence],
    }


def decision(entry: Entry) -> Json:
    label = entry.label
    return {
        "id": entry.id,
        "field": label.field,
        "value": label.value,
        "by": label.by,
        "at": stamp(label.at),
        "why": label.why,
        "origin": entry.origin,
        "kind": entry.kind,
        "stands": entry.stands,
    }


def outcomes(decided: Decided) -> list[Json]:
    return [outcome(one) for one in decided.outcomes]


def outcome(one: Outcome) -> Json:
    return {"article": one.article, "field": one.field, "state": one.state, "text": one.text, "decision": one.label}


# --- stories ------------------------------------------------------------------------------------------------------


def story(line: StoryLine) -> Json:
    return {
        "id": line.id,
        "title": clean_line(line.title),
        "clips": line.clips,
        "outlets": line.outlets,
        "voices": line.voices,
        "reprints": line.reprints,
        "original": line.outlet,
        "official": line.official,
        "first": stamp(line.first),
        "last": stamp(line.last),
    }


def whole_story(identifier: str, parts: Sequence[Part], decisions: Sequence[StoryDecision]) -> Json:
    return {
        "id": identifier,
        "members": [_member(part) for part in parts],
        "decisions": [
            {
                "id": made.id,
                "kind": made.kind,
                "articles": list(made.articles),
                "by": made.by,
                "at": stamp(made.at),
                "why": made.why,
                "undone": made.undone,
            }
            for made in decisions
        ],
    }


def _member(part: Part) -> Json:
    member = part.member
    return {
        "article": member.article,
        "outlet": part.outlet,
        "title": clean_line(part.title),
        "url": part.url,
        "published": stamp(part.published),
        "official": part.official,
        "relation": member.relation,
        "of": member.of,
        "share": member.share,
        "release": member.release,
        "release_share": member.release_share,
        "credited": member.credited,
        "probable": member.probable,
    }


# --- sources, issues, figures -------------------------------------------------------------------------------------


def source(row: Row) -> Json:
    past, funnel = row.past, row.funnel
    return {
        "id": row.source.id,
        "outlet": row.outlet,
        "kind": row.source.kind,
        "url": row.source.url,
        "state": row.state,
        "well": row.is_well,
        "reason": row.reason,
        "visited": _at(past.visited),
        "answered": _at(past.answered),
        "brought": _at(past.brought),
        "next_visit": _at(past.next_visit),
        "failures": past.failures,
        "found": funnel.found,
        "parsed": funnel.parsed,
        "relevant": funnel.relevant,
        "used": funnel.used,
    }


def issue(line: IssueLine) -> Json:
    return {
        "id": line.id,
        "name": line.name,
        "kind": line.kind,
        "day": line.day,
        "number": line.number,
        "state": line.state,
        "since": stamp(line.since),
        "until": stamp(line.until),
        "built": stamp(line.built),
        "approved": _at(line.approved),
        "approved_by": line.approved_by,
        "sha256": line.sha256,
        "clips": line.clips,
        "direct": line.direct,
        "superseded_by": line.superseded_by.names if line.superseded_by else None,
    }


def pickup(cascades: Sequence[Cascade]) -> Json:
    return {
        "releases": [_release(cascade) for cascade in cascades],
        "weeks": [
            {"monday": monday.isoformat(), "releases": releases, "takes": takes}
            for monday, releases, takes in following.over_time(cascades)
        ],
    }


def _release(cascade: Cascade) -> Json:
    return {
        "id": cascade.release,
        "title": clean_line(cascade.title),
        "published": _at(cascade.published),
        "takes": [
            {
                "article": take.article,
                "outlet": take.outlet,
                "headline": clean_line(take.headline),
                "url": take.url,
                "published": _at(take.published),
                "minutes": int(take.lag.total_seconds() // 60) if take.lag is not None else None,
                "share": take.share,
                "credited": take.credited,
                "probable": take.probable,
            }
            for take in cascade.takes
        ],
    }


def counts(shown: Period, tallies: Sequence[Tally], found: Counts) -> Json:
    topics: Counter[str] = Counter()
    outlets: Counter[str] = Counter()
    days: Counter[date] = Counter()
    for tally in tallies:
        topics[tally.topic or ""] += tally.clips
        outlets[tally.outlet] += tally.clips
        days[kyiv_day(tally.hour)] += tally.clips
    return {
        "since": shown.first.isoformat(),
        "until": shown.last.isoformat(),
        "clips": found.about,
        "direct": found.direct,
        "flagged": found.flagged,
        "missed": found.missed,
        "undecided": found.undecided,
        "by_topic": dict(sorted(topics.items())),
        "by_outlet": dict(sorted(outlets.items())),
        "by_day": {day.isoformat(): number for day, number in sorted(days.items())},
    }
