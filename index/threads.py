"""Keeps numpy's matrix products on one thread while questions are answered.

A question's products take tenths of a millisecond. Shared out over threads they wait for
the slowest core: with other work on the machine a question took 90 ms of processor time
instead of 24. The encoder and FAISS have threads of their own and keep them.
"""

from __future__ import annotations

from functools import lru_cache


@lru_cache(maxsize=1)
def one_blas_thread() -> None:
    """Hold numpy's BLAS to one thread for the rest of the process; a second call costs nothing."""
    from threadpoolctl import threadpool_limits

    threadpool_limits(limits=1, user_api="blas")
