#pragma once

#include <memory>
#include <mutex>

#include "millrace/base/result.h"

namespace millrace::cad {

/// A process of our own that waits with the CAD kernel loaded and is forked anew for every file, so
/// that reading starts in a millisecond or two instead of the tens that a program start costs. Each
/// fork confines itself exactly as a started reader does and serves one file only.
///
/// Thread-safe. The waiting process never sees foreign bytes and ends with this object or with the
/// process that made it.
class ReaderNursery {
public:
    /// Forks the waiting process. Must be called while this process has one thread: a fork of many
    /// threads keeps their locks but not the threads. @return Unavailable.
    [[nodiscard]] static Result<std::unique_ptr<ReaderNursery>> start();
    ~ReaderNursery();
    ReaderNursery(const ReaderNursery&) = delete;
    ReaderNursery& operator=(const ReaderNursery&) = delete;

    /// Asks for a fork that reads the request and writes its answer to the descriptors given.
    /// @return a socket on which the fork's birth and end are told (src/nursery_wire.h), or
    /// Unavailable when the waiting process is gone.
    [[nodiscard]] Result<int> bear(int request, int answer);

private:
    ReaderNursery(int control, int process) : control_{control}, process_{process} {}
    int control_;
    int process_;
    std::mutex mutex_;
};

}  // namespace millrace::cad
