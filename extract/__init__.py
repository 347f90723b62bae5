"""Japanese text to facts: reading, mentions, linking, clauses and events. Knows no database."""
