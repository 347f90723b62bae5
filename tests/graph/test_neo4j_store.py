"""A server that is lost as it commits: what came through is there, and who goes on neither loses nor repeats it."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from threading import Event, Thread

import pytest

from graph.errors import StoreError
from graph.load import load_facts
from graph.sorted_export import sorted_export
from graph.stores import open_store
from tests.graph.test_retract import ARTICLES
from tests.stores import wipe

COMMIT = b"\x00\x02\xb0\x12\x00\x00"
"""The message of the Bolt protocol, with its length and its end."""
HELD = "MATCH (f:Facts) RETURN count(f) AS n"


class Wire:
    """A wire to a server, cut for good as the first group is committed; what it was told may arrive some seconds later."""

    def __init__(self, port: int, arrives: float | None) -> None:
        self._port, self._arrives = port, arrives
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self._cut, self._ends = Event(), list[socket.socket]()
        Thread(target=self._connect, daemon=True).start()

    def _connect(self) -> None:
        with suppress(OSError):
            while not self._cut.is_set():
                client, _ = self._listener.accept()
                server = socket.create_connection(("127.0.0.1", self._port))
                self._ends += [client, server]
                Thread(target=self._ask, args=(client, server), daemon=True).start()
                Thread(target=self._answer, args=(server, client), daemon=True).start()

    def _ask(self, client: socket.socket, server: socket.socket) -> None:
        writes = False
        for data in _received(client):
            writes = writes or b"CREATE (:Facts" in data
            if writes and data.endswith(COMMIT):
                self._lose(server, data)
                return
            server.sendall(data)

    def _answer(self, server: socket.socket, client: socket.socket) -> None:
        for data in _received(server):
            if not self._cut.is_set():
                client.sendall(data)

    def _lose(self, server: socket.socket, data: bytes) -> None:
        self._cut.set()
        for end in [self._listener, *self._ends]:
            if end is not server:
                _close(end)
        if self._arrives is not None:
            time.sleep(self._arrives)
            server.sendall(data)
            time.sleep(1)  # its end takes back what a server has not done yet
        _close(server)


def _close(end: socket.socket) -> None:
    with suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)
    end.close()


def _received(end: socket.socket) -> Iterator[bytes]:
    with suppress(OSError):
        while data := end.recv(1 << 16):
            yield data


@pytest.mark.parametrize("arrives", [None, 0.0, 3.0], ids=["lost", "arrives", "arrives late"])
def test_who_goes_on_after_a_lost_commit_finds_what_came_through(
    neo4j_url: str, tmp_path: Path, arrives: float | None
) -> None:
    place, port = neo4j_url.rsplit(":", 1)
    with open_store(neo4j_url) as store:
        wipe(store)
    wire = Wire(int(port), arrives)
    with pytest.raises(StoreError), closing(open_store(f"{place}:{wire.port}")) as store:
        load_facts(store, ARTICLES)
    with open_store(neo4j_url) as store, open_store(str(tmp_path / "graph.kgl")) as undisturbed:
        assert (store.read(HELD) == [{"n": 0}]) == (arrives is None)
        for one in (store, undisturbed):
            load_facts(one, ARTICLES)
        assert sorted_export(store) == sorted_export(undisturbed)
