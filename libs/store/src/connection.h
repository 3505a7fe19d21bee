#pragma once

// A database connection, and all that differs between databases: how to open, how a transaction
// that will write begins. The repository above it speaks SQL that SQLite and PostgreSQL share.

#include <filesystem>
#include <memory>

#include "sql.h"

namespace millrace::store {

enum class Access { ReadWrite, ReadOnly };

class Connection {
public:
    /// @return Unavailable when the file cannot be opened or written.
    [[nodiscard]] static Result<std::unique_ptr<Connection>> open_sqlite(
        const std::filesystem::path& file, Access access, int busy_timeout_s);

    [[nodiscard]] soci::session& session() { return session_; }

    // All of these throw soci_error.
    void
    begin_write();  ///< takes the write lock at once, so that a later statement cannot fail on it
    void begin_read();
    void commit();
    void rollback() noexcept;  ///< best effort: a broken connection has rolled back anyway
    void savepoint();
    void rollback_to_savepoint();
    void release_savepoint();

private:
    Connection() = default;
    soci::session session_;
};

}  // namespace millrace::store
