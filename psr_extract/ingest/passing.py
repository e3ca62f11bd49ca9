"""Which failures may pass by themselves."""

import errno

_PASSING = frozenset(
    getattr(errno, name)
    for name in (
        "EAGAIN", "EBUSY", "EDEADLK", "EDQUOT", "EHOSTDOWN", "EHOSTUNREACH", "EINTR", "EIO", "EMFILE", "ENETDOWN",
        "ENETUNREACH", "ENFILE", "ENOMEM", "ENOSPC", "ENOTCONN", "ENXIO", "ESTALE", "ETIMEDOUT", "ETXTBSY",
    )
    if hasattr(errno, name)
)  # fmt: skip
_WINDOWS = frozenset((32, 33, 53, 59, 64, 67, 112, 1231))
"""Sharing and lock violations, network names that are gone, a full disk."""


def may_pass(error: BaseException | None) -> bool:
    """Whether this error comes of something that may be better later: a lock, a share that is away, no room."""
    while error is not None:
        if isinstance(error, OSError):
            return error.errno in _PASSING or getattr(error, "winerror", None) in _WINDOWS
        error = error.__cause__
    return False
