"""Steps 6 and 7: verdicts on every article that lacks them, and stories over a moving window."""

from __future__ import annotations

import traceback
from datetime import timedelta

from digests import stories
from monitor.errors import OhliadError
from monitor.language import lemma_text
from monitor.model import Article, Classification, Flag, Outlet, Verdict
from monitor.pipeline.desk import Decider, Desk, Report

UNDECIDED = "Програма не впоралася з цим матеріалом: про нього має вирішити людина."
BATCH = 100  # verdicts in one transaction
AHEAD = timedelta(days=1)  # a clock of an outlet that goes fast
STORY_WINDOW = timedelta(days=14)  # reprints of a release come within days; a longer echo is a new story

GROUPED = ("about", "area", "mention")  # what is not about the place at all is no part of any story


def classify_articles(desk: Desk, report: Report) -> None:
    """Decide every article whose present version these classifiers have not seen."""
    if not desk.store.has_articles():
        return
    decider = None
    outlets = desk.store.outlets()
    total = None
    done = 0
    while True:
        if decider is None:
            try:
                decider = desk.decider()
            except OhliadError as error:  # promise 41: nothing is guessed, the brief says that nothing was decided
                report.fail("classifiers", "classify", str(error))
                return
        batch = desk.store.unclassified(decider.version, BATCH)
        if not batch:
            return
        total = total or len(batch)
        rows = []
        for stored in batch:
            article = stored.article
            verdicts = _classified(decider, article, outlets[article.outlet], report)
            rows.append((verdicts, stored.version, lemma_text(f"{article.title}\n{article.text}")))
            report.count("classify", verdicts.relevance.label or "unsure")
            if verdicts.flags:
                report.count("classify", "flagged")
        desk.store.save_verdicts(rows, decider.version)
        done += len(batch)
        desk.tell("classify", done, max(total, done))


def _classified(decider: Decider, article: Article, outlet: Outlet, report: Report) -> Classification:
    """The verdicts; where the program breaks on one text, a person decides about it and the others go on."""
    try:
        return decider.classify(article, outlet)
    except Exception:  # noqa: BLE001 - shown with its traceback and exit code 3, see Report.bug
        report.bug(article.id, "classify", traceback.format_exc())
        return _undecided(article)


def _undecided(article: Article) -> Classification:
    def verdict(name: str) -> Verdict:
        return Verdict(classifier=name, version="none", label=None, score=0.0, reason=UNDECIDED)

    return Classification(
        article=article.id,
        language=article.language or "other",
        relevance=verdict("relevance"),
        topic=verdict("topic"),
        secondary=(),
        citation=verdict("citation"),
        tone=verdict("tone"),
        flags=(Flag(classifier="relevance", code="bug", text=UNDECIDED),),
    )


def group_stories(desk: Desk, report: Report) -> None:
    """Group what may be about the place, and our own releases, of the window into stories."""
    window = desk.store.judged(since=desk.now - STORY_WINDOW, until=desk.now + AHEAD, relevance=GROUPED)
    known = desk.store.stories([item.article.id for item in window])
    grouping = stories.regroup(
        [stories.Filed(article=item.article, outlet=item.outlet) for item in window if not item.article.withdrawn],
        known=known,
        decisions=desk.store.story_decisions(),
    )
    desk.store.save_stories(grouping.stories, dict(grouping.redirects))
    report.count("group", "stories", len(grouping.stories))
    for story in grouping.stories:
        for member in story.members:
            if member.relation != "original":
                report.count("group", member.relation)
