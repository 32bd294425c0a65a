"""Forms of the products: Jinja for mail and page, DOCX for Word, and the script that writes the latter."""
