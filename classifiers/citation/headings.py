"""Sources that a line or a text names by its form: an agency's dateline, «Коментар … :», «… – у матеріалі …». Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from classifiers.citation.grammar import Gram, is_future
from classifiers.citation.lexicon import SPEAKER, Sort, turn
from classifiers.citation.mention import Mention
from classifiers.citation.papers import ACTS
from classifiers.citation.sentence import IN, Finding, Sentence, negated

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
    """A medium or a name nobody knows; a council so named is where one meets («Миргород, 1 травня (Міська рада)»)."""
    token = sentence.reading.tokens[mention.first]
    known = mention.proper or mention.sort & (Sort.MEDIA | Sort.OUTLET | Sort.SITE)
    if mention.sort & Sort.BODY and not known:
        return False
    return token.text[:1].isupper() and bool(known or not sentence.words[mention.first].gram & Gram.KNOWN)


def _dated(sentence: Sentence, mention: Mention) -> bool:
    """Does «11 листопада», with a place before it, stand right before the mention, maybe across a full stop?"""
    first, reading = mention.first, sentence.reading
    if first < 3 or not _OPENED.match(sentence.gap(first)) or not sentence.gap(first).strip():
        return False
    day, month, place = first - 2, first - 1, first - 3
    dated = reading.tokens[day].word.isdigit() and reading.words[month].lemmas & _MONTHS
    if reading.tokens[month].text.istitle():
        return False  # «8 Березня – АТБ – Лікарня»: a street
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
    end = _headed(sentence, whose.last) if whose is not None else None
    if whose is None or end is None or _to_others(sentence, whose.last, end) or _is_post(sentence, mention, whose, end):
        return
    told = end == sentence.last or _QUOTES.search(sentence.gap(end)) or whose.name or not whose.sort & Sort.BODY
    if told or not _unsaid(sentence, end):
        yield Finding(mention.first, whose.last, whose, "label", 0.8 if told else 0.7)


_QUOTES = re.compile('[«"“„\n]')
_TO = frozenset(("до", "к", "ко"))
_NOTHING = turn("wait") | frozenset("немає нема нет відсутній отсутствовать".split())


def _to_others(sentence: Sentence, first: int, last: int) -> bool:
    """«Заява міської ради до суду», «заявление мэра в суд»: to a body, which decides on it, and not to the people."""
    for at in range(first, last):
        to = sentence.starts.get(at + 1) if sentence.plain(at) else None
        if to is None or not to.sort & (Sort.BODY | Sort.ROLE):
            continue
        into = sentence.form(at) in IN and to.cases & Gram.ACCS and not to.cases & Gram.LOCT
        if into or sentence.form(at) in _TO:
            return True
    return False


def _is_post(sentence: Sentence, mention: Mention, whose: Mention, end: int) -> bool:
    """«Пост виконкому біля мосту», «пост ради з ветеранських справ»: a guard or an office, written nowhere."""
    if "пост" not in sentence.words[mention.head].lemmas or whose.name or not whose.sort & Sort.BODY:
        return False
    return not any(sentence.words[at].sort & (Sort.SITE | Sort.OUTLET) for at in range(whose.last, end))


def _unsaid(sentence: Sentence, first: int) -> bool:
    """«Коментарі ради: немає», «Відповідь ради: чекати ще тиждень»: that nothing was said, or not yet."""
    word = sentence.words[first]
    return bool(word.lemmas & _NOTHING) or sentence.form(first) in _NOTHING


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


def _headed(sentence: Sentence, last: int) -> int | None:
    """Where the heading ends: at a colon with no verb before it, or with what it is about at the end of the line."""
    for at in range(last, min(sentence.last, last + _REACH * 2) + 1):
        if ":" in sentence.gap(at):
            return at
        if at == sentence.last:
            about = "\n" in sentence.gap(at) and sentence.last > last and sentence.form(last) in _ABOUT
            return at if about else None
        if sentence.words[at].gram & Gram.FINITE and not sentence.words[at].gram & Gram.NOUN:
            return None
    return None


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
        closed = mention.last == sentence.last or "\n" in sentence.gap(mention.last)
        if told and whose and closed and (_promises(sentence, before) or not _of_body(sentence, mention)):
            yield Finding(before, mention.last, mention, "impersonal", 0.8)


_DETAILS = frozenset(
    "подробиця подробность деталь детально докладно подробно детальніше докладніше подробнее детальнее більше больше"
    " повністю полностью".split()
)
_WHOLE = frozenset("усе все всё".split())
_ASKED = frozenset("про о об як как чому почему що что хто кто де где скільки сколько коли когда".split())
# The first words of a promise: «Усі подробиці – …», «Докладніше про те, як …, – …», «О том, как …, – …».
_PROMISE = 3


def _promises(sentence: Sentence, dash: int) -> bool:
    """Is what stands before the dash the promise of a text: its details, or a question that it answers?"""
    opening = range(sentence.first, min(dash, sentence.first + _PROMISE))
    if any(sentence.words[i].lemmas & _DETAILS or sentence.form(i) in _DETAILS for i in opening):
        return True
    whole = sentence.form(sentence.first) in _WHOLE
    asked = sentence.form(sentence.first + whole) in _ASKED
    return asked and "," in sentence.gap(dash)


def _of_body(sentence: Sentence, mention: Mention) -> bool:
    """«Помилка – у звіті ради», «причина – у рішенні суду»: where a thing lies, not where one may read of it."""
    acts = sentence.words[mention.head].lemmas & ACTS
    return bool(acts or (mention.owner & (Sort.BODY | Sort.ROLE) and not mention.owner & (Sort.MEDIA | Sort.OUTLET)))


_CONCLUSION = frozenset(("висновок", "вывод"))
_CAME = frozenset("дійти прийти приходити доходити зробити робити сделать делать приходить дойти".split())


_SUCH = frozenset("такий такой цей этот подібний подобный наступний следующий".split())
_THAT = turn("that")
_SUPPOSED = frozenset("б би бы якби якщо коли если хай нехай пусть пускай щоб чтобы чи ли".split())
# Words after the conclusion among which the comma of «, що …» or the colon stands.
_UNTIL = 6


def of_conclusion(sentence: Sentence, index: int) -> Iterator[Finding]:
    """«Такого висновку дійшли вчені з …», «ученые сделали вывод, что …»: who concluded something tells it."""
    if not sentence.words[index].lemmas & _CONCLUSION:
        return
    for verb in range(max(sentence.first, index - 4), min(sentence.last, index + 4)):
        if not (sentence.words[verb].lemmas & _CAME and _happened(sentence, verb)):
            continue
        low, high = min(verb, index), max(verb, index) + 1
        if not all(sentence.plain(at) for at in range(low + 1, high)):
            continue
        for mention in (sentence.ends.get(low), sentence.starts.get(high)):
            if mention is None or not mention.cases & Gram.NOMN or not (mention.speaker or _alive(sentence, mention)):
                continue
            first, last = min(low, mention.first), max(high, mention.last)
            if sentence.plain(low if first < low else high) and _concluded(sentence, index, first, last):
                yield Finding(first, last, mention, "verb-about", 0.8, verb)
                return


def _happened(sentence: Sentence, verb: int) -> bool:
    gram = sentence.words[verb].gram
    return bool(gram & Gram.FINITE) and not is_future(gram) and not negated(sentence, verb)


def _concluded(sentence: Sentence, index: int, first: int, last: int) -> bool:
    """Is it said what was concluded: «такого висновку», or «, що …» or a colon after it; and not merely supposed?"""
    around = range(max(sentence.first, first - 2), min(sentence.last, last + 1))
    if any(sentence.form(at) in _SUPPOSED for at in around):
        return False
    if index > sentence.first and sentence.words[index - 1].lemmas & _SUCH:
        return True
    for at in range(last, min(sentence.last, last + _UNTIL)):
        gap = sentence.gap(at).strip()
        if gap:
            return ":" in gap or (gap == "," and sentence.form(at) in _THAT)
    return False


def _alive(sentence: Sentence, mention: Mention) -> bool:
    return bool(sentence.words[mention.head].gram & Gram.ANIMATE)
