"""The analyst's round trip and decisions: flagged clips out as a table, decisions back in through one door, what they
tell about the program. Rows and figures are computed by pure modules; decision.py and bringing.py alone write.
"""

from monitor.review.sheet import COLUMNS, rows
from monitor.review.taking import Asked, Rejected, Taken, take

__all__ = ["COLUMNS", "Asked", "Rejected", "Taken", "rows", "take"]
