"""Labelled pairs (article, place) for training: from texts with named settlements, and from written examples.

Each text with its settlements gives several pairs: the settlement it is about, those it mentions, a neighbour of the
same district (area), a stranger (none), seen from outlets of every level; and the text without the sentences that name
the settlement, as its own local outlet would print it. Deterministic: choices follow a hash of the text.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path

from classifiers.place.features import gather
from classifiers.place.mentions import SURE
from classifiers.place.names import Names, compile_names
from classifiers.place.reading import read
from classifiers.place.rivals import TOWN, rivals
from monitor.language import adjectives, is_city, normal, russian_name, settlements
from monitor.language.gazetteer import Settlement, cities, district_seats, other_names
from monitor.model import RELEVANCE, Article, Institution, Level, Link, Named, Outlet, Place, Relevance
from monitor.text import sentences

EXAMPLES = Path(__file__).with_name("examples.jsonl")
TEXTS = Path(__file__).parents[1] / "topic" / "texts"
# Texts of this classifier's own: each names many settlements, with those it is about among them.
OWN_TEXTS = Path(__file__).with_name("texts")
# Texts of one settlement are plenty and teach little more; one in so many is used.
_ONE_IN = 4
# A written example stands for many real items of its kind: there are few, and each shows one trap.
EXAMPLE_WEIGHT = 5.0
# A text without its naming sentences must still say something.
_SHORTEST_MASKED = 60


@dataclass(frozen=True, slots=True)
class Sample:
    """One labelled pair; `group` keeps pairs of one text on one side of every split."""

    article: Article
    outlet: Outlet
    place: Place
    label: Relevance
    weight: float
    group: str


@dataclass(frozen=True, slots=True)
class Text:
    """One training text with the settlements it is about and those it mentions."""

    id: str
    title: str
    text: str
    about: tuple[str, ...]
    mention: tuple[str, ...]


def load_texts(folder: Path = TEXTS) -> list[Text]:
    """Every text that says which settlements it is about."""
    found: list[Text] = []
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            raw = json.loads(line)
            if "about_places" in raw:
                about, mention = tuple(raw["about_places"]), tuple(raw["mention_places"])
                found.append(Text(raw["id"], raw.get("title", ""), raw["text"], about, mention))
    return found


def training_texts() -> list[Text]:
    """The texts fitted to: every one of two settlements and more, one in four of the rest, and the own ones."""
    listed = load_texts()
    several = [
        t for t in listed if len(t.about) + len(t.mention) > 1 or not _number(t.id + t.text[:30], "taken") % _ONE_IN
    ]
    return several + load_texts(OWN_TEXTS)


def institution_of(name: str) -> Institution:
    """A council as an installation would name it, by the place's adjective."""
    found = adjectives(name)
    if not found:
        return Institution(names=(Named(name=f"рада {name}"),))
    feminine = found[0].removesuffix("ий").capitalize() + "а"
    return Institution(names=(Named(name=f"{feminine} міська рада"), Named(name=f"{feminine} міськрада")))


@lru_cache(4_000)
def place_of(name: str) -> Place | None:
    """The place of a settlement's name, the largest bearer; None where the classifier does not know it."""
    bearers = [s for n in (name, *other_names(name)) for s in settlements(n)]
    if not bearers:
        return None
    known = min(bearers, key=lambda s: "KMTC".index(s.kind))
    region = known.region if known.kind == "K" else f"{known.region} область"
    district = f"{known.district} район" if known.district else None
    return Place(id=name, name=name, russian=russian_name(name) or "", region=region, district=district)


@lru_cache(4_000)
def names_of(place: Place) -> Names:
    return compile_names(place, institution_of(place.name))


def _number(*parts: str) -> int:
    return int.from_bytes(blake2b("|".join(parts).encode(), digest_size=8).digest(), "big")


def _outlet(level: Level, name: str = "") -> Outlet:
    return Outlet(id="o", name=name, level=level)


def article_of(title: str, text: str, links: Sequence[str] = (), id_: str = "") -> Article:
    """An article of plain text, a paragraph a line."""
    lines = tuple(line for line in text.splitlines() if line.strip())
    found = tuple(Link(url=url) for url in links)
    return Article(id=id_, outlet="o", url="", kind="site", title=title, paragraphs=lines, links=found)


def masked(article: Article, names: Names) -> Article | None:
    """The article without the title and sentences that name the place; None where too little is left."""
    spans = [m.text for m in gather(article, None, names).mentions if m.role in SURE]
    title = "" if any(span in article.title for span in spans) else article.title
    kept = [" ".join(s for s in sentences(p) if not any(span in s for span in spans)) for p in article.paragraphs]
    text = "\n".join(p for p in kept if p)
    return article_of(title, text) if len(text) >= _SHORTEST_MASKED else None


def _naming_sentence(text: Text, names: Names) -> str | None:
    """One sentence of the text's body that names the place."""
    article = article_of("", text.text)
    spans = [m.text for m in gather(article, None, names).mentions if m.role in SURE]
    naming = [s for p in article.paragraphs for s in sentences(p) if any(span in s for span in spans)]
    return naming[_number(text.id, "sentence") % len(naming)] if naming else None


def passing(text: Text, host: Text) -> Iterator[Sample]:
    """Another text with one sentence about this text's place set into it: the place is a mention there."""
    about = [p for name in text.about if (p := place_of(name)) is not None]
    if len(about) != 1 or set(text.about) & {*host.about, *host.mention}:
        return
    names = names_of(about[0])
    sentence = _naming_sentence(text, names)
    if sentence is None or any(m.role in SURE for m in gather(article_of(host.title, host.text), None, names).mentions):
        return
    paragraphs = [p for p in host.text.splitlines() if p.strip()]
    if not paragraphs:
        return
    at = _number(host.id, text.id) % len(paragraphs)
    inside = sentences(paragraphs[at])
    paragraphs[at] = " ".join([*inside[: 1 + len(inside) // 2], sentence, *inside[1 + len(inside) // 2 :]])
    article = article_of(host.title, "\n".join(paragraphs))
    level = _LEVELS[_number(text.id, host.id) % 2]
    yield Sample(article, _outlet(level), about[0], "mention", 1.0, text.id)
    for name in host.about:
        if (place := place_of(name)) is not None:
            yield Sample(article, _outlet(level), place, "about", 0.5, text.id)


# Rivers, feasts and hills that bear a city's name.
_NOT_TOWNS = frozenset({"дніпро", "остер", "покров", "самар", "приморськ", "вишнів", "буча", "стрий", "карпати"})


def unlisted(text: Text) -> Iterator[Sample]:
    """Cities a text names that its writer did not list: in passing, for those it is about are all listed."""
    article = article_of(text.title, text.text)
    listed = [normal(other) for name in (*text.about, *text.mention) for other in (name, *other_names(name))]
    found = {r.name for s in read(text.title, article.paragraphs).sections for r in rivals(s) if r.kind == TOWN}
    for name in sorted(found):
        form = normal(name)
        alike = any(form[:4] == other[:4] for other in listed)
        place = place_of(name) if is_city(name) and form not in _NOT_TOWNS and not alike else None
        if place is not None:
            level = _LEVELS[_number(text.id, name) % 2]
            yield Sample(article, _outlet(level), place, "mention", 1.0, text.id)


def _stranger(text: Text, salt: str) -> Place | None:
    towns = cities()
    chosen = towns[_number(text.id, salt) % len(towns)]
    stem = chosen.name[: max(4, len(chosen.name) - 2)].lower()
    return None if stem in f"{text.title} {text.text}".lower() else place_of(chosen.name)


def _neighbour(text: Text, seat: Settlement) -> Place | None:
    seats = [s for s in district_seats(seat) if s.community != seat.community]
    if not seats:
        return None
    chosen = seats[_number(text.id, "near") % len(seats)]
    if chosen.name[:5].lower() in f"{text.title} {text.text}".lower():
        return None
    return place_of(chosen.name) if settlements(chosen.name)[0] == chosen else None


_LEVELS: tuple[Level, ...] = ("region", "nation", "local")


def pairs(text: Text) -> Iterator[Sample]:
    """Every labelled pair one text gives."""
    article = article_of(text.title, text.text)

    def sample(place: Place, label: Relevance, level: Level, weight: float, of: Article = article) -> Sample:
        return Sample(of, _outlet(level), place, label, weight, text.id)

    about = [p for name in text.about if (p := place_of(name)) is not None]
    for place in about:
        for level, weight in zip(_LEVELS, (1.0, 0.5, 0.5), strict=True):
            yield sample(place, "about", level, weight)
        if len(about) == 1 and (rest := masked(article, names_of(place))) is not None:
            yield sample(place, "about", "local", 0.5, rest)
    for passed in (p for name in text.mention if (p := place_of(name)) is not None):
        yield sample(passed, "mention", "region", 1.0)
        yield sample(passed, "mention", "nation", 1.0)
    if (stranger := _stranger(text, "a")) is not None:
        yield sample(stranger, "none", _LEVELS[_number(text.id) % 2], 0.3)
        yield sample(stranger, "none", "local", 0.5 if about else 1.0)
    if len(about) == 1 and not text.mention:
        seat = settlements(about[0].name)
        near = _neighbour(text, seat[0]) if seat and seat[0].seat else None
        if near is not None:
            yield sample(near, "area", "region", 0.5)


def load_examples(path: Path = EXAMPLES) -> list[Sample]:
    """The written examples: every trap of the codebook with its label."""
    return [_example(json.loads(line)) for line in path.read_text("utf-8").splitlines() if line]


def _example(raw: dict[str, str]) -> Sample:
    place = place_of(raw["place"])
    if place is None:
        raise ValueError(f"{raw['id']}: no such settlement")
    if region := raw.get("region"):
        place = replace(place, region=region, district=None)
    article = article_of(raw.get("title", ""), raw["text"], id_=raw["id"])
    level, label = next(x for x in _LEVELS if x == raw["level"]), next(x for x in RELEVANCE if x == raw["label"])
    return Sample(article, _outlet(level), place, label, EXAMPLE_WEIGHT, raw["id"])


def all_samples(texts: Iterable[Text]) -> list[Sample]:
    """Pairs of all texts and the written examples."""
    listed = list(texts)
    found = [sample for text in listed for sample in (*pairs(text), *unlisted(text))]
    for index, text in enumerate(listed):
        host = listed[(index + 1 + _number(text.id, "host") % (len(listed) - 1)) % len(listed)]
        found.extend(passing(text, host))
    return found + load_examples()
