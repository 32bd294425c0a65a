"""Whose voice a page is: its owner's, the writer's, or that of readers who are invited to it or write on it. Pure."""

from __future__ import annotations

import re
from bisect import bisect_right

from classifiers.citation.grammar import Gram, Word
from classifiers.citation.lexicon import TELLING, Sort, turn
from classifiers.citation.mention import Mention
from classifiers.citation.reading import Reading
from classifiers.citation.sentence import LEARN, NOT, PARTS, REACH, Sentence, clause
from classifiers.citation.setting import own_words

_OWN, _LEARN = turn("own"), LEARN
_NETWORKS = frozenset("facebook telegram instagram twitter youtube tiktok tik tik-tok viber threads whatsapp".split())
_OURS = frozenset("ми мы наш нас наші наши".split())
# What readers are asked to do with a page, and what a plural of pages is called: beginnings of words.
_READERS_DO = ("підпи", "подпи", "приєдн", "присоедин", "долуч", "пишіть", "пишите", "звертай", "обращай")
_PAGES = ("сторінк", "страниц", "соцмереж", "соцсет")
# Words before «у Facebook» among which «ми», «підписатися» stand.
_BESIDE = 5


def own_page(sentence: Sentence, mention: Mention) -> bool:
    """«на своїй сторінці»: the page is its owner's voice, who is the source; or that of readers, and is none."""
    at = mention.first
    if our_page(sentence, mention) or readers_page(sentence, mention):
        return True
    return any(sentence.words[i].lemmas & _OWN for i in range(max(sentence.first, at - 1), mention.head))


def readers_page(sentence: Sentence, mention: Mention) -> bool:
    """Is it a body's page on which readers write or that they are to follow, and so nobody's voice?"""
    if not mention.sort & Sort.SITE or not mention.owner & Sort.BODY:
        return False
    everybody = sentence.words[mention.head].lemmas & own_words("everybody")
    if sentence.form(mention.first) in _NETWORKS or everybody:
        return not _told_there(sentence, mention)
    return _readers_write(sentence, mention)


def our_page(sentence: Sentence, mention: Mention) -> bool:
    """«Ми у Facebook», «підписатися на Telegram», «маємо сторінки в Instagram»: where the writer's own pages are."""
    if sentence.form(mention.first) not in _NETWORKS:
        return False
    if mention.owner & Sort.BODY:
        return not _told_there(sentence, mention)
    if _anothers(sentence, mention):
        return False
    near = range(max(sentence.first, mention.first - _BESIDE), mention.first - 1)
    many = sentence.form(mention.first - 2) if mention.first - 2 >= sentence.first else ""
    if many.startswith(_PAGES) and sentence.words[mention.first - 2].gram & Gram.PLURAL:
        return not sentence.words[mention.first - 2].gram & Gram.LOCT or _ours(sentence, near)
    return _ours(sentence, near) or any(sentence.form(i).startswith(_READERS_DO) for i in near)


def _anothers(sentence: Sentence, mention: Mention) -> bool:
    """«Ми знайшли це у Facebook ради», «нас у Facebook запевнила рада»: its owner right after, or one who tells."""
    after = mention.last
    if after >= sentence.last or not sentence.plain(after):
        return False
    owner = sentence.starts.get(after)
    if owner is not None and owner.speaker and owner.cases & Gram.GENT:
        return True
    return bool(sentence.words[after].sort & TELLING and sentence.words[after].gram & Gram.FINITE)


def _ours(sentence: Sentence, near: range) -> bool:
    return any(sentence.form(i) in _OURS for i in near) and not any(
        sentence.words[i].sort & TELLING and sentence.words[i].gram & Gram.FINITE for i in near
    )


_SHOWN = turn("put") | turn("publish") | turn("appear") | turn("found")


def _clause(sentence: Sentence, mention: Mention) -> list[int]:
    """The words of the page's clause without its own."""
    return [i for i in clause(sentence, mention) if not mention.first <= i < mention.last]


def _told_there(sentence: Sentence, mention: Mention) -> bool:
    """«Повідомили у Facebook ради», «у Telegram горсовета появился список»: the page tells, and nobody else does.

    A page so named is as often one that is to be followed, is counted, or is written on: only a clause that tells
    and has no other speaker makes it the source.
    """
    around = _clause(sentence, mention)
    told = [i for i in around if _shows(sentence.words[i])]
    if (
        not told
        or beneath(sentence.reading, mention.first)
        or any(sentence.form(i - 1) in NOT for i in told if i > sentence.first)
    ):
        return False
    if any(sentence.words[i].lemmas & _FLAWS for i in around):
        return False  # «У соцмережах міської ради знайшли порушення»
    if any(_counted(sentence, i) for i in range(mention.head + 1, mention.last)):
        return False  # «прокоментували в соцмережах ради сотні людей»
    return not any(_asks(sentence, i) or _speaks(sentence, i) for i in around)


def _shows(word: Word) -> bool:
    """Is it a verb of telling or putting up?"""
    passive = word.gram & Gram.SHORT or (word.gram & Gram.ADJ and word.sort & Sort.IMPERSONAL)
    verb = (word.gram & Gram.FINITE and word.gram & Gram.NOW) or passive
    return bool(verb and (word.sort & (Sort.SAY | Sort.PASS | Sort.IMPERSONAL) or word.lemmas & _SHOWN))


def _asks(sentence: Sentence, index: int) -> bool:
    """«Слідкуйте», «можна поставити», «дивіться»: what a reader is to do there."""
    gram = sentence.words[index].gram
    return bool(gram & Gram.OTHER_VERB) and not gram & (Gram.FINITE | Gram.NOUN | Gram.ADJ | Gram.PREP | Gram.CONJ)


def _speaks(sentence: Sentence, index: int) -> bool:
    """«Мешканка», «хтось», «депутат»: a speaker in the nominative, other than the page."""
    gram = sentence.words[index].gram
    inhabitants = _INHABITANTS.search(sentence.form(index)) and gram & Gram.NOUN and not gram & Gram.KNOWN
    if sentence.form(index) in _SOMEBODY or inhabitants or _counted(sentence, index):
        return True
    mention = sentence.covered.get(index)
    return mention is not None and mention.speaker and bool(mention.cases & Gram.NOMN) and index == mention.head


_INHABITANTS = re.compile("(?:[ая]н[еи]|в?цы|[нв]ці)$")  # no dictionary has all: «калушане», «каховчани»


def _counted(sentence: Sentence, index: int) -> bool:
    """«сотні людей», «десятки відгуків»: many of somebody, in the nominative."""
    word = sentence.words[index]
    many = word.lemmas & _AMOUNTS and word.gram & Gram.NOUN and word.gram & Gram.NOMN and word.gram & Gram.PLURAL
    after = sentence.words[index + 1] if index + 1 < sentence.last else word
    return bool(many and after.gram & Gram.GENT and after.gram & Gram.ANIMATE)


_FLAWS = frozenset("порушення помилка нарушение ошибка".split())
_AMOUNTS = turn("amounts")
_SOMEBODY = frozenset("хтось дехто кто-то некоторые він вона вони он она они".split())
_READERS, _ONE = turn("readers"), frozenset("один одна дехто хтось кто-то".split())
_COMPLAINS = turn("complains")


def _readers_write(sentence: Sentence, mention: Mention) -> bool:
    """«Мешканка написала на сторінці ради», «один із читачів прокоментував на сайті»: readers' words, not its own."""
    around = _clause(sentence, mention)
    return any(_writes(sentence, i) for i in around) and any(_is_reader(sentence, i) for i in around)


def _writes(sentence: Sentence, index: int) -> bool:
    word = sentence.words[index]
    told = word.sort & Sort.SAY or word.lemmas & _COMPLAINS
    return bool(word.gram & Gram.FINITE and told and not word.lemmas & _LEARN)


def _is_reader(sentence: Sentence, index: int) -> bool:
    word = sentence.words[index]
    if word.lemmas & _READERS and word.gram & Gram.NOMN:
        return True
    one = index - 2 >= sentence.first and sentence.form(index - 2) in _ONE
    return bool(one and word.lemmas & _READERS and word.gram & Gram.GENT)


# What readers write: «у коментарях на сторінці», «зі скарг на сайті»; what they write below: «під дописом на сторінці».
REPLIES = turn("replies")
_UNDER, _CHAT = frozenset("під под над".split()), frozenset(("чат",))
_ABOUT = frozenset("про на щодо о об".split())
_POSTS = frozenset("допис пост публікація публикация відео видео ролик фото світлина новина новость ефір эфир".split())


def beneath(reading: Reading, page: int) -> bool:
    """Do readers' words stand right before «на сторінці …», whose first word is `page`?"""
    thing = page - 2
    if thing < 0 or reading.gaps[page].strip() or reading.gaps[page - 1].strip():
        return False
    word = reading.words[thing]
    if any(reading.tokens[i].word in _ABOUT for i in range(max(0, thing - 2), thing)):
        return False  # «звіт про скарги мешканців на сайті»
    if word.lemmas & (REPLIES | _CHAT):
        return True
    if word.lemmas & _READERS and word.gram & Gram.GENT and word.gram & Gram.PLURAL and not word.gram & Gram.NOMN:
        return True  # «дописи мешканців на сторінці»
    under = thing > 0 and reading.tokens[thing - 1].word in _UNDER and not reading.gaps[thing].strip()
    return under and bool(word.lemmas & _POSTS)


_AIRS, _FOLLOWS, _DISCUSSES = turn("airs"), turn("follows"), turn("discusses")
_CAN = frozenset(("могти", "змогти", "мочь", "смочь"))
_DASH = re.compile("^ ?[–—-] ?$")
_MARK = re.compile("^ ?[:–—-] ?$")
_ORIGIN = frozenset(("джерело", "источник"))
_BY = turn("by") | {"до"}  # «відповідно до»


def attended(reading: Reading, page: Mention) -> bool:
    """«Трансляцію дивіться на сторінці ради», «стежте за новинами на сайті»: a page one goes to, not one that tells.

    Asked of the page's clause: where it tells or shows what was put up, what is aired or discussed is only its matter.
    """
    around = _around(reading, page)
    words = (reading.words[i] for i in around)
    if any(_shows(word) and word.lemmas.isdisjoint(_AIRS | _DISCUSSES) for word in words):
        return False
    if _by_what_it_says(reading, page):
        return False
    return any(_attends(reading, page, i, around) for i in around)


def _around(reading: Reading, page: Mention) -> list[int]:
    """The words of the page's clause; a dash right before «на сайті» parts nothing («Трансляція – на сайті»)."""
    after = bisect_right(reading.starts, page.first)
    begin, end = reading.starts[after - 1], reading.starts[min(after, len(reading.starts) - 1)]
    first, last = page.first, page.last
    while first > max(begin, page.first - REACH):
        led = first == page.first - 1 and _DASH.search(reading.gaps[first])
        if PARTS.search(reading.gaps[first]) and not led:
            break
        first -= 1
    while last < min(end, page.last + REACH) and not PARTS.search(reading.gaps[last]):
        last += 1
    return [i for i in range(first, last) if not page.first <= i < page.last]


def _attends(reading: Reading, page: Mention, index: int, around: list[int]) -> bool:
    """A verb of airing, following or discussing; the noun of one where nothing rules it but a verb."""
    word = reading.words[index]
    if word.lemmas & _FOLLOWS:
        return not (_asked_to(reading, index) or _asked_on(reading, page, index, around))
    if not word.lemmas & (_AIRS | _DISCUSSES):
        return False
    if not word.gram & Gram.NOUN:
        return True
    before = index - 1
    while before >= 0 and reading.gaps[before + 1] == " " and reading.words[before].gram & Gram.ADJ:
        before -= 1
    if before < 0 or before + 1 in reading.starts or reading.gaps[before + 1] != " ":
        return True
    ruler = reading.words[before]
    return not ruler.gram & (Gram.PREP | Gram.NOUN) or bool(ruler.gram & (Gram.FINITE | Gram.ADVERB))


def _asked_to(reading: Reading, index: int) -> bool:
    """«На сторінці закликали стежити за дітьми»: does a verb right before ask it, so that the page tells?"""
    if index == 0 or reading.gaps[index] != " ":
        return False
    before = reading.words[index - 1]
    return bool(before.gram & Gram.FINITE) and not before.lemmas & _CAN


def _asked_on(reading: Reading, page: Mention, index: int, around: list[int]) -> bool:
    """«На сторінці просять усіх голосувати», «Голосувати просять на сторінці»: is that asked on the page itself?

    Not where the page is behind the asking and what is asked («просять усіх голосувати на сторінці»).
    """
    asks = [i for i in around if _asking(reading.words[i])]
    return any(not (ask < index < page.first) for ask in asks)


def _asking(word: Word) -> bool:
    told = word.sort & (Sort.SAY | Sort.OPINE | Sort.WANT) and word.gram & Gram.FINITE
    return bool(told) and not word.lemmas & _CAN


def _by_what_it_says(reading: Reading, page: Mention) -> bool:
    """«За інформацією на сайті ради до акції долучилися …», «Джерело: трансляція на сторінці ради»: named as a source.

    Not «стежте за інформацією на сайті»: whoever follows it goes there.
    """
    first = page.first
    if first > 0 and not reading.gaps[first].strip() and reading.words[first - 1].gram & Gram.PREP:
        first -= 1
    head = bisect_right(reading.starts, page.first) - 1
    begin = reading.starts[head]
    opened = reading.words[begin].lemmas & _ORIGIN and _MARK.search(reading.gaps[begin + 1])
    if opened and begin < page.first:
        return True
    if first - 2 < begin or reading.gaps[first].strip() or reading.tokens[first - 2].word not in _BY:
        return False
    if first - 2 > begin and reading.words[first - 3].lemmas & _FOLLOWS:
        return False
    return bool(reading.words[first - 1].sort & Sort.INFO)
