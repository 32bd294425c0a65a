"""Pure: which lines of a robots.txt are meant for us (RFC 9309, 2.2.1). Judges no path.

The groups are chosen here and only ours are handed to protego, which matches paths: protego takes the group `ohl` for
`ohliad`, misses `ohliad/1.0`, and lets Crawl-delay end a group, all against the RFC.
"""

from __future__ import annotations

import re
from urllib.parse import quote

_PRODUCT = re.compile(r"[a-z_-]+")
_LINE_ENDS = re.compile("[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_AGENT = frozenset({"user-agent", "useragent", "user agent"})
_RULE = {"allow": "Allow", "disallow": "Disallow"} | dict.fromkeys(("dissallow", "dissalow", "disalow"), "Disallow")
_DELAY = frozenset({"crawl-delay", "crawl delay", "crawldelay"})


def product(user_agent: str) -> str:
    """The product token of a User-Agent header or of a robots.txt group, in lower case; * for every robot."""
    if user_agent.split(maxsplit=1)[:1] == ["*"]:
        return "*"
    match = _PRODUCT.match(user_agent.strip().lower())
    return match.group() if match else ""


def rules_for(text: str, agent: str) -> str:
    """The rules of all groups that name `agent`, else of all groups for *, as one group for every robot.

    Allow and Disallow belong to all agents named just before; blank and unknown lines end nothing.
    """
    rules: dict[str, list[str]] = {}
    named: list[str] = []
    ruled = False
    for line in re.split(r"\r\n|\r|\n", text):
        key, colon, value = (part.strip() for part in line.partition("#")[0].partition(":"))
        field = key.lower() if colon else ""
        if field in _AGENT:
            named = [] if ruled else named
            ruled = False
            named.append(product(value))
            rules.setdefault(named[-1], [])
        elif field in _RULE:
            ruled = True
            for name in named:
                rules[name].append(f"{_RULE[field]}: {_exact(value)}")
        elif field in _DELAY:
            for name in named:
                rules[name].append(f"Crawl-delay: {value}")
    return "\n".join(["User-agent: *", *rules.get(agent, rules.get("*", []))])


def _exact(pattern: str) -> str:
    """The same pattern in a form to which protego adds nothing.

    It reads an allowed index.html as an allowed folder, and ends lines where Python does.
    """
    pattern = _LINE_ENDS.sub(lambda match: quote(match.group()), pattern)
    return pattern + "*" if pattern.endswith("/index.html") else pattern
