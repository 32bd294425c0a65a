"""The analyst's round trip: flagged clips out as a table, decisions back in. Pure: rows in, rows and plans out."""

from monitor.review.sheet import COLUMNS, rows
from monitor.review.taking import Change, Conflict, Rejected, Taken, take

__all__ = ["COLUMNS", "Change", "Conflict", "Rejected", "Taken", "rows", "take"]
