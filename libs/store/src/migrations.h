#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "connection.h"
#include "millrace/base/embedded_file.h"

namespace millrace::store {

/// The .sql files of schema/sqlite in order (cmake/MillraceEmbed.cmake).
[[nodiscard]] std::span<const base::EmbeddedFile> migration_files();

/// Splits a script at the semicolons that end its statements; comments are dropped.
[[nodiscard]] std::vector<std::string> statements(std::string_view script);

/// Applies the migrations that the database does not have yet, all in one transaction, at most up
/// to `version_max`. @return Unsupported when the database has one this program does not know.
[[nodiscard]] Status migrate(Connection& connection, Integer version_max);
[[nodiscard]] Status migrate(Connection& connection);

/// Number of the newest migration in the database; 0 for an empty one.
[[nodiscard]] Result<Integer> schema_version(Connection& connection);

}  // namespace millrace::store
