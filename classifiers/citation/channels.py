"""Communications departments and official pages named with no word of telling: what they made, sent, carried. Pure.

They have nothing to do but tell, so that one knows them for a source by «розписав погодинно», «переслали з відділу …»,
«(сайт міськради)». Whose they are is not asked here; such a naming is weak unless they are the institution's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from classifiers.citation.grammar import Gram
from classifiers.citation.lexicon import SPEAKER, Sort, turn
from classifiers.citation.loose import WEAK
from classifiers.citation.mention import Mention
from classifiers.citation.sentence import IN, NOT, Finding, Sentence, own_page
from classifiers.citation.setting import own_words
from classifiers.citation.subjects import subject_before

_MAKES, _SENDS, _LAYS = turn("makes"), turn("sends"), turn("lays_out")
_TEXTS, _REQUESTS = turn("texts"), turn("requests")
_HANDED, _AWAITED, _PUT = turn("handed"), turn("awaited"), turn("put")
_OUT_OF = turn("out_of")
_UNREAL = turn("unreal")
_CONTACTS = turn("contacts")
_QUOTED, _UNDER = turn("we_quote"), turn("under")
_RELEASES = turn("releases") | turn("mailings")
DESKS = own_words("unit")
# Words between a verb and its subject, between what was handed over and by whom.
_REACH = 9
_STOPS = re.compile("[;:()–—]")


def speaks(words: frozenset[str]) -> str | None:
    """ "desk" for the lemmas of a communications department, "page" for those of an official site or page."""
    if words & own_words("site") and words & _pages():
        return "page"
    return "desk" if words & own_words("unit") and words & own_words("press") else None


def _pages() -> frozenset[str]:
    names = ("council", "board", "power", "administration", "administration.noun", "town.noun", "official", "committee")
    return frozenset().union(*(own_words(name) for name in names))


def of_channels(sentence: Sentence) -> Iterator[Finding]:
    """Each communications department or official page of the sentence that is its source by what it did."""
    for given in sentence.mentions:
        mention = _page_of(sentence, given)
        if not (mention.sort | mention.owner) & (Sort.BODY | Sort.SITE):
            continue
        lemmas = frozenset().union(*(sentence.words[i].lemmas for i in range(mention.first, mention.last)))
        cue = speaks(lemmas)
        if cue is None or own_page(sentence, mention):
            continue
        head = sentence.words[mention.head]
        paper = bool(head.lemmas & (_RELEASES | _UNDER | _TEXTS) or head.sort & (Sort.INFO | Sort.DOCUMENT))
        voice = mention.sort & (Sort.BODY | Sort.ROLE | Sort.PEOPLE | Sort.SITE)
        if not (paper or voice):
            continue
        span = _span(sentence, mention, cue, paper=paper)
        if span is not None:
            yield Finding(span[0], span[1], mention, cue, WEAK)


_PARTS = turn("page_parts")


def _page_of(sentence: Sentence, mention: Mention) -> Mention:
    """«у розділі «Новини» сайту ради», «у стрічці міського сайту»: the page itself."""
    if not sentence.words[mention.head].lemmas & _PARTS or not mention.owner & Sort.SITE:
        return mention
    for index in range(mention.head + 1, mention.last):
        inner = sentence.chunker.at(index, mention.last)
        if inner is not None and inner.sort & Sort.SITE:
            return replace(inner, cases=mention.cases)
    return mention


def _span(sentence: Sentence, mention: Mention, cue: str, *, paper: bool) -> tuple[int, int] | None:
    """The words that show the mention is a source, if any do."""
    found = _in_brackets(sentence, mention, cue) or _after_colon(sentence, mention)
    if found is not None or paper:
        return found or _in_paper(sentence, mention)
    if cue == "page":
        found = _put_there(sentence, mention) or _closing(sentence, mention) or _part(sentence, mention)
    else:
        found = _handed(sentence, mention) or _quoted(sentence, mention) or _agent(sentence, mention)
        found = found or _inside(sentence, mention)
    return found or _made(sentence, mention)


# --- what it did ---------------------------------------------------------------------------------------------------


def _made(sentence: Sentence, mention: Mention) -> tuple[int, int] | None:
    """«Хроніку впорядкував відділ комунікацій», «відділ комунікацій розписав рух погодинно»."""
    if not mention.cases & Gram.NOMN or _unreal(sentence, mention):
        return None
    for index in _near(sentence, mention):
        word = sentence.words[index]
        if not word.gram & Gram.FINITE or not word.gram & Gram.NOW or word.gram & Gram.FINITE_PLURAL:
            continue
        if index > sentence.first and sentence.form(index - 1) in NOT:
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
    """The words after and before the mention up to a mark that parts clauses."""
    for index in range(mention.last, min(sentence.last, mention.last + _REACH)):
        if _STOPS.search(sentence.gap(index)) or "," in sentence.gap(index):
            break
        yield index
    for index in range(mention.first - 1, max(sentence.first, mention.first - _REACH) - 1, -1):
        if _STOPS.search(sentence.gap(index + 1)) or "," in sentence.gap(index + 1):
            break
        yield index


def _is_deed(sentence: Sentence, mention: Mention, index: int) -> bool:
    lemmas = sentence.words[index].lemmas
    if lemmas & _LAYS:
        return True
    if not lemmas & (_MAKES | _SENDS):
        return False
    others = [i for i in range(sentence.first, sentence.last) if not mention.first <= i < mention.last and i != index]
    if any(sentence.words[i].lemmas & _REQUESTS for i in others):
        return False
    texts = any(
        sentence.words[i].sort & (Sort.INFO | Sort.DOCUMENT) or sentence.words[i].lemmas & _TEXTS for i in others
    )
    return texts or bool(lemmas & _SENDS and any(sentence.form(i) in _TO_US for i in others))


_TO_US = frozenset("нам редакції редакціям редакции редакциям газеті газете журналістам журналистам змі сми".split())


def _unreal(sentence: Sentence, mention: Mention) -> bool:
    """«щоб відділ …», «якби відділ …»: what somebody wants of it."""
    return any(sentence.form(i) in _UNREAL for i in range(max(sentence.first, mention.first - _REACH), mention.first))


def _denied(sentence: Sentence, mention: Mention) -> bool:
    """«коментаря від відділу ми не дочекалися»: does a «не» follow soon?"""
    for index in range(mention.last, min(sentence.last, mention.last + _REACH)):
        if _STOPS.search(sentence.gap(index)) or "«" in sentence.gap(index):
            return False
        if sentence.form(index) in NOT:
            return True
    return False


def _handed(sentence: Sentence, mention: Mention) -> tuple[int, int] | None:
    """«умови переслали з відділу комунікацій», «лист від відділу комунікацій прийшов учора»."""
    before = mention.first - 1
    if before < sentence.first or sentence.form(before) not in _OUT_OF or not mention.cases & Gram.GENT:
        return None
    near = range(max(sentence.first, before - _REACH), min(sentence.last, mention.last + _REACH))
    if any(sentence.words[i].lemmas & _AWAITED or sentence.form(i) in _AWAITED for i in near):
        return None
    if before > sentence.first and sentence.words[before - 1].gram & Gram.NOUN:
        lead = sentence.words[before - 1]
        if (
            (lead.sort & (Sort.INFO | Sort.DOCUMENT) or lead.lemmas & _TEXTS)
            and not lead.lemmas & _REQUESTS
            and not _denied(sentence, mention)
        ):
            return before - 1, mention.last  # «пам’ятка від відділу комунікацій»
    for index in (*range(before - 1, near.start - 1, -1), *range(mention.last, near.stop)):
        if sentence.words[index].lemmas & _HANDED and sentence.form(max(sentence.first, index - 1)) not in NOT:
            return min(index, before), max(index + 1, mention.last)
    return None


def _inside(sentence: Sentence, mention: Mention) -> tuple[int, int] | None:
    """«звертаються до читачів у відділі комунікацій», «підказали у відділі комунікацій»."""
    before = mention.first - 1
    if before < sentence.first or sentence.form(before) not in IN or not mention.cases & Gram.LOCT:
        return None
    for index in _near(sentence, replace(mention, first=before)):
        word = sentence.words[index]
        if word.gram & Gram.FINITE_PLURAL and word.gram & Gram.NOW and _is_deed(sentence, mention, index):
            denied = sentence.form(max(sentence.first, index - 1)) in NOT
            return None if denied else (min(index, before), max(index + 1, mention.last))
    return None


def _agent(sentence: Sentence, mention: Mention) -> tuple[int, int] | None:
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


def _quoted(sentence: Sentence, mention: Mention) -> tuple[int, int] | None:
    """«Цитуємо відділ комунікацій», «за поданням відділу комунікацій»."""
    for index in range(mention.first - 1, max(sentence.first, mention.first - 3) - 1, -1):
        if not sentence.plain(index + 1):
            return None
        if sentence.form(index) in _QUOTED:
            return index, mention.last
        led = index > sentence.first and sentence.form(index - 1) in _BY
        if index == mention.first - 1 and led and sentence.words[index].lemmas & _UNDER:
            return index - 1, mention.last
    return None


_BY = turn("by") | IN
_SUCH = frozenset(("такий", "такой", "це"))


def _put_there(sentence: Sentence, mention: Mention) -> tuple[int, int] | None:
    """«графік виклали на сайт міськради»."""
    before = mention.first - 1
    if before < sentence.first or sentence.form(before) != "на" or not mention.cases & Gram.ACCS:
        return None
    for index in (*range(before - 1, max(sentence.first, before - _REACH) - 1, -1), *_after(sentence, mention)):
        word = sentence.words[index]
        put = word.lemmas & _PUT and (word.gram & Gram.SHORT or (word.gram & Gram.FINITE and word.gram & Gram.NOW))
        if put and sentence.form(max(sentence.first, index - 1)) not in NOT:
            return min(index, before), max(index + 1, mention.last)
    return None


def _part(sentence: Sentence, mention: Mention) -> tuple[int, int] | None:
    """«У стрічці новин міського сайту з’явилася схема»: something stands in a part of the page."""
    whole = sentence.covered.get(mention.first)
    if whole is None or whole.head == mention.head or not whole.cases & Gram.LOCT:
        return None
    before = whole.first - 1
    led = before >= sentence.first and sentence.form(before) in IN
    return (before, mention.last) if led else None


def _after(sentence: Sentence, mention: Mention) -> range:
    return range(mention.last, min(sentence.last, mention.last + 3))


# --- where it stands -----------------------------------------------------------------------------------------------


def _in_brackets(sentence: Sentence, mention: Mention, cue: str) -> tuple[int, int] | None:
    """«… (відділ комунікацій)», «… (з офіційного сайту міської ради)»."""
    after = sentence.gap(mention.last).strip()
    if after[:1] not in (")", ";", ",", "/", "—", "–"):
        return None
    for first in range(mention.first, max(sentence.first, mention.first - 4) - 1, -1):
        gap = sentence.gap(first)
        if gap.rstrip(' «"').endswith("("):
            fits = _closed(sentence, mention.last) and not _contact(sentence, first, mention.last)
            bare = first == mention.first and cue == "desk" and _of_person(sentence, mention)
            return None if bare or not fits else (first, mention.last)
        if first == sentence.first or not (sentence.plain(first) or gap.strip() == "."):
            return None
        leads = sentence.words[first - 1]
        told = leads.gram & (Gram.PREP | Gram.ADJ) or leads.sort & (Sort.INFO | Sort.NOUN)
        if not told and not gap.startswith("."):
            return None
    return None


def _closed(sentence: Sentence, last: int) -> bool:
    return ")" in sentence.reading.text[sentence.reading.tokens[last - 1].end :][:_LONG]


def _of_person(sentence: Sentence, mention: Mention) -> bool:
    """«Голи забили Гай (відділ комунікацій) і Лис»: what stands in brackets after a name says who that is."""
    before = sentence.ends.get(mention.first)
    return before is not None and before.name is not None


# Characters in which a bracket is closed.
_LONG = 60
_PHONE = re.compile(r"\d")


def _contact(sentence: Sentence, first: int, last: int) -> bool:
    """Does a telephone number or «довідки», «заявки» stand before the bracket?"""
    near = [*range(max(sentence.first, first - 6), first), *range(last, min(sentence.last, last + 2))]
    phone = any("-" in sentence.gap(i + 1) and _PHONE.match(sentence.form(i)) for i in near if i + 1 < sentence.last)
    return phone or any(sentence.words[i].lemmas & _CONTACTS for i in near)


def _after_colon(sentence: Sentence, mention: Mention) -> tuple[int, int] | None:
    """A headline «Зупинка буде: сайт міськради»."""
    headline = sentence.first == 0 and sentence.gap(sentence.last).startswith("\n\n")
    led = mention.first > sentence.first and ":" in sentence.gap(mention.first)
    if headline and led and mention.last == sentence.last and mention.cases & Gram.NOMN:
        return mention.first, mention.last
    return None


def _closing(sentence: Sentence, mention: Mention) -> tuple[int, int] | None:
    """The page alone as the last line: «Офіційний сайт міської ради», «з сайту міськради»."""
    if sentence.last != len(sentence.words) or mention.last != sentence.last or not sentence.first:
        return None
    led = sentence.form(sentence.first) in _OUT_OF
    fits = mention.cases & (Gram.GENT if led else Gram.NOMN)
    return (sentence.first, mention.last) if fits and mention.first == sentence.first + led else None


def _in_paper(sentence: Sentence, mention: Mention) -> tuple[int, int] | None:
    """«у пресрелізі відділу комунікацій – лише дати»."""
    before = mention.first - 1
    if not mention.owner & SPEAKER:
        return None
    near = range(mention.last, min(sentence.last, mention.last + _REACH))
    if _denied(sentence, mention) or any(sentence.words[i].lemmas & _REQUESTS for i in near):
        return None
    if before >= sentence.first and sentence.form(before) in _BY | _OUT_OF:
        return before, mention.last
    if not mention.cases & Gram.NOMN:
        return None
    at = mention.first if sentence.words[mention.first].lemmas & _SUCH else max(before, sentence.first)
    if sentence.words[at].lemmas & _SUCH:
        return at, mention.last  # «така статистика відділу комунікацій»
    whole = mention.first == sentence.first and sentence.last == len(sentence.words) == mention.last
    quoted = mention.first == sentence.first and any(":" in sentence.gap(i) for i in (*near, sentence.last))
    return (mention.first, mention.last) if whole or quoted else None
