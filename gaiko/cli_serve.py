"""The command that serves a graph to programs and assistants."""

from __future__ import annotations

import socket
from contextlib import suppress

import click

from gaiko.cli_options import graph_option, open_graph
from gaiko.cli_reports import print_done, summary_option
from gaiko.wording import say
from graph.errors import GaikoError

LOOPBACK = ("127.0.0.1", "localhost", "::1")
SHORTEST_TOKEN = 16


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Any other needs a token.")
@click.option("--port", default=8765, show_default=True, type=click.IntRange(0, 65535))
@click.option(
    "--token",
    envvar="GAIKO_TOKEN",
    show_envvar=True,
    help="What callers must send as Authorization: Bearer …; at least 16 characters.",
)
@click.option("--max-rows", default=1000, show_default=True, type=click.IntRange(1, 100_000))
@click.option("--timeout", default=10.0, show_default=True, help="Seconds of a statement.")
@click.option("--per-minute", default=120, show_default=True, help="Requests of a caller.")
@graph_option
@summary_option
def serve(
    host: str,
    port: int,
    token: str | None,
    max_rows: int,
    timeout: float,
    per_minute: int,
    db: str,
    as_json: bool,
) -> None:
    """Serve a graph over HTTP, and to assistants over MCP; it only reads.

    Pages that describe it are at /docs, the MCP endpoint is /mcp. It says its address once it listens;
    port 0 takes a free one.

    \b
    gaiko serve --db gaiko.kgl
    GAIKO_TOKEN='a long one, of 16 or more' gaiko serve --host 0.0.0.0 --port 8000
    """
    if host not in LOOPBACK and not token:
        told = f"{host} is open to others: give a token (--token or GAIKO_TOKEN)"
        raise click.UsageError(told)
    if token is not None and len(token) < SHORTEST_TOKEN:
        raise click.UsageError(f"the token is shorter than {SHORTEST_TOKEN} characters")
    try:
        import uvicorn

        from gaiko.serving import Limits, create_app
    except ImportError as error:
        raise GaikoError("the server is not installed: pip install 'gaiko[serve]'") from error
    limits = Limits(rows=max_rows, seconds=timeout, per_minute=per_minute)
    with open_graph(db) as graph:
        app = create_app(graph, limits, token=token, host=host)
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning", server_header=False))
        with _listening(host, port) as listener, suppress(KeyboardInterrupt):
            _say_address(host, listener.getsockname()[1], graph.url, as_json=as_json)
            server.run(sockets=[listener])


def _listening(host: str, port: int) -> socket.socket:
    """Return a socket that listens; one that cannot says the address."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        return socket.create_server((host, port), family=family)
    except OSError as error:
        raise GaikoError(f"{host}:{port}: {error.strerror}") from error


def _say_address(host: str, port: int, graph: str, *, as_json: bool) -> None:
    url = f"http://{f'[{host}]' if ':' in host else host}:{port}"
    told = say("{0}: pages at {0}/docs, MCP at {0}/mcp; Ctrl-C ends it").format(url)
    print_done(told, as_json=as_json, url=url, docs=f"{url}/docs", mcp=f"{url}/mcp", graph=graph)


COMMANDS = (serve,)
