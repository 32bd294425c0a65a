"""A page's HTML as trees, lines of text and structured data. Pure; decides nothing about articles or dates."""

from monitor.markup.blocks import Block, blocks, hidden
from monitor.markup.places import beside, is_aside
from monitor.markup.structured import Structured, structured
from monitor.markup.tree import Element, parse_html, tokens

__all__ = [
    "Block",
    "Element",
    "Structured",
    "beside",
    "blocks",
    "hidden",
    "is_aside",
    "parse_html",
    "structured",
    "tokens",
]
