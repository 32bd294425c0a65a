"""Everything found in one article: namings of the place and of other places, its outlet, its own link. Pure.

Refuses to weigh, which `weighing` does, and to decide.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import pairwise

from classifiers.place.alike import of_village_alike
from classifiers.place.coming import FROM
from classifiers.place.company import elsewhere, with_lists
from classifiers.place.cues import cues
from classifiers.place.mentions import SURE, WEAK, Mention, mentions
from classifiers.place.names import PEOPLE, Names
from classifiers.place.namesakes import (
    confirmed,
    of_one_bearer,
    of_other_community,
    of_surname,
    of_word,
    with_districts,
    with_regional,
    without_districts_of_others,
)
from classifiers.place.nearby import WINDOW, before
from classifiers.place.reading import Reading, Section, read
from classifiers.place.rivals import ATTRIBUTE, LAND, TOWN, Rival, rivals
from classifiers.place.senses import with_lands, without_common, without_goods
from classifiers.place.surnames import without_surnames
from classifiers.place.titles import without_titles
from classifiers.place.waters import is_rather_river, without_own_river, without_rivers
from monitor.language import grammemes, normal, settlements, tokens, word_forms
from monitor.language.gazetteer import Settlement, notable
from monitor.language.names import is_common
from monitor.language.phrases import find_in
from monitor.model import Article, Outlet

# A first paragraph shorter than this is a kicker; the next one then belongs to the lead as well.
_KICKER = 80
_MOST_KICKERS = 2
_SENTENCE_ENDS = (".", "!", "?", "…")
_WEAKENED = frozenset({"origin", "list", "near", "background", "route"})
# The same for the rules that overrule the weights: what only tells a seat, an address or one of many says nothing.
PASSING = _WEAKENED | {"run", "address", "seat", "bare"}
# Words these take are no other town: «Вознесенського району» names no Вознесенське.
_OWN = frozenset({*SURE, *WEAK, "district", "land", "street", "person", "church", "goods"})
_HANDLE = re.compile(r"[a-z0-9._-]{4,}")


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that was found in one article, before it is weighed."""

    reading: Reading
    mentions: tuple[Mention, ...]
    rivals: tuple[Rival, ...]  # the place and its villages left out
    neighbours: bool  # the outlet is another community's of the district
    of_region: bool  # the outlet is called after the place's region
    home: bool  # the outlet is the place's own, by its level or its name
    level: str  # local, region, nation
    away: bool  # the outlet's own name or its signature names a city of another region
    city: bool  # … or any other city
    link: str | None  # the first link or address of the institution's own
    outlet: str  # its outlet's name

    def role(self, *roles: str) -> list[Mention]:
        return [m for m in self.mentions if m.role in roles]

    @property
    def sure(self) -> list[Mention]:
        return self.role(*SURE)

    @property
    def strong(self) -> list[Mention]:
        return [m for m in self.sure if not m.flags & _WEAKENED]

    @property
    def firm(self) -> list[Mention]:
        """Strong namings that are no seat, no address and none of a run of three places or more."""
        return [m for m in self.sure if not m.flags & PASSING]

    @property
    def top_rival(self) -> int:
        """How often the other town named most is named."""
        return max(Counter(r.name for r in self.rivals if r.kind in (TOWN, ATTRIBUTE)).values(), default=0)

    @property
    def named(self) -> bool:
        return bool(self.role(*SURE, *WEAK))

    @property
    def lead(self) -> frozenset[int]:
        """The title's and the first paragraph's numbers."""
        body = self.reading.paragraphs
        first = {s.index for s in body[:1]}
        for kicker, following in pairwise(body[: _MOST_KICKERS + 1]):
            if len(kicker.text) >= _KICKER:
                break
            first.add(following.index)
            if kicker.text.endswith(_SENTENCE_ENDS) or following.text.endswith(_SENTENCE_ENDS):
                break  # «Печемо пиріг. / Беріть яблука.» are two sentences and no two headings
        return frozenset(first | {0})

    def leads(self, found: Iterable[Mention | Rival]) -> bool:
        """Does any of them stand in the title or the lead?"""
        lead = self.lead
        return any(m.section in lead for m in found)


# «chernihivshchyna»: an address that goes on so is the region's.
_LATIN_LAND = re.compile("s?h?ch?(?:yn|in|ch)|sch|obl|reg")
_OF_REGION = ("област", "обл", "ова", "ода", "ога", "регіон", "регион", "край")


def _named_by(text: str, names: Names, regional: bool = False) -> bool:
    """Does an outlet's name, id or signature name the place, in Cyrillic or in an address's Latin?

    Of a region's outlet the region's own name does not count («Світло Чернігівщини», «Чернігівська ОВА»).
    """
    if regional:
        text = _without_region(text, names)
    if any(form in handle for handle in _HANDLE.findall(text.lower()) for form in names.latin):
        return True
    stems = [stem[:-1] if len(stem) > 5 else stem for stem in names.stems]
    people = [f"{bare}{end}" for stem in names.stems if len(bare := _bare(stem)) >= 5 for end in ("ц", "ч")]
    return any(token.word.startswith((*stems, *people)) for token in tokens(text))


def _without_region(text: str, names: Names) -> str:
    """The text without the words that name the place's region, and without addresses made of such."""
    lands, kept, words = _region_words(names), [], tokens(text)
    for at, token in enumerate(words):
        following = words[at + 1].word if at + 1 < len(words) else ""
        attribute = token.word.endswith(("ка", "кий", "кая", "ке", "кої", "кой")) and following.startswith(_OF_REGION)
        if token.word not in lands and not attribute and not _is_latin_land(token.word, names):
            kept.append(token.text)
    return " ".join(kept)


def _is_latin_land(word: str, names: Names) -> bool:
    return any(_LATIN_LAND.match(word, at + len(f)) for f in names.latin if (at := word.find(f)) >= 0)


@lru_cache(50)
def _forms_of(nouns: tuple[str, ...], language: str) -> frozenset[str]:
    return frozenset().union(*(word_forms(noun, language) for noun in nouns))


def _region_words(names: Names) -> frozenset[str]:
    """Every form of the nouns for the place's region, where they are more than the town's own surroundings."""
    if names.region is None:
        return frozenset()
    return _forms_of(names.region.nouns, "uk") | _forms_of(names.region.russian_nouns, "ru")


def _of_people(name: str, names: Names) -> bool:
    """«Лисичани у Вінниці», «Калушани»: do the townspeople name the outlet?"""
    return any(span.name == PEOPLE for s in _sections(name) for span in find_in(names.phrases, s.tokens, s.keys))


@lru_cache(2_000)
def _sections(name: str) -> tuple[Section, ...]:
    """An outlet's name as it is read; the same outlets come again and again."""
    return read(name, ()).sections


def _bare(stem: str) -> str:
    """What stands before «-ці», «-чани»: «лисичан» of «Лисичанськ»; nothing where the name ends otherwise."""
    ending = next((e for e in ("ськ", "цьк", "ск", "цк") if stem.endswith(e)), "")
    return stem.removesuffix(ending) if ending else ""


@lru_cache(2_000)
def _towns(text: str) -> frozenset[str]:
    """The towns an outlet's name or signature names; the same outlets come again and again."""
    return frozenset(r.name for s in read(text, ()).sections for r in rivals(s) if r.kind in (TOWN, ATTRIBUTE))


@lru_cache(2_000)
def _titular(name: str) -> frozenset[str]:
    """The city an outlet's name opens with in the nominative («Хмельницький зранку», «Суми сьогодні»)."""
    first = normal(name.split(maxsplit=1)[0]) if name.strip() else ""
    return frozenset({city_names()[first]} if first in city_names() else ())


@cache
def city_names() -> dict[str, str]:
    """The cities by their Ukrainian and Russian names, as words are compared."""
    return {normal(n): p.name for p in notable() if p.kind in "KM" for n in (p.name, p.russian) if n}


def _is_home(outlet: Outlet | None, cities: _Cities, *, ours: bool, neighbours: bool) -> bool:
    """Is the outlet the place's own? By its name (`ours`), else by its level, unless it names another city."""
    if ours:
        return True
    if outlet is None or outlet.level != "local" or neighbours:
        return False
    return not cities


def _is_neighbours(outlet: Outlet | None, names: Names) -> bool:
    """«Мангуш поза домом» for Маріуполь: is a local outlet called after another community of the district?"""
    if outlet is None or outlet.level != "local" or _named_by(outlet.name, names):
        return False
    return any(
        m.role == "near" and not is_common(m.text) and not _is_bare_adjective(m, s)
        for s in _sections(outlet.name)
        for m in mentions(s, names)
    )


def _is_bare_adjective(mention: Mention, section: Section) -> bool:
    """«Південний берег» is called after no town Південне; «Південнівська громада» is."""
    adjective = "ADJF" in grammemes(section.tokens[mention.first].word)
    return adjective and section.keys[mention.last - 1].isdisjoint(cues("community") | cues("council"))


def _is_of_region(outlet: Outlet | None, names: Names) -> bool:
    """Is a region's outlet called after the place's region?"""
    return (
        outlet is not None
        and outlet.level == "region"
        and any(m.role == "region" for s in _sections(outlet.name) for m in mentions(s, names))
    )


def _is_away(cities: _Cities, names: Names) -> bool:
    """Is the outlet by its name at home in another region's city («Мій Луцьк»)? Our own region's centre tells of us."""
    region = names.region.adjective if names.region else ""
    return any(region not in {s.region for s in found} for found in cities)


def _signs(outlet: Outlet | None, signature: str) -> str:
    return f"{outlet.name} {outlet.id} {outlet.home or ''} {signature}" if outlet else f" {signature}"


def _names_ours(outlet: Outlet | None, signature: str, names: Names) -> bool:
    own = _named_by(_signs(outlet, signature), names, outlet is not None and outlet.level != "local")
    return own or (outlet is not None and _of_people(outlet.name, names))


# The cities an outlet names, each with all settlements of that name.
_Cities = list[tuple[Settlement, ...]]


def _other_cities(outlet: Outlet | None, signature: str, names: Names) -> _Cities:
    """The cities an outlet's name or signature names.

    A river does not count against an outlet («Остер.Інфо» may be one of Nizhyn), unless the centre of a region or of a
    district bears it.
    """
    if outlet is None:
        return []
    towns = _towns(_signs(outlet, signature)) | _titular(outlet.name)
    found = (settlements(t) for t in towns if normal(t) not in names.own and not is_rather_river(t))
    return [bearers for bearers in found if any(s.city for s in bearers)]


def _own_link(article: Article, names: Names) -> str | None:
    for link in article.links:
        if any(domain in link.url.lower() for domain in names.domains):
            return link.url
    text = article.text
    lowered = text.lower()
    for domain in names.domains:
        at = lowered.find(domain)
        if at >= 0:
            return text[at : at + len(domain)]
    return None


def gather(article: Article, outlet: Outlet | None, names: Names) -> Evidence:
    """Everything the weights need to know about one article; an unknown outlet counts as a region's."""
    reading = read(article.title, article.paragraphs)
    found: list[Mention] = []
    others: list[Rival] = []
    for section in reading.sections:
        here = mentions(section, names)
        claimed = {i for m in here if m.role in _OWN for i in range(m.first, m.last)}
        strangers = [r for r in rivals(section) if not claimed & set(range(r.first, r.last)) and not _is_own(r, names)]
        here = without_districts_of_others(with_lists(here, section, strangers), section, strangers)
        found += elsewhere(here, strangers) if names.homonyms else here
        others += [] if section.background else [r for r in strangers if not _is_origin(section, r)]
    told = of_other_community(without_surnames(with_districts(found, reading), reading), others, names, reading)
    told = of_village_alike(told, others, names, reading)
    ours = _names_ours(outlet, reading.signature, names)
    neighbours = _is_neighbours(outlet, names)
    cities = [] if ours else _other_cities(outlet, reading.signature, names)
    home = _is_home(outlet, cities, ours=ours, neighbours=neighbours)
    national = outlet is not None and outlet.level == "nation"
    told = of_surname(confirmed(of_one_bearer(told, reading)), reading, others, names, national)
    told = of_word(with_regional(told, reading, names), reading, names, home)
    told = without_own_river(told, reading, others)
    told = with_lands(without_common(told, reading, national), reading, home)
    told = without_titles(without_goods(told, reading, others, home), reading, home)
    return Evidence(
        reading=reading,
        mentions=tuple(_without_words(told, names)),
        rivals=tuple(without_rivers(others, reading.sections)),
        neighbours=neighbours,
        of_region=_is_of_region(outlet, names),
        home=home,
        level=outlet.level if outlet else "region",
        away=_is_away(cities, names),
        city=bool(cities),
        link=_own_link(article, names),
        outlet=outlet.name if outlet else "",
    )


def _is_origin(section: Section, rival: Rival) -> bool:
    """«раніше керував дільницею в Бурштині», «родом з Коломиї»: where somebody was before is no scene of the news.

    Nor is where displaced people come from: «родини з Донеччини», «сім’я Бджілки з Бахмута».
    """
    comes = rival.kind in (TOWN, LAND) and rival.first > 0 and section.tokens[rival.first - 1].word in FROM
    if comes and before(section, rival.first - 1, "displaced", WINDOW):
        return True
    return section.index > 0 and rival.kind == TOWN and before(section, rival.first, "before", WINDOW)


_PLACED = frozenset({"inside", "toward", "near", "list", "run", "whose", "subject"})


def _without_words(found: list[Mention], names: Names) -> list[Mention]:
    """The mentions, «Щастя, здоров’я …» doubted where the text also has the common word in small letters."""
    if not names.common or not any(m.role == "excluded" and m.text.islower() for m in found):
        return found
    placed = _PLACED if names.personal else _PLACED - {"subject"}
    return [
        replace(m, role="unsure") if m.role == "name" and m.first == 0 and not m.flags & placed else m for m in found
    ]


def _is_own(rival: Rival, names: Names) -> bool:
    if rival.kind == LAND:
        return names.region is not None and rival.name == names.region.adjective
    return normal(rival.name) in names.own
