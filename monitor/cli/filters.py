"""Filters without a database: JSON lines in, JSON lines out, by the same code as in the pipeline; and `extract`."""

from __future__ import annotations

import gc
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Annotated, Any

import typer

from monitor.cli import show
from monitor.cli.wiring import Options, decider, door
from monitor.errors import OhliadError
from monitor.items import Item, parse
from monitor.model import Article, Classification, Entry, Member, Outlet, Page

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
        print(json.dumps({**item.given, **verdicts(judge.classify(item.article, item.outlet))}, ensure_ascii=False))
    return 1 if failed else 0


# Objects made before the collector looks for cycles again: a text makes thousands, and hardly any form cycles.
_BETWEEN_LOOKS = 100_000


def _keep_loaded() -> None:
    """Spare the garbage collector the loaded models: they live as long as the process (a twelfth less time)."""
    gc.freeze()
    gc.set_threshold(_BETWEEN_LOOKS, 50, 100)


def stories(context: typer.Context, file: InputFile = None) -> int:
    """Group items into stories: JSON lines in, the same lines with `story`, `relation` and reuse of releases out."""
    from digests.stories import Filed, group

    failed = 0
    items: list[Item] = []
    for item, problem in _items(context.obj, file):
        if item is None:
            failed += 1
            _complain(problem)
        elif len(items) >= MOST_ITEMS:
            raise OhliadError(f"more than {MOST_ITEMS} items at once; give them in parts or use `import`")
        else:
            items.append(item)
    found: dict[str, tuple[str, Member]] = {}
    for story in group([Filed(article=item.article, outlet=item.outlet) for item in items]):
        for member in story.members:
            found[member.article] = (story.id, member)
    for item in items:
        name, member = found[item.article.id]
        print(json.dumps({**item.given, "id": item.article.id, **membership(name, member)}, ensure_ascii=False))
    return 1 if failed else 0


def _complain(problem: str) -> None:
    print(problem, file=sys.stderr)


def _items(options: Options, file: Path | None) -> Iterator[tuple[Item | None, str]]:
    """(item, "") or (None, what is wrong with the line). Ids are made unique so that none hides another."""
    outlets = options.config.outlets_by_id
    seen: dict[str, int] = {}
    with _open(file) as stream:
        for number, line in enumerate(stream, start=1):
            if not line.strip():
                continue
            try:
                item = parse(line, outlets, now=options.instant, number=number)
            except OhliadError as error:
                yield None, f"line {number}: {error}"
                continue
            yield _unique(item, seen), ""


def _unique(item: Item, seen: dict[str, int]) -> Item:
    from dataclasses import replace

    name = item.article.id
    seen[name] = seen.get(name, 0) + 1
    if seen[name] == 1:
        return item
    return replace(item, article=replace(item.article, id=f"{name}~{seen[name]}"))


def _open(file: Path | None) -> IO[str]:
    if file is None or str(file) == "-":
        return open(sys.stdin.fileno(), encoding="utf-8-sig", errors="replace", closefd=False)
    try:
        return file.open(encoding="utf-8-sig", errors="replace")
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


def membership(story: str, member: Member) -> dict[str, Any]:
    """The contract's fields of `stories`."""
    fields: dict[str, Any] = {"story": story, "relation": member.relation}
    if member.of is not None:
        fields["of"] = member.of
    if member.agency is not None:
        fields["agency"] = member.agency
    if member.release is not None:
        fields |= {
            "release": member.release,
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
    """One article as JSON."""
    from monitor import pdf
    from monitor.errors import ExtractError
    from monitor.extract import article, from_pdf

    options: Options = context.obj
    page = _page(options, what, url)
    entry = Entry(source="extract", key=page.url, url=page.final_url)
    outlet = Outlet(id="extract", name="extract")
    if pdf.is_pdf(page.content, page.content_type):
        read = pdf.read(page.content)
        if read.unread:
            raise ExtractError(page.url, f"{page.url}: {read.doubt}")
        found = from_pdf(read, entry, outlet=outlet, article_id="extract", fetched=page.fetched)
    else:
        found = article(page, entry, outlet=outlet, article_id="extract", now=options.instant)
    show.emit(article_fields(found))
    return 0


def _page(options: Options, what: str, url: str | None) -> Page:
    if what.startswith(("http://", "https://")):
        page = door(options, options.config).get(what)
        assert isinstance(page, Page), "an unconditional request has no «not modified» answer"
        return page
    path = Path(what)
    if not path.is_file():
        raise OhliadError(f"{what} is neither a file nor an address that begins with http:// or https://")
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
    }
