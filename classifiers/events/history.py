"""Is a gathering told as history: years or a season ago, not of late?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from classifiers.events import when
from classifiers.events.wording import CALLING, HELD
from monitor.dates.vocabulary import DAY_WORDS, MONTHS
from monitor.language.lemmas import grammemes

_BESIDE = 1
# «У 1989 році», «навесні 2014-го», «тисяча дев'ятсот дев'яностого»: when something long gone was.
_YEAR = re.compile(
    r"(?i)(?:\b(?:у|в|во|ще|ещё|еще|навесні|восени|влітку|взимку|весной|осенью|летом|зимой|далекому|далёком|січн\w"
    r"|лют(?:ого"
    r"|ому)|берез(?:ня|ні)"
    r"|квіт(?:ня|ні)|трав(?:ня|ні)|черв(?:ня|ні)|лип(?:ня|ні)|серп(?:ня|ні)|верес(?:ня|ні)|жовт(?:ня|ні)|листопад\w?"
    r"|груд(?:ня|ні)"
    r"|январ\w|феврал\w|март\w|апрел\w|ма[яе]|июн\w|июл\w|август\w|сентябр\w|октябр\w|ноябр\w|декабр\w) |\.)((?:19"
    r"|20)\d\d)"
    r"(?!\d)|\b(тисяча дев'ятсот|тысяча девятьсот)\b"
)
_LATELY, _BEFORE = 1, 3
# «Липні», «лютому», «листопаді», «июле»: the forms that stand after «у».
_IN_MONTH = "|".join(form for form in MONTHS if form.endswith(("ні", "ді", "ому", "е")))
# «У липні проголосували», «ще навесні», «в прошлом месяце»: a month or a season without a day.
MONTH_ALONE = re.compile(
    rf"(?i)\b(?:(?:у|в|во) ({_IN_MONTH})\b"
    r"|(?:ще|ещё|еще) (?:навесні|восени|влітку|взимку|весной|осенью|летом|зимой)\b"
    r"|минулого місяця|прошлом месяце)"
)
# «…, про які оголосили в липні», «проти ухваленого в липні рішення»: when something else was.
_OTHER_CLAUSE = re.compile(r"(?i)^\s*(?:\w{1,5} )?(?:як\w*|що|чого|чим|котор\w+|когда|коли|після|после)\b")
# A month that lies ahead by no more is the next one, not the last.
MONTHS_AHEAD, YEAR_MONTHS = 2, 12


# What a clause is parted by from the next; a date in commas belongs to what stands beside it.
_BREAK = re.compile(r"[;:()]| [–—] |, ")
_MONTHS = "|".join(MONTHS)
_APPOSED = re.compile(
    rf"(?i), ((?:\d{{1,2}} (?:{_MONTHS})(?: \d{{4}}(?: року| года)?)?|\d{{1,2}}\.\d{{1,2}}\.\d{{4}}))"
    r"(?:,|(?=[.!?]|$))"
)
# «Рік тому», «торік»; «14 жовтня 2025 року», «у жовтні 2025-го», «восени 2025 року», «у 2025 році».
_YEAR_AGO = re.compile(
    r"(?i)\b(?:рік тому|год (?:тому )?назад|торік|позаторік|минулого року|(?:у|в) минулому році|в прошлом году"
    r"|(?:два|три|чотири|четыре|п'ять|пять|кілька|несколько|\d{1,3}) (?:рок(?:и|ів)|год(?:а|ів)|лет) (?:тому|назад))\b"
)
_SEASON = r"(?:навесні|восени|влітку|взимку|весной|осенью|летом|зимой)"
_OF_YEAR = re.compile(
    rf"(?i)(?<![\d.])(?:(?P<day>\d{{1,2}}) (?P<dated>{_MONTHS})|\b(?:у|в|во) (?P<month>{_MONTHS})"
    rf"|\b{_SEASON}|\b(?:у|в|во)),? (?P<year>20\d\d)(?:-?(?:го|му|м))?\b(?! (?:грн|грив|рубл|люд|чолов|доллар))"
    r"|(?<![\d.])\d{1,2}\.(?P<number>\d{1,2})\.(?P<short>20\d\d)(?!\d)"
)
# «1988 року спілка провела», «у Лимані 1988 року провела», «провела 1988 року»: a year with neither day nor «у».
_BARE_YEAR = re.compile(
    r"(?i:(?:^\W*|»,? |\b(?:ще|лише|саме|ещё|еще|далекого|далёкого) "
    r"|\b[\w'-]+(?:ла|ли|ло|лася|лися|лись|вся|лся|лась|ось)"
    r" )|\b[УуВв] [А-ЯҐЄІЇЁ][\w'-]+,? )(?P<year>1[89]\d\d|20\d\d)(?:-?го)? (?i:року|года)\b"
)
# Behind these a day is the gathering's own and no attribute of what stands before it: «провела 14 жовтня 2025 року».
_OWN = re.compile(
    r"(?i)(?:»|\b(?:ще|лише|рівно|саме|ровно|именно|ещё|еще|було|року|года|тому|назад)"
    r"|\b(?:у|в|на|біля|під|возле|под|перед) (?:[\w'-]{2,20} )?[\w'-]{3,20}"
    r"|[\w'-]+(?:ла|ли|ло|лася|лися|лись|вся|ів|ав|ив|ув|яв|шов|вел|вёл|шел|шёл|ал|ил|лся|лась|лось))$"
)
# «Після вбивства 14 жовтня 2025 року», «указ від 14 жовтня 2025 року».
_OF_OTHERS = re.compile(
    r"(?i)(?:^\s*(?:після|через|щодо|проти|про|з часу|починаючи|после|из-за|против|о|об|с момента)\b"
    r"|\b(?:від|з|із|до|за|от|с|со|после|після|по|на) ?$)"
)
_RELATIVE = re.compile(r"(?i)\s*(?:\w{1,5} )?(?:як(?:ий|а|е|і|их|им|ими|ого|ої)|що|котр\w{1,3}|котор\w{2,3})\b")
_LAST_YEARS = re.compile(r"(?i)\b(?:поза)?(?:торішн|прошлогодн|позапрошлогодн)\w+ (?:[\w'-]{2,20} ){0,2}$")
# «…, сьогодні вийшла знову».
_AGAIN = re.compile(r"(?i)\b(?:знову|знов|вдруге|снова|опять|вновь)\b")
_LONGEST_BEFORE = 60
# So many months ago is history.
_MONTHS_BACK = 3


def is_history(lines: Sequence[str], at: int, published: date, kind: re.Pattern[str] | None = None) -> bool:
    """Does sentence `at` tell of what was in another season or years ago, not of late?

    Where the words of the gathering are known, so does a heading of which the text tells only as history.
    """
    if _month_gone(lines, at, published) or _long_gone(lines, at, published):
        return True
    if kind is None:
        return False
    if _is_gone(lines[at], published, kind):
        return True
    if at or HELD.search(lines[0]) or CALLING.search(lines[0]) or when.dates(lines[:1], published):
        return False
    told = [line for line in lines[1:] if kind.search(line) and HELD.search(line)]
    others = [line for line in lines[1:] if line not in told]
    if not told or any(when.of_late(found, published) for found in when.dates(others, published)):
        return False
    return all(_is_gone(line, published, kind) for line in told)


def _is_gone(line: str, published: date, kind: re.Pattern[str]) -> bool:
    """Does each clause that names the gathering set it in a year or season gone, and none beside tell of another?"""
    line = _APPOSED.sub(r" \1", line.replace("’", "'").replace("ʼ", "'"))
    named = list(kind.finditer(line))
    return bool(named) and all(_is_gone_there(line, match, published) for match in named)


def _is_gone_there(line: str, named: re.Match[str], published: date) -> bool:
    if _LAST_YEARS.search(line, max(0, named.start() - _LONGEST_BEFORE), named.start()):
        return True
    start = max((mark.end() for mark in _BREAK.finditer(line, 0, named.start())), default=0)
    end = mark.start() if (mark := _BREAK.search(line, named.end())) else len(line)
    clause, at = line[start:end], named.start() - start
    rest = f"{line[:start]} {line[end:]}"
    if _AGAIN.search(rest) and any(f.word in DAY_WORDS for f in when.dates([rest], published)):
        return False
    days = [f for f in when.dates([clause], published) if when.of_late(f, published) and not f.bound]
    if any(f.word in DAY_WORDS for f in days) or CALLING.search(clause):
        return False
    if any(_is_own(clause, match, at) for match in _YEAR_AGO.finditer(clause)):
        return True
    if days or HELD.search(rest) or CALLING.search(rest):
        return False
    if any(_is_old(match, published) and _is_own(clause, match, at) for match in _OF_YEAR.finditer(clause)):
        return True
    years = (int(match["year"]) for match in _BARE_YEAR.finditer(clause) if _is_own(clause, match, at))
    if any(year < published.year - _LATELY for year in years):
        return True
    return _RELATIVE.match(clause) is not None and any(
        _is_over(match[1], published) for match in MONTH_ALONE.finditer(clause)
    )


def _is_own(clause: str, match: re.Match[str], at: int) -> bool:
    """Is it the time of the gathering that stands at `at`, not of what stands before the date?"""
    before = clause[: match.start()].rstrip()
    if _OF_OTHERS.search(before):
        return False
    last = before.split()[-1:]
    if last and {"ADJF", "PRTF"} & grammemes(last[0]):
        return False
    return not before or match.start() < at or _OWN.search(before) is not None or _ends_kind(before, at)


def _ends_kind(before: str, at: int) -> bool:
    """Does the gathering stand right before the date: «пікет 3 березня 2025 року»?"""
    return " " not in before[at:]


def _is_old(match: re.Match[str], published: date) -> bool:
    """Is a day, month or season with its year, or a year alone, over for months?"""
    year = int(match["year"] or match["short"])
    month = MONTHS[name.lower()] if (name := match["dated"] or match["month"]) else int(match["number"] or YEAR_MONTHS)
    return (published.year - year) * YEAR_MONTHS + published.month - month >= _MONTHS_BACK


def _month_gone(lines: Sequence[str], at: int, published: date) -> bool:
    """Is what sentence `at` tells of set in a month or season that is over, with no day of late in it or beside?"""
    if not any(_is_over(match[1], published) for match in MONTH_ALONE.finditer(lines[at]) if is_of_deed(match)):
        return False
    near = when.dates(lines[max(0, at - _BESIDE) : at + _BESIDE + 1], published)
    return not any(when.of_late(found, published) for found in near)


def is_of_deed(match: re.Match[str]) -> bool:
    """Is it the time of what the sentence itself tells, not of another clause or of what is spoken of?"""
    before = match.string[: match.start()]
    clause = before[max(before.rfind(mark) for mark in ",;:") + 1 :]
    spoken_of = {"ADJF", "PRTF"} & grammemes(last[0]) if (last := before.split()[-1:]) else ()
    return not (_OTHER_CLAUSE.search(clause) or spoken_of)


def _is_over(month: str | None, published: date) -> bool:
    """Did a month named without its year end before? One just ahead is the coming one; None: said to be past."""
    if month is None:
        return True
    ahead = (MONTHS[month.lower()] - published.month) % YEAR_MONTHS
    return ahead > MONTHS_AHEAD


def _long_gone(lines: Sequence[str], at: int, published: date) -> bool:
    """Does sentence `at` tell of what was years ago: an old year stands in it or before, and no day of late beside?"""
    old = [
        (number, match[2] is not None)
        for number, line in enumerate(lines[: at + 1])
        for match in _YEAR.finditer(line)
        if (match[2] or int(match[1]) < published.year - _LATELY) and (number != at or is_of_deed(match))
    ]
    if not old:
        return False
    told_then = {number for number, _ in old}  # «у липні 1989-го …, за тиждень стояв увесь край»
    late = [
        f.sentence
        for f in when.dates(lines[: at + 2], published)
        if when.of_late(f, published) and not ((f.word or f.bound) and f.sentence in told_then)
    ]
    near = any(number >= at - _BEFORE for number, _ in old) and not any(number >= at - _BESIDE for number in late)
    return near or (any(in_words for _, in_words in old) and not any(number <= at for number in late))
