"""Sentences one outlet prints under article after article: they are nobody's news and match nothing. Pure.

The lexicon of `furniture` knows what such lines say everywhere; this knows what they say in the window at hand. A
sentence that many outlets share is not boilerplate: that is how a release travels.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from digests.stories.reading import Reading, Sentence

REPEATED = 3  # articles of one outlet; an edited version and its like make two


def without_boilerplate(readings: Sequence[Reading]) -> list[Reading]:
    """The readings without the sentences any outlet of the window repeats."""
    printed = Counter(
        (reading.filed.outlet.id, sentence) for reading in readings for sentence in set(reading.sentences)
    )
    repeated = {sentence for (_, sentence), count in printed.items() if count >= REPEATED}
    return [_stripped(reading, repeated) for reading in readings] if repeated else list(readings)


def _stripped(reading: Reading, repeated: set[Sentence]) -> Reading:
    kept = tuple(sentence for sentence in reading.sentences if sentence not in repeated)
    # An outlet that prints a whole text again and again repeats news, not boilerplate.
    if len(kept) == len(reading.sentences) or len(kept) * 2 < len(reading.sentences):
        return reading
    return replace(reading, sentences=kept)
