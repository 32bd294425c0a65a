"""What the project knows of Ukrainian and Russian: lemmas, names, numerals. Pure; shared by classifiers and digests."""

from monitor.language.lemmas import lemmas
from monitor.language.names import forms, inflect, word_forms
from monitor.language.phrases import Phrase, Phrases, Span, exact, find, outermost, phrase
from monitor.language.tokens import lemma_text, tokens
from monitor.language.words import Token, normal

__all__ = [
    "Phrase",
    "Phrases",
    "Span",
    "Token",
    "exact",
    "find",
    "forms",
    "inflect",
    "lemma_text",
    "lemmas",
    "normal",
    "outermost",
    "phrase",
    "tokens",
    "word_forms",
]
