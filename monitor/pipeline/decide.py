"""Step 6: verdicts on every article that lacks them."""

from __future__ import annotations

import traceback
from dataclasses import replace

from monitor.errors import OhliadError
from monitor.language import lemma_text
from monitor.model import Article, Classification, Flag, Outlet, Verdict
from monitor.pdftext import is_doubt as is_pdf_doubt
from monitor.pipeline.desk import Decider, Desk, Report

UNDECIDED = "Програма не впоралася з цим матеріалом: про нього має вирішити людина."
BATCH = 100  # verdicts in one transaction


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
        return _unsure_of_pdf(article, decider.classify(article, outlet))
    except Exception:  # noqa: BLE001 - shown with its traceback and exit code 3, see Report.bug
        report.bug(article.id, "classify", traceback.format_exc(), outlet=outlet.name, url=article.url)
        return _undecided(article)


def _unsure_of_pdf(article: Article, found: Classification) -> Classification:
    """Of a PDF whose text is not there, or not whole, «not about the place» is not known: the rest may say otherwise.

    What stands beside it (the summary in a feed, the pages that were read) may say «about», never the contrary.
    """
    if found.relevance.label == "about" or not is_pdf_doubt(article.quarantine):
        return found
    relevance = replace(found.relevance, label=None, score=0.0, reason=article.quarantine or "", features=())
    return replace(found, relevance=relevance)


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
