"""A small domain to begin with."""

from __future__ import annotations

import shutil
from importlib.resources import as_file, files
from pathlib import Path

from kg.errors import OntologyError


def start(folder: Path) -> list[str]:
    """Write the example domain to a folder that does not exist or is empty.

    Returns:
        The paths of the written files below the folder.

    Raises:
        OntologyError: the folder holds something, or cannot be written.
    """
    if folder.is_file() or (folder.is_dir() and any(folder.iterdir())):
        raise OntologyError(f"{folder}: is not empty; name a folder that is not there yet")
    try:
        with as_file(files("kg.ontology").joinpath("example")) as example:
            shutil.copytree(example, folder, dirs_exist_ok=True, copy_function=shutil.copyfile)
    except OSError as error:
        raise OntologyError(f"{folder}: {(error.strerror or 'cannot be written').lower()}") from None
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())
