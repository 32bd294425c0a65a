"""Sources named with no word of telling: after a dash, before a colon, in brackets. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from classifiers.citation.elliptic import asserts, stated_by
from classifiers.citation.grammar import Gram
from classifiers.citation.lexicon import Sort, turn
from classifiers.citation.mention import Mention
from classifiers.citation.mentions import AND
from classifiers.citation.nouns import LABELS
from classifiers.citation.readers import REPLIES
from classifiers.citation.sentence import IN, Finding, Sentence, is_prep
from classifiers.citation.statements import announced, is_headline, whole

_BEFORE_NAME = re.compile(r"[,»”\"!?…]\s*[–—-]\s+$|^[^.;:\w]*\n[^.;:\w]*[–—-]\s+$")
_UNCITED = turn("uncited")
BULLET = re.compile(r"(?m)^[ \t]*[–—•*-][ \t]+\S")


def of_dash(sentence: Sentence) -> Iterator[Finding]:
    """«…, – міністр енергетики» at the end of a sentence: whose the words before the dash are."""
    for given in sentence.mentions:
        mention = _with_office(sentence, given)
        quoted = mention.name and _QUOTED.search(sentence.gap(_this(sentence, mention)))
        ends = mention.last == sentence.last or "\n" in sentence.gap(mention.last)
        if not ends and not (quoted and sentence.gap(mention.last)[:1] == ","):
            continue
        if not mention.speaker or not mention.cases & Gram.NOMN:
            continue
        if "?" in sentence.gap(mention.last).partition("\n")[0]:
            continue  # «Хто заважає, – міськрада?»
        first = _this(sentence, mention)
        if _closed_off(sentence, first, mention):
            yield Finding(mention.first, mention.last, mention, "label", 0.8)
        elif _BEFORE_NAME.search(sentence.gap(first)) or _closes(sentence, mention):
            yield Finding(mention.first, mention.last, mention, "dash", 0.7)


_SET_OFF = re.compile(r"[,»”\"!?….]\s*[–—-]\s+$")


def _closed_off(sentence: Sentence, first: int, mention: Mention) -> bool:
    """«Вода буде завтра, – міськрада»: a statement, a comma or its quotation mark, who made it, and the line ends."""
    if not _SET_OFF.search(sentence.gap(first)) or first - sentence.first < _STATEMENT:
        return False
    if mention.last < len(sentence.words) and not re.search(r"\n|^\s*[.!]?\s*$", sentence.gap(mention.last)):
        return False
    opening = max(sentence.first, first - _LONGEST_STATEMENT)
    if re.search(r"[»”\"!?….]", sentence.gap(first)):
        return any(_is_verb(sentence, index) for index in range(opening, first))
    return _states(sentence, opening, first)


_CLAUSES = turn("which") | frozenset("хто кто де где куди куда коли когда як как чий чей бо".split())


def _states(sentence: Sentence, first: int, last: int) -> bool:
    """Has it a verb of its own, outside clauses («власник будівлі, яку пошкодив обстріл, – міська рада»)?"""
    inside = False
    for index in range(first, last):
        if index == first or "," in sentence.gap(index):
            led = index + is_prep(sentence, index)  # «у якій»
            inside = inside or (led < last and not sentence.words[led].lemmas.isdisjoint(_CLAUSES))
        if _is_verb(sentence, index):
            if not inside:
                return True
            # the clause has its verb, and ends with the next comma
            closed = next((i for i in range(index + 1, last) if "," in sentence.gap(i)), last)
            return _states(sentence, closed, last)
    return False


def _is_verb(sentence: Sentence, index: int) -> bool:
    gram = sentence.words[index].gram
    verb = gram & (Gram.FINITE | Gram.SHORT | Gram.OTHER_VERB)
    return bool(verb) and not gram & (Gram.NOUN | Gram.PRONOUN | Gram.ADJ)


# Words that a statement has at least.
_STATEMENT = 3
# Words of it among which its verb is looked for.
_LONGEST_STATEMENT = 40


def _this(sentence: Sentence, mention: Mention) -> int:
    """Where the naming begins, with «це» before it."""
    return mention.first - (sentence.form(mention.first - 1) in _THIS if mention.first > sentence.first else 0)


_QUOTED = re.compile(r"[»”]\s*,?\s*[–—-]\s+$")
_THIS = ("це", "это", "то")
_DASH = re.compile(r"^ *[–—-] +$")


def _closes(sentence: Sentence, mention: Mention) -> bool:
    """«Місто лишиться без води – міськрада»: a whole statement, then who made it."""
    if not _DASH.match(sentence.gap(mention.first)):
        return False
    if (mention.sort & Sort.PERSON or mention.name) and not is_headline(sentence):
        return whole(sentence, sentence.first, mention.first)  # «Ремонт закінчать до зими – Олена Шпак.»
    words = (sentence.words[i] for i in range(sentence.first, mention.first))
    return any(word.gram & Gram.FINITE and not word.gram & Gram.NOUN for word in words)


_ADDENDA = frozenset("upd update ps faq diy vip top facebook telegram instagram twitter youtube viber tiktok".split())
_SAYS = re.compile(r"^\s*:\s*(?:[«\"“„–—-]|\n|[А-ЯҐЄІЇA-Z])?")


def of_colon(sentence: Sentence) -> Iterator[Finding]:
    """«Шпак: води вистачить», «Міністр енергетики Олена Шпак:» and what was said after the colon."""
    mention = sentence.starts.get(sentence.first) or _after_then(sentence)
    if mention is None or not mention.speaker or not mention.cases & Gram.NOMN:
        return
    if sentence.words[mention.head].lemmas & LABELS or sentence.form(mention.head) in _ADDENDA:
        return
    mention = _with_office(sentence, mention)
    after = sentence.gap(mention.last)
    if mention.name and not after.strip() and _dated(sentence, mention.last):
        yield Finding(mention.first, mention.last, mention, "colon", 0.7)
        return
    if _SAYS.match(after) and not mention.sort & (Sort.DOCUMENT | Sort.NOUN | Sort.INFO | Sort.OCCASION):
        quoted = any(mark in after for mark in _OPENS)
        held = mention.name and mention.sort & Sort.ROLE
        sure = 0.7 if quoted or stated_by(sentence, mention) else 0.65 if held else announced(sentence, mention) or 0.55
        yield Finding(mention.first, mention.last, mention, "colon", sure)


_THEN = Gram.ADVERB | Gram.CONJ | Gram.PRONOUN


def _after_then(sentence: Sentence) -> Mention | None:
    """«Потім — Олена Шпак: …»: a name after a dash that only small words open."""
    for at in range(sentence.first + 1, min(sentence.last, sentence.first + 3)):
        if not sentence.words[at - 1].gram & _THEN:
            return None
        if _DASH.match(sentence.gap(at)):
            mention = sentence.starts.get(at)
            return mention if mention is not None and (mention.name or mention.sort & Sort.ROLE) else None
    return None


def _is_led(sentence: Sentence, mention: Mention) -> bool:
    """«Текст і фото: О. Шпак, відділ …»: a colon and a name before the body."""
    marks = [i for i in range(sentence.first + 1, mention.first) if ":" in sentence.gap(i) or "–" in sentence.gap(i)]
    return len(marks) == 1 and mention.first - marks[0] <= _LONGEST_NAME


# Words of «О. В. Шпак» and the like.
_LONGEST_NAME = 4
_IN_BRACKETS = re.compile('[»”"!?.…]\\s*[(]$')


def of_address(sentence: Sentence) -> Iterator[Finding]:
    """A web address that ends the text or fills a line, as the item's origin; shops, banks, invitations are none."""
    for mention in sentence.mentions:
        if not (mention.proper and mention.sort & Sort.SITE) or mention.last - mention.first < 2:
            continue
        if mention.last < len(sentence.words) and not _fills_line(sentence, mention):
            continue
        words = {sentence.form(i) for i in range(mention.first, mention.last)}
        marks = "".join(sentence.gap(i) for i in range(mention.first, mention.last + 1))
        if not (words & _UNCITED or _led_on(sentence, mention) or any(mark in marks for mark in "+@][")):
            yield Finding(mention.first, mention.last, mention, "address", 0.6)


_POINTS = re.compile("[:–—👉👈👇➡▶|-]\ufe0f?[\\s(]*$")


def _fills_line(sentence: Sentence, mention: Mention) -> bool:
    """Does the address stand alone on its line, nothing above that points to it («за посиланням: »)?"""
    before, after = sentence.gap(mention.first), sentence.gap(mention.last)
    return "\n" in before and not _POINTS.search(before) and re.match(r"[^\w\n|]{0,3}\n", after) is not None


_JOIN = ("підпис", "подпис", "приєдну", "приєдна", "присоедин", "долуч", "чита", "дивіться", "смотрите")
_SHORT_LINK = 6


def _led_on(sentence: Sentence, mention: Mention) -> bool:
    """«Підписатися на X», «Фото: X», a shortened link or a person's channel: an address that is no origin."""
    line = [sentence.form(i) for i in range(max(sentence.first, mention.first - _SHORT_LINK), mention.first)]
    pictured = sentence.words[sentence.first].lemmas & _PICTURED
    if pictured or any(form.startswith(_JOIN) for form in line):
        return True
    words = [sentence.form(i) for i in range(mention.first, mention.last)]
    return any(pair in _SHORTENED for pair in pairwise(words))


# First words of addresses that say nothing of whose they are.
_SHORTENED = frozenset((("t", "me"), ("fb", "watch"), ("bbc", "in"), ("clck", "ru"), ("youtu", "be"), ("is", "gd")))
_AUTHORS = frozenset("автор авторка упорядник укладач".split())
_CREDITED, _PICTURED = turn("credited"), turn("pictured")


def of_credit(sentence: Sentence) -> Iterator[Finding]:
    """«Текст і фото – відділ комунікацій»."""
    lemmas = sentence.words[sentence.first].lemmas
    written = sentence.first + 1 < sentence.last and sentence.words[sentence.first + 1].lemmas & _CREDITED
    if lemmas & _AUTHORS and written:
        lemmas = _CREDITED  # «Автор тексту – …»
    if sentence.form(sentence.first) in LABELS and sentence.first + 2 < sentence.last:
        pictures = sentence.words[sentence.first + 2].lemmas & _PICTURED and sentence.form(sentence.first + 1) in AND
        lemmas = _CREDITED if pictures else lemmas  # «Інформація та фото: …»
    if not lemmas & (_CREDITED | _PICTURED):
        return
    for mention in sentence.mentions:
        near = sentence.first < mention.first <= sentence.first + 3
        led = sentence.gap(mention.first).strip(' «"“„') in (":", "–", "—", "-")
        after = sentence.gap(mention.first).strip() == "," and mention.sort & Sort.BODY and _is_led(sentence, mention)
        if mention.speaker and ((near and led) or after):
            heading = range(sentence.first, mention.first)
            words = (sentence.words[i] for i in heading if not sentence.words[i].lemmas & _PICTURED)
            told = any(word.lemmas & _CREDITED or word.sort & Sort.INFO for word in words)
            cue = "label" if lemmas & _CREDITED or told else "picture"
            yield Finding(mention.first, mention.last, mention, cue, 0.8)


def of_brackets(sentence: Sentence) -> Iterator[Finding]:
    """«…» (Шпак): the name in brackets after a quotation."""
    for mention in sentence.mentions:
        who = mention.name or mention.proper or mention.sort & (Sort.ROLE | Sort.BODY | Sort.MEDIA)
        quoted = _IN_BRACKETS.search(sentence.gap(mention.first)) and not _only_named(sentence, mention.first)
        if who and quoted and sentence.gap(mention.last)[:1] in (")", ","):
            yield Finding(mention.first, mention.last, mention, "brackets", 0.75)


def of_page_in_brackets(sentence: Sentence) -> Iterator[Finding]:
    """«Воду дадуть завтра (Калуська міська рада у Facebook).»: whose page told a whole sentence, which it closes."""
    for mention in sentence.mentions:
        body = mention.sort & (Sort.BODY | Sort.SITE)
        if not body or not sentence.gap(mention.first).endswith(" (") or mention.first - sentence.first < _STATEMENT:
            continue
        last = _page_end(sentence, mention)
        if last is None or not re.match(r"\)[.!]?\s*(?:$|\n|[.!]?\s)", sentence.gap(last)) or last != sentence.last:
            continue
        before = range(sentence.first, mention.first)
        asked = any(_is_verb(sentence, i) and sentence.words[i].gram & Gram.OTHER_VERB for i in before)
        of_pages = any(sentence.words[i].sort & Sort.SITE or sentence.words[i].lemmas & _ON_PAGES for i in before)
        if not (asked or of_pages) and any(_is_verb(sentence, i) for i in before):
            yield Finding(mention.first, last, mention, "label", 0.8)


# What is said of a page itself: «Під дописом сто коментарів (Калуська міська рада у Facebook)».
_ON_PAGES = REPLIES | frozenset(
    "підписник підписниця підписка допис пост публікація вподобайка лайк репост подписчик подписка публикация".split()
)


def _page_end(sentence: Sentence, mention: Mention) -> int | None:
    """Where «у Facebook», «в телеграмі» right after the mention ends."""
    at = mention.last
    if at + 1 >= sentence.last or sentence.form(at) not in IN or not sentence.plain(at):
        return None
    page = at + 1
    while page < sentence.last and sentence.plain(page) and not sentence.words[page].sort & Sort.SITE:
        page += 1
    return page + 1 if page < sentence.last and sentence.plain(page) and page - at <= _WHEN else None


# Words of a name in quotation marks.
_NAMED = 5


def _only_named(sentence: Sentence, first: int) -> bool:
    """«Плутус Менеджмент» (Лондон): do the quotation marks before the bracket hold a name, not what was said?"""
    marked = (i for i in range(first - 1, max(sentence.first, first - _NAMED) - 1, -1) if "«" in sentence.gap(i))
    opened = next(marked, None)
    if sentence.gap(first)[:1] != "»" or opened is None:
        return False
    return not any(sentence.words[i].gram & (Gram.FINITE | Gram.SHORT) for i in range(opened, first))


_DURING, _OPENS = ("час", "время", "часів", "времен"), '«"“„'
# Words of «у 1999 році», «на мітингу в Полтаві».
_WHEN = 5


def _dated(sentence: Sentence, first: int) -> bool:
    """«Олена Шпак у 1999 році: «…»»: only when and where stands between the name and the colon."""
    if first + 1 >= sentence.last or not (sentence.form(first) in IN or sentence.form(first + 1) in _DURING):
        return False  # «Шпак проти Бурія: …», «Шпак чи Бурій: кого оберуть»
    for index in range(first, min(sentence.last, first + _WHEN) + 1):
        if ":" in sentence.gap(index):
            quoted = any(mark in sentence.gap(index) for mark in _OPENS)
            return index > first and (quoted or asserts(sentence, index))
        if index == sentence.last or sentence.words[index].gram & (Gram.FINITE | Gram.OTHER_VERB):
            return False
        if index > first and not sentence.plain(index):
            return False
    return False


def _with_office(sentence: Sentence, mention: Mention) -> Mention:
    """«Олена Шпак, міська голова:»: the office after the name belongs to it."""
    second = sentence.starts.get(mention.last)
    if mention.name is None or second is None or sentence.gap(mention.last).strip() != ",":
        return mention
    if not second.sort & (Sort.ROLE | Sort.PERSON | Sort.MEDIA) or not second.cases & Gram.NOMN:
        return mention
    return replace(mention, last=second.last, sort=second.sort, owner=second.owner, head=second.head)


# Words between «у» and the kind of address: «у вечірньому відео», «у своєму щоденному зверненні».
_BETWEEN = 4


def of_address_to_all(sentence: Sentence) -> Iterator[Finding]:
    """«Мер у вечірньому відео: …», «Гнатюк в ефірі радіо – про воду»: who spoke, with no verb at all."""
    mention = sentence.starts.get(sentence.first)
    if mention is None or not mention.speaker or not mention.cases & Gram.NOMN or mention.last + 1 >= sentence.last:
        return
    if sentence.form(mention.last) not in IN or not sentence.plain(mention.last):
        return
    for index in range(mention.last + 1, min(sentence.last, mention.last + 1 + _BETWEEN)):
        word = sentence.words[index]
        if word.sort & Sort.OCCASION and word.gram & Gram.NOUN:
            for after in range(index + 1, sentence.last + 1):
                if re.search("[:(–—]", sentence.gap(after)):
                    yield Finding(mention.first, index + 1, mention, "colon", 0.8)
                    return
                if after < sentence.last and sentence.words[after].gram & Gram.FINITE:
                    return
            return
        if not word.gram & (Gram.ADJ | Gram.PRONOUN):
            return
