"""An article as its own words only: title, paragraphs without glued sidebars, the channel's signature apart. Pure.

"Latest news" lists, "read also" lines and chat lists stand in the text of real pages but are not part of the item;
they name towns the item is not about. Refuses to clean anything else: every section is a verbatim piece.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from monitor.language import Token, tokens
from monitor.language.phrases import keys

# What opens a list of other items, at the start of a line or after the end of a sentence.
_SIDEBAR = re.compile(
    r"(?:^[\W_]*|(?<=[.!?…»”\")])\s+|\s(?=[А-ЯІЇЄҐ][\w\s]{3,25}[:➡→👉]))"
    r"(?:читайте (?:також|ще|далі|тут|на тему|та(?:кож)? інше)|також читайте|дивіться також|детальніше читайте"
    r"|(?:останні|свіжі|головні|інші|популярні|схожі) новини|новини (?:за темою|дня|партнерів|регіону)|за темою:"
    r"|більше новин|наші чати|чати читачів|читайте также|читать также|также читайте|смотрите также"
    r"|(?:последние|свежие|главные|другие|похожие) новости|новости (?:по теме|дня|партнеров|региона)|по теме:"
    r"|больше новостей|(?:новини|новости) [А-ЯІЇЄҐ][\w’'-]+(?: [а-яіїєґ]+)?:)",
    re.IGNORECASE,
)
# One of these stands in every such heading, and in few lines else: the others are not searched for one.
_SIDEBAR_STEMS = tuple("читайт читать дивіться смотрите новин новост темою теме чати".split())
_CASED_HEADING = re.compile(r"(?:новини|новости) [а-яіїєґ]", re.IGNORECASE)
_SIGNATURE = re.compile(
    r"^\W*(?:підпис(?:атис|уйт|ати|атись)|надісл|надішл|прислат|пришл|наш (?:канал|чат|сайт|бот)|@\w+$"
    r"|подпис(?:ат|ыв|к)|чат для|реклама\W|запропонувати новину|предложить новость)",
    re.IGNORECASE,
)
# What comes later in a text says no more about which place it is about; nobody's article is longer.
MOST_LETTERS = 60_000
# A channel's signature is a short line of links joined by bars: «Тихогір тут | Прислати новину».
_LONGEST_SIGNATURE = 90
# How many closing lines may belong to the signature.
_SIGNATURE_LINES = 6


@dataclass(frozen=True, slots=True)
class Section:
    """One verbatim piece of an article: 0 is the title, then paragraphs in order."""

    index: int
    text: str
    tokens: tuple[Token, ...]
    keys: tuple[frozenset[str], ...]  # of each token: its lemmas and "=form"
    background: bool = False  # «Нагадаємо, …»: another, earlier story

    def between(self, first: int, second: int) -> str:
        """What stands between two tokens, the first before the second."""
        return self.text[self.tokens[first].end : self.tokens[second].start]


@dataclass(frozen=True, slots=True)
class Reading:
    """What an article says in its own words; `signature` is how its channel signs."""

    sections: tuple[Section, ...]
    signature: str
    cut: bool = False  # the text went on beyond MOST_LETTERS

    def section(self, index: int) -> Section:
        """The section of that number."""
        return next(s for s in self.sections if s.index == index)

    def start(self, section: int, token: int) -> int:
        """Where a token of a section begins."""
        return self.section(section).tokens[token].start

    @property
    def paragraphs(self) -> tuple[Section, ...]:
        return tuple(s for s in self.sections if s.index > 0)


# A text broken into lines of a fixed width: at least this share of its lines ends inside a sentence.
_WRAPPED_SHARE = 0.4
_WRAP_WIDTH = (55, 100)
_ENDED = (".", "!", "?", ":", "…", "»", "”", '"', ";", "|")


def _runs_on(line: str) -> bool:
    return _WRAP_WIDTH[0] <= len(line) <= _WRAP_WIDTH[1] and not line.endswith(_ENDED)


def _unwrapped(lines: list[str]) -> list[str]:
    """Lines of one sentence joined again, a line break between them, where the text was broken at a fixed width."""
    wrapped = sum(map(_runs_on, lines)) >= _WRAPPED_SHARE * len(lines) and all(len(x) <= _WRAP_WIDTH[1] for x in lines)
    joined: list[str] = []
    for line in lines:
        before = joined[-1].rpartition("\n")[2] if joined else ""
        if before and _runs_on(before) and (wrapped or line[0].islower()) and not _is_signature(line):
            joined[-1] += "\n" + line
        else:
            joined.append(line)
    return joined


def _is_heading(found: re.Match[str]) -> bool:
    """«Новини Тихогору:» opens a list only with a capital; «новини міста:» inside a sentence does not."""
    heading = found.group().strip(' \n\t.!?…»”")')
    return not (_CASED_HEADING.match(heading) and heading.endswith(":") and heading[:1].islower())


def _cut(paragraph: str) -> tuple[str, bool]:
    """The paragraph's own part, and whether a list of other items begins in it."""
    low = paragraph.lower()
    if not any(stem in low for stem in _SIDEBAR_STEMS):
        return paragraph, False
    for found in _SIDEBAR.finditer(paragraph):
        if _is_heading(found):
            return paragraph[: found.start()], True
    return paragraph, False


def _is_list_line(line: str) -> bool:
    """Does a line after such a heading look like one more headline (a bullet, or no full stop)?"""
    line = line.strip()
    return line.startswith(("*", "•", "-", "–", "—", "➡", "👉", "▪")) or not line.endswith(
        (".", "!", "?", "»", "”", '"')
    )


def _own_lines(lines: list[str]) -> list[str]:
    own: list[str] = []
    listing = False
    for line in lines:
        if listing and _is_list_line(line):
            continue
        kept, listing = _cut(line)
        if kept.strip():
            own.append(kept)
    return own


def _is_signature(line: str) -> bool:
    short = len(line) <= _LONGEST_SIGNATURE
    return short and ("|" in line or bool(_SIGNATURE.match(line)))


def _split_signature(lines: list[str]) -> tuple[list[str], list[str]]:
    """(body, signature): closing lines from the first that is a signature; a one-line text has none."""
    start = max(1, len(lines) - _SIGNATURE_LINES)
    for index in range(start, len(lines)):
        if _is_signature(lines[index]):
            rest = lines[index:]
            if all(len(line) <= _LONGEST_SIGNATURE for line in rest):
                return lines[:index], rest
    return lines, []


_BACKGROUND = re.compile(
    r"\W*(?:нагада[єйюл]\w*|напомн\w+|напомина\w+|раніше (?:ми|повідомлял|стало|у|в|на|під|біля|поблизу)"
    r"|ранее (?:мы|сообщал|стало|в|на|под|возле)|як (?:ми )?(?:раніше )?(?:повідомля|писа)\w+"
    r"|как (?:мы )?(?:ранее )?(?:сообща|писа)\w+|до слова|к слову)\b",
    re.IGNORECASE,
)


def _section(index: int, text: str) -> Section:
    read = tuple(tokens(text))
    background = index > 1 and bool(_BACKGROUND.match(text))
    return Section(index, text, read, tuple(keys(token.word, None) for token in read), background)


def _within(lines: list[str]) -> tuple[list[str], bool]:
    """The lines that fit into MOST_LETTERS, and whether some did not."""
    kept: list[str] = []
    room = MOST_LETTERS
    for line in lines:
        if len(line) > room:
            return [*kept, line[:room]], True
        kept.append(line)
        room -= len(line)
    return kept, False


def read(title: str, paragraphs: tuple[str, ...]) -> Reading:
    """An article's own words, section by section; a paragraph of several lines gives one section a line."""
    lines, cut = _within([line.strip() for paragraph in paragraphs for line in paragraph.splitlines() if line.strip()])
    body, signature = _split_signature(_own_lines(_unwrapped(lines)))
    own_title, _ = _cut(title[:MOST_LETTERS])
    texts = [(0, own_title)] if own_title.strip() else []
    texts += list(enumerate(body, start=1))
    return Reading(tuple(_section(index, text) for index, text in texts), "\n".join(signature), cut)
