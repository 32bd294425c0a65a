"""Whether the text goes on where we cannot read it: a paywall, or a button «Читати повністю» behind a broken sentence.

Takes the site's words about it out of the text. What only looks short is whole for all we know.
"""

from __future__ import annotations

from dataclasses import replace

from monitor.extract import phrases
from monitor.markup import Block, Structured
from monitor.model import CUT_SHORT, FOR_SUBSCRIBERS
from monitor.urls import same_site

# The wall stands within so many lines behind the text, or in its last ones.
BEHIND, LAST = 4, 6
# A text of at least this size whose page says nothing of subscribers but in JSON-LD is there in whole: such sites
# count what a reader opens.
WHOLE = 1_500
# Buttons and hints beside the wall («Уже маєте передплату? Увійдіть») are no longer; prose is.
BUTTON = 100
_BROKEN = ("…", "...", "[…]", "[...]")
_ENDS = (*'.!?»”")', "…")


def without_rest(
    kept: list[Block], lines: list[Block], facts: Structured, address: str
) -> tuple[list[Block], str | None]:
    """The text without the words of the wall, and one sentence (FOR_SUBSCRIBERS, CUT_SHORT) where it is not whole."""
    wall = _wall(kept)
    if wall is not None:
        return kept[:wall], FOR_SUBSCRIBERS
    if any(phrases.asks_to_pay(line.text) for line in _behind(kept, lines)):
        return kept, FOR_SUBSCRIBERS
    if facts.paid and sum(len(line.text) for line in kept) < WHOLE:
        return kept, FOR_SUBSCRIBERS
    if kept and (cut := _broken_off(kept[-1], address)) is not None:
        return [*kept[:-1], cut], CUT_SHORT
    return kept, None


def _wall(kept: list[Block]) -> int | None:
    """Where the words of the wall begin: nothing follows but them, buttons and what the site offers its readers."""
    for index in range(max(0, len(kept) - LAST), len(kept)):
        if phrases.asks_to_pay(kept[index].text):
            return None if any(map(_is_prose, kept[index:])) else index
    return None


def _is_prose(line: Block) -> bool:
    """Whether the text goes on in this line: a long one, or a short sentence that is neither a link nor an offer."""
    if phrases.asks_to_pay(line.text):
        return False
    if len(line.text) > BUTTON:
        return True
    return line.text.endswith(_ENDS) and not line.linked and not phrases.offers_reading(line.text)


def _behind(kept: list[Block], lines: list[Block]) -> list[Block]:
    if not kept:
        return []
    last = next((index for index in range(len(lines) - 1, -1, -1) if lines[index] is kept[-1]), None)
    return lines[last + 1 : last + 1 + BEHIND] if last is not None else []


def _broken_off(line: Block, address: str) -> Block | None:
    """«… бригада комун... <a>Читати повністю</a>» without its button; None where the line is whole."""
    if not line.links or not phrases.reads_on(line.links[-1].text):
        return None
    link = line.links[-1]
    text = line.text.removesuffix(link.text).rstrip(" →»›>")
    if text == line.text or not text or (link.url.startswith("http") and not same_site(link.url, address)):
        return None
    if text.endswith(_ENDS) and not text.endswith(_BROKEN):
        return None
    return replace(line, text=text, linked=max(0, line.linked - len(link.text)), links=line.links[:-1])
