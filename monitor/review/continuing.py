"""What «продовження» means of one clip: the issue it is continued from, or a Ukrainian sentence why none. Pure."""

from __future__ import annotations

from collections.abc import Mapping

NO = "no"
YES = "yes"  # where there is but one kind of issue to mean


def understood(text: str) -> str:
    """A cell, an argument or a form's choice -> words: `no`, `yes`, kinds of issue, names of issues, each once."""
    words = {"ні": NO, "-": NO, "так": YES, "+": YES}
    given = (word.strip(".") for word in text.lower().replace(",", " ").replace(";", " ").split())
    return " ".join(dict.fromkeys(words.get(word, word) for word in given if word))


def pending(value: str, stood: Mapping[str, str]) -> str:
    """What of a mark no issue has taken yet: the words of `value` that are still the clip's last issues."""
    return " ".join(word for word in value.split() if word in stood.values())


def resolved(asked: str, stood: Mapping[str, str], *, counted_as: str = "", left_out: bool = False) -> tuple[str, str]:
    """(the value as it is stored, "") or ("", why not).

    `stood`: kind -> the last approved issue that counted the clip; `counted_as`: the clip that this text was counted
    with, in its other language; `left_out`: a person keeps it out of all issues.
    """
    if asked == NO:
        return NO, ""
    if {NO, YES} & set(asked.split()) and asked != YES:
        return "", "Напишіть щось одне: «так», «ні» або види випусків."
    if counted_as:
        return "", f"Цей текст пораховано разом із його перекладом ({counted_as}): позначте той матеріал."
    if not stood:
        return "", "Матеріал ще не виходив у жодному випуску: щоб він вийшов, досить рішення «до огляду» – «так»."
    if left_out:
        return "", "Матеріал вилучено рішенням «до огляду» – «ні»: спершу скасуйте його."
    if asked == YES:
        if len(stood) > 1:
            return "", f"Матеріал виходив у випусках різних видів ({', '.join(sorted(stood))}): напишіть, у якому далі."
        return next(iter(stood.values())), ""
    for word in asked.split():
        if trouble := _trouble(word, stood):
            return "", trouble
    return " ".join(sorted({stood[word.partition("/")[0]] for word in asked.split()})), ""


def _trouble(word: str, stood: Mapping[str, str]) -> str:
    kind = word.partition("/")[0]
    if kind not in stood:
        return (
            f"У випусках виду «{kind[:60]}» матеріал ще не виходив (виходив: {', '.join(sorted(stood.values()))}): "
            "щоб він вийшов там уперше, досить рішення «до огляду» – «так»."
        )
    if word not in (kind, stood[kind]):
        return f"Востаннє матеріал виходив у випуску {stood[kind]}, а не «{word[:60]}»: продовжити можна лише його."
    return ""
