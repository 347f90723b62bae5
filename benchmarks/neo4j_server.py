"""A real Neo4j server on this machine, from Maven Central: for tests and benchmarks, without docker.

Comes in: JDK 17 and Maven; the jars (about 130 MB) come over the network once and stay in Maven's cache.
Goes out: a running server with a password, which ``kill`` stops as a power failure does.
"""

from __future__ import annotations

import os
import resource
import shutil
import signal
import socket
import subprocess
import time
from pathlib import Path
from typing import LiteralString

import click
import neo4j
from neo4j.exceptions import DriverError, Neo4jError

POM = Path(__file__).with_suffix(".xml")
APOC_POM = POM.with_name("neo4j_apoc.xml")
PASSWORD = "gaiko-tests"
OPENED = ("java.nio", "java.io", "sun.nio.ch", "java.lang")
CHANGE: LiteralString = "ALTER CURRENT USER SET PASSWORD FROM 'neo4j' TO $new"
SECONDS_TO_START = 120
SETTINGS = """\
server.default_listen_address=127.0.0.1
server.bolt.listen_address=127.0.0.1:{port}
server.bolt.advertised_address=127.0.0.1:{port}
server.http.enabled=false
server.memory.pagecache.size={page_cache}
dbms.security.allow_csv_import_from_file_urls=false
dbms.usage_report.enabled=false
dbms.cypher.min_replan_interval=1h
"""


def missing() -> str | None:
    """Return what keeps a server from being started here, or None.

    >>> missing() is None or "is not installed" in missing()
    True
    """
    absent = [name for name in ("java", "mvn") if shutil.which(name) is None]
    return f"{' and '.join(absent)} is not installed" if absent else None


def class_path(pom: Path = POM) -> str:
    """Return the jars of the server; Maven downloads those that it does not have."""
    known = Path.home() / ".m2" / f"gaiko-{pom.stem}-{pom.stat().st_mtime_ns}.path"
    if not known.exists():
        goal = ["dependency:build-classpath", f"-Dmdep.outputFile={known}"]
        subprocess.run(["mvn", "-q", "-B", "-f", str(pom), *goal], check=True, capture_output=True)
    return known.read_text(encoding="utf-8")


class Neo4jServer:
    """A server whose data lies in ``home``; start it again after ``kill`` and it recovers.

    With ``apoc`` it has the procedures of that name, which Gaiko does without but others need.
    """

    def __init__(
        self,
        home: Path,
        *,
        port: int = 0,
        heap: str = "1g",
        page_cache: str = "256m",
        apoc: bool = False,
    ) -> None:
        self._jars = class_path(APOC_POM if apoc else POM)
        self.home, self.port, self._heap = home, port or _free_port(), heap
        self._process: subprocess.Popen[bytes] | None = None
        (home / "conf").mkdir(parents=True, exist_ok=True)
        settings = SETTINGS.format(port=self.port, page_cache=page_cache)
        (home / "conf" / "neo4j.conf").write_text(settings)
        (home / "plugins").mkdir(exist_ok=True)
        for jar in map(Path, self._jars.split(os.pathsep)):
            if "apoc-core" in jar.name:
                shutil.copy(jar, home / "plugins")  # a server looks for procedures only there

    @property
    def url(self) -> str:
        """Where it listens, with user and password."""
        return f"bolt://neo4j:{PASSWORD}@127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start it and wait until it answers (10 to 20 seconds)."""
        places = [f"--home-dir={self.home}", f"--config-dir={self.home / 'conf'}"]
        command = [*self._java(), "org.neo4j.server.CommunityEntryPoint", *places]
        with (self.home / "server.log").open("ab") as log:
            self._process = subprocess.Popen(command, stdout=log, stderr=log)
        self._wait()

    def _java(self) -> list[str]:
        opened = [f"--add-opens=java.base/{name}=ALL-UNNAMED" for name in OPENED]
        return ["java", f"-Xmx{self._heap}", "-XX:+UseSerialGC", *opened, "-cp", self._jars]

    def admin(self, *arguments: str, folder: Path) -> str:
        """Run ``neo4j-admin`` in a folder on the data of the server while it stands still; return what it says."""
        home = {"NEO4J_HOME": str(self.home), "NEO4J_CONF": str(self.home / "conf")}
        command = [*self._java(), "org.neo4j.cli.AdminTool", *arguments]
        done = subprocess.run(
            command, cwd=folder, env=os.environ | home, capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise RuntimeError(f"{done.stdout[-2000:]}\n{done.stderr[-2000:]}")
        return done.stdout

    def _wait(self) -> None:
        """Until it answers; at its first start it is given the password."""
        until = time.monotonic() + SECONDS_TO_START
        first = not (self.home / "data" / "databases" / "system").exists()
        while not (self._runs("neo4j", CHANGE) if first else self._runs(PASSWORD, "RETURN 1")):
            ended = self._process is None or self._process.poll() is not None
            if ended or time.monotonic() > until:
                raise RuntimeError((self.home / "server.log").read_text(errors="replace")[-2000:])
            time.sleep(0.3)

    def _runs(self, password: str, statement: LiteralString) -> bool:
        place = f"bolt://127.0.0.1:{self.port}"
        database = "system" if statement == CHANGE else "neo4j"
        try:
            with neo4j.GraphDatabase.driver(
                place, auth=("neo4j", password), max_transaction_retry_time=0
            ) as driver:
                driver.execute_query(statement, new=PASSWORD, database_=database)
        except (DriverError, Neo4jError):
            return False
        return True

    def fill_disk(self) -> None:
        """Let none of its files grow any more, as on a disk that is full, until it is started anew."""
        if self._process:
            resource.prlimit(self._process.pid, resource.RLIMIT_FSIZE, (0, 0))

    def kill(self) -> None:
        """Stop it with SIGKILL, without a chance to put anything in order."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """Stop it in good order."""
        self._end(signal.SIGTERM)

    def _end(self, sign: signal.Signals) -> None:
        if self._process and self._process.poll() is None:
            self._process.send_signal(sign)
            self._process.wait(60)
        self._process = None


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@click.command()
@click.argument("home", type=click.Path(file_okay=False, path_type=Path))
@click.option("--port", default=7687, show_default=True)
def main(home: Path, port: int) -> None:
    """Run a server with its data in HOME until Ctrl-C; prints where it is."""
    if reason := missing():
        raise click.ClickException(f"{reason}; a JDK 17 and Maven are needed")
    server = Neo4jServer(home.absolute(), port=port)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        server.start()
        click.echo(server.url)
        signal.pause()
    except KeyboardInterrupt:
        server.stop()


if __name__ == "__main__":
    main()
