"""Look for bytes that break a target, guided by coverage: `python -m trials.fuzz [TARGET...] [--seconds N]`.

It needs atheris (the extra `fuzz`). Each target starts from what is kept in `corpus/` and runs for N seconds; then the
fewest inputs that reach everywhere are kept again. An input that breaks the target is kept first, so that the tests
fail until it is mended.
"""

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

from trials.trial import INVENTED_FACTS

LARGEST = 2048
"""The bytes of an input, at most."""
_BROKEN = INVENTED_FACTS.parent / "check" / "broken"


def fuzz(target: str, seconds: int) -> bool:
    """Fuzz one target, keep what it found, and tell whether it held."""
    from trials.targets import corpus, keep

    with tempfile.TemporaryDirectory() as folder:
        before, found, least = (Path(folder, name) for name in ("before", "found", "least"))
        for each in (before, found, least):
            each.mkdir()
        _write(before, corpus(target) or seeds(target))
        run = _inside(target, f"-max_total_time={seconds}", f"-artifact_prefix={folder}/broke-", found, before)
        sys.stdout.write("".join(run.stderr.decode("utf-8", "replace").splitlines(keepends=True)[-2:]))
        if broke := [file.read_bytes() for file in Path(folder).glob("broke-*")]:
            keep(target, [*_read(before), *_read(found), *broke])
            sys.stdout.write(run.stderr.decode("utf-8", "replace")[-6000:])
            return False
        _inside(target, "-merge=1", least, found, before)
        keep(target, _read(least))
    return True


def seeds(target: str) -> list[bytes]:
    """Return what a target starts from where nothing is kept: the records of the tests' facts, sound and broken."""
    if target != "facts":
        return [b"1993", b"spring 1992", b"[1992-06..1992-07]", b"battle"]
    kinds = ("events", "actors", "places", "figures", "sources", "subject")
    files = [file for folder in (INVENTED_FACTS, *_BROKEN.iterdir()) for file in folder.rglob("*.yaml")]
    named = [(next((kind for kind in kinds if kind in str(file)), "events"), file) for file in files]
    return [bytes([kinds.index(kind)]) + file.read_bytes() for kind, file in named if file.stat().st_size < LARGEST]


def _write(folder: Path, inputs: list[bytes]) -> None:
    for number, content in enumerate(inputs):
        (folder / str(number)).write_bytes(content)


def _read(folder: Path) -> list[bytes]:
    return [file.read_bytes() for file in folder.iterdir()]


def _inside(target: str, *arguments: object) -> "subprocess.CompletedProcess[bytes]":
    """Run libFuzzer in a process of its own, which it ends as it likes."""
    command = [sys.executable, "-m", "trials.fuzz", "inside", target, *map(str, arguments)]
    return subprocess.run(command, stderr=subprocess.PIPE)


def inside(target: str, arguments: list[str]) -> None:
    """Be libFuzzer over a target; it starts itself again by the first of its arguments, as a shell reads it."""
    import atheris

    with atheris.instrument_imports(include=["karabakh_cli"]):
        from trials.targets import TARGETS
    again = f"{sys.executable} -m trials.fuzz inside {target}"
    slow = ("-timeout=20", "-report_slow_units=20")  # what is slower breaks the target; a busy machine does not
    atheris.Setup([again, f"-max_len={LARGEST}", *slow, *arguments], TARGETS[target])
    atheris.Fuzz()


def main() -> None:
    """Fuzz the targets that are named, or all of them."""
    if sys.argv[1:2] == ["inside"]:
        inside(sys.argv[2], sys.argv[3:])
    from trials.targets import TARGETS

    parser = argparse.ArgumentParser(prog="python -m trials.fuzz")
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=f"of {', '.join(TARGETS)}; all if left out")
    parser.add_argument("--seconds", type=int, default=900)
    wanted = parser.parse_args()
    held = [fuzz(target, wanted.seconds) for target in wanted.targets or TARGETS]
    sys.exit(0 if all(held) else 1)


if __name__ == "__main__":
    main()
