"""What speaks for one institution: its names, departments, officials, sites and pages, each in its time. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from urllib.parse import urlsplit

from classifiers.citation.lexicon import sections
from classifiers.citation.people import Person, doubled, person
from classifiers.citation.towns import Towns, towns
from monitor import urls
from monitor.language import Phrases, Span, Token, find, lemmas, normal, outermost, phrase, russian_names, tokens
from monitor.model import Institution, Named, Place

_COUNCIL = frozenset("рада міськрада міськвиконком виконком мерія комітет".split())
# A department's name has words that say little; two of the others, or one of these, tell it from its neighbours.
_TELLING_WORDS = frozenset(
    "комунікація коммуникация інформаційно-аналітичний информационно-аналитический громадськість общественность "
    "внутрішній внутренний зв'язки змі сми преса пресса медіа інформполітика".split()
)


def in_force(named: Named, day: date | None) -> bool:
    """Is a name, site or page in use on that day? Where the day is not known, it is if it was not given up."""
    if day is None:
        return named.until is None
    return (named.since is None or named.since <= day) and (named.until is None or day <= named.until)


@dataclass(frozen=True, slots=True)
class Voices:
    """One institution, ready to be recognised."""

    towns: Towns
    names: tuple[Named, ...]
    departments: tuple[Named, ...]
    department_words: tuple[frozenset[str], ...]
    department_initials: tuple[str, ...]
    desks: frozenset[str]  # one word for a department that is a press centre or service, in every spelling
    people: tuple[Person, ...]
    addresses: tuple[Named, ...]
    phrases: Phrases
    surnames: frozenset[str]  # the officials', in every spelling, as stems
    double: frozenset[str]  # those of two parts with a hyphen
    rural: bool  # is it a village's or a settlement's institution?

    def own_names(self, read: tuple[Token, ...], day: date | None) -> list[Span]:
        """Where full names of the institution ("council"), its "initials", or its department ("department") stand."""
        found = []
        for span in outermost(find(self.phrases, read)):
            kind, _, number = span.name.partition("|")
            named = (self.departments if kind == "department" else self.names)[int(number)]
            if in_force(named, day):
                found.append(Span(kind, span.first, span.last, span.start, span.end))
        return found

    def council(self, day: date | None) -> bool:
        """Is the institution a council with its executive on that day?"""
        return any(in_force(n, day) and _is_council(n.name) for n in self.names)

    def administration(self, day: date | None) -> bool:
        """Is it a military (or civil-military) administration on that day?"""
        return any(in_force(n, day) and not _is_council(n.name) for n in self.names)

    def is_own(self, url: str, day: date | None) -> bool:
        """Does the address lie on a site or page of the institution?"""
        address = urls.canonical(url if "//" in url else "https://" + url)
        host = urls.host(address).removeprefix("www.")
        path = urlsplit(address).path.lower().rstrip("/")
        full = host + (path.removeprefix("/s") if host == "t.me" and path.startswith("/s/") else path)
        for named in self.addresses:
            own = named.name.lower().removeprefix("https://").removeprefix("http://").removeprefix("www.").rstrip("/")
            if not in_force(named, day):
                continue
            if "/" in own and (full == own or full.startswith((own + "/", own + "?"))):
                return True
            if "/" not in own and (host == own or host.endswith("." + own)):
                return True
        return False

    def is_own_handle(self, name: str, day: date | None) -> bool:
        """Is «@name» one of the institution's pages or channels?"""
        own = (named.name.rstrip("/").rpartition("/") for named in self.addresses if in_force(named, day))
        return any(slash and last.lower() == name.lower() for _, slash, last in own)


@lru_cache(1_000)
def _is_council(name: str) -> bool:
    return any(lemmas(token.word) & _COUNCIL for token in tokens(name))


def voices(place: Place, institution: Institution) -> Voices:
    """What speaks for the institution of a place."""
    wanted = [phrase(n.name, f"department|{i}") for i, n in enumerate(institution.departments)]
    wanted += [phrase(n.name, f"council|{i}") for i, n in enumerate(institution.names)]
    wanted += [phrase(s, f"initials|{i}") for i, n in enumerate(institution.names) for s in _initials(n.name, place)]
    people = tuple(person(o) for o in institution.officials)
    return Voices(
        towns=towns(place),
        names=institution.names,
        departments=institution.departments,
        department_words=tuple(_words(institution.departments)),
        desks=_desks(institution.departments),
        department_initials=tuple(_department_initials(named.name) for named in institution.departments),
        people=people,
        addresses=(*institution.sites, *institution.pages),
        phrases=Phrases(wanted),
        surnames=frozenset().union(*(known.stems for known in people)),
        double=doubled(people),
        rural=any(word in n.name.lower() for n in institution.names for word in _RURAL),
    )


_RURAL = ("сільськ", "селищн", "сільрад")


# «НМР», «ЛМВА»: shorter ones mean too many things.
_SHORTEST_INITIALS = 3
# «Слов'янська МВА» is «СМВА» and in Russian «СГВА»: an administration's words by their letters in both languages.
_WHOLE = {"міськвійськадміністрація": "МВА", "військадміністрація": "ВА"}
_RUSSIAN_LETTERS = (
    ("військадміністрація", "ВА"),
    ("міськвійськадміністрація", "ГВА"),
    ("військово", "В"),
    ("військов", "В"),
    ("цивільн", "Г"),
    ("міськ", "Г"),
    ("селищн", "П"),
    ("сільськ", "С"),
    ("адміністрац", "А"),
    ("мвца", "ГВГА"),
    ("свца", "СВГА"),
    ("вца", "ВГА"),
    ("мва", "ГВА"),
    ("сва", "ПВА"),
)


def _initials(name: str, place: Place) -> set[str]:
    """The first letters of a name of three words and more, of an administration's in both languages."""
    words = name.replace("-", " ").split()
    found = {_letters(words)} if len(words) >= _SHORTEST_INITIALS else set()
    if not _is_council(name) and len(words) > 1:
        whole = [word if word.isupper() else _WHOLE.get(normal(word), word[0]) for word in words]
        russian = place.russian or next(iter(russian_names(place.name)), place.name)
        found |= {"".join(whole).upper(), russian[0].upper() + "".join(_russian(word) for word in words[1:])}
    return {short for short in found if len(short) >= _SHORTEST_INITIALS + (len(words) < _SHORTEST_INITIALS)}


def _russian(word: str) -> str:
    """The letters of a word of an administration's name in its Russian abbreviation; "" where it is none of them."""
    return next((letters for beginning, letters in _RUSSIAN_LETTERS if normal(word).startswith(beginning)), "")


def _department_initials(name: str) -> str:
    """The first letters of a department's words: «ІАР» stands in those of «інформаційно-аналітичної роботи»."""
    return _letters(word for word in name.replace("-", " ").split() if len(word) > 1)


def _letters(words: Iterable[str]) -> str:
    return "".join(word[0] for word in words).upper()


_DESKS = (
    frozenset("прес-центр пресцентр пресс-центр прессцентр".split()),
    frozenset("прес-служба пресслужба пресс-служба".split()),
)


def _desks(departments: Iterable[Named]) -> frozenset[str]:
    """Words for a department that is configured as «прес-центр» or «пресслужба»."""
    named = {word for department in departments for word in department.name.lower().split()}
    return frozenset().union(*(desk for desk in _DESKS if desk & named))


def _words(departments: Iterable[Named]) -> Iterable[frozenset[str]]:
    """The words of each department's name that mark it as the one for communications, in both languages."""
    press = frozenset(sections("own")["press"])
    for named in departments:
        yield frozenset(lemma for token in tokens(named.name) for lemma in lemmas(token.word) if lemma in press)


def telling_words() -> frozenset[str]:
    """Words any one of which, in a department's name, means communications."""
    return _TELLING_WORDS
