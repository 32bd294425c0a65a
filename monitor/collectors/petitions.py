"""A page of local petitions -> what each one shows: title, votes, threshold, deadline, status. Gives no entries.

Petitions are watched, not counted as publications; their history is kept by the registers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from bs4 import BeautifulSoup, Tag
from lxml import html
from soupsieve import SelectorSyntaxError

from monitor import charset, dates, pagekind
from monitor.dates import kyiv_day
from monitor.errors import CollectError, FetchError
from monitor.markup import parse_html
from monitor.model import Get, Harvest, ListingRule, Page, Petition, Seen, Source, Unchanged
from monitor.text import clean_line
from monitor.urls import absolute, canonical, same_site

_NUMBER = re.compile(r"[0-9]{1,3}(?:[ \u00a0\u202f][0-9]{3})+(?![0-9])|[0-9]{1,9}")
_MOST_DIGITS = 8  # more people than the country has; a longer run of digits is an id or a telephone
_LEFT = re.compile(r"(?i)(?:залишил\w+|ще|лишилося|осталось)\D{0,20}([0-9]{1,4})\s*(?:дн|ден|day)")
_GONE = frozenset(("gone", "robots", "refused", "redirect"))


def collect(source: Source, page: Page, get: Get, seen: Seen) -> Harvest:  # noqa: ARG001 - the contract
    """The petitions of the list and of its further pages, `rule.pages` at most, in the order shown.

    Every page is read each time: votes change on old petitions too. Raises CollectError: blocked for a challenge
    page; broken where there are no selectors, or they find nothing.
    """
    rule = source.listing
    if rule is None or rule.votes is None:
        raise CollectError(source.id, "A petition source needs a `listing` with the selectors `item` and `votes`.")
    notes: list[str] = []
    found: dict[str, Petition] = {}
    partial = False
    for number, (soup, base, fetched) in enumerate(_pages(source, rule, page, get, notes), start=1):
        items = _select(source, soup, rule.item)
        for item in items:
            petition = _petition(source, item, rule, base, fetched)
            if petition is not None:
                found.setdefault(petition.key, petition)
        if number == 1 and not found:
            said = f"{page.url}: «{rule.item}» finds no petition; has the site been redesigned?"
            raise CollectError(source.id, said, kind="redesigned")
    if unread := sum(petition.votes is None for petition in found.values()):
        notes.append(f"{unread} petitions show no number under «{rule.votes}».")
        partial = True
    return Harvest(entries=(), notes=tuple(notes), partial=partial, petitions=tuple(found.values()))


def _pages(
    source: Source, rule: ListingRule, first: Page, get: Get, notes: list[str]
) -> Iterator[tuple[BeautifulSoup, str, datetime]]:
    page, been = first, {canonical(first.url), canonical(first.final_url)}
    for number in range(1, rule.pages + 1):
        soup = _soup(source, page)
        yield soup, page.final_url, page.fetched
        following = _following(source, soup, rule, page.final_url)
        if not following or canonical(following) in been:
            return
        if number == rule.pages:
            notes.append(f"{rule.pages} pages were read; what {following} lists was not.")
            return
        been.add(canonical(following))
        try:
            answer = get(following)
        except FetchError as error:
            if error.kind not in _GONE:
                raise
            notes.append(f"{following} could not be read: {error}")
            return
        if isinstance(answer, Unchanged):
            return
        page = answer


def _soup(source: Source, page: Page) -> BeautifulSoup:
    text, _ = charset.decode(page.content, page.content_type)
    if pagekind.is_challenge(text):
        raise CollectError(source.id, f"{page.url} shows a challenge page instead of the list.", kind="blocked")
    root = parse_html(text)  # bounded in size and depth, which BeautifulSoup is not
    return BeautifulSoup("" if root is None else html.tostring(root, encoding="unicode"), "lxml")


def _select(source: Source, where: Tag, selector: str) -> list[Tag]:
    try:
        return list(where.select(selector))
    except (SelectorSyntaxError, NotImplementedError, ValueError) as error:
        raise CollectError(source.id, f"A selector of this listing is not valid: {clean_line(str(error))}.") from error


def _following(source: Source, soup: BeautifulSoup, rule: ListingRule, base: str) -> str:
    found = _select(source, soup, rule.next) if rule.next else []
    url = absolute(base, _attribute(found[0], "href")) if found else ""
    return url if url and same_site(url, base) else ""


def _petition(source: Source, item: Tag, rule: ListingRule, base: str, fetched: datetime) -> Petition | None:
    links = [*_select(source, item, rule.link), item]
    url = next((url for link in links if (url := absolute(base, _attribute(link, "href")))), "")
    if not url:
        return None
    votes = _numbers(_words(source, item, rule.votes))
    threshold = _numbers(_words(source, item, rule.threshold))
    # «87 з 250» in one element tells both.
    goal = threshold[-1] if threshold else rule.goal or (votes[1] if len(votes) == 2 else None)
    return Petition(
        key=canonical(url),
        url=url,
        title=_words(source, item, rule.title) or _words(source, item, rule.link) or clean_line(item.get_text(" ")),
        votes=votes[0] if votes else None,
        threshold=goal,
        deadline=_deadline(_words(source, item, rule.deadline), fetched),
        opened=_day(_words(source, item, rule.date), fetched),
        status=_words(source, item, rule.status),
    )


def _words(source: Source, item: Tag, selector: str | None) -> str:
    """The text of the first match; of an element without text its value, as progress bars have one."""
    if not selector:
        return ""
    for element in _select(source, item, selector):
        text = clean_line(element.get_text(" ")) or _attribute(element, "datetime") or _attribute(element, "value")
        if text:
            return text
    return ""


def _numbers(text: str) -> list[int]:
    found = (re.sub(r"[^0-9]", "", number) for number in _NUMBER.findall(text))
    return [int(digits) for digits in found if len(digits) <= _MOST_DIGITS]


def _deadline(text: str, fetched: datetime) -> date | None:
    """A written day, or «залишилося 12 днів» counted from the day of the visit."""
    if not text:
        return None
    if match := _LEFT.search(text):
        return kyiv_day(fetched) + timedelta(days=int(match[1]))
    # A day without a year is the nearest past one to the parser; a deadline is read with its year or not at all.
    return _day(text, fetched) if re.search(r"[0-9]{4}", text) else None


def _day(text: str, fetched: datetime) -> date | None:
    found = dates.parse(text, fetched) if text else None
    return kyiv_day(found[0]) if found else None


def _attribute(element: Tag, name: str) -> str:
    value = element.get(name)
    return value if isinstance(value, str) else " ".join(value or ())
