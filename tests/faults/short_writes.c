/* Lets write() take at most SHORT_BYTES of what it is given, on files that are not the standard
   ones, and fail as a full disk does after SHORT_BUDGET bytes in all (-1: never). */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

static long number(const char *name, long otherwise)
{
    const char *text = getenv(name);
    return text ? atol(text) : otherwise;
}

ssize_t write(int fd, const void *data, size_t size)
{
    static ssize_t (*real)(int, const void *, size_t);
    static long budget = -2;
    static unsigned calls;
    if (!real) {
        real = (ssize_t (*)(int, const void *, size_t))dlsym(RTLD_NEXT, "write");
        budget = number("SHORT_BUDGET", -1);
    }
    if (fd <= 2)
        return real(fd, data, size);
    if (++calls % 3 == 0 && number("SHORT_EINTR", 0)) {
        errno = EINTR;
        return -1;
    }
    size_t most = (size_t)number("SHORT_BYTES", 1 << 30);
    if (size > most)
        size = most;
    if (budget >= 0) {
        if (budget == 0) {
            budget = -1; /* somebody made room */
            errno = ENOSPC;
            return -1;
        }
        if ((long)size > budget)
            size = (size_t)budget;
        budget -= (long)size;
    }
    return real(fd, data, size);
}
