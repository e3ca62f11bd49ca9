"""Where a file stands: on a disk of this machine, or on a network share."""

import os
from pathlib import Path

import psutil

_NETWORK = frozenset((
    "afs", "afp", "afpfs", "ceph", "cifs", "davfs", "fuse.davfs2", "fuse.glusterfs", "fuse.rclone", "fuse.sshfs", "gfs",
    "gfs2", "glusterfs", "lustre", "ncpfs", "nfs", "nfs3", "nfs4", "smb2", "smb3", "smbfs", "webdav",
))  # fmt: skip
Mount = tuple[str, str]
"""A mount point and the kind of its file system."""


def writable(path: Path) -> bool:
    """Whether this user may write a file, and new ones beside it."""
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)


def mounts() -> list[Mount]:
    """What is mounted where on this machine."""
    return [(one.mountpoint, "smbfs" if "remote" in one.opts else one.fstype) for one in psutil.disk_partitions(True)]


def network_share(path: Path, mounted: list[Mount]) -> str | None:
    """The kind of network share that a path is on; None for a disk of this machine."""
    place = path.resolve()
    if str(place).startswith("\\\\"):
        return "share"
    around = [(len(Path(point).parts), kind) for point, kind in mounted if place.is_relative_to(point)]
    # Of several things mounted at one point the last is seen.
    kind = max(reversed(around), key=lambda one: one[0], default=(0, ""))[1].lower()
    return kind if kind in _NETWORK else None
