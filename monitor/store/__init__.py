"""The only door to the database: one class, named by what the pipeline and the analyst do with it.

Each public method is one transaction. SQL stands in the modules beside this one; nothing is decided here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine, RowMapping

from monitor.codec import stamp
from monitor.model import Article, Classification, Clip, Label, Outlet, Story
from monitor.store import (
    ahead,
    alerts,
    catalogue,
    clips,
    continuing,
    decisions,
    deletion,
    figures,
    hands,
    health,
    imports,
    intake,
    issues,
    membership,
    opinions,
    overview,
    people,
    places,
    proof,
    registers,
    rejects,
    results,
    schedule,
    shelf,
    superseding,
)
from monitor.store.engine import open_engine, reading, writing
from monitor.store.rows import (
    IssueRow,
    Judged,
    PageRow,
    Pending,
    Sighting,
    SourceState,
    StoredArticle,
    StoredPage,
    StoryDecision,
    Ungrouped,
    Visit,
)

__all__ = [
    "IssueRow",
    "Judged",
    "PageRow",
    "Pending",
    "Sighting",
    "SourceState",
    "Store",
    "StoredArticle",
    "StoredPage",
    "StoryDecision",
    "Ungrouped",
    "Visit",
]


class Store:
    """The database as seen by one place. Raises StoreError where the database refuses."""

    def __init__(self, engine: Engine, place: str) -> None:
        self.engine, self.place = engine, place
        self.issues = issues.Issues(engine, place)
        self.deletions = deletion.Deletions(engine, place)
        self.registers = registers.Registers(engine, place)
        self.schedule = schedule.Schedule(engine, place)
        self.people = people.People(engine, place)
        self.catalogue = catalogue.Catalogue(engine, place)
        self.figures = figures.Figures(engine, place)
        self.opinions = opinions.Opinions(engine, place)
        self.ahead = ahead.Ahead(engine, place)
        self.continuing = continuing.Continuing(engine, place)
        self.health = health.SourceHealth(engine, place)
        self.alerts = alerts.Alerts(engine, place)
        self.overview = overview.Overview(engine, place)
        self.shelf = shelf.Shelf(engine, place)
        self.superseding = superseding.Superseding(engine, place)
        self.rejects = rejects.Rejects(engine, place)
        self.places = places.Places(engine)

    @classmethod
    def open(cls, location: str | Path, place: str) -> Store:
        return cls(open_engine(location), place)

    def close(self) -> None:
        self.engine.dispose()

    # --- intake ---------------------------------------------------------------------------------------------------

    def source_states(self) -> dict[str, SourceState]:
        with reading(self.engine) as tx:
            return intake.source_states(tx, self.place)

    def is_seen(self, source: str, key: str) -> bool:
        with reading(self.engine) as tx:
            return intake.is_seen(tx, self.place, source, key)

    def brings_news(self, sightings: Sequence[Sighting]) -> frozenset[str]:
        """The clips among these that are new or changed."""
        with reading(self.engine) as tx:
            return intake.news(tx, self.place, sightings)

    def save_visit(self, visit: Visit) -> tuple[int, int]:
        """One visit with its pages and entries; returns how many entries were (new, changed)."""
        with writing(self.engine) as tx:
            return intake.save_visit(tx, self.place, visit)

    def save_found(self, sighting: Sighting, stored: StoredPage, at: datetime, *, missed: bool) -> bool:
        """A clip that came with its page, outside of any source; False where it is known already."""
        with writing(self.engine) as tx:
            return intake.save_found(tx, self.place, sighting, stored, at, missed=missed)

    def named(self, name: str) -> list[str]:
        """The articles an imported item's own id stands for: several where several items brought it."""
        with reading(self.engine) as tx:
            return imports.named(tx, self.place, name)

    def save_imports(
        self, stored: StoredPage, items: Sequence[tuple[Article, Outlet]], aliases: Sequence[tuple[str, str]]
    ) -> tuple[int, int, list[str]]:
        """Items of one imported file, with it as evidence; returns (new, changed, ids that other items brought too)."""
        with writing(self.engine) as tx:
            return imports.save(tx, self.place, stored, items, aliases)

    def pending(self, state: str, now: datetime, limit: int | None = None) -> list[Pending]:
        with reading(self.engine) as tx:
            return intake.pending(tx, self.place, state, now, limit)

    def save_page(self, article: str, stored: StoredPage) -> None:
        """The page an entry was waiting for."""
        with writing(self.engine) as tx:
            intake.set_page(tx, self.place, article, intake.save_page(tx, self.place, stored))

    def save_failure(self, article: str, error: str, retry_at: datetime | None, *, at: datetime) -> str:
        """Note that an entry's step failed at `at`; returns its state (the same, or `quarantine`)."""
        with writing(self.engine) as tx:
            return intake.set_failed(tx, self.place, article, error, retry_at, at=at)

    def ask_again(self, article: str, error: str, *, since: datetime, until: datetime) -> None:
        """Note that its page shows something else since then, and is to be fetched anew."""
        with writing(self.engine) as tx:
            rejects.set_asked_again(tx, self.place, article, error, since=since, until=until)

    def postpone(self, article: str, error: str, until: datetime) -> None:
        """Note that an entry's page may not be asked for yet: no failure of the entry."""
        with writing(self.engine) as tx:
            intake.set_postponed(tx, self.place, article, error, until)

    def visits_between(self, since: datetime, until: datetime) -> Sequence[RowMapping]:
        with reading(self.engine) as tx:
            return intake.visits_between(tx, self.place, since, until)

    def first_visit(self) -> datetime | None:
        with reading(self.engine) as tx:
            return intake.first_visit(tx, self.place)

    def first_taken_in(self) -> datetime | None:
        """When the first item of the place came in, collected or imported."""
        with reading(self.engine) as tx:
            return intake.first_taken_in(tx, self.place)

    # --- results --------------------------------------------------------------------------------------------------

    def save_outlets(self, outlets: Iterable[Outlet]) -> None:
        with writing(self.engine) as tx:
            results.save_outlets(tx, self.place, outlets)

    def outlets(self) -> dict[str, Outlet]:
        with reading(self.engine) as tx:
            return results.outlets(tx, self.place)

    def article(self, identifier: str) -> StoredArticle | None:
        with reading(self.engine) as tx:
            return results.article(tx, self.place, identifier)

    def articles_of(self, outlet: str, since: datetime, until: datetime) -> list[Article]:
        """What an outlet published in [since, until), oldest first."""
        with reading(self.engine) as tx:
            return results.articles_of(tx, self.place, outlet, stamp(since), stamp(until))

    def save_articles(self, extracted: Sequence[tuple[Article | None, str, int | None, bool, Sequence[str]]]) -> None:
        """(article or None if nothing changed, id, page, missed, difference) of a batch; their entries are done."""
        with writing(self.engine) as tx:
            for item, identifier, page, missed, difference in extracted:
                if item is not None:
                    results.save_article(tx, self.place, item, page=page, missed=missed, difference=difference)
                results.set_done(tx, self.place, identifier)

    def save_announcement(self, item: Article, stored: StoredPage, *, given_up: bool = True) -> None:
        """What is known of an item whose page could not be read; given up, its entry stays in quarantine."""
        with writing(self.engine) as tx:
            page = intake.save_page(tx, self.place, stored)
            results.save_article(tx, self.place, item, page=page, missed=False, difference=())
            if given_up:
                intake.set_quarantined(tx, self.place, item.id)

    def entry(self, article: str) -> Pending | None:
        """The entry behind a clip, in whatever state it is."""
        with reading(self.engine) as tx:
            return intake.entry(tx, self.place, article)

    def unclassified(self, version: str, limit: int) -> list[StoredArticle]:
        with reading(self.engine) as tx:
            return results.unclassified(tx, self.place, version, limit)

    def typed(self, *, before: datetime, since: datetime, until: datetime) -> list[str]:
        """What a person typed in from `since` to `until` of the days `before` then."""
        with reading(self.engine) as tx:
            return results.typed(tx, self.place, before=before, since=since, until=until)

    def belated(self, *, before: datetime, first: tuple[datetime, datetime] | None, arrived: datetime) -> list[str]:
        """Articles older than `before` that an issue must still look at (see results.belated)."""
        with reading(self.engine) as tx:
            return results.belated(tx, self.place, before=before, first=first, arrived=arrived)

    def unread(self) -> int:
        """Entries found but not yet read, of which nothing is kept."""
        with reading(self.engine) as tx:
            return intake.unread(tx, self.place)

    def has_articles(self) -> bool:
        with reading(self.engine) as tx:
            return results.has_articles(tx, self.place)

    def without_verdict(self) -> int:
        """Articles that no classifier has seen in their present version."""
        with reading(self.engine) as tx:
            return results.without_verdict(tx, self.place)

    def save_verdicts(self, batch: Sequence[tuple[Classification, int, str]], classifiers: str) -> None:
        """(classification, version of the article, lemmas of its text) of a batch."""
        with writing(self.engine) as tx:
            for verdict, version, lemmas in batch:
                results.save_verdicts(
                    tx, self.place, verdict, article_version=version, classifiers=classifiers, lemmas=lemmas
                )

    def judged(
        self,
        *,
        since: datetime | None = None,
        until: datetime | None = None,
        articles: Sequence[str] | None = None,
        relevance: Sequence[str] | None = None,
        official: bool | None = None,
    ) -> list[Judged]:
        with reading(self.engine) as tx:
            return results.judged(
                tx,
                self.place,
                since=since,
                until=until,
                articles=articles,
                relevance=relevance,
                official=official,
            )

    def clips(
        self,
        *,
        since: datetime | None = None,
        until: datetime | None = None,
        articles: Sequence[str] | None = None,
        relevance: Sequence[str] | None = ("about",),
    ) -> list[Clip]:
        """Clips with the labels in force, oldest first."""
        with reading(self.engine) as tx:
            parts = clips.read(tx, self.place, since=since, until=until, articles=articles, relevance=relevance)
        return clips.joined(parts)

    def stories(self, articles: Sequence[str] | None = None) -> list[Story]:
        with reading(self.engine) as tx:
            return membership.stories(tx, self.place, articles)

    def ungrouped(self, *, before: datetime, relevance: Sequence[str]) -> list[Ungrouped]:
        """What `judged` selects by this relevance, published before then, and is in no story; oldest first."""
        with reading(self.engine) as tx:
            return membership.ungrouped(tx, self.place, before, relevance)

    def published(self, articles: Sequence[str]) -> dict[str, datetime]:
        """article -> when it came out, or when we first had it."""
        with reading(self.engine) as tx:
            return membership.published(tx, self.place, articles)

    def save_stories(
        self,
        stories: Sequence[Story],
        redirects: dict[str, str],
        *,
        decided: Sequence[tuple[str, tuple[str, ...]]] | None = None,
        known: Sequence[Story] | None = None,
    ) -> bool:
        """The stories as grouped; False, and nothing is saved, where the ground they were grouped on has changed.

        `decided` is what people had decided, `known` the stories that these articles were in.
        """
        with writing(self.engine) as tx:
            if decided is not None and list(decided) != decisions.story_decisions(tx, self.place):
                return False
            if known is not None and not membership.are_still(tx, self.place, known, stories):
                return False
            membership.save_stories(tx, self.place, stories, redirects)
            return True

    def story(self, identifier: str) -> Story | None:
        """A story by its present id, or by one it had before it met another."""
        with reading(self.engine) as tx:
            return membership.story(tx, self.place, identifier)

    def search(self, lemmas: Sequence[str], limit: int) -> list[str]:
        with reading(self.engine) as tx:
            return results.search(tx, self.place, lemmas, limit)

    def evidence(self, articles: Sequence[str]) -> dict[str, tuple[str, str, int, str]]:
        """article -> (URL, WARC file, offset, SHA-256) of its stored page."""
        with reading(self.engine) as tx:
            return results.evidence(tx, self.place, articles)

    def counts(self) -> dict[str, int]:
        with reading(self.engine) as tx:
            return {
                **results.counts(tx, self.place),
                **{f"entries {k}": v for k, v in intake.count_entries(tx, self.place).items()},
            }

    # --- decisions ------------------------------------------------------------------------------------------------

    def add_label(self, label: Label, origin: str) -> int:
        with writing(self.engine) as tx:
            return decisions.add_label(tx, self.place, label, origin)

    def labels(self, articles: Sequence[str] | None = None) -> dict[str, list[Label]]:
        with reading(self.engine) as tx:
            return decisions.labels(tx, self.place, articles)

    def label_history(self, article: str) -> Sequence[RowMapping]:
        with reading(self.engine) as tx:
            return decisions.history(tx, self.place, article)

    def add_story_decision(self, kind: str, articles: Sequence[str], *, by: str, at: datetime, why: str = "") -> None:
        with writing(self.engine) as tx:
            decisions.add_story_decision(tx, self.place, kind, articles, by=by, at=at, why=why)

    def story_log(self) -> list[StoryDecision]:
        """Every merge and split made by hand, the undone ones too, in order."""
        with reading(self.engine) as tx:
            return hands.log(tx, self.place)

    def undo_story_decision(self, identifier: int, *, by: str, at: datetime) -> bool:
        """Take a merge or split back; False where it is unknown or already undone."""
        with writing(self.engine) as tx:
            return hands.undo(tx, self.place, identifier, by=by, at=at)

    def stories_decided_since(self, at: datetime) -> bool:
        """Has a person joined or parted stories since, or taken that back?"""
        with reading(self.engine) as tx:
            return decisions.decided_since(tx, self.place, at)

    def story_decisions(self) -> list[tuple[str, tuple[str, ...]]]:
        with reading(self.engine) as tx:
            return decisions.story_decisions(tx, self.place)

    # --- proof ----------------------------------------------------------------------------------------------------

    def integrity(self) -> str:
        """ "ok", or what the database says is wrong with itself."""
        if self.engine.dialect.name != "sqlite":
            return "ok"
        with reading(self.engine) as tx:
            return str(tx.exec_driver_sql("PRAGMA integrity_check(5)").scalars().first())

    def size(self) -> int | None:
        """Bytes of the database on its server; None where it is a file of the state folder."""
        if self.engine.dialect.name == "sqlite":
            return None
        with reading(self.engine) as tx:
            return int(tx.exec_driver_sql("SELECT pg_database_size(current_database())").scalar_one())

    def fingerprint(self) -> str:
        """One hash over all that can be rebuilt from the archive: articles, versions, verdicts, stories, full text."""
        with reading(self.engine) as tx:
            return proof.fingerprint(tx, self.place)
