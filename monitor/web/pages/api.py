"""The JSON API: the same questions and decisions as the pages, through the same doors, checked on the way in."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping

from starlette.responses import JSONResponse, Response

from monitor import __version__
from monitor.dates import kyiv_day
from monitor.review.decision import Proposal, decide_all, reprints, shared
from monitor.review.decision import undo as take_back
from monitor.web.api import answers
from monitor.web.api.declared import OPERATIONS, Operation, document
from monitor.web.api.shapes import Json, wrong
from monitor.web.ask import Ask, Section, action, page
from monitor.web.errors import Refusal, missing
from monitor.web.listing import asked
from monitor.web.pages import pickup as pickups
from monitor.web.pages import sources as healths
from monitor.web.pages import stories as events
from monitor.web.paging import Pager
from monitor.web.period import Period, period

ORIGIN = "API"
ON_A_PAGE = 100
Body = Mapping[str, object]
Answer = Callable[[Ask, Body], Json | Response]


def session(ask: Ask, _body: Body) -> Json:
    return {"name": ask.person.name, "role": ask.person.role, "token": ask.token()}


# --- items --------------------------------------------------------------------------------------------------------


def items(ask: Ask, _body: Body) -> Json:
    store = ask.office.store
    outlets = store.outlets()
    choice = asked(ask.query, kyiv_day(ask.now), outlets)
    _period(choice.period)
    if (wanted := str(ask.query.get("outlet", ""))) and wanted not in outlets:
        raise Refusal(422, "outlet: такого видання немає")
    wanted_filter = choice.filter(outlets)
    mark = store.opinions.mark()
    total = store.catalogue.count(wanted_filter)
    pager = Pager.of(ask.number("page", 1), total, choice.size, "/api/items?")
    ids = store.catalogue.ids(wanted_filter, order=choice.order, limit=choice.size, offset=pager.offset)
    clips = {clip.article.id: clip for clip in store.clips(articles=ids, relevance=None)}
    found = [answers.item(clips[name]) for name in ids if name in clips]
    return {**answers.paged(pager, total), "mark": mark, "items": found}


def item(ask: Ask, _body: Body) -> Json:
    store, name = ask.office.store, ask.path("id")
    mark = store.opinions.mark()
    judged = store.judged(articles=[name])
    clips = store.clips(articles=[name], relevance=None)
    if not judged or not clips:
        raise missing("Такого матеріалу немає.")
    return answers.whole_item(clips[0], judged[0], store.opinions.history([name]), mark)


def decide(ask: Ask, body: Body) -> Json | Response:
    store, name = ask.office.store, ask.path("id")
    if store.article(name) is None:
        raise missing("Такого матеріалу немає.")
    seen, field = body.get("seen"), str(body["field"])
    proposals = [
        Proposal(
            article=article,
            field=field,
            value=str(body["value"]),
            why=str(body.get("why", "")),
            seen=seen if isinstance(seen, int) else None,
            confirm=body.get("confirm") is True,
        )
        for article in shared(field, reprints(store, name) if body.get("reprints") is True else (name,))
    ]
    decided = decide_all(store, proposals, by=ask.person.name, at=ask.now, origin=ORIGIN)
    if decided.state == "conflict":
        shown = max(one.against.id for one in decided.of("conflict") if one.against is not None)
        return JSONResponse({"error": decided.text, "outcomes": answers.outcomes(decided), "seen": shown}, 409)
    if decided.state == "rejected":
        raise Refusal(422, decided.text)
    return {"outcomes": answers.outcomes(decided)}


def undo(ask: Ask, body: Body) -> Json:
    outcome = take_back(
        ask.office.store,
        int(ask.path("id")),
        by=ask.person.name,
        at=ask.now,
        why=str(body.get("why", "")),
        origin=ORIGIN,
    )
    if outcome.state == "rejected":
        raise Refusal(422 if outcome.article else 404, outcome.text)
    return answers.outcome(outcome)


# --- stories ------------------------------------------------------------------------------------------------------


def stories(ask: Ask, _body: Body) -> Json:
    shown = _period(period(ask.query, kyiv_day(ask.now), events.USUAL_DAYS))
    least = events.LEAST.get(str(ask.query.get("least", "1")), 1)
    overview = ask.office.store.overview
    total = overview.story_count(shown.since, shown.until, least=least)
    pager = Pager.of(ask.number("page", 1), total, ON_A_PAGE, "/api/stories?")
    found = overview.stories(shown.since, shown.until, least=least, limit=ON_A_PAGE, offset=pager.offset)
    return {**answers.paged(pager, total), "stories": [answers.story(line) for line in found]}


def story(ask: Ask, _body: Body) -> Json:
    store = ask.office.store
    found = store.overview.story(ask.path("id"))
    if found is None:
        raise missing("Такої події немає.")
    articles = {part.member.article for part in found[1]}
    return answers.whole_story(found[0], found[1], events.decisions(store.story_log(), articles))


def merge(ask: Ask, body: Body) -> Json:
    made = events.merged(ask.office, _names(body, "stories"), ask.person.name, ask.now, str(body.get("why", "")))
    return {"stories": [made]}


def split(ask: Ask, body: Body) -> Json:
    names = tuple(dict.fromkeys(_names(body, "articles")))
    made = events.parted(ask.office, names, ask.person.name, ask.now, str(body.get("why", "")))
    return {"stories": list(made)}


def undo_story(ask: Ask, _body: Body) -> Json:
    articles = events.taken_back(ask.office, ask.path("id"), ask.person.name, ask.now)
    return {"stories": [found.id for found in ask.office.store.stories(articles)]}


def _names(body: Body, key: str) -> tuple[str, ...]:
    found = body[key]
    return tuple(str(name) for name in found) if isinstance(found, list) else ()


# --- sources, issues, figures -------------------------------------------------------------------------------------


def sources(ask: Ask, _body: Body) -> Json:
    shown = _period(period(ask.query, kyiv_day(ask.now), healths.USUAL_DAYS))
    return {"sources": [answers.source(row) for row in healths.rows(ask, shown)]}


def issues(ask: Ask, _body: Body) -> Json:
    shelf, kind = ask.office.store.shelf, str(ask.query.get("kind", "")) or None
    total = shelf.count(kind)
    pager = Pager.of(ask.number("page", 1), total, ON_A_PAGE, "/api/issues?")
    found = shelf.issues(ON_A_PAGE, pager.offset, kind=kind)
    return {**answers.paged(pager, total), "issues": [answers.issue(line) for line in found]}


def pickup(ask: Ask, _body: Body) -> Json:
    shown = _period(period(ask.query, kyiv_day(ask.now), pickups.USUAL_DAYS))
    return answers.pickup(pickups.cascades(ask.office.store, shown))


def counts(ask: Ask, _body: Body) -> Json:
    shown = _period(period(ask.query, kyiv_day(ask.now), healths.USUAL_DAYS))
    store = ask.office.store
    own = tuple(outlet.id for outlet in store.outlets().values() if outlet.official)
    found = store.catalogue.counts(shown.since, shown.until, own)
    return answers.counts(shown, store.overview.tallies(shown.since, shown.until), found)


def _period(shown: Period) -> Period:
    """Raises Refusal where the days could not be understood: a program must not get other figures than it asked for."""
    if shown.problem:
        raise Refusal(422, shown.problem)
    return shown


# --- on the way in ------------------------------------------------------------------------------------------------


def checked(operation: Operation, answer: Answer) -> Callable[[Ask], Response]:
    """The handler of a route: address and body are checked by what is declared, the answer becomes JSON."""

    def handle(ask: Ask) -> Response:
        _check_address(ask, operation)
        made = answer(ask, _body(ask, operation))
        return made if isinstance(made, Response) else JSONResponse(made)

    return handle


def _check_address(ask: Ask, operation: Operation) -> None:
    declared = {found.name: found for found in operation.parameters}
    for name in ask.query:
        if name not in declared or declared[name].place != "query":
            raise Refusal(422, f"{name[:40]}: невідомий параметр")
    for name, found in declared.items():
        given = ask.path(name) if found.place == "path" else ask.query.get(name)
        if given is None or given == "":
            continue
        value: object = str(given)
        if found.shape.type == "integer":
            value = int(str(given)) if str(given).isascii() and str(given).isdigit() and len(str(given)) < 10 else given
        if problem := wrong(found.shape, value, name):
            raise Refusal(404 if found.place == "path" else 422, problem)


def _body(ask: Ask, operation: Operation) -> Body:
    if operation.body is None:
        return {}
    try:
        given = json.loads(ask.request.state.body or b"{}")
    except (ValueError, RecursionError) as error:
        raise Refusal(400, "Тіло запиту – не JSON.") from error
    if problem := wrong(operation.body, given):
        raise Refusal(422, problem)
    return given if isinstance(given, dict) else {}


def openapi(ask: Ask) -> Response:
    """The document that describes all this."""
    return JSONResponse(document(__version__, ask.office.settings.cookie))


ANSWERS: Mapping[str, Answer] = {
    "session": session,
    "items": items,
    "item": item,
    "decide": decide,
    "undo": undo,
    "stories": stories,
    "story": story,
    "merge": merge,
    "split": split,
    "undo_story": undo_story,
    "sources": sources,
    "issues": issues,
    "pickup": pickup,
    "counts": counts,
}

section = Section(
    routes=(
        page("/api/openapi.json", openapi),
        *(
            (page if operation.method == "GET" else action)(
                operation.path, checked(operation, ANSWERS[operation.name]), role=operation.role
            )
            for operation in OPERATIONS
        ),
    ),
)
