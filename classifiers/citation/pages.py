"""A body that told something on its own page: «на своїй сторінці», «на офіційному сайті», «у телеграмі». Pure."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable

from classifiers.citation.agreement import agree, alike
from classifiers.citation.grammar import Gram, Word
from classifiers.citation.lexicon import SPEAKER, TELLING, Sort, turn
from classifiers.citation.mention import CASES
from classifiers.citation.mentions import AND
from classifiers.citation.readers import REPLIES
from classifiers.citation.reading import Reading
from classifiers.citation.sentence import IN, PARTS, VIA
from classifiers.citation.setting import own_words
from classifiers.citation.sources import Source

_OWN, _THAT, _PRONOUNS = turn("own"), turn("that"), turn("she")
_HERE = frozenset(("себе", "себя"))  # «у себе в телеграмі»
# Words after the body in which its own page is named.
_REACH = 9


def own_page_end(reading: Reading, source: Source) -> int | None:
    """Where the words that name the source end, if it told what it told on its own page; None where it did not."""
    if _below(reading, source):
        return None
    if _between(reading, source) or _within(reading, source):
        return source.end
    paper = reading.words[source.mention.head].sort & Sort.DOCUMENT
    ends = reading.starts[bisect_right(reading.starts, source.last - 1)]  # a headline ends without a full stop
    for index in range(source.mention.last, min(ends, source.last + _REACH)):
        if paper and index == source.mention.last + 1 and reading.words[index].sort & Sort.SITE:
            return max(reading.tokens[index].end, source.end)  # «застерігає допис міськради у Facebook»
        if index >= source.last and (re.search("[.!?;]", reading.gaps[index]) or _told_there(reading, index)):
            return None
        if reading.words[index].sort & Sort.SITE:
            if _set_off(reading, source, index):
                return reading.tokens[index].end
            between = range(source.mention.last, index)
            own = any(reading.words[i].lemmas & _OWN or reading.tokens[i].word in _HERE for i in between)
            if own and _is_paper(reading, source) and not any(reading.words[i].lemmas & _OF_IT for i in between):
                return None
            if any(reading.tokens[i].word.startswith(_FOLLOW) for i in between):
                return None  # «закликала підписатися на свій Telegram»
            if own and (_put_by_another(reading, source, index, ends) or _put_by_others(reading, source, index, ends)):
                return None
            if own or (_alone(reading, index) and _is_its(reading, source, index)):
                return max(reading.tokens[index].end, source.end)
            return None
    return None


def _is_paper(reading: Reading, source: Source) -> bool:
    """«Дані міськради оприлюднили на своїй сторінці волонтери»: a paper of the body's, which has no page of its own."""
    sort = reading.words[source.mention.head].sort
    return bool(sort & (Sort.DOCUMENT | Sort.INFO | Sort.OCCASION)) and not sort & (Sort.BODY | Sort.ROLE)


_OF_IT = _OWN - frozenset("свій свой власний собственный".split())
_FOLLOW = ("підписатис", "подписат", "приєднат", "присоединит", "долучит", "стежит", "слідкуват", "следит")


def _put_by_another(reading: Reading, source: Source, page: int, end: int) -> bool:
    """«Рада повідомила про набір, анкету якого ліцей виклав на своєму сайті»: is the page of a clause's subject?

    A clause without a subject that agrees with its verb goes on with the body's own doing («…, умови виклала на своєму
    сайті»).
    """
    told = source.mention.last if source.cue.startswith("loose") or page < source.last else source.last
    begin = next((i for i in range(page, told - 1, -1) if PARTS.search(reading.gaps[i])), None)
    if begin is None:
        return False
    end = next((i for i in range(page + 1, end) if PARTS.search(reading.gaps[i])), end)
    words = reading.words
    verbs = _verbs(reading, begin, end)
    if not verbs:
        return bool(words[begin].gram & Gram.ADJ and any(words[i].gram & Gram.ABLT for i in range(begin + 1, page)))
    return _another_subject(reading, source, range(begin, end), verbs)


def _verbs(reading: Reading, begin: int, end: int) -> list[int]:
    words = reading.words
    verbs = [i for i in range(begin, end) if words[i].gram & Gram.FINITE]
    return [i for i in verbs if not words[i].gram & Gram.NOUN] or verbs  # «веде» is a noun in Russian


def _another_subject(reading: Reading, source: Source, near: Iterable[int], verbs: list[int]) -> bool:
    """Can another word than the body be the subject of one of the verbs?"""
    body = reading.tokens[source.mention.head].word
    return any(
        not _is_body_again(reading, at, body)
        for at in near
        if at not in verbs
        and not (reading.words[at - 1].gram & Gram.PREP and reading.gaps[at] == " ")
        and any(agree(reading.tokens[at].word, reading.tokens[verb].word) for verb in verbs)
    )


# Cues by which a body is merely near, so that its being the subject is to be shown.
_NEAR = ("loose", "from", "own")


def _put_by_others(reading: Reading, source: Source, page: int, end: int) -> bool:
    """«Кошторис ради виклав на своїй сторінці блогер», «дані МВА оприлюднили …»: is the body no subject of the verb?"""
    mention = source.mention
    token = reading.tokens[mention.head]
    letters = token.text.isupper() and len(token.text) > 1
    if not source.cue.startswith(_NEAR):
        sure = [i for i in range(page + 1, end) if not reading.words[i].gram & Gram.ACCS]
        told = (
            letters
            and source.cue == "verb-bare"
            and not (mention.first and reading.words[mention.first - 1].gram & Gram.PREP)
        )
        verbs = _verbs(reading, source.first, source.last) if told else []
        return _another_subject(reading, source, sure, verbs)  # «Подякувала МВА на своїй сторінці школа»
    opening = reading.starts[bisect_right(reading.starts, mention.first) - 1]
    begin = next((i for i in range(mention.first, opening, -1) if PARTS.search(reading.gaps[i])), opening)
    verbs = _verbs(reading, begin, page)
    if not verbs:
        return False
    if source.cue == "from" or not mention.cases & Gram.NOMN:
        return True
    end = next((i for i in range(page + 1, end) if PARTS.search(reading.gaps[i])), end)
    others = [i for i in range(begin, end) if not mention.first <= i < mention.last]
    if (letters or not mention.sort & SPEAKER) and _another_subject(reading, source, others, verbs):
        return True  # «план виконкому виклав на своїй сторінці хаб», «дані МВА показав у себе на сторінці пекар»
    beside = {reading.tokens[i].word for i in (mention.first - 1, mention.last) if begin <= i < page}
    if beside & AND:
        return False  # «рада та виконком виклали на своїх сторінках»
    return not any(
        agree(token.word, reading.tokens[i].word) or (letters and not reading.words[i].gram & Gram.FINITE_PLURAL)
        for i in verbs
    )


def _is_body_again(reading: Reading, index: int, body: str) -> bool:
    """«рада», «вона»: the body once more, by its bare noun or a pronoun of its gender."""
    word, form = reading.words[index], reading.tokens[index].word
    if word.gram & Gram.PRONOUN and form in _PRONOUNS:
        return alike(form, body)
    return any(form == body or body.endswith(form) for form in (form, *word.lemmas) if len(form) > _SHORTEST)


# Letters of the shortest noun that may name the body again: «рада» of «міськрада».
_SHORTEST = 3
# Who wrote a line of credit, and where: «Джерело: міська рада / Telegram», «Міська рада, Facebook» at its end.
_CREDITS = frozenset(("label", "signature", "signed"))
_SET_OFF = re.compile(r"^ ?[/|,(–—-] ?$|^ \($")


def _set_off(reading: Reading, source: Source, index: int) -> bool:
    """Does the page stand right behind its body, set off by a mark, at the end of a line that credits it?"""
    behind = index == source.mention.last and source.cue in _CREDITS and _SET_OFF.search(reading.gaps[index])
    if not behind:
        return False
    end = reading.tokens[index].end
    return not reading.text[end : end + 2].strip(" ).")[:1].strip()


def _told_there(reading: Reading, index: int) -> bool:
    """«, що мешканці скаржаться у Facebook»: does what is told begin with the word?"""
    return "," in reading.gaps[index] and reading.tokens[index].word in _THAT


def _is_its(reading: Reading, source: Source, index: int) -> bool:
    """Did the body itself tell it on the page that nothing calls its own?"""
    if not reading.words[index].gram & CASES or _into(reading.words[index]) or _led_via(reading, index):
        return _right_behind(reading, source, index)
    if reading.words[index].lemmas & own_words("network") and source.cue.startswith("loose"):
        return False  # «сесію міської ради транслюють у ютубі»
    return not (_on_anothers(reading, source, index) or _in_next_clause(reading, source, index))


# Between a body that told something and «у Facebook»: «повідомила про це сьогодні на своїй сторінці у Facebook».
_THIS = frozenset("це про этом об про".split())
_MIDST = own_words("official") | frozenset("сторінка страница мережа сеть соцмережа соцсеть канал".split())


def _right_behind(reading: Reading, source: Source, index: int) -> bool:
    """«Міськрада повідомила у Facebook»: nothing between who told it and a network in Latin letters.

    No ending says what hangs on what there: in «пояснила скаржнику у Facebook», «прокоментувала відео у TikTok»,
    «…, які пишуть у Telegram» the network belongs to others.
    """
    if source.cue.startswith(_NOT_TOLD):
        return False
    verbs = 0
    for at in range(max(source.mention.last, 0), index):
        if _BREAK.search(reading.gaps[at]):
            return False
        word, form = reading.words[at], reading.tokens[at].word
        if word.gram & Gram.FINITE and word.sort & TELLING and verbs == 0:
            verbs = 1
            continue
        if at == source.last and _put_up(reading, source, at):
            continue  # «опублікувала графік у Telegram»
        adverb = word.gram & Gram.ADVERB and not word.gram & (Gram.NOUN | Gram.ADJ | Gram.FINITE | Gram.OTHER_VERB)
        if not (adverb or form in IN or form in VIA or form in _THIS or word.lemmas & _MIDST):
            return False
    return not _BREAK.search(reading.gaps[index].replace("«", " "))


def _put_up(reading: Reading, source: Source, index: int) -> bool:
    """Is the word the text that was put up: right behind a verb of publishing?"""
    word, verbs = reading.words[index], reading.words[source.first : source.last]
    text = word.sort & (Sort.INFO | Sort.DOCUMENT) and word.gram & Gram.NOUN and word.gram & Gram.ACCS
    return bool(text) and any(w.lemmas & _PUT and w.gram & Gram.FINITE for w in verbs)


# A naming by nearness, or of what is asked of others, tells nothing on a page.
_NOT_TOLD = ("loose", "verb-infinitive")
_BREAK = re.compile("[^ *_]")


def _in_next_clause(reading: Reading, source: Source, index: int) -> bool:
    """«…, які ширяться в телеграмі»: does another verb than one of putting up stand in a clause of the page's own?"""
    begin = next((i for i in range(index, source.last - 1, -1) if _CLAUSE.search(reading.gaps[i])), None)
    if begin is None:
        return False
    verbs = (reading.words[i] for i in range(begin, index) if reading.words[i].gram & Gram.FINITE)
    told = Sort.IMPERSONAL if reading.words[index].lemmas & own_words("network") else Sort.SAY | Sort.IMPERSONAL
    return any(not word.gram & Gram.NOUN and not word.lemmas & _PUT and not word.sort & told for word in verbs)


_CLAUSE, _PUT = re.compile("[,:–—]"), turn("put") | turn("publish") | turn("appear")


# What others wrote there: «відповіла на допис у Facebook», «реагує на скаргу в Telegram».
_ABOUT = frozenset("на про щодо о об до під за из-за через".split())


def _on_anothers(reading: Reading, source: Source, index: int) -> bool:
    """Does «у телеграмі» belong to a post that the body only speaks of, with a preposition before that post?"""
    at = index - 1
    while at > source.mention.last and reading.tokens[at].word not in IN:
        at -= 1
    for post in range(at - 1, max(source.mention.last, at - 1 - _POST), -1):
        gram = reading.words[post].gram
        if reading.gaps[post + 1] != " " or (gram & Gram.FINITE and not gram & Gram.NOUN):
            return False
        if reading.tokens[post - 1].word in _ABOUT:
            return bool(reading.words[post].sort & Sort.DOCUMENT or reading.words[post].lemmas & REPLIES)
    return False


# Words of «на скаргу мешканки» before «у телеграмі».
_POST = 3


def _below(reading: Reading, source: Source) -> bool:
    """«Під дописом міської ради у Facebook»: what stands below a text is not its writer's."""
    first = source.mention.first
    paper = reading.words[source.mention.head].sort & Sort.DOCUMENT
    return bool(paper) and first > 0 and reading.tokens[first - 1].word in _UNDER and reading.gaps[first] == " "


_UNDER = frozenset("під под над".split())


def _within(reading: Reading, source: Source) -> bool:
    """«допис міськради у Facebook»: the paper stands on a page."""
    inside = range(source.mention.head + 2, source.mention.last)
    return any(reading.words[i].sort & Sort.SITE and reading.tokens[i - 1].word in IN for i in inside)


def _between(reading: Reading, source: Source) -> bool:
    """«розмістила на своїй офіційній сторінці міська адміністрація»: the page stands between the verb and its body."""
    pages = (i for i in range(source.first, source.mention.first) if reading.words[i].sort & Sort.SITE)
    at = next(pages, None)
    if at is None:
        return False
    owned = range(max(source.first, at - 2), at)
    own = any(reading.words[i].lemmas & _OWN or reading.tokens[i].word in _HERE for i in owned)
    return own or _alone(reading, at, source.mention.first)


def _alone(reading: Reading, index: int, body: int = -1) -> bool:
    """«на офіційному сайті», «у телеграмі» with nothing that says whose; `body`: the first word of who told it."""
    before = index - 1
    while before >= 0 and reading.words[before].lemmas & own_words("official") and reading.gaps[before + 1] == " ":
        before -= 1
    inside = before >= 0 and reading.tokens[before].word in IN and _can_be_in(reading.words[index])
    if not (inside or _led_via(reading, index)):
        return False
    after = index + 1
    if after >= len(reading.words) or reading.gaps[after] != " ":
        return after >= len(reading.words) or not re.search('[«"“„]', reading.gaps[after])
    word = reading.words[after]
    if after == body and reading.words[index - 1].lemmas & own_words("official"):
        return True  # «распространил на официальном сайте Нежинский городской совет»
    text = word.sort & (Sort.INFO | Sort.DOCUMENT) and word.gram & Gram.ACCS  # «поширила у Facebook відео»
    return (
        bool(text or word.gram & (Gram.FINITE | Gram.PREP | Gram.CONJ)) and not reading.tokens[after].text[:1].isupper()
    )


def _led_via(reading: Reading, index: int) -> bool:
    """«через офіційний сайт», «через Telegram»: by which page it was told."""
    before = index - 1
    while before >= 0 and reading.words[before].lemmas & own_words("official") and reading.gaps[before + 1] == " ":
        before -= 1
    return before >= 0 and reading.tokens[before].word in VIA


def _can_be_in(word: Word) -> bool:
    """Can the word stand after «у»? «Facebook» and what no dictionary knows have no case at all."""
    return bool(word.gram & Gram.LOCT) or not word.gram & CASES or _into(word)


def _into(word: Word) -> bool:
    """«написала в Телеграм»: a network that one writes into."""
    return bool(word.lemmas & own_words("network") and word.gram & Gram.ACCS) and not word.gram & Gram.LOCT
