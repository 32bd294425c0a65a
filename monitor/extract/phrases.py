"""Which lines of a page are not the article: headings of other news, calls to subscribe, buttons, counters, notices.

Whole-line patterns in Ukrainian and Russian, written in phrases.txt. Sign-offs, «Джерело: …» and «Нагадаємо, …»
are text and match none of them.
"""

from __future__ import annotations

import re
from functools import cache
from importlib import resources

from monitor.text import sentences

# A heading is a short line; anything longer that begins like one is a sentence.
LONGEST_HEADING = 60
# Calls are one or two sentences; longer lines are texts about channels.
LONGEST_CALL = 260
# «Читайте також: …» with the other article's headline behind it.
LONGEST_POINTER = 300
LONGEST_NOTICE = 400
LONGEST_SIGNATURE = 160

_EDGE = " \t\u00a0:.…!?→»›>|•·—–-*▶►👉🔥📌📲⚡❗✅🔔"
_COUNT = re.compile(r"\s?[(\[]?\d{1,5}[)\]]?$")
_GROUP = re.compile(r"\[(\w+)\]")


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    """The sections of phrases.txt, each as one alternation."""
    text = resources.files("monitor.extract").joinpath("phrases.txt").read_text(encoding="utf-8")
    sections: dict[str, list[str]] = {}
    current: list[str] = []
    for line in text.splitlines():
        if (name := _GROUP.fullmatch(line)) is not None:
            current = sections.setdefault(name[1], [])
        elif line.strip() and not line.startswith("#"):
            current.append(line.strip().replace(" ", r"\s"))
    return {name: re.compile("|".join(f"(?:{line})" for line in lines)) for name, lines in sections.items()}


def bare(line: str) -> str:
    """The line in lower case without decoration at its ends, with straight apostrophes: what the patterns see."""
    return line.lower().replace("’", "'").replace("ʼ", "'").strip(_EDGE)


def closes(line: str) -> bool:
    """Whether the line is a heading after which the site's other news begin."""
    return len(line) <= LONGEST_HEADING and _whole("closing", _COUNT.sub("", bare(line)).strip(_EDGE))


def opens_comments(line: str) -> bool:
    """Whether the line is the heading of the readers' comments, with or without their number."""
    return len(line) <= LONGEST_HEADING and _whole("comments", _COUNT.sub("", bare(line)).strip(_EDGE))


def introduces_links(line: str) -> bool:
    """Whether the line is a heading («Читайте також:») over a few links to other articles."""
    return len(line) <= LONGEST_HEADING and _whole("aside", bare(line))


def points_away(line: str) -> bool:
    """Whether the line is one pointer to another article: «Читайте також: назва»."""
    if len(line) > LONGEST_POINTER:
        return False
    return _patterns()["pointer"].match(line.lower().replace("’", "'").lstrip(_EDGE)) is not None


def invites(line: str) -> bool:
    """Whether the line calls the reader to the outlet's channel or page.

    A quoted call of somebody else, or one that names a public body without «наш», is news and stays.
    """
    low = line.lower().replace("’", "'")
    if len(line) > LONGEST_CALL or not _has("call", low) or not _has("network", low):
        return False
    return _has("ours", low) or ("«" not in low and not _has("body", low))


def is_furniture(line: str) -> bool:
    """Whether the line is a button, counter, tag row, error-report hint, imprint or rights notice."""
    low = bare(line)
    if not low:
        return True
    if len(low) <= LONGEST_HEADING and (_whole("button", low) or _whole("counter", low)):
        return True
    return len(low) <= LONGEST_NOTICE and _whole("notice", low)


def counts(line: str) -> bool:
    """Whether the line is a counter: «1 245 переглядів»."""
    return len(line) <= LONGEST_HEADING and _whole("counter", bare(line))


def reads_on(text: str) -> bool:
    """Whether the words of a link are a button that leads to the rest of a text: «Читати повністю»."""
    return len(text) <= LONGEST_HEADING and _whole("onward", bare(text))


def asks_to_pay(line: str) -> bool:
    """Whether the line says that the rest of the text is for subscribers."""
    return len(line) <= LONGEST_NOTICE and _has("paywall", bare(line))


def offers_reading(line: str) -> bool:
    """Whether the line deals with reading the site: subscriptions, accounts, thanks to its supporters."""
    return _has("offer", bare(line))


def tells_of_works(line: str) -> bool:
    """Whether the line says that the site itself is being mended or is overloaded."""
    return _has("works", bare(line))


def addresses_visitors(line: str) -> bool:
    """Whether the line speaks to whoever came to the site just now: «Ми скоро повернемося»."""
    return _has("visitors", bare(line))


def asks_consent(line: str) -> bool:
    """Whether the line asks the visitor to agree to cookies."""
    return _has("consent", bare(line))


def misses_page(line: str) -> bool:
    """Whether the line says that there is no such page."""
    return _has("missing", bare(line))


def names_source(line: str) -> bool:
    """Whether the line says where the text or picture comes from: «Джерело: …»; such lines are always kept."""
    return _patterns()["source"].match(bare(line)) is not None


def signs(line: str) -> bool:
    """Whether a short line reads as a signature or a source: a body's name, a press service, «Джерело: …»."""
    if len(line) > LONGEST_SIGNATURE:
        return False
    if names_source(line):
        return True
    return not line.endswith((".", "?", "!", "…")) and len(sentences(line)) == 1 and _has("body", bare(line))


def _whole(section: str, low: str) -> bool:
    return _patterns()[section].fullmatch(low) is not None


def _has(section: str, low: str) -> bool:
    return _patterns()[section].search(low) is not None
