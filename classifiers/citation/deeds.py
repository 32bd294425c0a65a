"""What communications departments and official pages do besides telling: texts made, sent, handed over, put up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from classifiers.citation.grammar import Gram
from classifiers.citation.lexicon import Sort, turn
from classifiers.citation.mention import Mention
from classifiers.citation.sentence import IN, NOT, Sentence, clause, negated
from classifiers.citation.subjects import subject_before

_MAKES, _SENDS, _LAYS = turn("makes"), turn("sends"), turn("lays_out")
TEXTS, REQUESTS = turn("texts"), turn("requests")
_HANDED, _AWAITED, _PUT = turn("handed"), turn("awaited"), turn("put")
OUT_OF, BY = turn("out_of"), turn("by") | IN
_UNREAL, _CALLED = turn("unreal"), turn("called")
_THANKS = frozenset("дякуємо дякую подяка спасибі спасибо благодарим дяка".split())
_HEARD = turn("heard")
_SPREADS, _WARNINGS = turn("spreads"), turn("warnings")
_QUOTED, UNDER = turn("we_quote"), turn("under")
# Words between a verb and its subject, between what was handed over and by whom.
REACH = 9
# Words of the sentence in which the text that was made or sent may be named.
_AROUND = 25
_STOPS = re.compile("[;:()–—]")


def made(sentence: Sentence, mention: Mention) -> tuple[int, int] | None:
    """«Хроніку впорядкував відділ комунікацій», «відділ комунікацій розписав рух погодинно»."""
    if not mention.cases & Gram.NOMN or _unreal(sentence, mention):
        return None
    for index in _near(sentence, mention):
        word = sentence.words[index]
        if not word.gram & Gram.FINITE or not word.gram & Gram.NOW or word.gram & Gram.FINITE_PLURAL:
            continue
        if negated(sentence, index):
            return None
        if not _is_deed(sentence, mention, index):
            continue
        if index < mention.first:
            other = subject_before(sentence, index)
            if other is not None and other.speaker:
                return None
        return min(index, mention.first), max(index + 1, mention.last)
    return None


def _near(sentence: Sentence, mention: Mention) -> Iterator[int]:
    """The words of the clause after the mention, then those before it, the nearest first."""
    around = clause(sentence, mention, REACH)
    yield from range(mention.last, around.stop)
    yield from range(mention.first - 1, around.start - 1, -1)


def was_put(sentence: Sentence, index: int) -> bool:
    """«виклав», «опублікувала»: is it told that something was put up?"""
    word = sentence.words[index]
    return bool(word.lemmas & _PUT and word.gram & Gram.FINITE and word.gram & Gram.NOW)


def _is_deed(sentence: Sentence, mention: Mention, index: int) -> bool:
    lemmas = sentence.words[index].lemmas
    if lemmas & _LAYS:
        return True
    if not lemmas & (_MAKES | _SENDS):
        return False
    around = range(max(sentence.first, index - _AROUND), min(sentence.last, index + _AROUND))
    others = [i for i in around if not mention.first <= i < mention.last and i != index]
    if any(sentence.words[i].lemmas & REQUESTS for i in others):
        return False
    texts = any(
        sentence.words[i].sort & (Sort.INFO | Sort.DOCUMENT) or sentence.words[i].lemmas & TEXTS for i in others
    )
    warned = lemmas & _SPREADS and any(sentence.words[i].lemmas & _WARNINGS for i in others)
    return texts or bool(warned) or bool(lemmas & _SENDS and any(sentence.form(i) in _TO_US for i in others))


_TO_US = frozenset(
    "нам редакції редакціям редакции редакциям газеті газете журналістам журналистам змі сми медіа медіям медіам медиа "
    "пресі прессе".split()
)


def _unreal(sentence: Sentence, mention: Mention) -> bool:
    """«щоб відділ …», «якби відділ …»: what somebody wants of it."""
    return any(sentence.form(i) in _UNREAL for i in range(max(sentence.first, mention.first - REACH), mention.first))


def denied(sentence: Sentence, mention: Mention) -> bool:
    """«коментаря від відділу ми не дочекалися»: does a «не» follow soon?"""
    for index in range(mention.last, min(sentence.last, mention.last + REACH)):
        if _STOPS.search(sentence.gap(index)) or "«" in sentence.gap(index):
            return False
        if sentence.form(index) in NOT:
            return True
    return False


def handed(sentence: Sentence, mention: Mention) -> tuple[int, int] | None:
    """«умови переслали з відділу комунікацій», «лист від відділу комунікацій прийшов учора»."""
    before = mention.first - 1
    if before < sentence.first or sentence.form(before) not in OUT_OF or not mention.cases & Gram.GENT:
        return None
    near = range(max(sentence.first, before - REACH), min(sentence.last, mention.last + REACH))
    if any(sentence.words[i].lemmas & _AWAITED or sentence.form(i) in _AWAITED for i in near):
        return None
    for at in range(before - 1, max(sentence.first, before - 2) - 1, -1):
        lead = sentence.words[at]
        text = lead.gram & Gram.NOUN and (lead.sort & (Sort.INFO | Sort.DOCUMENT) or lead.lemmas & TEXTS)
        if text and not lead.lemmas & REQUESTS and sentence.plain(at + 1) and not denied(sentence, mention):
            return at, mention.last  # «пам’ятка від відділу комунікацій»
    for index in (*range(before - 1, near.start - 1, -1), *range(mention.last, near.stop)):
        if sentence.words[index].lemmas & _HANDED and not negated(sentence, index):
            return min(index, before), max(index + 1, mention.last)
    return None


def inside(sentence: Sentence, mention: Mention) -> tuple[int, int] | None:
    """«звертаються до читачів у відділі комунікацій», «підказали у відділі комунікацій»."""
    before = mention.first - 1
    if before < sentence.first or sentence.form(before) not in IN or not mention.cases & Gram.LOCT:
        return None
    for index in _near(sentence, replace(mention, first=before)):
        word = sentence.words[index]
        deed = word.lemmas & _HEARD or _is_deed(sentence, mention, index)
        if word.gram & Gram.FINITE_PLURAL and word.gram & Gram.NOW and deed:
            return None if negated(sentence, index) else (min(index, before), max(index + 1, mention.last))
    return None


def agent(sentence: Sentence, mention: Mention) -> tuple[int, int] | None:
    """«підготовлено відділом комунікацій», «список, складений відділом комунікацій»."""
    if not mention.cases & Gram.ABLT:
        return None
    for index in range(mention.first - 1, max(sentence.first, mention.first - 4) - 1, -1):
        word = sentence.words[index]
        if word.gram & (Gram.SHORT | Gram.ADJ) and word.lemmas & (_HANDED | _MAKES | _SENDS):
            return index, mention.last
        if not sentence.plain(index + 1):
            break
    for index in range(mention.last, min(sentence.last, mention.last + 2)):
        word = sentence.words[index]
        told = word.sort & Sort.SAY or _is_deed(sentence, mention, index)
        if word.gram & Gram.SHORT and told and sentence.plain(index):
            return mention.first, index + 1  # «відділом комунікацій повідомлено»
    return None


def quoted(sentence: Sentence, mention: Mention) -> tuple[int, int] | None:
    """«Цитуємо відділ комунікацій», «за поданням відділу комунікацій»."""
    for index in range(mention.first - 1, max(sentence.first, mention.first - 3) - 1, -1):
        if not sentence.plain(index + 1):
            return None
        if sentence.form(index) in _QUOTED:
            return index, mention.last
        led = index > sentence.first and sentence.form(index - 1) in BY
        if index == mention.first - 1 and led and sentence.words[index].lemmas & UNDER:
            return index - 1, mention.last
    return None


def asked(sentence: Sentence, mention: Mention) -> tuple[int, int] | None:
    """«Зателефонували у відділ комунікацій: …», «зв’язалися з відділом комунікацій, там підтвердили»."""
    called = range(mention.first - 1, max(sentence.first, mention.first - 4) - 1, -1)
    index = next((i for i in called if sentence.words[i].lemmas & _CALLED), None)
    if index is None or not (sentence.words[index].gram & Gram.FINITE_PLURAL or sentence.form(index).endswith("мо")):
        return None
    if ":" in sentence.gap(mention.last):
        return index, mention.last
    for at in range(mention.last, min(sentence.last, mention.last + 4)):
        told = sentence.words[at].sort & Sort.SAY and sentence.words[at].gram & Gram.FINITE_PLURAL
        if told and "," in sentence.gap(mention.last) and not negated(sentence, at):
            return index, at + 1
    return None


def thanked(sentence: Sentence, mention: Mention) -> tuple[int, int] | None:
    """«Дякуємо відділу комунікацій за уточнення»."""
    before = mention.first - 1
    if before < sentence.first or sentence.form(before) not in _THANKS or not mention.cases & Gram.DATV:
        return None
    after = range(mention.last, min(sentence.last, mention.last + 4))
    what = (i for i in after if sentence.words[i].sort & (Sort.INFO | Sort.NOUN) or sentence.words[i].lemmas & TEXTS)
    found = next(what, None)
    return None if found is None else (before, found + 1)


def put_there(sentence: Sentence, mention: Mention) -> tuple[int, int] | None:
    """«графік виклали на сайт міськради»."""
    before = mention.first - 1
    if before < sentence.first or sentence.form(before) != "на" or not mention.cases & Gram.ACCS:
        return None
    for index in (*range(before - 1, max(sentence.first, before - REACH) - 1, -1), *_after(sentence, mention)):
        word = sentence.words[index]
        put = was_put(sentence, index) or (word.lemmas & _PUT and word.gram & Gram.SHORT)
        if put and not negated(sentence, index):
            return min(index, before), max(index + 1, mention.last)
    return None


def part(sentence: Sentence, mention: Mention) -> tuple[int, int] | None:
    """«У стрічці новин міського сайту з’явилася схема»: something stands in a part of the page."""
    whole = sentence.covered.get(mention.first)
    if whole is None or whole.head == mention.head or not whole.cases & Gram.LOCT:
        return None
    before = whole.first - 1
    led = before >= sentence.first and sentence.form(before) in IN
    return (before, mention.last) if led else None


def _after(sentence: Sentence, mention: Mention) -> range:
    return range(mention.last, min(sentence.last, mention.last + 3))
