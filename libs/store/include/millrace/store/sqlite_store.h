#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>

#include "millrace/app/ports.h"
#include "millrace/base/result.h"

namespace millrace::store {

struct SqliteOptions {
    std::size_t readers_max = 4;  ///< connections that read at the same time
    std::size_t batch_max = 64;   ///< writes that may share one commit
    int busy_timeout_s = 10;      ///< wait for another process that holds the write lock
};

/// The store in one SQLite file (WAL, synchronous=FULL: a write that returned survives a power
/// cut). Writes of all threads queue for one writer thread; those that wait together share one
/// commit, and each keeps its own savepoint, so that one that fails leaves nothing and harms no
/// other.
class SqliteStore final : public app::Store {
public:
    /// Opens or creates the file and brings its schema up to date.
    /// @return Unavailable when it cannot be opened, Unsupported when a newer Millrace wrote it.
    [[nodiscard]] static Result<std::unique_ptr<SqliteStore>> open(
        const std::filesystem::path& file, const SqliteOptions& options = {});

    /// Finishes the writes that wait, then closes.
    ~SqliteStore() override;

    /// Runs `work` on the writer thread and waits for the commit. A failed commit is Unavailable:
    /// nothing of the batch happened. Calling it from inside a write is a bug and stops the
    /// process.
    [[nodiscard]] Status write(const std::function<Status(app::Transaction&)>& work) override;
    /// Runs `work` in the calling thread on one snapshot; changing anything in it is an error.
    [[nodiscard]] Status read(const std::function<Status(app::Transaction&)>& work) override;
    void on_events(std::function<void()> listener) override;

private:
    struct Impl;
    explicit SqliteStore(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace millrace::store
