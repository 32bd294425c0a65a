"""Words of villages and of crossings that more than one classifier goes by. Pure; each adds what it alone needs."""

from __future__ import annotations

# Of a village's council, head or community: a city's is «міська», and its name says so or nothing.
RURAL = frozenset("сільський сельский селищний поселковый".split())
# What leads over water: before «через» and a name they say that the name is a river's, not a town's.
BRIDGES = frozenset("міст мост місток мостик переправа кладка".split())
