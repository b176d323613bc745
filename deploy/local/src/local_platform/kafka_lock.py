"""Write kafka-jars.lock anew: `python -m local_platform.kafka_lock [KAFKA_VERSION]`, else the newest."""

import sys
import tempfile
from pathlib import Path

from local_platform.jars import LOCK, Jar, maven, sha256_of

KAFKA = "org.apache.kafka:kafka_2.13"
LOGGING = "org.slf4j:slf4j-simple:1.7.36"  # the broker logs through SLF4J 1.7 and brings no backend
SCOPES = {None, "compile", "runtime"}


def resolve(version: str, cache: Path) -> list[Jar]:
    """Kafka's broker, a logging backend and all they need, Kafka first."""
    context = maven(cache)
    roots = [context.create_dependency(coordinate) for coordinate in (f"{KAFKA}:{version}", LOGGING)]
    inputs, transitive = context.resolver.resolve(roots)
    jars = []
    for dependency in [*inputs, *transitive]:
        if dependency.scope in SCOPES:
            file = dependency.artifact.resolve()
            coordinate = f"{dependency.groupId}:{dependency.artifactId}:{dependency.version}"
            jars.append(Jar(coordinate, file.stat().st_size, sha256_of(file)))
    return jars


def main() -> None:
    """Resolve, then replace the lock."""
    with tempfile.TemporaryDirectory() as cache:
        jars = resolve(sys.argv[1] if len(sys.argv) > 1 else "RELEASE", Path(cache))
    header = "# group:artifact:version bytes sha256; written by python -m local_platform.kafka_lock"
    LOCK.write_text("\n".join([header, *map(str, jars)]) + "\n")
    megabytes = sum(jar.size for jar in jars) / 1e6
    print(f"{LOCK.name}: {jars[0].coordinate}, {len(jars)} jars, {megabytes:.1f} MB")


if __name__ == "__main__":
    main()
