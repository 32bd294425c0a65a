"""Articles -> stories: one event, many articles; who wrote it first, who copied, what became of our release.

Pure and stateless: the same set of articles gives the same stories in any order of arrival. Refuses to merge on
likeness of wording alone where the facts of two texts (place, number, day) part.
"""

from digests.stories.filed import Decision, Filed, Grouping, placed
from digests.stories.grouping import group
from digests.stories.home import names_of
from digests.stories.regrouping import regroup

__all__ = ["Decision", "Filed", "Grouping", "group", "names_of", "placed", "regroup"]
