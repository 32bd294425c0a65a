"""Sentences one outlet prints under article after article: they are nobody's news and match nothing. Pure.

The lexicon of `furniture` knows what such lines say everywhere; this knows what they say in the window at hand. A
sentence that many outlets share is not boilerplate: that is how a release travels.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from digests.stories.reading import Reading

REPEATED = 3  # articles of one outlet; an edited version and its like make two


def without_boilerplate(readings: Sequence[Reading]) -> list[Reading]:
    """The readings without the sentences any outlet of the window repeats."""
    printed = Counter(
        (reading.filed.outlet.id, sentence) for reading in readings for sentence in set(reading.sentences)
    )
    repeated = {sentence for (_, sentence), count in printed.items() if count >= REPEATED}
    if not repeated:
        return list(readings)
    return [
        replace(reading, sentences=tuple(sentence for sentence in reading.sentences if sentence not in repeated))
        if any(sentence in repeated for sentence in reading.sentences)
        else reading
        for reading in readings
    ]
