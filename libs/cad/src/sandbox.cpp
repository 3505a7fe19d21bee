// The parent's side: starts the reader, waits for it, and turns every way it can end into a value.
#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <cmath>
#include <csignal>
#include <cstring>
#include <memory>

#include "millrace/cad/nursery.h"
#include "nursery_wire.h"
#include "wire.h"

extern char** environ;  // NOLINT: POSIX

namespace millrace::cad {
namespace {

using Clock = std::chrono::steady_clock;

/// Closes a file descriptor at the end of its scope.
class Descriptor {
public:
    explicit Descriptor(int fd = -1) : fd_{fd} {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor() { close(); }
    [[nodiscard]] int get() const { return fd_; }
    void reset(int fd) {
        close();
        fd_ = fd;
    }
    void close() {
        if (fd_ >= 0) ::close(fd_);
        fd_ = -1;
    }

private:
    int fd_;
};

Error unavailable(const std::string& what) {
    return {ErrorCode::Unavailable, what + ": " + std::strerror(errno), {}};
}

bool write_all(int fd, const void* data, std::size_t size) {
    const char* at = static_cast<const char*>(data);
    while (size > 0) {
        const ssize_t n = ::write(fd, at, size);
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) return false;
        at += n;
        size -= static_cast<std::size_t>(n);
    }
    return true;
}

Status fill_request(Descriptor& request, std::span<const std::byte> bytes,
                    const SandboxOptions& options) {
    request.reset(::memfd_create("millrace-read", MFD_CLOEXEC));
    RequestHeader header;
    header.magic = kRequestMagic;
    header.memory_bytes_max = options.memory_bytes_max;
    header.cpu_seconds_max =
        static_cast<std::uint64_t>(std::max(1.0, std::ceil(to_s(options.deadline))));
    header.bytes_max = options.read.bytes_max;
    header.triangles_max = options.read.triangles_max;
    header.parts_max = options.read.parts_max;
    header.file_bytes = bytes.size();
    if (options.read.sheet_thickness)
        header.sheet_thickness_mm = to_mm(*options.read.sheet_thickness);
    if (options.read.stated_unit)
        header.stated_unit = static_cast<std::int32_t>(*options.read.stated_unit);
    if (request.get() < 0 || !write_all(request.get(), &header, sizeof header) ||
        !write_all(request.get(), bytes.data(), bytes.size())) {
        return unavailable("cannot hand the file to the reader");
    }
    return Done{};
}

Result<pid_t> spawn(const SandboxOptions& options, int request, int answer) {
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, request, STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions, answer, STDOUT_FILENO);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawnattr_t attributes;
    posix_spawnattr_init(&attributes);
    sigset_t none;
    sigemptyset(&none);
    sigset_t defaults;
    sigemptyset(&defaults);
    for (const int signal : {SIGPIPE, SIGINT, SIGTERM, SIGHUP, SIGXCPU})
        sigaddset(&defaults, signal);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setsigdefault(&attributes, &defaults);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    std::string program = options.reader.string();
    std::string argument = "--read-part";
    char* arguments[] = {program.data(), argument.data(), nullptr};
    pid_t pid = -1;
    const int failed =
        ::posix_spawn(&pid, program.c_str(), &actions, &attributes, arguments, environ);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    if (failed != 0) {
        errno = failed;
        return unavailable("cannot start the reader '" + program + "'");
    }
    return pid;
}

/// A reader at work: a fork of the nursery, or a program started for this file.
class ReaderProcess {
public:
    [[nodiscard]] static Result<std::unique_ptr<ReaderProcess>> start(const SandboxOptions& options,
                                                                      int request, int answer) {
        auto process = std::unique_ptr<ReaderProcess>(new ReaderProcess);
        if (options.nursery != nullptr && process->bear(*options.nursery, request, answer))
            return process;
        MILLRACE_TRY(process->spawned_, spawn(options, request, answer));
        return process;
    }

    void kill() const {
        if (spawned_ > 0) {
            ::kill(spawned_, SIGKILL);
        } else {
            ::syscall(SYS_pidfd_send_signal, handle_.get(), SIGKILL, nullptr, 0);
        }
    }

    /// Waits for the end. A nursery that died with its fork counts as a fork that was killed.
    [[nodiscard]] End wait() const {
        End end{SIGKILL, 0};
        if (spawned_ > 0) {
            rusage usage{};
            while (::wait4(spawned_, &end.status, 0, &usage) < 0 && errno == EINTR) {
            }
            // Until it ran its own program it shared our memory, and our peak counted as its own.
            rusage own{};
            ::getrusage(RUSAGE_SELF, &own);
            if (usage.ru_maxrss > own.ru_maxrss) end.maxrss_kib = usage.ru_maxrss;
        } else {
            End told;
            if (receive_with_descriptors(status_.get(), &told, sizeof told, {}) == sizeof told)
                end = told;
        }
        return end;
    }

private:
    ReaderProcess() = default;

    bool bear(ReaderNursery& nursery, int request, int answer) {
        const auto status = nursery.bear(request, answer);
        if (!status) return false;
        status_.reset(*status);
        Birth birth;
        std::array<int, 1> handle = {-1};
        if (receive_with_descriptors(status_.get(), &birth, sizeof birth, handle) != sizeof birth)
            return false;
        handle_.reset(handle[0]);
        return true;
    }

    pid_t spawned_ = -1;
    Descriptor status_;
    Descriptor handle_;  ///< pidfd of the fork
};

enum class Ending { Closed, Deadline, Cancelled, TooLarge };

/// Frames as they arrive. Progress is passed on, the answer is kept.
class Inbox {
public:
    explicit Inbox(const SandboxOptions& options) : options_{options} {}

    /// @return false when the child sends more than it may.
    bool take(const std::byte* data, std::size_t size) {
        bytes_.insert(bytes_.end(), data, data + size);
        while (bytes_.size() - begin_ >= 12) {
            std::uint32_t kind = 0;
            std::uint64_t length = 0;
            std::memcpy(&kind, bytes_.data() + begin_, 4);
            std::memcpy(&length, bytes_.data() + begin_ + 4, 8);
            if (length > options_.memory_bytes_max) return false;
            if (bytes_.size() - begin_ - 12 < length) return true;
            const std::span payload{bytes_.data() + begin_ + 12, static_cast<std::size_t>(length)};
            if (kind == static_cast<std::uint32_t>(FrameKind::Answer)) {
                answer_.assign(payload.begin(), payload.end());
                answered_ = true;
            } else {
                step_ = printable_name(as_text(payload));
                if (options_.progress) options_.progress(step_);
            }
            begin_ += 12 + static_cast<std::size_t>(length);
        }
        bytes_.erase(bytes_.begin(), bytes_.begin() + static_cast<std::ptrdiff_t>(begin_));
        begin_ = 0;
        return true;
    }
    [[nodiscard]] bool answered() const { return answered_; }
    [[nodiscard]] std::span<const std::byte> answer() const { return answer_; }
    [[nodiscard]] const std::string& step() const { return step_; }

private:
    const SandboxOptions& options_;
    std::vector<std::byte> bytes_;
    std::size_t begin_ = 0;
    std::vector<std::byte> answer_;
    bool answered_ = false;
    std::string step_ = "start";
};

Ending listen(int fd, const SandboxOptions& options, Clock::time_point deadline, Inbox& inbox) {
    constexpr int kCancelPoll_ms = 50;
    std::vector<std::byte> buffer(1u << 16);
    while (true) {
        if (options.cancel.cancelled()) return Ending::Cancelled;
        const auto left =
            std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now()).count();
        if (left <= 0) return Ending::Deadline;
        pollfd waiting{fd, POLLIN, 0};
        const int ready =
            ::poll(&waiting, 1, static_cast<int>(std::min<long long>(left, kCancelPoll_ms)));
        if (ready <= 0) continue;
        const ssize_t n = ::read(fd, buffer.data(), buffer.size());
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) return Ending::Closed;
        if (!inbox.take(buffer.data(), static_cast<std::size_t>(n))) return Ending::TooLarge;
    }
}

std::string seconds_text(Duration duration) { return number_text(to_s(duration)) + " s"; }

std::string mib_text(std::size_t bytes) { return std::to_string(bytes >> 20) + " MiB"; }

Error timed_out(const SandboxOptions& options, const Inbox& inbox) {
    return {ErrorCode::TimedOut,
            say("cad.timed_out",
                "reading took longer than {limit} (in the step '{step}') and was stopped. Export "
                "the part again, simpler or in another format",
                {{"limit", seconds_text(options.deadline)}, {"step", inbox.step()}}),
            {}};
}

Error out_of_memory(const SandboxOptions& options, const Inbox& inbox) {
    return {ErrorCode::OutOfMemory,
            say("cad.out_of_memory",
                "reading needed more than {limit} of memory (in the step '{step}') and was stopped",
                {{"limit", mib_text(options.memory_bytes_max)}, {"step", inbox.step()}}),
            {}};
}

/// How a child that gave no answer ended.
Error error_of_ending(const End& end, const SandboxOptions& options, const Inbox& inbox) {
    const int status = end.status;
    if (WIFSIGNALED(status)) {
        const int signal = WTERMSIG(status);
        if (signal == SIGXCPU) return timed_out(options, inbox);
        // Killed from outside means the kernel's out-of-memory killer. A kernel that does not check
        // its allocations dies of the null pointer it was given, with the memory nearly used up.
        const auto used = static_cast<std::size_t>(end.maxrss_kib) * 1024;
        if (signal == SIGKILL || used > options.memory_bytes_max / 10 * 7)
            return out_of_memory(options, inbox);
        return {ErrorCode::Crashed,
                say("cad.crashed",
                    "the file made the reader crash ({signal}, in the step '{step}'); nothing else "
                    "was harmed. The file is damaged, or the geometry kernel has a fault: export "
                    "the part again or in another format",
                    {{"signal", std::string{::strsignal(signal)}}, {"step", inbox.step()}}),
                {}};
    }
    const int code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    if (code == kExitOutOfMemory) return out_of_memory(options, inbox);
    return {ErrorCode::Internal,
            "the reader '" + options.reader.string() + "' ended with status " +
                std::to_string(code) + " and no answer",
            {}};
}

}  // namespace

Result<ReadFile> read_sandboxed(std::span<const std::byte> bytes, const SandboxOptions& options) {
    if (bytes.size() > options.read.bytes_max) {
        return Error{ErrorCode::LimitExceeded,
                     say("cad.bytes_limit", "the file has {bytes} bytes; the limit is {limit}",
                         {{"bytes", bytes.size()}, {"limit", options.read.bytes_max}}),
                     {}};
    }
    const Clock::time_point deadline =
        Clock::now() + std::chrono::duration_cast<Clock::duration>(2 * options.deadline);
    Descriptor request;
    MILLRACE_CHECK_OK(fill_request(request, bytes, options));
    int ends[2] = {-1, -1};
    if (::pipe2(ends, O_CLOEXEC) != 0) return unavailable("cannot open a pipe to the reader");
    Descriptor answer{ends[0]};
    Descriptor child_end{ends[1]};
    MILLRACE_TRY(const std::unique_ptr<ReaderProcess> child,
                 ReaderProcess::start(options, request.get(), child_end.get()));
    child_end.close();
    request.close();
    Inbox inbox{options};
    const Ending ending = listen(answer.get(), options, deadline, inbox);
    if (ending != Ending::Closed) child->kill();
    answer.close();
    const End end = child->wait();
    switch (ending) {
        case Ending::Deadline: return timed_out(options, inbox);
        case Ending::Cancelled:
            return Error{ErrorCode::Cancelled, say("cad.cancelled", "reading was cancelled"), {}};
        case Ending::TooLarge: return out_of_memory(options, inbox);
        case Ending::Closed: break;
    }
    if (inbox.answered() && WIFEXITED(end.status) && WEXITSTATUS(end.status) == 0)
        return answer_from_bytes(inbox.answer());
    return error_of_ending(end, options, inbox);
}

}  // namespace millrace::cad
