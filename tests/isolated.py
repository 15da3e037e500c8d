"""Work that may crash or hang, done in processes of their own, and what came of it.

A worker is a script that reads one job a line and answers each with one line; one that dies or is silent for too long
is replaced, and its job is answered by `Lost`.
"""

import queue
import selectors
import signal
import subprocess
import threading
from typing import NamedTuple


class Lost(NamedTuple):
    """Why a job has no answer: "hangs", or the signal or status that the worker ended with."""

    why: str


class Worker:
    """One process, started when it is first needed and after each loss."""

    def __init__(self, command, seconds):
        self.command, self.seconds, self.process = command, seconds, None

    def ask(self, job):
        """The answer to one job: text, or `Lost`."""
        if self.process is None:
            pipe = subprocess.PIPE
            self.process = subprocess.Popen(self.command, stdin=pipe, stdout=pipe, text=True)
            self.selector = selectors.DefaultSelector()
            self.selector.register(self.process.stdout, selectors.EVENT_READ)
        try:
            self.process.stdin.write(job + "\n")
            self.process.stdin.flush()
        except BrokenPipeError:
            return self.lost()
        if not self.selector.select(self.seconds):
            return self.lost("hangs")
        return self.process.stdout.readline().rstrip("\n") or self.lost()

    def lost(self, why=None):
        if why:
            self.process.kill()
        code = self.process.wait()
        self.close()
        return Lost(why or (signal.Signals(-code).name if code < 0 else f"status {code}"))

    def close(self):
        """Ends the process, if there is one."""
        if self.process:
            self.process.stdin.close()
            self.process.stdout.close()
            self.process.wait()
            self.selector.close()
            self.process = None


def answers(command, jobs, processes=2, seconds=60):
    """Pairs of job and answer, as they come, from so many workers; a job may take so many seconds."""
    jobs, done = iter(jobs), queue.Queue(1000)
    lock = threading.Lock()

    def work():
        worker = Worker(command, seconds)
        try:
            while True:
                with lock:
                    job = next(jobs, None)
                if job is None:
                    break
                done.put((job, worker.ask(job)))
            worker.close()
        finally:
            done.put(None)

    threads = [threading.Thread(target=work, daemon=True) for _ in range(processes)]
    for thread in threads:
        thread.start()
    for _ in threads:
        yield from iter(done.get, None)
