"""What a process that reads strangers' files gives up before it opens the first: network, programs, writing, other files, other processes.

seccomp-bpf (by libseccomp, which Debian's apt brings) answers forbidden system calls with "not permitted"; Landlock (Linux 5.13 and later)
hides every file that the work doesn't need. Both need no privileges, hold in containers and for root, bind every thread begun later, and
can't be taken back. To be called while the process has one thread.
"""

from __future__ import annotations

import ctypes
import errno
import os
import struct
from collections.abc import Iterable, Sequence
from pathlib import Path

NETWORK, PROGRAMS, WRITING, READING = "no network", "no programs", "no writing", "no other files"  # what can be in force

# Always: ways out of the machine, into other processes, to more rights, and around this filter.
_NEVER = (
    "socket socketpair connect bind listen accept accept4 sendto sendmsg sendmmsg ptrace process_vm_readv process_vm_writev process_madvise"
    " pidfd_open pidfd_getfd pidfd_send_signal kcmp mount umount2 move_mount open_tree fsopen fsmount fspick pivot_root chroot unshare"
    " setns bpf perf_event_open userfaultfd keyctl add_key request_key io_uring_setup io_uring_enter io_uring_register open_by_handle_at"
    " name_to_handle_at init_module finit_module delete_module kexec_load kexec_file_load reboot swapon swapoff settimeofday"
    " clock_settime clock_adjtime adjtimex sethostname setdomainname syslog acct quotactl nfsservctl personality setuid setgid setreuid"
    " setregid setresuid setresgid setgroups setfsuid setfsgid fanotify_init mq_open msgget semget shmget"
)
_PROGRAMS = "execve execveat fork vfork"
_WRITING = (
    "creat truncate unlink unlinkat rename renameat renameat2 mkdir mkdirat rmdir link linkat symlink symlinkat mknod mknodat chmod fchmod"
    " fchmodat fchmodat2 chown fchown lchown fchownat setxattr lsetxattr fsetxattr removexattr lremovexattr fremovexattr utime utimes"
    " futimesat utimensat"
)
_ALLOW, _ERRNO = 0x7FFF0000, 0x00050000  # seccomp.h
_NOT_EQUAL, _MASKED_EQUAL = 1, 7
_CLONE_THREAD = 0x10000
_OPENED_FOR_WRITING = (os.O_WRONLY, os.O_RDWR)

_EXECUTE, _WRITE_FILE, _READ_FILE, _READ_DIR = 1, 2, 4, 8  # linux/landlock.h
_FILE_RIGHTS = _EXECUTE | _WRITE_FILE | _READ_FILE | 1 << 14 | 1 << 15
_RIGHTS_BY_VERSION = ((1, 13), (2, 14), (3, 15), (5, 16))  # Landlock's version, and how many rights to files it knows
_CREATE, _ADD, _RESTRICT = 444, 445, 446  # system calls; the same on every kind of machine
_NO_NEW_PRIVS, _NOT_DUMPABLE = (38, 1), (4, 0)  # linux/prctl.h


def confine(readable: Iterable[Path], writable: Sequence[Path], programs: bool) -> tuple[str, ...]:
    """Give up all that can be given up; what is in force now. `programs`: the work starts programs (then they may write in `writable`)."""
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(*_NO_NEW_PRIVS, 0, 0, 0)
    libc.prctl(*_NOT_DUMPABLE, 0, 0, 0)
    files = _landlock(libc, readable, writable, programs)
    calls = _seccomp(programs)
    if not calls:
        return (WRITING, READING) if files else ()
    return (NETWORK, *(() if programs else (PROGRAMS,)), *((WRITING,) if files or not programs else ()), *((READING,) if files else ()))


def _landlock(libc: ctypes.CDLL, readable: Iterable[Path], writable: Iterable[Path], programs: bool) -> bool:
    version = libc.syscall(_CREATE, None, 0, 1)
    if version < 1:
        return False
    rights = (1 << max(count for least, count in _RIGHTS_BY_VERSION if version >= least)) - 1
    handled = struct.pack("QQQ", rights, 3, 3)[: 8 if version < 4 else 16 if version < 6 else 24]  # files, TCP, signals
    ruleset = libc.syscall(_CREATE, handled, len(handled), 0)
    if ruleset < 0:
        return False
    try:
        read = _READ_FILE | _READ_DIR | (_EXECUTE if programs else 0)
        for paths, allowed in ((readable, read), (writable, rights), ((Path(os.devnull),), _READ_FILE | _WRITE_FILE)):
            for path in paths:
                _allow(libc, ruleset, path, allowed & rights)
        return bool(libc.syscall(_RESTRICT, ruleset, 0) == 0)
    finally:
        os.close(ruleset)


def _allow(libc: ctypes.CDLL, ruleset: int, path: Path, rights: int) -> None:
    """What is not there needs no permission."""
    try:
        place = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return
    try:
        libc.syscall(_ADD, ruleset, 1, struct.pack("=Qi", rights if path.is_dir() else rights & _FILE_RIGHTS, place), 0)
    finally:
        os.close(place)


class _Compare(ctypes.Structure):
    _fields_ = (("argument", ctypes.c_uint), ("operator", ctypes.c_int), ("one", ctypes.c_uint64), ("other", ctypes.c_uint64))


class _Filter:
    """A list of forbidden system calls; everything else is allowed."""

    def __init__(self) -> None:
        self._library = ctypes.CDLL("libseccomp.so.2")
        self._library.seccomp_init.restype = ctypes.c_void_p
        self._filter = ctypes.c_void_p(self._library.seccomp_init(_ALLOW))

    def forbid(self, names: str, error: int = errno.EPERM) -> None:
        """These calls, separated by spaces; those that this kind of machine hasn't are left out."""
        for name in names.split():
            self._rule(name, error)

    def forbid_where(self, name: str, argument: int, operator: int, one: int, other: int = 0) -> None:
        """This call where an argument (from 0) compares so."""
        self._rule(name, errno.EPERM, _Compare(argument, operator, one, other))

    def _rule(self, name: str, error: int, *where: _Compare) -> None:
        number = self._library.seccomp_syscall_resolve_name(name.encode())
        if number >= 0:
            self._library.seccomp_rule_add_array(
                self._filter, ctypes.c_uint32(_ERRNO | error), number, len(where), (_Compare * len(where))(*where)
            )

    def load(self) -> bool:
        """Put it in force."""
        done = bool(self._library.seccomp_load(self._filter) == 0)
        self._library.seccomp_release(self._filter)
        return done


def _seccomp(programs: bool) -> bool:
    try:
        calls = _Filter()
    except (OSError, AttributeError):
        return False
    calls.forbid(_NEVER)
    if not programs:
        calls.forbid(_PROGRAMS)
        calls.forbid(_WRITING)
        calls.forbid("clone3 openat2", errno.ENOSYS)  # their arguments stand where no filter sees them; older calls are tried then
        calls.forbid_where("clone", 0, _MASKED_EQUAL, _CLONE_THREAD, 0)
        for mode in _OPENED_FOR_WRITING:
            calls.forbid_where("open", 1, _MASKED_EQUAL, os.O_ACCMODE, mode)
            calls.forbid_where("openat", 2, _MASKED_EQUAL, os.O_ACCMODE, mode)
        for call in ("kill", "tgkill", "tkill"):
            calls.forbid_where(call, 0, _NOT_EQUAL, os.getpid())
    return calls.load()
