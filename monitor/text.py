"""Plain text: normalisation, sentences, shingles. Pure; knows nothing of HTML, languages' grammar or the web."""

from __future__ import annotations

import re
import unicodedata
from hashlib import blake2b

_APOSTROPHES = re.compile("[’ʼ‘`´ʹ＇]")
_CONTROLS = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad\ud800-\udfff\ufffe\uffff]"
)
_SPACES = re.compile(r"\s+")
LONGEST_OPENING = 2000  # characters of a text among which its first sentence is looked for
_END = re.compile(r"([.!?…]+[»”\")\]]*)\s+(?=[«“„\"(\[–—-]?\s?[A-ZА-ЯҐЄІЇЁ0-9«])")
# Words after which a full stop does not end a sentence (Ukrainian and Russian press).
_ABBREVIATIONS = frozenset(
    "м с смт сел вул бул пл просп пров пер р рр ст обл р-н тис млн млрд грн коп ім гр напр див т тел каб буд кв"
    " с.-г о проф акад доц ред г гг ул пр д обл им руб дол стор рис п пп ч хв год сек кг км н е н.е тов св о".split()
)
_LAST_WORD = re.compile(r"([^\s(«\"]+)\.$")


def nfc(text: str) -> str:
    """The text in Unicode NFC, so that «й» typed as two code points equals «й» typed as one."""
    return unicodedata.normalize("NFC", text)


def straight(text: str) -> str:
    """The text with every apostrophe variant as ASCII ', for analysis only (same length as the input)."""
    return _APOSTROPHES.sub("'", text)  # ten times as fast as str.translate on texts, which hardly have any


def clean_line(text: str) -> str:
    """One line for a title, a log or a header: NFC, no control or bidi characters, single spaces, trimmed."""
    return _SPACES.sub(" ", _CONTROLS.sub("", nfc(text).replace("\r", " ").replace("\n", " "))).strip()


def clean_text(text: str) -> str:
    """Many lines: each cleaned, blank runs folded to one line break."""
    lines = (clean_line(line) for line in re.split(r"\r\n|\r|\n|\u2028|\u2029|\x0b|\x0c|\x85", text))
    return "\n".join(line for line in lines if line)


def sentences(text: str) -> list[str]:
    """Sentences in order; line breaks always end one; nothing but white space is lost.

    Rule-based: . ! ? … followed by space and a capital, digit or quote end a sentence unless the word before is
    a known abbreviation or an initial.
    """
    found: list[str] = []
    for line in text.splitlines():
        start = 0
        for match in _END.finditer(line):
            head = line[start : match.end(1)]
            if match.group(1) == "." and _is_abbreviated(head):
                continue
            found.append(head.strip())
            start = match.end()
        if rest := line[start:].strip():
            found.append(rest)
    return [sentence for sentence in found if sentence]


def _is_abbreviated(head: str) -> bool:
    match = _LAST_WORD.search(head)
    if match is None:
        return False
    word = match.group(1)
    return (
        word.lower() in _ABBREVIATIONS
        or (len(word) == 1 and word.isalpha())
        or re.fullmatch(r"\w\.\w", word) is not None
    )


_WORD = re.compile(r"[\w']+")


def words(text: str) -> list[str]:
    """Lower-case words with straight apostrophes, for fingerprints and shingles."""
    return _WORD.findall(straight(nfc(text)).lower())


def alike(one: str, other: str) -> float:
    """Share of the shorter headline's words that stand in the other, 0..1."""
    first, second = set(words(one)), set(words(other))
    if not first or not second:
        return 0.0
    return len(first & second) / min(len(first), len(second))


def fingerprint(text: str) -> str:
    """16 hex digits that stay the same over case, punctuation, spacing and apostrophe variants."""
    return blake2b(" ".join(words(text)).encode(), digest_size=8).hexdigest()


def shingles(text: str, size: int = 3) -> frozenset[str]:
    """Runs of `size` words; a shorter text gives itself."""
    tokens = words(text)
    if len(tokens) <= size:
        return frozenset({" ".join(tokens)} if tokens else ())
    return frozenset(" ".join(tokens[i : i + size]) for i in range(len(tokens) - size + 1))


def headed(title: str, text: str, most: int) -> str:
    """The headline on one line; of a post without one its first sentence, at most so many characters.

    A first sentence has three words: «Увага!» names nothing.
    """
    if found := clean_line(title):
        return found
    first = (one for one in sentences(text[:LONGEST_OPENING]) if len(words(one)) >= 3)
    return shorten(_without_stop(clean_line(next(first, text))), most)


def _without_stop(sentence: str) -> str:
    """The sentence without its full stop, as a headline stands; dots of an ellipsis or an abbreviation are kept."""
    head = sentence.removesuffix(".")
    return sentence if head.endswith(".") or _is_abbreviated(sentence) else head


def shorten(text: str, limit: int) -> str:
    """At most `limit` characters, cut at a word, with «…» where something was cut."""
    if len(text) <= limit:
        return text
    cut = text[: limit - 1]
    head, space, _ = cut.rpartition(" ")
    return (head if space and len(head) > limit // 2 else cut).rstrip(" ,;:–—-") + "…"
