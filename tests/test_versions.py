"""The difference of two versions of an article as an editor would mark it."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from monitor.model import Article
from monitor.text import words
from monitor.versions import difference, is_changed

OLD = Article(
    id="a",
    outlet="krai",
    url="https://krai.example/1",
    kind="site",
    title="Міст відкрито",
    paragraphs=("Рух мостом відкрили в середу.", "Ремонт тривав пів року.", "Переглядів: 120"),
)


def test_the_same_text_is_no_change_whatever_counters_and_blanks_say() -> None:
    same = replace(
        OLD, paragraphs=("Рух  мостом відкрили в середу", "Ремонт тривав пів року.", "", "Переглядів: 4 518")
    )  # fmt: skip
    assert not is_changed(OLD, same)
    assert difference(OLD, same) == ()


def test_a_paragraph_cut_in_two_is_no_change() -> None:
    cut = replace(OLD, paragraphs=("Рух мостом", "відкрили в середу.", "Ремонт тривав пів року."))
    assert not is_changed(OLD, cut)


def test_changes_come_in_reading_order() -> None:
    new = replace(
        OLD, title="Міст закрито", paragraphs=("Рух мостом відкрили в середу.", "Ремонт тривав рік.", "Додано фото.")
    )
    assert is_changed(OLD, new)
    assert difference(OLD, new) == (
        "- Міст відкрито",
        "+ Міст закрито",
        "- Ремонт тривав пів року.",
        "+ Ремонт тривав рік.",
        "+ Додано фото.",
    )


LINES = st.lists(st.text(alphabet="абв 12", max_size=6), max_size=6).map(tuple)


@given(LINES, LINES)
def test_what_is_not_marked_is_what_both_have(before: tuple[str, ...], after: tuple[str, ...]) -> None:
    old, new = replace(OLD, paragraphs=before), replace(OLD, paragraphs=after)
    marked = difference(old, new)
    assert marked or not is_changed(old, new)

    def left(lines: tuple[str, ...], sign: str) -> Counter[str]:
        gone = Counter(" ".join(words(line[2:])) for line in marked if line.startswith(sign))
        return Counter(filter(None, (" ".join(words(line)) for line in lines))) - gone

    assert left(before, "- ") == left(after, "+ ")


def test_texts_of_thousands_of_paragraphs_are_compared_too() -> None:
    old = replace(OLD, paragraphs=tuple(f"Рядок {n}." for n in range(5_000)))
    new = replace(old, paragraphs=(*old.paragraphs[1:], "Новий рядок."))
    assert difference(old, new) == ("- Рядок 0.", "+ Новий рядок.")
