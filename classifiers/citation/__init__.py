"""Whom an item names as its source: department, site, council or none, with every source it names.

Deterministic and pure: a text, its links, its day and the configured institution decide. Never fetches.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from zoneinfo import ZoneInfo

from classifiers.citation.decide import SURE, Found, decide
from classifiers.citation.glue import acting, blot, mended
from classifiers.citation.grammar import Gram, is_future
from classifiers.citation.hours import CUE as ENTRY
from classifiers.citation.hours import hours
from classifiers.citation.letters import ours, rivals
from classifiers.citation.lexicon import Sort
from classifiers.citation.mention import Mention
from classifiers.citation.mentions import Chunker
from classifiers.citation.owners import of_another
from classifiers.citation.pages import own_page_end
from classifiers.citation.papers import ACTS, PUT
from classifiers.citation.people import matches, stem
from classifiers.citation.reading import Reading, read, unbroken
from classifiers.citation.remarks import CUE as REMARK
from classifiers.citation.resolve import resolve
from classifiers.citation.rounds import headings
from classifiers.citation.sentence import NOT
from classifiers.citation.setting import Kind, Setting, own_words
from classifiers.citation.sources import Source, addresses, handles, sources
from classifiers.citation.voices import Voices, voices
from monitor.model import Article, Attribution, Flag, Institution, Outlet, Place, Verdict

VERSION = "citation-15"
_KYIV = ZoneInfo("Europe/Kyiv")
# Longer texts are read up to here: a source stands in the first pages or, signed, at the end.
LONGEST = 60_000
_OCCUPIED = frozenset("лнр днр лугансккой".split())


@dataclass(frozen=True, slots=True)
class CitationClassifier:
    """The citation decision for one institution."""

    voices: Voices

    def classify(self, article: Article, outlet: Outlet) -> tuple[Verdict, tuple[Attribution, ...], tuple[Flag, ...]]:
        """The strongest label with its span, every source the item names, and why a person should look."""
        text = blot(_text(article))
        reading = replace(read(hours(acting(mended(text))), self.voices.double), text=text)
        setting = self._setting(reading, article, outlet)
        found = list(self._named(setting))
        found.extend(f for f in self._linked(article, text, setting.day) if not _known(f, found))
        found.extend(self._forwarded(article, setting.day))
        found.extend(self._signed(article, setting))
        found.sort(key=lambda f: f.start)
        verdict, flags = decide(found, VERSION)
        return verdict, tuple(f.attribution for f in found if _listed(f)), flags

    def _setting(self, reading: Reading, article: Article, outlet: Outlet) -> Setting:
        day = article.published.at.astimezone(_KYIV).date() if article.published else None
        named = self.voices.towns.named(reading)
        own = tuple(self._own(reading, named, day, outlet))
        return Setting(
            reading=unbroken(reading, ((first, last) for first, last, _ in own)),
            voices=self.voices,
            day=day,
            local=outlet.level == "local",
            occupied=any(token.word in _OCCUPIED for token in reading.tokens),
            towns=named,
            headings=headings(reading, named, local=outlet.level == "local"),
            own=own,
            named=self._full_names(reading),
            surnames=self._surnames(reading),
        )

    def _own(
        self, reading: Reading, towns: tuple[tuple[int, str], ...], day: date | None, outlet: Outlet
    ) -> Iterator[tuple[int, int, str]]:
        """Our names in the text; initials are ours only where no other town of that letter is meant."""
        near: dict[str, tuple[tuple[int, str], ...]] = {}
        for span in self.voices.own_names(reading.tokens, day):
            if span.name != "initials":
                yield span.first, span.last, span.name
                continue
            letters = self.voices.towns.name[:1].upper() + reading.tokens[span.first].text[:1].upper()
            if letters not in near:
                near[letters] = rivals(towns, letters)
            if ours(reading, near[letters], span.first, outlet.level):
                yield span.first, span.last, "council"

    def _full_names(self, reading: Reading) -> frozenset[str]:
        """Surnames of officials whom the text names in full."""
        found = set()
        known = self.voices.surnames
        capital = [token.text[:1].isupper() for token in reading.tokens]
        for index in range(len(reading.tokens) - 1):
            if not (capital[index] and capital[index + 1]):
                continue
            pair = [reading.tokens[index], reading.tokens[index + 1]]
            if known.isdisjoint((stem(pair[0].word), stem(pair[1].word))):
                continue
            for person in self.voices.people:
                if matches(person, pair) in ("full", "initial"):
                    found.add(person.surname)
        return frozenset(found)

    def _surnames(self, reading: Reading) -> frozenset[int]:
        """Words that are surnames of officials: with a capital, and not only because a sentence begins."""
        known = self.voices.surnames
        opening = set(reading.starts)
        return frozenset(
            i
            for i, token in enumerate(reading.tokens)
            if token.text[:1].isupper()
            and stem(token.word) in known
            and (i not in opening or _tells(reading, i + 1) or _announces(reading, i))
        )

    def _named(self, setting: Setting) -> Iterator[Found]:
        whole = {first: last for first, last, _ in setting.own}
        towns = frozenset(at for at, _ in setting.towns)
        for namings in sources(Chunker(setting.reading, whole, setting.surnames, towns)):
            resolved = [_found(setting, source) for source in namings]
            own = [f for f in resolved if f.attribution.kind != "other"]
            yield max(own, key=lambda f: (f.score >= SURE and not f.stands_in, f.score)) if own else resolved[0]

    def _linked(self, article: Article, text: str, day: date | None) -> Iterator[Found]:
        """Links and printed addresses: the institution's own are its site; others are sources only as such."""
        seen: set[str] = set()
        for start, end, address in addresses(text):
            if self.voices.is_own(address, day):
                seen.add(address.rstrip("/"))
                yield _link(address, text[start:end], (0.95, 0.98), start)
        for start, end, name in handles(text):
            known = any(page.lower().endswith("/" + name.lower()) for page in seen)
            if not known and self.voices.is_own_handle(name, day) and not _in_passing(text, start):
                yield _link(name, text[start:end], (0.9, 0.97), start)
        for link in article.links:
            if link.url.rstrip("/") not in seen and self.voices.is_own(link.url, day):
                seen.add(link.url.rstrip("/"))
                yield _link(link.url, link.url, (0.95, 0.97), len(text))

    def _forwarded(self, article: Article, day: date | None) -> Iterator[Found]:
        """The institution's own channel, of which the post is a forward: its name and link stand above the words."""
        post = article.post
        if post is not None and post.forwarded_url is not None and self.voices.is_own(post.forwarded_url, day):
            yield _link(post.forwarded_from or post.forwarded_url, post.forwarded_url, (0.95, 0.97), 0)

    def _signed(self, article: Article, setting: Setting) -> Iterator[Found]:
        """The byline, where it is the institution or its department."""
        if not article.byline:
            return
        reading = read(article.byline)
        for span in self.voices.own_names(reading.tokens, setting.day):
            kind: Kind = "department" if span.name == "department" else "council"
            words = Mention(span.first, span.last, span.first, Gram.NOMN, Sort.BODY, Sort.NONE)
            own = ((span.first, span.last, kind),)
            if kind == "department" and of_another(replace(setting, reading=reading, own=own), words):
                continue
            attribution = Attribution(who=article.byline, form="body", kind=kind, span=article.byline)
            yield Found(attribution, 0.9, 0.95, len(setting.reading.text) + 1)
            return


def _link(who: str, span: str, sure: tuple[float, float], start: int) -> Found:
    return Found(Attribution(who=who, form="site", kind="site", span=span), *sure, start, linked=True)


# «Фото: @rada», «пишіть у приват @rada»: who took the picture, whom to write to.
_PASSING = re.compile(r"(?i)(?:фото|світлин|фотограф|снимок|знімок|відео|видео|пиш[іи]т|приват|директ|запитан|вопрос)")
_BEFORE_HANDLE = 40


def _in_passing(text: str, start: int) -> bool:
    line = text[max(0, start - _BEFORE_HANDLE) : start].rpartition("\n")[2]
    return _PASSING.search(line) is not None


def _known(linked: Found, found: list[Found]) -> bool:
    """Is a printed address part of a source that is found already («опубліковано на …»)?"""
    return any(f.attribution.kind == "site" and linked.attribution.span in f.attribution.span for f in found)


# Sources a reader would list with less chance than this are left out: the best of `weigh` over writers not trained on.
NAMED_AT = 0.5


def _listed(found: Found) -> bool:
    """Is the source worth listing: likely one, or one of the institution's that makes the label?"""
    return found.likelihood >= NAMED_AT or (found.attribution.kind != "other" and found.score >= SURE)


def _text(article: Article) -> str:
    title = f"{article.title}\n\n" if article.title else ""
    return (title + "\n".join(p for p in article.paragraphs if p.strip()))[:LONGEST]


# Words after a surname among which its verb of telling stands: «Шпак в ефірі каже».
_SOON = 4


def _tells(reading: Reading, index: int) -> bool:
    """Does a verb of telling follow soon, nothing but words between?"""
    for at in range(index, min(index + _SOON, len(reading.words))):
        if at > index and reading.gaps[at] != " ":
            return False
        if reading.words[at].sort & Sort.SAY and reading.words[at].gram & Gram.FINITE:
            return True
    return False


def _announces(reading: Reading, index: int) -> bool:
    """«Світлий: у місті немає води» that opens an item: a surname that is else an adjective, before its colon."""
    led = index == 0 and len(reading.gaps) > 1 and reading.gaps[1] == ": "
    return led and bool(reading.words[0].gram & Gram.ADJ or not reading.words[0].gram & Gram.NOUN)


# How sure a reference the institution's own site is: its printed address (the written items count every one), and
# its name as the place where something stands, unless a reader is to do something there.
_PRINTED, _STANDS, _TAKES_PART = 0.95, 0.75, 0.5
# «Фото: міська рада» names who took the picture; a communications department so named wrote the words as well.
_PICTURED = 0.2
# A name alone under a text signs it, most likely: a person should look.
_NAME_ALONE = 0.6
# A communications department has nothing to do but tell, whatever the verb, and after these with no verb.
_DEPARTMENT = 0.7
_ITS_OWN = frozenset(("desk", "named", "colon", ENTRY, "paper", "label", "loose-noun"))
# Quoted, signing or in conversation with no word of telling: so one of the institution's own is a source.
_REMARKED = 0.65
# Less sure verbs («передав дрон») are told apart by what was made or sent (channels.py).
_PASSED = 0.3
# «Списки оприлюднять на сайті»: nothing stands there yet.
_YET_TO_COME, _CLAUSE = 0.2, 8
# Words after «коментар відділу …» in which it may be said that there was none.
_DENIAL = 3


def _found(setting: Setting, source: Source) -> Found:
    whose = resolve(setting, source.mention, source.form)
    end = source.end
    if (
        whose.kind == "council"
        and source.form == "body"
        and (page := own_page_end(setting.reading, source)) is not None
    ):
        whose, end = replace(whose, kind="site"), page
    stands_in = not source.first <= source.mention.first < source.last
    if whose.kind != "other" and source.first <= source.mention.first and source.mention.last > source.last:
        end = max(end, setting.reading.tokens[source.mention.last - 1].end)  # with the office after the name
    end += setting.reading.text[end : end + 1] == ")" and "(" in setting.reading.text[source.start : end]
    span = setting.reading.text[source.start : end]
    form = "site" if whose.kind == "site" else source.form
    attribution = Attribution(who=source.who, form=form, kind=whose.kind, span=span)
    beyond = _DENIAL if source.cue == "loose-noun" else 0
    denied = any(token.word in NOT for token in setting.reading.tokens[source.first : source.last + beyond])
    later = whose.kind == "site" and _yet_to_come(setting.reading, source)
    by_act = not setting.reading.words[source.mention.head].lemmas.isdisjoint(ACTS)
    strength = source.strength if denied else _YET_TO_COME if later else _strength(source, whose.kind, by_act)
    if source.cue == "loose-noun" and whose.kind == "department" and _by_name(setting.reading, source):
        strength = 0.0
    return Found(attribution, strength, whose.certainty, source.start, whose.doubt, source.likelihood, stands_in)


def _by_name(reading: Reading, source: Source) -> bool:
    """«Для відділу інформації придбали ноутбук»: does the word of telling only stand in the department's name?"""
    words = range(source.mention.first, source.mention.last)
    unit = next((i for i in words if not reading.words[i].lemmas.isdisjoint(own_words("unit"))), None)
    return unit is not None and not any(reading.words[i].sort & _TELLS for i in range(source.mention.first, unit))


_TELLS = Sort.NOUN | Sort.DOCUMENT | Sort.OCCASION


def _yet_to_come(reading: Reading, source: Source) -> bool:
    """«Списки згодом оприлюднять на сайті»: is the verb of the clause one of the future?"""
    first = source.first
    while first > max(0, source.first - _CLAUSE) and not re.search("[^ ]", reading.gaps[first]):
        first -= 1
    return any(is_future(word.gram) and word.lemmas & PUT for word in reading.words[first : source.last])


def _strength(source: Source, kind: str, by_act: bool) -> float:
    """How sure the wording is a reference, given whose voice it is."""
    if source.cue == "picture" and kind != "department":
        return _PICTURED
    if source.cue == "according" and by_act and kind != "site":
        return 0.0
    if source.cue == "signed" and not source.mention.sort:
        return _NAME_ALONE
    sure = source.strength > _PASSED or not source.mention.cases & Gram.NOMN
    verb = source.cue.startswith("verb") and source.form == "body" and sure
    if source.cue == REMARK:
        return _REMARKED if kind != "other" else source.strength
    if kind == "department" and (verb or source.cue in _ITS_OWN):
        return max(source.strength, _DEPARTMENT)
    if kind == "site" and source.cue in ("page", "named"):
        return _STANDS if source.cue == "page" else _DEPARTMENT
    if kind != "site":
        return source.strength
    if source.cue == "site" and source.strength >= _TAKES_PART:
        return _STANDS
    told = _STANDS if source.form == "body" else 0.0  # on its own page
    return max(source.strength, _PRINTED if source.mention.proper else told)


def load(place: Place, institution: Institution) -> CitationClassifier:
    """The classifier of one place's institution."""
    return CitationClassifier(voices(place, institution))
