/* A failing disk, for tests: writes to files whose path holds FAIL_PATH fail now and then, with ENOSPC or EIO.
   FAIL_ONE_IN says how often, FAIL_SEED with which dice. Some of the failing writes are cut short instead. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

static unsigned int dice;
static int one_in;

static int fails(int fd)
{
    char link[64], path[4096];
    const char *wanted = getenv("FAIL_PATH");
    if (!wanted)
        return 0;
    if (!one_in) {
        one_in = atoi(getenv("FAIL_ONE_IN"));
        dice = (unsigned int)atoi(getenv("FAIL_SEED"));
    }
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0)
        return 0;
    path[length] = 0;
    if (!strstr(path, wanted) || rand_r(&dice) % one_in)
        return 0;
    errno = rand_r(&dice) % 2 ? ENOSPC : EIO;
    return 1;
}

#define REAL(name) ((typeof(&name))dlsym(RTLD_NEXT, #name))

ssize_t pwrite64(int fd, const void *data, size_t size, off64_t at)
{
    if (!fails(fd))
        return REAL(pwrite64)(fd, data, size, at);
    if (rand_r(&dice) % 2 && size > 1) {
        int kind = errno;
        REAL(pwrite64)(fd, data, size / 2, at);
        errno = kind;
    }
    return -1;
}

ssize_t pwrite(int fd, const void *data, size_t size, off_t at)
{
    return pwrite64(fd, data, size, at);
}

ssize_t write(int fd, const void *data, size_t size)
{
    return fails(fd) ? -1 : REAL(write)(fd, data, size);
}

int fsync(int fd)
{
    return fails(fd) ? -1 : REAL(fsync)(fd);
}

int fdatasync(int fd)
{
    return fails(fd) ? -1 : REAL(fdatasync)(fd);
}

int ftruncate64(int fd, off64_t size)
{
    return fails(fd) ? -1 : REAL(ftruncate64)(fd, size);
}
