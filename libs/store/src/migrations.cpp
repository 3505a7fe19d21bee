#include "migrations.h"

#include <limits>

namespace millrace::store {
namespace {

constexpr const char* kVersionTable =
    "CREATE TABLE IF NOT EXISTS schema_version ("
    "version INTEGER PRIMARY KEY NOT NULL, name TEXT NOT NULL) STRICT";

Integer read_version(soci::session& session) {
    Integer version = 0;
    session << "SELECT COALESCE(MAX(version), 0) FROM schema_version", soci::into(version);
    return version;
}

// "0002_orders_and_floor.sql" -> 2.
Integer number_of(const base::EmbeddedFile& file) {
    return std::stoll(std::string{file.name.substr(0, 4)});
}

}  // namespace

std::vector<std::string> statements(std::string_view script) {
    std::vector<std::string> found;
    std::string current;
    bool quoted = false;
    for (std::size_t i = 0; i < script.size(); ++i) {
        const char c = script[i];
        if (!quoted && c == '-' && i + 1 < script.size() && script[i + 1] == '-') {
            while (i < script.size() && script[i] != '\n') ++i;
            current += '\n';
            continue;
        }
        if (c == '\'') quoted = !quoted;
        if (c != ';' || quoted) {
            current += c;
            continue;
        }
        found.push_back(current);
        current.clear();
    }
    MILLRACE_ASSERT(current.find_first_not_of(" \n\t") == std::string::npos,
                    "a migration ends in a statement without semicolon");
    return found;
}

Result<Integer> schema_version(Connection& connection) {
    return guarded("read the schema version", [&]() -> Result<Integer> {
        connection.session() << kVersionTable;
        return read_version(connection.session());
    });
}

Status migrate(Connection& connection) {
    return migrate(connection, std::numeric_limits<Integer>::max());
}

Status migrate(Connection& connection, Integer version_max) {
    Status status = guarded("migrate the database", [&]() -> Status {
        connection.begin_write();
        soci::session& session = connection.session();
        session << kVersionTable;
        const Integer version = read_version(session);
        const Integer newest = number_of(migration_files().back());
        if (version > newest) {
            return Error{ErrorCode::Unsupported,
                         "the database has schema version " + std::to_string(version) +
                             ", this program knows versions up to " + std::to_string(newest) +
                             ": use the newer program",
                         {}};
        }
        for (const base::EmbeddedFile& file : migration_files()) {
            Integer number = number_of(file);
            if (number <= version || number > version_max) continue;
            for (const std::string& statement : statements(file.bytes)) session << statement;
            std::string name{file.name};
            session << "INSERT INTO schema_version (version, name) VALUES (:version, :name)",
                soci::use(number, "version"), soci::use(name, "name");
        }
        connection.commit();
        return Done{};
    });
    if (!status) connection.rollback();
    return status;
}

}  // namespace millrace::store
