/* An LD_PRELOAD library that makes the n-th file operation below some folders fail, or writes down each of them.

   FAULT_PREFIXES  folders, separated by ':', whose files count; connect() counts always
   FAULT_AT        the operation that fails, counted from 1; 0 for none
   FAULT_ERRNO     the error it fails with; 0 for a write that takes only half of its bytes (other calls then succeed)
   FAULT_FOREVER   1: all later ones fail too
   FAULT_TRACE     a file to which each operation is appended: see tests/support/faults/trace.py

   A process that has loaded it may set the same with fault_arm() and fault_trace(), and ask fault_count(). */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

static char prefixes[4096];
static long at, counted, failed;
static int error_number, forever, trace = -1;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

#define REAL(result, name, ...)                                                                                       \
    static result (*real_##name)(__VA_ARGS__);                                                                        \
    if (!real_##name) real_##name = (result(*)(__VA_ARGS__))dlsym(RTLD_NEXT, #name)

void fault_arm(const char *folders, long n, int number, int all_later)
{
    snprintf(prefixes, sizeof prefixes, "%s", folders);
    at = n, error_number = number, forever = all_later, counted = 0, failed = 0;
}

long fault_count(void) { return counted; }
long fault_failed(void) { return failed; }

void fault_trace(const char *path)
{
    REAL(int, open, const char *, int, ...);
    trace = *path ? real_open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600) : -1;
}

__attribute__((constructor)) static void start(void)
{
    const char *folders = getenv("FAULT_PREFIXES"), *n = getenv("FAULT_AT"), *number = getenv("FAULT_ERRNO");
    const char *all_later = getenv("FAULT_FOREVER"), *path = getenv("FAULT_TRACE");
    fault_arm(folders ? folders : "", n ? atol(n) : 0, number ? atoi(number) : EIO, all_later && *all_later == '1');
    if (path) fault_trace(path);
}

static int below(const char *path)
{
    for (const char *one = prefixes; *one;) {
        size_t length = strcspn(one, ":");
        if (length && !strncmp(path, one, length) && (path[length] == '/' || !path[length])) return 1;
        one += length + (one[length] == ':');
    }
    return 0;
}

static int absolute(int folder, const char *path, char *whole) /* whole: PATH_MAX */
{
    char base[PATH_MAX];
    if (*path == '/') return snprintf(whole, PATH_MAX, "%s", path) < PATH_MAX;
    if (folder == AT_FDCWD) {
        if (!getcwd(base, sizeof base)) return 0;
    } else {
        char link[64];
        snprintf(link, sizeof link, "/proc/self/fd/%d", folder);
        ssize_t length = readlink(link, base, sizeof base - 1);
        if (length < 0) return 0;
        base[length] = 0;
    }
    return snprintf(whole, PATH_MAX, "%s/%s", base, path) < PATH_MAX;
}

static int name_of(int handle, char *whole)
{
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", handle);
    ssize_t length = readlink(link, whole, PATH_MAX - 1);
    if (length < 0) return 0;
    whole[length] = 0;
    return *whole == '/';
}

/* 0: go on; 1: fail with errno set; 2: write only half */
static int verdict(int writes)
{
    long number = __atomic_add_fetch(&counted, 1, __ATOMIC_SEQ_CST);
    if (!at || number < at || (number > at && !forever)) return 0;
    if (!error_number) {
        if (!writes) return 0;
        failed++;
        return 2;
    }
    failed++;
    errno = error_number;
    return 1;
}

/* one entry: kind, two lengths, offset, length of data, then path, path, data; all numbers little-endian as the machine has them */
static void note(char kind, const char *path, const char *other, int64_t offset, const void *data, size_t size)
{
    if (trace < 0) return;
    struct __attribute__((packed)) { char kind; uint16_t path, other; int64_t offset; uint32_t size; } head = {
        kind, (uint16_t)strlen(path), (uint16_t)strlen(other), offset, (uint32_t)(data ? size : 0)};
    struct iovec parts[4] = {{&head, sizeof head}, {(void *)path, head.path}, {(void *)other, head.other}, {(void *)data, head.size}};
    REAL(ssize_t, writev, int, const struct iovec *, int);
    pthread_mutex_lock(&lock);
    if (real_writev(trace, parts, 4) < 0) abort();
    pthread_mutex_unlock(&lock);
}

ssize_t write(int handle, const void *data, size_t size)
{
    REAL(ssize_t, write, int, const void *, size_t);
    char path[PATH_MAX];
    if (!*prefixes || !name_of(handle, path) || !below(path)) return real_write(handle, data, size);
    int found = verdict(size > 1);
    if (found == 1) return -1;
    ssize_t written = real_write(handle, data, found == 2 ? size / 2 : size);
    if (written > 0) note('w', path, "", lseek(handle, 0, SEEK_CUR) - written, data, (size_t)written);
    return written;
}

static ssize_t written_at(ssize_t (*real)(int, const void *, size_t, off_t), int handle, const void *data, size_t size, off_t offset)
{
    char path[PATH_MAX];
    if (!*prefixes || !name_of(handle, path) || !below(path)) return real(handle, data, size, offset);
    int found = verdict(size > 1);
    if (found == 1) return -1;
    ssize_t written = real(handle, data, found == 2 ? size / 2 : size, offset);
    if (written > 0) note('w', path, "", offset, data, (size_t)written);
    return written;
}

ssize_t pwrite(int handle, const void *data, size_t size, off_t offset)
{
    REAL(ssize_t, pwrite, int, const void *, size_t, off_t);
    return written_at(real_pwrite, handle, data, size, offset);
}

ssize_t pwrite64(int handle, const void *data, size_t size, off_t offset)
{
    REAL(ssize_t, pwrite64, int, const void *, size_t, off_t);
    return written_at(real_pwrite64, handle, data, size, offset);
}

#define ON_HANDLE(name, kind)                                                                                         \
    int name(int handle)                                                                                              \
    {                                                                                                                 \
        REAL(int, name, int);                                                                                         \
        char path[PATH_MAX];                                                                                          \
        if (!*prefixes || !name_of(handle, path) || !below(path)) return real_##name(handle);                         \
        if (verdict(0)) return -1;                                                                                    \
        int result = real_##name(handle);                                                                             \
        if (!result) note(kind, path, "", 0, NULL, 0);                                                                \
        return result;                                                                                                \
    }
ON_HANDLE(fsync, 's')
ON_HANDLE(fdatasync, 's')

#define TRUNCATING(name)                                                                                              \
    int name(int handle, off_t size)                                                                                  \
    {                                                                                                                 \
        REAL(int, name, int, off_t);                                                                                  \
        char path[PATH_MAX];                                                                                          \
        int result = real_##name(handle, size);                                                                       \
        if (!result && *prefixes && name_of(handle, path) && below(path)) note('t', path, "", size, NULL, 0);         \
        return result;                                                                                                \
    }
TRUNCATING(ftruncate)
TRUNCATING(ftruncate64)

static int on_two(int (*real)(int, const char *, int, const char *, unsigned), char kind, int from, const char *old, int to, const char *new,
                  unsigned flags)
{
    char one[PATH_MAX], other[PATH_MAX];
    if (!*prefixes || !absolute(from, old, one) || !absolute(to, new, other) || !(below(one) || below(other)))
        return real(from, old, to, new, flags);
    if (verdict(0)) return -1;
    int result = real(from, old, to, new, flags);
    if (!result) note(kind, one, other, 0, NULL, 0);
    return result;
}

static int rename_at(int from, const char *old, int to, const char *new, unsigned flags)
{
    REAL(int, renameat, int, const char *, int, const char *);
    (void)flags;
    return real_renameat(from, old, to, new);
}

static int link_at(int from, const char *old, int to, const char *new, unsigned flags)
{
    REAL(int, linkat, int, const char *, int, const char *, int);
    return real_linkat(from, old, to, new, (int)flags);
}

static int rename_two(int from, const char *old, int to, const char *new, unsigned flags)
{
    REAL(int, renameat2, int, const char *, int, const char *, unsigned);
    return real_renameat2(from, old, to, new, flags);
}

int rename(const char *old, const char *new) { return on_two(rename_at, 'r', AT_FDCWD, old, AT_FDCWD, new, 0); }
int renameat(int from, const char *old, int to, const char *new) { return on_two(rename_at, 'r', from, old, to, new, 0); }
int renameat2(int from, const char *old, int to, const char *new, unsigned flags) { return on_two(rename_two, 'r', from, old, to, new, flags); }
int link(const char *old, const char *new) { return on_two(link_at, 'l', AT_FDCWD, old, AT_FDCWD, new, 0); }
int linkat(int from, const char *old, int to, const char *new, int flags) { return on_two(link_at, 'l', from, old, to, new, (unsigned)flags); }

int unlinkat(int folder, const char *name, int flags)
{
    REAL(int, unlinkat, int, const char *, int);
    char path[PATH_MAX];
    if (!*prefixes || !absolute(folder, name, path) || !below(path)) return real_unlinkat(folder, name, flags);
    if (verdict(0)) return -1;
    int result = real_unlinkat(folder, name, flags);
    if (!result) note(flags & AT_REMOVEDIR ? 'x' : 'u', path, "", 0, NULL, 0);
    return result;
}

int unlink(const char *path) { return unlinkat(AT_FDCWD, path, 0); }
int rmdir(const char *path) { return unlinkat(AT_FDCWD, path, AT_REMOVEDIR); }

int mkdirat(int folder, const char *name, mode_t mode)
{
    REAL(int, mkdirat, int, const char *, mode_t);
    char path[PATH_MAX];
    if (!*prefixes || !absolute(folder, name, path) || !below(path)) return real_mkdirat(folder, name, mode);
    if (access(path, F_OK) && verdict(0)) return -1;
    int result = real_mkdirat(folder, name, mode);
    if (!result) note('m', path, "", 0, NULL, 0);
    return result;
}

int mkdir(const char *path, mode_t mode) { return mkdirat(AT_FDCWD, path, mode); }

static int opened(int folder, const char *name, int flags, mode_t mode)
{
    REAL(int, openat, int, const char *, int, ...);
    char path[PATH_MAX];
    struct stat before;
    if (!*prefixes || !(flags & (O_CREAT | O_TRUNC)) || (flags & O_TMPFILE) == O_TMPFILE || !absolute(folder, name, path) || !below(path))
        return real_openat(folder, name, flags, mode);
    int there = !stat(path, &before);
    if (!there && verdict(0)) return -1;
    int handle = real_openat(folder, name, flags, mode);
    if (handle >= 0 && !there) note('c', path, "", 0, NULL, 0);
    if (handle >= 0 && there && (flags & O_TRUNC)) note('t', path, "", 0, NULL, 0);
    return handle;
}

#define OPENING(name)                                                                                                 \
    int name(const char *path, int flags, ...)                                                                        \
    {                                                                                                                 \
        va_list more;                                                                                                 \
        va_start(more, flags);                                                                                        \
        mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(more, mode_t) : 0;                                       \
        va_end(more);                                                                                                 \
        return opened(AT_FDCWD, path, flags, mode);                                                                   \
    }
OPENING(open)
OPENING(open64)

#define OPENING_AT(name)                                                                                              \
    int name(int folder, const char *path, int flags, ...)                                                            \
    {                                                                                                                 \
        va_list more;                                                                                                 \
        va_start(more, flags);                                                                                        \
        mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(more, mode_t) : 0;                                       \
        va_end(more);                                                                                                 \
        return opened(folder, path, flags, mode);                                                                     \
    }
OPENING_AT(openat)
OPENING_AT(openat64)

int connect(int handle, const struct sockaddr *address, socklen_t size)
{
    REAL(int, connect, int, const struct sockaddr *, socklen_t);
    if (*prefixes && verdict(0)) return -1;
    return real_connect(handle, address, size);
}
