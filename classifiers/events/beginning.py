"""The first day of a gathering that lasts: «оголосила страйк з 20 жовтня», where «з 20 жовтня» bounds nothing else."""

from __future__ import annotations

import re

from classifiers.events import matter

_LONGEST_BOUND = 8
# «Оголосила страйк з 20 жовтня», «з 20 жовтня починає наметовий табір»: a gathering begins then. What it is about
# begins on days of its own: «пікет проти тарифів з 1 листопада».
_SINCE = re.compile(r"(?i)\b(?:від|з|із|зі|от|с|со) $")
_LASTS = re.compile(
    r"(?i)\b(?:страйк|забастов|баст[ую]|п[іи]кет|м[іи]тинг|протест|акці[яїюєй]|акци[яиюей]|голодув|голодовк|наметов|палаточ"
    r"|стоянн|стояни|блок[аиу]|перекри|перекры|марш|форум|слухан|слушан|молит|чуванн|прощ[аіу]\b|толок|сход)"
)
_ABOUT = re.compile(
    rf"(?i)\b(?:{matter.MARKER}|про|о|об|через|після|после|за|щоб|чтобы|підвищ\w+|повыш\w+|скасув\w+|відмін\w+|отмен\w+)\b"
)
_BREAK = re.compile(r"[,;:()–—]")
# What a gathering begins by: it is called for the day, or goes on from it.
_STARTS = re.compile(
    r"(?i)\b(?:оголо(?:с|ш)\w+|объяв\w+|анонсу\w+|анонсирова\w+|(?:роз)?почина\w+|(?:роз)?почн\w+|начина\w+|начн\w+"
    r"|проведе|проведуть|провед[её]т|проведут|провод(?:ить|ять|ит|ят)|стартує|стартует|триває|триватим\w+|длится"
    r"|страйку\w+|басту\w+|голоду[єю]\w*|голода\w+|пікету[єю]\w*|пикетиру\w+|готу[єю]\w*|готов[ия]т|плану[єю]\w*"
    r"|планиру\w+|заплан\w+|попереджа\w+|предупрежда\w+|вийд(?:е|уть)|виход(?:ить|ять)|выйд(?:ет|ут)|выход(?:ит|ят))"
)
# «Страйк, який оголосила спілка, почнеться з 24 березня», «страйк у місті – з 24 березня».
_BEGINS_ITSELF = re.compile(
    r"(?i)(?:\b(?:(?:роз)?почнеться|(?:роз)?починається|начн[её]тся|начинается|стартує|стартует) | – )$"
)
# «На мітингу», «після пікету»: told of what was said at it.
_AT_IT = re.compile(r"(?i)\b(?:на|після|під час|после|во время) (?:[\w'-]{2,20} )?$")


def is_first_day(line: str, match: re.Match[str]) -> bool:
    """Does a gathering begin on the day: is it called for it in the same clause, and nothing it is about between?"""
    since = _SINCE.search(line, max(0, match.start() - _LONGEST_BOUND), match.start())
    if since is None:
        return False
    start = max((mark.end() for mark in _BREAK.finditer(line, 0, since.start())), default=0)
    itself = _BEGINS_ITSELF.search(line, 0, since.start()) is not None
    if itself:
        start = 0
    elif line[:start].endswith(":"):  # «Спілка попереджає: страйк із 24 березня»
        start = max((mark.end() for mark in _BREAK.finditer(line, 0, start - 1)), default=0)
    after = _BREAK.search(line, match.end())
    end = after.start() if after else len(line)
    if not itself and not _STARTS.search(line, start, end):
        return False
    kinds = [kind for kind in _LASTS.finditer(line, start, since.start()) if not _AT_IT.search(line, 0, kind.start())]
    if kinds:
        return _ABOUT.search(line, kinds[-1].end(), since.start()) is None
    kind = _LASTS.search(line, match.end(), end)
    return kind is not None and _ABOUT.search(line, match.end(), kind.start()) is None
