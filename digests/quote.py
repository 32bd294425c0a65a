"""What a brief takes from a text: its headline and its first telling sentences, verbatim. Rewrites nothing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import islice

from monitor.model import Article
from monitor.text import clean_line, clean_text, sentences, shorten, words

# Two lines of a phone screen and of a mail subject's neighbour; longer titles are cut at a word with «…».
HEADLINE = 160
UNTITLED = 110
# Only the beginning of a text is looked at: a lead stands there, and a megabyte of text must not cost a second.
_SEEN = 6000
_MONTH = r"(?:січ|лют|бер|кві|тра|чер|лип|сер|вер|жов|лис|гру|янв|фев|мар|апр|мая|июн|июл|авг|сен|окт|ноя|дек)\w*"
_DATELINE = re.compile(
    rf"^(?:[\w’'ʼ-]+[\s,.–—-]+){{0,3}}\d{{1,2}}(?:\s+{_MONTH}|\.\d{{1,2}}\.)[\s,]*(?:\d{{4}})?[\s,]*(?:р\.?|року|года|г\.?)?"
    r"[\s,]*(?:\d{1,2}:\d{2})?\W*$",
    re.IGNORECASE,
)
_SERVICE = re.compile(
    r"^\W*(?:фото|відео|видео|джерело|источник|автор|текст|читайте|читати|дивіться|смотрите|підпи[сш]|подпи[сш]|долучайтесь"
    r"|поділитися|поделиться|наш канал|надіслати|прислать|реклама|контакти|телефон|теги|tags|реєстрац|більше новин"
    r"|новини .{1,40} у (?:telegram|телеграм)|оновлено|обновлено|опубліковано|коментарі)",
    re.IGNORECASE,
)
_SIGNATURE = re.compile(
    r"^\W*(?:відділ|управління|департамент|пресслужба|прес-служба|сектор|отдел|пресс-служба|виконавчий комітет"
    r"|[\w’'ʼ-]+\s+(?:міська|городская|селищна|сільська) рада)\b",
    re.IGNORECASE,
)
# A line that goes on in small letters on the next one: posts break lines inside sentences.
_WRAPPED = re.compile(r"(?<=[\w,;:»)–—-])\n(?=[«(]?[а-яґєіїё])")
_ADDRESS = re.compile(r"^(?:https?://|www\.)|^\S+\.\S+/\S*$")
_ENDED = (".", "!", "?", "…", "»", "”", '"', ")")


def headline(article: Article) -> str:
    """The title; an untitled post's first telling sentence, shortened; else a name for what it is."""
    if title := trim(article.title):
        return shorten(_whole_sentences(title) if article.kind == "telegram" else title, HEADLINE)
    telling = list(islice(_telling(article), 5))
    # «Колеги!» or «Увага!» names nothing: the first sentence of three words does, where there is one.
    for sentence in (*(one for one in telling if len(words(one)) >= 3), *telling):
        return shorten(sentence, UNTITLED).removesuffix(".")
    return "Без заголовка"


def lead(article: Article, *, most: int = 2, limit: int = 320) -> tuple[str, ...]:
    """Up to `most` first telling sentences, together about `limit` characters; a longer one is cut with «…».

    Nothing that only repeats the headline; no emoji-only lines, datelines, captions, calls to subscribe, signatures.
    """
    title = headline(article)
    taken: list[str] = []
    left = limit
    for told in _telling(article):
        if len(taken) == most:
            break
        if f" {' '.join(words(told))} " in f" {' '.join(words(title))} ":
            continue
        sentence = _continued(title, told)
        if taken and len(sentence) > left:
            break
        taken.append(shorten(sentence, max(left, 40)))
        left -= len(sentence)
    return tuple(taken)


def _whole_sentences(title: str) -> str:
    """The beginning of a post that was cut for its title, without the sentence that the cut went through."""
    *whole, _cut = sentences(title)
    kept = clean_line(" ".join(whole))
    return kept.removesuffix(".") if title.endswith("…") and len(words(kept)) >= 3 else title


def _continued(title: str, sentence: str) -> str:
    """What follows of a sentence whose beginning, cut, is the headline: «…постраждалих немає.»."""
    begun = title.removesuffix("…")
    if begun == title or len(begun) <= UNTITLED // 2 or not sentence.startswith(begun):
        return sentence
    return f"…{sentence[len(begun) :].strip(' ,;:–—-')}"


def trim(text: str) -> str:
    """One clean line without the pictures (emoji, bullets, flags) at its two ends."""
    line = clean_line(text)
    start, end = 0, len(line)
    while start < end and _is_picture(line[start]):
        start += 1
    while end > start and _is_picture(line[end - 1]):
        end -= 1
    return line[start:end]


def _is_picture(letter: str) -> bool:
    # So, Sk: emoji and skin tones; Mn: variation selectors; Zs: the spaces between them; Cn/Co: newer emoji.
    return unicodedata.category(letter) in ("So", "Sk", "Mn", "Zs", "Cn", "Co") or letter in "•▪●■►➡*|_‼⁉"


def _telling(article: Article) -> Iterator[str]:
    text = _WRAPPED.sub(" ", clean_text("\n".join(article.paragraphs)[:_SEEN]))
    for sentence in sentences(text):
        if _tells(bare := trim(sentence)):
            yield bare


def _tells(sentence: str) -> bool:
    count = len(words(sentence[:400]))
    ended = sentence.endswith(_ENDED)
    if (
        count == 0
        or not any(letter.isalpha() for letter in sentence)
        or sentence.startswith("#")
        or _ADDRESS.match(sentence)
    ):
        return False
    if count < 3 and (not ended or sentence.isupper()):
        return False
    if count <= 12 and _SERVICE.match(sentence):
        return False
    if not ended and count <= 16 and _SIGNATURE.match(sentence):
        return False
    return len(sentence) > 120 or _DATELINE.match(sentence) is None
