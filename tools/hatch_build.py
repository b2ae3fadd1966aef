"""What the build of the package makes before it packs: the outlines under the explorer's map.

Without npm, or without its registry, the package is built all the same; its map then has a grid of degrees only.
"""

from __future__ import annotations

import runpy
import subprocess
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class OutlinesHook(BuildHookInterface):  # type: ignore[type-arg]  # hatchling leaves the configuration's type open
    """Runs `tools/world_outlines.py` where its file is not there yet."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - hatchling passes them
        """Make the file in place, so that editable installs, wheels and source distributions have it."""
        target = Path(self.root) / "kg" / "explore" / "static" / "world.json"
        if target.is_file():
            return
        try:
            made = runpy.run_path(str(Path(self.root) / "tools" / "world_outlines.py"))["main"]() == 0
        except (OSError, subprocess.CalledProcessError) as error:
            self.app.display_warning(str(error))
            made = False
        if not made:
            self.app.display_warning("the explorer's map is packed without outlines of countries")
