"""Who a source is for the institution: its department, its site, the council itself, or somebody else. Pure.

A source is the institution's only when its words say so (a name, an office, a body of ours) and the town they belong
to is ours: said beside them, in the sentence, in the paragraph, or by the whole item.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Literal

from classifiers.citation.grammar import Gram
from classifiers.citation.lexicon import Sort, sections, turn
from classifiers.citation.mention import Mention
from classifiers.citation.people import matches
from classifiers.citation.reading import Reading
from classifiers.citation.towns import OWN
from classifiers.citation.voices import Voices, telling_words

Kind = Literal["department", "site", "council", "other"]


@dataclass(frozen=True, slots=True)
class Resolution:
    """Whose voice it is and how sure that is, in 0..1. `doubt` names what a person should check."""

    kind: Kind
    certainty: float
    doubt: str | None = None


OTHER = Resolution("other", 1.0)
# How sure it is that a body belongs to our town, by what says so (written items: share of right ones).
NAMED, BESIDE, AROUND, ITEM, OUTLET, FEW = 0.98, 0.95, 0.93, 0.9, 0.9, 0.8
TORN = 0.5
# The capital is named in items of all towns: where the minister sits, where the train goes.
_CAPITAL = "Київ"


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(sections("own")[name])


@cache
def _words_of(name: str) -> frozenset[str]:
    return turn(name)


@dataclass(frozen=True, slots=True)
class Setting:
    """The item around a source: its reading, its day, whether its outlet is a local one."""

    reading: Reading
    voices: Voices
    day: date | None
    local: bool
    occupied: bool  # the text speaks as or of an occupation authority
    towns: tuple[tuple[int, str], ...]  # word -> town, over the whole text
    own: tuple[tuple[int, int, str], ...]  # words of our full names: first, last, kind
    surnames: frozenset[int]  # words that are surnames of our officials
    named: frozenset[str]  # surnames of our officials that the text gives in full somewhere


def resolve(setting: Setting, mention: Mention, form: str) -> Resolution:
    """Whose voice the mention is; `form` is what it is (body, official, …)."""
    if mention.proper and mention.sort & Sort.SITE:
        address = setting.reading.span(mention.first, mention.last)
        return Resolution("site", NAMED) if setting.voices.is_own(address, setting.day) else OTHER
    lemmas = _lemmas(setting, mention)
    if lemmas & _words("occupier") or (mention.name is None and lemmas & _words("former")):
        return OTHER
    official = _official(setting, mention, lemmas)
    if official is not None:
        return official
    if lemmas & _words("former"):
        return OTHER
    kind = _kind(setting, mention, lemmas, form)
    if kind == "other":
        second = _second_office(setting, mention)
        return resolve(setting, second, form) if second is not None else OTHER
    return _located(setting, mention, kind)


def _second_office(setting: Setting, mention: Mention) -> Mention | None:
    """«голова комісії, заступник міського голови Іван Сокур»: the second of two offices of one person."""
    if mention.name is None:
        return None
    for index in range(mention.first + 1, mention.name[0]):
        if setting.reading.gaps[index].strip() == "," and setting.reading.words[index].sort & Sort.ROLE:
            return replace(mention, first=index, head=index, sort=setting.reading.words[index].sort)
    return None


def _lemmas(setting: Setting, mention: Mention) -> frozenset[str]:
    """The dictionary forms of the mention's words and of an adjective or prefix right before it."""
    words = setting.reading.words
    found = frozenset().union(*(words[i].lemmas for i in range(mention.first, mention.last)))
    if mention.first > 0 and setting.reading.gaps[mention.first] == " ":
        before = words[mention.first - 1]
        if before.lemmas & (_words("former") | _words("occupier")):
            found |= before.lemmas
    return found


# --- people --------------------------------------------------------------------------------------------------------


def _official(setting: Setting, mention: Mention, lemmas: frozenset[str]) -> Resolution | None:
    """One of our officials by name; None where the name is nobody's of ours."""
    if mention.name is None:
        return None
    name = list(setting.reading.tokens[mention.name[0] : mention.name[1]])
    best: Resolution | None = None
    for candidate in setting.voices.people:
        how = matches(candidate, name)
        if how is None:
            continue
        if not candidate.in_office(setting.day):
            best = best or OTHER
            continue
        if how in ("full", "initial") or candidate.surname in setting.named:
            return Resolution("council", NAMED)
        if lemmas & (_words("mayor") | _words("head") | _words("secretary") | _words("deputy")):
            return Resolution("council", BESIDE)
        around = _located(setting, mention, "council")
        doubt = "surname" if around.kind == "council" else None
        best = Resolution(around.kind, min(around.certainty, 0.75), doubt)
    return best


# --- bodies and offices --------------------------------------------------------------------------------------------


def _kind(setting: Setting, mention: Mention, lemmas: frozenset[str], form: str) -> Kind:
    """What the words would be if the town were ours."""
    own = [kind for f, last, kind in setting.own if f < mention.last and mention.first < last]
    if _foreign(mention, lemmas, own):
        return "other"
    if "department" in own or _is_department(setting, lemmas):
        return "department"
    body = bool(own) or _is_body(setting, mention, lemmas) or _named_before(setting, mention)
    head = setting.reading.words[mention.head].lemmas
    if form == "site" or head & _words("site"):
        return "site" if (body or lemmas & _words("town.noun")) and not lemmas & _words("personal") else "other"
    if lemmas & _words("member") or _belongs(mention):
        return "other"
    steers = bool(lemmas & _words("steered")) and _own_adjective(setting, mention)  # «очільник Ніжина»
    if (
        (steers and setting.voices.council(setting.day))
        or body
        or _is_office(setting, lemmas)
        or _is_unit(setting, mention, lemmas, head)
    ):
        return "council"
    return "other"


def _foreign(mention: Mention, lemmas: frozenset[str], own: list[str]) -> bool:
    """A region's, a district's or the state's body, or another trade's."""
    wider = lemmas & _words("wider")
    if mention.sort & Sort.ROLE:
        wider -= _CHIEF  # «головний спеціаліст відділу», not «Головне управління»
    return bool(wider or lemmas & _words("unit.foreign")) and not own


_CHIEF = frozenset(("головний", "главный"))


def _belongs(mention: Mention) -> bool:
    """«син мера», «адвокат міського голови»: somebody of the mayor's, not the mayor."""
    private = Sort.PERSON | Sort.PEOPLE
    return bool(mention.sort & private) and not mention.sort & (Sort.ROLE | Sort.BODY | Sort.MEDIA | Sort.SITE)


def _is_department(setting: Setting, lemmas: frozenset[str]) -> bool:
    """Does the mention name a communications department in other words than the configured ones?"""
    if not lemmas & _words("unit"):
        return False
    press = lemmas & _words("press")
    if not press:
        return False
    for words in setting.voices.department_words:
        shared = len(press & _both(words))
        if shared >= 2 or (shared == 1 and press & telling_words()):
            return True
    return "комунікація" in press or "коммуникация" in press


@cache
def _both(words: frozenset[str]) -> frozenset[str]:
    """The words with their Russian counterparts, told by what the spellings share."""
    pairs = {
        "комунікація": "коммуникация",
        "громадськість": "общественность",
        "інформаційно-аналітичний": "информационно-аналитический",
        "інформаційний": "информационный",
        "зв'язок": "связь",
        "внутрішній": "внутренний",
        "політика": "политика",
        "змі": "сми",
        "преса": "пресса",
        "інформація": "информация",
        "аналітичний": "аналитический",
        "взаємодія": "взаимодействие",
    }
    return words | {pairs[w] for w in words if w in pairs}


def _is_body(setting: Setting, mention: Mention, lemmas: frozenset[str]) -> bool:
    """The council, its executive or the town's administration."""
    voices, day = setting.voices, setting.day
    if voices.council(day):
        if lemmas & _words("council"):
            return True
        town = bool(lemmas & _words("town")) or _own_adjective(setting, mention)
        board = lemmas & _words("board") and not lemmas & _words("not.board")
        if board and (town or _bare_board(setting, mention)):
            return True
        if lemmas & _words("power") and lemmas & _words("town"):
            return True
        if lemmas & _words("committee") and lemmas & _words("executive"):
            return True
    if voices.administration(day):
        if lemmas & _words("administration"):
            return True
        return bool(lemmas & _words("administration.noun")) and bool(lemmas & _words("administration.kind"))
    return False


def _named_before(setting: Setting, mention: Mention) -> bool:
    """«На запит адміністрація відповіла»: one bare word for our body, the last of its kind that the text named."""
    kinds = _words("board") | _words("administration.noun") | _words("committee")
    words = setting.reading.words
    if not words[mention.head].lemmas & kinds or mention.last - mention.first > 1 or mention.name:
        return False
    bodies = kinds | _words("council") | _words("administration")
    for index in range(mention.first - 1, -1, -1):
        if words[index].lemmas & bodies:
            return any(first <= index < last for first, last, _ in setting.own) or bool(
                words[index].lemmas & _words("administration")
            )
    return False


def _own_adjective(setting: Setting, mention: Mention) -> bool:
    return OWN in setting.voices.towns.among(setting.reading, mention.first, mention.last)


def _bare_board(setting: Setting, mention: Mention) -> bool:
    """«секретар ради», «у раді»: the board itself with nothing that says which."""
    lemmas = _lemmas(setting, mention)
    return bool(lemmas & (_words("secretary") | _words("site"))) and len(lemmas) < 14


def _is_office(setting: Setting, lemmas: frozenset[str]) -> bool:
    """The mayor, the head of the administration, the secretary, deputies, by the office alone."""
    if lemmas & _words("mayor"):
        return setting.voices.council(setting.day)
    if lemmas & _words("head") and lemmas & (_words("town") | _words("town.noun")):
        return setting.voices.council(setting.day)
    return bool(lemmas & _words("steward")) and bool(lemmas & _words("affairs"))


def _is_unit(setting: Setting, mention: Mention, lemmas: frozenset[str], head: frozenset[str]) -> bool:
    """A department of a town's council by its task: «управління освіти», «начальниця відділу культури»."""
    if not lemmas & _words("unit") or not lemmas & _words("unit.subject"):
        return False
    if any(_stranger(setting, i) for i in range(mention.first, mention.last)):
        return False
    return bool((mention.sort | mention.owner) & (Sort.BODY | Sort.ROLE)) or bool(head & _words("unit"))


def _stranger(setting: Setting, index: int) -> bool:
    """Is the word an abbreviation of some other body («департамент освіти КМДА»)?"""
    text, lemmas = setting.reading.tokens[index].text, setting.reading.words[index].lemmas
    ours = _words("council") | _words("administration") | _words("unit.subject") | _words("press")
    return len(text) > 1 and text.isupper() and not lemmas & ours


# --- towns ---------------------------------------------------------------------------------------------------------


def _located(setting: Setting, mention: Mention, kind: Kind) -> Resolution:
    """The kind, if the town the words belong to is ours."""
    inside = setting.voices.towns.among(setting.reading, mention.first, mention.last)
    if inside:
        return _ours(setting, mention, kind, NAMED) if inside[-1] == OWN or OWN in inside else OTHER
    if any(f < mention.last and mention.first < end for f, end, _ in setting.own):
        return _ours(setting, mention, kind, NAMED)
    if _of_another(setting, mention):
        return OTHER
    after = _town_after(setting, mention)
    if after is not None:
        return _ours(setting, mention, kind, NAMED) if after == OWN else OTHER
    first, last = _bounds(setting.reading, mention.first)
    nearest = _nearest(setting, mention.first, first, _clause_end(setting.reading, mention.last, last))
    if nearest is not None:
        return _ours(setting, mention, kind, BESIDE) if nearest == OWN else _elsewhere(setting, kind)
    counts = Counter(town for _, town in setting.towns if town != _CAPITAL)
    before = [town for at, town in setting.towns if at < mention.first]
    if counts and before and before[-1] == OWN and counts[OWN] * 2 >= max(counts.values()):
        return _ours(setting, mention, kind, AROUND)
    if counts and counts[OWN] >= max(counts.values()):
        return _ours(setting, mention, kind, ITEM)
    if not counts:
        return _ours(setting, mention, kind, OUTLET) if setting.local else Resolution(kind, TORN, "town")
    if setting.local and not counts[OWN] and (sum(counts.values()) == 1 or not before):
        return _ours(setting, mention, kind, 0.75)
    if counts[OWN] * 2 >= max(counts.values()):
        return _ours(setting, mention, kind, FEW)
    return _elsewhere(setting, kind) if counts[OWN] else OTHER


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
    if mention.first > 0 and reading.gaps[mention.first] == " " and mention.first - 1 not in reading.starts:
        first = mention.first - 1
    elif mention.first - 1 in reading.starts and _looks_adjective(reading, mention.first - 1):
        return True  # «Сєверодонецька військова адміністрація» at the head of a sentence
    return any(
        reading.tokens[i].text[:1].isupper()
        and not reading.tokens[i].text.isupper()
        and reading.words[i].gram & Gram.ADJ
        for i in range(first, mention.name[0] if mention.name else mention.last)
    )


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
        lemmas = _lemmas(setting, mention)
        if not lemmas & (_words("administration.kind") | _words("administration")):
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
    here = ((index, town) for index, town in setting.towns if first <= index < last)
    inside = [(abs(index - at), town) for index, town in here if not _toward(reading, index)]
    return min(inside)[1] if inside else None


def _toward(reading: Reading, index: int) -> bool:
    """«письмо в Киев», «поїзд до Одеси», «родом із Сум»."""
    if index == 0 or reading.gaps[index] != " ":
        return False
    before, gram = reading.tokens[index - 1].word, reading.words[index].gram
    return before in _words_of("toward") or (before in _words_of("in") and not gram & Gram.LOCT)
