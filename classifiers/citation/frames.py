"""How what is told is joined to the verb of telling, and how sure that makes the telling. Pure."""

from __future__ import annotations

import re

from classifiers.citation.addresses import addresses, reproached
from classifiers.citation.grammar import Gram, is_future
from classifiers.citation.lexicon import Sort, turn
from classifiers.citation.mention import Mention
from classifiers.citation.opinions import held
from classifiers.citation.sentence import IN, QUOTE_BEFORE, Sentence, is_prep, negated
from classifiers.citation.wording import OPEN

_QUOTE_AT_ONCE = re.compile("^ [«“„]$")
_NAMED = re.compile('^[»”"], ?$')
_DASH_BEFORE = re.compile(r"(?:^|\s)[–—-]+\s*$")
_THAT = turn("that")
_AS = turn("as")
_SAYS = turn("says")
_THAT_IT = turn("wished")
# Words between «щоб» and who is to tell.
_WISH = 4
_UNSAID = turn("unsaid")
_DEEDS = turn("deeds_too")
_AGREES = turn("agrees")  # «Мер згоден на ремонт»: said of whoever was asked, and he told nothing
_HANDLES, _CASES, _AMOUNTS = turn("handles"), turn("cases"), turn("amounts")
_TOSSED = turn("tossed")
# Words of a sentence that are looked at on each side: a sentence may be as long as its writer likes.
_NEAR = 25
_INFINITIVE = ("ти", "ть", "тись", "тися", "ться", "чь", "чи")
_NOUNS_TOO = frozenset("честь часть пасть весть".split())  # «назвала вулицю на честь Героя»
_SO = re.compile(r"\b(?:так|тако?ж)\s*(?:\w+\s*){0,2}$", re.IGNORECASE)
_ABOUT_IT = re.compile(r"\b(?:про це|про що|об этом|о чем|про те|про таке|це)\s*(?:\w+\s*){0,3}$", re.IGNORECASE)


def frame_of(sentence: Sentence, index: int, subject: Mention | None) -> str:
    """How the words told are joined to the verb: quote | aside | clause | about | infinitive | bare."""
    first = min(index, subject.first) if subject else index
    last = max(index + 1, subject.last) if subject else index + 1
    before = sentence.gap(first)
    if first > sentence.first and sentence.form(first - 1) in IN and subject and subject.first == first:
        before = sentence.gap(first - 1)
    before = before if before.strip() else sentence.gap(_past_manner(sentence, first))
    opening = first == sentence.first
    named = _after_name(sentence, first) and _does_something(sentence, index, subject)
    if (QUOTE_BEFORE.search(before) and not named) or (opening and _DASH_BEFORE.search(before)):
        return "quote"
    after = sentence.gap(last) if last <= len(sentence.reading.gaps) else ""
    tail = sentence.form(last) if last < sentence.last else ""
    said_at_once = sentence.words[index].sort & Sort.SAY and index + 1 == last and _QUOTE_AT_ONCE.search(after)
    if ":" in after or said_at_once:
        return "clause"
    if _follows_clause(sentence, last) or _runs_on(sentence, index, last):
        return "clause"
    if first > sentence.first and sentence.form(first - 1) in _AS:
        return "aside"
    start, at = sentence.reading.tokens[sentence.first].start, sentence.reading.tokens[first].start
    if _SO.search(sentence.reading.text[max(start, at - 40) : at]):
        return "aside"
    if _ABOUT_IT.search(sentence.reading.text[max(start, at - 60) : at]):
        return "about"
    if "," in before and (
        last >= sentence.last
        or "," in after
        or "." in after
        or (_nothing_more(sentence, last) and not _does_something(sentence, index, subject))
    ):
        return "aside"
    if tail and _infinitive_follows(sentence, last):
        return "infinitive"
    if tail in ("про", "о", "об"):
        return "about"
    return "bare"


# Words that say how it was told, before the verb.
_MANNERS = 2


def _past_manner(sentence: Sentence, first: int) -> int:
    """«…, письмово відповів їм мер»: where the words that say how it was told begin."""
    at = first
    while at > max(sentence.first, first - _MANNERS) and not sentence.gap(at).strip():
        form, gram = sentence.form(at - 1), sentence.words[at - 1].gram
        adverb = gram & Gram.ADVERB and not gram & (Gram.NOUN | Gram.FINITE | Gram.CONJ | Gram.PREP | Gram.PRONOUN)
        if not adverb or len(form) < _LONG_ADVERB or not form.endswith(("о", "е")):
            break
        at -= 1
    return at if "," in sentence.gap(at) or QUOTE_BEFORE.search(sentence.gap(at)) else first


# «усно», «письмово»: shorter ones join clauses rather than say how it was told («але», «де»).
_LONG_ADVERB = 4


def _nothing_more(sentence: Sentence, last: int) -> bool:
    """«…, припустив мер в ефірі радіо.»: only where and when it was said stands after it."""
    return sentence.last - last <= _NEAR and not any(
        sentence.words[i].gram & (Gram.FINITE | Gram.OTHER_VERB) or "," in sentence.gap(i)
        for i in range(last, sentence.last)
    )


_CALLS = turn("calls")
# Words of an outlet's name in quotation marks.
_NAME = 4


def _after_name(sentence: Sentence, first: int) -> bool:
    """«Як писало «Наше місто», мерія …»: does a name in quotation marks, and no quotation, end before the word?"""
    if not _NAMED.search(sentence.gap(first)):
        return False
    for at in range(first - 1, max(sentence.first, first - 1 - _NAME), -1):
        if sentence.words[at].gram & Gram.FINITE and not sentence.words[at].gram & (Gram.NOUN | Gram.ADJ):
            return False
        if OPEN.search(sentence.gap(at)):
            return True
    return False


def _does_something(sentence: Sentence, index: int, subject: Mention | None) -> bool:
    """«Як ми писали, міськрада оголосила тендер», «Торік, у травні, мер планував ремонт»: an act with its object.

    Whoever stands before a verb of planning or calling something, its object behind it, tells nothing of what precedes.
    """
    word = sentence.words[index]
    if (
        subject is None
        or subject.first > index
        or not subject.cases & Gram.NOMN
        or not (word.sort & Sort.WANT or word.lemmas & _CALLS)
    ):
        return False
    led = False
    for at in range(index + 1, min(sentence.last, index + _NEAR)):
        gram = sentence.words[at].gram
        if gram & Gram.NOUN and gram & Gram.ACCS and not led and not gram & Gram.PRONOUN:
            return True
        led = is_prep(sentence, at) or (led and bool(gram & Gram.ADJ) and not gram & Gram.NOUN)
    return False


def _in_public(sentence: Sentence, verb: int) -> bool:
    """«У коментарі …», «в ефірі …», «під час брифінгу»: whatever is done there is said."""
    return any(
        sentence.words[i].sort & Sort.OCCASION
        and sentence.words[i].gram & Gram.NOUN
        and any(sentence.form(k) in (*IN, "час", "время") for k in range(max(sentence.first, i - 3), i))
        for i in range(max(sentence.first, verb - _NEAR), min(sentence.last, verb + _NEAR))
    )


def _wished(sentence: Sentence, first: int) -> bool:
    """«вимагають, щоб міськрада пояснила»: what somebody wants to hear."""
    for at in range(first, max(sentence.first, first - _WISH) - 1, -1):
        if sentence.form(at) in _THAT_IT:
            return True
        if not sentence.plain(at):
            return False
    return False


def _infinitive_follows(sentence: Sentence, at: int) -> bool:
    """«просить мешканців не виходити»: is what is asked said by an infinitive?"""
    for index in range(at, min(sentence.last, at + 6)):
        if not sentence.plain(index):
            return False
        word = sentence.words[index]
        if word.gram & Gram.OTHER_VERB and sentence.form(index).endswith(_INFINITIVE):
            return sentence.form(index) not in _NOUNS_TOO
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


def _runs_on(sentence: Sentence, index: int, last: int) -> bool:
    """«Водії кажуть, ціни зросли»: is what is said joined by a comma alone?"""
    if last >= sentence.last or sentence.gap(last).strip() != "," or not sentence.words[index].lemmas & _SAYS:
        return False
    said = range(last, min(sentence.last, last + _NEAR))
    return any(sentence.words[i].gram & (Gram.FINITE | Gram.SHORT) for i in said)


def _quotation_follows(sentence: Sentence, at: int) -> bool:
    """Is «: «…» what comes next?"""
    gaps = (sentence.gap(i) for i in range(at, min(sentence.last, at + 3) + 1))
    return any(re.search('[:–—-]\\s*[«"“„]', gap) for gap in gaps)


# How sure it is that whoever addressed the townspeople told what follows the colon.
_ADDRESSED = 0.65
_FRAMES = {
    Sort.SAY: {"quote": 1.0, "aside": 1.0, "clause": 1.0, "about": 1.0, "infinitive": 0.7, "bare": 0.65},
    Sort.PASS: {"quote": 0.9, "aside": 0.9, "clause": 0.8, "about": 0.9, "infinitive": 0.0, "bare": 0.3},
    Sort.OPINE: {"quote": 1.0, "aside": 0.9, "clause": 0.8, "about": 0.4, "infinitive": 0.7, "bare": 0.2},
    Sort.WANT: {"quote": 0.9, "aside": 0.8, "clause": 0.6, "about": 0.2, "infinitive": 0.3, "bare": 0.1},
    Sort.MANNER: {"quote": 0.9, "aside": 0.3, "clause": 0.6, "about": 0.0, "infinitive": 0.0, "bare": 0.0},
}


def strength_of(sentence: Sentence, index: int, subject: Mention | None, frame: str) -> float:
    word = sentence.words[index]
    best = max((table[frame] for sort, table in _FRAMES.items() if word.sort & sort), default=0.0)
    turned = frame == "clause" and subject is not None and best < _ADDRESSED and addresses(sentence, index, subject)
    if turned:
        return 0.0 if is_future(word.gram) or negated(sentence, index) else _ADDRESSED
    if not best and subject and frame == "clause" and _quotation_follows(sentence, max(index + 1, subject.last)):
        if word.sort & Sort.GIVE and subject.speaker:
            return 0.7  # «рада прислала лист: «…»»
        return 0.5 if subject.name or subject.sort & (Sort.ROLE | Sort.PERSON) else 0.3
    if not best and frame == "quote" and subject and (subject.name or subject.sort & (Sort.ROLE | Sort.PERSON)):
        return 0.6 if subject.first > index else 0.0  # «…», – гмикнув сторож
    if frame == "bare" and subject is not None and not subject.cases & Gram.NOMN:
        # «повідомили у поліції», «обіцяють у мерії», but «розмістили в центрі»
        best = 0.9 if word.sort & Sort.SAY else 0.65 if word.sort & Sort.OPINE else 0.15
    thought = frame in ("bare", "about") and held(sentence, index, subject)
    best = max(best, _ADDRESSED) if thought else best
    if frame == "clause" and best and _quotation_follows(sentence, max(index + 1, subject.last if subject else 0)):
        best = max(best, 0.9)
    if frame == "aside" and subject and subject.first > index and subject.sort & Sort.ROLE and word.lemmas & _TOSSED:
        best = max(best, _ADDRESSED)  # «Обіди роздаватимуть, кидає на ходу заступник мера»
    best = min(best, _most(sentence, index, subject, frame))
    spoken = word.sort & (Sort.OPINE | Sort.WANT | Sort.PASS) and subject is not None and subject.cases & Gram.NOMN
    if frame in ("bare", "infinitive") and spoken and _in_public(sentence, index):
        best = max(best, 0.7)
    if _wished(sentence, min(index, subject.first) if subject else index):
        best *= 0.3
    if not thought and _untold(sentence, index, subject, frame):
        best *= 0.3
    if is_future(word.gram) and not word.sort & Sort.MANNER:
        best *= 0.4
    return best


def _most(sentence: Sentence, verb: int, subject: Mention | None, frame: str) -> float:
    """At most how sure: «Також відповіли на 132 звернення», «Мер згоден на ремонт», «рада додала мільйон»."""
    lemmas = sentence.words[verb].lemmas
    set_off = sentence.gap(min(verb, subject.first) if subject else verb).strip()  # «…, відповіли на 12 звернень»
    also = frame == "aside" and not set_off
    if (frame == "bare" or also) and work_done(sentence, verb, subject):
        return 0.0
    if frame == "bare" and lemmas & _AGREES:
        return 0.0
    return 0.2 if frame == "bare" and lemmas & _DEEDS else 1.0


# Words of «на понад півтори сотні телефонних дзвінків» after «на».
_COUNT = 6


def work_done(sentence: Sentence, verb: int, subject: Mention | None) -> bool:
    """«відповіли на 132 звернення»: is what was answered counted, and so work done?"""
    if not sentence.words[verb].lemmas & _HANDLES:
        return False
    at = verb + 1 if subject is None or subject.last <= verb else subject.last
    if at >= sentence.last or sentence.form(at) != "на":
        return False
    counted = False
    for index in range(at + 1, min(sentence.last, at + 1 + _COUNT)):
        if not sentence.plain(index):
            return False
        word = sentence.words[index]
        counted = counted or sentence.form(index)[:1].isdigit() or not word.lemmas.isdisjoint(_AMOUNTS)
        if word.gram & Gram.NOUN and word.lemmas & _CASES:
            return counted
    return False


def _untold(sentence: Sentence, index: int, subject: Mention | None, frame: str) -> bool:
    """«не повідомили», «не пояснили, чому», but not «не приховують, що» nor «…», – не стримався мер."""
    if not negated(sentence, index):
        return frame == "about" and reproached(sentence, index)
    if frame != "clause":
        return frame != "quote"
    last = max(index + 1, subject.last if subject else 0)
    return bool(sentence.words[index].lemmas & _UNSAID) and not _quotation_follows(sentence, last)
