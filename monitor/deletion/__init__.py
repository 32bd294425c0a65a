"""Deletion on demand and by age (promise 47): text, index, archive, issues, files and logs; the counts stay.

Order that survives a crash: the new names of archive files are noted, the files are written beside the old ones and
synced, one transaction buries the rows and switches every row to the new files, then the old files go. What a crash
leaves is taken back or finished by `settle` at the next start. Nothing here keeps a word of what was deleted.
"""

from monitor.deletion.backups import reapply, rewrite
from monitor.deletion.forgetting import expire, forget, look
from monitor.deletion.incoming import Kept, kept
from monitor.deletion.orders import Choice, Gone, NothingStored, Seen, Signed
from monitor.deletion.person import Name, name
from monitor.deletion.upkeep import LIST, read_list, settle, write_list

__all__ = [
    "LIST",
    "Choice",
    "Gone",
    "Kept",
    "Name",
    "NothingStored",
    "Seen",
    "Signed",
    "expire",
    "forget",
    "kept",
    "look",
    "name",
    "read_list",
    "reapply",
    "rewrite",
    "settle",
    "write_list",
]
