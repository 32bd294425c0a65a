"""The template environment: every variable is escaped, every name must exist, nothing is marked as safe."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from monitor.judgement import FIELDS
from monitor.model import TOPICS
from monitor.review.words import WORDS
from monitor.web import notes, wording
from monitor.web.people import ROLE_WORDS

FOLDER = Path(__file__).parent / "templates"


def environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    for filter_ in (
        wording.when,
        wording.moment,
        wording.appeared,
        wording.day,
        wording.spoken,
        wording.corrected,
        wording.stamped,
        wording.plural,
        wording.thousands,
        wording.superseded,
        wording.percent,
        wording.title,
        wording.line,
        wording.lines,
        wording.outward,
        wording.tongue,
        wording.issued,
        wording.approver,
        notes.ukrainian,
    ):
        made.filters["headline" if filter_ is wording.title else filter_.__name__] = filter_
    made.globals.update(
        FIELDS=wording.FIELDS,
        LEVELS=wording.LEVELS,
        KINDS=wording.KINDS,
        LANGUAGES=wording.LANGUAGES,
        RELATIONS=wording.RELATIONS,
        WORDS=WORDS,
        TOPICS=TOPICS,
        LEGAL=FIELDS,
        ROLES=ROLE_WORDS,
    )
    return made
