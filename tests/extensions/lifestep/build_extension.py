"""Lets cargo build the extension and puts it into the wheel, which is one for every interpreter of the platform."""

import json
import subprocess
import sysconfig

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CargoHook(BuildHookInterface):
    """Called by hatchling for each wheel."""

    PLUGIN_NAME = "custom"

    def initialize(self, version, build_data):
        """Builds, and adds what was built to `build_data`, hatchling's description of the wheel."""
        command = ["cargo", "build", "--release", "--message-format=json-render-diagnostics"]
        cargo = subprocess.run(command, cwd=self.root, stdout=subprocess.PIPE, check=True)
        messages = [json.loads(line) for line in cargo.stdout.splitlines()]
        (built,) = (m["filenames"][0] for m in messages if m.get("target", {}).get("kind") == ["cdylib"])
        build_data["pure_python"] = False
        build_data["tag"] = "py3-none-" + sysconfig.get_platform().replace("-", "_").replace(".", "_")
        build_data["force_include"][built] = "lifestep.hpy0.so"
