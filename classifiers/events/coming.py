"""A bare day of the week that is to come though no verb of the future stands there: «у суботу о 10:00 – мітинг».

An announcement tells the day with a present of holding («у четвер спілка збирає віче») or with no verb at all; told
with a past, beside one of what people did, or with the gathering only spoken of, the day is the one before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from classifiers.events import tense, when
from classifiers.events.wording import HELD, WEEKLY
from monitor.dates.vocabulary import DAY_WORDS
from monitor.language.lemmas import parses

_WEEK = timedelta(days=7)
# How far from the gathering's sentence its day may stand in one of its own.
_BESIDE = 1
# The present of holding, calling and going, and what somebody means to do.
_INTENT = (
    r"(?:має|мають|хоче|хочуть|збира(?:ється|ються)|обіця(?:є|ють)|намерен[аоы]?|долж(?:ен|на|но|ны)|хочет|хотят"
    r"|собира(?:ется|ются)|обеща(?:ет|ют)|плану(?:є|ють)|планиру(?:ет|ют)|готу(?:ється|ються)|готов(?:ится|ятся))"
)
PRESENT = re.compile(
    rf"(?i)\b(?:{_INTENT} (?:[\w'-]{{1,20}} ){{0,4}}[\w'-]{{2,20}}(?:ти|тися|тись|ть|ться)"
    r"|збира(?:є|ють)(?:ся|ться)?|склика(?:є|ють)|провод(?:ить|ять)|організову(?:є|ють)|організу(?:є|ють)"
    r"|[ву]лаштову(?:є|ють)|плану(?:є|ють)|готу(?:є|ють)|оголошу(?:є|ють)|анонсу(?:є|ють)|виход(?:ить|ять)|вивод(?:ить"
    r"|ять)|йд(?:е|уть)|ід(?:е|уть)|вируша(?:є|ють)|руша(?:є|ють)|пікету(?:є|ють)|мітингу(?:є|ють)|страйку(?:є|ють)"
    r"|протесту(?:є|ють)|відбува(?:ється|ються)|проход(?:ить|ять)|старту(?:є|ють)|(?:роз)?почина(?:ється|ються|є|ють)"
    r"|вшанову(?:є|ють)|мол(?:иться|яться)|служ(?:ить|ать)|зустріча(?:ється|ються)|сход(?:иться|яться)|запрошу(?:є|ють)"
    r"|клич(?:е|уть)|чека(?:є|ють)"
    r"|собира(?:ет|ют)(?:ся)?|созыва(?:ет|ют)|провод(?:ит|ят)|организу(?:ет|ют)|устраива(?:ет|ют)|планиру(?:ет|ют)"
    r"|готов(?:ит|ят)|объявля(?:ет|ют)|анонсиру(?:ет|ют)|выход(?:ит|ят)|вывод(?:ит|ят)|ид(?:[её]т|ут)|отправля(?:ется"
    r"|ются)|пикетиру(?:ет|ют)|митингу(?:ет|ют)|басту(?:ет|ют)|протесту(?:ет|ют)|проход(?:ит|ят)|старту(?:ет|ют)"
    r"|начина(?:ется|ются|ет|ют)|почита(?:ет|ют)|мол(?:ится|ятся)|служ(?:ит|ат)|встреча(?:ется|ются)|приглаша(?:ет|ют)"
    r"|зов(?:[её]т|ут)|жд(?:[её]т|ут))(?![\w'-])"
)
# What stands for the gathering in a sentence that only tells its hour: «Початок – у суботу о 12:00».
_IT = re.compile(r"(?i)\b(?:збір|початок|старт|зустріч|захід|подія|акція|сбор|начало|встреча|мероприятие|акция)\b")
# «На мітингу в суботу», «після пікету»: told of what was at it; «на мітинг» calls to it.
_AT_IT = re.compile(
    r"(?i)\b(?:після|під час|про|через|щодо|з|із|зі|від|проти|до|за|после|во время|о|об|из-за|с|со|от|против)"
    r" (?:[\w'-]{2,20} ){0,2}$"
)
_ON_IT = re.compile(r"(?i)\b(?:на|у|в|во) (?:[\w'-]{2,20} ){0,2}$")
_LOCATIVE = re.compile(r"(?i)(?:нгу|йку|ті|ді|ії|ии|ах|ях|ші|ге|те|де|ше)$")
# People told by their gathering: «учасники мітингу в неділю вимагають».
_OF_IT = re.compile(
    r"(?i)\b(?:учасни|участни|організатор|организатор|фото|відео|видео|світлин|бійк|драк|підсум|итог|наслід|вимог"
    r"|требован|гасл|лозунг|заборон|запрет|перенес|розгін|разгон|суд|справ|дел)\w* (?:[\w'-]{2,20} ){0,2}$"
)
_CLAUSE = re.compile(r"[;()]|:(?!\d)|, (?!\d{1,2}[:.]\d\d)")
# «Який у суботу збирає підписи»: what is told of somebody else.
_RELATIVE = re.compile(r"(?i)\s*(?:\w{1,5} )?(?:як(?:ий|а|е|і|их|им|ими|ого|ої)|що|котр\w{1,3}|котор\w{2,3}|что)\b")
_SUBORDINATE = re.compile(
    rf"{_RELATIVE.pattern}|\s*(?:бо|оскільки|адже|тому що|через те що|після того|так як|аби|щоб|поки|доки"
    r"|коли|якщо|де|куди|как|потому что|поскольку|ведь|так как|после того|чтобы|пока|когда|если|где|куда)\b"
)
# What is told of a gathering that is over, whatever its tense.
_AT_THE_TIME = re.compile(
    r"(?i)\b(?:був|була|було|були|говори(?:в|л[аи])|трима(?:в|л[аи])|вимага(?:в|л[аи])|скандува(?:в|л[аи])"
    r"|крича(?:в|л[аи])|прин[іо]с(?:л[аи])?|принесл[аи]|вист(?:упи(?:в|л[аи]))|промовля(?:в|л[аи])|помітил\w+"
    r"|был[аои]?|говорил[аи]?|держал[аи]?|требовал[аи]?|скандировал[аи]?|кричал[аи]?|выступ(?:ил[аи]?|ал[аи]?)"
    r"|підсумки|итоги|як це було|как это было)\b"
)
# What people did at it, told behind a present of holding: «У суботу ГО «Сад» проводить мітинг. Прийшли сто людей».
CAME = re.compile(
    r"(?i)\b(?:зібрал(?:ися|ись|ася|ась)|зібравс\w|зібрал[аио] (?:[\w'-]+ ){0,3}(?:людей|осіб|учасник\w+|вірян\w*)"
    r"|зійшлис[яь]|розійшлис[яь]|прийшов|прийшл[аио]|затрима(?:в|ла|ли|но)|(?<!буде )перекри(?:в|ла|ли|то)"
    r"|собрал(?:ись|ася|ась)|собрал[аио]? (?:[\w'-]+ ){0,3}(?:людей|человек|участник\w+|верующ\w+)"
    r"|сошлись|разошлись|приш[её]л|пришл[аио]|задержал[аи]?|задержан[аы]?|(?<!будет )перекры(?:л[аи]?|т[оаы]?)"
    r"|(?:до|к) (?:людей|людям|них|ним|(?:учасник|участник|протест|мітинг|митинг|пікет|пикет)\w+)"
    r" (?:[\w'-]+ )?(?:ви|вы)(?:йшов|йшл[аи]|шел|шл[аи])"
    r"|(?:ви|вы)(?:йшов|йшл[аи]|шел|шл[аи]) (?:до|к) (?:людей|людям|них|ним)"
    r"|(?:сказа|розпові|зазначи|рассказа|отмети)\w+ (?:учасни|участни)\w+"
    r"|(?:голов|лідер|делегат|председател|лидер)\w* (?:[\w'-]+ ){0,2}(?:обра(?:ли|но|ла|в)|избра(?:ли|н|на|л|ла))"
    r"|(?:обра(?:ли|но|ла|в)|избра(?:ли|н|на|л|ла)) (?:[\w'-]+ )?(?:голов|лідер|делегат|председател|лидер)\w*)\b"
)
_AT_THIS = re.compile(r"(?i)\b(?:на (?:ній|ньому|ней|н[её]м)|(?:під час|во время) (?:неї|нього|не[её]|него))\b")
# «Нагадаємо, торік на мітинг прийшли сто людей»: what was earlier.
EARLIER = re.compile(
    r"(?i)\b(?:нагада\w+|раніше|минул\w+|торік|попередн\w+|напередодні|напомн\w+|ранее|прошл\w{2,3}|предыдущ\w+"
    r"|накануне)\b"
)
# Pictures of it, and what only one that was can be: «уже третій за місяць»; «беріть фото рідних» is none.
_SHOWN = re.compile(
    r"(?i)(?:^|[(:|–—,] ?)(?:фото|відео|видео|світлини)\b|\b(?:фото|відео|видео)?репортаж\w*"
    r"|\b(?:вже|уже|най[\w'-]+|сам\w{2}|перш\w{1,3}|перв\w{2}) (?:[\w'-]+ ){0,3}за"
    r" (?:(?:останн|цей|цю|последн|этот|эту)\w* )?(?:рік|місяць|тиждень|год|месяц|неделю)\b"
)
_REVIEW = re.compile(
    r"(?i)\b(?:підсум\w+|итог\w+|дайджест\w*|(?:головне|главное) за"
    r"|(?:головн|главн)\w+ (?:поді|новин|событ|новост)\w+ (?:тижня|місяця|недели|месяца))\b"
)
# «З понеділка страйкує»: what goes on since a day; «з понеділка починає» is to come.
_SINCE = re.compile(r"(?i)(?:з|із|с) ")
_LASTS = re.compile(
    r"(?i)\b(?:трива|провод|проход|відбува|йде\b|йдуть\b|страйку|пікету|мітингу|протесту|длит|ид[её]т\b|идут\b|басту"
    r"|пикетиру|митингу)"
)
# Who told of it is no sign of its time.
_TOLD = re.compile(
    r"(?i)\b(?:повідомил\w+|повідомив|розповіл\w+|розповів|зазначил\w+|зазначив|написал\w*|написав|каза(?:в|л[аи])"
    r"|сказа(?:в|л[аи])|анонсувал\w+|анонсував|додал[аи]|додав|пообіця(?:в|л[аи])|сообщил\w*|рассказал\w*|отметил\w*"
    r"|анонсировал\w*|добавил\w*|пообещал\w*)\b"
)
_VERB = {"past", "pres", "futr", "impr"}


def of_week(
    lines: Sequence[str], at: int, found: Sequence[when.Found], published: date, kind: re.Pattern[str] | None
) -> when.Found | None:
    """The coming day of the week that sentence `at`, or one of its own beside, tells the gathering for."""
    if kind is None:
        return None
    bare = {f.sentence: f for f in reversed(found) if _is_bare(f, published)}
    for number in sorted(bare, key=lambda number: (abs(number - at), number)):
        if abs(number - at) > _BESIDE or any(not f.word and not f.bound for f in found if f.sentence == number):
            continue
        if any(f.sentence == at for f in found) and number != at:
            return None
        line = lines[number]
        if WEEKLY.search(line) or _is_reported(lines, number):
            continue
        if _held_then(line, kind) or _without_verb(lines, number, at, kind):
            return replace(bare[number], day=bare[number].day + _WEEK)
    return None


def _is_bare(found: when.Found, published: date) -> bool:
    """Is it a day of the week, told neither as today nor as last or next week's?"""
    named = found.word and found.word not in DAY_WORDS and found.word not in when.AHEAD
    return bool(named) and not found.bound and published - _WEEK < found.day < published


def _held_then(line: str, kind: re.Pattern[str]) -> bool:
    """«У четвер профспілка планує пікет»: does the clause of the day tell by a present that it is held?"""
    for clause in _clauses_of_day(line):
        if not PRESENT.search(clause) or tense.count(clause, "past"):
            continue
        named = [match for match in kind.finditer(clause) if not is_spoken_of(match)]
        if named and not any(_has_past(one) for one in _main_clauses(line)):
            return True
        elsewhere = kind.search(line) is not None and not any(is_spoken_of(match) for match in kind.finditer(line))
        if elsewhere and not _RELATIVE.match(clause) and not HELD.search(line) and not tense.count(line, "past"):
            return True
    return False


def _is_reported(lines: Sequence[str], number: int) -> bool:
    """Is it the day of a report: pictures, a review of the week, or what people did at it, there or behind?"""
    line = lines[number]
    if _SHOWN.search(line) or _REVIEW.search(line) or _REVIEW.search(lines[0]):
        return True
    behind = [*_main_clauses(line), *(one for one in lines[number + 1 : number + 3] if not EARLIER.search(one))]
    return any(CAME.search(one) or (_AT_THIS.search(one) and tense.count(one, "past")) for one in behind)


def _clauses_of_day(line: str) -> Iterator[str]:
    """The parts of a sentence that tell a day of the week, where none is told as the last one or as a beginning."""
    told = [match[1] for match in when.WEEKDAY.finditer(line)]
    if any(when.is_of_last(one) or (_SINCE.match(one) and _LASTS.search(line)) for one in told):
        return
    marks = [0, *(mark.end() for mark in _CLAUSE.finditer(line)), len(line)]
    for start, end in pairwise(marks):
        if when.WEEKDAY.search(line, start, end):
            yield line[start:end]


def _main_clauses(line: str) -> Iterator[str]:
    """The parts of a sentence that give no reason and tell of nobody: «…, бо рада підняла тариф» is left out."""
    return (clause for clause in _CLAUSE.split(line) if not _SUBORDINATE.match(clause))


def is_spoken_of(match: re.Match[str]) -> bool:
    """Is the gathering named only as what something was at, after or about?"""
    before = match.string[max(0, match.start() - 60) : match.start()]
    if _AT_IT.search(before) or _OF_IT.search(before):
        return True
    return _ON_IT.search(before) is not None and _LOCATIVE.search(match[0]) is not None


def _without_verb(lines: Sequence[str], number: int, at: int, kind: re.Pattern[str]) -> bool:
    """«Мітинг спілки – у п’ятницю о 18:00»: is the day told with no verb, and nothing near of what people did then?"""
    line = lines[number]
    if _has_verb(line):
        return False
    if number != at and (_has_past(lines[at]) or not (_IT.search(line) or when.HOUR.search(line))):
        return False
    if number == at and not any(_is_named(match) for match in kind.finditer(line)):
        return False
    near = lines[max(0, min(number, at) - 1) : max(number, at) + 3]
    if any(HELD.search(one) or _AT_THE_TIME.search(one) or _SHOWN.search(one) for one in near):
        return False
    return when.HOUR.search(line) is not None or not any(_has_past(one) for one in near)


def _has_past(line: str) -> bool:
    return tense.count(_TOLD.sub(" ", line), "past") > 0


def _has_verb(line: str) -> bool:
    """Has a sentence a verb outside of names: a word that can be nothing else?"""
    return any(tense.count(line, one) for one in sorted(_VERB))


def _is_named(match: re.Match[str]) -> bool:
    """Does a gathering stand in the nominative, as what there is: «у суботу – мітинг»?"""
    if is_spoken_of(match):
        return False
    word = match[0].split()[0].lower()
    readings = [p for language in ("uk", "ru") for p in parses(word, language)]
    return any(p.tag.POS in ("NOUN", "ADJF") and p.tag.case in (None, "nomn") for p in readings)
