"""What processes take: the processor's time and memory, children included. Source: proc(5)."""

import os
from collections.abc import Iterable
from pathlib import Path

_TICK = os.sysconf("SC_CLK_TCK")
_USER, _SYSTEM, _PARENT = 11, 12, 1  # of the fields of /proc/<pid>/stat after the name


def family(root: int) -> list[int]:
    """Return a process and all that it started."""
    parents = {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdecimal() and (fields := _stat(int(folder.name))):
            parents[int(folder.name)] = int(fields[_PARENT])
    found = [root]
    for pid in found:
        found += [child for child, parent in parents.items() if parent == pid]
    return found


def processor_s(pids: Iterable[int]) -> float:
    """Return the seconds of processor these processes have used."""
    fields = filter(None, map(_stat, pids))
    return sum(int(each[_USER]) + int(each[_SYSTEM]) for each in fields) / _TICK


def memory_mb(pids: Iterable[int]) -> float:
    """Return the memory these processes hold together, shared pages counted once (Pss)."""
    total = 0
    for pid in pids:
        try:
            lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
        except (FileNotFoundError, PermissionError, ProcessLookupError):
            continue
        total += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return total / 1024


def _stat(pid: int) -> list[str]:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return []
