"""Where a clause names the institution or an office of it in force, and in which case. Pure.

Only what is plainly ours counts: the council, its executive and the town hall, the mayor and the mayor's deputies,
the council's secretary. Not those of other towns, of companies or parties, former ones, nor whoever belongs to them
(«дружина мера»). Where a name behind the office is neither our town's nor that of an official in force, nobody is
taken to be named.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from classifiers.citation.towns import towns
from classifiers.language import identify
from monitor.language import Token, grammemes, is_city, is_settlement, lemmas, tokens
from monitor.language.endings import adjective_forms
from monitor.language.lemmas import parses
from monitor.model import Institution, Place

_BODIES = """
рада n|раду a|ради g|раді dl|мерія n|мерію a|мерії gdl|міськрада n|міськраду a|міськради g|міськраді dl|виконком na
виконкому gdl|виконкомі l|міськвиконком na|міськвиконкому gdl|мва nagdl
совет na|совета g|совету d|совете l|горсовет na|горсовета g|горсовету d|горсовете l|исполком na|исполкома g|исполкому d
исполкоме l|мэрия n|мэрию a|мэрии gdl|гва nagdl
"""
_HEADS = """
голова n|голову a|голови g|голові dl|мер n|мера ag|меру d|мерові dl|мерка n|мерку a|мерки g|мерці dl|міськголова n
міськголову a|міськголови g|міськголові dl|глава n|главу a|главы g|главе dl|мэр n|мэра ag|мэру d|мэре l
"""
_DEPUTIES = """
заступник n|заступниця n|заступника ag|заступницю a|заступнику d|заступникові d|заступниці gd
заместитель n|заместителя ag|заместителю d
"""
_SECRETARIES = """
секретар n|секретарка n|секретаря ag|секретарку a|секретарю d|секретареві d|секретарці d|секретарь n
"""


def _cases(table: str) -> dict[str, str]:
    return dict(pair.split() for line in table.split("\n") for pair in line.split("|") if pair)


_BODY, _HEAD, _DEPUTY, _SECRETARY = map(_cases, (_BODIES, _HEADS, _DEPUTIES, _SECRETARIES))
# Of these every district, company and class has its own: «міська» must stand before, «громади» behind.
_COMMON = frozenset("рада раду ради раді совет совета совету совете".split())
_LEADERS = frozenset("голова голову голови голові глава главу главы главе".split())
_MUNICIPAL = re.compile("^(?:міськ(?:а|у|ої|ій|ий|ого|ому)|городск(?:ой|ого|ому|ом))$")
_LED = frozenset("міста города громади міськради горсовета".split())
_LED_COUNCILS = frozenset((("міської", "ради"), ("городского", "совета")))
# What may stand before the office and leaves it ours and in force.
_ATTRIBUTES = re.compile("^(?:наш|чинн|нинішн|действующ|нынешн)(?!ест)|^(?:перш|перв)(?:а|у|ий|ого|ому|ый|ой|ая|ую)$")
_OTHERS = re.compile(
    "^(?:одн(?:а|у|ій|ого|ому|ой|им)$|інш|друг(?:ой|ого|ому)$|чуж|сусідн|соседн|кожн|кажд|жодн|якус|какую|дво|двум|екс|экс|колишн"
    "|бывш|бувш|тодішн|тогдашн|попередн|предыдущ|майбутн|будущ|псевдо|самопро|лже)"
)
FORMER = re.compile(r"\b(?:екс|экс|колишн|бывш|бувш|тодішн|тогдашн|попередн(?:ій|я|ьо)|предыдущ|кандидат)")
_WHERE = ("у", "в", "во", "під", "под", "біля", "возле", "з", "із", "до")
_TOWNLY = re.compile("[сцз]ьк(?:а|ої|ій|у|ий|ого|ому|им|ою)$|[сц]к(?:ая|ой|ую|ий|ого|ому|ом)$")
_QUOTES = "«»\"„“”'"


@dataclass(frozen=True, slots=True)
class Home:
    """Our town's words, all forms of its names and adjectives, and the beginnings of surnames of officials in force."""

    words: frozenset[str] = frozenset()
    officials: tuple[str, ...] = ()

    def has(self, words: Sequence[str], at: int) -> int:
        """How many words from `at` on name our town: 0, 1 or 2."""
        if words[at] in self.words:
            return 1
        return 2 * (" ".join(words[at : at + 2]) in self.words)


@dataclass(frozen=True, slots=True)
class Naming:
    """The institution or an office in a clause: words first..last-1 in one of `cases` (n, g, d, a, l)."""

    first: int
    last: int
    cases: str
    person: bool
    ours: bool  # our town's name or adjective, or an official's name, stands in it


def home(institution: Institution, place: Place | None = None) -> Home:
    """By what the institution is told from another town's; without the place by the adjective of its name alone."""
    found = set(towns(place).forms) if place else set()
    for named in institution.names:
        for token in tokens(named.name):
            if token.text[:1].isupper() and _TOWNLY.search(token.word):
                found |= adjective_forms(re.sub("(?:а|ої|ий|ого)$", "ий", token.word), "uk")
    surnames = (tokens(official.name)[-1:] for official in institution.officials if official.until is None)
    return Home(frozenset(found), tuple(token.word[: max(4, len(token.word) - 2)] for one in surnames for token in one))


def namings(clause: str, shown: Sequence[Token], here: Home) -> Iterator[Naming]:
    """Every naming of the institution or an office of it in force."""
    words = [token.word for token in shown]
    for at, word in enumerate(words):
        found = _body(words, at, here) if word in _BODY else _head(words, at, here) if word in _HEAD else None
        if found is not None and (whole := _whole(clause, shown, found, here)):
            yield whole


def _body(words: Sequence[str], at: int, here: Home) -> Naming | None:
    """«(тихогірська) міська рада», «виконком міської ради», or the council's secretary."""
    first, last = at, at + 1
    if words[at] in _COMMON:
        if at == 0 or not _MUNICIPAL.search(words[at - 1]):
            return None
        first -= 1
    elif tuple(words[last : last + 2]) in _LED_COUNCILS:
        last += 2
    first, ours = _own_before(words, first, here)
    if first > 0 and words[first - 1] in _SECRETARY and "g" in _BODY[words[at]]:
        return Naming(first - 1, last, _SECRETARY[words[first - 1]], True, ours)
    return Naming(first, last, _BODY[words[at]], False, ours)


def _head(words: Sequence[str], at: int, here: Home) -> Naming | None:
    """«міський голова», «голова (тихогірської) громади», «заступник мера»."""
    if words[at].startswith("мер") and identify(" ".join(words))[0] != "uk":
        return None  # «избрали меру пресечения»
    first, last, ours = at, at + 1, False
    municipal = at > 0 and _MUNICIPAL.search(words[at - 1])
    if words[at] in _LEADERS:
        if municipal:
            first -= 1
        else:
            while last < len(words) and here.has(words, last):
                last, ours = last + 1, True
            led = (
                2
                if tuple(words[last : last + 2]) in _LED_COUNCILS
                else int(words[last : last + 1] != [] and words[last] in _LED)
            )
            if not led:
                return None
            last += led
    elif words[last : last + 1] and words[last] in ("міста", "города"):
        last += 1
    first, before = _own_before(words, first, here)
    cases = _HEAD[words[at]]
    if first > 0 and words[first - 1] in _DEPUTY and "g" in cases:
        first, cases = first - 1, _DEPUTY[words[first - 1]]
    return Naming(first, last, cases, True, ours or before)


def _own_before(words: Sequence[str], first: int, here: Home) -> tuple[int, bool]:
    if first > 0 and here.has(words, first - 1):
        return first - 1, True
    return first, False


def _whole(clause: str, shown: Sequence[Token], named: Naming, here: Home) -> Naming | None:
    """With what belongs to it on both sides; None where that, or what is left beside it, makes it another's."""
    words = [token.word for token in shown]
    first, last, ours = named.first, named.last, named.ours
    while first > 0 and _ATTRIBUTES.search(words[first - 1]):
        first -= 1
    if last < len(words) and (more := here.has(words, last)):
        last, ours = last + more, True
    names = last
    while names < len(words) and _is_name(shown[names]) and clause[shown[names - 1].end : shown[names].start] == " ":
        names += 1
    if names > last:
        if not any(word.startswith(here.officials) for word in words[last:names]):
            return None  # «мер Дніпра», «мер Борис Філатов», «рада Кракова»
        last, ours = names, True
    quoted = clause[: shown[first].start].rstrip()[-1:] + clause[shown[last - 1].end :].lstrip()[:1]
    if any(mark in _QUOTES for mark in quoted) or _is_owned(words, first, named.cases):
        return None
    if _owns(words, last) and not _subject_behind(words, first, last):
        return None
    return Naming(first, last, named.cases, named.person, ours)


def _is_name(token: Token) -> bool:
    return token.text[:1].isupper() and not (token.text.isupper() and len(token.text) > 1)


def _is_owned(words: Sequence[str], first: int, cases: str) -> bool:
    """«дружину мера», «сусідню міську раду», «колишньому заступнику»?"""
    if first == 0:
        return False
    before = words[first - 1]
    found = grammemes(before)
    if _OTHERS.search(before) or ("ADJF" in found and not found & {"ADVB", "PRCL", "CONJ", "PREP"}):
        return True
    if _TOWNLY.search(before) and "VERB" not in found and "ADVB" not in found:
        return True  # «марганецька міська рада»
    owner = "NOUN" in found and not found & {"ADVB", "VERB", "PREP", "CONJ"}
    of_its_own = any(one.search(before) for one in (_SUSPICION, PAPERS, DEED, NEGLIGENCE))
    return "g" in cases and owner and not of_its_own


_SUSPICION = re.compile("^(?:підозру|подозрение|подозрении)$")
# What of the institution's an audit reads.
PAPERS = re.compile(
    "^(?:декларації|декларации|звіті|отчете|роботі|работе|закупівлях|закупках|діяльності|деятельности|документах)$"
)

# What an audit finds: «виявив у міськраді порушення».
_WRONG = re.compile(
    "^(?:порушення|нарушени[ея]|збитки|убытки|розтрату|растрату|зловживання|злоупотреблени[ея]|недостачу)$"
)
# What of it is criticised: «рішення міськради», «бездіяльністю виконкому».
DEED = re.compile(
    r"^(?:рішення|рішенням|рішеннями|дії|діями|роботу|роботою|політику|політикою|позицію|позицією|бездіяльність|бездіяльністю"
    r"|ініціативу|ініціативою|решени[ея]|решением|решениями|действи[яе]|действиями|работу|работой|политику|политикой"
    r"|позицию|позицией|бездействие|бездействием|инициативу|инициативой)$"
)
NEGLIGENCE = re.compile(
    r"^(?:недбалість|бездіяльність|халатність|безвідповідальність|байдужість|халатності|халатности|бездействия|безответственности"
    r"|равнодушия|недбальство)$"
)


def _owns(words: Sequence[str], last: int) -> bool:
    """«міська рада ветеранів», «мер сусіднього міста»: what is whose in the words behind?"""
    if last >= len(words):
        return False
    found = grammemes(words[last])
    if words[last] in PROSECUTORS:
        return False
    if found & {"VERB", "PRTS", "PREP", "CONJ", "ADVB", "PRCL"} or _SUSPICION.search(words[last]):
        return False
    if _WRONG.search(words[last]):
        return False
    return bool(found & {"NOUN", "ADJF"}) and not words[last].isdigit() and not _PREDICATE.search(words[last])


def _subject_behind(words: Sequence[str], first: int, last: int) -> bool:
    """«Через недбалість міськради діти мерзнуть»: does what is told begin behind the cause?"""
    if first < 1 or not NEGLIGENCE.search(words[first - 1]):
        return False
    readings = [one.tag for language in ("uk", "ru") for one in parses(words[last], language)]
    cases = {tag.case for tag in readings if tag.POS == "NOUN"}
    return "nomn" in cases and "gent" not in cases


# «Меру НАБУ вручило підозру»: who acts, whatever the order of the words.
PROSECUTORS = frozenset("набу сап дбр гбр сбу назк беб бэб амку".split())
# «Міську раду найкращою визнали», «мера винним».
_PREDICATE = re.compile("(?:ою|им|ым|ей|ан|ана|ний|на)$")


def elsewhere(text: str, here: Home) -> bool:
    """Is the last town the text names another one?"""
    shown = tokens(text)
    words = [token.word for token in shown]
    for at in reversed(range(len(words))):
        if here.has(words, at) or (at and here.has(words, at - 1) == 2):
            return False
        if shown[at].text[:1].isupper() and _is_town(shown, words, at):
            return True
    return False


# «Кращою в Україні», «у Держаудиті»: no place, or none that tells another town.
_NO_PLACE = re.compile("^(?:україн|украин|держ|гос|мін|мин|нац|антимон)")


def _is_town(shown: Sequence[Token], words: Sequence[str], at: int) -> bool:
    """Does a word with a capital name a town, or stand where places stand?"""
    word = words[at]
    found = grammemes(word)
    if (
        _TOWNLY.search(word)
        and at + 1 < len(words)
        and words[at + 1].startswith(("міськ", "городск", "громад", "гор", "мер", "мэр"))
    ):
        return True
    where = at > 0 and words[at - 1] in _WHERE
    if found & {"VERB", "ADVB", "PREP"} or (found & {"Name", "Surn"} and not where):
        return False
    if where and len(word) > 3 and "NOUN" in found and not shown[at].text.isupper() and not _NO_PLACE.search(word):
        return True  # «у Чехії»
    ask = is_settlement if where else is_city
    after = lemmas(words[at + 1]) if at + 1 < len(words) else ()
    return any(ask(lemma) for lemma in lemmas(word)) or any(is_city(f"{a} {b}") for a in lemmas(word) for b in after)
