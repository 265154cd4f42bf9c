"""The process: one job a line on its input, one answer a line on its output, as JSON.

`python -m dentelle.media.decoding.worker MEGABYTES PATIENCE`. It ends when its input does, or after
`PATIENCE` seconds without work. A job past its share of the processor ends the process, and so does memory past its
limit when a library cannot say so: the other side sees it gone, and starts another.
"""

import json
import os
import resource
import select
import sys
from typing import Any, BinaryIO

import pyvips

from dentelle.media.decoding.jobs import JOBS
from dentelle.media.decoding.opening import shut_other_readers
from dentelle.media.decoding.refusals import RefusedError

# What libraries say when they are refused memory and live on.
_STARVED = ("out of memory", "insufficient memory", "cannot allocate", "memory allocation")
FILE_BYTES = 8 << 30  # no file it writes is larger


def limit(megabytes: int) -> None:
    """Bound what the whole process may hold and write."""
    held = megabytes << 20
    # RLIMIT_DATA is what is really held (Linux); RLIMIT_AS would count files only mapped.
    resource.setrlimit(resource.RLIMIT_DATA, (held, held))
    resource.setrlimit(resource.RLIMIT_FSIZE, (FILE_BYTES, FILE_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def allow_seconds(seconds: int) -> None:
    """Give the job that begins its share of the processor; past it the kernel ends the process."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    most = int(used.ru_utime + used.ru_stime) + seconds + 1
    resource.setrlimit(resource.RLIMIT_CPU, (most, resource.getrlimit(resource.RLIMIT_CPU)[1]))


def answer(asked: dict[str, Any]) -> dict[str, Any]:
    """Do one job; what goes wrong with the picture is an answer too."""
    allow_seconds(asked["seconds"])
    try:
        return {"done": JOBS[asked["job"]](**asked["given"])}
    except RefusedError as error:
        return {"refused": error.code, "found": error.found}
    except MemoryError:
        return {"refused": "memory", "found": {}}
    except pyvips.Error as error:
        code = "memory" if any(words in str(error).lower() for words in _STARVED) else "damaged"
        return {"refused": code, "found": {"said": str(error)[:500]}}


def serve(jobs: BinaryIO, answers: BinaryIO, patience: int) -> None:
    """Answer until the input ends, or nothing is asked for so many seconds."""
    while select.select([jobs], [], [], patience)[0] and (line := jobs.readline()):
        answers.write(json.dumps(answer(json.loads(line))).encode() + b"\n")
        answers.flush()


if __name__ == "__main__":
    limit(int(sys.argv[1]))
    shut_other_readers()
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints is no answer
    serve(os.fdopen(0, "rb", buffering=0), out, int(sys.argv[2]))
