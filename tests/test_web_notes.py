"""The operator's notes as a Ukrainian page says them; names of issues, of who approved, of where a decision came from."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import monitor.collectors
from monitor.web.notes import _SENTENCES, ukrainian
from monitor.web.wording import approver, issued, tongue

NOTES = {
    "Nothing known was met on 50 pages; what https://a.example/?p=51 lists was not read.":
        "Знайомого не трапилося на 50 сторінках; того, що показує https://a.example/?p=51, не прочитано.",
    "Nothing known was met on 1 pages; what https://a.example/?p=2 lists was not read.":
        "Знайомого не трапилося на 1 сторінці; того, що показує https://a.example/?p=2, не прочитано.",
    "2 items of the list have no link and were left out.": "Не взято, бо без посилання: 2 матеріали переліку.",
    "every entry is new: some may have come and gone between two visits":
        "усе в ньому нове: між двома відвідинами щось могло з’явитися і зникнути",
    "https://a.example/2 could not be read: https://a.example/2 is not there (status 404).":
        "Не вдалося прочитати https://a.example/2: такої сторінки немає (код 404).",
    "Posts before number 101 were not read: nothing known was met until there.":
        "Дописів до № 101 не прочитано: знайомого до них не трапилося.",
    "Post numbers without a post (deleted, or not shown on the web): 4, 7–9.":
        "Номери без дописів (видалено або не показано в браузері): 4, 7–9.",
    "3 addresses of the home page, tags, sections and archives were passed over.":
        "Обминуто адреси головної, тегів, рубрик і архівів: 3.",
    "21 entries came from earlier parts of the feed.": "З попередніх частин стрічки взято 21 матеріал.",
}  # fmt: skip


@pytest.mark.parametrize("note", NOTES)
def test_a_note_in_ukrainian(note: str) -> None:
    assert ukrainian(note).replace("\u00a0", " ") == NOTES[note]
    assert tongue(ukrainian(note)) == "uk"


def test_what_nobody_translated_stays_and_is_called_english() -> None:
    assert ukrainian("The moon is full.") == "The moon is full."
    assert tongue("The moon is full.") == "en"


def test_every_sentence_is_one_that_is_still_noted() -> None:
    """The longest run of plain words of each pattern stands in a collector, or it translates nothing."""
    folder = Path(monitor.collectors.__file__).parent
    said = "\n".join(path.read_text() for path in (*folder.rglob("*.py"), folder.parent / "pipeline" / "collect.py"))
    for pattern, _ in _SENTENCES:
        words = max(re.split(r"\(\\S\+\)|\(\\d\+\)|\(\.\*\)|\\\(|\\\)|\\\.", pattern), key=len)
        assert words in said, pattern


def test_names_of_issues() -> None:
    titles = {"daily": "Огляд преси: Калинопіль"}
    assert issued("daily/2026/9", titles) == "«Огляд преси: Калинопіль» №\u00a09 за 2026 рік"
    assert issued("daily/2026-11-25", titles) == "«Огляд преси: Калинопіль» за 25.11.2026"
    assert issued("own/2026/1", {}) == "«own» №\u00a01 за 2026 рік"
    assert [approver("auto"), approver("М. Липка"), approver(None)] == ["автоматично", "М. Липка", ""]
