// The waiting process behind ReaderNursery. One loop over two descriptors: requests to fork, and
// the ends of the forks made so far.
#include "millrace/cad/nursery.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <map>

#include "millrace/cad/read.h"
#include "nursery_wire.h"

namespace millrace::cad {
namespace {

constexpr std::size_t kDescriptorsMax = 4;

/// Becomes the reader of one file; does not return.
[[noreturn]] void become_reader(int request, int answer) {
    sigset_t none;
    sigemptyset(&none);
    ::sigprocmask(SIG_SETMASK, &none, nullptr);
    for (const int signal : {SIGPIPE, SIGINT, SIGTERM, SIGHUP, SIGXCPU})
        std::signal(signal, SIG_DFL);
    ::dup2(request, STDIN_FILENO);
    ::dup2(answer, STDOUT_FILENO);
    _exit(run_sandboxed_reader());
}

class Loop {
public:
    Loop(int control, int signals) : control_{control}, signals_{signals} {}

    /// Runs until the other side closes.
    void run() {
        while (true) {
            std::array<pollfd, 2> waiting = {{{control_, POLLIN, 0}, {signals_, POLLIN, 0}}};
            if (::poll(waiting.data(), waiting.size(), -1) < 0 && errno != EINTR) return;
            if (waiting[1].revents != 0) tell_ends();
            if (waiting[0].revents != 0 && !take_request()) return;
        }
    }

private:
    bool take_request() {
        char word = 0;
        std::array<int, 3> given = {-1, -1, -1};
        if (receive_with_descriptors(control_, &word, 1, given) <= 0) return false;
        const auto [request, answer, status] = given;
        const pid_t child = ::fork();
        if (child == 0) become_reader(request, answer);
        const Birth birth{child};
        const int pidfd = child > 0 ? static_cast<int>(::syscall(SYS_pidfd_open, child, 0)) : -1;
        const std::array<int, 1> handle = {pidfd};
        if (pidfd >= 0) {
            send_with_descriptors(status, &birth, sizeof birth, handle);
            ::close(pidfd);
        } else if (child > 0) {
            ::kill(child, SIGKILL);  // nobody could stop it at its deadline
        }
        ::close(request);
        ::close(answer);
        if (child > 0) {
            status_of_[child] = status;
        } else {
            ::close(status);
        }
        return true;
    }

    void tell_ends() {
        signalfd_siginfo info{};
        while (::read(signals_, &info, sizeof info) > 0) {
        }
        int status = 0;
        rusage usage{};
        for (pid_t child = 0; (child = ::wait4(-1, &status, WNOHANG, &usage)) > 0;) {
            const auto found = status_of_.find(child);
            if (found == status_of_.end()) continue;
            const End end{status, usage.ru_maxrss};
            send_with_descriptors(found->second, &end, sizeof end, {});
            ::close(found->second);
            status_of_.erase(found);
        }
    }

    int control_;
    int signals_;
    std::map<pid_t, int> status_of_;
};

[[noreturn]] void wait_and_fork(int control) {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
    ::prctl(PR_SET_NAME, "millrace-nurse", 0, 0, 0);
    // An interrupt at the terminal is for the parent, which ends this process by closing its end.
    sigset_t blocked;
    sigemptyset(&blocked);
    for (const int signal : {SIGCHLD, SIGINT, SIGTERM, SIGHUP, SIGPIPE})
        sigaddset(&blocked, signal);
    ::sigprocmask(SIG_SETMASK, &blocked, nullptr);
    const int nowhere = ::open("/dev/null", O_RDWR | O_CLOEXEC);
    for (int standard = 0; standard <= 2; ++standard) ::dup2(nowhere, standard);
    sigset_t children;
    sigemptyset(&children);
    sigaddset(&children, SIGCHLD);
    const int signals = ::signalfd(-1, &children, SFD_NONBLOCK | SFD_CLOEXEC);
    if (signals < 0) _exit(1);
    warm_kernel();
    Loop{control, signals}.run();
    _exit(0);
}

Error unavailable(const std::string& what) {
    return {ErrorCode::Unavailable, what + ": " + std::strerror(errno), {}};
}

}  // namespace

bool send_with_descriptors(int socket, const void* data, std::size_t size,
                           std::span<const int> descriptors) {
    iovec part{const_cast<void*>(data), size};
    alignas(cmsghdr) std::array<char, CMSG_SPACE(kDescriptorsMax * sizeof(int))> space{};
    msghdr message{};
    message.msg_iov = &part;
    message.msg_iovlen = 1;
    if (!descriptors.empty()) {
        message.msg_control = space.data();
        message.msg_controllen = CMSG_SPACE(descriptors.size_bytes());
        cmsghdr* head = CMSG_FIRSTHDR(&message);
        head->cmsg_level = SOL_SOCKET;
        head->cmsg_type = SCM_RIGHTS;
        head->cmsg_len = CMSG_LEN(descriptors.size_bytes());
        std::memcpy(CMSG_DATA(head), descriptors.data(), descriptors.size_bytes());
    }
    ssize_t sent = 0;
    do {
        sent = ::sendmsg(socket, &message, MSG_NOSIGNAL);
    } while (sent < 0 && errno == EINTR);
    return sent == static_cast<ssize_t>(size);
}

long receive_with_descriptors(int socket, void* data, std::size_t size,
                              std::span<int> descriptors) {
    iovec part{data, size};
    alignas(cmsghdr) std::array<char, CMSG_SPACE(kDescriptorsMax * sizeof(int))> space{};
    msghdr message{};
    message.msg_iov = &part;
    message.msg_iovlen = 1;
    message.msg_control = space.data();
    message.msg_controllen = space.size();
    ssize_t received = 0;
    do {
        received = ::recvmsg(socket, &message, MSG_CMSG_CLOEXEC);
    } while (received < 0 && errno == EINTR);
    if (received <= 0 || descriptors.empty()) return received;
    const cmsghdr* head = CMSG_FIRSTHDR(&message);
    if (head == nullptr || head->cmsg_type != SCM_RIGHTS ||
        head->cmsg_len != CMSG_LEN(descriptors.size_bytes()))
        return -1;
    std::memcpy(descriptors.data(), CMSG_DATA(head), descriptors.size_bytes());
    return received;
}

Result<std::unique_ptr<ReaderNursery>> ReaderNursery::start() {
    std::array<int, 2> ends{};
    if (::socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends.data()) != 0)
        return unavailable("cannot open a socket to the waiting reader");
    const pid_t process = ::fork();
    if (process < 0) return unavailable("cannot fork the waiting reader");
    if (process == 0) {
        ::close(ends[0]);
        wait_and_fork(ends[1]);
    }
    ::close(ends[1]);
    return std::unique_ptr<ReaderNursery>(new ReaderNursery(ends[0], process));
}

ReaderNursery::~ReaderNursery() {
    ::close(control_);
    int status = 0;
    while (::waitpid(process_, &status, 0) < 0 && errno == EINTR) {
    }
}

Result<int> ReaderNursery::bear(int request, int answer) {
    std::array<int, 2> ends{};
    if (::socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends.data()) != 0)
        return unavailable("cannot open a socket to the reader");
    const std::array<int, 3> given = {request, answer, ends[1]};
    bool sent = false;
    {
        const std::lock_guard lock{mutex_};
        sent = send_with_descriptors(control_, "f", 1, given);
    }
    ::close(ends[1]);
    if (sent) return ends[0];
    Error error = unavailable("the waiting reader is gone");
    ::close(ends[0]);
    return error;
}

}  // namespace millrace::cad
