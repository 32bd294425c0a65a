"""What an operator must know before it is too late: every check a line, and every trouble with what to do about it.

Refuses to repair anything: it looks.
"""

from monitor.doctor.asked import asked
from monitor.doctor.finding import Finding, State, collect
from monitor.doctor.folder import check_folder
from monitor.doctor.stored import check_store
from monitor.doctor.world import Outside, check_world

__all__ = ["Finding", "Outside", "State", "asked", "check_folder", "check_store", "check_world", "collect"]
