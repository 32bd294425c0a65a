"""What outlets write stays words: hostile titles, texts, names and addresses are inert in every output."""

from __future__ import annotations

import csv as standard_csv
import io
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from digests.coverage import coverage
from digests.model import Digest
from digests.render import csv, docx, email, html, text
from digests.render.page import href
from monitor.model import Clip, Event, SourceReport
from tests import brief_samples as b
from tests.brief_samples import clip, digest, flag
from tests.hostile import PAYLOADS, URLS, judge_docx, judge_html


def hostile(payload: str, number: int = 0) -> Clip:
    """A clip with the payload wherever an outlet, or a classifier quoting it, could put it."""
    made = clip(
        f"h{number}",
        payload,
        f"{payload}. Друге речення {payload}.\n{payload}",
        url=payload if ":" in payload else f"https://good.example/{number}",
        citation="site",
        tone="negative",
        flags=(flag(text=payload),),
        evidence=(("citation", (payload,)),),
        event=Event(date=b.DAY, until=None, kind=payload, place=payload, organisers=(payload,), subject=payload),
    )
    return replace(made, outlet=replace(made.outlet, name=payload or "Видання"))


def with_payloads(payloads: tuple[str, ...], name: str = "daily") -> Digest:
    clips = [hostile(payload, number) for number, payload in enumerate(payloads)]
    copies = [
        replace(hostile(payload, 1000 + number), story=f"h{number}", relation="reprint", of=f"h{number}")
        for number, payload in enumerate(payloads)
    ]
    related = [replace(hostile(payload, 2000 + number), story=f"h{number}") for number, payload in enumerate(payloads)]
    waiting = [replace(hostile(payload, 3000 + number), relevance=None) for number, payload in enumerate(payloads)]
    leads = [replace(one, story=one.article.id, relation="original") for one in clips]
    made = digest([*leads, *copies, *related, *waiting], name)
    silent = [SourceReport(source=payload, outlet="x", name=payload, state="broken") for payload in payloads[:30]]
    return replace(made, coverage=coverage(silent, notes=payloads[:10]))


PARTS = [PAYLOADS[start : start + 10] for start in range(0, len(PAYLOADS), 10)]


@pytest.mark.parametrize("payloads", PARTS)
@pytest.mark.parametrize("name", ["daily", "situation-daily"])
def test_mail_and_page_hold_no_foreign_markup(payloads: tuple[str, ...], name: str) -> None:
    made = with_payloads(payloads, name)
    mail = email.compose(made)
    judge_html(mail.html)
    judge_html(html.whole(made))
    for attachment in mail.attachments:
        judge_html(attachment.content.decode())
    if "{{ 7*7 }}" in payloads:
        assert "{{ 7*7 }}" in mail.html


@pytest.mark.parametrize("payloads", PARTS)
@pytest.mark.parametrize("name", ["thematic", "situation-weekly"])
def test_documents_hold_no_foreign_markup(payloads: tuple[str, ...], name: str) -> None:
    definition = replace(b.DEFINITIONS[name], filters=replace(b.DEFINITIONS[name].filters, confident=False))
    made = replace(with_payloads(payloads), template=definition.template)
    (document,) = docx.render(made)
    words = judge_docx(document.content)
    for payload in payloads:
        if payload.startswith("{"):
            assert payload.replace("{_{", "{{").replace("}_}", "}}").split()[0] in words


@pytest.mark.parametrize("payloads", PARTS)
def test_one_line_stays_one_line_in_text_and_subject(payloads: tuple[str, ...]) -> None:
    mail = email.compose(with_payloads(payloads))
    plain = text.plain(with_payloads(payloads), with_payloads(payloads).sections)
    for forbidden in "\x00\x1b\r\u202e\u2066\u200b\ufeff\u2028\x85":
        assert forbidden not in plain + mail.text + mail.subject + mail.preheader
    assert "\n" not in mail.subject + mail.preheader
    assert not [line for line in plain.splitlines() if line.startswith(("Bcc:", "X-Evil:"))]
    assert len(mail.subject) <= 150


@pytest.mark.parametrize("url", URLS)
def test_only_plain_web_addresses_become_links(url: str) -> None:
    target = href(url)
    if target is not None:
        assert target.startswith("https://good.example/")
        assert not set(target) & set("\"'<>` \n\t\u202e{}")
    made = digest([clip("x", url=url)])
    judge_html(email.compose(made).html)
    judge_html(html.whole(made))
    assert ("javascript:" in text.plain(made, made.sections)) is False
    judge_docx(docx.render(replace(made, template="thematic"))[0].content)


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.lists(st.one_of(st.sampled_from(PAYLOADS), st.text(max_size=60)), min_size=1, max_size=3).map("".join))
def test_mixtures(payload: str) -> None:
    made = with_payloads((payload,))
    judge_html(email.compose(made).html)
    judge_html(html.whole(made))
    judge_docx(docx.render(replace(made, template="thematic"))[0].content)
    _judge_csv(csv.units(made))


# --- CSV ----------------------------------------------------------------------------------------------------------

CELLS = (
    *PAYLOADS,
    *(start + "1+1" for start in "=+-@|%＝＋－＠"),
    *(f"{space}=1+1" for space in (" ", "\t", "\r", "\n", "\u00a0", "\ufeff")),
    "'", "''", "'=1", "'текст", '"', '";"', ";", "a;=1", 'a";=1', "a\r\n=1", "", " ", "0012", "1,5", "−5", "так",
)  # fmt: skip


@pytest.mark.parametrize("cell", [cell for cell in CELLS if "\ud800" not in cell])
def test_a_cell_is_inert_and_comes_back(cell: str) -> None:
    content = csv.write([["перша", cell], [cell, "остання"]])
    assert csv.read(content) == [["перша", cell], [cell, "остання"]]
    _judge_csv(content)


@given(st.lists(st.lists(st.text(alphabet=st.characters(exclude_categories=["Cs"])), min_size=1), min_size=1))
def test_any_table_comes_back(rows: list[list[str]]) -> None:
    assert csv.read(csv.write(rows)) == rows


def _judge_csv(content: bytes) -> None:
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.endswith(b"\r\n")
    for separator in ";,\t":
        reader = standard_csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=separator)
        for row in reader if separator == ";" else ():
            for cell in row:
                assert not cell.lstrip(" \u00a0\u200b\ufeff").startswith(tuple("=+-@\t\r\n＝＋－＠")), cell


def test_units_are_the_counted_clips() -> None:
    made = digest(b.rich_day())
    rows = csv.read(csv.units(made))
    assert rows[0] == list(csv.UNITS)
    assert [row[-1] for row in rows[1:]] == [line.article for line in made.lines]
    direct = rows[0].index("пряме посилання")
    assert sum(row[direct] == "так" for row in rows[1:]) == made.totals.direct
