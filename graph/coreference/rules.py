"""The figures and words of ``rules.yaml``, which give each its reason."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import msgspec
import yaml


class Around(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Days before and after the publication in which an undated act can lie."""

    before: int
    after: int


class Rules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """When two reports may tell of one act; ``lasts``, ``soon`` and ``copied_within`` in days."""

    lasts: dict[str, int]
    undated: dict[str, Around]
    soon: int
    similar: float
    clearly: float
    copied: float
    copied_within: int
    agencies: dict[str, list[str]]


@cache
def load_rules() -> Rules:
    """Return the rules of coreference.

    >>> load_rules().lasts["VISITED"]
    3
    """
    text = Path(__file__).with_name("rules.yaml").read_text(encoding="utf-8")
    return msgspec.convert(yaml.safe_load(text), Rules)
