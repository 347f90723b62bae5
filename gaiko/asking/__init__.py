"""Questions in plain Japanese and English: read with the project's lexicons, answered by ``queries.asking``.

Comes in: a text, and the question before it. Goes out: an ``Answer``; one that is declined says why and what
is nearest. No language model is asked, and none is loaded.
"""

from __future__ import annotations

from gaiko.asking.asker import Asker

__all__ = ["Asker"]
