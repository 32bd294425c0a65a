"""Is it the gathering that is called off, or what people gathered for: «мітинг скасували», «мітинг за скасування»?"""

from __future__ import annotations

import re
from collections.abc import Sequence

from classifiers.events import postponed
from classifiers.events.wording import CALLING, CANCELLED, CAUSE, CAUSE_BEFORE, DESPITE, HELD, OFF, OFF_BEFORE

_NOUN = re.compile(r"(?i)(?:скасуванн|перенесенн)\w*$")
_INFINITIVE = re.compile(r"(?i)(?:скасувати|отменить|отменять)$")
# «За скасування податку», «с требованием отменить налог».
_FOR = re.compile(
    r"(?i)\b(?:за|проти|через|щодо|після|про|вимог\w{1,3}|вимага\w+|просять|просили) (?:[\w'-]{2,20} ){0,2}$"
)
_ASKED = re.compile(
    r"(?i)\b(?:вимага|вимог|прос[ияі]|заклика|домага|добива|щоб|(?:по)?требу|(?:по)?требова|попрос|призыва|призва|чтобы|пропон|предлаг"
    r"|відмов|отказ)\w*\b[^.!?:]{0,60}$"
)
_CLAUSE = re.compile(r"[,;:()—–]")
# «…, яким рада скасувала пільги», «…, бо заборонили рух».
_SUBORDINATE = re.compile(
    r"(?i)\s*(?:\w{1,5} )?(?:як\w*|що|щоб|чого|чим|котор\w+|что|чтобы|когда|коли|бо|оскільки|адже|ведь|поскольку"
    r"|так как|потому что|тому що|після того|после того)\b"
)
_THEREFORE = re.compile(
    r"(?i)[,;—–]\s*(?:тож|тому|отож|через це|через що|після чого|і|й|поэтому|потому|из-за|после|и)\b"
)
_IT = re.compile(r"(?i)\b(?:його|її|їх|захід|заходу|акці[яюї]|его|е[её]|их|мероприяти[ея]|акци[яюи]|подію|зустріч)\b")
# A clause on what stands before the comma: «мітинг, який скасували».
_RELATIVE = re.compile(r"(?i)\s*(?:\w{1,5} )?(як(?:ий|а|е|і|у|их|им|ими|ою|ого|ому|ої|ій)|котор\w+|що|что)\b")
_LAST_WORDS = 60
# Kinds by their gender and the forms of «який» that may speak of them; of the others any form may.
_MASCULINE = re.compile(
    r"(?i)(?:мітинг|митинг|п[іи]кет|страйк|марш|флешмоб|флэшмоб|\w+проб[іе]г|ст[іо]л|ланцюг|з'їзд|съезд|форум|протест|зах[іо]д"
    r"|\w{0,7}суботник|субботник|крестн|брифінг|брифинг|вертеп)"
)
_FEMININE = re.compile(
    r"(?i)(?:ход[аиіуо]|хресн|акц|демонстрац|\w*конференц|зустріч|встреч|голодовк|забастовк|толо|прощ|дискус|лекц|розмов|цеп|панах|паних)"
)
_OF_HIM = re.compile(r"(?i)(?:який|якого|который|которого|що|что)$")
_OF_HER = re.compile(r"(?i)(?:яка|яку|якої|которая|которую|которой|що|что)$")
# What may stand between a gathering and the clause on it: its day and hour, names, what is of another gender.
_DATED = (
    r"\d[\d:.]*|\w{0,10}(?:січня|лютого|березня|квітня|травня|червня|липня|серпня|вересня|жовтня|листопада|грудня|января"
    r"|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря)|року|года|годин[іиу]|вчора|учора|вчера"
    r"|завтра|сьогодні|сегодня|на|о|об|у|в|з|із|зі|с|со|та|і|й|и|до|під|под|біля|возле|при|від|от|для|по|(?-i:[А-ЯҐЄІЇЁ])[\w'-]*"
)
_OTHERS = {
    _MASCULINE: re.compile(
        rf"(?i)(?:{_DATED}|площ\w+|вулиц\w+|улиц\w+|набережн\w+|[\w'-]+(?:ою|ею|єю|ої|ій|ой|ами|ями|ах|ях))$"
    ),
    _FEMININE: re.compile(
        rf"(?i)(?:{_DATED}|парк\w*|сквер\w*|майдан\w*|центр\w*|[\w'-]+(?:ом|ем|єм|им|ым|ому|ами|ями|ах|ях))$"
    ),
}
_DAY_ONLY = re.compile(rf"(?i)(?:{_DATED})$")
_QUOTED = re.compile(r"«[^»]*»")
# «Переніс полон», «перенесла две операции»: what is lived through.
_ENDURED = re.compile(
    r"(?i)перен\w* (?:[\w'-]{1,20} ){0,3}?(?:полон|плен|операц|інсульт|инсульт|інфаркт|инфаркт|хвороб|болезн"
    r"|ковід|ковид|грип|травм|поранен|ранени|контуз|тортур|катуван|пытк|знущан|голод|удар|втрат|потер|опромін|облуч|лікуван|лечени|ампутац|стрес)"
)
_DEED = re.compile(
    r"(?i)(?:скасува(?:в|л[аи])|отменил[аи]?|перен[іеё]с(?:л[аи])?|відкла(?:в|л[аи])|отложил[аи]?|заборони(?:в|л[аи])|запретил[аи]?)$"
)
# Words after a verb that are no object of it, or one that stands for the gathering.
_NO_OBJECT = re.compile(
    r"(?i)\s(?:[а-яіїєґё]{1,3}|через|після|перед|задля|заради|из-за|после|перед|ради|вчора|учора|вчера|сьогодні|сегодня|завтра|знову|снова"
    r"|також|также|тоді|тогда|потім|потом|раптово|внезапно|терміново|срочно|повністю|полностью|взагалі|вообще|навіть|даже|лише|только"
    r"|(?!прийом|при[её]м|підйом|під'йом|подъ[её]м)[\w'-]+(?:ом|ем|єм|им|ым|ою|ею|єю|ой|ти|тися|ться|ть)|(?:масов|мирн|публічн|публичн|вуличн|уличн|такі|такие|будь-які|любые)\w*"
    r"|(?:проведен|зібран|збор|собран|мітинг|митинг|пікет|пикет|захо|мероприят|акці|акци|протест|зустріч|встреч|ход|марш)\w*)\b"
)
_ACCUSATIVE = re.compile(r"(?i)\s[\w'-]{3,}[ую]\b")
_LINK = re.compile(
    r"(?i)^\s*(?:(?:а|але|і|й|та|и|но|проте|однак|однако|хоча|хотя|тож|тому|поэтому|вже|уже|потім|потом)\b\s*)*"
)
_AT = re.compile(r"(?i)\b(?:на|під час|во время) $")


def is_called_off(line: str, kind: re.Pattern[str]) -> bool:
    """Does a sentence that names a gathering of the kind tell that it is called off?"""
    return any(not (_is_moved(line, match) or _of_another(line, match, kind)) for match in CANCELLED.finditer(line))


def _is_moved(line: str, off: re.Match[str]) -> bool:
    """Is something only put off to another day, or moved to another place?"""
    verb = postponed.MOVED.match(line, off.start())
    if verb is not None and postponed.to_day(line, verb):
        return True
    return _MOVED.match(line, off.start()) is not None


def _of_another(line: str, off: re.Match[str], kind: re.Pattern[str]) -> bool:
    """Is something else called off: what people ask for, or what the gathering is the answer to?"""
    before, word = line[: off.start()], off[0]
    if _ENDURED.match(line, off.start()):
        return True
    marks = [mark.end() for mark in _CLAUSE.finditer(before)]
    start = marks[-1] if marks else 0
    end = mark.start() if (mark := _CLAUSE.search(line, off.end())) else len(line)
    if _NOUN.search(word):
        return _FOR.search(before) is not None
    after = kind.search(line, off.end(), end)
    if after and not _AT.search(line, off.end(), after.start()):
        return False
    if _INFINITIVE.search(word):
        return _ASKED.search(before) is not None or kind.search(line[start:end]) is None
    clause = line[start:end]
    if kind.search(clause) or _IT.search(clause):
        return False
    if _THEREFORE.match(line, end) and kind.search(line, end) and HELD.search(line, end):
        return True
    if not HELD.search(line) and not CALLING.search(line):
        return False
    if line[start - 1 : start] == ":":
        return HELD.search(before) is not None
    if _SUBORDINATE.match(clause) is None:
        return _has_object(line, off, start)
    relative = _RELATIVE.match(clause)
    return relative is None or not _is_of(
        relative[1], before[max(start - _LAST_WORDS, *marks[-2:-1], 0) : max(start - 1, 0)], kind
    )


def _has_object(line: str, off: re.Match[str], start: int) -> bool:
    """«Мер переніс сесію»: does the verb that calls off have an object of its own, be it only after its subject?"""
    end = off.end()
    if not _DEED.match(off[0]) or not re.match(r" [а-яіїєґё]", line[end : end + 2]) or _NO_OBJECT.match(line, end):
        return False
    subject = _LINK.sub("", line[start : off.start()], count=1).strip()
    return bool(subject) or _ACCUSATIVE.match(line, end) is not None


def _is_of(relative: str, words: str, kind: re.Pattern[str]) -> bool:
    """Does a clause that «який» opens speak of the gathering: right after it, and in its gender?

    Of «мітинг біля суду, який …» it is the court that the clause speaks of.
    """
    named = kind.search(words)
    if named is None or CAUSE.search(words, named.end()):
        return False
    between = _QUOTED.sub(" ", words[named.end() :]).split()
    allowed = _DAY_ONLY
    for gender, form in ((_MASCULINE, _OF_HIM), (_FEMININE, _OF_HER)):
        if gender.match(named[0]):
            if form.match(relative) is None:
                return False
            allowed = _OTHERS[gender] if relative.lower() not in ("що", "что") else _DAY_ONLY
    return all(allowed.match(word) for word in between)


# «СКАСОВАНО» as a whole line of a post.
_HEADING = re.compile(
    r"(?i)\W*(?:(?:увага|терміново|важливо|внимание|срочно|важно)\W+)?(?:скасовано|відмінено|відміна|відміняється"
    r"|скасовується|отменено|отмена|отменяется)\W*"
)
# A mention with an hour, a day or a number tells of another gathering.
_OWN = re.compile(
    r"(?i)\d|\b(?:сьогодні|завтра|післязавтра|сегодня|послезавтра|(?:у|в|во|на) (?:понеділ|вівтор|серед|четвер"
    r"|п'ятниц|субот"
    r"|неділ|понедельник|вторник|сред|пятниц|суббот|воскрес))"
)


# «Друзі!» between a heading and what it heads.
_ADDRESS = re.compile(r"[^\d.?:]{3,40}!")
# «Перенесли до будинку культури»: another place is no other day.
_MOVED = re.compile(
    r"(?i)\bперен[еоі]с\w* (?:[\w'-]{2,20} ){0,3}?(?:до|в|у|на|під|под|к|со|зі|з|із|с) (?:[\w'-]{3,20} ){0,2}?"
    r"(?:площ|парк|майдан|будин|дом|зал|палац|двор|двір|клуб|ратуш|школ|бібліотек|библиотек|стадіон|стадион|сквер|центр|вулиц|улиц"
    r"|приміщен|помещен|мері|мэри|міськрад|горсовет|адміністрац|администрац|храм|фойє|фойе|набережн)"
)
# «Мітинг 26 березня відміняється»: the gathering is what the verb is said of.
_ANNULLED = re.compile(r"(?i)\b(?:відмінено|відміня(?:ється|ються))\b")


def off_so_far(known: dict[str, bool], name: str, kind: re.Pattern[str], lines: Sequence[str], at: int) -> bool:
    """Is a gathering called off by the first sentence that names it, and not told anew in sentence `at`?

    `known` keeps of each kind whether its first sentence called it off, and is filled as sentences are read in order.
    """
    if name not in known:
        known[name] = _is_off(lines, at, kind)
        return known[name]
    return known[name] and not _is_told_anew(lines[at], kind)


def _is_off(lines: Sequence[str], at: int, kind: re.Pattern[str]) -> bool:
    """Is the gathering that sentence `at` is the first to name called off there, or by a heading of one word above?"""
    line = lines[at]
    if not _is_headed(lines, at):
        off = is_called_off(line, kind) or _is_annulled(line, kind)
        return off and not HELD.search(line) and _MOVED.search(line) is None
    named = kind.search(line)
    before = line[: named.start()] if named else line
    return not CAUSE.search(before) and not CAUSE_BEFORE.search(before)


def _is_headed(lines: Sequence[str], at: int) -> bool:
    """Does «СКАСОВАНО» stand right above a sentence, be it with a word to the readers between?"""
    above = at - 1
    if above > 0 and _ADDRESS.fullmatch(lines[above]) and not _HEADING.fullmatch(lines[above]):
        above -= 1
    return above >= 0 and _HEADING.fullmatch(lines[above]) is not None


def _is_annulled(line: str, kind: re.Pattern[str]) -> bool:
    off = _ANNULLED.search(line)
    return off is not None and any(
        kind.search(clause) and CAUSE.search(clause) is None
        for clause in _CLAUSE.split(line)
        if _ANNULLED.search(clause)
    )


def _is_told_anew(line: str, kind: re.Pattern[str]) -> bool:
    """Is a gathering called off before told here as held, called, or with a day or hour of its own?"""
    if _OWN.search(line) or HELD.search(line):
        return True
    return any(kind.search(clause) and CALLING.search(clause) for clause in _CLAUSE.split(line))


def called_off_by_title(lines: Sequence[str], kind: re.Pattern[str]) -> bool:
    """«Мітинг підприємців скасували»: then what the text says of its plans is no event either.

    Not «Тариф скасували після мітингу», «Мітинг через скасування маршруту», nor where the text tells that it was held.
    """
    title = lines[0]
    named = kind.search(title)
    if named is None or DESPITE.search(title) or HELD.search(title):
        return False
    before, after = title[: named.start()], OFF.search(title, named.start())
    if CAUSE.search(before) or CAUSE_BEFORE.search(before):
        return False
    if CAUSE.search(title[named.end() : after.start()]) if after else not OFF_BEFORE.search(before):
        return False
    if _MOVED.search(title) or any(postponed.is_told(line, kind) for line in lines):
        return False
    return not any(kind.search(line) and HELD.search(line) and not is_called_off(line, kind) for line in lines[1:])
