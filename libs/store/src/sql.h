#pragma once

// The few things between the repository and SOCI: its headers without Boost, rows whose columns are
// listed once, and exceptions turned into errors at the border of the module.

// Debian's SOCI was configured with Boost and its headers ask for it; nothing here needs it.
#include <soci/soci-config.h>
#undef SOCI_HAVE_BOOST
#undef SOCI_HAVE_BOOST_DATE_TIME
#include <soci/soci.h>

#include <cstdint>
#include <exception>
#include <string>
#include <string_view>
#include <vector>

#include "millrace/base/quantity.h"
#include "millrace/base/result.h"

namespace millrace::store {

using Integer = long long;  // the 64-bit type that SOCI binds on every database

/// A column that may be null.
template <class T>
struct Nullable {
    T value{};
    soci::indicator indicator = soci::i_null;

    void set(T v) {
        value = std::move(v);
        indicator = soci::i_ok;
    }
    [[nodiscard]] bool has_value() const { return indicator == soci::i_ok; }
};

[[nodiscard]] inline Integer to_ms(Instant at) { return at.time_since_epoch().count(); }
[[nodiscard]] inline Instant from_ms(Integer ms) { return Instant{std::chrono::milliseconds{ms}}; }

/// Adds the columns of a row to a statement, as results or as parameters named like the column.
class BindInto {
public:
    explicit BindInto(soci::statement& statement) : statement_{statement} {}
    template <class T>
    void operator()(const char*, T& value) const {
        statement_.exchange(soci::into(value));
    }
    template <class T>
    void operator()(const char*, Nullable<T>& column) const {
        statement_.exchange(soci::into(column.value, column.indicator));
    }

private:
    soci::statement& statement_;
};

class BindUse {
public:
    explicit BindUse(soci::statement& statement) : statement_{statement} {}
    template <class T>
    void operator()(const char* name, T& value) const {
        statement_.exchange(soci::use(value, name));
    }
    template <class T>
    void operator()(const char* name, Nullable<T>& column) const {
        statement_.exchange(soci::use(column.value, column.indicator, name));
    }

private:
    soci::statement& statement_;
};

/// Names of a row's columns. A row is a struct with `kTable`, and `each(f)` calling f(name, member)
/// for every column; its columns stand nowhere else in the code.
template <class Row>
[[nodiscard]] std::vector<std::string> columns() {
    std::vector<std::string> names;
    Row{}.each([&](const char* name, auto&) { names.emplace_back(name); });
    return names;
}

[[nodiscard]] inline std::string joined(const std::vector<std::string>& names,
                                        std::string_view before) {
    std::string text;
    for (const std::string& name : names) {
        if (!text.empty()) text += ", ";
        text += std::string{before} + name;
    }
    return text;
}

/// "SELECT a, b FROM table".
template <class Row>
[[nodiscard]] std::string select_sql() {
    return "SELECT " + joined(columns<Row>(), "") + " FROM " + Row::kTable;
}

/// Rows of `sql`, whose parameters `bind(use)` names: use("id", id).
template <class Row, class Bind>
[[nodiscard]] std::vector<Row> select(soci::session& session, const std::string& sql,
                                      const Bind& bind) {
    Row row;
    soci::statement statement{session};
    row.each(BindInto{statement});
    bind(BindUse{statement});
    statement.alloc();
    statement.prepare(sql);
    statement.define_and_bind();
    statement.execute();
    std::vector<Row> rows;
    while (statement.fetch()) rows.push_back(row);
    return rows;
}

/// Runs `sql` with the columns of `row` as its parameters.
template <class Row>
void execute(soci::session& session, const std::string& sql, Row& row) {
    soci::statement statement{session};
    row.each(BindUse{statement});
    statement.alloc();
    statement.prepare(sql);
    statement.define_and_bind();
    statement.execute(true);
}

template <class Row>
[[nodiscard]] std::string insert_sql() {
    const auto names = columns<Row>();
    return std::string{"INSERT INTO "} + Row::kTable + " (" + joined(names, "") + ") VALUES (" +
           joined(names, ":") + ")";
}

/// Insert, or replace every column of the row with the same key. With `ordinal`, a new row gets the
/// next number of arrival; a replaced one keeps its own. SQL that SQLite and PostgreSQL share.
template <class Row>
void upsert(soci::session& session, Row& row, const std::string& key, bool ordinal) {
    const auto names = columns<Row>();
    const std::string table = Row::kTable;
    std::string sql =
        "INSERT INTO " + table + " (" + (ordinal ? "ordinal, " : "") + joined(names, "") +
        ") VALUES (" +
        (ordinal ? "(SELECT COALESCE(MAX(ordinal), 0) + 1 FROM " + table + "), " : "") +
        joined(names, ":") + ") ON CONFLICT (" + key + ") DO UPDATE SET ";
    std::string updates;
    for (const std::string& name : names) {
        if (!updates.empty()) updates += ", ";
        updates += name + " = excluded." + name;
    }
    execute(session, sql + updates, row);
}

/// Runs a body that may throw; what it throws becomes an error of this module.
template <class Body>
[[nodiscard]] auto guarded(std::string_view attempt, const Body& body) -> decltype(body()) {
    try {
        return body();
    } catch (const std::exception& exception) {
        return Error{
            ErrorCode::Unavailable, std::string{"the database refused: "} + exception.what(), {}}
            .during(std::string{attempt});
    }
}

/// The enumerator whose to_string() is `text`. @throw soci_error on a value nobody writes.
template <class Enum>
[[nodiscard]] Enum parse(const std::string& text, std::initializer_list<Enum> all) {
    for (const Enum value : all) {
        if (to_string(value) == text) return value;
    }
    throw soci::soci_error("the database holds the unknown value '" + text + "'");
}

}  // namespace millrace::store
