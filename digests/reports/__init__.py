"""The department's figures: year series, the sentences that carry them, and a reader that finds contradictions."""
