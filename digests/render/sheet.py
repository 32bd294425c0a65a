"""A digest as the words of an official document: what the DOCX forms print. Strings only; the forms decide the look."""

from __future__ import annotations

from dataclasses import dataclass

from digests import wording
from digests.coverage import sentence
from digests.model import Digest, Imprint, Item, Line, Section, Totals
from digests.render.page import printable
from monitor.language.numerals import bind, long_date, number, signed

# A reader turns pages by hand: from this many stories on the review opens with a table of contents.
LONG = 20
_GENRE_ENDS = (" про ", " публікацій ", " щодо ", " за ")


@dataclass(frozen=True, slots=True)
class Row:
    """One figure beside that of the window before («–» where there is none)."""

    label: str
    now: str
    before: str
    change: str


@dataclass(frozen=True, slots=True)
class Other:
    """Another outlet's clip under an item."""

    relation: str
    headline: str
    url: str
    source: str
    marks: str


@dataclass(frozen=True, slots=True)
class Entry:
    """An item: headline with its address, source line, marks, quotation, other outlets."""

    number: int
    headline: str
    url: str
    source: str
    marks: str
    quote: str
    others: tuple[Other, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A section; `lines` are the sentences of one that only points at items."""

    number: int
    title: str
    count: int
    empty: str
    entries: tuple[Entry, ...]
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AnnexRow:
    """One counted clip; `headline` and `url` are what the filter `link` prints, the address itself in words."""

    number: int
    outlet: str
    when: str
    title: str
    headline: str
    url: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything a form may print."""

    institution: str
    department: str
    title: str
    genre: str
    subject: str
    period: str
    period_words: str
    date: str
    number: str
    addressee: tuple[str, ...]
    opening: str
    long: bool
    compared: bool
    figures: tuple[Row, ...]
    topics: tuple[Row, ...]
    outlets: tuple[Row, ...]
    sections: tuple[Part, ...]
    figures_number: int
    notes: tuple[str, ...]
    role: str
    signatory: str
    author: str
    annex: tuple[AnnexRow, ...]


def sheet(digest: Digest, imprint: Imprint) -> Sheet:
    """The words of the document."""
    places = {line.article: place for place, line in enumerate(digest.lines, start=1)}
    genre, subject = _split(digest.title)
    parts = tuple(_part(section, place, digest, places) for place, section in enumerate(digest.sections, start=1))
    return Sheet(
        institution=words(digest.institution),
        department=words(digest.department or ""),
        title=words(digest.title),
        genre=words(genre).upper(),
        subject=words(subject),
        period=words(wording.period(digest.window)),
        period_words=words(wording.during(digest)),
        date=words(long_date(digest.window.day)),
        number=str(imprint.number) if imprint.number is not None else "______",
        addressee=tuple(words(line) for line in imprint.addressee),
        opening=words(wording.opening(digest)),
        long=len(digest.items) >= LONG,
        compared=digest.before is not None,
        figures=figures(digest.totals, digest.before),
        topics=_pairs(digest.totals.by_section, digest.before.by_section if digest.before else ()),
        outlets=_pairs(digest.totals.by_outlet, ()),
        sections=parts,
        figures_number=len(parts) + 1,
        notes=_notes(digest),
        role=words(imprint.role or "________________"),
        signatory=words(imprint.signatory or "________________"),
        author=words(imprint.author or ""),
        annex=tuple(_annex(line, places) for line in digest.lines),
    )


def words(text: str) -> str:
    """Clean text whose numbers do not part from their nouns at the end of a line."""
    return bind(str(printable(text)))


def figures(now: Totals, before: Totals | None) -> tuple[Row, ...]:
    """The table of figures, each a count over the issue's lines."""
    wanted = (
        ("Матеріалів про місто, усього", "clips"),
        ("– з них надійшли із запізненням", "late"),
        ("Подій, про які повідомлено", "stories"),
        ("Видань", "outlets"),
        ("Прямих посилань на відділ та офіційний сайт, усього", "direct"),
        ("– з них на відділ", "department"),
        ("– з них на офіційний сайт чи сторінку", "site"),
        ("Інших посилань на раду та посадових осіб", "council"),
        ("Матеріалів, що використали наші повідомлення", "reused"),
        ("Позитивних щодо ради", "positive"),
        ("Критичних щодо ради", "negative"),
        ("Потребують перевірки", "flagged"),
    )
    return tuple(_row(label, getattr(now, name), getattr(before, name) if before else None) for label, name in wanted)


def _row(label: str, now: int, before: int | None) -> Row:
    return Row(
        words(label),
        number(now),
        "–" if before is None else number(before),
        "–" if before is None else signed(now - before),
    )


def _pairs(now: tuple[tuple[str, int], ...], before: tuple[tuple[str, int], ...]) -> tuple[Row, ...]:
    """Rows in the order of `now`, then what is there no more."""
    earlier = dict(before)
    gone = [(label, 0) for label, _ in before if label not in dict(now)]
    return tuple(_row(label, value, earlier.get(label, 0) if before else None) for label, value in (*now, *gone))


def _split(title: str) -> tuple[str, str]:
    """«Довідка про ситуацію …» -> the genre and what it is about."""
    found = [title.index(end) for end in _GENRE_ENDS if end in title]
    return (title[: min(found)], title[min(found) + 1 :]) if found else (title, "")


def _part(section: Section, place: int, digest: Digest, places: dict[str, int]) -> Part:
    own = section.view == "items"
    return Part(
        number=place,
        title=words(section.title),
        count=section.clips if own else 0,
        empty=words(wording.empty(section, digest)) if not section.items else "",
        entries=tuple(_entry(item, digest, places) for item in section.items) if own else (),
        lines=() if own else tuple(_pointer(item, section, digest, places) for item in section.items),
    )


def _pointer(item: Item, section: Section, digest: Digest, places: dict[str, int]) -> str:
    if section.view == "events":
        return words(f"{wording.listed(item, digest.window)} [{places[item.lead.article]}].")
    told = wording.cited(item) if section.view == "institution" else wording.carried(item)
    return words(f"{item.lead.headline} – {told} [{places[item.lead.article]}].")


def _entry(item: Item, digest: Digest, places: dict[str, int]) -> Entry:
    others = [
        *(("Той самий текст", line, wording.retitled(item, line)) for line in item.same),
        *(("Про це також", line, True) for line in item.related),
    ]
    return Entry(
        number=item.number,
        headline=words(item.lead.headline),
        url=item.lead.url,
        source=words(f"{item.lead.outlet_name}, {_place(item.lead, digest, places)}"),
        marks=_marks(item.lead),
        quote=words(" ".join(item.quote)),
        others=tuple(
            Other(
                relation=relation,
                headline=words(line.headline if titled else line.outlet_name),
                url=line.url,
                source=words(f"{line.outlet_name}, {place}" if titled else place),
                marks=_marks(line),
            )
            for relation, line, titled in others
            for place in (_place(line, digest, places),)
        ),
    )


def _place(line: Line, digest: Digest, places: dict[str, int]) -> str:
    return f"{wording.when(line, digest.window)} [{places[line.article]}]"


def _marks(line: Line) -> str:
    return "".join(f"; {text}" for _, text in wording.marks(line))


def _annex(line: Line, places: dict[str, int]) -> AnnexRow:
    return AnnexRow(
        number=places[line.article],
        outlet=words(", ".join(part for part in (line.outlet_name, line.standing) if part)),
        when=words(wording.stamp(line)),
        title=words(line.headline),
        headline=line.url,
        url=line.url,
    )


def _notes(digest: Digest) -> tuple[str, ...]:
    found = (
        sentence(digest.coverage),
        *digest.coverage.notes,
        wording.unchecked(digest.totals) or "",
        wording.waiting(digest) or "",
        wording.by_story(digest) or "",
        f"{wording.VERBATIM} Число у квадратних дужках – номер матеріалу в додатку." if digest.lines else "",
    )
    return tuple(words(note) for note in found if note)
