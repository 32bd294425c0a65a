"""A page or an entry to an Article: headline, byline, paragraphs, links, pictures, language, date with provenance.

Pure: bytes in, a frozen Article out. Never fetches, never invents or reorders text.
"""

from monitor import versions
from monitor.extract.article import article
from monitor.extract.printed import from_pdf
from monitor.versions import difference, is_changed

__all__ = ["article", "difference", "from_pdf", "is_changed", "versions"]
