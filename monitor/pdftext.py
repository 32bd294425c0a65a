"""What the text of a PDF becomes: paragraphs of its broken lines, and a headline. Pure; never reorders or corrects.

What stands between two lines (a hyphen, a new paragraph) is judged by the lines alone; where they do not tell, the
words stay as they were printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from monitor.model import PDF_PARTLY, PDF_UNREAD
from monitor.text import clean_line, shorten

LONGEST_NUMBER = 30  # characters of «– Сторінка 12 з 40 –»
LONGEST_WORD = 60  # letters that are looked at on each side of a hyphen; only ends are looked at, so that it is linear
LONGEST_TITLE = 120  # characters of a first line that stands for a headline, as of a post
# Of the letters this share at least must be letters of a text we can read; mistaken fonts give none or nearly none.
LEAST_READABLE = 0.7
# Shorter than this part of the page's usual line: a headline, or with a full stop the end of a paragraph.
SHORT, LAST = 0.6, 0.85
_HYPHEN = re.compile(r"\w[-\u00ad\u2010]$")
_NUMBER = re.compile(r"[-–—\s]*(?:стор(?:інка|\.)?|с\.)?\s*\d{1,4}\s*(?:(?:з|із|/)\s*\d{1,4})?[-–—\s]*", re.IGNORECASE)
_END = re.compile(r"[.!?…:;][»”\")\]]*$")
_BULLET = re.compile(r"[•▪■●*–—-]\s")
# What keeps its hyphen wherever the line breaks. «прес-» or «екс-» alone do not tell: «прес-тиж», «екс-перт».
_OWN_HYPHEN = re.compile(
    r"(?:віце|інтернет|онлайн|офлайн|медіа)-"
    r"|прес-(?:служб|центр|конференц|реліз|секретар|офіцер|тур|клуб)"
    r"|веб-(?:сайт|сторін|портал|камер|ресурс)"
    r"|екс-(?:мер|депутат|міністр|голов|президент|чемпіон|директор|заступни)"
    r"|єр-міністр|генерал-(?:майор|лейтенант|полковник|губернатор)|штаб-квартир|член-кореспондент"
    r"|по-(?:українськи|новому|різному|своєму|іншому|справжньому|перше|друге|третє)"
    r"|\w+-(?:небудь|таки)\b"
)
_LAST_PART, _FIRST_PART = re.compile(r"\w*$"), re.compile(r"^\w*")
_WORD = re.compile(r"[^\W\d_]{2,}")
_STRANGE = re.compile(r"[\ufffd\ue000-\uf8ff\u0080-\u009f\u00c0-\u00ff]|/[A-Za-z]{1,8}\d+|\(cid:\d+\)")
_LETTER = re.compile(r"[^\W\d_]")
_MADE_BY = re.compile(
    r"^(?:microsoft|powerpoint|adobe|untitled|unnamed|без\s(?:назви|имени|імені)|документ|document|doc|новий|новый|new|"
    r"layout|верстка|макет|scan\w*|скан\w*|print|image|img|презентац\w+|presentation|слайд|slide|книга|лист|аркуш)"
    r"[\s_\d.-]*(?:word|excel|powerpoint|indesign|документ|document|$)",
    re.IGNORECASE,
)
_FILE = re.compile(
    r"\.(?:docx?|docm|rtf|odt|txt|indd|idml|qxp?d?|pmd|p65|cdr|ai|eps|psd|tiff?|jpe?g|png|pdf|pptx?|xlsx?|html?)\b"
    r"|^(?:[a-z]:)?[\w.-]*[_\\/][\w.\\/-]*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfText:
    """What was read of a PDF. `unread` says in Ukrainian why there is no text, `partly` what of it is missing."""

    paragraphs: tuple[str, ...] = ()
    title: str = ""  # the one the file itself gives, as it stands there
    unread: str = ""
    partly: str = ""

    @property
    def doubt(self) -> str | None:
        """Why a person must look, as an item carries it; None where all of the text is there."""
        if self.unread:
            return f"{PDF_UNREAD}: {self.unread}."
        return f"{PDF_PARTLY}: {self.partly}." if self.partly else None


def is_doubt(quarantine: str | None) -> bool:
    """Does an item wait for a person because the text of its PDF is not there, or not whole?"""
    return (quarantine or "").startswith((PDF_UNREAD, PDF_PARTLY))


def doubt_of(quarantine: str | None) -> str | None:
    """Of an item's doubts the sentence on its PDF, which stands first; None where there is none."""
    return f"{(quarantine or '').partition('. ')[0].removesuffix('.')}." if is_doubt(quarantine) else None


def paragraphs(pages: Iterable[str]) -> tuple[str, ...]:
    """The printed lines of all pages as paragraphs, without page numbers."""
    made: list[list[str]] = []  # of each paragraph its pieces, to be put together as they are
    last = ""  # the line before, of which length and end tell
    for page in pages:
        lines = _without_number([clean_line(line.replace("\u00ad", "\u2010")) for line in page.split("\n")])
        width = _width(lines)
        gap = True
        for line in lines:
            if not line:
                gap = True
                continue
            if made and _goes_on(last, line, width, gap=gap):
                _join(made[-1], line)
            else:
                made.append([line])
            last, gap = line, False
    return tuple("".join(pieces) for pieces in made)


def _without_number(lines: list[str]) -> list[str]:
    """The lines of a page without its number at the head or foot."""
    full = [number for number, line in enumerate(lines) if line]
    for at in {full[0], full[-1]} if len(full) > 1 else ():
        if len(lines[at]) <= LONGEST_NUMBER and _NUMBER.fullmatch(lines[at]):
            lines[at] = ""
    return lines


def _width(lines: Sequence[str]) -> int:
    lengths = sorted(len(line) for line in lines if line)
    return lengths[len(lengths) * 3 // 4] if lengths else 0


def _goes_on(before: str, line: str, width: int, *, gap: bool) -> bool:
    """Does the sentence of one line go on in the next? `gap`: an empty line or the end of a page is between them."""
    end = before[-LONGEST_WORD:]
    if line[0].islower():
        return not (gap and _END.search(end))
    if _HYPHEN.search(end) and line[0].isalnum():
        return True
    if gap or (_END.search(end) and (len(before) < LAST * width or _BULLET.match(line))):
        return False
    return len(before) >= SHORT * width


def _join(pieces: list[str], line: str) -> None:
    """Add a line. A hyphen before it is the printer's, except where the word itself has it."""
    before = pieces[-1]
    if not _HYPHEN.search(before[-LONGEST_WORD:]):
        pieces += [" ", line]
        return
    head = before[:-1]
    left = _LAST_PART.findall(head[-LONGEST_WORD:])[0]
    right = _FIRST_PART.findall(line[:LONGEST_WORD])[0]
    is_name = not line[0].islower() or not left.isalpha()  # «Івано-Франківськ», «80-річний»
    has_own = is_name or _OWN_HYPHEN.match(f"{left}-{right}".lower())
    pieces[-1] = f"{head}-" if has_own and before[-1] != "\u2010" else head
    pieces.append(line)


def is_readable(text: str) -> bool:
    """Are these letters of a text, or what a font without a key to its letters gives?"""
    strange = sum(len(found) for found in _STRANGE.findall(text))
    letters = len(_LETTER.findall(text))
    return strange <= (1 - LEAST_READABLE) * max(letters, strange)


def headline(found: PdfText) -> str:
    """The file's own title where it is one, else the first line of the text that has words; "" where none has."""
    own = clean_line(found.title)
    if is_headline(own):
        return shorten(own, 2 * LONGEST_TITLE)
    return next((shorten(one, LONGEST_TITLE) for one in found.paragraphs if _has_words(one)), "")


def is_headline(title: str) -> bool:
    """Words, and neither the name of a file nor what a program calls a new document."""
    return _has_words(title) and is_readable(title) and not (_MADE_BY.search(title) or _FILE.search(title))


def _has_words(text: str) -> bool:
    return len(_WORD.findall(text)) > 1
