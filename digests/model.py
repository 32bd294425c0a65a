"""The nouns of a digest: frozen, typed, complete. A renderer needs nothing else; a digest never looks anything up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from monitor.language.numerals import KYIV
from monitor.model import DIRECT, Event, ItemKind, Language, Level, Relation

View = Literal["items", "events", "resonance", "institution"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """The time an issue covers: [start, end). `day` is the issue's own date in Europe/Kyiv.

    A clip published before `start` that stood in no earlier issue is *late* and comes in with its own date, unless
    it is older than `late_from` and no person put it in; None means there is no earlier issue, so nothing is late but
    what a person wants used.
    """

    start: datetime
    end: datetime
    day: date
    late_from: datetime | None = None

    @property
    def first_day(self) -> date:
        return self.start.astimezone(KYIV).date()

    @property
    def last_day(self) -> date:
        """The Kyiv date of the window's last instant."""
        return (self.end - timedelta(microseconds=1)).astimezone(KYIV).date()


@dataclass(frozen=True, slots=True, kw_only=True)
class Twin:
    """The same text of the same outlet under a second address (its other language): the same clip."""

    article: str
    url: str
    language: Language | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One counted clip as a reader sees it. `published` is None where no date could be established."""

    article: str
    outlet: str  # Outlet.id
    outlet_name: str
    level: Level
    kind: ItemKind
    headline: str
    url: str
    twins: tuple[Twin, ...] = ()
    published: datetime | None = None
    exact: bool = True  # False: only the day is known
    late: bool = False
    topic: str | None = None
    citation: str | None = None
    tone: str | None = None
    relation: Relation | None = None
    flags: tuple[str, ...] = ()  # sentences: why a person should look
    release: str | None = None  # the own release it reuses
    share: float = 0.0
    credited: bool | None = None
    agency: str | None = None  # the news agency it names as its source
    proof: tuple[str, ...] = ()  # the exact spans or links behind the citation
    added: bool = False  # a person put it in
    standing: str = ""  # of print: «№ 47, с. 3»
    continued: bool = False  # it stood in an earlier issue of this kind and comes again by a person's word

    @property
    def direct(self) -> bool:
        return self.citation in DIRECT

    @property
    def day(self) -> date | None:
        return None if self.published is None else self.published.astimezone(KYIV).date()


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One story: the lead clip with its own words, the outlets with the same text, the others on the same event."""

    number: int  # from 1, through the whole issue
    story: str
    lead: Line
    quote: tuple[str, ...] = ()  # verbatim sentences of the lead clip
    same: tuple[Line, ...] = ()
    related: tuple[Line, ...] = ()
    event: Event | None = None
    score: float = 0.0
    reason: str = ""  # why it stands where it stands

    @property
    def lines(self) -> tuple[Line, ...]:
        return (self.lead, *self.same, *self.related)

    @property
    def direct(self) -> bool:
        return any(line.direct for line in self.lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Items in their order. `shown` of them go into a short form (the mail); all of them are in the issue.

    Where `view` is not "items" the section points at items of other sections and counts nothing again.
    """

    code: str
    title: str
    items: tuple[Item, ...] = ()
    shown: int = 1_000_000
    view: View = "items"
    empty: str = ""  # the sentence that stands where there is nothing
    elsewhere: tuple[int, ...] = ()  # where there is nothing: numbers of other sections' items with clips on its topics

    @property
    def clips(self) -> int:
        return sum(len(item.lines) for item in self.items)

    @property
    def hidden(self) -> int:
        return max(0, len(self.items) - self.shown)


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """Figures of an issue; each is a count over its lines. Pairs are in the order in which they are printed."""

    clips: int = 0
    stories: int = 0
    outlets: int = 0
    direct: int = 0
    department: int = 0
    site: int = 0
    council: int = 0
    reused: int = 0  # clips that reuse an own release
    flagged: int = 0
    late: int = 0
    positive: int = 0
    negative: int = 0
    by_section: tuple[tuple[str, int], ...] = ()  # section title, clips
    by_outlet: tuple[tuple[str, int], ...] = ()  # outlet name, clips; the largest first
    by_level: tuple[tuple[str, int], ...] = ()
    by_day: tuple[tuple[date, int], ...] = ()  # every day of the window; late and earlier clips are not in it


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """Which sources answered in the window, and what the reader must know of the machine's health."""

    asked: int = 0
    answered: int = 0
    silent: tuple[str, ...] = ()  # names
    dry: tuple[str, ...] = ()  # they answer, but have brought nothing for suspiciously long
    unasked: tuple[str, ...] = ()  # names; they were due long ago, and nobody asked
    waiting: int = 0  # sources not due in the window
    notes: tuple[str, ...] = ()  # further sentences, e.g. that a classifier could not be loaded
    wrong: tuple[str, ...] = ()  # they answer with something else: redesigned, a login page; not among `answered`
    emptied: tuple[str, ...] = ()  # they answer, but show no entries, as they used to


@dataclass(frozen=True, slots=True, kw_only=True)
class Pending:
    """A clip kept out until a person decides; it is named, never dropped in silence."""

    line: Line
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """One product for one window, before rendering. Equal digests render to equal bytes."""

    name: str  # the definition's
    kind: str  # what is numbered: daily | situation-daily | situation-weekly | thematic | an owner's
    title: str
    window: Window
    place: str
    institution: str
    department: str | None
    sections: tuple[Section, ...]
    totals: Totals
    coverage: Coverage
    template: str
    before: Totals | None = None  # the window before, for comparison
    pending: tuple[Pending, ...] = ()

    @property
    def items(self) -> tuple[Item, ...]:
        """Every item once, in print order."""
        return tuple(item for section in self.sections if section.view == "items" for item in section.items)

    @property
    def lines(self) -> tuple[Line, ...]:
        """Every counted clip once, in print order."""
        return tuple(line for item in self.items for line in item.lines)

    @property
    def articles(self) -> frozenset[str]:
        """Every article this digest uses up, twins included: none of them may come again in an issue of this kind."""
        twins = (twin.article for line in self.lines for twin in line.twins)
        return frozenset((*(line.article for line in self.lines), *twins))


@dataclass(frozen=True, slots=True, kw_only=True)
class Imprint:
    """What stands on the sheet beside the digest: number, addressee, signature, where the web page is."""

    number: int | None = None  # None: a draft
    addressee: tuple[str, ...] = ()  # lines
    signatory: str | None = None
    role: str | None = None
    author: str | None = None  # who prepared it, with a telephone if the office wants one
    public_url: str | None = None  # of the full issue, where web.public_url is set


DRAFT = Imprint()
