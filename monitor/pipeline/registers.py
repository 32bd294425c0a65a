"""The registers of a place as a whole: read from the store, judged by the rules, handed to reports. Writes nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path

from digests.choose import moment
from digests.reports.chronicle import chronicle
from digests.reports.material import Material
from digests.reports.register_figures import YEARS_BACK, Kept, figures, own_series
from digests.reports.register_lists import lists
from digests.reports.series import Period
from monitor.config import Config
from monitor.dates import day_start, kyiv_day
from monitor.model import Clip
from monitor.registers.catalogue import CONTRACTS, DIARY, OCCASIONS, ORGANISATIONS, REQUESTS, SUBSCRIBERS
from monitor.registers.fulfilment import Progress, progress, same_outlet
from monitor.registers.greetings import AHEAD, EARLY, LATE, Greeting, greetings
from monitor.registers.mentions import Mention, finder
from monitor.registers.nouns import EventDecision, PublicEvent
from monitor.registers.petitions import Watched, watch
from monitor.registers.requests import Standing, standing
from monitor.registers.site import Publication
from monitor.registers.terms import Law, packaged, read_terms
from monitor.store import Store

UNREAD = timedelta(days=1)  # an own site that has not answered for longer is not read any more
_PORTION = 10_000  # SQLite takes 32,766 values in one statement


def material(store: Store, period: Period, *, now: datetime, config: Config | None = None) -> Material:
    """What the registers bring to a report of this period: figures with all earlier years, lists, own series.

    `config` gives the sections of the own site, the office's holidays and its own terms of reply; without it sections
    are the first parts of paths, every weekday is a working day, and the packaged terms hold.
    """
    kept = gather(store, period, now=now, config=config)
    own = own_series(kept)
    return Material(
        figures=figures(kept, period),
        lists=lists(kept, period),
        series=tuple(series for series, _ in own),
        section_of=tuple((series.id, section) for series, section in own),
    )


def gather(store: Store, period: Period, *, now: datetime, config: Config | None = None) -> Kept:
    """Everything the registers hold, as known at `now`."""
    today = kyiv_day(now)
    first = date(period.year - YEARS_BACK, 1, 1)
    owed = contracts(store, now)
    fulfilled = _clips(store, [article for one in owed for article in one.published])
    return Kept(
        organisations=store.registers.entries(ORGANISATIONS),
        progress=tuple(owed),
        fulfilled=tuple(kyiv_day(at) for clip in fulfilled if (at := moment(clip)) is not None),
        requests=tuple(requests(store, config, now)),
        greetings=tuple(feasts(store, first, today + AHEAD)),
        released=min((one.day for one in store.registers.own_publications()), default=None),
        diary=store.registers.entries(DIARY),
        subscribers=store.registers.entries(SUBSCRIBERS),
        petitions=tuple(petitions(store, now)),
        events=events(store),
        publications=tuple(_collected(store, config)),
        site_read=site_read(store, config, now),
        sections=sections(config),
        today=today,
    )


def events(store: Store, further: Sequence[EventDecision] = ()) -> tuple[PublicEvent, ...]:
    """The chronicle of all that is stored, with every human decision on it and `further` ones."""
    named = store.registers.named_events()
    clips = _clips(store, [*store.registers.telling(), *named])
    decisions = [*store.registers.event_decisions(), *further]
    organisations = store.registers.entries(ORGANISATIONS)
    return chronicle(clips, decisions, organisations, named=frozenset(named))


def contracts(store: Store, now: datetime) -> list[Progress]:
    """Every contract and letter with its publications and proposals for them."""
    entries = store.registers.entries(CONTRACTS)
    known = store.outlets().values()
    outlets = [outlet.id for outlet in known if any(same_outlet(one.outlet, outlet) for one in entries)]
    since = min((one.signed for one in entries), default=kyiv_day(now))
    decided = store.registers.fulfilments()
    wanted = store.registers.printed(outlets, day_start(since), now) if outlets else []
    wanted += [article for (_, article), yes in decided.items() if yes]
    return progress(entries, _clips(store, wanted), decided, kyiv_day(now))


def _clips(store: Store, articles: Sequence[str]) -> list[Clip]:
    """The clips of these articles, oldest first, asked for in portions that a database takes in one question."""
    ids = list(dict.fromkeys(articles))
    portions = (ids[at : at + _PORTION] for at in range(0, len(ids), _PORTION))
    found = [clip for portion in portions for clip in store.clips(articles=portion, relevance=None)]
    return sorted(found, key=lambda clip: (_instant(clip), clip.article.id))


def _instant(clip: Clip) -> float:
    return clip.article.published.at.timestamp() if clip.article.published else 0.0


def requests(store: Store, config: Config | None, now: datetime) -> list[Standing]:
    """Every request with its term."""
    holidays = frozenset(config.holidays) if config else frozenset()
    return standing(store.registers.entries(REQUESTS), laws(config), holidays, now)


def laws(config: Config | None) -> Mapping[str, Law]:
    """The terms of reply: the office's own terms.yaml beside its configuration, else the packaged ones.

    Raises ConfigError where the office's file is wrong.
    """
    own = config.path.parent / "terms.yaml" if config else Path()
    return read_terms(own.read_text(encoding="utf-8"), str(own)) if config and own.is_file() else packaged()


def petitions(store: Store, now: datetime) -> list[Watched]:
    """Every petition ever seen, newest first."""
    return watch(store.registers.petitions(), store.registers.votes(), now)


def feasts(store: Store, first: date, last: date) -> list[Greeting]:
    """Every day to greet on between these days, with the release that did."""
    occasions = store.registers.entries(OCCASIONS)
    if not occasions:
        return []
    releases = store.registers.own_releases(day_start(first - EARLY), day_start(last + LATE + timedelta(days=1)))
    return greetings(occasions, releases, first, last)


def mentions(store: Store, first: date, last: date) -> dict[str, list[tuple[Clip, Mention]]]:
    """organisation -> the clips of these days that have to do with the place and name it, oldest first."""
    found: dict[str, list[tuple[Clip, Mention]]] = {}
    names = finder(store.registers.entries(ORGANISATIONS))
    until = day_start(last + timedelta(days=1))
    for clip in store.clips(since=day_start(first), until=until, relevance=("about", "area", "mention")):
        for mention in names.mentions(f"{clip.article.title}\n{clip.article.text}"):
            found.setdefault(mention.organisation, []).append((clip, mention))
    return found


def publications(store: Store) -> list[Publication]:
    """The items of the institution's own sites; its channels and pages are not the site."""
    kinds = {outlet.id: outlet.kind for outlet in store.outlets().values()}
    return [one for one in store.registers.own_publications() if kinds.get(one.outlet) == "site"]


def site_read(store: Store, config: Config | None, now: datetime) -> date | None:
    """The day on which the own site answered last, where that is more than a day ago; None while it is read."""
    last = max(_answers(store, config), default=None)
    return kyiv_day(last) if last is not None and now - last > UNREAD else None


def _collected(store: Store, config: Config | None) -> list[Publication]:
    """What was collected of the own site; nothing where it never answered: a few items given by hand are no count."""
    return publications(store) if config is None or _answers(store, config) else []


def _answers(store: Store, config: Config | None) -> list[datetime]:
    """When each source of the own site answered last: those configured, and those that were."""
    if config is None:
        return []
    own = {outlet.id for outlet in config.outlets if outlet.official and outlet.kind == "site"}
    sources = {source.id for source in config.sources if source.outlet in own} | store.registers.site_sources()
    states = store.source_states()
    return [at for id in sources if id in states and (at := states[id].answered) is not None]


def sections(config: Config | None) -> tuple[tuple[str, str], ...]:
    """The rules of every source of the own site, in the order written."""
    if config is None:
        return ()
    official = {outlet.id for outlet in config.outlets if outlet.official}
    return tuple(rule for source in config.sources if source.outlet in official for rule in source.sections)
