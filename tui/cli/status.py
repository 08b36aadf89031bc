"""Exit statuses, and which error ends in which."""

from __future__ import annotations

from corpus.errors import FootnotedError, ModelError, UsageError
from corpus.library_errors import NoLibraryError
from corpus.progress import Cancelled

DONE = 0
ERROR = 1
USAGE = 2
ABSTAINED = 3
INTERRUPTED = 130


def status_of(error: FootnotedError) -> int:
    """Return the exit status for an error that ends a command.

    What the person can mend by typing or configuring something else is 2: the call, the
    library named, the model named. The rest is 1.
    """
    if isinstance(error, Cancelled):
        return INTERRUPTED
    return USAGE if isinstance(error, UsageError | NoLibraryError | ModelError) else ERROR
