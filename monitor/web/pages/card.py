"""One item: its text with the evidence marked, every verdict and decision, its story, versions and stored page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl

from starlette.responses import Response

from monitor import pdf
from monitor.charset import decode
from monitor.dates import kyiv_day
from monitor.errors import StoreError
from monitor.judgement import ASKS, FIELDS
from monitor.ledger import Entry, in_force
from monitor.model import Clip, Verdict
from monitor.plaintext import fragment
from monitor.review import decision
from monitor.store import Judged
from monitor.store.catalogue import Stored
from monitor.store.overview import Part
from monitor.text import clean_line, clean_text
from monitor.web.ask import Ask, Section, inert, page
from monitor.web.errors import Refusal, missing
from monitor.web.highlight import Piece, pieces, spans
from monitor.web.listing import Asked, asked
from monitor.web.pages.issues import titles

MOST_LETTERS = 200_000  # of a text or stored page shown; the rest is in the stored copy
MOST_MEMBERS = 100  # of a story; its own page has all
FOUR = ("relevance", "topic", "citation", "tone")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One field of the table of verdicts: what holds now, and what the program says and why."""

    field: str
    now: str | None
    by_person: bool
    verdict: Verdict
    evidence: tuple[str, ...]


def show(ask: Ask) -> Response:
    store = ask.office.store
    identifier = ask.path("id")
    seen = store.opinions.mark()
    judged = store.judged(articles=[identifier])
    clips = store.clips(articles=[identifier], relevance=None)
    if not judged or not clips:
        raise missing("Такого матеріалу немає, або програма його ще не прочитала.")
    clip = clips[0]
    found = store.overview.story(clip.story) if clip.story else None
    choice = _list(ask)
    newer, older = store.catalogue.neighbours(choice.filter(store.outlets()), identifier)
    lines, is_cut = _marked(judged[0])
    history = store.opinions.history([identifier])
    return ask.render(
        "card.html",
        clip=clip,
        article=clip.article,
        headline=pieces(clean_line(clip.article.title), _evidence(judged[0])),
        text=lines,
        is_cut=is_cut,
        rows=_rows(judged[0], clip),
        classification=judged[0].classification,
        seen=seen,
        versions=store.catalogue.versions(identifier),
        stored=store.catalogue.stored(identifier),
        history=list(reversed(history)),
        story=found[0] if found else None,
        members=_parts(found[1] if found else (), identifier),
        reprints=len(decision.reprints(store, identifier)) - 1,
        legal=FIELDS,
        stood=_stood(ask, identifier, history),
        titles=titles(ask),
        choice=choice,
        newer=newer,
        older=older,
        may_decide=ask.person.may("analyst"),
    )


def _stood(ask: Ask, identifier: str, history: Sequence[Entry]) -> list[tuple[str, bool]]:
    """The last issue of each kind that counted it, and whether it is to come in the next one of that kind once more."""
    mark = in_force([entry for entry in history if entry.label.field == "continued"])
    wanted = mark.label.value.split() if mark else []
    return [(issue, issue in wanted) for _, issue in sorted(ask.office.store.continuing.stood(identifier).items())]


def _list(ask: Ask) -> Asked:
    """The list the person came from, so that «back» and «next» lead on in it."""
    given = dict(parse_qsl(str(ask.query.get("list", ""))[:2000], max_num_fields=50))
    return asked(given, kyiv_day(ask.now), ask.office.store.outlets())


def _parts(parts: Sequence[Part], identifier: str) -> list[Part]:
    return [part for part in parts if part.member.article != identifier][:MOST_MEMBERS]


def _evidence(judged: Judged) -> tuple[tuple[str, str], ...]:
    found = [(_field(verdict), verdict.evidence) for verdict in _verdicts(judged)]
    named = [("citation", (item.span,)) for item in judged.classification.attributions]
    return spans((*found, *named))


def _verdicts(judged: Judged) -> tuple[Verdict, ...]:
    found = judged.classification
    return (found.relevance, found.topic, found.citation, found.tone)


def _field(verdict: Verdict) -> str:
    return ASKS.get(verdict.classifier, verdict.classifier)


def _marked(judged: Judged) -> tuple[list[tuple[Piece, ...]], bool]:
    """(paragraphs in pieces, was the text too long to show whole?)."""
    evidence = _evidence(judged)
    lines: list[tuple[Piece, ...]] = []
    left = MOST_LETTERS
    for paragraph in judged.article.paragraphs:
        for line in clean_text(paragraph).splitlines():
            if left <= 0:
                return lines, True
            lines.append(pieces(line[:left], evidence))
            left -= len(line)
    return lines, left < 0


def _rows(judged: Judged, clip: Clip) -> list[Row]:
    now = dict(zip(FOUR, (clip.relevance, clip.topic, clip.citation, clip.tone), strict=True))
    return [
        Row(
            field=field,
            now=now[field],
            by_person=field in clip.decided,
            verdict=verdict,
            evidence=tuple(dict.fromkeys(clean_line(span) for span in verdict.evidence))[:5],
        )
        for field, verdict in zip(FOUR, _verdicts(judged), strict=True)
    ]


def copy(ask: Ask) -> Response:
    """The stored page as plain text: nothing of its markup reaches the browser."""
    stored, content = _stored(ask)
    found = ask.office.store.article(ask.path("id"))
    is_pdf = pdf.is_pdf(content, stored.content_type)
    if is_pdf:  # not read again here: what was read of it is the item's text
        plain = found.article.text if found else ""
    else:
        text, _ = decode(content, stored.content_type)
        is_html = "html" in stored.content_type.lower()
        plain = fragment(text, stored.url).text if is_html else clean_text(text)
    return ask.render(
        "copy.html",
        article=found.article if found else None,
        identifier=ask.path("id"),
        stored=stored,
        size=len(content),
        lines=plain[:MOST_LETTERS].splitlines(),
        is_cut=len(plain) > MOST_LETTERS,
        is_pdf=is_pdf,
    )


def source(ask: Ask) -> Response:
    """The stored bytes, to be saved as a text file, or as the PDF they are: a browser shows and runs nothing of it."""
    stored, content = _stored(ask)
    if pdf.is_pdf(content, stored.content_type):
        return inert(content, "application/octet-stream", f"{ask.path('id')}.pdf")
    ending = "html.txt" if "html" in stored.content_type.lower() else "txt"
    return inert(content, "application/octet-stream", f"{ask.path('id')}.{ending}")


def _stored(ask: Ask) -> tuple[Stored, bytes]:
    found = ask.office.store.catalogue.stored(ask.path("id"))
    if found is None:
        raise missing("Для цього матеріалу сторінку не збережено.")
    try:
        return found, ask.office.archive.read(found.warc, found.offset, found.sha256).content
    except StoreError as error:
        raise Refusal(422, "Збережену сторінку не вдалося прочитати: файл архіву пошкоджено або перенесено.") from error


section = Section(
    routes=(
        page("/items/{id}", show),
        page("/items/{id}/copy", copy),
        page("/items/{id}/source", source),
    )
)
