"""The list of items: filters, search by words in any form, page by page, one-key decisions. Changes nothing itself."""

from __future__ import annotations

from starlette.responses import Response

from monitor.dates import kyiv_day
from monitor.language import numerals
from monitor.store.catalogue import DIRECT
from monitor.web.ask import Ask, Entry, Section, page
from monitor.web.listing import ORDERS, SHOWN, SIZES, UNSURE, asked
from monitor.web.paging import Pager


def index(ask: Ask) -> Response:
    store = ask.office.store
    outlets = store.outlets()
    choice = asked(ask.query, kyiv_day(ask.now), outlets)
    wanted = choice.filter(outlets)
    seen = store.opinions.mark()  # before the rows are read: what is decided in between counts as unseen
    total = store.catalogue.count(wanted)
    pager = Pager.of(ask.number("page", 1), total, choice.size, f"/items?{choice.query}")
    ids = store.catalogue.ids(wanted, order=choice.order, limit=choice.size, offset=pager.offset)
    clips = {clip.article.id: clip for clip in store.clips(articles=ids, relevance=None)}
    return ask.render(
        "items.html",
        choice=choice,
        total=numerals.count(total, numerals.MATERIAL),
        pager=pager,
        clips=[clips[name] for name in ids if name in clips],
        seen=seen,
        back=pager.url(pager.page),
        outlets=sorted(
            ((outlet.id, outlet.name) for outlet in outlets.values() if not outlet.official), key=lambda pair: pair[1]
        ),
        shown=SHOWN,
        orders=ORDERS,
        sizes=SIZES,
        unsure=UNSURE,
        direct=DIRECT,
        may_decide=ask.person.may("analyst"),
        is_narrowed=bool(choice.level or choice.citation or choice.tone or choice.language),
    )


section = Section(routes=(page("/items", index),), menu=(Entry(rank=20, path="/items", text="Матеріали"),))
