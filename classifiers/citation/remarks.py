"""Who is quoted with no word of telling: beside a quotation, as an author of a letter, in a conversation. Pure.

«…», – не приховувала сліз заступниця мера; «Начальник листає карту: «…»»; «відповідь за підписом секретаря».
Wide, so it makes a label only where the voice is the institution's own; other sources are left to the constructions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from classifiers.citation.grammar import Gram, is_future
from classifiers.citation.lexicon import SPEAKER, Sort, turn
from classifiers.citation.loose import WEAK
from classifiers.citation.mention import Mention
from classifiers.citation.papers import ACTS
from classifiers.citation.sentence import NOT, QUOTE_BEFORE, Finding, Sentence, negated, quotation_follows

CUE = "remark"
_PEOPLE = Sort.ROLE | Sort.PERSON
# Words of an attribution after a quotation, of one before it.
_AFTER, _BEFORE, _OPENING = 9, 16, 3
_TALES, _TOLD_OF, _CAME = turn("tales"), turn("replies_of"), turn("came")
_WE_GIVE, _TO_US = turn("we_give"), turn("to_us")
_WATCH, _HERE = turn("watch"), turn("here")
_WE_READ, _TALKS, _OUR = turn("we_read"), turn("talks"), turn("our")
_HANDED = turn("handed")
_WITH, _AWAITED, _OUT_OF = turn("with"), turn("awaited") - {"без"}, turn("out_of")


def of_remarks(sentence: Sentence) -> Iterator[Finding]:
    """Each mention of the sentence that is quoted, signs or talks, with the words that show it."""
    for mention in sentence.mentions:
        signer = _signer(sentence, mention)
        if signer is not None:
            yield Finding(mention.first, signer.last, signer, CUE, WEAK)
            continue
        if not (mention.name or (mention.sort | mention.owner) & SPEAKER):
            continue
        span = _quoted_before(sentence, mention) or _quoted_after(sentence, mention) or _signs(sentence, mention)
        span = span or _replies(sentence, mention) or _talks(sentence, mention) or _gives_word(sentence, mention)
        span = span or _paper_tells(sentence, mention) or _reply_sent(sentence, mention)
        span = span or _reply_signed(sentence, mention)
        if span is not None:
            yield Finding(span[0], span[1], mention, CUE, WEAK)


def _who(mention: Mention) -> bool:
    return bool(mention.name or mention.sort & _PEOPLE)


def _quoted_before(sentence: Sentence, mention: Mention) -> tuple[int, int] | None:
    """«…», – такими словами звернувся до родин мер; «…», – слова секретаря ради."""
    if not _who(mention):
        return None
    for first in range(mention.first, max(sentence.first, mention.first - _AFTER) - 1, -1):
        if QUOTE_BEFORE.search(sentence.gap(first)) and re.search("[–—-]", sentence.gap(first)):
            words = range(first, mention.first)
            if any(_who(m) and m.cases & Gram.NOMN for i in words if (m := sentence.starts.get(i)) is not None):
                return None  # somebody else is quoted
            own = mention.cases & Gram.NOMN and mention.first > first
            tale = any(sentence.words[i].lemmas & (_TALES | _TOLD_OF) for i in words) and mention.cases & Gram.GENT
            return (first, mention.last) if own or tale else None
        if first < mention.first and not sentence.plain(first + 1):
            return None
    return None


def _quoted_after(sentence: Sentence, mention: Mention) -> tuple[int, int] | None:
    """«Начальник відділу листає карту: «…»», «Слухаємо заступницю голови: «…»»."""
    if not _who(mention) or mention.first - sentence.first > _OPENING:
        return None
    led = any(sentence.form(i) in _WE_READ for i in range(sentence.first, mention.first))
    if not led and not mention.cases & Gram.NOMN:
        return None
    for last in range(mention.last, min(sentence.last, mention.last + _BEFORE) + 1):
        if ":" in sentence.gap(last):
            first = sentence.first if led else mention.first
            return (first, mention.last) if quotation_follows(sentence, last) else None
        if last == sentence.last or ";" in sentence.gap(last) or sentence.form(last) in NOT:
            return None
        other = sentence.starts.get(last)
        if other is not None and _who(other) and other.cases & Gram.NOMN:
            return None
    return None


def _signer(sentence: Sentence, mention: Mention) -> Mention | None:
    """Who signed, where the paper and its signer are one mention: «відповідь за підписом секретаря ради»."""
    if not sentence.words[mention.head].lemmas & _TOLD_OF:
        return None
    for at in range(mention.first + 2, mention.last - 1):
        if sentence.words[at].lemmas & _SIGNATURE and sentence.form(at - 1) in _UNDER:
            inner = sentence.chunker.at(at + 1, sentence.last)
            return inner if inner is not None and _who(inner) else None
    return None


def _signs(sentence: Sentence, mention: Mention) -> tuple[int, int] | None:
    """«відповідь … за підписом секретаря ради», «у листі, підписаному міським головою»."""
    before = mention.first - 1
    if before <= sentence.first or not _who(mention) or not sentence.plain(mention.first):
        return None
    word = sentence.words[before]
    signature = word.lemmas & _SIGNATURE and sentence.form(before - 1) in _UNDER and mention.cases & Gram.GENT
    signed = word.lemmas & _SIGNED and word.gram & Gram.ADJ and mention.cases & Gram.ABLT
    first = before - 1 if signature else before
    paper = any(sentence.words[i].lemmas & _TOLD_OF for i in range(max(sentence.first, first - _BESIDE), first))
    return (first, mention.last) if (signature or signed) and paper else None


_SIGNATURE, _SIGNED = frozenset(("підпис", "подпись")), frozenset(("підписаний", "подписанный", "подписать"))
_UNDER = ("за", "під", "под")
# Words between a paper and who signed it.
_BESIDE = 5


def _replies(sentence: Sentence, mention: Mention) -> tuple[int, int] | None:
    """«Позицію управління передаємо без скорочень», «Ответ из мэрии: …», «Відгук виконкому нам прийшов»."""
    reach = range(mention.last, min(sentence.last, mention.last + _AFTER))
    near = range(mention.last, next((i for i in reach if ":" in sentence.gap(i)), reach.stop))
    if any(sentence.form(i) in NOT or sentence.words[i].lemmas & _AWAITED for i in near):
        return None
    head = sentence.words[mention.head].lemmas
    before = mention.first - 1
    first = mention.first
    if before > sentence.first and sentence.form(before) in _OUT_OF and mention.cases & Gram.GENT:
        first, head = before - 1, sentence.words[before - 1].lemmas  # «Ответ из мэрии»
    elif before == sentence.first and _who(mention) and mention.cases & Gram.GENT and sentence.plain(mention.first):
        first, head = before, sentence.words[before].lemmas  # «Пояснення Оксани Гук»
    elif not mention.owner & SPEAKER or mention.first != sentence.first:
        return None
    if not head & _TOLD_OF or first - sentence.first > 1:
        return None
    forms = {sentence.form(i) for i in near}
    after = {sentence.form(i) for i in range(mention.last, min(sentence.last, mention.last + _BEFORE))}
    told = ":" in sentence.gap(mention.last) or forms & _WE_GIVE or (forms & _CAME and forms & _TO_US)
    told = told or (forms & _WATCH and after & _HERE)  # not «читайте завтра в газеті»
    return (first, mention.last) if told or quotation_follows(sentence, near.stop) else None


def _talks(sentence: Sentence, mention: Mention) -> tuple[int, int] | None:
    """«наша розмова з першим заступником голови», «розмовляємо з мером», a heading «Розмова з мером»."""
    before = mention.first - 1
    if before <= sentence.first or not _who(mention) or not mention.cases & Gram.ABLT:
        return None
    if sentence.form(before) not in _WITH:
        return None
    for at in range(before - 1, max(sentence.first, before - 3) - 1, -1):
        word = sentence.words[at]
        ours = at > sentence.first and sentence.words[at - 1].lemmas & _OUR
        heading = at == sentence.first and mention.last == sentence.last
        if word.lemmas & _TALKS and (ours or heading or sentence.form(at).endswith(("мо", "ем"))):
            return at, mention.last
    return None


def _gives_word(sentence: Sentence, mention: Mention) -> tuple[int, int] | None:
    """«Дав слово сам мер», «Кодола нам в ефірі дав слово купити його»: a promise, not the floor given to somebody."""
    if not _who(mention) or not mention.cases & Gram.NOMN:
        return None
    near = range(max(sentence.first, mention.first - _GIVEN), min(sentence.last - 1, mention.last + _GIVEN))
    for at in near:
        if sentence.words[at].lemmas & _GIVE and sentence.form(at + 1) == "слово" and not negated(sentence, at):
            last = max(at + 2, mention.last)
            given = sentence.starts.get(last)
            return None if given is not None and given.cases & Gram.DATV else (min(at, mention.first), last)
    return None


_GIVE, _GIVEN = frozenset(("дати", "дать", "давати", "давать")), 5


def _paper_tells(sentence: Sentence, mention: Mention) -> tuple[int, int] | None:
    """«застерігає допис міськради у Facebook», «лист виконкому пояснює»: a paper that tells, and whose it is."""
    paper = mention.sort & (Sort.DOCUMENT | Sort.INFO | Sort.NOUN) and mention.owner & SPEAKER
    if not paper or not mention.cases & Gram.NOMN or sentence.words[mention.head].lemmas & ACTS:
        return None
    for at in (mention.first - 1, *range(mention.last, min(sentence.last, mention.last + _PAPER))):
        if at < sentence.first:
            continue
        if at >= mention.last and ("," in sentence.gap(at) or _is_subject(sentence, at)):
            return None
        word = sentence.words[at]
        if word.sort & (Sort.SAY | Sort.OPINE) and word.gram & Gram.FINITE and word.gram & Gram.NOW:
            return None if negated(sentence, at) else (min(at, mention.first), max(at + 1, mention.last))
    return None


def _reply_sent(sentence: Sentence, mention: Mention) -> tuple[int, int] | None:
    """«Ось відповідь, яку нам переслав заступник голови: «…»»: what follows are the sender's words."""
    if not mention.cases & Gram.NOMN or not quotation_follows(sentence, mention.last):
        return None
    near = range(max(sentence.first, mention.first - _SENT), mention.first)
    verb = next((i for i in near if sentence.words[i].lemmas & _HANDED and sentence.words[i].gram & Gram.FINITE), None)
    if verb is None or negated(sentence, verb):
        return None
    paper = range(max(sentence.first, verb - _BESIDE), verb)
    first = next((i for i in paper if sentence.words[i].lemmas & _TOLD_OF), None)
    return None if first is None else (first, mention.last)


def _reply_signed(sentence: Sentence, mention: Mention) -> tuple[int, int] | None:
    """«Таку відповідь на запит редакції підписала секретар ради»: who signed what we were answered."""
    if not _who(mention) or not mention.cases & Gram.NOMN:
        return None
    near = range(max(sentence.first, mention.first - _SENT), mention.first)
    verb = next((i for i in near if sentence.words[i].lemmas & _SIGNING and sentence.words[i].gram & Gram.FINITE), None)
    if verb is None or negated(sentence, verb) or is_future(sentence.words[verb].gram):
        return None
    if not all(sentence.plain(i) for i in range(sentence.first + 1, mention.first)):
        return None
    around = range(sentence.first, mention.first)
    paper = next((i for i in around if sentence.words[i].lemmas & _REPLY and sentence.words[i].gram & Gram.ACCS), None)
    if paper is None or not (any(sentence.form(i) in _TO_US or sentence.words[i].lemmas & _ASKERS for i in around)):
        return None
    ours = any(sentence.words[i].lemmas & _ASKERS for i in around)
    asked = () if ours else (sentence.covered.get(i) for i in around if sentence.form(i) in _REQUEST)
    if any(other is not None and other.owner & (Sort.BODY | Sort.ROLE) for other in asked):
        return None  # «Відповідь на запит поліції підписав мер»
    return min(paper, verb), mention.last


_REQUEST = ("запит", "запрос")
_SIGNING = frozenset("підписати підписувати подписать подписывать".split())
_REPLY = frozenset("відповідь ответ роз'яснення разъяснение пояснення объяснение".split())
_ASKERS = frozenset("редакція редакция наш журналіст журналист такий такой".split())


def _is_subject(sentence: Sentence, at: int) -> bool:
    other = sentence.starts.get(at)
    return other is not None and bool(other.cases & Gram.NOMN) and not other.sort & Sort.SITE


# Words from a verb of sending to who sent: «переслав нам сам мер».
_SENT = 3
# Words between a paper and its verb: «допис міськради у Facebook пояснює».
_PAPER = 4
