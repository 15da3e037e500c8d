"""Fetches jars and what they depend on from Maven, with the machine's own Maven settings."""

from __future__ import annotations

import pathlib
import shutil
from xml.sax.saxutils import escape

from .run import need, run

POM = """<project xmlns="http://maven.apache.org/POM/4.0.0">
<modelVersion>4.0.0</modelVersion>
<groupId>uniarray</groupId> <artifactId>backend</artifactId> <version>1</version> <packaging>pom</packaging>
<dependencies>
{dependencies}
</dependencies>
</project>
"""
DEPENDENCY = (
    "<dependency><groupId>{}</groupId><artifactId>{}</artifactId><version>{}</version><type>{}</type></dependency>"
)


def copy_jars(artifacts: list[tuple[str, str, str]], version: str, folder: pathlib.Path, log: pathlib.Path) -> None:
    """Puts the artifacts (group, name, type), all of one version, and their dependencies into `folder`."""
    maven = need("mvn", "maven")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    lines = (DEPENDENCY.format(*map(escape, (group, name, version, kind))) for group, name, kind in artifacts)
    pom = folder / "pom.xml"
    pom.write_text(POM.format(dependencies="\n".join(lines)))
    run(log, maven, "-B", "-q", "-f", pom, "dependency:copy-dependencies", f"-DoutputDirectory={folder}")
    for description in folder.glob("*.pom"):
        description.unlink()
    pom.unlink()
