#include "confine.h"

#include <seccomp.h>
#include <sys/prctl.h>
#include <sys/resource.h>

#include <array>
#include <cerrno>

namespace millrace::cad {
namespace {

bool limit(__rlimit_resource resource, std::uint64_t soft, std::uint64_t hard) {
    const rlimit limits{soft, hard};
    return setrlimit(resource, &limits) == 0;
}

bool limit(__rlimit_resource resource, std::uint64_t value) {
    return limit(resource, value, value);
}

std::string limit_resources(const Confinement& limits) {
#if !defined(MILLRACE_SANITIZED)
    // Sanitizers reserve terabytes of address space for their shadow.
    if (!limit(RLIMIT_AS, limits.memory_bytes_max)) return "the memory limit";
#endif
    // The kernel looks at the hard limit first and kills with the signal that running out of memory
    // has too; a second later, SIGXCPU comes before it and says that it was the time.
    if (!limit(RLIMIT_CPU, limits.cpu_seconds_max, limits.cpu_seconds_max + 1))
        return "the CPU limit";
    if (!limit(RLIMIT_FSIZE, 0)) return "the file size limit";
    if (!limit(RLIMIT_NOFILE, 16)) return "the limit on open files";
    if (!limit(RLIMIT_CORE, 0)) return "the limit on core files";
    return {};
}

/// What a computation needs that reads memory, computes, may use threads and writes to a pipe.
/// Everything else fails with EPERM. Opening files is not on the list: the file arrives in memory.
constexpr std::array kAllowed = {
#if defined(MILLRACE_SANITIZED)
    // The undefined-behaviour sanitizer probes memory through a pipe.
    SCMP_SYS(pipe), SCMP_SYS(pipe2),
#endif
    SCMP_SYS(read), SCMP_SYS(write), SCMP_SYS(writev), SCMP_SYS(close), SCMP_SYS(fstat),
    SCMP_SYS(newfstatat), SCMP_SYS(lseek), SCMP_SYS(exit), SCMP_SYS(exit_group),
    // memory
    SCMP_SYS(brk), SCMP_SYS(mmap), SCMP_SYS(munmap), SCMP_SYS(mremap), SCMP_SYS(mprotect),
    SCMP_SYS(madvise),
    // threads; new processes are excluded below
    SCMP_SYS(futex), SCMP_SYS(sched_yield), SCMP_SYS(sched_getaffinity),
    SCMP_SYS(sched_setaffinity), SCMP_SYS(set_robust_list), SCMP_SYS(rseq), SCMP_SYS(gettid),
    SCMP_SYS(getpid), SCMP_SYS(getcpu),
    // signals of this process
    SCMP_SYS(rt_sigaction), SCMP_SYS(rt_sigprocmask), SCMP_SYS(rt_sigreturn), SCMP_SYS(sigaltstack),
    SCMP_SYS(tgkill), SCMP_SYS(restart_syscall),
    // time and the limits themselves
    SCMP_SYS(clock_gettime), SCMP_SYS(clock_nanosleep), SCMP_SYS(nanosleep), SCMP_SYS(gettimeofday),
    SCMP_SYS(getrusage), SCMP_SYS(prlimit64), SCMP_SYS(getrlimit), SCMP_SYS(sysinfo),
    SCMP_SYS(uname), SCMP_SYS(getrandom)};

std::string filter_system_calls() {
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ERRNO(EPERM));
    if (filter == nullptr) return "system calls (no filter)";
    bool good = true;
    for (const int call : kAllowed)
        good = good && seccomp_rule_add(filter, SCMP_ACT_ALLOW, call, 0) == 0;
    // A thread is allowed, a process is not. clone3 hides its flags from the filter; answered with
    // ENOSYS, the C library falls back to clone.
    constexpr std::uint64_t kCloneThread = 0x00010000;
    const scmp_arg_cmp thread{0, SCMP_CMP_MASKED_EQ, kCloneThread, kCloneThread};
    good = good && seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(clone), 1, thread) == 0;
    good = good && seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0) == 0;
    good = good && seccomp_load(filter) == 0;
    seccomp_release(filter);
    return good ? std::string{} : std::string{"system calls"};
}

}  // namespace

std::string confine_this_process(const Confinement& limits) {
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return "new privileges";
    if (prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0) return "memory dumps";
    if (std::string failed = limit_resources(limits); !failed.empty()) return failed;
    return filter_system_calls();
}

}  // namespace millrace::cad
