"""What the project knows of Ukrainian and Russian: lemmas, names, numerals. Pure; shared by classifiers and digests."""
