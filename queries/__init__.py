"""Questions to a store, and what is shown of the answers: rows, pages and exports."""
