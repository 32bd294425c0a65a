"""Whether the town a body or an office belongs to is ours: by what is said beside it, around it, in the item. Pure."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from functools import lru_cache

from classifiers.citation.grammar import Gram
from classifiers.citation.lexicon import Sort, turn
from classifiers.citation.mention import CASES, Mention
from classifiers.citation.reading import Reading
from classifiers.citation.rounds import headed_by
from classifiers.citation.setting import OTHER, Kind, Resolution, Setting, lemmas_of, own_words
from classifiers.citation.towns import OWN, leads

# How sure it is that a body belongs to our town, by what says so (written items: share of right ones).
NAMED, BESIDE, AROUND, ITEM, OUTLET, FEW, EXILED = 0.98, 0.95, 0.93, 0.9, 0.9, 0.8, 0.7
TORN = 0.5
# The capital is named in items of all towns: where the minister sits, where the train goes.
_CAPITAL = "Київ"
_OURS = frozenset(("наш",))
_TOWARD, _IN = turn("toward"), turn("in")


def located(setting: Setting, mention: Mention, kind: Kind) -> Resolution:
    """The kind, if the town the words belong to is ours."""
    inside = setting.voices.towns.among(setting.reading, mention.first, mention.last)
    if inside:
        return _ours(setting, mention, kind, NAMED) if inside[-1] == OWN or OWN in inside else OTHER
    if any(f < mention.last and mention.first < end for f, end, _ in setting.own):
        return _ours(setting, mention, kind, NAMED)
    if _of_another(setting, mention):
        return OTHER
    if setting.local and any(word.lemmas & _OURS for word in setting.reading.words[mention.first : mention.head]):
        return _ours(setting, mention, kind, BESIDE)  # «сообщили в нашей ГВА», though other towns stand beside
    after = _town_after(setting, mention)
    if after is not None:
        return _ours(setting, mention, kind, NAMED) if after == OWN else OTHER
    first, last = _bounds(setting.reading, mention.first)
    nearest = _nearest(setting, mention.first, first, _clause_end(setting.reading, mention.last, last))
    if nearest is not None:
        return _ours(setting, mention, kind, BESIDE) if nearest == OWN else _beside(setting, mention, kind, nearest)
    heading = headed_by(setting.headings, mention.first)
    if heading is not None:
        return _ours(setting, mention, kind, BESIDE) if heading == OWN else OTHER
    return _by_item(setting, mention, kind)


def _by_item(setting: Setting, mention: Mention, kind: Kind) -> Resolution:
    """The kind, where nothing beside the mention says whose it is: by the towns of the item."""
    counts = _counted(setting.towns)
    before = [town for at, town in setting.towns if at < mention.first]
    if not setting.local and (said := _body_before(setting, mention)) and counts[OWN] <= counts[said]:
        return OTHER  # «Калинівська міська рада … У міськраді кажуть …»
    if counts and before and before[-1] == OWN and counts[OWN] * 2 >= max(counts.values()):
        return _ours(setting, mention, kind, AROUND)
    if counts and counts[OWN] >= max(counts.values()):
        return _ours(setting, mention, kind, ITEM)
    if not counts:
        return _ours(setting, mention, kind, OUTLET) if setting.local else Resolution(kind, TORN, "town")
    if setting.local and not counts[OWN] and (sum(counts.values()) == 1 or not before):
        return OTHER if _scene(setting, mention) else _ours(setting, mention, kind, 0.75)
    if counts[OWN] * 2 >= max(counts.values()):
        return _ours(setting, mention, kind, FEW)
    return _elsewhere(setting, kind) if counts[OWN] else OTHER


def _beside(setting: Setting, mention: Mention, kind: Kind, city: str) -> Resolution:
    """Whose it is with another town in its sentence: ours only of people who left our town for that one."""
    return _ours(setting, mention, kind, EXILED) if _left(setting, mention, city) else _elsewhere(setting, kind)


def _left(setting: Setting, mention: Mention, city: str) -> bool:
    """«Хаб для переселенців із Ізюма … у Дніпрі, повідомили в МВА»: people who left our town, and the city they are in?

    The item opens with them, no other city is named, and none more often; nobody there governs or speaks for it.
    """
    if not setting.voices.administration(setting.day) or setting.voices.council(setting.day):
        return False
    before = [(at, town) for at, town in setting.towns if at < mention.first]
    counts = _counted(setting.towns)
    if not before or before[0][1] != OWN or counts.keys() - {OWN, city} or counts[city] > counts[OWN]:
        return False
    reading, words = setting.reading, setting.reading.words
    others = [at for at, town in setting.towns if town == city]
    if any(leads(reading, at) or reading.tokens[at - 1].word not in _IN or _toward(reading, at) for at in others):
        return False
    first, last = _bounds(reading, before[0][0])
    gone = any(
        word.lemmas & own_words("displaced") and (word.gram & Gram.PLURAL or not word.gram & Gram.ANIMATE)
        for word in words[first:last]
    )  # «Переселенка відкрила кав’ярню в Херсоні» is that town's
    ours = reading.tokens[before[0][0]].word in setting.voices.towns.people
    return gone or (ours and bool(words[before[0][0]].gram & Gram.PLURAL))


def _scene(setting: Setting, mention: Mention) -> bool:
    """«У Лубнах депутати підняли податок. Глава громади пояснює: …»: does the item open with another town's council?

    Only where its council acts: the people of a town that was left are met in every other town.
    """
    reading = setting.reading
    opening = (at - 1 for at, _ in setting.towns if 0 < at < mention.first)
    return any(
        (index == 0 or "\n\n" in reading.gaps[index])
        and reading.tokens[index].word in _IN
        and not _toward(reading, index + 1)
        and any(word.lemmas & _GOVERN for word in reading.words[index : _bounds(reading, index)[1]])
        for index in opening
    )


_GOVERN = frozenset("депутат сесія сессия рада совет міськрада горсовет виконком исполком селищрада".split())


def _body_before(setting: Setting, mention: Mention) -> str | None:
    """The other town whose council or head the text named last before the mention; None where it was ours."""
    for at, town in reversed(setting.towns):
        if at < mention.first and leads(setting.reading, at):
            return None if town == OWN else town
    return None


@lru_cache(16)
def _counted(towns: tuple[tuple[int, str], ...]) -> Counter[str]:
    """How often each town but the capital is named; asked for every source of a text anew."""
    return Counter(town for _, town in towns if town != _CAPITAL)


_ENDINGS = (
    "ська",
    "ської",
    "ській",
    "ську",
    "ською",
    "цька",
    "цької",
    "цькій",
    "цьку",
    "ская",
    "ской",
    "скую",
    "цкая",
    "цкой",
)


def _looks_adjective(reading: Reading, index: int) -> bool:
    """An adjective of a town no dictionary has."""
    return (
        index + 1 < len(reading.gaps)
        and reading.gaps[index + 1] == " "
        and reading.tokens[index].word.endswith(_ENDINGS)
    )


def _of_another(setting: Setting, mention: Mention) -> bool:
    """«глава Борзнянської громади»: an adjective with a capital inside the phrase is some other town's."""
    reading = setting.reading
    first = mention.first + 1
    if _looks_adjective(reading, mention.first) and not reading.words[mention.first].gram & Gram.KNOWN:
        return True
    if (mention.first - 1, OWN) in setting.towns:
        return False
    if mention.first > 0 and reading.gaps[mention.first] == " " and mention.first - 1 not in reading.starts:
        first = mention.first - 1
    elif mention.first - 1 in reading.starts and _looks_adjective(reading, mention.first - 1):
        return True  # «Сєверодонецька військова адміністрація» at the head of a sentence
    if first < mention.first and not _describes(reading, first, mention):
        first = mention.first + 1  # «сказала Суспільному начальниця відділу …»
    return any(
        reading.tokens[i].text[:1].isupper()
        and not reading.tokens[i].text.isupper()
        and reading.words[i].gram & Gram.ADJ
        for i in range(first, mention.name[0] if mention.name else mention.last)
    )


def _describes(reading: Reading, index: int, mention: Mention) -> bool:
    """Can the word before a mention be an adjective of it?"""
    word = reading.words[index]
    return not word.sort & Sort.OUTLET and bool(word.gram & mention.cases & CASES)


def _elsewhere(setting: Setting, kind: Kind) -> Resolution:
    """Another town stands nearer, yet ours is in the text as well."""
    own = sum(town == OWN for _, town in setting.towns)
    if not own:
        return OTHER
    if own * 2 > len(setting.towns):
        return Resolution(kind, AROUND if setting.local else ITEM)
    return Resolution("other", 0.8)


def _ours(setting: Setting, mention: Mention, kind: Kind, certainty: float) -> Resolution:
    if setting.occupied and kind == "council" and mention.name is None:
        lemmas = lemmas_of(setting, mention)
        if not lemmas & (own_words("administration.kind") | own_words("administration")):
            return OTHER
    return Resolution(kind, certainty)


def _town_after(setting: Setting, mention: Mention) -> str | None:
    """The town right after the mention: «мер Прилук», «у виконкомі у Прилуках»."""
    for at in range(mention.last, min(mention.last + 2, len(setting.reading.tokens))):
        if setting.reading.gaps[at].strip(' \n»"'):
            return None
        town = setting.voices.towns.at(setting.reading, at)
        if town is not None:
            return town
        if not setting.reading.words[at].gram & Gram.PREP:
            return None
    return None


def _clause_end(reading: Reading, at: int, last: int) -> int:
    """Where what is told begins: the towns of «…, що в Харкові …» say nothing of who speaks."""
    return next((i for i in range(at, last) if "," in reading.gaps[i] or ":" in reading.gaps[i]), last)


def _bounds(reading: Reading, index: int) -> tuple[int, int]:
    after = bisect_right(reading.starts, index)
    return reading.starts[after - 1], reading.starts[min(after, len(reading.starts) - 1)]


def _nearest(setting: Setting, at: int, first: int, last: int) -> str | None:
    """The town named nearest in the sentence; where a letter or a train goes says nothing of who speaks."""
    reading = setting.reading
    begin, end = bisect_left(setting.towns, (first,)), bisect_left(setting.towns, (last,))
    inside = [(abs(i - at), town) for i, town in setting.towns[begin:end] if not _toward(reading, i)]
    return min(inside)[1] if inside else None


def _toward(reading: Reading, index: int) -> bool:
    """«письмо в Киев», «поїзд до Одеси», «родом із Сум»."""
    if index == 0 or reading.gaps[index] != " ":
        return False
    before, gram = reading.tokens[index - 1].word, reading.words[index].gram
    return before in _TOWARD or (before in _IN and not gram & Gram.LOCT)
