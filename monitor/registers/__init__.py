"""What a department keeps by hand: organisations, contracts, requests, its calendar and diary. Nouns and rules, pure.

Stores nothing, fetches nothing and knows no product: figures and lists are made of these in monitor.pipeline.registers.
"""
