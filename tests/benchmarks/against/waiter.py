"""Runs a command and tells what it took: ``python -IS waiter.py OUT COMMAND…``.

Prints its exit code, the seconds of the processor and the most memory in MiB. A process counts
as its own the memory of the one that it was spawned by, so that this one is small.
"""

import os
import sys

out, *command = sys.argv[1:]
flags = os.O_WRONLY | os.O_CREAT
pid = os.posix_spawn(
    command[0],
    command,
    os.environ,
    file_actions=[
        (os.POSIX_SPAWN_OPEN, 1, out, flags, 0o600),
        (os.POSIX_SPAWN_OPEN, 2, os.devnull, flags, 0o600),
    ],
)
_, status, usage = os.wait4(pid, 0)
code = os.waitstatus_to_exitcode(status)
print(code, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)
