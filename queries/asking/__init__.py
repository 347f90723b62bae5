"""Questions of a small closed form, their statements and their answers.

Comes in: a ``Question``, from whatever language it was read. Goes out: an ``Answer`` with rows,
evidence, the statement that ran and a sentence. How a text becomes a ``Question`` is not here.
"""

from __future__ import annotations

from queries.asking.answers import Answer, answer_question
from queries.asking.question import Asked, Party, Place, Question

__all__ = ["Answer", "Asked", "Party", "Place", "Question", "answer_question"]
