"""Make the index of the built-in facts part of a wheel, so that an installed program need not compile them."""

import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CustomBuildHook(BuildHookInterface[Any]):
    """What is done before a wheel is put together; an editable one reads the facts of the checkout, which change."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile the facts to a file of its own, and have it stand beside them in the package."""
        if version == "editable":
            return
        sys.path.insert(0, self.root)
        from karabakh_cli.index.built_in import FILE, write_built_in

        self._folder = tempfile.TemporaryDirectory()
        file = Path(self._folder.name, FILE.name)
        write_built_in(file, Path(self.root, "facts"))
        build_data["force_include"][str(file)] = f"karabakh_cli/{FILE.name}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove the file, once the wheel has it."""
        if version != "editable":
            self._folder.cleanup()
