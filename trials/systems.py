"""What Windows and macOS do otherwise, by their documentation, on the system at hand.

`python -m trials.systems windows events 1991` has the program answer there.
"""

import builtins
import fcntl
import io
import os
import random
import shutil
import signal
import sys
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import platformdirs  # noqa: F401 - it looks at the system as it is imported

from karabakh_cli.cli import main
from trials.surroundings import QUESTIONS
from trials.trial import QUESTION, ROOT, Room, quietly_failed, trial

_STAT, _LSTAT, _SCANDIR, _LISTDIR = os.stat, os.lstat, os.scandir, os.listdir
_MADE = 1_600_000_000 * 10**9 + 1
_TAKE_A_PATH = ("access", "stat", "lstat", "open", "listdir", "mkdir", "unlink", "utime", "chmod")
_TAKE_TWO = ("replace", "rename")


class _Entry:
    """What `os.scandir` gives, below the folder as it was asked for, however that is spelled."""

    def __init__(self, entry: "os.DirEntry[str]", folder: str | int) -> None:
        self._entry, self.name = entry, entry.name
        self.path = entry.path if isinstance(folder, int) else os.path.join(folder, entry.name)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._entry, name)


class _WindowsEntry(_Entry):
    """What it gives on Windows: without numbers, and with the time of making for that of change."""

    def stat(self, **options: Any) -> SimpleNamespace:
        """Return what the listing of a folder has of a file."""
        return windows_status(self._entry.stat(**options), st_ino=0, st_dev=0)


class _Listing(list[_Entry]):
    """A folder that is listed, which can be entered and left as that of `os.scandir` can."""

    def __init__(self, folder: str | int = ".", kind: type[_Entry] = _Entry) -> None:
        super().__init__(kind(entry, folder) for entry in _SCANDIR(_as_spelled(folder)))

    def __enter__(self) -> Iterator[_Entry]:
        return iter(self)

    def __exit__(self, *_: object) -> None:
        pass


def windows_listing(folder: str = ".") -> _Listing:
    """List a folder as Windows does."""
    return _Listing(folder, _WindowsEntry)


def windows_status(status: os.stat_result, **others: int) -> SimpleNamespace:
    """Return the state of a file as Windows tells it: whoever may read it may write it, and change is making."""
    found = {name: getattr(status, name) for name in dir(status) if name.startswith("st_")}
    made = {"st_mode": status.st_mode | 0o666, "st_ctime_ns": _MADE, "st_ctime": _MADE / 10**9, "st_uid": 0}
    return SimpleNamespace(**found | made | others)


def _is_there(path: str | os.PathLike[str]) -> bool:
    try:
        _LSTAT(path)
    except (OSError, ValueError):
        return False
    return True


def in_use(path: str | os.PathLike[str]) -> bool:
    """Tell whether any process has a file open."""
    if not _is_there(path):
        return False
    file = _STAT(path)
    for link in Path("/proc").glob("[0-9]*/fd/*"):
        try:
            if os.path.samestat(_STAT(link), file):
                return True
        except OSError:
            pass
    return False


def _unless_in_use(change: Callable[..., Any]) -> Callable[..., Any]:
    def changed(*paths: Any, **options: Any) -> Any:
        if any(map(in_use, paths)):
            raise PermissionError(13, "The process cannot access the file because it is being used by another process")
        return change(*paths, **options)

    return changed


def _whatever_the_case(of_path: Callable[..., Any], paths: int) -> Callable[..., Any]:
    """Have a function find what its first arguments, so many paths, name in capitals or not, composed or not."""
    return lambda *given, **options: of_path(*map(_as_spelled, given[:paths]), *given[paths:], **options)


def _as_spelled(path: Any) -> Any:
    """Return a path as its folders spell it; as it is where there is no such thing."""
    if not path or isinstance(path, int | bytes) or _is_there(path):
        return path
    folder, name = os.path.split(os.fspath(path))
    try:
        names = [each for each in _LISTDIR(_as_spelled(folder) or ".") if _alike(each) == _alike(name)]
    except OSError:
        return path
    return os.path.join(_as_spelled(folder), names[0]) if names else path


def _alike(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


def be_windows() -> None:
    """Answer this process as Windows does."""
    os.scandir = windows_listing
    os.stat = lambda path, **options: windows_status(_STAT(path, **options))
    for name in ("replace", "rename", "unlink"):
        setattr(os, name, _unless_in_use(getattr(os, name)))
    for module, name in ((os, "getuid"), (os, "geteuid"), (os, "O_NONBLOCK"), (signal, "SIGHUP"), (signal, "SIGPIPE")):
        delattr(module, name)
    shutil._use_fd_functions = False
    sys.modules |= dict.fromkeys(("fcntl", "termios", "pwd", "grp", "resource"))


def be_macos() -> None:
    """Answer this process as macOS does, on a file system that cannot be told to write to the disk itself."""

    def refuse(file: object, what: int) -> None:
        raise OSError(45, "Operation not supported")

    fcntl.F_FULLFSYNC, fcntl.fcntl = 51, refuse
    os.scandir = _Listing
    sys.platform = "darwin"


def _main() -> None:
    """Run the program as on another system, where a name is found in capitals or not."""
    system, *sys.argv[1:] = sys.argv[1:]
    {"windows": be_windows, "macos": be_macos}[system]()
    for number, names in ((1, _TAKE_A_PATH), (2, _TAKE_TWO)):
        for name in names:
            setattr(os, name, _whatever_the_case(getattr(os, name), number))
    builtins.open = io.open = _whatever_the_case(io.open, 1)
    main()


class _Elsewhere(Room):
    """A room with the program as on another system."""

    def __init__(self, room: Room, system: str) -> None:
        self.folder, self.facts, self.cache, self.system = room.folder, room.facts, room.cache, system
        self.environment = room.environment | {"PYTHONPATH": str(ROOT)}

    def command(self, *arguments: str) -> list[str]:
        """Return the command that asks the program something there."""
        return [sys.executable, "-m", "trials.systems", self.system, *arguments]


@trial(times=12, few=2, each=len(QUESTIONS) + 5)
def other_systems(room: Room, turn: int) -> None:
    """Ask everything, edit and export where the system answers as Windows does, and as macOS does."""
    there = _Elsewhere(room, ("windows", "macos")[turn % 2])
    here = {"env": {"XDG_CACHE_HOME": str(room.folder / "cache here")}}
    assert there.run(*QUESTION, check=True).stdout == room.run(*QUESTION, **here).stdout
    (index,) = room.indexes
    made = index.stat()
    for question in QUESTIONS:
        assert there.run(*question, check=True).stdout == room.run(*question, **here).stdout, question
    assert (room.indexes, index.stat().st_ino) == ([index], made.st_ino), "the index was made anew"
    chance = random.Random(turn)
    spelled = {"env": {"KARABAKH_FACTS": str(room.facts.parent / _in_any_case(room.facts.name, chance))}}
    assert there.run(*QUESTION, check=True, **spelled).stdout == room.run(*QUESTION, **here).stdout
    _edited(room, there, index)
    _exported(room, there, _in_any_case("facts", chance))


def _in_any_case(name: str, chance: random.Random) -> str:
    return "".join(chance.choice((letter.upper(), letter.lower())) for letter in name)


def _edited(room: Room, there: Room, index: Path) -> None:
    """Change the facts while the index is open, which only Windows minds."""
    made = index.stat()
    room.edit("Battle of North Town", "Combat of North Town")
    with index.open("rb"):
        assert there.run(*QUESTION, check=True).stdout == room.right_answer()
        assert (index.stat().st_ino == made.st_ino) is (there.system == "windows")
    assert there.run(*QUESTION, check=True).stdout == room.right_answer()
    assert index.stat().st_ino != made.st_ino
    assert [file for file in room.indexes if file.suffix != ".sqlite"] == []


def _exported(room: Room, there: Room, name: str) -> None:
    """Replace an export under another spelling of its name, while it is open, which only Windows minds, and after."""
    place = room.folder / "exported"
    place.mkdir()
    there.run("export", str(place / "facts.db"), check=True)
    old, names = (place / "facts.db").read_bytes(), sorted(os.listdir(place))
    room.edit("Combat of North Town", "Struggle of North Town")
    with (place / "facts.db").open("rb"):
        run = there.run("export", str(place / f"{name}.db"), "--force")
        if there.system == "windows":
            quietly_failed(run, 4)
            assert (place / "facts.db").read_bytes() == old
    there.run("export", str(place / f"{name}.db"), "--force", check=True)
    assert (place / "facts.db").read_bytes() != old
    assert sorted(os.listdir(place)) == names


if __name__ == "__main__":
    _main()
