#include "connection.h"

#include <soci/sqlite3/soci-sqlite3.h>

namespace millrace::store {

Result<std::unique_ptr<Connection>> Connection::open_sqlite(const std::filesystem::path& file,
                                                            Access access, int busy_timeout_s) {
    if (file.string().find('"') != std::string::npos) {
        return Error{ErrorCode::InvalidArgument,
                     "the path of the database must not contain quotation marks",
                     {"open database '" + file.string() + "'"}};
    }
    return guarded(
        "open database '" + file.string() + "'", [&]() -> Result<std::unique_ptr<Connection>> {
            std::unique_ptr<Connection> connection{new Connection};
            soci::session& session = connection->session_;
            session.open(soci::sqlite3, "dbname=\"" + file.string() +
                                            "\" timeout=" + std::to_string(busy_timeout_s));
            std::string mode;
            session << "PRAGMA journal_mode = WAL", soci::into(mode);
            if (mode != "wal") {
                return Error{ErrorCode::Unavailable,
                             "the file system does not support write-ahead logging "
                             "(journal mode is '" +
                                 mode + "')",
                             {"open database '" + file.string() + "'"}};
            }
            session << "PRAGMA synchronous = FULL";
            session << "PRAGMA foreign_keys = ON";
            if (access == Access::ReadOnly) session << "PRAGMA query_only = ON";
            return connection;
        });
}

void Connection::begin_write() { session_ << "BEGIN IMMEDIATE"; }
void Connection::begin_read() { session_ << "BEGIN"; }
void Connection::commit() { session_ << "COMMIT"; }
void Connection::rollback() noexcept {
    try {
        session_ << "ROLLBACK";
    } catch (const std::exception&) {
        // SQLite rolls back on its own after a full disk or an I/O error; then there is nothing
        // left to roll back and this statement fails.
    }
}
void Connection::savepoint() { session_ << "SAVEPOINT work"; }
void Connection::rollback_to_savepoint() { session_ << "ROLLBACK TO work"; }
void Connection::release_savepoint() { session_ << "RELEASE work"; }

}  // namespace millrace::store
