"""Who a source is for the institution: its department, its site, the council itself, or somebody else. Pure.

A source is the institution's only when its words say so (a name, an office, a body of ours) and the town they belong
to is ours: said beside them, in the sentence, in the paragraph, or by the whole item.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace

from classifiers.citation.again import named_before
from classifiers.citation.grammar import Gram
from classifiers.citation.lexicon import Sort
from classifiers.citation.located import BESIDE, NAMED, located
from classifiers.citation.mention import NUMBERS, Mention
from classifiers.citation.mentions import AND
from classifiers.citation.occupied import is_usurped
from classifiers.citation.owners import of_another
from classifiers.citation.people import matches
from classifiers.citation.readers import attended, beneath
from classifiers.citation.setting import OTHER, Kind, Resolution, Setting, lemmas_of, own_words
from classifiers.citation.towns import OWN
from classifiers.citation.units import is_department, is_unit, of_others, of_stranger
from classifiers.landscape import RURAL


def resolve(setting: Setting, mention: Mention, form: str) -> Resolution:
    """Whose voice the mention is; `form` is what it is (body, official, …)."""
    if mention.proper and mention.sort & Sort.SITE:
        address = setting.reading.span(mention.first, mention.last)
        return Resolution("site", NAMED) if setting.voices.is_own(address, setting.day) else OTHER
    lemmas = lemmas_of(setting, mention)
    if lemmas & own_words("occupier") or (mention.name is None and lemmas & own_words("former")):
        return OTHER
    official = _official(setting, mention, lemmas)
    if official is not None:
        return official
    if lemmas & own_words("former") or is_usurped(setting, mention):
        return OTHER
    kind = _kind(setting, mention, lemmas, form)
    if kind == "other":
        second = _second_office(setting, mention)
        return resolve(setting, second, form) if second is not None else OTHER
    if kind == "site" and attended(setting.reading, mention):
        return OTHER
    return located(setting, mention, kind)


def _second_office(setting: Setting, mention: Mention) -> Mention | None:
    """«голова комісії, заступник міського голови Іван Сокур», «депутат і перший заступник мера Іван Сокур»."""
    if mention.name is None:
        return None
    words, gaps = setting.reading.words, setting.reading.gaps
    for index in range(mention.first + 1, mention.name[0]):
        joined = any(setting.reading.tokens[at].word in AND for at in (index - 1, index - 2) if at > mention.first)
        if (gaps[index].strip() == "," or (joined and index >= mention.head)) and words[index].sort & Sort.ROLE:
            return replace(mention, first=index, head=index, sort=words[index].sort)
    return None


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
            return Resolution("department" if _of_department(setting, mention, lemmas) else "council", NAMED)
        if lemmas & (own_words("mayor") | own_words("head") | own_words("secretary") | own_words("deputy")):
            return Resolution("council", BESIDE)
        around = located(setting, mention, "council")
        doubt = "surname" if around.kind == "council" else None
        best = Resolution(around.kind, min(around.certainty, 0.75), doubt)
    return best


def _of_department(setting: Setting, mention: Mention, lemmas: frozenset[str]) -> bool:
    """«начальниця відділу комунікацій Олена Шпак»: does one of our officials speak as the department's head?"""
    if _is_former(setting, mention) or lemmas & own_words("former"):
        return False
    ours = any(kind == "department" and f < mention.last and mention.first < end for f, end, kind in setting.own)
    return ours or (is_department(setting, lemmas) and not of_stranger(setting, mention))


# --- bodies and offices --------------------------------------------------------------------------------------------


def _kind(setting: Setting, mention: Mention, lemmas: frozenset[str], form: str) -> Kind:
    """What the words would be if the town were ours."""
    own = [kind for f, last, kind in setting.own if f < mention.last and mention.first < last]
    if not own and _of_village(setting, mention):
        return "other"
    if _is_separate(setting, mention) or _foreign(mention, lemmas - own_words("separate"), own):
        return "other"
    if _is_former(setting, mention):
        return "other"
    if "department" in own or (is_department(setting, lemmas) and not of_stranger(setting, mention)):
        return "other" if of_another(setting, mention) else "department"
    body = bool(own) or _is_body(setting, mention, lemmas) or named_before(setting, mention)
    head = setting.reading.words[mention.head].lemmas
    if form == "site" or head & own_words("site"):
        if head & own_words("register") or lemmas & own_words("fake") or beneath(setting.reading, mention.first):
            return "other"
        if (head & own_words("everybody") and not body) or lemmas & own_words("member") or of_others(setting, mention):
            return "other"  # «у соцмережах міста», «на сторінці депутата міської ради»
        body = body or _town_portal(mention, lemmas, head)
        body = body or (bool(lemmas & own_words("official")) and _own_adjective(setting, mention))
        return "site" if (body or lemmas & own_words("town.noun")) and not lemmas & own_words("personal") else "other"
    if head & _KEEPERS and lemmas & own_words("site") and body:
        return "site"
    chief = _is_chief(setting, mention)
    crew = head & own_words("crew") and not lemmas & own_words("dismissed")
    staff = head & own_words("staff") or (crew and is_unit(setting, mention, lemmas, head))
    if lemmas & own_words("member") or (_belongs(mention) and not staff and not chief):
        return "other"
    office = chief or _is_office(setting, mention, lemmas) or _is_steered(setting, mention, lemmas)
    if body or office or is_unit(setting, mention, lemmas, head):
        return "council"
    return "other"


def _of_village(setting: Setting, mention: Mention) -> bool:
    """«сільська голова», «начальник селищної військової адміністрації»: not a city's, whose names say neither."""
    if setting.voices.rural:
        return False
    words = setting.reading.words
    for index in range(mention.first, mention.last - 1):
        if words[index].lemmas & RURAL:
            after = index + 1
            while after + 1 < mention.last and words[after].lemmas & own_words("administration.kind"):
                after += 1  # «селищної військової адміністрації»
            if words[after].lemmas & _RULES:
                return True
    return False


# What a village has of its own, as a town has.
_RULES = own_words("board") | own_words("head") | own_words("administration.noun") | {"громада"}


def _town_portal(mention: Mention, lemmas: frozenset[str], head: frozenset[str]) -> bool:
    """«міський сайт», «офіційний міський портал» with no name after it."""
    alone = mention.last == mention.head + 1 and not mention.quoted
    return alone and bool(head & own_words("portal")) and bool(lemmas & own_words("town"))


def _foreign(mention: Mention, lemmas: frozenset[str], own: list[str]) -> bool:
    """A region's, a district's or the state's body, or another trade's."""
    foreign = lemmas & (own_words("wider") | own_words("unit.foreign") | _THERE)
    if mention.sort & (Sort.NOUN | Sort.INFO):
        foreign -= {"статистика"}  # «статистика відділу комунікацій»
    if mention.sort & (Sort.ROLE | Sort.PERSON):
        foreign -= _CHIEF  # «головний спеціаліст відділу», not «Головне управління»
    return bool(foreign) and not own


def _is_separate(setting: Setting, mention: Mention) -> bool:
    """«КП «Водоканал» міської ради», «директорка ліцею міської ради»: under the council, but a body of its own."""
    words = setting.reading.words
    for index in range(mention.head + bool(mention.sort & Sort.ROLE), mention.last):
        if words[index].lemmas & own_words("separate"):
            return True
        if any(words[index].lemmas & own_words(name) for name in _OURS):
            return False
    return False


# Words after which «підприємство» or «школа» is only what a department or a deputy head has to do with.
_OURS = ("unit", "desk", "council", "board", "committee", "administration", "head", "mayor", "secretary", "press")


# Of another town than the one spoken of: «сусідня громада».
_THERE = frozenset("сусідній соседний".split())


def _is_former(setting: Setting, mention: Mention) -> bool:
    """«Ексначальниця відділу»: an office with a prefix that no dictionary knows."""
    return setting.reading.tokens[mention.first].word.startswith(("екс", "экс")) and bool(mention.sort & Sort.ROLE)


_CHIEF = frozenset(("головний", "главный"))


def _belongs(mention: Mention) -> bool:
    """«син мера», «адвокат міського голови»: somebody of the mayor's, not the mayor."""
    private = Sort.PERSON | Sort.PEOPLE
    return bool(mention.sort & private) and not mention.sort & (Sort.ROLE | Sort.BODY | Sort.MEDIA | Sort.SITE)


_KEEPERS = frozenset("адміністратор адміністраторка администратор адмін админ модератор модераторка".split())


def _is_body(setting: Setting, mention: Mention, lemmas: frozenset[str]) -> bool:
    """The council, its executive or the town's administration."""
    voices, day = setting.voices, setting.day
    if voices.council(day):
        if lemmas & own_words("council"):
            return True
        town = bool(lemmas & own_words("town")) or _own_adjective(setting, mention)
        board = lemmas & own_words("board") and not lemmas & own_words("not.board")
        if board and (town or _bare_board(setting, mention)):
            return True
        if lemmas & own_words("power") and lemmas & own_words("town"):
            return True
        if lemmas & own_words("committee") and lemmas & own_words("executive"):
            return True
    if voices.administration(day):
        if lemmas & own_words("administration"):
            return True
        kind = lemmas & own_words("administration.kind") or _of_town(setting, mention)
        return bool(lemmas & own_words("administration.noun")) and bool(kind)
    return False


def _of_town(setting: Setting, mention: Mention) -> bool:
    """«городская администрация», «администрация города»; not «адміністрація міського ринку»."""
    words = setting.reading.words
    for index in range(mention.first, mention.last):
        if words[index].lemmas & own_words("administration.noun"):
            before = index > mention.first and words[index - 1].lemmas & own_words("town")
            after = index + 1 < mention.last and words[index + 1].lemmas & own_words("town.noun")
            return bool(before or after)
    return False


def _own_adjective(setting: Setting, mention: Mention) -> bool:
    return OWN in setting.voices.towns.among(setting.reading, mention.first, mention.last)


def _bare_board(setting: Setting, mention: Mention) -> bool:
    """«секретар ради», «у раді»: the board itself with nothing that says which."""
    lemmas = lemmas_of(setting, mention)
    return bool(lemmas & (own_words("secretary") | own_words("site"))) and len(lemmas) < 14


def _is_office(setting: Setting, mention: Mention, lemmas: frozenset[str]) -> bool:
    """The mayor, the head of the administration, the secretary, deputies, by the office alone."""
    if lemmas & own_words("mayor") or (lemmas >= _FIRST and lemmas & own_words("town.noun")):
        return setting.voices.council(setting.day)
    if lemmas & own_words("head") and lemmas & (own_words("town") | own_words("town.noun")):
        ends = setting.reading.words[mention.last - 1].lemmas & own_words("town.noun")
        return setting.voices.council(setting.day) or (setting.voices.administration(setting.day) and bool(ends))
    return bool(lemmas & own_words("steward")) and bool(lemmas & own_words("affairs"))


_FIRST = frozenset(("перший", "особа"))  # «перша особа міста»


def _is_steered(setting: Setting, mention: Mention, lemmas: frozenset[str]) -> bool:
    """«очільник Ніжина»: whoever stands at the head of the town itself."""
    steers = lemmas & own_words("steered") and setting.voices.council(setting.day)
    return bool(steers) and _own_adjective(setting, mention)


def _is_chief(setting: Setting, mention: Mention) -> bool:
    """«головний архітектор міста», «міський архітектор»: one whom the town has, not one who lives there."""
    words, head = setting.reading.words, mention.head
    if not words[head].lemmas & own_words("chief") or (words[head].gram & NUMBERS) == Gram.PLURAL:
        return False
    if any(_PAST.match(setting.reading.tokens[i].word) for i in range(*_sentence(setting, head))):
        return False  # «писав міський архітектор у 1898 році»
    if head > mention.first and words[head - 1].lemmas & own_words("town"):
        return bool(words[head].lemmas & own_words("chief.alone"))  # «міський художник» lives there
    chief = any(words[i].lemmas & _CHIEF for i in range(mention.first, head))
    if not chief or head + 1 >= mention.last:
        return False
    towns = setting.voices.towns
    if towns.at(setting.reading, head + 1) == OWN:
        return True
    end = mention.name[0] if mention.name else mention.last
    alone = head + 2 >= end or towns.at(setting.reading, head + 2) is not None  # not «міста фарб»
    return alone and bool(words[head + 1].lemmas & own_words("town.noun"))


# Years before anybody's of today, and centuries.
_PAST = re.compile("1[0-9]{3}$|(?:століт|сторіч|столет)")


def _sentence(setting: Setting, index: int) -> tuple[int, int]:
    starts = setting.reading.starts
    after = bisect_right(starts, index)
    return starts[after - 1], starts[min(after, len(starts) - 1)]
