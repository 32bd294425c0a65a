"""Digests to bytes: mail, page, text, DOCX, CSV. Every value is cleaned and escaped here; nothing is fetched."""
