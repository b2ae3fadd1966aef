"""The forms in which commands write what they found, the one for people first.

They stand apart from the code that writes them, so that the command line can name them before it loads any of it.
"""

ANSWERS = ("table", "csv", "json", "turtle")
"""Of a query: CSV and JSON are those of SPARQL 1.1, a table of triples is Turtle."""

NETWORKS = ("table", "json", "graphml")
ISSUES = ("table", "csv", "json", "html")
DIFFERENCES = ("table", "csv", "json")
TRENDS = ("table", "csv", "json", "svg")
NAMES = ("table", "csv")
"""Of what names became."""

READINGS = ("text", "json")
"""Of a report as it was read."""
