"""Clips of a window -> one Digest. Pure: the same clips in any order give the same digest; nothing is rewritten.

A clip is counted in exactly one section; what may not enter yet waits in `pending`; own releases are never clips.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from digests import order, quote
from digests.choose import distinct, doubt, enters, moment, unsure, when
from digests.definition import Definition, fill, place_slots
from digests.model import Coverage, Digest, Item, Line, Pending, Totals, Twin, Window
from digests.reports.chronicle import of_stories
from digests.sections import arrange
from digests.totals import totals
from monitor.language.numerals import MATERIAL, count, date_range, is_singular, kyiv, long_date
from monitor.model import Clip, Clipping, Institution, Named, Place
from monitor.registers.nouns import EventDecision, PublicEvent
from monitor.text import clean_line

NOT_TAKEN = "Позначено як продовження, але не взято за умовами добору цього випуску"
HOW_TO_UNMARK = "Позначку знімає рішення «продовження» – «ні»."


def build(
    definition: Definition,
    clips: Iterable[Clip],
    *,
    window: Window,
    place: Place,
    institution: Institution,
    coverage: Coverage,
    used: frozenset[str] = frozenset(),
    continued: frozenset[str] = frozenset(),
    before: Totals | None = None,
    joined: Sequence[EventDecision] = (),
    events: Sequence[PublicEvent] = (),
    ranking: order.Ranking = order.rank,
) -> Digest:
    """The digest of `definition` over `window`.

    `used` are the articles of earlier issues of this kind: none of them comes again, unless a person put it among the
    `continued`; then it comes marked, whatever its age and relevance, or the coverage notes that the definition's
    filters no longer take it. `before` are the totals of the window before,
    where the product compares. `joined` are people's words on the chronicle: what they say is one event is one here;
    `events` is the chronicle, for what else they say of one.
    """
    used, again = used - continued, used & continued
    known = [clip for clip in distinct(clips) if not clip.outlet.official]
    known, pairs = _led(known, _twins(known), used=used, again=again)
    candidates = [
        clip
        for clip in known
        if {clip.article.id, pairs.get(clip.article.id)} & again
        or (clip.article.id not in used and when(clip, window) is not None)
    ]
    entering = {
        clip.article.id: clip for clip in candidates if enters(clip, definition, again=clip.article.id in again)
    }
    twins = {twin: first for twin, first in pairs.items() if first in used or first in entering}
    settled = {*entering, *twins}
    waiting = [clip for clip in candidates if clip.article.id not in settled and doubt(clip, definition) is not None]
    if missed := [clip for clip in known if clip.article.id in again - settled]:
        coverage = replace(coverage, notes=(*coverage.notes, _not_taken(len(missed))))
    counted = [clip for clip in entering.values() if clip.article.id not in twins]
    if doubted := sum(unsure(clip) for clip in counted):
        coverage = replace(coverage, notes=(*coverage.notes, _doubted(doubted)))
    folded = [clip for clip in sorted(candidates, key=_earliest) if clip.article.id in twins]
    stories = [_in_order(group) for group in _stories(counted)]
    items = [
        replace(
            _item(
                group, folded=folded, twins=twins, again=again, definition=definition, window=window, ranking=ranking
            ),
            event=event,
        )
        for group, event in zip(stories, of_stories(stories, joined, events), strict=True)
    ]
    sections = arrange(definition, items, _rejected(known, events))
    slots = _slots(place, institution, window)
    return Digest(
        name=definition.name,
        kind=definition.kind,
        title=clean_line(fill(definition.title, slots)),
        window=window,
        place=place.name,
        institution=slots["institution"],
        department=in_force(institution.departments, window.day),
        sections=sections,
        totals=totals(sections, window),
        coverage=coverage,
        template=definition.template,
        before=before if definition.compare else None,
        pending=tuple(
            Pending(line=_line(clip, (), window), why=doubt(clip, definition) or "")
            for clip in sorted(waiting, key=_earliest)
        ),
    )


def _rejected(clips: Sequence[Clip], events: Sequence[PublicEvent]) -> frozenset[str]:
    """The articles of which a person said that they tell of no event, or of one that was none."""
    left = (clip.article.id for clip in clips if clip.event is None and "event" in clip.decided)
    return frozenset((*left, *(code for one in events if one.state == "rejected" for code in one.codes)))


def _slots(place: Place, institution: Institution, window: Window) -> dict[str, str]:
    return {
        **place_slots(place.name),
        "region": place.region,
        "institution": in_force(institution.names, window.day) or "",
        "period": date_range(window.first_day, window.last_day),
        "date": long_date(window.day),
    }


def in_force(names: Sequence[Named], day: date) -> str | None:
    """The first name valid on the day; failing that the first of all."""
    for name in names:
        if (name.since is None or name.since <= day) and (name.until is None or day <= name.until):
            return name.name
    return names[0].name if names else None


# --- stories ------------------------------------------------------------------------------------------------------


def _stories(clips: Sequence[Clip]) -> list[list[Clip]]:
    groups: dict[str, list[Clip]] = {}
    for clip in clips:
        groups.setdefault(clip.story or clip.article.id, []).append(clip)
    return [groups[story] for story in sorted(groups)]


def _earliest(clip: Clip) -> tuple[float, str]:
    at = moment(clip)
    return (at.timestamp() if at is not None else float("inf"), clip.article.id)


def _face(clip: Clip, beside: frozenset[str]) -> tuple[bool, bool, bool, bool, float, str]:
    """Which clip of a story leads: an issue is Ukrainian, so what is not Russian; then an article before a post, what
    cites the department or the site, what is no copy of a clip beside it, the earliest."""
    article = clip.article
    is_copy = clip.relation == "reprint" and clip.of in beside
    return (article.language == "ru", article.kind == "telegram", not clip.direct, is_copy, *_earliest(clip))


def _in_order(clips: Sequence[Clip]) -> list[Clip]:
    """The clip that leads, then the others as they came out."""
    beside = frozenset(clip.article.id for clip in clips)
    first, *others = sorted(clips, key=lambda clip: _face(clip, beside))
    return [first, *sorted(others, key=_earliest)]


def _root(clip: Clip, group: Mapping[str, Clip], twins: Mapping[str, str]) -> str:
    """The article whose words these are, as far back as the story knows."""
    seen: set[str] = set()
    while clip.relation == "reprint" and clip.of is not None and clip.article.id not in seen:
        seen.add(clip.article.id)
        source = twins.get(clip.of, clip.of)
        if source not in group:
            return source
        clip = group[source]
    return clip.article.id


def _twins(clips: Sequence[Clip]) -> dict[str, str]:
    """Article -> the article whose other-language twin it is: one outlet's same text in two languages is one clip."""
    by_id = {clip.article.id: clip for clip in clips}
    found: dict[str, str] = {}
    for clip in sorted(clips, key=_earliest):
        first = by_id.get(clip.of or "")
        if first is None or clip.relation != "reprint" or first.article.id in found:
            continue
        same_place = (clip.outlet.id, clip.article.kind) == (first.outlet.id, first.article.kind)
        if same_place and {clip.article.language, first.article.language} == {"uk", "ru"}:
            found[clip.article.id] = first.article.id
    return found


def _led(
    clips: Sequence[Clip], pairs: Mapping[str, str], *, used: frozenset[str], again: frozenset[str]
) -> tuple[list[Clip], dict[str, str]]:
    """The pairs turned round where the second text leads: a person wants it once more, or it alone is Ukrainian.

    One that stood in an issue goes on as what it was there. The second takes over what the first text is in its
    story: their words are the same.
    """
    by_id = {clip.article.id: clip for clip in clips}
    turned: dict[str, str] = {}
    for twin, first in pairs.items():
        is_fresh = not {twin, first} & (used | again)
        if (twin in again and first not in again) or (is_fresh and by_id[first].article.language == "ru"):
            turned.setdefault(first, twin)
    firsts = {twin: by_id[first] for first, twin in turned.items()}
    led = [
        replace(clip, relation=firsts[clip.article.id].relation, of=firsts[clip.article.id].of)
        if clip.article.id in firsts
        else clip
        for clip in clips
    ]
    kept = {twin: turned.get(first, first) for twin, first in pairs.items() if twin not in firsts}
    return led, kept | turned


def _not_taken(number: int) -> str:
    return f"{NOT_TAKEN}: {count(number, MATERIAL)}. {HOW_TO_UNMARK}"


# How the note begins that counts clips of doubtful relevance: true of the whole issue, not of a part of it.
DOUBTED = "До підрахунків "


def _doubted(number: int) -> str:
    """Of which clips another product, which lets in only what is sure, says that they are not counted."""
    enters, they = (
        ("входить", "про який програма не певна, чи він")
        if is_singular(number)
        else ("входять", "про які програма не певна, чи вони")
    )
    return f"{DOUBTED}{enters} {count(number, MATERIAL)}, {they} про місто."


def _item(
    clips: list[Clip],
    *,
    folded: Sequence[Clip],
    twins: Mapping[str, str],
    again: frozenset[str],
    definition: Definition,
    window: Window,
    ranking: order.Ranking,
) -> Item:
    by_id = {clip.article.id: clip for clip in clips}
    roots = {clip.article.id: _root(clip, by_id, twins) for clip in clips}
    seconds = {
        clip.article.id: [twin for twin in folded if twins[twin.article.id] == clip.article.id] for clip in clips
    }
    first, *others = _in_order(clips)
    lines = {
        clip.article.id: _line(clip, seconds.get(clip.article.id, ()), window, continued=clip.article.id in again)
        for clip in clips
    }
    same = [clip for clip in others if roots[clip.article.id] == roots[first.article.id]]
    rank = ranking(clips, window.end)
    return Item(
        number=0,
        story=first.story or first.article.id,
        lead=lines[first.article.id],
        quote=quote.lead(first.article, most=definition.limits.sentences, limit=definition.limits.characters),
        same=tuple(lines[clip.article.id] for clip in same),
        related=tuple(lines[clip.article.id] for clip in others if clip not in same),
        score=rank.score,
        reason=rank.reason,
    )


def _standing(clipping: Clipping | None) -> str:
    """«№ 47, с. 3» of a newspaper's clip."""
    if clipping is None:
        return ""
    parts = (f"№ {clipping.number}" if clipping.number else "", f"с. {clipping.page}" if clipping.page else "")
    return clean_line(", ".join(part for part in parts if part))


def _proof(clip: Clip) -> tuple[str, ...]:
    """What shows the citation: the text's own words, or whose decision it is where a person says otherwise."""
    for word in clip.overruled:
        if word.field == "citation":
            why = f": {clean_line(word.why)}" if word.why.strip() else ""
            return (f"рішення: {clean_line(word.by)}, {kyiv(word.at):%d.%m.%Y}{why}",)
    return tuple(clean_line(span) for name, spans in clip.evidence if name == "citation" for span in spans)


def _line(clip: Clip, twins: Sequence[Clip], window: Window, *, continued: bool = False) -> Line:
    article = clip.article
    moment = None if article.published is None or article.published.guessed else article.published
    return Line(
        article=article.id,
        outlet=clip.outlet.id,
        outlet_name=clean_line(clip.outlet.name),
        level=clip.outlet.level,
        kind=article.kind,
        headline=quote.headline(article),
        url=article.url,
        twins=tuple(
            Twin(article=twin.article.id, url=twin.article.url, language=twin.article.language) for twin in twins
        ),
        published=None if moment is None else moment.at,
        exact=moment is not None and moment.exact,
        late=not continued and when(clip, window) == "late",
        topic=clip.topic,
        citation=clip.citation,
        tone=clip.tone,
        relation=clip.relation,
        flags=tuple(clean_line(flag.text) for flag in clip.flags),
        release=clip.release,
        share=clip.share,
        credited=clip.credited,
        agency=clip.agency,
        proof=_proof(clip),
        standing=_standing(article.clipping),
        added=bool({"use"} & set(clip.decided)) or clip.missed,
        continued=continued,
    )
