"""Kill a build at random moments and look at what is left: ``python -m benchmarks.crashes --kills 50``.

Each time: everything acknowledged is there; the graph is the same as one of exactly the articles that it
holds, so that no half article is to be seen; and `gaiko build` finishes to the graph of a build that nobody
disturbed. ``--victim server`` kills the Neo4j server under the build instead, and starts it again.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click
import msgspec

from benchmarks.monthly import write_articles
from benchmarks.neo4j_server import Neo4jServer
from gaiko.build import newest_facts
from graph.ledger import View
from graph.load import empty_graph, load_facts
from graph.model import Facts
from graph.project import project_file
from graph.sorted_export import sorted_export
from graph.stores import open_store
from graph.stores.base import Store

GAIKO = Path(sys.executable).with_name("gaiko")
GROUP = 32
"""Articles between two acknowledgements."""
TO_EXTRACT = (0, 16)
"""How many articles a build has yet to extract when it starts; the others were extracted once."""
VICTIMS = ("kglite", "neo4j", "server")


class Trial(msgspec.Struct):
    """One kill: after how many seconds, in which stage, and what was found."""

    seconds: float
    stage: str
    acknowledged: int
    lost: int = 0
    half: bool = False
    equal: bool = False


class Campaign(msgspec.Struct):
    """Where builds are killed: the articles, their facts, and the graph of an undisturbed build."""

    articles: Path
    facts: list[bytes]
    db: str
    whole: list[str]
    seconds: dict[int, float]
    server: Neo4jServer | None = None


# --- one build ------------------------------------------------------------------------------------------


def start_build(campaign: Campaign, to_extract: int) -> subprocess.Popen[str]:
    """Start a build on an empty graph, most of whose facts were extracted before."""
    facts = project_file(campaign.db, "facts")
    facts.write_bytes(b"".join(campaign.facts[: len(campaign.facts) - to_extract]))
    command = [sys.executable, "-m", "benchmarks.acknowledged_build", str(campaign.articles)]
    return subprocess.Popen(
        [*command, campaign.db, str(facts), str(GROUP)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


def resume(campaign: Campaign) -> str:
    """Run `gaiko build` to its end and return what it says."""
    command = [str(GAIKO), "build", str(campaign.articles), "--db", campaign.db]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    if run.returncode:
        raise RuntimeError(f"the build could not be resumed: {run.stderr[-2000:]}")
    return run.stderr


def prepare(folder: Path, number: int, victim: str) -> Campaign:
    """Build once undisturbed: the facts, the graph to be reached, and how long it takes."""
    articles = folder / "articles.jsonl"
    write_articles(articles, number)
    server = None if victim == "kglite" else Neo4jServer(folder / "neo4j")
    if server:
        server.start()
    db = server.url if server else str(folder / "graph.kgl")
    os.environ["GAIKO_PROJECT"] = str(folder)
    campaign = Campaign(articles, [], db, [], {}, server)
    resume(campaign)
    campaign.facts = project_file(db, "facts").read_bytes().splitlines(keepends=True)
    with open_store(db, read_only=True) as store:
        campaign.whole = sorted_export(store)
    for to_extract in TO_EXTRACT:
        empty(campaign)
        started = time.monotonic()
        start_build(campaign, to_extract).communicate()
        campaign.seconds[to_extract] = time.monotonic() - started
    return campaign


def empty(campaign: Campaign) -> None:
    """Make the graph anew."""
    if campaign.server is None:
        for path in Path(campaign.db).parent.glob("graph.kgl*"):
            path.unlink()
        return
    with open_store(campaign.db) as store:
        empty_graph(store)


# --- one kill -------------------------------------------------------------------------------------------


def disturb(campaign: Campaign, to_extract: int, after: float, *, server: bool) -> Trial:
    """Kill a build, or the server under it, after some seconds; judge what is left and resume."""
    empty(campaign)
    build = start_build(campaign, to_extract)
    time.sleep(after)
    if server and campaign.server:
        campaign.server.kill()
        campaign.server.start()
    else:
        build.kill()
    said, errors = build.communicate()
    if "Traceback" in errors:
        raise RuntimeError(errors)
    acknowledged = dict(
        line.split() for line in said.splitlines() if line.endswith(tuple("0123456789"))
    )
    stage = said.splitlines()[-1].split()[0] if said else "started"
    trial = Trial(after, stage, int(acknowledged.get("loaded", 0)))
    _look(campaign, trial, int(acknowledged.get("extracted", 0)))
    resume(campaign)
    with open_store(campaign.db, read_only=True) as store:
        trial.equal = sorted_export(store) == campaign.whole
    return trial


def _look(campaign: Campaign, trial: Trial, extracted: int) -> None:
    """Count acknowledged articles that are gone; see whether the graph is that of whole articles."""
    kept = project_file(campaign.db, "facts").read_bytes().count(b"\n")
    trial.lost = max(0, extracted - kept)
    facts = {one.id: one for one in _newest(campaign.db)}
    with open_store(campaign.db) as store:
        held = {row["id"] for row in store.read("MATCH (f:Facts) RETURN f.id AS id")}
        trial.lost += len(set(list(facts)[: trial.acknowledged]) - held)
        posts = store.read("MATCH (p:Post) RETURN count(p) AS n")[0]["n"] > 0
        found = sorted_export(store)
    with _fresh() as store:
        _load(store, [facts[key] for key in sorted(held)], terms=posts)
        trial.half = sorted_export(store) != found


def _newest(db: str) -> Iterator[Facts]:
    return (one for one in newest_facts(project_file(db, "facts")) if isinstance(one, Facts))


@contextmanager
def _fresh() -> Iterator[Store]:
    with tempfile.TemporaryDirectory() as folder, open_store(f"{folder}/graph.kgl") as store:
        yield store


def _load(store: Store, facts: list[Facts], *, terms: bool) -> None:
    from extract.lexicon import known_actors, office_terms

    told = office_terms() if terms else ()
    load_facts(store, facts, known_actors=known_actors(), terms=told, view=View())


# --- the campaign ---------------------------------------------------------------------------------------


def run_campaign(
    victim: str, kills: int, number: int, seed: int, say: Callable[[str], None]
) -> list[Trial]:
    """Kill ``kills`` builds of ``number`` articles at random moments."""
    moments = random.Random(seed)
    trials = []
    with tempfile.TemporaryDirectory() as folder:
        campaign = prepare(Path(folder), number, victim)
        try:
            say(f"undisturbed: {campaign.seconds} s, {len(campaign.whole)} nodes and edges")
            for i in range(kills):
                to_extract = TO_EXTRACT[i % len(TO_EXTRACT)]
                after = moments.uniform(0.2, campaign.seconds[to_extract])
                trials.append(disturb(campaign, to_extract, after, server=victim == "server"))
                say(f"{i + 1}: {trials[-1]}")
        finally:
            if campaign.server:
                campaign.server.kill()
    return trials


def table(victim: str, trials: list[Trial]) -> Iterator[str]:
    """Yield a row for each stage in which builds were killed."""
    for stage in dict.fromkeys(sorted(trial.stage for trial in trials)):
        some = [trial for trial in trials if trial.stage == stage]
        cells = [
            *(victim, stage, len(some), sum(trial.lost for trial in some)),
            *(sum(trial.half for trial in some), sum(trial.equal for trial in some)),
        ]
        yield f"| {' | '.join(map(str, cells))} |"


@click.command()
@click.option("--victim", "victims", type=click.Choice(VICTIMS), multiple=True, default=VICTIMS)
@click.option("--kills", default=50, show_default=True)
@click.option("--articles", "number", default=325, show_default=True)
@click.option("--seed", default=1, show_default=True)
def main(victims: tuple[str, ...], kills: int, number: int, seed: int) -> None:
    """Kill builds at random moments, print a table and exit with 1 unless nothing was lost."""
    rows: list[str] = []
    wrong = 0
    for victim in victims:
        trials = run_campaign(victim, kills, number, seed, lambda text: click.echo(text, err=True))
        rows += table(victim, trials)
        wrong += sum(bool(trial.lost or trial.half or not trial.equal) for trial in trials)
    click.echo(
        "| killed | last acknowledged | kills | articles lost | half articles | equal after resuming |"
    )
    click.echo("|---|---|---|---|---|---|")
    click.echo("\n".join(rows))
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
