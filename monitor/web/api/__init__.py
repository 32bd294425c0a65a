"""The same as the pages, for programs: shapes that are declared once, checked on the way in, shown in OpenAPI."""
