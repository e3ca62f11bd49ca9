"""The chain that everything else hangs on: a file in, its documents and records out, and those into the store."""

from psr_extract.ingest.one import Clock, Outcome, take_in
from psr_extract.ingest.worker import Worker

__all__ = ["Clock", "Outcome", "Worker", "take_in"]
