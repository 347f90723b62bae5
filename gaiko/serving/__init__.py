"""A read-only server over one graph: HTTP with OpenAPI pages, and the same functions as MCP tools.

Comes in: a graph and limits. Goes out: a FastAPI application. Nothing here writes, and the only statements
of a caller that run have passed the guard.
"""

from __future__ import annotations

from gaiko.serving.app import create_app
from gaiko.serving.limits import Limits

__all__ = ["Limits", "create_app"]
