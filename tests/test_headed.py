"""How a post without a headline goes by its first sentence."""

from __future__ import annotations

import pytest

from monitor.text import headed

CASES = {
    "its stop is dropped": ("Завтра школу закриють на карантин. Деталі згодом.", "Завтра школу закриють на карантин"),
    "an ellipsis is kept": ("Світла немає у всьому місті... Ремонтники працюють.", "Світла немає у всьому місті..."),
    "an abbreviation keeps its dot": ("Збір біля пам’ятника о 18 год.", "Збір біля пам’ятника о 18 год."),
    "a question": ("Де поділися наші лавки?", "Де поділися наші лавки?"),
    "one shout names nothing": ("Увага! На мосту ремонт, їдьте в об’їзд.", "На мосту ремонт, їдьте в об’їзд"),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_a_post_goes_by_its_first_sentence(text: str, expected: str) -> None:
    assert headed("", text, 90) == expected
