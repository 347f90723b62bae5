"""Which texts are worth a component's work."""

from __future__ import annotations

from collections.abc import Callable

Choice = Callable[[str], bool]


def always(_: str) -> bool:
    """Every text is."""
    return True
