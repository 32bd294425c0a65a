"""Filters without a database: JSON lines in, JSON lines out, by the same code as in the pipeline; and `extract`."""

from __future__ import annotations

import gc
import hashlib
import io
import json
import sys
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

import typer

from monitor.cli import show
from monitor.cli.wiring import Options, decider, door
from monitor.clips import BadRow, lines
from monitor.dates import kyiv_day
from monitor.errors import ConfigError, OhliadError
from monitor.items import Item, outlet_at, parse
from monitor.model import Article, Classification, Entry, Member, Outlet, Page
from monitor.plan import article_id
from monitor.urls import canonical, is_web

MOST_ITEMS = 100_000  # of `stories`, which must hold them all


def register(app: typer.Typer) -> None:
    app.command()(extract)
    app.command()(classify)
    app.command()(stories)


InputFile = Annotated[Path | None, typer.Argument(help="JSON lines; none or - for standard input.")]


def classify(context: typer.Context, file: InputFile = None) -> int:
    """Decide about items: JSON lines in, the same lines with every verdict out."""
    options: Options = context.obj
    config = options.config
    judge = decider(options, config)
    _keep_loaded()
    failed = 0
    for item, problem in _items(options, file):
        if item is None:
            failed += 1
            _complain(problem)
            continue
        _say({**item.given, **verdicts(judge.classify(item.article, item.outlet))})
    return 1 if failed else 0


# Objects made before the collector looks for cycles again: a text makes thousands, and hardly any form cycles.
_BETWEEN_LOOKS = 100_000


def _keep_loaded() -> None:
    """Spare the garbage collector the loaded models: they live as long as the process (a twelfth less time)."""
    gc.freeze()
    gc.set_threshold(_BETWEEN_LOOKS, 50, 100)


def stories(context: typer.Context, file: InputFile = None) -> int:
    """Group items into stories: JSON lines in, the same lines with `story`, `relation` and reuse of releases out."""
    from digests.stories import Filed, group, names_of

    failed = 0
    items: list[Item] = []
    taken: dict[str, int] = {}
    doubled: dict[str, None] = {}
    for item, problem in _items(context.obj, file):
        if item is None:
            failed += 1
            _complain(problem)
        elif len(items) >= MOST_ITEMS:
            raise OhliadError(f"more than {MOST_ITEMS} items at once; give them in parts or use `import`")
        else:
            items.append(_unique(item, taken))
            if _has_id(item) and items[-1] is not item:
                doubled[item.article.id] = None
    for name in doubled:
        _complain(f"the id {name!r} stands in several lines; `of` and `release` do not tell these items apart")
    found: dict[str, tuple[str, Member]] = {}
    filed = [Filed(article=item.article, outlet=item.outlet) for item in items]
    for story in group(filed, names=names_of(context.obj.config.place)):
        for member in story.members:
            found[member.article] = (story.id, member)
    ids = {item.article.id: item.given["id"] if _has_id(item) else item.article.id for item in items}
    for item in items:
        name, member = found[item.article.id]
        # `of` and `release` name an item: one without an id gets the id it is known by here.
        # What an earlier grouping said of the item holds no more, even where this one has nothing to say.
        given = {field: value for field, value in item.given.items() if field not in MEMBERSHIP}
        _say({**given, "id": ids[item.article.id], **membership(name, member, ids)})
    return 1 if failed else 0


def _say(fields: dict[str, Any]) -> None:
    print(json.dumps(fields, ensure_ascii=False, allow_nan=False))


def _complain(problem: str) -> None:
    print(problem, file=sys.stderr)


def _items(options: Options, file: Path | None) -> Iterator[tuple[Item | None, str]]:
    """(item, "") or (None, what is wrong with the line)."""
    outlets = options.config.outlets_by_id
    with _open(file) as stream:
        for number, line in lines(stream):
            if isinstance(line, BadRow):
                yield None, f"line {number}: {line.why}"
                continue
            try:
                yield parse(line, outlets, now=options.instant, number=number), ""
            except OhliadError as error:
                yield None, f"line {number}: {error}"


def _has_id(item: Item) -> bool:
    return item.given.get("id") not in (None, "")


def _unique(item: Item, taken: dict[str, int]) -> Item:
    """The item under a name of its own, so that none of the same id hides another."""
    name = item.article.id
    while name in taken:  # the count goes on where it stood, for a thousand lines may share an id
        taken[item.article.id] += 1
        name = f"{item.article.id}~{taken[item.article.id]}"
    taken[name] = 1
    return item if name == item.article.id else replace(item, article=replace(item.article, id=name))


def _open(file: Path | None) -> io.BufferedReader:
    if file is None or str(file) == "-":
        return open(sys.stdin.fileno(), "rb", closefd=False)
    try:
        return file.open("rb")
    except OSError as error:
        raise OhliadError(f"{file} cannot be read: {error.strerror}") from error


def verdicts(found: Classification) -> dict[str, Any]:
    """The contract's fields of `classify`."""
    four = (found.relevance, found.topic, found.citation, found.tone)
    return {
        "lang": found.language,
        "relevance": found.relevance.label,
        "topic": found.topic.label,
        "secondary": list(found.secondary),
        "citation": found.citation.label,
        "tone": found.tone.label,
        "attributions": [
            {"who": item.who, "form": item.form, "is": item.kind, "span": item.span} for item in found.attributions
        ],
        "evidence": {verdict.classifier: list(verdict.evidence) for verdict in four},
        "event": _event(found),
        "scores": {verdict.classifier: round(verdict.score, 4) for verdict in four},
        "flags": [{"classifier": flag.classifier, "code": flag.code, "text": flag.text} for flag in found.flags],
    }


def _event(found: Classification) -> dict[str, Any] | None:
    event = found.event
    if event is None:
        return None
    return {
        "date": event.date.isoformat() if event.date else None,
        "until": event.until.isoformat() if event.until else None,
        "kind": event.kind,
        "place": event.place,
        "organisers": list(event.organisers),
        "subject": event.subject,
    }


MEMBERSHIP = frozenset(("story", "relation", "of", "agency", "release", "share", "credited", "probable"))


def membership(story: str, member: Member, ids: Mapping[str, Any]) -> dict[str, Any]:
    """The contract's fields of `stories`; `ids`: article -> the id its line gave it, of whatever type."""
    fields: dict[str, Any] = {"story": story, "relation": member.relation}
    if member.of is not None:
        fields["of"] = ids[member.of]
    if member.agency is not None:
        fields["agency"] = member.agency
    if member.release is not None:
        fields |= {
            "release": ids[member.release],
            "share": round(member.release_share, 4),
            "credited": member.credited,
            "probable": member.probable,
        }
    return fields


def extract(
    context: typer.Context,
    what: Annotated[str, typer.Argument(help="An HTML or PDF file, or the address of a page.")],
    url: Annotated[str | None, typer.Option("--url", help="The address a file came from.")] = None,
) -> int:
    """One article as JSON, an item for the filters and for import: on one line where no terminal reads it."""
    from monitor import pdf
    from monitor.errors import ExtractError
    from monitor.extract import article, from_pdf

    options: Options = context.obj
    page = _page(options, what, url)
    entry = Entry(source="extract", key=page.url, url=page.final_url)
    outlet, identifier = _whose(options, page)
    if pdf.is_pdf(page.content, page.content_type):
        read = pdf.read(page.content)
        if read.unread:
            raise ExtractError(page.url, f"{page.url}: {read.doubt}")
        found = from_pdf(read, entry, outlet=outlet, article_id=identifier, fetched=page.fetched)
    else:
        found = article(page, entry, outlet=outlet, article_id=identifier, now=options.instant)
    if sys.stdout.isatty():
        show.emit(_item_fields(found))
    else:
        _say(_item_fields(found))
    return 0


def _whose(options: Options, page: Page) -> tuple[Outlet, str]:
    """Whose the page is, and the id it would have in the database; a file without an address is known by its bytes."""
    if not is_web(page.final_url):
        digest = hashlib.sha256(page.content).hexdigest()
        return Outlet(id="", name=""), article_id("", digest)
    known = options.config.outlets if options.configs[0].exists() else ()
    outlet = outlet_at(page.final_url, known)
    return outlet, article_id(outlet.id, canonical(page.final_url))


def _item_fields(found: Article) -> dict[str, Any]:
    """The article as an item: what nobody said is null, and an instant of which only the day is known is a day."""
    fields = article_fields(found)
    moment = found.published
    if moment is None or moment.guessed:
        fields |= dict.fromkeys(("published", "published_rule", "published_confidence", "published_exact"))
    elif not moment.exact:
        fields["published"] = kyiv_day(moment.at).isoformat()
    return fields | {"outlet": found.outlet or None, "url": found.url if is_web(found.url) else None}


def _page(options: Options, what: str, url: str | None) -> Page:
    if what.startswith(("http://", "https://")):
        page = door(options, options.config).get(what)
        assert isinstance(page, Page), "an unconditional request has no «not modified» answer"
        return page
    path = Path(what)
    if not path.is_file():
        raise OhliadError(f"{what} is neither a file nor an address that begins with http:// or https://")
    if url is not None and not is_web(url):
        raise ConfigError(f"--url {url[:80]!r}: a web address must look like https://example.org/path")
    address = url or f"file:///{path.name}"
    return Page(
        url=address,
        final_url=address,
        status=200,
        content_type="text/html",
        content=path.read_bytes(),
        fetched=options.instant,
    )


def article_fields(found: Article) -> dict[str, Any]:
    """An article for machines."""
    moment = found.published
    return {
        "id": found.id,
        "outlet": found.outlet,
        "url": found.url,
        "kind": found.kind,
        "title": found.title,
        "byline": found.byline,
        "text": found.text,
        "lang": found.language,
        "published": moment.at.isoformat() if moment else None,
        "published_rule": moment.rule if moment else None,
        "published_confidence": moment.confidence if moment else None,
        "published_exact": moment.exact if moment else None,
        "updated": found.updated.isoformat() if found.updated else None,
        "links": [{"url": link.url, "text": link.text} for link in found.links],
        "images": list(found.images),
        "quarantine": found.quarantine,
        "cut": found.cut,
    }
