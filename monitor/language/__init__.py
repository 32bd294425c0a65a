"""What the project knows of Ukrainian and Russian: lemmas, names, numerals. Pure; shared by classifiers and digests."""

from monitor.language.derive import adjectives, attributive_forms, people_forms, surroundings
from monitor.language.gazetteer import Settlement, is_city, is_settlement, locate, settlements
from monitor.language.lemmas import grammemes, lemmas
from monitor.language.names import forms, inflect, word_forms
from monitor.language.phrases import Phrase, Phrases, Span, exact, find, outermost, phrase
from monitor.language.russian import russian_name, russian_names
from monitor.language.tokens import lemma_text, tokens
from monitor.language.words import Token, normal

__all__ = [
    "Phrase",
    "Phrases",
    "Settlement",
    "Span",
    "Token",
    "adjectives",
    "attributive_forms",
    "exact",
    "find",
    "forms",
    "grammemes",
    "inflect",
    "is_city",
    "is_settlement",
    "lemma_text",
    "lemmas",
    "locate",
    "normal",
    "outermost",
    "people_forms",
    "phrase",
    "russian_name",
    "russian_names",
    "settlements",
    "surroundings",
    "tokens",
    "word_forms",
]
