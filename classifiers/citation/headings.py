"""Sources that a line or a text names by its form: an agency's dateline, «Коментар … :», «… – у матеріалі …». Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from classifiers.citation.grammar import Gram
from classifiers.citation.lexicon import SPEAKER, Sort, turn
from classifiers.citation.mention import Mention
from classifiers.citation.sentence import IN, Finding, Sentence

_MONTHS = turn("months")
_OPENED = re.compile(r"^[\s»\"”.,]*[(/–—-]?\s*$")
_SHUT = re.compile(r"^\s*[)/]?\s*[.:]?\s*[–—-]\s|^\s*[)/]\s*[.:]?\s*(?:[–—-]\s|\n|$)|^\.\s")
_IN_SLASHES = re.compile(r"(?:^|[.!?…»\"”)]\s*|\n\s*)/$")
# A dateline stands in the first words of a text, its agency in so many words.
_OPENING, _AGENCY = 40, 3


def of_dateline(sentence: Sentence) -> Iterator[Finding]:
    """«Київ, 11 листопада – УНІАН. …», «МІНСЬК, 12 мая (Рейтер) – …», and «… /Укрінформ/» at the end."""
    for mention in sentence.mentions:
        if mention.last - mention.first > _AGENCY or mention.name or not _is_agency(sentence, mention):
            continue
        before, after = sentence.gap(mention.first), sentence.gap(mention.last)
        slashed = _IN_SLASHES.search(before) and after.startswith("/")
        if slashed or (mention.first < _OPENING and _dated(sentence, mention) and _SHUT.match(after)):
            yield Finding(mention.first, mention.last, mention, "label", 0.9)


def _is_agency(sentence: Sentence, mention: Mention) -> bool:
    token = sentence.reading.tokens[mention.first]
    known = mention.proper or mention.sort & (Sort.MEDIA | Sort.OUTLET | Sort.SITE | Sort.BODY)
    return token.text[:1].isupper() and bool(known or not sentence.words[mention.first].gram & Gram.KNOWN)


def _dated(sentence: Sentence, mention: Mention) -> bool:
    """Does «11 листопада», with a place before it, stand right before the mention, maybe across a full stop?"""
    first, reading = mention.first, sentence.reading
    if first < 3 or not _OPENED.match(sentence.gap(first)) or not sentence.gap(first).strip():
        return False
    day, month, place = first - 2, first - 1, first - 3
    dated = reading.tokens[day].word.isdigit() and reading.words[month].lemmas & _MONTHS
    return bool(dated and reading.tokens[place].text[:1].isupper() and re.match(r"^[.,]\s", reading.gaps[day]))


_HEADS = frozenset(
    "заява заявление коментар комментарий сводка зведення звернення обращение пояснення объяснение відповідь ответ"
    " репортаж розслідування расследование слова допис пост прогноз розповідь рассказ цитата".split()
)
_TALKS = frozenset("розмова разговор інтерв'ю интервью бесіда беседа".split())
_ABOUT = frozenset("про о об щодо стосовно по насчет с з за".split())
# Words of «Официальная сводка Представительства … в СЦКК» that may stand before what it is about.
_REACH = 6


def of_heading(sentence: Sentence) -> Iterator[Finding]:
    """«Коментар Остапа Гая щодо рішення: «…»», «Розмова з командиром батальйону про воду:» that open a sentence."""
    mention = sentence.starts.get(sentence.first)
    if mention is None or not mention.cases & Gram.NOMN:
        return
    lemmas = sentence.words[mention.head].lemmas
    whose = _whose(sentence, mention, bool(lemmas & _TALKS)) if lemmas & (_HEADS | _TALKS) else None
    if whose is not None and _headed(sentence, whose.last):
        yield Finding(mention.first, whose.last, whose, "label", 0.8)


def _whose(sentence: Sentence, mention: Mention, talk: bool) -> Mention | None:
    """Whose statement it is: what hangs on it, or a name that follows in its case."""
    after, case = mention.last, Gram.GENT
    if talk:
        if after >= sentence.last or sentence.form(after) not in ("з", "із", "зі", "с", "со"):
            return None
        after, case = after + 1, Gram.ABLT
    further = sentence.starts.get(after)
    if further is not None and further.speaker and further.cases & case and sentence.plain(after):
        return further
    foreign = any(sentence.reading.tokens[i].text[:1].isascii() for i in range(mention.head + 1, mention.last))
    if talk or not (mention.owner & SPEAKER or foreign):
        return None
    return replace(mention, sort=mention.owner & SPEAKER or Sort.MEDIA)


def _headed(sentence: Sentence, last: int) -> bool:
    """Does a colon follow with no verb before it, or what it is about and the end of the line?"""
    for at in range(last, min(sentence.last, last + _REACH * 2) + 1):
        if ":" in sentence.gap(at):
            return True
        if at == sentence.last:
            return "\n" in sentence.gap(at) and sentence.last > last and sentence.form(last) in _ABOUT
        if sentence.words[at].gram & Gram.FINITE and not sentence.words[at].gram & Gram.NOUN:
            return False
    return False


_DASH = re.compile(r"^[,\s]*[–—-]\s+$")


def of_material(sentence: Sentence) -> Iterator[Finding]:
    """«Усе, що треба знати, – у матеріалі «Хвилі»»: the paper that tells, after a dash, with nothing more."""
    for mention in sentence.mentions:
        before = mention.first - 1
        if before <= sentence.first or sentence.form(before) not in IN or not _DASH.match(sentence.gap(before)):
            continue
        told = mention.sort & (Sort.DOCUMENT | Sort.NOUN | Sort.OCCASION)
        following = sentence.starts.get(mention.last)
        whose = bool(mention.owner & SPEAKER) or mention.quoted
        if following is not None and following.proper and sentence.plain(following.first):
            whose, mention = True, replace(mention, last=following.last, owner=following.sort | Sort.MEDIA)  # noqa: PLW2901
        if told and whose and (mention.last == sentence.last or "\n" in sentence.gap(mention.last)):
            yield Finding(before, mention.last, mention, "impersonal", 0.8)


_CONCLUSION = frozenset(("висновок", "вывод"))
_CAME = frozenset("дійти прийти приходити доходити зробити робити сделать делать приходить дойти".split())


def of_conclusion(sentence: Sentence, index: int) -> Iterator[Finding]:
    """«Такого висновку дійшли вчені з …», «ученые сделали вывод»: whoever concludes tells it."""
    if not sentence.words[index].lemmas & _CONCLUSION:
        return
    for verb in range(max(sentence.first, index - 4), min(sentence.last, index + 4)):
        if not (sentence.words[verb].lemmas & _CAME and sentence.words[verb].gram & Gram.FINITE):
            continue
        for mention in sentence.mentions:
            beside = mention.last == min(verb, index) or mention.first == max(verb, index) + 1
            if beside and mention.cases & Gram.NOMN and (mention.speaker or _alive(sentence, mention)):
                first, last = min(verb, index, mention.first), max(verb + 1, index + 1, mention.last)
                yield Finding(first, last, mention, "verb-about", 0.8, verb)
                return


def _alive(sentence: Sentence, mention: Mention) -> bool:
    return bool(sentence.words[mention.head].gram & Gram.ANIMATE)
