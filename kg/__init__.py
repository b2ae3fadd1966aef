"""Reportgraph: humanitarian reports in, a knowledge graph with evidence for every fact out."""
