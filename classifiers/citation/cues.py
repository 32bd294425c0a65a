"""Who tells: a verb or noun of telling with the phrase that is its source. Pure; knows no institution.

Each finding says by which construction it was found, how sure that construction is, and its words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from classifiers.citation.lexicon import SPEAKER, TELLING, Sort
from classifiers.citation.mentions import SURE, Chunker, Mention
from classifiers.citation.reading import Gram, Reading

_QUOTE_BEFORE = re.compile(r"(?:[»”\"!?…]\s*[_*]*\s*,?|,)\s*[_*]*\s*[–—-]+\s*$|[»”\"]\s*,\s*$")
_DASH_BEFORE = re.compile(r"(?:^|\s)[–—-]+\s*$")
_THAT = frozenset("що что щоб чтобы мов мовляв нібито якобы будто ніби де где як как скільки сколько чому почему".split())
_AS = frozenset("як как".split())
_IN = frozenset("у в во на".split())
_BY = frozenset("за по згідно із зі з со с на відповідно согласно из".split())
_ABOUT_IT = re.compile(r"\b(?:про це|про що|об этом|о чем|про те|про таке|це|так)\s*(?:\w+\s*){0,3}$", re.IGNORECASE)
_LINK = frozenset("посилання ссылка посилатися ссылаться сослатися сослаться".split())
_VIEWS = frozenset("думка переконання погляд мнение взгляд убеждение оцінка".split())
_TALES = frozenset("слово слова розповідь рассказ".split())
_ACCORDING = frozenset("відповідно згідно согласно".split())
_KNOWN = frozenset("відомо известно випливає следует вытекает зрозуміло видно".split())
_FROM = frozenset("від от".split())
_LEARNT = frozenset("дізнатися узнать почути услышать відомо известно".split())
# Acts that bind rather than tell, and the only papers that tell without an owner.
_ACTS = frozenset(
    "постанова розпорядження наказ указ закон рішення угода договір контракт постановление распоряжение приказ решение"
    " соглашение договор определение ухвала вирок приговор".split()
)
_RELEASES = frozenset(
    "пресреліз прес-реліз пресс-релиз реліз релиз документація документация повідомлення сообщение доповідь доклад"
    " зведення сводка звіт отчет".split()
)
_WITH = frozenset("з із зі с со из".split())
_MORE = frozenset("детальніше докладніше подробнее подробности повністю посилання ссылка".split())
_LABELS = frozenset("джерело источник інформація информация дані данные статистика матеріали".split())
_THEIR = frozenset("його її їх їхніми їхньою їхнім його его ее её их".split())
_SHE = frozenset("він вона вони воно он она они".split())
# Verbs of finding out: the press tells by them, others merely learn.
_LEARN = frozenset("дізнатися дізнаватися узнать узнавать з'ясувати выяснить помітити заметить роздивитися взяти взять".split())
_APPEAR = frozenset("з'явитися появиться появляться з'являтися".split())
_OWN = frozenset("свій свой його её ее его їх их наш".split())
_AND = frozenset("і й та и да а".split())
_WHICH = frozenset("який котрий который що".split())
_WORDS = _ACCORDING | _KNOWN | _FROM | _LABELS | _MORE
_NEVER_SUBJECT = frozenset("ми мы я ви вы ти ты".split())
_REACH = 14


@dataclass(frozen=True, slots=True)
class Finding:
    """Words first..last-1 show that `mention` is a source. `cue`: verb | noun | impersonal | label | chain | …"""

    first: int
    last: int
    mention: Mention
    cue: str
    strength: float
    verb: int = -1


class Sentence:
    """One sentence of a reading with its mentions, and what is quoted in it."""

    __slots__ = ("chunker", "ends", "first", "last", "mentions", "reading", "starts", "words")

    def __init__(self, reading: Reading, chunker: Chunker, first: int, last: int) -> None:
        self.reading, self.chunker, self.words = reading, chunker, reading.words
        self.first, self.last = first, last
        self.mentions = chunker.mentions(first, last)
        self.starts = {m.first: m for m in self.mentions}
        self.ends = {m.last: m for m in self.mentions}

    def form(self, index: int) -> str:
        """The word's form for comparison."""
        return self.reading.tokens[index].word

    def gap(self, index: int) -> str:
        """What stands before the word; after the last one, what follows it."""
        gaps = self.reading.gaps
        if index < len(gaps):
            return gaps[index]
        end = self.reading.tokens[-1].end
        return self.reading.text[end : end + 60]

    def plain(self, index: int) -> bool:
        """No punctuation before the word but the end of a quoted name, brackets or mark-up?"""
        return not self.gap(index).strip(" \n\t\u00a0*_»\"”()«“„")


def findings(reading: Reading, known: Mapping[int, int]) -> Iterator[Finding]:
    """Every source the text names, in order; the same source may come several times.

    `known`: first word -> word after the last, of names that stay whole.
    """
    chunker = Chunker(reading, known)
    quoted = _quoted(reading)
    bulleted = len(_BULLET.findall(reading.text)) > 1
    for first, last in zip(reading.starts, reading.starts[1:], strict=False):
        if not any(_trigger(reading, i) for i in range(first, last)):
            continue
        sentence = Sentence(reading, chunker, first, last)
        yield from _brackets(sentence)
        yield from _colon(sentence)
        if not bulleted:
            yield from _dash(sentence)
        for index in range(first, last):
            if index not in quoted:
                yield from _at(sentence, index)


_TRIGGERS = TELLING | Sort.IMPERSONAL | Sort.NOUN | Sort.SITE | Sort.OCCASION | Sort.GIVE | Sort.DOCUMENT
_MARKS = re.compile("[:–—(-]")


def _trigger(reading: Reading, index: int) -> bool:
    """Can something at this word make its sentence name a source?"""
    word = reading.words[index]
    if word.sort & _TRIGGERS or reading.tokens[index].word in _WORDS or not word.lemmas.isdisjoint(_LINK | SURE):
        return True
    gap = reading.gaps[index]
    return gap != " " and _MARKS.search(gap) is not None


def _quoted(reading: Reading) -> frozenset[int]:
    """Words inside quotations of more than a few words."""
    found: set[int] = set()
    opened: int | None = None
    for index, gap in enumerate(reading.gaps):
        if opened is not None and ("»" in gap or "”" in gap):
            if index - opened > 5:
                found.update(range(opened, index))
            opened = None
        if "«" in gap or "“" in gap or "„" in gap:
            opened = index
    return frozenset(found)


_BEFORE_NAME = re.compile(r"[,»”\"!?…]\s*[–—-]\s+$|^[^.;:\w]*\n[^.;:\w]*[–—-]\s+$")
_BULLET = re.compile(r"(?m)^[ \t]*[–—•*-][ \t]+\S")


def _dash(sentence: Sentence) -> Iterator[Finding]:
    """«…, – міністр енергетики» at the end of a sentence: whose the words before the dash are."""
    for mention in sentence.mentions:
        if mention.last != sentence.last and "\n" not in sentence.gap(mention.last):
            continue
        if mention.speaker and mention.cases & Gram.NOMN and _BEFORE_NAME.search(sentence.gap(mention.first)):
            yield Finding(mention.first, mention.last, mention, "dash", 0.5)


_SAYS = re.compile(r"^\s*:\s*(?:[«\"“„–—-]|\n|[А-ЯҐЄІЇA-Z])?")


def _colon(sentence: Sentence) -> Iterator[Finding]:
    """«Шпак: води вистачить», «Міністр енергетики Олена Шпак:» and what was said after the colon."""
    mention = sentence.starts.get(sentence.first)
    if mention is None or not mention.speaker or not mention.cases & Gram.NOMN:
        return
    after = sentence.gap(mention.last)
    if _SAYS.match(after) and not mention.sort & (Sort.DOCUMENT | Sort.NOUN | Sort.INFO | Sort.OCCASION):
        quoted = any(mark in after for mark in "«\"“„")
        yield Finding(mention.first, mention.last, mention, "colon", 0.7 if quoted else 0.5)


_IN_BRACKETS = re.compile("[»”\"!?.…]\\s*[(]$")


def _brackets(sentence: Sentence) -> Iterator[Finding]:
    """«…» (Шпак): the name in brackets after a quotation."""
    for mention in sentence.mentions:
        if _IN_BRACKETS.search(sentence.gap(mention.first)) and sentence.gap(mention.last).startswith(")"):
            if mention.name or mention.proper or mention.sort & (Sort.ROLE | Sort.BODY | Sort.MEDIA):
                yield Finding(mention.first, mention.last, mention, "brackets", 0.5)


def _at(sentence: Sentence, index: int) -> Iterator[Finding]:
    word = sentence.words[index]
    if word.lemmas & _LINK:
        yield from _reference(sentence, index)
    if word.lemmas & _LINK and not word.gram & Gram.FINITE:
        return
    if word.sort & Sort.IMPERSONAL and word.gram & (Gram.FINITE | Gram.SHORT | Gram.ADJ):
        yield from _impersonal(sentence, index)
    elif word.lemmas & SURE:
        yield from _verb(sentence, index)
    elif word.sort & TELLING and word.gram & Gram.SHORT:
        yield from _impersonal(sentence, index)
    elif word.gram & Gram.FINITE and not _noun_here(sentence, index):
        yield from _verb(sentence, index)
    elif sentence.form(index) in _KNOWN:
        yield from _known(sentence, index)
    elif sentence.form(index) in _FROM:
        yield from _from(sentence, index)
    elif word.sort & Sort.SITE and not word.sort & TELLING:
        yield from _on_site(sentence, index)
    elif word.sort & Sort.OCCASION:
        yield from _occasion(sentence, index)
    elif word.lemmas & _LINK:
        yield from _reference(sentence, index)
    elif sentence.form(index) in _ACCORDING:
        yield from _according(sentence, index)
    elif word.sort & (Sort.NOUN | Sort.DOCUMENT):
        yield from _noun(sentence, index)
    elif sentence.form(index) in _LABELS | _MORE:
        yield from _label(sentence, index)


def _noun_here(sentence: Sentence, index: int) -> bool:
    """Is a form that could be a verb the head of a mention instead («мати», «мер»)?"""
    return any(m.first <= index < m.last for m in sentence.mentions)


# --- verbs ---------------------------------------------------------------------------------------------------------


def _verb(sentence: Sentence, index: int) -> Iterator[Finding]:
    word = sentence.words[index]
    right = _subject_after(sentence, index)
    left = _subject_before(sentence, index)
    subject = _better(sentence, index, left, right)
    frame = _frame(sentence, index, subject)
    strength = _strength(sentence, index, subject, frame)
    if strength < 0.8 and subject is not None and _object(sentence, index, subject):
        frame, strength = "object", 0.8
    if subject is not None and strength > 0:
        first, last = min(index, subject.first), max(index + 1, subject.last)
        if first == subject.first > sentence.first and not subject.cases & Gram.NOMN:
            first -= 1  # «У міськраді …» with its preposition
        yield Finding(first, last, subject, f"verb-{frame}", strength, index)
    elif subject is None and _QUOTE_BEFORE.search(sentence.gap(index)) and word.sort & TELLING:
        yield from _pronoun(sentence, index)
    if word.sort & (Sort.SAY | Sort.PASS | Sort.OPINE):
        yield from _chain(sentence, index)


def _pronoun(sentence: Sentence, index: int) -> Iterator[Finding]:
    """«…», – каже вона: whoever was spoken of before."""
    at = index + 1
    if at < sentence.last and sentence.form(at) in _SHE and sentence.plain(at):
        nobody = Mention(at, at + 1, at, Gram.NOMN, Sort.NONE, Sort.NONE)
        yield Finding(index, at + 1, nobody, "pronoun", 0.6, index)


def _better(sentence: Sentence, index: int, left: Mention | None, right: Mention | None) -> Mention | None:
    """Which of two candidates is the subject: after a quotation the right one, else the nearer, else the speaker."""
    if left is None or right is None:
        return left or right
    if _QUOTE_BEFORE.search(sentence.gap(index)):
        return right
    if left.proper and (right.name or right.sort & (Sort.ROLE | Sort.BODY)):
        return right
    if left.speaker != right.speaker:
        return left if left.speaker else right
    return left


def _subject_after(sentence: Sentence, index: int) -> Mention | None:
    at = index + 1
    skipped = False
    while at < min(sentence.last, index + _REACH):
        if sentence.gap(at).strip() == "," and sentence.words[at].gram & Gram.OTHER_VERB and not skipped:
            at, skipped = _skip_clause(sentence, at), True
        elif not sentence.plain(at):
            return None
        if at >= sentence.last:
            return None
        form = sentence.form(at)
        if form in _NEVER_SUBJECT:
            return None
        if form in _IN and at + 1 < sentence.last:
            inner = sentence.starts.get(at + 1)
            if inner and _place_of_telling(sentence, index, inner):
                return inner
            at = _after_phrase(sentence, at + 1)
            continue
        mention = sentence.starts.get(at)
        if mention is not None:
            if mention.cases & Gram.NOMN and _can_tell(sentence, index, mention):
                return _with_second(sentence, mention)
            if mention.cases & (Gram.DATV | Gram.ABLT | Gram.ACCS | Gram.GENT):
                at = mention.last
                continue
            return None
        if not _skippable(sentence, at):
            return None
        at += 1
    return None


def _skip_clause(sentence: Sentence, at: int) -> int:
    """Past a participial phrase between commas («заявив, вийшовши до людей, …»)."""
    for index in range(at + 1, min(sentence.last, at + 8)):
        if sentence.gap(index).strip() == ",":
            return index
    return sentence.last


def _after_phrase(sentence: Sentence, at: int) -> int:
    """Past what stands after a preposition: «нашому ефірі», «засіданні ради»."""
    while at + 1 < sentence.last and not sentence.starts.get(at):
        if not sentence.words[at].gram & (Gram.ADJ | Gram.PRONOUN) or not sentence.plain(at + 1):
            return at + 1
        at += 1
    mention = sentence.starts.get(at)
    return mention.last if mention else at + 1


def _place_of_telling(sentence: Sentence, verb: int, mention: Mention) -> bool:
    """Is «у …» the teller («повідомили у поліції», «на сайті ради») and not merely the place or the occasion?"""
    if not mention.cases & Gram.LOCT:
        return False
    word = sentence.words[verb]
    plural = bool(word.gram & Gram.FINITE_PLURAL) and bool(word.sort & (TELLING | Sort.GIVE))
    impersonal = bool(word.sort & Sort.IMPERSONAL) or bool(word.gram & Gram.SHORT)
    if mention.sort & (Sort.BODY | Sort.PEOPLE) and not mention.sort & Sort.OCCASION:
        return plural or impersonal
    if mention.sort & Sort.SITE:
        return plural or impersonal
    shouted = sentence.reading.tokens[mention.head].text.isupper()
    proper = mention.proper or mention.sort & (Sort.MEDIA | Sort.OUTLET) or shouted or bool(_foreign(mention))
    return bool(proper) and (plural or impersonal)


def _foreign(mention: Mention) -> bool:
    return mention.proper


def _subject_before(sentence: Sentence, index: int) -> Mention | None:
    at = index
    comma = False
    while at > max(sentence.first, index - _REACH):
        mention = sentence.ends.get(at)
        gap = sentence.gap(at)
        if not comma and "," in gap and at == index and mention is not None:
            comma = True  # «…, бахмутянка Оксана Ряба, повідомила»
        elif "," in gap and at == index:
            return _past_relative(sentence, at)
        elif gap.strip(" \n\t\u00a0*_»\"”()«“„"):
            return None
        if mention is not None:
            before = mention.first - 1
            inside = before >= sentence.first and sentence.form(before) in _IN and sentence.plain(mention.first)
            if inside and _place_of_telling(sentence, index, mention):
                return mention
            if comma and not (mention.name and sentence.gap(mention.first).strip() == ","):
                return _past_relative(sentence, at)
            if not inside and mention.cases & Gram.NOMN and _can_tell(sentence, index, mention):
                return _with_apposition(sentence, mention) if comma else mention
            at = mention.first - (1 if inside or _is_prep(sentence, before) else 0)
            comma = False
            continue
        if sentence.form(at - 1) in _AND and at - 1 > sentence.first:
            return _of_earlier_verb(sentence, at - 1)
        if not _skippable(sentence, at - 1) or sentence.form(at - 1) in _NEVER_SUBJECT:
            return None
        at -= 1
    return None


def _past_relative(sentence: Sentence, at: int) -> Mention | None:
    """«Міський голова …, якого ми про це запитали, відповів»: what stands before the relative clause."""
    for index in range(at - 1, max(sentence.first, at - 16), -1):
        word = sentence.words[index]
        if word.lemmas & _WHICH:
            start = index - 1 if sentence.words[index - 1].gram & Gram.PREP else index
            mention = sentence.ends.get(start)
            fits = mention is not None and "," in sentence.gap(start) and mention.cases & Gram.NOMN
            return mention if fits and mention is not None and mention.speaker else None
        if word.gram & (Gram.OTHER_VERB | Gram.ADJ) and "," in sentence.gap(index) and index < at - 1:
            mention = sentence.ends.get(index)  # «Депутат, вийшовши до людей, сказав»
            if mention is not None and mention.speaker and mention.cases & Gram.NOMN:
                return mention
    return None


def _of_earlier_verb(sentence: Sentence, at: int) -> Mention | None:
    """«секретар ради вийшов і сказав»: the subject of the verb joined before."""
    for index in range(at - 1, max(sentence.first, at - 7), -1):
        word = sentence.words[index]
        if word.gram & Gram.FINITE and not word.gram & Gram.NOUN:
            return _subject_before(sentence, index)
        if sentence.gap(index).strip(" «»\"()\n"):
            return None
    return None


def _with_second(sentence: Sentence, mention: Mention) -> Mention:
    """«кандидат наук, доцент кафедри Олена Шпак»: the name comes with the second description."""
    second = sentence.starts.get(mention.last)
    if mention.name or mention.proper or second is None or sentence.gap(mention.last).strip() != ",":
        return mention
    if not second.name or not second.cases & Gram.NOMN or not mention.sort & (Sort.ROLE | Sort.PERSON):
        return mention
    return Mention(mention.first, second.last, mention.head, second.cases, mention.sort, mention.owner, second.name)


def _is_prep(sentence: Sentence, index: int) -> bool:
    return index >= sentence.first and bool(sentence.words[index].gram & Gram.PREP)


def _with_apposition(sentence: Sentence, mention: Mention) -> Mention:
    outer = sentence.ends.get(mention.first)
    if outer is None or not outer.cases & Gram.NOMN or not outer.speaker:
        return mention
    return Mention(outer.first, mention.last, outer.head, outer.cases, outer.sort, outer.owner, mention.name)


def _skippable(sentence: Sentence, index: int) -> bool:
    word = sentence.words[index]
    if word.gram & (Gram.FINITE | Gram.OTHER_VERB) and not word.gram & Gram.ADVERB:
        return False
    if word.gram & (Gram.ADVERB | Gram.PRONOUN | Gram.PREP):
        return True
    return bool(word.gram & Gram.ADJ) or sentence.form(index)[:1].isdigit()


def _can_tell(sentence: Sentence, verb: int, mention: Mention) -> bool:
    """Is the mention of a kind that tells, and not for instance the thing told of?"""
    if not _agree(sentence, verb, mention):
        return False
    learns = sentence.words[verb].lemmas & _LEARN
    if learns and not mention.sort & (Sort.MEDIA | Sort.OUTLET) and not mention.proper and not mention.quoted:
        return False
    if mention.sort & (Sort.BODY | Sort.PEOPLE | Sort.ROLE | Sort.PERSON | Sort.MEDIA | Sort.OUTLET) or mention.name:
        return True
    if mention.proper or mention.sort & Sort.SITE:
        return True
    if sentence.words[mention.head].gram & Gram.ANIMATE:
        return True
    if mention.quoted and not mention.sort & (Sort.INFO | Sort.HEARER):
        return True
    if mention.sort & Sort.DOCUMENT:
        return bool(mention.owner & (Sort.BODY | Sort.PEOPLE)) and "свідчити" in sentence.words[verb].lemmas
    return sentence.reading.tokens[mention.head].text.isupper() and len(sentence.form(mention.head)) > 1


def _agree(sentence: Sentence, verb: int, mention: Mention) -> bool:
    """Do a finite verb and its subject agree in number, as far as the forms tell?"""
    word, head = sentence.words[verb], sentence.words[mention.head]
    if mention.name or mention.proper or not head.gram & Gram.KNOWN or not word.gram & Gram.FINITE:
        return True
    number = head.gram & (Gram.SINGULAR | Gram.PLURAL)
    if word.gram & Gram.FINITE_PLURAL:
        joined = mention.last < sentence.last and sentence.form(mention.last) in _AND
        return bool(number & Gram.PLURAL) or joined or not number
    return number != Gram.PLURAL


def _frame(sentence: Sentence, index: int, subject: Mention | None) -> str:
    """How the words told are joined to the verb: quote | aside | clause | about | infinitive | bare."""
    first = min(index, subject.first) if subject else index
    last = max(index + 1, subject.last) if subject else index + 1
    before = sentence.gap(first)
    if first > sentence.first and sentence.form(first - 1) in _IN and subject and subject.first == first:
        before = sentence.gap(first - 1)
    opening = first == sentence.first
    if _QUOTE_BEFORE.search(before) or (opening and _DASH_BEFORE.search(before)):
        return "quote"
    after = sentence.gap(last) if last <= len(sentence.reading.gaps) else ""
    tail = sentence.form(last) if last < sentence.last else ""
    if ":" in after:
        return "clause"
    if _follows_clause(sentence, last):
        return "clause"
    if first > sentence.first and sentence.form(first - 1) in _AS:
        return "aside"
    start, at = sentence.reading.tokens[sentence.first].start, sentence.reading.tokens[first].start
    if _ABOUT_IT.search(sentence.reading.text[max(start, at - 60) : at]):
        return "about"
    if "," in before and (last >= sentence.last or "," in after or "." in after):
        return "aside"
    if tail and _infinitive_follows(sentence, last):
        return "infinitive"
    if tail in ("про", "о", "об"):
        return "about"
    return "bare"


def _infinitive_follows(sentence: Sentence, at: int) -> bool:
    """«просить мешканців не виходити»: is what is asked said by an infinitive?"""
    for index in range(at, min(sentence.last, at + 6)):
        if not sentence.plain(index):
            return False
        word = sentence.words[index]
        if word.gram & Gram.OTHER_VERB and not word.gram & (Gram.FINITE | Gram.NOUN | Gram.ADJ):
            return True
        if word.gram & Gram.FINITE and not word.gram & Gram.NOUN:
            return False
    return False


def _follows_clause(sentence: Sentence, last: int) -> bool:
    """Do «, що …» or a colon follow soon?"""
    for index in range(last, min(sentence.last, last + 9)):
        gap = sentence.gap(index)
        if ":" in gap:
            return True
        if "," in gap:
            return sentence.form(index) in _THAT or (
                index + 1 < sentence.last and sentence.form(index + 1) in _THAT and sentence.form(index) in ("про", "о")
            )
        if sentence.words[index].gram & Gram.FINITE and not sentence.words[index].gram & Gram.NOUN:
            return False
    end = sentence.gap(sentence.last) if sentence.last <= last + 9 else ""
    return ":" in end


def _object(sentence: Sentence, index: int, subject: Mention) -> bool:
    """«Статистику надала поліція»: is information what is given, and the giver named after the verb?"""
    if not sentence.words[index].sort & (Sort.GIVE | Sort.PASS) or subject.first < index:
        return False
    return any(sentence.words[i].sort & Sort.INFO for i in range(max(sentence.first, index - 8), index))


def _quotation_follows(sentence: Sentence, at: int) -> bool:
    """Is «: «…» what comes next?"""
    gaps = (sentence.gap(i) for i in range(at, min(sentence.last, at + 3) + 1))
    return any(re.search("[:–—-]\\s*[«\"“„]", gap) for gap in gaps)


_FRAMES = {
    Sort.SAY: {"quote": 1.0, "aside": 1.0, "clause": 1.0, "about": 1.0, "infinitive": 0.7, "bare": 0.65},
    Sort.PASS: {"quote": 0.9, "aside": 0.9, "clause": 0.8, "about": 0.9, "infinitive": 0.0, "bare": 0.3},
    Sort.OPINE: {"quote": 1.0, "aside": 0.9, "clause": 0.8, "about": 0.4, "infinitive": 0.65, "bare": 0.2},
    Sort.WANT: {"quote": 0.9, "aside": 0.8, "clause": 0.6, "about": 0.2, "infinitive": 0.3, "bare": 0.1},
    Sort.MANNER: {"quote": 0.9, "aside": 0.3, "clause": 0.6, "about": 0.0, "infinitive": 0.0, "bare": 0.0},
}


def _strength(sentence: Sentence, index: int, subject: Mention | None, frame: str) -> float:
    word = sentence.words[index]
    best = max((table[frame] for sort, table in _FRAMES.items() if word.sort & sort), default=0.0)
    if not best and subject and frame == "clause" and _quotation_follows(sentence, max(index + 1, subject.last)):
        return 0.5 if subject.name or subject.sort & (Sort.ROLE | Sort.PERSON) else 0.3
    if not best and frame == "quote" and subject and (subject.name or subject.sort & (Sort.ROLE | Sort.PERSON)):
        return 0.6 if subject.first > index else 0.0  # «…», – гмикнув сторож
    if frame == "bare" and subject is not None and not subject.cases & Gram.NOMN:
        # «повідомили у поліції», «обіцяють у мерії», but «розмістили в центрі»
        best = 0.9 if word.sort & Sort.SAY else 0.65 if word.sort & Sort.OPINE else 0.15
    if index > sentence.first and sentence.form(index - 1) in ("не", "ні"):
        best *= 0.3
    if word.gram & Gram.FUTURE and not word.gram & Gram.NOW and not word.sort & Sort.MANNER:
        best *= 0.4
    return best


def _chain(sentence: Sentence, index: int) -> Iterator[Finding]:
    """The outlet to which it was told: «розповів Суспільному», «в інтерв’ю Forbes»."""
    at = index + 1
    while at < min(sentence.last, index + 7):
        if not sentence.plain(at):
            return
        mention = sentence.starts.get(at)
        if mention is not None:
            named = mention.sort & Sort.OUTLET or (mention.sort & (Sort.MEDIA | Sort.SITE) and mention.last > at + 1)
            own = sentence.words[mention.first].sort & Sort.OWN or _own_page(sentence, mention)
            if named and not own and mention.cases & Gram.DATV and not mention.sort & Sort.ROLE:
                yield Finding(index, mention.last, mention, "chain", 0.6, index)
                return
            at = mention.last
            continue
        at += 1


# --- it is said ----------------------------------------------------------------------------------------------------


def _impersonal(sentence: Sentence, index: int) -> Iterator[Finding]:
    """«йдеться на сайті ради», «у листі міністерства зазначено»."""
    word = sentence.words[index]
    said = bool(word.sort & Sort.SAY) or (word.gram & Gram.FINITE and not word.lemmas & _APPEAR)
    for mention, first, last in _places(sentence, index):
        if _own_page(sentence, mention):
            continue
        kind = mention.sort & (Sort.SITE | Sort.MEDIA | Sort.OUTLET) or (mention.proper and said)
        kind = kind or (said and mention.sort & Sort.BODY)
        owner = mention.owner & SPEAKER
        paper = mention.sort & (Sort.DOCUMENT | Sort.NOUN) and (owner or mention.name or mention.quoted)
        if kind or paper:
            yield Finding(min(first, index), max(last, index + 1), mention, "impersonal", 0.9, index)
            return
        if said and sentence.words[mention.head].lemmas & _RELEASES:
            yield Finding(min(first, index), max(last, index + 1), mention, "paper", 0.4, index)
            return


def _own_page(sentence: Sentence, mention: Mention) -> bool:
    """«на своїй сторінці»: the page is its owner's voice, who is the source."""
    at = mention.first
    return any(sentence.words[i].lemmas & _OWN for i in range(max(sentence.first, at - 1), mention.head))


def _places(sentence: Sentence, index: int) -> Iterator[tuple[Mention, int, int]]:
    """Mentions after «у» or «на» around the word, the nearest first, with the words they take."""
    for mention in sorted(sentence.mentions, key=lambda m: abs(m.first - index)):
        before = mention.first - 1
        if abs(mention.first - index) > _REACH or before < sentence.first or sentence.form(before) not in _IN:
            continue
        low, high = min(index, mention.first), max(index, mention.first)
        if any(sentence.gap(k).strip(" «»\"()\n") for k in range(low + 1, high)):
            continue
        if mention.cases & (Gram.LOCT | Gram.ACCS):
            yield mention, before if before < index else index, mention.last


# --- nouns ---------------------------------------------------------------------------------------------------------


def _noun(sentence: Sentence, index: int) -> Iterator[Finding]:
    """«за словами …», «по данным …», «з посиланням на …», «Джерело: …»."""
    word = sentence.words[index]
    start = _introduced(sentence, index)
    if start is None:
        if sentence.form(index) in _LABELS:
            yield from _label(sentence, index)
        return
    if index + 1 >= sentence.last or not sentence.plain(index + 1):
        pronoun = start < index - 1 and sentence.form(index - 1) in _THEIR
        if pronoun:
            empty = Mention(index - 1, index, index - 1, Gram.GENT, Sort.NONE, Sort.NONE)
            yield Finding(start, index + 1, empty, "pronoun", 0.7)
        return
    mention = sentence.chunker.at(index + 1, sentence.last)
    place = sentence.starts.get(index + 2) if sentence.form(index + 1) in _IN else None
    if place is not None and place.sort & Sort.SITE:
        yield Finding(start, place.last, place, "noun", 0.8)  # «за повідомленням на сторінці ради»
        return
    if mention is not None and mention.cases & Gram.GENT:
        sure = 1.0 if word.sort & Sort.NOUN else 0.7
        if (mention.speaker or word.sort & Sort.NOUN) and not word.lemmas & _ACTS:
            yield Finding(start, mention.last, mention, "noun", sure if mention.speaker else 0.6)


def _reference(sentence: Sentence, index: int) -> Iterator[Finding]:
    """«з посиланням на …», «посилаючись на …», «ссылается на …»."""
    if index + 2 < sentence.last and sentence.form(index + 1) == "на":
        mention = sentence.chunker.at(index + 2, sentence.last)
        if mention is not None and (mention.speaker or mention.owner & SPEAKER):
            by = index > sentence.first and sentence.form(index - 1) in _WITH
            if not by and sentence.words[index].gram & Gram.NOUN:
                return
            yield Finding(index - 1 if by else index, mention.last, mention, "reference", 1.0)


def _according(sentence: Sentence, index: int) -> Iterator[Finding]:
    """«відповідно до реєстру …», «згідно з листом …», «согласно сайту …»."""
    at = index + 1
    if at < sentence.last and sentence.form(at) in ("з", "із", "зі", "до", "с", "со"):
        at += 1
    mention = sentence.chunker.at(at, sentence.last) if at < sentence.last else None
    if mention is None:
        return
    if mention.last + 1 < sentence.last and sentence.form(mention.last) in _IN:
        place = sentence.starts.get(mention.last + 1)
        mention = place if place is not None and place.sort & (Sort.SITE | Sort.MEDIA) else mention
    told = mention.sort & (Sort.SITE | Sort.MEDIA | Sort.OUTLET | Sort.BODY)
    head = sentence.words[mention.head].lemmas
    owner = mention.sort & (Sort.DOCUMENT | Sort.NOUN) and (mention.owner & SPEAKER or mention.name)
    if (told or owner or head & _RELEASES) and not head & _ACTS:
        yield Finding(index, mention.last, mention, "according", 0.8)


def _introduced(sentence: Sentence, index: int) -> int | None:
    """Where the preposition that makes the noun a reference stands: «за попередніми даними»."""
    for at in range(index - 1, max(sentence.first, index - 4) - 1, -1):
        if not sentence.plain(at + 1):
            return None
        if sentence.form(at) in _BY:
            if sentence.form(at) == "на" and not sentence.words[index].lemmas & _VIEWS:
                return None
            if sentence.form(at) in _WITH and not sentence.words[index].lemmas & _TALES and at == index - 1:
                return None
            if sentence.form(at) in ("з", "із") and at > sentence.first and sentence.form(at - 1) == "згідно":
                return at - 1
            return at
        if not sentence.words[at].gram & (Gram.ADJ | Gram.PRONOUN):
            return None
    return None


def _known(sentence: Sentence, index: int) -> Iterator[Finding]:
    """«із рішення суду відомо», «з реєстру видно»: a paper or register before, after «з»."""
    for mention in sentence.mentions:
        before = mention.first - 1
        if not before >= sentence.first or sentence.form(before) not in ("з", "із", "зі", "из", "с", "со", "від", "от"):
            continue
        if abs(mention.first - index) > _REACH or not mention.cases & Gram.GENT:
            continue
        paper = mention.sort & (Sort.DOCUMENT | Sort.NOUN) and (mention.owner & SPEAKER or mention.name)
        if paper or mention.sort & (Sort.SITE | Sort.MEDIA) or sentence.form(before) in _FROM:
            yield Finding(min(before, index), max(mention.last, index + 1), mention, "known", 0.8)
            return


def _from(sentence: Sentence, index: int) -> Iterator[Finding]:
    """«інформація від прокуратури», «дізналися від мешканців»."""
    mention = sentence.starts.get(index + 1)
    if mention is None or not mention.speaker or not mention.cases & Gram.GENT or not sentence.plain(index + 1):
        return
    for at in range(index - 1, max(sentence.first, index - 4) - 1, -1):
        word = sentence.words[at]
        if word.sort & Sort.INFO or word.lemmas & _LEARNT:
            yield Finding(at, mention.last, mention, "from", 0.7)
            return
        if not sentence.plain(at + 1) and sentence.gap(at + 1).strip() not in ("–", "—", "-", ":"):
            return


def _occasion(sentence: Sentence, index: int) -> Iterator[Finding]:
    """«в інтерв’ю «Нашому слову»», «в ефірі радіо», «у розмові з порталом»: the outlet to which it was told."""
    before = index - 1
    if before < sentence.first or sentence.form(before) not in _IN or index + 1 >= sentence.last:
        return
    if not sentence.plain(index + 1):
        return
    at = index + 1
    if sentence.form(at) in ("з", "із", "с", "со", "для", "на") and at + 1 < sentence.last:
        at += 1
    mention = sentence.chunker.at(at, sentence.last)
    if mention is None or sentence.words[mention.first].sort & Sort.OWN:
        return
    outlet = mention.sort & Sort.OUTLET or (mention.sort & (Sort.MEDIA | Sort.SITE) and mention.last > at + 1)
    if outlet or (mention.proper and mention.first == at):
        yield Finding(before, mention.last, mention, "occasion", 0.6)


# What a reader does on a site, rather than what the site tells.
_SERVICE = frozenset(
    "запис запитання записатися реєстрація зареєструватися заявка заява подати подавати голосувати проголосувати голос "
    "оплатити сплатити скористатися замовити заповнити форма петиція регистрация подать голосовать проголосовать оплатить "
    "записаться запись заявка заказать заполнить через".split()
)


# What is taken from a site.
_TAKEN = frozenset(
    "скопіювати взяти узяти запозичити перепостити дізнатися інфа інформація дані фото список текст скопировать взять "
    "узнать позаимствовать информация данные список знятий узятий взятий".split()
)


def _on_site(sentence: Sentence, index: int) -> Iterator[Finding]:
    """«на сайті міськради вже висить відповідь»: the site as a place where something stands."""
    mention = next((m for m in sentence.mentions if m.head == index), None)
    if mention is None or mention.first == sentence.first or mention.head != index:
        return
    if sentence.form(mention.first - 1) in _WITH and mention.cases & Gram.GENT:
        taken = any(sentence.words[i].lemmas & _TAKEN for i in range(max(sentence.first, index - 8), mention.first))
        if taken:
            yield Finding(mention.first - 1, mention.last, mention, "site", 0.7)
        return
    if not mention.cases & Gram.LOCT:
        return
    if sentence.form(mention.first - 1) not in _IN or _own_page(sentence, mention):
        return
    words = range(max(sentence.first, index - 12), min(sentence.last, index + 12))
    service = any(sentence.words[i].lemmas & _SERVICE for i in words)
    yield Finding(mention.first - 1, mention.last, mention, "site", 0.35 if service else 0.6)


def _label(sentence: Sentence, index: int) -> Iterator[Finding]:
    """«Джерело: …», «Інформація прокуратури»."""
    after = index + 1
    if after >= sentence.last:
        return
    gap = sentence.gap(after).strip(" «\"“„")
    mention = sentence.chunker.at(after, sentence.last)
    if mention is None or index != sentence.first:
        return
    if gap in (":", "–", "—", "-") or (not gap and mention.last >= sentence.last - 1 and mention.cases & Gram.GENT):
        more = sentence.form(index) in _MORE
        yield Finding(index, mention.last, mention, "more" if more else "label", 0.4 if more else 0.9)
