"""What a noun phrase that can name a source is. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from classifiers.citation.grammar import Gram
from classifiers.citation.lexicon import SPEAKER, Sort

CASES = Gram.NOMN | Gram.GENT | Gram.DATV | Gram.ACCS | Gram.ABLT | Gram.LOCT
NUMBERS = Gram.SINGULAR | Gram.PLURAL
CERTAIN_NAME = Gram.NAME | Gram.SURN | Gram.PATR


@dataclass(frozen=True, slots=True)
class Mention:
    """Words first..last-1. `head` is the noun that rules them, `cases` what its form allows.

    `sort` is what the head is, `owner` what the words hanging on it are; `name` says that a person's name ends it.
    """

    first: int
    last: int
    head: int
    cases: int  # of Gram
    sort: int  # of Sort
    owner: int
    name: tuple[int, int] | None = None
    proper: bool = False  # a quoted or foreign name alone
    quoted: bool = False  # a name in quotation marks hangs on the head

    @property
    def speaker(self) -> bool:
        """Can it be a source by its words alone?"""
        return bool(self.sort & SPEAKER) or self.name is not None or self.proper

    @property
    def sure_subject(self) -> bool:
        """Is it a person, or a body in a form that is no object's («рада», not «управління»)?"""
        if not self.cases & Gram.NOMN:
            return False
        return bool(
            self.name or self.sort & (Sort.ROLE | Sort.PERSON) or (self.sort & Sort.BODY and not self.cases & Gram.ACCS)
        )
