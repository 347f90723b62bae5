"""The graph: its model, its ontology, its stores and how facts become nodes and edges."""
