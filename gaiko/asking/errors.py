"""Why a question is not answered."""

from __future__ import annotations

from graph.errors import GaikoError


class Declined(GaikoError):
    """A question that is not answered: ``reason`` is a key of messages.yaml, ``about`` what it is about.

    ``nearest`` are names or questions to try.
    """

    def __init__(self, reason: str, about: str = "", nearest: list[str] | None = None) -> None:
        self.reason, self.about, self.nearest = reason, about, nearest or []
        super().__init__(f"{reason}: {about}" if about else reason)
