/* Lets a tmux that notes who is logged in lose the end of every program: while it takes the note
   away it hears of no child, as libutempter has it; here until the child of that terminal ended,
   which lets go of the terminal first. */
#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

int utempter_add_record(int fd, const char *host)
{
    (void)fd;
    (void)host;
    return 1;
}

int utempter_remove_record(int fd)
{
    siginfo_t ended;
    struct pollfd terminal = {.fd = fd};
    struct sigaction deaf = {.sa_handler = SIG_DFL}, before;
    if (poll(&terminal, 1, 0) != 1 || !(terminal.revents & POLLHUP))
        return 1;
    sigaction(SIGCHLD, &deaf, &before);
    waitid(P_ALL, 0, &ended, WEXITED | WNOWAIT);
    sigaction(SIGCHLD, &before, 0);
    return 1;
}

__attribute__((destructor)) static void let_go(void)
{
    if (getsid(0) != getpid() || !isatty(0))
        return;
    for (int fd = 0; fd < 3; fd++)
        close(fd);
    poll(0, 0, 1000);
}
