"""What a Telegram preview and a YouTube channel's feed look like. Pure; the texts are the city's."""

from __future__ import annotations

from datetime import UTC, datetime
from hashlib import blake2b
from html import escape

from monitor.demo.city import Piece, Published
from monitor.demo.pages import linked, plain

CHANNEL = "UCdemoTykhorichenskRika0"


def telegram(outlet: Published, shown: tuple[Piece, ...], now: datetime) -> dict[str, str]:
    """The preview's newest page and every earlier one, by `before`."""
    pages = {}
    posts = sorted(shown, key=lambda piece: piece.number, reverse=True)
    before = None
    while True:
        part = [piece for piece in posts if before is None or piece.number < before][: outlet.recent]
        oldest = part[-1].number if part else 0
        more = oldest if any(piece.number < oldest for piece in posts) else None
        pages[outlet.entry + (f"?before={before}" if before else "")] = _preview(outlet, part[::-1], more, now)
        if more is None:
            return pages
        before = more


def _preview(outlet: Published, part: list[Piece], more: int | None, now: datetime) -> str:
    name = outlet.entry.rpartition("/")[2]
    back = (
        f'<div class="tgme_widget_message_centered js-messages_more_wrap"><a href="{outlet.entry}?before={more}" '
        f'class="tme_messages_more js-messages_more" data-before="{more}"></a></div>'
        if more
        else ""
    )
    posts = "\n".join(_post(outlet, name, piece, now) for piece in part)
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{escape(outlet.name)} – Telegram</title></head>'
        '<body class="widget_frame_base tgme_webpreview"><div class="tgme_channel_info">'
        f'<div class="tgme_channel_info_header_title"><span>{escape(outlet.name)}</span></div></div>'
        f'<main class="tgme_main" data-url="{outlet.entry}"><section class="tgme_channel_history js-message_history">'
        f"{back}\n{posts}\n</section></main></body></html>"
    )


def _post(outlet: Published, name: str, piece: Piece, now: datetime) -> str:
    words = [f"<b>{escape(piece.title)}</b>"] if piece.title else []
    words += [linked(paragraph) for paragraph in piece.text_at(now)]
    edited = "edited " if piece.changed_at(now) != piece.at else ""
    return (
        '<div class="tgme_widget_message_wrap js-widget_message_wrap"><div class="tgme_widget_message '
        f'text_not_supported_wrap js-widget_message" data-post="{name}/{piece.number}">'
        '<div class="tgme_widget_message_bubble"><div class="tgme_widget_message_author">'
        f'<a class="tgme_widget_message_owner_name" href="https://t.me/{name}"><span>{escape(outlet.name)}</span></a></div>'
        f'<div class="tgme_widget_message_text js-message_text" dir="auto">{"<br/><br/>".join(words)}</div>'
        '<div class="tgme_widget_message_footer compact js-message_footer"><div class="tgme_widget_message_info short">'
        f'<span class="tgme_widget_message_views">{piece.number * 37 % 900 + 800}</span>'
        f'<span class="tgme_widget_message_meta">{edited}<a class="tgme_widget_message_date" '
        f'href="https://t.me/{name}/{piece.number}"><time datetime="{piece.at.astimezone(UTC).isoformat()}" '
        f'class="time">{piece.at:%H:%M}</time></a></span></div></div></div></div></div>'
    )


def video(piece: Piece) -> str:
    """The invented 11 letters of a video's address."""
    return blake2b(piece.id.encode(), digest_size=6).hexdigest()[:11]


def youtube(outlet: Published, shown: tuple[Piece, ...]) -> str:
    rows = "\n".join(
        f"<entry><id>yt:video:{video(piece)}</id><yt:videoId>{video(piece)}</yt:videoId>"
        f"<yt:channelId>{CHANNEL}</yt:channelId><title>{escape(piece.title)}</title>"
        f'<link rel="alternate" href="https://www.youtube.com/watch?v={video(piece)}"/>'
        f"<author><name>{escape(outlet.name)}</name></author><published>{piece.at.isoformat()}</published>"
        f"<updated>{piece.at.isoformat()}</updated><media:group><media:title>{escape(piece.title)}</media:title>"
        f"<media:description>{escape(chr(10).join(plain(words) for words in piece.paragraphs))}</media:description>"
        f'<media:community><media:statistics views="{piece.number * 53 + 120}"/></media:community>'
        "</media:group></entry>"
        for piece in shown
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns:yt="http://www.youtube.com/xml/schemas/2015" '
        'xmlns:media="http://search.yahoo.com/mrss/" xmlns="http://www.w3.org/2005/Atom">'
        f"<id>yt:channel:{CHANNEL[2:]}</id><title>{escape(outlet.name)}</title>\n{rows}\n</feed>"
    )
