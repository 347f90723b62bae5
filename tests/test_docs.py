"""Every command, file and link that the documents name exists."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

import msgspec
import pytest
import yaml

from graph.model import Facts, check_facts
from graph.stores import open_store

ROOT = Path(__file__).parent.parent
DOCUMENTS = [
    "README.md",
    "CONTRIBUTING.md",
    "docs/commands.md",
    "docs/explorer.md",
    "docs/facts.md",
    "docs/graph.md",
    "docs/quality.md",
    "docs/questions.md",
    "docs/samples.md",
]
COMMAND = re.compile(r"(?:^|[\s`/$])gaiko ([a-z][a-z-]+)", re.MULTILINE)
REASON = re.compile(r"^\| ([a-z0-9, -]+?)(?: \(extra[^)]*\))? \|", re.MULTILINE)
OPTION = re.compile(r"(?<=\s)--?[a-z][a-z-]*")


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def code(text: str) -> str:
    """Return fenced blocks and inline code: what a reader would type."""
    blocks = re.findall(r"```(?:sh|console|bash)\n(.*?)```", text, re.DOTALL)
    prose = re.sub(r"```.*?```", "", text, flags=re.DOTALL)
    return "\n".join([*blocks, *re.findall(r"`([^`\n]+)`", prose)])


@pytest.mark.parametrize("document", DOCUMENTS)
def test_commands_exist(document: str) -> None:
    cli = pytest.importorskip("gaiko.cli")
    context = cli.main.make_context("gaiko", [], resilient_parsing=True)
    named = set(COMMAND.findall(code(read(document))))
    assert {name for name in named if cli.main.get_command(context, name) is None} == set()


@pytest.mark.parametrize(
    "document", ["README.md", "docs/commands.md", "docs/facts.md", "CONTRIBUTING.md"]
)
def test_options_exist(document: str) -> None:
    cli = pytest.importorskip("gaiko.cli")
    context = cli.main.make_context("gaiko", [], resilient_parsing=True)
    for line in re.findall(r"^\$ gaiko (.*)$", read(document), re.MULTILINE):
        command = cli.main.get_command(context, line.split()[0])
        known = {"--help"} | {opt for param in command.params for opt in param.opts}
        assert set(OPTION.findall(re.sub(r"[\"'].*?[\"']", "", line))) <= known, line


@pytest.mark.parametrize("document", DOCUMENTS)
def test_links_lead_somewhere(document: str) -> None:
    base = (ROOT / document).parent
    links = [link for link in re.findall(r"\]\(([^)#]+)", read(document)) if "://" not in link]
    assert [link for link in links if not (base / link).exists()] == []


def test_example_line_of_the_format_is_valid() -> None:
    example = re.findall(r"```json\n(.*?)```", read("docs/facts.md"), re.DOTALL)[-1]
    facts = msgspec.convert(json.loads(example), Facts)
    check_facts(facts)
    assert facts.events[0].type == "MET_WITH"


def test_every_dependency_has_its_reason() -> None:
    project = tomllib.loads(read("pyproject.toml"))["project"]
    groups = [project["dependencies"], *project["optional-dependencies"].values()]
    names = {re.split(r"[\[<>=~!]", wish)[0] for group in groups for wish in group}
    rows = REASON.findall(read("CONTRIBUTING.md"))
    assert names <= {name.strip() for row in rows for name in row.split(",")}


def test_compose_refuses_csv_files_and_default_passwords() -> None:
    service = yaml.safe_load(read("docker-compose.yml"))["services"]["neo4j"]
    assert service["image"].startswith("neo4j:5.26")
    environment = service["environment"]
    assert environment["NEO4J_dbms_security_allow__csv__import__from__file__urls"] == "false"
    assert "NEO4J_PASSWORD:?" in environment["NEO4J_AUTH"]
    assert (
        service["healthcheck"]["test"][0] == "CMD-SHELL"
        and "7474" in service["healthcheck"]["test"][1]
    )
    assert all(port.startswith("127.0.0.1:") for port in service["ports"])
    assert {volume.split(":")[1] for volume in service["volumes"]} == {"/data", "/logs"}


def test_compose_names_settings_that_the_server_has(neo4j_url: str) -> None:
    """The image turns NEO4J_a_b__c into the setting a.b_c; one that does not exist stops the server."""
    environment = yaml.safe_load(read("docker-compose.yml"))["services"]["neo4j"]["environment"]
    named = {
        key.removeprefix("NEO4J_").replace("__", "\0").replace("_", ".").replace("\0", "_")
        for key in environment.keys() - {"NEO4J_AUTH"}
    }
    with open_store(neo4j_url, read_only=True) as store:
        known = {row["name"] for row in store.read("SHOW SETTINGS YIELD name RETURN name AS name")}
    assert named <= known
