"""The library and the apps of these tests, compiled once: Node.js then runs an app in a second."""

import os
import pathlib
import shutil
import subprocess

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]


class Library:
    """The compiled apps in a folder."""

    def __init__(self, folder: pathlib.Path) -> None:
        self._apps = folder / "test" / HERE.name
        subprocess.run([ROOT / "node_modules/.bin/tsc", "-p", HERE / "tsconfig.json", "--outDir", folder], check=True)
        shutil.copy(ROOT / "package.json", folder)
        for name in ("node_modules", "bindings"):
            (folder / name).symlink_to(ROOT / name)

    def command(self, app: str) -> str:
        """How an app is synthesized."""
        return f"node {self._apps / app}.js"

    def synthesize(self, app: str, folder: pathlib.Path) -> None:
        """Synthesizes an app into a folder, whatever the machine has set for stacks of its own."""
        settings = ("TERRAFORM_", "ENVIRONMENT_SUFFIX", "AWS_")
        environment = {name: value for name, value in os.environ.items() if not name.startswith(settings)}
        subprocess.run([*self.command(app).split(), folder], env=environment, stderr=subprocess.DEVNULL, check=True)
