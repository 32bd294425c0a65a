"""Searches that a text is spared for want of a stem lose nothing: thousands of texts read with and without."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from classifiers.citation import CitationClassifier, channels, cues, glue, load
from classifiers.citation.reading import Reading, read
from classifiers.citation.sources import _ADDRESS, _HANDLE, addresses, handles
from classifiers.citation.towns import OWN
from classifiers.place import reading
from classifiers.topic import samples
from monitor.model import Institution, Named, Official, Place
from tests.test_place import article, outlet

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
    "По теме: вода 10:15",
    "Новости города: дождь 10:15",
]


@pytest.fixture(scope="module")
def texts() -> list[str]:
    return [*MADE, *(f"{sample.title}\n\n{sample.text}" for sample in samples.packaged())]


def _acting(text: str) -> str:
    found = glue._ACTING.sub(lambda m: "врио".ljust(len(m.group())), text)
    return glue._SHORTENED.sub(r"\1 ", found)


def _glued(text: str) -> bool:
    return glue._ALSO.search(text) is not None or glue._LIST.search(text) is not None


def _blotted(text: str, *, spared: bool) -> str:
    """What is left of a text of which something was blotted out; empty where nothing was."""
    with pytest.MonkeyPatch.context() as patch:
        if not spared:
            patch.setattr(glue, "_LISTED", ("",))  # stands in every text
        found = glue.blot(text)
    return found if found != text else ""


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
    "blot": (lambda text: _blotted(text, spared=True), lambda text: _blotted(text, spared=False)),
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


# --- words that cannot name a source -------------------------------------------------------------------------------

EACH = 30  # of the packaged texts one in so many is read
# Each has one cue alone.
LONE = [
    "Міський голова Ніжина Остап Зореслав упевнений, що міст стоятиме сто років.",
    "В управлінні культури Ніжинської міської ради значиться тридцять бібліотек.",
    "Інформвідділ Ніжинської міської ради дарує книжки.",
]


@pytest.fixture(scope="module")
def some() -> list[tuple[str, str]]:
    """(title, text)"""
    packaged = list(samples.packaged())[::EACH]
    return [*(("Новини", text) for text in LONE), *((sample.title, sample.text) for sample in packaged)]


@pytest.fixture(scope="module")
def classifier() -> CitationClassifier:
    """For the town that the texts name oftenest; its people are invented."""
    place = Place(id="p", name="Ніжин", russian="Нежин", region="Чернігівська область", settlements=())
    mayor = Official(name="Остап Зореслав", role="міський голова")
    names, sites = (Named(name="Ніжинська міська рада"),), (Named(name="nizhyn-rada.example"),)
    return load(place, Institution(names=names, officials=(mayor,), sites=sites))


@pytest.fixture(scope="module")
def readings(some: list[tuple[str, str]]) -> list[Reading]:
    return [read(f"{title}\n\n{text}") for title, text in some]


def test_no_sentence_or_word_without_a_cue_names_a_source(
    some: list[tuple[str, str]], classifier: CitationClassifier
) -> None:
    def found() -> list[object]:
        return [classifier.classify(article(title, text), outlet()) for title, text in some]

    spared = found()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cues, "_telling", lambda reading: [True] * len(reading.words))
        patch.setattr(cues, "_broken", lambda gaps: True)
        assert found() == spared


def _cue(reading: Reading, first: int, last: int) -> str | None:
    """As channels._cue, of sentences without any of its heads too."""
    found = 0
    for word in reading.words[first:last]:
        found |= channels._of_form(word.lemmas)
    if found & channels._SITE and found & channels._WHOSE:
        return "page"
    return "desk" if found & channels._UNIT and found & channels._PRESS else None


def test_no_sentence_without_a_head_has_a_channel(readings: list[Reading]) -> None:
    spans = [(one, *span) for one in readings for span in zip(one.starts, one.starts[1:], strict=False)]
    expected = [_cue(*span) for span in spans]
    assert [channels._cue(*span) for span in spans] == expected
    assert {"page", "desk", None} <= set(expected)


def test_no_town_is_missed(readings: list[Reading], classifier: CitationClassifier) -> None:
    towns = classifier.voices.towns
    # Another town's adjective in small letters says whose a mention is and counts for nothing around it.
    expected = [
        tuple(
            (i, town)
            for i, token in enumerate(one.tokens)
            if (town := towns.at(one, i)) is not None and (town == OWN or token.text[:1].isupper())
        )
        for one in readings
    ]
    assert [towns.named(one) for one in readings] == expected
    assert sum(map(len, expected)) > EACH
