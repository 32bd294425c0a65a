"""Charges against the institution and honours given to it, in so many words: «міську раду оштрафували». Pure.

A model of words cannot tell who fined whom; the case of the institution's noun can. Only the institution itself, its
head and the head's deputies count; not those of other towns, not whom occupiers named, nor what was denied or dropped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from monitor.language import Token, tokens
from monitor.model import Institution
from monitor.text import sentences

# Most texts have none of these beginnings and are passed over at once.
_TRIGGERS = re.compile(
    "підозр|подозр|обвинув|обвиня|звинувач|оштраф|поруш|наруш|збитк|убытк|розтрат|растрат|зловжив|злоупотреб|недостач"
    "|визна|призна|назва|лідер|лидер|провал|перше місце|первое место|перемогу|победу|відзнак|нагород|наград|рейтинг"
)
_FORMS = """
рада n|раду a|ради g|раді dl|мерія n|мерію a|мерії gdl|міськрада n|міськраду a|міськради g|міськраді dl|виконком na
виконкому gl|виконкомі l|міськвиконком na|міськвиконкому gl|голова n|голову a|голови g|голові dl|мер n|мера ag|меру d
мерові dl|мерка n|мерку a|мерки g|мерці dl|міськголова n|міськголову a|міськголові dl|мва nagdl
совет na|совета g|совету d|совете l|горсовет na|горсовета g|горсовету d|горсовете l|исполком na|исполкома g|исполкому d
исполкоме l|мэрия n|мэрию a|мэрии gdl|глава n|главу a|главы g|главе dl|мэр n|мэра ag|мэру d|мэре l|гва nagdl
"""
_CASES = dict(pair.split() for line in _FORMS.split("\n") for pair in line.split("|") if pair)
# Of these every town, district and company has its own: «міська» or «громади» must stand beside.
_COMMON = ("рад", "совет", "голов", "глав")
_OF_TOWN = ("міськ", "городск", "громад", "міста", "города")
_DEPUTIES = {
    **dict.fromkeys(("заступник", "заступниця", "секретар", "секретарка", "заместитель", "секретарь"), "n"),
    **dict.fromkeys(("заступника", "секретаря", "заместителя"), "ag"),
    **dict.fromkeys(("заступницю", "секретарку"), "a"),
    **dict.fromkeys(("заступнику", "заступникові", "заступниці", "секретарю", "секретареві", "секретарці"), "d"),
    **dict.fromkeys(("заместителю",), "d"),
}
_FORMER = ("екс", "экс", "колишн", "бывш", "псевдо", "самопро")
_VOID = re.compile(
    r"\b(?:окупа|оккупа|самопро|гауляйт|колабор|коллабор|псевдо|заочн|держзрад|лнр|днр|росіян|россиян|скасува|отмен"
    r"|закри|закры|виправда|оправда|знял|снял|спростув|опровер|якби|нібито|начебто|фейк)"
)
# In what one would rather not be the first.
_SHAMES = ("борж", "должник", "корупц", "коррупц", "антирейт", "скарг", "жалоб", "забрудн", "захвор", "злочин")
_NOT = ("не", "ні", "без")
# Words from the institution to the verb, and to what it was called or found in.
_NEAR, _FAR = 4, 7

_DELIVERED = ("повідом", "оголо", "вручи", "вручен", "объяв", "сообщ")
_ACCUSED = ("підозрюєт", "обвинувачуєт", "звинувачуєт", "подозревает", "обвиняет")
_FINED = re.compile("^оштраф(?:ува|ова)(?:в|л|ла|ло|ли|но|н|на|но|ны|ний|ли)$")
_FOUND = (
    "виявил",
    "виявив",
    "виявлен",
    "знайш",
    "знайден",
    "зафіксув",
    "зафіксов",
    "обнаруж",
    "нашл",
    "наше",
    "найден",
    "выяв",
)
_WRONGS = ("поруш", "наруш", "збитк", "убытк", "розтрат", "растрат", "зловжив", "злоупотреб", "недостач")
_PAPERS = ("декларац", "звіт", "отчет", "робот", "работ", "закупів", "закупк", "діяльн", "деятел", "документ", "витрат")
_CALLED = re.compile("^(?:визна|назва|призна)(?:в|л|ла|ло|ли|но|н|на|ний|ны)$")
_WORST = ("найгірш", "худш")
_BEST = (
    "найкращ",
    "кращ",
    "лучш",
    "найпрозор",
    "найвідкрит",
    "найефектив",
    "найуспіш",
    "переможц",
    "переможн",
    "победител",
    "лідер",
    "лидер",
    "взірц",
    "зразк",
    "образцов",
    "прозрачн",
    "открыт",
)
_AMONG, _TOP = (
    ("серед", "среди", "у", "в"),
    ("лідер", "лидер", "переможц", "найкращ", "найпрозор", "трійц", "десятц", "тройк", "десятк"),
)
_FAILED = re.compile("^провалил?(?:в|а|и)?$")
_DUTIES = (
    "підготов",
    "сезон",
    "ремонт",
    "робот",
    "завдан",
    "реформ",
    "програм",
    "закупів",
    "тендер",
    "опалюв",
    "подготов",
    "работ",
    "задан",
    "закупк",
    "отопит",
)
_WON = re.compile("^(?:очоли|посі|здобу|виборо|отрима|возглави|заня|завоева|получи)(?:в|л|ла|ло|ли)$")
_PRIZES = ("місце", "место", "перемог", "побед", "відзнак", "нагород", "наград", "прем")
_OPEN = ("прозор", "прозрач", "відкрит", "открыт")


@dataclass(frozen=True, slots=True)
class _Named:
    """The institution in a sentence: words first..last-1 in one of `cases` (n, g, d, a, l)."""

    first: int
    last: int
    cases: str


def home(institution: Institution) -> frozenset[str]:
    """Beginnings of the town's name and adjective, by which its council is told from another town's."""
    names = (token for named in institution.names for token in tokens(named.name))
    return frozenset(token.word[:4] for token in names if token.text[:1].isupper())


def told(text: str, here: frozenset[str]) -> tuple[str, str] | None:
    """(negative or positive, the sentence), where one charges or honours the institution; None for both or neither."""
    if not _TRIGGERS.search(text.lower()):
        return None
    found: dict[str, str] = {}
    for sentence in sentences(text):
        low = sentence.lower()
        if not _TRIGGERS.search(low) or _VOID.search(low):
            continue
        for clause in _CLAUSES.split(sentence):
            if label := _of_clause(tokens(clause), here):
                found.setdefault(label, sentence)
    return next(iter(found.items())) if len(found) == 1 else None


# Who is named in one clause was not fined in the next.
_CLAUSES = re.compile(r"[,;:](?=\s)")


def _of_clause(shown: Sequence[Token], here: frozenset[str]) -> str | None:
    words = [token.word for token in shown]
    named = list(_named(shown, here))
    if any(_charged(words, one) for one in named):
        return "negative"
    return "positive" if any(_honoured(words, one) for one in named) else None


def _named(shown: Sequence[Token], here: frozenset[str]) -> Iterator[_Named]:
    """Every naming of the institution, its head or the head's deputy that is no other town's."""
    words = [token.word for token in shown]
    for at, word in enumerate(words):
        cases = _CASES.get(word)
        if cases is None or not (_is_whole(words, at) or not word.startswith(_COMMON)):
            continue
        first, last = at, at + 1
        while first > 0 and words[first - 1].endswith(_ADJECTIVE):
            first -= 1
        while last < len(words) and words[last].startswith(_OF_TOWN):
            last += 1
        if last < len(words) and words[last][:4] in here:
            last += 1
        if "g" in cases and first > 0 and words[first - 1] in _DEPUTIES:
            first, cases = first - 1, _DEPUTIES[words[first - 1]]
        if not _of_another(shown, first, last, here):
            yield _Named(first, last, cases)


_ADJECTIVE = (
    "ська",
    "ську",
    "ської",
    "ській",
    "ський",
    "ського",
    "ському",
    "цька",
    "цьку",
    "цької",
    "цькій",
    "цький",
    "цького",
    "цькому",
    "ский",
    "ского",
    "скому",
    "ском",
    "ская",
    "скую",
    "ской",
)


def _is_whole(words: Sequence[str], at: int) -> bool:
    beside = (*words[max(0, at - 1) : at], *words[at + 1 : at + 3])
    return any(word.startswith(_OF_TOWN) for word in beside)


def _of_another(shown: Sequence[Token], first: int, last: int, here: frozenset[str]) -> bool:
    """«мер Марганця», «марганецька міська рада», «ексмер»?"""
    words = [token.word for token in shown]
    if any(word.startswith(_FORMER) for word in words[max(0, first - 1) : last]):
        return True
    towns = (word for word in words[first:last] if word.endswith(_ADJECTIVE) and not word.startswith(_OF_TOWN))
    if any(word[:4] not in here for word in towns):
        return True
    after = [token.text[:1].isupper() for token in shown[last : last + 2]]
    return after == [True, False] and shown[last].word[:4] not in here and not shown[last].text.isupper()


def _charged(words: Sequence[str], named: _Named) -> bool:
    after = words[named.last : named.last + _NEAR]
    around = words[max(0, named.first - _FAR) : named.last + _FAR]
    suspected = (at for at, word in enumerate(around) if word.startswith(("підозр", "подозр")))
    suspicion = any(around[at + 1 : at + 2] != ["на"] for at in suspected)  # «підозра на грип»
    if "n" in named.cases:
        accused = _starts(after, _ACCUSED)
        received = suspicion and _starts(after, ("отрима", "одержа", "получ"))
        failed = any(_FAILED.search(w) and _starts(after[i + 1 : i + 3], _DUTIES) for i, w in enumerate(after))
        if (accused or received or failed) and not set(after) & set(_NOT):
            return True
    if "d" in named.cases and suspicion and _starts(around, _DELIVERED) and not set(around) & set(_NOT):
        return True
    if any(_FINED.search(words[i]) and _done_to(words, named, i) for i in _verbs(words, named)):
        return True
    worst = _starts(around, _WORST)
    return (worst and _is_called(words, named)) or _wrong_found(words, named)


def _honoured(words: Sequence[str], named: _Named) -> bool:
    around = words[max(0, named.first - _FAR) : named.last + _FAR]
    if _starts(around, _SHAMES):
        return False
    if _is_called(words, named):
        return _starts(around, _BEST) and not _starts(around, _WORST)
    if "n" not in named.cases:
        return False
    after = words[named.last : named.last + _FAR]
    if after[:1] and after[0] in _AMONG and _starts(after[1:3], _TOP):
        return True
    won = next((i for i, word in enumerate(after[:_NEAR]) if _WON.search(word)), None)
    if won is None or after[won - 1 : won] == ["не"]:
        return False
    first_place = _starts(after[won:], ("перш", "перв", "перемог", "побед", "відзнак", "нагород", "наград"))
    rated = _starts(after[won:], ("рейтинг",)) and _starts(after[won:], _OPEN)
    return (first_place and _starts(after[won:], _PRIZES)) or rated


def _verbs(words: Sequence[str], named: _Named) -> Iterator[int]:
    """Words near enough to have the institution for subject or object, and not denied."""
    near = (*range(max(0, named.first - _NEAR), named.first), *range(named.last, min(len(words), named.last + _NEAR)))
    return (i for i in near if i == 0 or words[i - 1] not in _NOT)


def _done_to(words: Sequence[str], named: _Named, verb: int) -> bool:
    """«Раду оштрафували», «горсовет оштрафован»: is it the institution that this was done to?"""
    word = words[verb]
    if word.endswith(("но", "ли")):
        return "a" in named.cases
    if word.endswith(("н", "на", "ны", "ний")):
        return "n" in named.cases and verb >= named.last
    return "a" in named.cases and "n" not in named.cases  # «комітет оштрафував раду», not «рада оштрафувала»


def _is_called(words: Sequence[str], named: _Named) -> bool:
    return any(_CALLED.search(words[i]) and _done_to(words, named, i) for i in _verbs(words, named))


def _wrong_found(words: Sequence[str], named: _Named) -> bool:
    """«Аудит виявив порушення у міській раді», «… в декларації мера»."""
    paper = named.first > 1 and words[named.first - 1].startswith(_PAPERS)
    place = named.first - 1 - paper
    if place < 1 or words[place] not in ("у", "в", "во") or not set(named.cases) & set("g" if paper else "l"):
        return False
    before = words[max(0, place - _FAR) : place]
    wrong = next((i for i, word in enumerate(before) if word.startswith(_WRONGS)), None)
    if wrong is None:
        return False
    verb = next((i for i, word in enumerate(before[:wrong]) if word.startswith(_FOUND)), None)
    return verb is not None and before[verb - 1 : verb] not in (["не"], ["ні"])


def _starts(words: Sequence[str], beginnings: tuple[str, ...]) -> bool:
    return any(word.startswith(beginnings) for word in words)
