"""One item in a hundred breaks the program: the others go through, it waits with its cause, a replay brings it (42)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from monitor import pipeline
from monitor.model import Article, Classification, Outlet
from monitor.pipeline import read
from monitor.pipeline.desk import Desk
from monitor.pipeline.read import Task
from tests.fakes import FakeDecider, FakeDoor, config, desk, feed, page

TEXT = "У Вербосіллі сталася подія номер {n}, про яку довго говоритимуть мешканці громади та гості міста."


A_FEED = 100  # items: a collector takes no more than some hundreds of one document


def feeds(items: int) -> list[str]:
    return [f"https://news.example/feed{n}" for n in range(0, items, A_FEED)]


def title(number: int) -> str:
    """Never «404» alone: a page of that name is one that is not there."""
    return f"Подія {number + 10_000} у Вербосіллі"


def web(items: int) -> FakeDoor:
    pages = {f"https://news.example/n{n}": page(title(n), TEXT.format(n=n)) for n in range(items)}
    for url in feeds(items):
        first = int(url.rpartition("feed")[2])
        rows = [(f"n{n}", title(n), "Так.") for n in range(first, min(items, first + A_FEED))]
        pages[url] = feed(*rows)
    return FakeDoor(dict(pages))


def reading(real: Callable[[Task], object], poison: set[str]) -> Callable[[Task], object]:
    def read_page(task: Task) -> object:
        if task.pending.entry.url in poison:
            return read.Unreadable(error="ValueError: poison", trace="Traceback\nValueError: poison")
        return real(task)

    return read_page


def run(tmp_path: Path, items: int, monkeypatch: pytest.MonkeyPatch) -> None:
    every = max(1, items // 100)
    poison = {f"https://news.example/n{n}" for n in range(0, items, 100)}
    assert len(poison) == every
    real = read.read_page
    monkeypatch.setattr(read, "read_page", reading(real, poison))
    at = desk(tmp_path, web(items), config(tmp_path, *feeds(items)))
    report = pipeline.run(at)
    assert len(report.bugs) == len(poison), "every one is told, with its traceback"
    counts = at.store.counts()
    assert (counts["entries done"], counts["entries quarantine"]) == (items - every, every)
    waiting = [clip for clip in at.store.clips() if clip.article.quarantine]
    assert {clip.article.url for clip in waiting} == poison, "kept with what the feed said of them"
    monkeypatch.setattr(read, "read_page", real)
    for url in poison:
        assert not pipeline.add(at, url).failed
    assert at.store.counts()["entries done"] == items
    assert not [clip for clip in at.store.clips() if clip.article.quarantine]
    at.store.close()


def test_one_in_a_hundred(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run(tmp_path, 100, monkeypatch)


@pytest.mark.torture
def test_a_hundred_in_ten_thousand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run(tmp_path, 10_000, monkeypatch)


class Poisoned(FakeDecider):
    """Breaks on one text."""

    def classify(self, article: Article, outlet: Outlet) -> Classification:
        if "номер 3," in article.text:
            raise ZeroDivisionError("poison")
        return super().classify(article, outlet)


def test_a_text_the_classifiers_break_on_is_for_a_person(tmp_path: Path) -> None:
    at: Desk = replace(desk(tmp_path, web(10), config(tmp_path, *feeds(10))), decider=Poisoned)
    report = pipeline.run(at)
    assert len(report.bugs) == 1
    flagged = [clip for clip in at.store.clips() if clip.flags]
    assert [clip.article.title for clip in flagged] == [title(3)]
    assert len(at.store.clips()) == 10
    at.store.close()
