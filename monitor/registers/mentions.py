"""Names of registered organisations in texts, in every case. Finds names; does not say what the organisation did."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from monitor.language import Phrase, Phrases, Token, exact, find, lemmas, phrase, tokens
from monitor.registers.columns import folded
from monitor.registers.nouns import Organisation
from monitor.registers.organisations import key

# Before a name of one word one of these must stand: «Крок» alone is a shop, a newspaper or a step.
_FORMS = frozenset(
    "організація спілка союз рух фонд осередок партія громада парафія церква община храм об'єднання асоціація "
    "ініціатива профспілка федерація товариство ліга центр го гс бф бо мго вго организация объединение партия движение "
    "приход ячейка оо нпо клуб рада".split()
)
_BEFORE = 4  # tokens: «міська організація політичної партії «…»» has its form within them
_QUOTED = re.compile(r"[«„“\"]([^«»„“”\"]{2,120})[»”“\"]")
_OPENING = '«„“"'
_SURE_WORDS = 3  # a name of three words stands for itself, quoted or not
_LONGEST_TEXT = 100_000
_VOWELS = re.compile("[аеєиіїоуюяыэёьъй']")
_SHORTEST_SKELETON = 6  # consonants and spaces; «Сад» and «Сіду» share two


@dataclass(frozen=True, slots=True)
class Mention:
    """An organisation (by its key) where a text names it; `spans` are exact pieces of that text."""

    organisation: str
    spans: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Finder:
    """The names of a register made ready for many texts."""

    phrases: Phrases
    names: tuple[tuple[str, str], ...]  # (phrase, key of the organisation)

    def mentions(self, text: str) -> list[Mention]:
        """Every organisation the text names, in order of first naming."""
        text = text[:_LONGEST_TEXT]
        read = tokens(text)
        owners = dict(self.names)
        found: dict[str, list[str]] = {}
        for span in find(self.phrases, read):
            if _stands_for_itself(text, read, span.first, span.last):
                spans = found.setdefault(owners[span.name], [])
                piece = text[span.start : span.end]
                if piece not in spans:
                    spans.append(piece)
        return [Mention(owner, tuple(spans)) for owner, spans in found.items()]


def finder(organisations: Iterable[Organisation]) -> Finder:
    """A finder of these organisations. A name that two of them share is nobody's: it proves nothing."""
    owners: dict[str, set[str]] = {}
    for organisation in organisations:
        for name in (organisation.name, *organisation.aliases):
            if core := core_name(name):
                owners.setdefault(core, set()).add(key(organisation))
    names = tuple((core, next(iter(keys))) for core, keys in sorted(owners.items()) if len(keys) == 1)
    return Finder(Phrases(_phrase(core) for core, _ in names), names)


def core_name(name: str) -> str:
    """What a text would quote: the words inside the quotation marks, else the whole name."""
    quoted = _QUOTED.findall(name)
    return str(quoted[-1] if quoted else name).strip()


def same_name(left: str, right: str) -> bool:
    """Do two names as texts write them mean one body: the same words in any case, in Ukrainian or in Russian?"""
    one, other = core_name(left), core_name(right)
    if folded(one) == folded(other):
        return True
    if len(_consonants(one)) >= _SHORTEST_SKELETON and _consonants(one) == _consonants(other):
        return True
    first, second = ([lemmas(token.word) for token in tokens(name)] for name in (one, other))
    return bool(first) and len(first) == len(second) and all(a & b for a, b in zip(first, second, strict=True))


def _consonants(name: str) -> str:
    """What Ukrainian and Russian forms of a name share: «Лисичанський дім», «Лисичанский дом» -> «лсчнск дм»."""
    return " ".join(_VOWELS.sub("", word) for word in folded(name).replace("ґ", "г").split())


def _phrase(core: str) -> Phrase:
    return exact(core, core) if core.isupper() and " " not in core else phrase(core, core)


def _stands_for_itself(text: str, read: Sequence[Token], first: int, last: int) -> bool:
    """Is it a name here, not the same words by chance?"""
    if not read[first].text[:1].isupper() and not read[first].text[:1].isdigit():
        return False
    if last - first >= _SURE_WORDS or (read[first].text.isupper() and len(read[first].text) > 2):
        return True
    # «Свято-Троїцька парафія» has its form within.
    before = read[max(0, first - _BEFORE) : last if last - first > 1 else first]
    formed = any(not _FORMS.isdisjoint(lemmas(token.word)) or token.word in _FORMS for token in before)
    quoted = text[max(0, read[first].start - 1) : read[first].start] in tuple(_OPENING)
    return quoted and (formed or last - first > 1) if last - first == 1 else quoted or formed
