"""Charges against the institution and honours given to it, in so many words: «міську раду оштрафували». Pure.

A model of words cannot tell who fined whom; the case of the institution's noun and the order of the words can. What is
said here outweighs the model, so every rule asks for a plain sentence: the institution, the verb and what it was found
to be stand side by side. Whatever stands between and is no adverb leaves the sentence to the model.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from classifiers.tone import criticism
from classifiers.tone.namings import FORMER, PAPERS, PROSECUTORS, Home, Naming, elsewhere, namings
from monitor.language import grammemes, tokens
from monitor.text import sentences

# Most texts have none of these beginnings and are passed over at once.
_TRIGGERS = re.compile(
    "підозр|подозр|обвинув|обвиня|звинувач|оштраф|поруш|наруш|збитк|убытк|розтрат|растрат|зловжив|злоупотреб|недостач"
    "|визна|призна|назва|лідер|лидер|провал|місце|место|перемогу|победу|відзнак|нагород|наград|рейтинг"
    f"|{criticism.TRIGGERS}"
)
# Told by occupiers, undone, denied, wished, asked, feared, or of another age.
_VOID = re.compile(
    r"\b(?:окупа|оккупа|самопро|гауляйт|колабор|коллабор|псевдо|заочн|держзрад|лнр|днр|росіян|россиян|скасува|отмен"
    r"|закри|закры|виправда|оправда|знял|снял|спростув|опровер|нібито|начебто|ніби|якобы|будто|фейк|чутк|слухи|слухам"
    r"|якби|якщо|аби|щоб|чтоб|если|можливо|возможно|може\b|мабуть|наче|чи\b|би\b|б\b|бы\b|ли\b|столітт|столети|антипрем)"
    r"|\b1\d{3}\b|\?\s*[»\"”]?$"
)
_NOT = frozenset("не ні ни без жодних жодного жодної никаких ледь мало майже почти едва".split())
# What it is no honour to be the first in.
_SHAMES = re.compile(
    r"\b(?:борж|борг|долг|должник|корупц|коррупц|анти|скарг|жалоб|забрудн|загрязн|захвор|заболе|злочин|преступ|смертн|аварі"
    r"|авари|дтп|безробіт|безработ|недовір|недовер|непрозор|непрозрач|найгірш|найменш|худш|наимен|наимень|останн|передостан"
    r"|последн|предпослед|нуль|нул[яь]|кінця|конца|знизу|снизу|хвост|штраф|поруш|наруш|збитк|убытк|витрат|зарплат|хабар|взят"
    r"|затримк|провал|загибл|полегл|погиб|посмерт|найбідн|багат|богат|звільнен|увольнен|бруд|гряз|відмов|отказ|бездіял)"
)
# Who is named in one clause was not fined in the next; a dash before «серед лідерів» only stands for a verb.
_CLAUSES = re.compile(r"[,;:](?=\s)|[()]|\s[–—-]\s(?!(?:серед|среди|[ув])\s)")

_DELIVERED = re.compile(
    "^(?:(?:повідом|оголос)(?:или|ив|ила|ило|лено)|повідомлено|оголошено|вруч(?:или|ив|ила|ило|ил|ено)"
    "|(?:объяв|сообщ)(?:или|ил|ила|ило|лено|ено))$"
)
_SUSPICION = re.compile("^(?:підозру|підозри|подозрение|подозрения|подозрении)$")
_RECEIVED = re.compile("^(?:отрима|одержа|получи)(?:в|л|ла|ло|ли)$")
_ACCUSED = ("підозрюєтьс", "обвинувачуєтьс", "звинувачуєтьс", "подозреваетс", "обвиняетс")
_ACCUSE = re.compile(
    "^(?:підозрюють|обвинувачують|звинувачують|обвинуватили|звинуватили|подозревают|обвиняют|обвинили)$"
)
_FINED = re.compile("^оштраф(?:ува|ова)(?:в|л|ла|ло|ли|но|н|на|ний)$")
_CALLED = re.compile("^(?:визна|назва|призна)(?:в|л|ла|ло|ли|но|н|на|ний)$")
_FAILED = re.compile("^провали(?:в|л|ла|ло|ли)$")
_DUTIES = re.compile("^(?:підготов|подготов|опалюв|отопит|ремонт|реформ|завдан|задан|закупів|закупк)")
_FOUND = re.compile(
    "^(?:вияви(?:в|ла|ло|ли)|виявлено|знайш(?:ов|ла|ло|ли)|знайдено|зафіксува(?:в|ла|ло|ли)|зафіксовано|выяви(?:л|ла|ло|ли)"
    "|обнаружи(?:л|ла|ло|ли)|обнаружен[оы]|наш(?:ел|ла|ло|ли)|найден[оы]|выявлен[оы])$"
)
_WRONGS = re.compile(
    "^(?:порушення|нарушени[ея]|збитки|збитків|убытки|убытков|розтрату|растрату|зловживання|злоупотреблени[ея]|недостачу)$"
)
_SUM = re.compile(
    r"^(?:на$|понад|більш|майже|почти|более|свыше|млн|млрд|тис|тыс|мільйон|миллион|мільярд|миллиард|грн|гривень|гривні|гривен|\d)"
)
_WORST = re.compile("^(?:найгірш|худш)")
_GUILTY = re.compile("^(?:винн(?:ою|им|ой)|винуват(?:ою|им)|виновн(?:ой|ым|ою)|виновен|виновна)$")
_BEST = re.compile("^(?:найкращ|кращ|лучш|найпрозор|найвідкрит|найефектив|найуспіш)")
_HEADS = re.compile("^(?:голов|мер|мэр|глав|керівник|руководител)")
_AGENTS = re.compile(
    "^(?:у|в|во|за|по|на|серед|среди|з|із|из|рад|совет|мері|мэри|виконком|исполком|громад|орган|замовник|заказчик|роботодав)"
)
_VICTORS = re.compile("^(?:лідер|лидер|переможц|переможн|победител)")
_MOST = frozenset(
    "однією одним одной одну одного з із із зі из серед среди самой самым найбільш наиболее міською міським".split()
)
_OPEN = re.compile("^(?:прозор|прозрач|найпрозор|відкрит|найвідкрит|открыт|ефектив|эффектив|підзвітн)")
_CONTEST = re.compile("^(?:конкурс|премі[їяю]|преми[ия]|номінац|номинац)")
_AMONG = frozenset("серед среди у в".split())
_TOP = re.compile("^(?:лідер|лидер|переможц|победител|найкращ|найпрозор|трійц|тройк|десятц|десятк)")
_WON = re.compile("^(?:посі|здобу|виборо|отрима|заня|зайня|завоева|получи)(?:в|л|ла|ло|ли)$")
_LED = re.compile("^(?:очоли|возглави)(?:в|л|ла|ло|ли)$")
_FIRST = re.compile("^(?:перше|друге|третє|первое|второе|третье|[1-3](?:-ше|-ге|-тє|-е|-є)?)$")
_AWARD = re.compile("^(?:відзнаку|нагороду|награду)$")
_AWARDED_FOR = frozenset("за від от у в на".split())
_IN = frozenset("у в во".split())
_SUSPECTED_OF = frozenset(("", *"у в во за та і й и".split()))
_BEHIND = frozenset("у в во за по на після после під через суд".split())
# So many words may follow the verb before the contest or the rating is named.
_FAR = 6


@dataclass(frozen=True, slots=True)
class _Clause:
    words: Sequence[str]

    def at(self, index: int) -> str:
        """The word there; "" beyond either end."""
        return self.words[index] if 0 <= index < len(self.words) else ""

    def onward(self, index: int) -> int:
        """From `index` on, the first word that is more than an adverb or the short name of a body («НАБУ»)."""
        while index < len(self.words) and self._light(index):
            index += 1
        return index

    def back(self, index: int) -> int:
        """The same the other way; -1 where the clause begins."""
        while index >= 0 and self._light(index):
            index -= 1
        return index

    def _light(self, index: int) -> bool:
        found = grammemes(self.words[index])
        if self.words[index] in PROSECUTORS or self.words[index] == "вже":
            return True
        return "ADVB" in found and not found & {"NOUN", "VERB", "PREP"}


def told(text: str, here: Home) -> tuple[str, str] | None:
    """(negative or positive, the sentence), where one charges or honours the institution; None for both or neither."""
    if not _TRIGGERS.search(text.lower()):
        return None
    found: dict[str, str] = {}
    start = 0
    for sentence in sentences(text):
        start = max(start, text.find(sentence, start))
        low = sentence.lower().replace("ё", "е")
        if not _TRIGGERS.search(low) or _VOID.search(low) or FORMER.search(low):
            continue
        for clause in _CLAUSES.split(sentence):
            said = _of_clause(clause, here, _SHAMES.search(low) is not None)
            if (
                said
                and not (said[1].ours and not elsewhere(sentence, here))
                and elsewhere(text[: start + len(sentence)], here)
            ):
                continue  # «У Марганці мер отримав підозру»
            if said:
                found.setdefault(said[0], sentence)
    return next(iter(found.items())) if len(found) == 1 else None


def _of_clause(text: str, here: Home, shameful: bool) -> tuple[str, Naming] | None:
    shown = tokens(text)
    clause = _Clause([token.word for token in shown])
    if not _NOT.isdisjoint(clause.words):
        return None
    for named in namings(text, shown, here):
        if _charged(clause, named):
            return "negative", named
        if not shameful and _honoured(clause, named):
            return "positive", named
    return None


def _charged(clause: _Clause, named: Naming) -> bool:
    if _fined(clause, named) or _suspected(clause, named) or _wrong_found(clause, named):
        return True
    if criticism.told(clause.words, named, _FOUND, _WRONGS):
        return True
    verb = clause.onward(named.last)
    if "n" in named.cases and clause.at(verb).startswith(_ACCUSED):
        return True
    if "n" in named.cases and _FAILED.search(clause.at(verb)) and not _prepositional(clause, named):
        return any(_DUTIES.search(clause.at(verb + i)) for i in (1, 2))
    return any(_WORST.search(word) or _GUILTY.search(word) for word in _called(clause, named)[:1])


def _fined(clause: _Clause, named: Naming) -> bool:
    return _done_to(clause, named, _FINED) is not None or _done_to(clause, named, _ACCUSE) is not None


def _done_to(clause: _Clause, named: Naming, verbs: re.Pattern[str]) -> int | None:
    """Where the words behind both begin, if this was done to it: «Раду оштрафували», «горсовет оштрафован».

    What may be subject or object alike («виконком») is an object only of a verb that has no other one and no subject.
    """
    if _prepositional(clause, named):
        return None
    after, before = clause.onward(named.last), clause.back(named.first - 1)
    for verb, behind in ((after, after + 1), (before, named.last)):
        word = clause.at(verb)
        if not verbs.search(word):
            continue
        if word.endswith(("н", "на", "ний")):
            done = "n" in named.cases and verb == after and _ends(clause, behind, verbs is _CALLED)
        elif "n" in named.cases:
            alone = clause.back((named.first if verb == after else verb) - 1) < 0
            plural = word.endswith(("но", "ли", "ють"))
            done = "a" in named.cases and plural and alone and _ends(clause, behind, verbs is _CALLED)
        else:
            done = "a" in named.cases
        if done:
            return behind
    return None


def _ends(clause: _Clause, index: int, called: bool) -> bool:
    """Does the clause end there, or go on without a noun of its own («на 20 тисяч»)?"""
    word = clause.at(index)
    return word == "" or called or word in _BEHIND


def _prepositional(clause: _Clause, named: Naming) -> bool:
    return "PREP" in grammemes(clause.at(named.first - 1)) if named.first else False


def _called(clause: _Clause, named: Naming) -> Sequence[str]:
    """The words that say what the institution was called, the chief one first; none where it was called nothing."""
    behind = _done_to(clause, named, _CALLED)
    if behind is None:
        return ()
    verb = clause.back(named.first - 1)
    if _CALLED.search(clause.at(verb)) and _instrumental(clause.at(verb - 1)):
        return clause.words[verb - 1 : verb]  # «Найгіршою визнали міську раду»
    while behind < len(clause.words) and (clause.words[behind] in _MOST or behind != clause.onward(behind)):
        behind += 1
    return clause.words[behind : behind + _FAR]


def _instrumental(word: str) -> bool:
    return word.endswith(("ою", "им", "ым", "ей", "ой"))


def _suspected(clause: _Clause, named: Naming) -> bool:
    """«Мер отримав підозру», «підозру вручили меру»: only people are suspected, a council is told of suspicions."""
    if not named.person or _prepositional(clause, named):
        return False
    what = next((i for i, word in enumerate(clause.words) if _SUSPICION.search(word)), None)
    if what is None:
        return False
    opens = what - (clause.at(what - 1) in ("про", "о"))
    after, before = clause.onward(named.last), clause.back(named.first - 1)
    if "n" in named.cases:
        if _RECEIVED.search(clause.at(after)):
            return clause.onward(after + 1) == what and clause.at(what + 1) in _SUSPECTED_OF
        return _RECEIVED.search(clause.at(before)) is not None and clause.back(before - 1) == what == opens == 0
    if "d" not in named.cases:
        return False
    if _DELIVERED.search(clause.at(after)) and clause.onward(after + 1) == opens:
        return clause.at(what + 1) in _SUSPECTED_OF  # «меру повідомили про підозру»
    if before == what and _DELIVERED.search(clause.at(clause.back(opens - 1))):
        return clause.at(named.last) in _SUSPECTED_OF  # «вручили підозру меру»
    if _DELIVERED.search(clause.at(before)):
        pronounced = clause.back(before - 1) == what and opens == 0  # «про підозру повідомили мерові»
        return pronounced or (after == opens and clause.at(what + 1) in _SUSPECTED_OF)
    return before == what and opens == 0 and _DELIVERED.search(clause.at(after)) is not None


def _wrong_found(clause: _Clause, named: Naming) -> bool:
    """«Аудит виявив порушення (на 5 мільйонів) у міській раді», «… в декларації мера»."""
    paper = PAPERS.search(clause.at(named.first - 1)) is not None
    place = named.first - 1 - paper
    if place < 1 or clause.at(place) not in _IN or not set(named.cases) & set("g" if paper else "l"):
        return False
    wrong = place - 1
    while wrong > 0 and _SUM.search(clause.words[wrong]):
        wrong -= 1
    if not _WRONGS.search(clause.words[wrong]):
        return False
    verb = wrong - 1
    while verb > 0 and (clause.words[verb][0].isdigit() or grammemes(clause.words[verb]) & {"ADJF", "ADVB"}):
        verb -= 1
    behind = clause.onward(named.last)
    return _FOUND.search(clause.at(verb)) is not None and _goes_quietly(clause, behind)


def _goes_quietly(clause: _Clause, index: int) -> bool:
    """No second verb, whose place the institution would be: «Порушення, які виявили, обговорили у міській раді»."""
    return not any("VERB" in grammemes(word) and "NOUN" not in grammemes(word) for word in clause.words[index:])


def _honoured(clause: _Clause, named: Naming) -> bool:
    if _called_best(_called(clause, named), named.person):
        return True
    if "n" not in named.cases or _prepositional(clause, named):
        return False
    verb = clause.onward(named.last)
    behind = clause.words[verb + 1 : verb + 1 + _FAR]
    if clause.at(verb) in _AMONG:
        return any(map(_TOP.search, behind[:2])) and any(map(_OPEN.search, behind))
    first = clause.onward(verb + 1)
    if _LED.search(clause.at(verb)):
        return clause.at(first).startswith("рейтинг") and any(map(_OPEN.search, behind[:3]))
    if not _WON.search(clause.at(verb)):
        return False
    if _AWARD.search(clause.at(first)):
        return clause.at(first + 1) == "" or clause.at(first + 1) in _AWARDED_FOR
    placed = _FIRST.search(clause.at(first)) and clause.at(first + 1) in ("місце", "место")
    won = placed or clause.at(first) in ("перемогу", "победу")
    return bool(won and not named.person and any(_CONTEST.search(w) or _OPEN.search(w) for w in behind))


def _called_best(words: Sequence[str], person: bool) -> bool:
    if not words:
        return False
    if _VICTORS.search(words[0]):
        return any(_CONTEST.search(word) or _OPEN.search(word) for word in words)
    if person:
        return _BEST.search(words[0]) is not None and any(map(_HEADS.search, words[1:3]))
    if _BEST.search(words[0]):
        return len(words) == 1 or _AGENTS.search(words[1]) is not None  # not «кращим місцем для фото»
    return False
