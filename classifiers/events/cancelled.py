"""Is it the gathering that is called off, or what people gathered for: «мітинг скасували», «мітинг за скасування»?"""

from __future__ import annotations

import re
from collections.abc import Sequence

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
_RELATIVE = re.compile(r"(?i)\s*(?:\w{1,5} )?(?:як(?:ий|а|е|і|у|их|им|ими|ою|ого|ому|ої|ій)|котор\w+|що|что)\b")
_LAST_WORDS = 30
_AT = re.compile(r"(?i)\b(?:на|під час|во время) $")


def told(line: str, kind: re.Pattern[str]) -> bool:
    """Does a sentence that names a gathering of the kind tell that it is called off?"""
    return any(not _of_another(line, match, kind) for match in CANCELLED.finditer(line))


def _of_another(line: str, off: re.Match[str], kind: re.Pattern[str]) -> bool:
    """Is something else called off: what people ask for, or what the gathering is the answer to?"""
    before, word = line[: off.start()], off[0]
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
        return False
    return _RELATIVE.match(clause) is None or not _is_last(
        before[max(start - _LAST_WORDS, *marks[-2:-1], 0) : start], kind
    )


def _is_last(words: str, kind: re.Pattern[str]) -> bool:
    """Is the gathering what the words before a comma end with, not what it is held for?"""
    named = kind.search(words)
    return named is not None and CAUSE.search(words, named.end()) is None


def from_title(lines: Sequence[str], kind: re.Pattern[str]) -> bool:
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
    return not any(kind.search(line) and HELD.search(line) and not told(line, kind) for line in lines[1:])
