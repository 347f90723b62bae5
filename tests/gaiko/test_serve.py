"""The server as a process of its own, asked over HTTP and by a real MCP client."""

from __future__ import annotations

import asyncio
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import quote
from urllib.request import Request, urlopen

import pytest

from extract.lexicon import known_actors, office_terms
from gaiko.cli import main
from graph.load import load_facts
from graph.stores import open_store
from tests.gaiko.questions.told import told_facts

pytest.importorskip("fastapi")
pytest.importorskip("mcp")
TOKEN = "a token of thirty characters .."


@pytest.fixture(scope="module")
def graph_file(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = str(tmp_path_factory.mktemp("served") / "told.kgl")
    with open_store(path) as store:
        load_facts(store, told_facts(), known_actors=known_actors(), terms=office_terms())
    return path


@contextmanager
def running(graph_file: str, *options: str, token: str | None = None) -> Iterator[str]:
    """A server process at a free port; it ends with the block."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    program = str(Path(sys.executable).with_name("gaiko"))
    command = [program, "serve", "--db", graph_file, "--port", str(port), *options]
    environment = {**os.environ, **({"GAIKO_TOKEN": token} if token else {})}
    process = subprocess.Popen(command, env=environment, stderr=subprocess.PIPE)
    url = f"http://127.0.0.1:{port}"
    try:
        for _ in range(300):
            if process.poll() is not None:
                raise AssertionError(process.stderr and process.stderr.read().decode())
            try:
                urlopen(f"{url}/health", timeout=2).close()
                break
            except URLError:
                time.sleep(0.1)
        yield url
    finally:
        process.terminate()
        process.wait(20)


@pytest.fixture(scope="module")
def url(graph_file: str) -> Iterator[str]:
    with running(graph_file, "--per-minute", "6000") as started:
        yield started


def call(url: str, body: Any = None, **headers: str) -> tuple[int, Any]:
    """The status and the JSON of an answer."""
    data = None if body is None else json.dumps(body).encode()
    request = Request(url, data, {"Content-Type": "application/json", **headers})
    try:
        with urlopen(request, timeout=30) as response:
            content = response.read().decode()
            return response.status, json.loads(content) if content.startswith(
                ("{", "[")
            ) else content
    except HTTPError as error:
        content = error.read().decode()
        return error.code, json.loads(content) if content.startswith("{") else content


def test_actors_events_and_pairs(url: str) -> None:
    _, found = call(f"{url}/actors?text={quote('岸田')}")
    assert found["rows"][0]["name"] == "岸田文雄" and found["rows"][0]["kind"] == "Person"
    _, events = call(f"{url}/events?actor=Fumio%20Kishida&since=2023&until=2023")
    assert events["count"] > 10 and all(row["evidence"] for row in events["rows"])
    _, pair = call(f"{url}/between?a=JPN&b=CHN&since=2010&until=2010")
    assert {row["date"] for row in pair["rows"]} == {"2010-09-12", "2010-09-19"}
    _, reports = call(f"{url}/events/{pair['rows'][0]['event']}")
    assert "【" in reports["rows"][0]["marked"]


def test_questions_in_words_and_by_name(url: str) -> None:
    _, answer = call(f"{url}/ask", {"question": "中国は2023年に日本に何回抗議した?"})
    assert "2件" in answer["sentence"] and len(answer["evidence"]) == 2 and answer["statement"]
    _, declined = call(f"{url}/ask", {"question": "では韓国は?"})
    assert declined["declined"], "no caller goes on from another's question"
    _, met = call(f"{url}/questions/who-met", {"values": {"actor": "金正日"}})
    assert {row["actor"] for row in met["rows"]} == {"小泉純一郎", "金大中"}
    assert call(f"{url}/questions")[1]["count"] >= 30


def test_the_page_of_an_actor(url: str) -> None:
    status, page = call(f"{url}/page?actor={quote('日本')}")
    assert status == 200 and "Content-Security-Policy" in page
    assert call(f"{url}/docs")[0] == 200
    assert {"/ask", "/query", "/between"} <= set(call(f"{url}/openapi.json")[1]["paths"])


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("/query", {"statement": "MATCH (n) DETACH DELETE n"}, 400),
        ("/query", {"statement": "LOAD CSV FROM 'file:///etc/passwd' AS l RETURN l"}, 400),
        ("/query", {"statement": "RETURN"}, 400),
        ("/questions/nothing", {}, 422),
        ("/questions/who-met", {"values": {"actor": "日本", "store": "x"}}, 422),
        ("/ask", {"question": 5}, 422),
        ("/events?actor=" + quote("存在しない国"), None, 404),
        ("/events?actor=JPN&since=May", None, 422),
        ("/events", None, 422),
        ("/nowhere", None, 404),
    ],
)
def test_wrong_calls_are_refused_with_the_reason(
    url: str, path: str, body: Any, status: int
) -> None:
    got, content = call(url + path, body)
    assert got == status and "Traceback" not in str(content)


def test_long_questions_and_statements(url: str) -> None:
    status, answer = call(f"{url}/ask", {"question": "日本は" * 30_000})
    assert status == 200 and answer["declined"] and len(answer["text"]) <= 500
    _, limited = call(
        f"{url}/query", {"statement": "UNWIND range(1, 5000) AS n RETURN n ORDER BY n"}
    )
    assert len(limited["rows"]) <= 1000


def test_a_body_without_end_is_refused_before_it_is_read(url: str) -> None:
    connection = HTTPConnection(url.removeprefix("http://"), timeout=10)
    connection.putrequest("POST", "/ask")
    connection.putheader("Content-Length", str(10**9))
    connection.endheaders()
    assert connection.getresponse().status == 413
    connection.close()


def test_other_hosts_are_refused(url: str) -> None:
    assert call(f"{url}/stats", Host="evil.example")[0] == 400


def test_a_token_and_the_rate(graph_file: str) -> None:
    with running(graph_file, "--per-minute", "20", token=TOKEN) as url:
        assert call(f"{url}/actors?text=x")[0] == 401
        assert call(f"{url}/actors?text=x", Authorization="Bearer wrong")[0] == 401
        assert call(f"{url}/mcp", {})[0] == 401
        assert call(f"{url}/actors?text=x", Authorization=f"Bearer {TOKEN}")[0] == 200
        assert 429 in [call(f"{url}/health")[0] for _ in range(30)]


def test_an_assistant_calls_the_tools(url: str) -> None:
    async def session() -> tuple[set[str], Any, Any, Any]:
        from mcp import Client

        async with Client(f"{url}/mcp") as client:
            tools = {tool.name for tool in (await client.list_tools()).tools}
            asked = await client.call_tool("ask", {"question": "Who met in Hanoi?"})
            ran = await client.call_tool(
                "query", {"statement": "MATCH (n:Event) RETURN count(n) AS n"}
            )
            refused = await client.call_tool("query", {"statement": "MATCH (n) DELETE n"})
            return tools, asked, ran, refused

    tools, asked, ran, refused = asyncio.run(session())
    assert {"ask", "search_actors", "events", "between", "query", "run_question"} <= tools
    assert {row["actor"] for row in asked.structured_content["rows"]} == {
        "金正恩",
        "ドナルド・トランプ",
    }
    assert ran.structured_content["rows"][0]["n"] > 100
    assert refused.is_error and "DELETE is not allowed" in refused.content[0].text


@pytest.mark.parametrize(
    "options",
    [["--host", "0.0.0.0"], ["--host", "0.0.0.0", "--token", "short"], ["--port", "70000"]],
)
def test_no_server_without_a_token_where_others_can_call(options: list[str]) -> None:
    from click.testing import CliRunner

    assert CliRunner().invoke(main, ["serve", *options], env={"GAIKO_TOKEN": ""}).exit_code == 2


def test_sources_need_no_server() -> None:
    for name in ("gaiko.cli", "gaiko.graph"):
        code = f"import sys, {name}; sys.exit('fastapi' in sys.modules or 'mcp' in sys.modules)"
        assert (
            subprocess.run([sys.executable, "-c", code], check=False, cwd=Path.cwd()).returncode
            == 0
        )
