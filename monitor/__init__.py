"""Ohliad watches the press about a Ukrainian city.

The road of one item, in eight steps (monitor.pipeline is the only module that knows their order):

1. due      plan.due names the sources to visit now
2. collect  collectors turn a source's document into entries; plan decides which are new
3. fetch    fetch.py, the only door to the web, brings each new entry's page
4. archive  the page goes into a daily WARC file before anything refers to it
5. extract  extract.article makes an Article of headline, paragraphs, language and a dated origin
6. classify classifiers decide place, topic, citation and tone, each with reason and evidence
7. group    digests.stories joins articles into stories and names originals, reprints and updates
8. brief    digests build, number, render and deliver the issues
"""

__version__ = "0.1.0"
