"""Verdicts to documents: stories, briefs, numbered issues, renderers and reports. Quotes; never writes news itself."""
