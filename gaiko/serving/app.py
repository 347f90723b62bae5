"""The HTTP application: routes with OpenAPI pages, the MCP endpoint, and who may call how often.

Comes in: a graph, limits, a token. Goes out: a FastAPI application, whose ``/docs`` describes it.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from hmac import compare_digest
from typing import Annotated, Any

from fastapi import FastAPI, Query, Request
from fastapi.responses import HTMLResponse, JSONResponse, Response
from pydantic import BaseModel, Field
from starlette.middleware.trustedhost import TrustedHostMiddleware

from gaiko.graph import Graph
from gaiko.serving.limits import Limits, Rate
from gaiko.serving.service import Answered, Service
from gaiko.serving.tools import create_tools
from graph.errors import GaikoError, QueryRefused, UnknownActor

Name = Annotated[str, Query(min_length=1, max_length=200)]
Period = Annotated[
    str | None, Query(max_length=10, description="ISO prefix such as 2023 or 2023-04")
]
STATUS = {UnknownActor: 404, QueryRefused: 400}
LOOPBACK = ("127.0.0.1", "localhost", "::1")
OPEN = ("/docs", "/openapi.json", "/health")


class Statement(BaseModel):
    """A Cypher statement that only reads, and the values of its parameters."""

    statement: str = Field(max_length=20_000)
    parameters: dict[str, Any] = {}


class Asked(BaseModel):
    """A question in plain Japanese or English."""

    question: str = Field(max_length=100_000)


class Named(BaseModel):
    """The parameters of a named question."""

    values: dict[str, str] = {}
    since: str | None = None
    until: str | None = None


def create_app(
    graph: Graph, limits: Limits | None = None, *, token: str | None = None, host: str = "127.0.0.1"
) -> FastAPI:
    """Return the application; with a token every call but those of ``OPEN`` must bear it."""
    service = Service(graph, limits or Limits())
    tools = create_tools(service)
    mcp = tools.streamable_http_app(stateless_http=True, json_response=True, host=host)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        async with tools.session_manager.run():
            yield

    app = FastAPI(title="Gaiko", summary="A graph of diplomacy, read-only.", lifespan=lifespan)
    _guard(app, service.limits, token)
    if host in LOOPBACK:
        app.add_middleware(TrustedHostMiddleware, allowed_hosts=[*LOOPBACK, "[::1]"])
    app.add_exception_handler(GaikoError, _told)
    _add_looks(app, service)
    _add_questions(app, service)
    app.mount("/", mcp)
    return app


def _told(_: Request, error: Exception) -> Response:
    """A known error as one line."""
    code = next((status for kind, status in STATUS.items() if isinstance(error, kind)), 422)
    return JSONResponse({"error": str(error)}, status_code=code)


def _guard(app: FastAPI, limits: Limits, token: str | None) -> None:
    """Refuse callers without the token, too many calls and bodies that are too long."""
    rate = Rate(limits.per_minute)

    @app.middleware("http")
    async def check(request: Request, call: Callable[[Request], Awaitable[Response]]) -> Response:
        caller = request.client.host if request.client else "?"
        if not rate.allows(caller):
            return JSONResponse({"error": "too many requests"}, 429, {"Retry-After": "1"})
        if token and request.url.path not in OPEN and not _bears(request, token):
            return JSONResponse({"error": "a token is needed"}, 401, {"WWW-Authenticate": "Bearer"})
        length = request.headers.get("content-length", "0" if request.method == "GET" else "")
        if not length.isdigit() or int(length) > limits.body:
            return JSONResponse({"error": f"a body has at most {limits.body} bytes"}, 413)
        response = await call(request)
        response.headers["X-Content-Type-Options"] = "nosniff"
        return response


def _bears(request: Request, token: str) -> bool:
    scheme, _, given = request.headers.get("authorization", "").partition(" ")
    return scheme.lower() == "bearer" and compare_digest(given.strip().encode(), token.encode())


def _add_looks(app: FastAPI, service: Service) -> None:
    @app.get("/health")
    def health() -> dict[str, str]:
        """Whether the server is there."""
        return {"status": "ok"}

    @app.get("/actors")
    def actors(text: Name, limit: Annotated[int, Query(ge=1, le=1000)] = 20) -> Answered:
        """Actors whose name or alias contains a text."""
        return service.search_actors(text, limit)

    @app.get("/events")
    def events(actor: Name, since: Period = None, until: Period = None) -> Answered:
        """Every event of an actor, with its evidence."""
        return service.events(actor, since, until)

    @app.get("/events/{event}")
    def explain(event: str) -> Answered:
        """All reports of an event."""
        return service.explain(event)

    @app.get("/between")
    def between(a: Name, b: Name, since: Period = None, until: Period = None) -> Answered:
        """Every event between two actors, with its evidence."""
        return service.between(a, b, since, until)

    @app.get("/page", response_class=HTMLResponse)
    def page(actor: Name) -> HTMLResponse:
        """The page of an actor."""
        return HTMLResponse(service.page(actor))


def _add_questions(app: FastAPI, service: Service) -> None:
    @app.post("/ask")
    def ask(asked: Asked) -> Answered:
        """Answer a question in plain Japanese or English."""
        return service.ask(asked.question)

    @app.get("/questions")
    def questions() -> Answered:
        """The named questions."""
        return service.questions()

    @app.post("/questions/{name}")
    def run(name: str, named: Named) -> Answered:
        """Answer a named question."""
        return service.run(name, named.values, named.since, named.until)

    @app.post("/query")
    def query(asked: Statement) -> Answered:
        """Run a Cypher statement that only reads."""
        return service.query(asked.statement, asked.parameters)
