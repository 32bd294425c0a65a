"""Blots out what a page glues onto its text: lists of other news, «читайте також» lines; joins what markup cut. Pure.

Blotted characters become spaces, so that offsets into the text stay true.
"""

from __future__ import annotations

import re

# A list of other items follows to the end of its line, and of the text where the lines below are headlines too.
_LIST = re.compile(
    r"(?:^|(?<=\n)|(?<=[.!?»] ))(?:останні новини|інші новини|останні події|свіжі новини|новини партнерів"
    r"|головні новини|більше новин|популярні новини|популярне|за темою|по темі|по теме"
    r"|новини (?:регіону|області|міста|дня|за темою|по темі)|новости (?:\w+ )?\w+"
    r"|последние новости|другие новости|популярные новости|главные новости"
    r"|вас може зацікавити|вас может заинтересовать|схожі новини|похожие новости|дивіться також|смотрите также)\s*:",
    re.IGNORECASE,
)
_ALSO = re.compile(
    r"(?m)^[ \t*#_•>–—-]*(?:читайте також|читайте также|читай також|дивіться також|смотрите также"
    r"|також читайте|также читайте)\b[^\n]{0,400}$",
    re.IGNORECASE,
)
# One of these stands in every such heading and line: many texts need not be searched for them.
_LISTED = tuple("новин новост популярн події темою темі теме зацікав заинтерес читай дивіться смотрите".split())
_CLOCK = re.compile(r"\b\d{1,2}:\d{2}\b")


# «в. о. мера», «и.о. мэра», «заст. голови»: the stops would end a sentence or a phrase.
_ACTING = re.compile(r"\b(?:т\. ?)?[виВИ]\. ?о\.(?= ?\w)")
_SHORTENED = re.compile(r"\b(заст|зам|нач|зав|нар|деп|інф|инф)\.(?= [а-яґєії])", re.IGNORECASE)
_OFFICES = ("інф. ", "инф. ", "заст. ", "зам. ", "нач. ", "зав. ", "нар. ", "деп. ")


def acting(text: str) -> str:
    """The text with «в. о.» and «и. о.» as one word of the same length, shortened offices and «інф.» with no stop."""
    text = text.replace("\u2139", "•").replace("інф.-", "інфо-")  # a sign that counts as a letter
    if ".о." in text or ". о." in text:
        text = _ACTING.sub(lambda m: "врио".ljust(len(m.group())), text)
    low = text.lower()
    return _SHORTENED.sub(r"\1 ", text) if any(office in low for office in _OFFICES) else text


def blot(text: str) -> str:
    """The text with what is not its own made blank."""
    low = text.lower()
    if not any(heading in low for heading in _LISTED):
        return text
    found = _ALSO.sub(lambda m: " " * len(m.group()), text)
    for match in _LIST.finditer(found):
        end = found.find("\n", match.end())
        tail = found[match.start() : end if end >= 0 else len(found)]
        if _CLOCK.search(tail) or match.start() > len(found) * 2 // 3:
            return found[: match.start()] + " " * (len(found) - match.start())
    return found


# A channel's markup stands on lines of its own when a post is saved as text: «заявив \nОстап Гай\n, голова …».
_DASHED = re.compile(r"(?<=[\w,»\"”.!?…\n ])(?P<before> ?(?:\n ?)?)(?P<dash>[–—-]) ?\n[ \n]{0,4}(?=[\w«])")
_CLOSED = re.compile(r"(?<=[\w»\"”)]) ?\n ?(?=[,.;:!?)»”](?:\s|$))")
_GOES_ON = re.compile(r"(?<=[\w,»\"”]) \n(?=[«\"]?[a-zа-яґєії])|(?<=[\w»\"”])\n (?=[a-zа-яґєії])")
_PIECE = re.compile(r"(?<=[\w,–—-]) \n(?=[A-ZА-ЯҐЄІЇ][^\n.!?]{1,60}\n ?(?:[,.;:)]|[a-zа-яґєії]))")
_SCRAP = re.compile(r"(?<=\w) \n[a-zа-яґєії'’ʼ]{1,30}(?: [\w'’ʼ]{1,30})?\n (?=\w)")


def _set_off(found: re.Match[str]) -> str:
    """Spaces for the line ends around a dash; a line end before it stands for the comma."""
    before = found["before"].replace("\n", ",", 1).replace("\n", " ")
    return before + found.group()[len(before) :].replace("\n", " ")


def mended(text: str) -> str:
    """The text with the lines that markup alone broke made whole: their ends become spaces."""
    if "\n" not in text:
        return text
    text = _DASHED.sub(_set_off, text)
    for pattern in (_SCRAP, _PIECE, _CLOSED, _GOES_ON):
        text = pattern.sub(lambda m: m.group().replace("\n", " "), text)
    return text
