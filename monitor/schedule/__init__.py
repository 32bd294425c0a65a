"""The unattended service: a clock that only ticks; what is due is decided from the database by pure functions.

Collects, builds and sends through monitor.pipeline. Keeps nothing in memory that a restart would miss.
"""

from monitor.schedule.heartbeat import Beat, is_well, read_beat
from monitor.schedule.service import Service

__all__ = ["Beat", "Service", "is_well", "read_beat"]
