"""How documents leave: by mail or into a folder. Each way is one function or small dataclass; none keeps a record."""
