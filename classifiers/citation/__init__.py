"""Whom an item names as its source: department, site, council or none, with every attribution. Never fetches."""

from __future__ import annotations

import re
from dataclasses import dataclass

from classifiers.citation.who import Voices, voices
from monitor.language import Span, find, tokens
from monitor.model import Article, Attribution, Flag, Institution, Outlet, Place, Verdict
from monitor.text import sentences

VERSION = "citation-1"
_ORDER = ("department", "site", "council")
_TELLS = re.compile(
    r"повідом|розпові|розказ|інформу|зазнач|за словами|за даними|за інформацією|йдеться|наголос|сказа|каже|кажуть|"
    r"поясни|уточн|відпові|запевн|нагада|джерело|сообщ|рассказ|заяв|подчерк|отмет|по словам|по данным|по информации|"
    r"источник|объясни|написа|пишуть|пишут|оприлюдн|підтверд|подтверд|звітува|отчита",
    re.IGNORECASE,
)
_REASONS = {
    "department": "Джерелом названо профільний відділ: «{}».",
    "site": "Джерелом названо офіційний сайт чи сторінку: «{}».",
    "council": "Джерелом названо установу або її посадову особу: «{}».",
}


@dataclass(frozen=True, slots=True)
class CitationClassifier:
    """The citation decision for one institution."""

    voices: Voices

    def classify(self, article: Article, outlet: Outlet) -> tuple[Verdict, tuple[Attribution, ...], tuple[Flag, ...]]:
        """The strongest label with its span, every attribution found, and why a person should look."""
        found = [*self._linked(article), *self._told(article), *self._signed(article)]
        best = min(found, key=lambda a: _ORDER.index(a.kind), default=None)
        if best is None:
            verdict = Verdict(
                classifier="citation",
                version=VERSION,
                label="none",
                score=0.8,
                reason="Жодного джерела від установи в тексті не названо.",
            )
            return verdict, (), ()
        verdict = Verdict(
            classifier="citation",
            version=VERSION,
            label=best.kind,
            score=0.9,
            reason=_REASONS[best.kind].format(best.span),
            evidence=(best.span,),
        )
        return verdict, tuple(found), ()

    def _linked(self, article: Article) -> list[Attribution]:
        urls = [link.url for link in article.links] + re.findall(r"https?://[^\s<>«»\"]{1,500}", article.text)
        own = [url.rstrip(".,;)") for url in urls if self.voices.is_own(url)]
        return [Attribution(who=url, form="site", kind="site", span=url) for url in dict.fromkeys(own)]

    def _told(self, article: Article) -> list[Attribution]:
        found: list[Attribution] = []
        for line in (article.title, *article.paragraphs):
            for sentence in sentences(line):
                if _TELLS.search(sentence):
                    found.extend(self._named(sentence))
        return found

    def _signed(self, article: Article) -> list[Attribution]:
        last = [line for line in article.paragraphs if line.strip()][-2:]
        return [a for line in last if len(line) < 150 for a in self._named(line) if line.strip().startswith(a.span)]

    def _named(self, sentence: str) -> list[Attribution]:
        spans: list[Span] = find(self.voices.phrases, tokens(sentence))
        found: list[Attribution] = []
        for span in spans:
            kind, who = span.name.split("|")
            text = sentence[span.start : span.end]
            form = "official" if who == "official" else "site" if kind == "site" else "body"
            found.append(Attribution(who=text, form=form, kind=kind, span=text))  # type: ignore[arg-type]
        return found


def load(place: Place, institution: Institution) -> CitationClassifier:
    """The classifier of one institution."""
    return CitationClassifier(voices(place, institution))
