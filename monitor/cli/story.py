"""Stories by hand: `story show|merge|split|undo|log`. Each decision is kept and respected by later runs."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table
from rich.text import Text

from monitor.cli import show
from monitor.cli.inspection import identify
from monitor.cli.wiring import ANALYST, KYIV, Options, require_state, store
from monitor.errors import OhliadError
from monitor.text import clean_line, shorten

if TYPE_CHECKING:
    from monitor.model import Story
    from monitor.store import Store

story_app = typer.Typer(help="Stories put together and taken apart by hand.", no_args_is_help=True)
By = Annotated[str, typer.Option("--by", help="Who decides.")]
Why = Annotated[str, typer.Option("--why", help="The reason, for the record.")]


def register(app: typer.Typer) -> None:
    app.add_typer(story_app, name="story")


@story_app.command("show")
def show_(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="The id of a story or of an item in it, or its address.")],
) -> int:
    """One story: who wrote it first, who copied, how much and how soon."""
    from monitor.pipeline.story import in_no_story

    options: Options = context.obj
    require_state(options)
    with store(options, options.config) as opened:
        found = opened.story(name) or next(iter(opened.stories([identify(options, name)])), None)
        if found is None:
            if (item := opened.article(identify(options, name))) is not None:
                raise in_no_story(item.article.id)
            raise OhliadError(f"{name}: there is no such story or item; `ohliad search` finds ids")
        _print(options, opened, [found])
    return 0


@story_app.command("merge")
def merge(
    context: typer.Context,
    names: Annotated[list[str], typer.Argument(help="Two or more stories, by id or by an item in them.")],
    by: By = ANALYST,
    why: Why = "",
) -> int:
    """Make one story of several."""
    from monitor.pipeline import story

    options: Options = context.obj
    require_state(options)
    with store(options, options.config) as opened:
        ids = [name if opened.story(name) else identify(options, name) for name in names]
        _print(options, opened, [story.merge(opened, options.config.place, ids, by=by, at=options.instant, why=why)])
    return 0


@story_app.command("split")
def split(
    context: typer.Context,
    items: Annotated[list[str], typer.Argument(help="Items that do not belong to their story, by id or address.")],
    by: By = ANALYST,
    why: Why = "",
) -> int:
    """Take items out of their story; each stands alone until a later merge."""
    from monitor.pipeline import story

    options: Options = context.obj
    require_state(options)
    with store(options, options.config) as opened:
        ids = [identify(options, item) for item in items]
        _print(options, opened, story.split(opened, options.config.place, ids, by=by, at=options.instant, why=why))
    return 0


@story_app.command("undo")
def undo(
    context: typer.Context,
    decision: Annotated[int, typer.Argument(help="The number of a decision, as `story log` shows it.")],
    by: By = ANALYST,
) -> int:
    """Take a merge or a split back."""
    from monitor.pipeline import story

    options: Options = context.obj
    require_state(options)
    with store(options, options.config) as opened:
        articles = story.undo(opened, options.config.place, decision, by=by, at=options.instant)
        _print(options, opened, opened.stories(articles))
    return 0


@story_app.command("log")
def log(context: typer.Context) -> int:
    """Every merge and split with who, when and why; undone ones too."""
    options: Options = context.obj
    require_state(options)
    with store(options, options.config) as opened:
        made = opened.story_log()
    if options.json:
        show.emit([asdict(decision) for decision in made])
        return 0
    table = Table("no", "when", "by", "what", "items", "why", "undone", box=None, pad_edge=False)
    for decision in made:
        undone = f"{decision.undone_by or '?'}" if decision.undone else ""
        when = f"{decision.at.astimezone(KYIV):%d.%m.%Y %H:%M}"
        items = ", ".join(decision.articles)
        table.add_row(str(decision.id), when, Text(decision.by), decision.kind, items, Text(decision.why), Text(undone))
    show.console().print(table if made else "no story was merged or split by hand")
    return 0


def _print(options: Options, opened: Store, found: list[Story] | tuple[Story, ...]) -> None:
    from monitor.pipeline.story import stood

    articles = [member.article for story in found for member in story.members]
    clips = {clip.article.id: clip for clip in opened.clips(articles=articles, relevance=None)}
    if options.json:
        show.emit({"stories": [asdict(story) for story in found]})
        return
    out = show.console()
    for story in found:
        out.print(Text(f"story {story.id}: {len(story.members)} items", style="bold"))
        table = Table("id", "date", "outlet", "relation", "of", "share", "title", box=None, pad_edge=False)
        for member in story.members:
            clip = clips.get(member.article)
            if clip is None:
                continue
            at = stood(clip.article)
            title = clean_line(clip.article.title) or shorten(clean_line(clip.article.text), 60)
            agency = f" ({member.agency})" if member.agency else ""
            share = f"{member.share:.0%}" if member.of else ""
            when = f"{at.astimezone(KYIV):%d.%m.%Y %H:%M}" if at is not None else "?"
            relation = Text(member.relation + agency)
            table.add_row(member.article, when, Text(clip.outlet.name), relation, member.of or "", share, Text(title))
        out.print(table)
