"""The only door to the web: address guard, redirects, robots, pace, conditional GET, retries and limits.

Refuses cookies, credentials, proxies, addresses that are not public, and any body that is not whole.
"""

from monitor.fetch.fetcher import Fetcher
from monitor.fetch.reasons import reason_uk
from monitor.fetch.settings import FetchSettings

__all__ = ["FetchSettings", "Fetcher", "reason_uk"]
