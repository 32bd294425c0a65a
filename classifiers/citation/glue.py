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
# «До теми: у міськраді пояснили …», «Раніше: …»: another item's headline, one sentence to the end of its line.
_BEHIND = re.compile(
    r"(?m)(?<=\n)[^\w\n]*(?:до теми|по темі|за темою|к теме|по теме|в тему|раніше|ранее|читайте (?:ще|ещ[её]))[ \t]*:"
    r"(?-i:(?![.!?…] +[«\"]?[А-ЯҐЄІЇA-Z])[^\n]){3,250}$",
    re.IGNORECASE,
)
# «Читайте також:» alone on its line: what follows on the next is a headline.
_ALONE = re.compile(
    r"(?m)(?<=\n)[^\w\n]*(?:(?:читайте|читай|дивіться|смотрите)(?: також| также| ще| ещ[её])|(?:також|также) читайте"
    r"|(?:більше|схожі|інші|останні|популярні|похожие|другие|последние) (?:новини|новин|новости)"
    r"|(?:до теми|по темі|за темою|к теме|по теме|раніше|ранее)(?=[ \t]*:))[^\w\n]*$",
    re.IGNORECASE,
)
# A line that signs or credits the text is no headline, nor is a name, nor are several sentences.
_SIGNS = re.compile(
    r"(?:відділ|отдел|управління|управление|департамент|пресслужба|пресс-служба|прес-служба|інф|инф|джерел|источник|фото"
    r"|за інформ|по информ|за матер|по матер|автор|текст|підготу|підписуй|подписыв|наш[аіе] "
    r"|сайт|за даними|по данным|за словами|по словам|про це |об этом "
    r"|як (?:повідом|розпов|зазнач|поясн|уточн|інформ|кажут|каже)|как (?:сообщ|расска|отмет|поясн|уточн|говор))",
    re.IGNORECASE,
)
_SEVERAL = re.compile(r"[.!?…] +[«\"]?[А-ЯҐЄІЇA-Z]|[.:;,] *$|(?:рада|совет|адміністрація|администрация|МВА) *$")
_FEWEST, _MOST = 3, 25
# One of these stands in every such heading and line: many texts need not be searched for them.
_LISTED = tuple(
    "новин новост популярн події темою темі теме теми зацікав заинтерес читай дивіться смотрите раніше: ранее:".split()
)
_CLOCK = re.compile(r"\b\d{1,2}:\d{2}\b")


# «в. о. мера», «и.о. мэра», «заст. голови»: the stops would end a sentence or a phrase.
_ACTING = re.compile(r"\b(?:т\. ?)?[виВИ]\. ?о\.(?= ?\w)")
_SHORTENED = re.compile(r"\b(заст|зам|нач|зав|нар|деп|інф|инф|упр|отд)\.(?= [а-яґєії])", re.IGNORECASE)
_OFFICES = ("інф. ", "инф. ", "заст. ", "зам. ", "нач. ", "зав. ", "нар. ", "деп. ", "упр. ", "отд. ")


def acting(text: str) -> str:
    """The text with «в. о.» and «и. о.» as one word of the same length; «заст.», «упр.», «інф.» with no stop."""
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
    found = _without_headlines(text)
    for line in (_ALSO, _BEHIND):
        found = line.sub(lambda m: " " * len(m.group()), found)
    for match in _LIST.finditer(found):
        end = found.find("\n", match.end())
        tail = found[match.start() : end if end >= 0 else len(found)]
        if _CLOCK.search(tail) or match.start() > len(found) * 2 // 3:
            return found[: match.start()] + " " * (len(found) - match.start())
    return found


def _without_headlines(text: str) -> str:
    """The text with the headlines below a «Читайте також:» that stands alone on its line made blank."""
    for heading in _ALONE.finditer(text):
        at = heading.end() + 1
        while at < len(text):
            end = text.find("\n", at)
            end = end if end >= 0 else len(text)
            line = text[at:end].strip(" \t\u00a0*_•–—-👉➡️")
            if line and not _is_headline(line):
                break
            text = text[:at] + " " * (end - at) + text[end:]
            at = end + 1
    return text


def _is_headline(line: str) -> bool:
    return _FEWEST <= len(line.split()) <= _MOST and not (_SEVERAL.search(line) or _SIGNS.match(line))


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
