"""The nouns of the project: frozen, typed, free of behaviour beyond what their own fields say.

What the world said (Entry, Page, Article) is kept apart from what we concluded (Verdict, Story) and from what a
person decided (Label). No field is filled in later: a later stage makes a new type. Instants are aware, in UTC.
`None` means "the outlet did not say", never "it failed".
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from datetime import date as Day
from typing import Literal

Level = Literal["local", "region", "nation"]
SourceKind = Literal["feed", "sitemap", "listing", "telegram", "youtube", "petition"]
ItemKind = Literal["site", "telegram", "newspaper", "tv", "radio", "youtube"]
# Why an item is in quarantine, where it is for want of text; other reasons are doubts of its date.
HEADLINE_ONLY = "На сторінці є лише заголовок, без тексту."
PAGE_UNREAD = "Сторінку не вдалося прочитати, тож відомі лише заголовок і анонс із джерела."
TYPED: tuple[ItemKind, ...] = ("newspaper", "tv", "radio")  # nobody collects these: a person entered them
Language = Literal["uk", "ru", "mixed", "other"]
Relevance = Literal["about", "area", "mention", "none"]
Citation = Literal["department", "site", "council", "none"]
Tone = Literal["positive", "neutral", "negative"]
Relation = Literal["original", "reprint", "update", "related"]

RELEVANCE: tuple[Relevance, ...] = ("about", "area", "mention", "none")
CITATION: tuple[Citation, ...] = ("department", "site", "council", "none")
DIRECT: tuple[Citation, ...] = ("department", "site")  # what the annual report calls a direct citation
TONE: tuple[Tone, ...] = ("positive", "neutral", "negative")
# The codebook's order; a brief's sections follow it.
TOPICS: dict[str, str] = {
    "authority": "Влада та місцеве самоврядування",
    "politics": "Політика, партії та акції",
    "war": "Війна, оборона та безпека",
    "economy": "Економіка та бюджет",
    "utilities": "ЖКГ, енергетика та благоустрій",
    "transport": "Дороги та транспорт",
    "health": "Охорона здоров’я",
    "education": "Освіта, наука та молодь",
    "social": "Соціальний захист",
    "culture": "Культура, туризм та історія",
    "sport": "Спорт",
    "crime": "Правопорядок, суди та корупція",
    "emergency": "Надзвичайні події",
    "environment": "Довкілля",
    "civic": "Громадська участь та організації",
    "religion": "Релігійне життя",
    "other": "Інше",
}

WITHDRAWN = "Матеріал вилучено на вимогу"  # the headline that stands where an item was deleted


# --- what is configured -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """The monitored place: a city and its hromada."""

    id: str
    name: str  # nominative, Ukrainian
    russian: str
    region: str  # «Чернігівська область»
    district: str | None = None  # «Ніжинський район»
    settlements: tuple[str, ...] = ()  # villages of its hromada
    aliases: tuple[str, ...] = ()  # old or unusual names
    namesakes: tuple[str, ...] = ()  # `not:` phrases the owner wants excluded


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A name (of a body, site, alias) in force from `since` to `until`, both inclusive and both optional."""

    name: str
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Official:
    """A person who speaks for the institution while in office."""

    name: str
    role: str
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Institution:
    """The council whose press we read; `names[0]` is its present full name."""

    names: tuple[Named, ...]  # name, then aliases
    departments: tuple[Named, ...] = ()  # the communications department's name, then its aliases
    officials: tuple[Official, ...] = ()
    sites: tuple[Named, ...] = ()  # domains
    pages: tuple[Named, ...] = ()  # official social pages and channels, without scheme


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """Who publishes. The institution's own channels are `official`: they give releases, never clips."""

    id: str
    name: str
    level: Level = "local"
    kind: ItemKind = "site"
    home: str | None = None
    official: bool = False
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """CSS selectors of one site, used before the generic extraction."""

    title: str | None = None
    text: str | None = None
    date: str | None = None
    author: str | None = None
    remove: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ListingRule:
    """CSS selectors of a page that lists articles, or (with `votes`) petitions."""

    item: str
    link: str = "a[href]"
    title: str | None = None
    date: str | None = None
    next: str | None = None
    pages: int = 3  # how many pages deep at most when nothing known is met
    since: datetime | None = None  # a page of older dates alone ends the reading: what it lists was there before
    unmet: int | None = None  # pages that count where no date is shown and nothing known was met on any
    votes: str | None = None
    threshold: str | None = None  # where a page shows how many votes are needed; `goal` where it does not
    goal: int | None = None
    deadline: str | None = None
    status: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where we look: one configured document of one outlet."""

    id: str
    outlet: str  # Outlet.id
    kind: SourceKind
    url: str
    every: int | None = None  # seconds between visits; None = adaptive
    verified: bool = True
    pace: float | None = None  # seconds between two requests to this host
    recipe: Recipe | None = None
    listing: ListingRule | None = None
    back: int = 0  # earlier documents of a feed that this visit may read; set by plan.caught_up
    sections: tuple[tuple[str, str], ...] = ()  # of an official site: beginning of a path, name of the section


# --- what the world said ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """An instant with its provenance.

    `rule`: feed | json-ld | meta | time | visible | url | first-seen | import | post. `confidence` is in 0..1.
    `exact` is False where only the day is known; `at` is then that day's midnight in Europe/Kyiv.
    """

    at: datetime
    rule: str
    confidence: float
    exact: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    url: str
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """What a social network says about one post beside its text."""

    views: int | None = None
    forwarded_from: str | None = None
    reply_to: str | None = None
    media: tuple[str, ...] = ()
    edited: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Clipping:
    """Where a print or broadcast item stands: issue number, page, cm² or minutes, and the file of its scan."""

    number: str = ""
    page: str = ""
    size: str = ""
    scan: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What a source says exists. `key` is the source's own identifier, else the canonical URL."""

    source: str  # Source.id
    key: str
    url: str
    title: str = ""
    summary: str = ""  # plain text
    content: str = ""  # HTML the source itself carries, possibly shortened
    author: str | None = None
    published: datetime | None = None
    published_exact: bool = True
    updated: datetime | None = None
    language: str | None = None
    complete: bool = False  # the entry is the whole item (a post, a video): no page need be fetched
    links: tuple[Link, ...] = ()
    images: tuple[str, ...] = ()
    post: Post | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Petition:
    """A petition as its page shows it now. `key` is its canonical URL; `status` is in the page's own words."""

    key: str
    url: str
    title: str
    votes: int | None = None
    threshold: int | None = None
    deadline: Day | None = None
    opened: Day | None = None
    status: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Harvest:
    """What one visit of a source brought. `notes` are sentences for the operator (malformed, gaps in ids …).

    `partial`: a limit or a failing part left something unread, so the next visit must read the same document again,
    even if it is unchanged. `cut`: the reading ended at a limit before anything known was met, and no later visit makes
    up for it: in a source that was read before, items are lost.
    """

    entries: tuple[Entry, ...]
    notes: tuple[str, ...] = ()
    state: str = "ok"  # ok | empty | none | restricted | group
    partial: bool = False
    cut: bool = False
    max_age: int | None = None  # seconds the document itself (not its header) says it stays fresh
    petitions: tuple[Petition, ...] = ()  # never clips: nobody published them about us


@dataclass(frozen=True, slots=True, kw_only=True)
class Validators:
    """What makes the next request conditional: opaque strings, sent back byte for byte."""

    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Bytes and how they came; `content` is decoded from its transfer encoding, not from its charset."""

    url: str
    final_url: str
    status: int
    content_type: str  # the header's value, e.g. "text/html; charset=windows-1251"
    content: bytes
    fetched: datetime
    validators: Validators = field(default_factory=Validators)
    max_age: int | None = None  # seconds the server says it stays fresh


@dataclass(frozen=True, slots=True, kw_only=True)
class Unchanged:
    """The server (304, or the same validator or body again) says nothing is new."""

    url: str
    fetched: datetime


Get = Callable[[str], "Page | Unchanged"]
Seen = Callable[[str], bool]  # is an entry with this key of this source already stored?


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One text at one URL, as its outlet published it. `id` never changes over versions."""

    id: str
    outlet: str  # Outlet.id
    url: str
    kind: ItemKind
    title: str
    paragraphs: tuple[str, ...]
    byline: str | None = None
    links: tuple[Link, ...] = ()  # inside the body only
    images: tuple[str, ...] = ()
    language: Language | None = None
    published: Moment | None = None
    updated: datetime | None = None
    fetched: datetime | None = None
    post: Post | None = None
    clipping: Clipping | None = None
    quarantine: str | None = None  # why a person must look before it may enter a brief

    @property
    def text(self) -> str:
        return "\n".join(self.paragraphs)

    @property
    def withdrawn(self) -> bool:
        """Deleted on demand: it is counted still, but there is nothing to read."""
        return self.title == WITHDRAWN


# --- what we concluded --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    """Why a person should look: one Ukrainian sentence."""

    classifier: str
    code: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """One automatic decision. `label` is None where the classifier abstained; `score` is calibrated, in 0..1."""

    classifier: str
    version: str
    label: str | None
    score: float
    reason: str  # one Ukrainian sentence
    evidence: tuple[str, ...] = ()  # exact spans of title or text, or links
    features: tuple[tuple[str, float], ...] = ()  # the strongest, for explain


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """A source the text names: a fact, before any decision about it."""

    who: str
    form: Literal["body", "official", "person", "media", "site"]
    kind: Literal["department", "site", "council", "other"]  # the contract's key is "is"
    span: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A public event (codebook): held or announced."""

    date: Day | None
    until: Day | None
    kind: str
    place: str | None
    organisers: tuple[str, ...]
    subject: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Classification:
    """All automatic decisions on one article."""

    article: str  # Article.id
    language: Language
    relevance: Verdict
    topic: Verdict
    secondary: tuple[str, ...]
    citation: Verdict
    tone: Verdict
    attributions: tuple[Attribution, ...] = ()
    event: Event | None = None
    flags: tuple[Flag, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One article's part in a story. `of` is the earlier article it repeats or updates."""

    article: str
    relation: Relation
    of: str | None = None
    share: float = 0.0  # of this item's sentences that stand in `of`
    release: str | None = None  # the own release it reuses (>= half of its sentences)
    release_share: float = 0.0
    credited: bool | None = None
    probable: bool = False  # seen across languages only: a person should confirm
    agency: str | None = None  # the news agency the text names as its source


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One event, many articles; `id` is that of its earliest member. Members are in order of publication."""

    id: str
    members: tuple[Member, ...]


# --- what people decided, and what leaves the house ---------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """One human decision on one field of one article; outranks every Verdict and is never overwritten."""

    article: str
    field: str  # relevance | topic | secondary | citation | tone | event | date | use | continued
    value: str
    by: str
    at: datetime
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clip:
    """One publication as it is counted: the article, its outlet and the labels in force (person before machine)."""

    article: Article
    outlet: Outlet
    relevance: str | None
    topic: str | None
    secondary: tuple[str, ...] = ()
    citation: str | None = None
    tone: str | None = None
    event: Event | None = None
    flags: tuple[Flag, ...] = ()  # those no person has answered yet
    evidence: tuple[tuple[str, tuple[str, ...]], ...] = ()  # classifier -> spans
    scores: tuple[tuple[str, float], ...] = ()
    decided: tuple[str, ...] = ()  # fields a person decided
    story: str | None = None
    relation: Relation | None = None
    of: str | None = None
    release: str | None = None
    share: float = 0.0
    credited: bool | None = None
    agency: str | None = None
    missed: bool = False  # found by a person, not by our collectors

    @property
    def direct(self) -> bool:
        """A direct citation: the department or the official site is named as the source."""
        return self.citation in DIRECT


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceReport:
    """How one source fared: `state` is ok | empty | unchanged | blocked | broken | dry | emptied | wrong | unasked |
    not-due.
    """

    source: str
    outlet: str
    name: str
    state: str
    reason: str = ""
    entries: int = 0
    new: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """Rendered bytes."""

    filename: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Failed:
    """The result of a step that could not be done on one subject, as data."""

    subject: str
    step: str
    error: str
    retry_at: datetime | None = None
    said: str = ""  # the reason in Ukrainian, where people read it
