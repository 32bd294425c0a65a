"""Searches that a text is spared for want of a stem lose nothing: thousands of texts read with and without."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from classifiers.citation import glue
from classifiers.citation.sources import _ADDRESS, _HANDLE, addresses, handles
from classifiers.place import reading
from classifiers.topic import samples

MADE = [
    "Рішення ухвалили. Останні події: дощ.",
    "Текст.\nВас може зацікавити: погода",
    "Текст.\nВас может заинтересовать: погода",
    "Текст.\nПо темі: погода",
    "Текст. \nПопулярне: погода 10:15",
    "Новости города и района: дождь",
    "Читай також: про воду\nДалі",
    "* Смотрите также: о воде",
    "Зам. голови та в. о. мера, И.о. мэра, т. в. о. міського голови",
    "Заст. мера, НАЧ. управління, деп. ради",
    "На t.me/tykhohir, www.rada.example, rada.example, RADA.COM, https://x",
    "Пишіть @tykhohir_rada або на пошту rada@tykhohir.example",
    "Новини Тихогору: дощ",
    "Було так. Читайте ще: про воду",
    "Було так. Детальніше читайте тут",
    "Було так. За темою: вода",
    "Было так. Читать также: вода",
    "Наші чати: вода",
    "Чати читачів тут",
]


@pytest.fixture(scope="module")
def texts() -> list[str]:
    return [*MADE, *(f"{sample.title}\n\n{sample.text}" for sample in samples.packaged())]


def _acting(text: str) -> str:
    found = glue._ACTING.sub(lambda m: "врио".ljust(len(m.group())), text)
    return glue._SHORTENED.sub(r"\1 ", found)


def _glued(text: str) -> bool:
    return glue._ALSO.search(text) is not None or glue._LIST.search(text) is not None


def _sidebar(line: str) -> bool:
    return any(reading._is_heading(found) for found in reading._SIDEBAR.finditer(line))


# What the sparing function makes of a text, what the searches alone make of it.
CASES: dict[str, tuple[Callable[[str], object], Callable[[str], object]]] = {
    "addresses": (
        lambda text: [start for start, _, _ in addresses(text)],
        lambda text: [found.start() for found in _ADDRESS.finditer(text)],
    ),
    "handles": (
        lambda text: [start for start, _, _ in handles(text)],
        lambda text: [found.start() for found in _HANDLE.finditer(text)],
    ),
    "acting": (
        lambda text: glue.acting(text) if "\u2139" not in text and "інф." not in text else _acting(text),
        _acting,
    ),
    "glue": (lambda text: _glued(text) and any(s in text.lower() for s in glue._LISTED), _glued),
    "sidebars": (
        lambda text: [reading._cut(line)[1] for line in text.splitlines()],
        lambda text: [_sidebar(line) for line in text.splitlines()],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_no_search_is_spared_wrongly(name: str, texts: list[str]) -> None:
    spared, searched = CASES[name]
    found = [searched(text) for text in texts]
    assert [spared(text) for text in texts] == found
    assert any(found[: len(MADE)])
