"""The name under a text: a body's, or a person's with an office, alone on the last line or in the last words. Pure."""

from __future__ import annotations

import re

from classifiers.citation.closings import inviting, with_body, with_seat
from classifiers.citation.grammar import Gram
from classifiers.citation.lexicon import SPEAKER, Sort
from classifiers.citation.mention import Mention
from classifiers.citation.mentions import AND, Chunker
from classifiers.citation.reading import Reading
from classifiers.citation.sentence import Finding

# How many short closing sentences (a handle, a slogan, «надіслати новину») may follow the name.
_BELOW = 4
_PHONE = frozenset("тел телефон т моб факс".split())
_SHORT = 8
_LONG = 34
_PREPARED = frozenset(("підготувати", "готувати", "подготовить", "готовить", "написати", "записати", "записать"))
_PICTURES = frozenset("фото світлина фотографія відео видео ілюстрація иллюстрация инфографика інфографіка".split())


def signoff(chunker: Chunker) -> Finding | None:
    """The mention that signs the text, if one does."""
    reading = chunker.reading
    bounds = list(zip(reading.starts, reading.starts[1:], strict=False))
    if len(bounds) < 2:
        return None
    tags = [b for b in bounds if "#" in reading.gaps[b[0]]]
    for first, last in reversed(bounds[-1 - _BELOW - len(tags) :]):
        mention = _whole(reading, chunker, first, last) or inviting(chunker, first, last)
        if mention is not None:
            cue = "signature" if mention.sort else "signed"
            return Finding(mention.first, mention.last, mention, cue, 0.9)
        if "#" in reading.gaps[first] or "@" in reading.gaps[first]:
            continue
        prepared = reading.words[first].lemmas & _PREPARED
        if last - first > _SHORT or (_tells(reading, first, last) and not prepared):
            return None
    return None


def _tells(reading: Reading, first: int, last: int) -> bool:
    """Is it a sentence with a verb of its own, and so the text's and not something below it?"""
    return any(
        reading.words[i].gram & Gram.FINITE and not reading.words[i].gram & Gram.NOUN for i in range(first, last)
    )


def _whole(reading: Reading, chunker: Chunker, first: int, last: int) -> Mention | None:
    """The mention that fills the sentence, but for a name or an office after it."""
    if last - first > _LONG or reading.words[first].lemmas & _PICTURES:
        return None
    before, start = reading.gaps[first], first
    if ":" in before.rpartition("\n")[2]:
        return None
    if reading.words[first].lemmas & {"повага", "уважение"} or reading.tokens[first].word in ("з", "с"):
        first = _after_greeting(reading, first, last)
    if reading.words[first].lemmas & _PREPARED and first + 1 < last:
        first += 1
    mention = chunker.at(first, last)
    if mention is not None and mention.name and mention.sort & Sort.ROLE and mention.last == last:
        return mention  # «З повагою – міська голова …»
    if mention is not None and _is_author(reading, mention, last):
        return mention
    if mention is not None and mention.name and mention.last < last and "," in reading.gaps[mention.last]:
        mention = chunker.at(mention.last, last)  # «О. Шпак, відділ …»
    if mention is None or not mention.cases & Gram.NOMN:
        return None
    if mention.sort & Sort.ROLE and mention.owner & Sort.BODY and mention.last == last and mention.first > first:
        return mention  # «О. Шпак, спеціалістка відділу …»
    if not mention.sort & (Sort.BODY | Sort.PEOPLE):
        return None
    if mention.last - mention.first == 1 and not reading.words[mention.head].sort & SPEAKER:
        return None  # a channel's name in capitals
    whole = with_seat(chunker, mention, last)
    whole = with_body(chunker, mention, last) if whole is mention else whole
    return _seated(reading, whole, start, first) if whole is not mention else _attended(chunker, mention, last)


def _seated(reading: Reading, mention: Mention, start: int, first: int) -> Mention | None:
    """The mention with its town, if a greeting or a text stands before it."""
    return mention if first > start or _closes_text(reading, start) else None


_TITLE = re.compile(r":\s*[«\"“„]")


def _attended(chunker: Chunker, mention: Mention, last: int) -> Mention | None:
    """The mention, if nothing but an employee, a telephone or a second signer follows it."""
    reading = chunker.reading
    if mention.last < last and _TITLE.search(reading.gaps[mention.last]):
        return None  # «18:00 Міська рада: «Відкрита сесія»»
    if mention.last == last or _employee(chunker, mention.last, last) or _telephone(reading, mention.last, last):
        return mention
    return mention if _joined(chunker, mention.last, last) else None


_AUTHORS = frozenset("автор авторка".split())


def _is_author(reading: Reading, mention: Mention, last: int) -> bool:
    """«Сокур Олексій», «Остап Гай, автор каналу «Хвиля»»: a full name alone on its line, or the author of a page."""
    if mention.name is None or mention.sort or "\n" not in reading.gaps[mention.first]:
        return False
    if mention.last == last:
        words = reading.words[mention.first : last]
        known = any(word.gram & Gram.NAME and word.gram & Gram.KNOWN for word in words)
        plain = not any(word.lemmas & _SLOGAN for word in words)
        signs = known and plain and _ends_text(reading, mention.first)
        return len(words) > 1 and signs and not _listed(reading, mention.first)
    return "," in reading.gaps[mention.last] and bool(reading.words[mention.last].lemmas & _AUTHORS)


# What is said to somebody or of somebody, whose name stands below: «Вітаємо!», «Вічна пам’ять!».
_GREETS = frozenset(
    "вітати вітання поздравлять поздравить поздравление пам'ять память співчуття соболезнование честь шана"
    " дякувати подякувати благодарить".split()
)
_STOPPED = re.compile(r"^[»”\")]*[.!…]|^\s*[»”\"]|[\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff]")


def _ends_text(reading: Reading, first: int) -> bool:
    """Is the line above the end of a text, and not a question, a heading, a field of a card or a greeting?"""
    above = reading.gaps[first].partition("\n")[0]
    if ":" in above or "?" in above or not _STOPPED.search(above):
        return False
    begin = next((i for i in range(first - 1, -1, -1) if "\n" in reading.gaps[i]), 0)
    verb = _tells(reading, begin, first)
    if ":" in "".join(reading.gaps[begin + 1 : first]) and not verb:
        return False
    greets = first - begin <= _GREETING and any(reading.words[i].lemmas & _GREETS for i in range(begin, first))
    return not greets


def _closes_text(reading: Reading, first: int) -> bool:
    """Is the line above a sentence of a text? Addresses, lists and programmes name a body with its town as well."""
    begin = next((i for i in range(first - 1, -1, -1) if "\n" in reading.gaps[i]), 0)
    after = max((i for i in range(begin + 1, first) if ":" in reading.gaps[i]), default=begin)
    verbs = Gram.FINITE | Gram.OTHER_VERB | Gram.SHORT
    said = any(reading.words[i].gram & verbs and not reading.words[i].gram & Gram.NOUN for i in range(after, first))
    plain = sum(reading.tokens[i].text[:1].islower() for i in range(begin, first))
    said = said or (after == begin and plain >= _SENTENCE)  # «Танці в палаці культури – теж пауза.»
    greets = any(reading.words[i].lemmas & _GREETS for i in range(begin, first))
    return said and not greets and _ends_text(reading, first)


# Words in small letters of a sentence without a verb; words of a line that greets.
_SENTENCE = 4
_GREETING = 5
_SLOGAN = frozenset(("україна", "украина", "слава"))


def _listed(reading: Reading, first: int) -> bool:
    """Is the line above a name as well: one of a list?"""
    above = range(max(0, first - 2), first)
    if any(mark in reading.gaps[first] for mark in ".!?…"):
        return False
    lines = len(above) > 1 and "\n" in reading.gaps[above[0]] and "\n" not in reading.gaps[above[1]]
    return lines and all(reading.tokens[i].text[:1].isupper() for i in above)


def _joined(chunker: Chunker, first: int, last: int) -> bool:
    """«Міська рада та виконавчий комітет»: does a second signer follow?"""
    if chunker.reading.tokens[first].word not in AND or first + 1 >= last:
        return False
    second = chunker.at(first + 1, last)
    return second is not None and second.last == last and bool(second.sort & (Sort.BODY | Sort.PEOPLE | Sort.ROLE))


def _telephone(reading: Reading, first: int, last: int) -> bool:
    """«Відділ …, тел. 5-22-11»."""
    words = [reading.tokens[i].word for i in range(first, last)]
    return all(word[0].isdigit() or word in _PHONE for word in words)


def _after_greeting(reading: Reading, first: int, last: int) -> int:
    """The word after «З повагою,»."""
    for at in range(first + 1, min(last, first + 4)):
        if reading.words[at - 1].lemmas & {"повага", "уважение"}:
            return at
    return first


def _employee(chunker: Chunker, first: int, last: int) -> bool:
    """Do an employee's name, or only marks and handles, follow the body's name?"""
    if last - first > 6:
        return False
    mention = chunker.at(first, last)
    return mention is not None and mention.last == last and (mention.name is not None or mention.proper)
