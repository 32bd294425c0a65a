"""Which language a text is in: cases of our own, and real posts where the shared data is present."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifiers.language import identify

SHARED = Path(__file__).resolve().parents[1].parent / "shared"
POSTS = SHARED / "data" / "telegram_posts" / "posts.jsonl"
SENTENCES = SHARED / "data" / "sib200"
# Issue 4: at least this share of real posts.
FLOOR = 0.995


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Воду дадуть до вечора", "uk"),
        ("Воду дадут к вечеру", "ru"),
        ("Афіша", "uk"),
        ("Вода буде", "uk"),
        ("Вода будет", "ru"),
        ("Спасибо", "ru"),
        ("Сьогодні мер сказав: «Никто не останется без тепла», і всі повірили. Далі слово мали депутати.", "uk"),
        ("Сегодня мэр сказал: «Ніхто не лишиться без тепла», и все поверили. Потом говорили депутаты.", "ru"),
        ("Шо там з водою? Канєшно нема, тока обіцяють", "mixed"),
        (
            "Ремонт дороги почали сьогодні зранку, техніка вже працює на місці. "
            "Ремонт дороги начался сегодня утром, техника уже работает на месте.",
            "mixed",
        ),
        ("Добры дзень, сёння ў Мінску моцны дождж і вецер", "other"),
        ("The council met on Monday", "other"),
        ("Дивіться тут: https://example.org/very/long/address/in/latin/letters/only/2026", "uk"),
        ("", "other"),
        ("🔥🔥🔥 12:30", "other"),
    ],
)
def test_cases(text: str, language: str) -> None:
    assert identify(text)[0] == language


def test_an_empty_text_is_no_language_at_all() -> None:
    assert identify("") == ("other", 0.0)


@given(st.text(max_size=300))
def test_always_an_answer(text: str) -> None:
    language, score = identify(text)
    assert language in ("uk", "ru", "mixed", "other")
    assert 0.0 <= score <= 1.0


def test_a_megabyte_is_no_trouble() -> None:
    assert identify("слово " * 200_000)[0] in ("uk", "ru")
    assert identify("ж" * 1_000_000)[0] in ("uk", "ru", "other")


@pytest.mark.quality
@pytest.mark.skipif(not POSTS.exists(), reason="shared data absent")
def test_real_posts() -> None:
    posts = [json.loads(line) for line in POSTS.read_text("utf-8").splitlines()]
    right = sum(identify(post["text"])[0] == post["lang"] for post in posts)
    assert right / len(posts) >= FLOOR


@pytest.mark.quality
@pytest.mark.parametrize(("folder", "language"), [("ukr_Cyrl", "uk"), ("rus_Cyrl", "ru")])
@pytest.mark.skipif(not SENTENCES.exists(), reason="shared data absent")
def test_real_sentences(folder: str, language: str) -> None:
    rows = [
        line.split("\t")[2]
        for part in ("dev", "train")
        for line in (SENTENCES / folder / f"{part}.tsv").read_text("utf-8").splitlines()[1:]
    ]
    right = sum(identify(row)[0] == language for row in rows)
    assert right / len(rows) >= FLOOR
