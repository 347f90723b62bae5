"""Extraction on the machines of a Ray cluster, by Ray Data; what they share is the folder of the parts.

Ray runs what a lost actor or machine had under way again; ``gaiko.parts`` sees to it that this changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from extract.reading.files import find_files
from gaiko.parts import Part, Record, find_parts, write_manifest, write_part
from graph.errors import GaikoError, InputError


def extract_with_ray(
    paths: Sequence[str | Path],
    folder: Path,
    *,
    columns: Mapping[str, str] | None = None,
    jobs: int | None = None,
    address: str | None = None,
    progress: Callable[[int], None] = lambda _: None,
) -> tuple[list[Record], list[InputError]]:
    """Write the facts of the articles under ``paths`` into the parts of a folder that all machines see.

    ``jobs`` is the number of actors, one core each; as many as the cluster has cores if it is not given.
    ``address`` is that of a cluster; without it one is begun here, and ended.
    """
    ray = _ray()
    begun = not ray.is_initialized()
    if begun:
        ray.init(address=address, log_to_driver=False, logging_level="ERROR")
    found = list(find_files(paths))
    problems = [one for one in found if isinstance(one, InputError)]
    files = [{"file": str(Path(one).resolve())} for one in found if isinstance(one, str)]
    folder.mkdir(parents=True, exist_ok=True)
    try:
        records = list(_run(ray, files, folder.resolve(), dict(columns or {}), jobs, progress))
    finally:
        if begun:
            ray.shutdown()
    write_manifest(folder, records)
    return records, problems


def _run(
    ray: Any,
    files: list[dict[str, str]],
    folder: Path,
    columns: dict[str, str],
    jobs: int | None,
    progress: Callable[[int], None],
) -> Any:
    if not files:
        return
    ray.data.DataContext.get_current().enable_progress_bars = False
    actors = jobs or int(ray.cluster_resources()["CPU"])
    parts = (
        ray.data.from_items(files).flat_map(_Plan(columns)).repartition(target_num_rows_per_block=1)
    )
    written = parts.map(
        _Extraction,
        fn_constructor_args=(folder, columns),
        compute=ray.data.ActorPoolStrategy(min_size=1, max_size=actors),
        num_cpus=1,
    )
    for row in written.iter_rows():
        record = msgspec.json.decode(row["record"], type=Record)
        progress(record.articles)
        yield record


def _ray() -> Any:
    try:
        import ray.data
    except ModuleNotFoundError as error:
        raise GaikoError("--engine ray needs the extra: pip install 'gaiko[ray]'") from error
    return ray


class _Plan:
    """The parts of a file, as rows."""

    def __init__(self, columns: dict[str, str]) -> None:
        self._columns = columns

    def __call__(self, row: dict[str, Any]) -> list[dict[str, Any]]:
        parts = find_parts(row["file"], self._columns)
        return [{"file": part.file, "start": part.start} for part in parts]


class _Extraction:
    """An actor with the model."""

    def __init__(self, folder: Path, columns: dict[str, str]) -> None:
        from extract.pipeline import Extractor, extractor_version

        self._folder, self._columns, self._version = folder, columns, extractor_version()
        self._extractor = Extractor.load()

    def __call__(self, row: dict[str, Any]) -> dict[str, Any]:
        record = write_part(
            Part(str(row["file"]), int(row["start"])),
            self._folder,
            lambda: self._extractor,
            version=self._version,
            columns=self._columns,
        )
        return {"record": msgspec.json.encode(record)}
