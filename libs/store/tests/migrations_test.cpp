// Migrating an empty database step by step gives the schema that full.sql describes, and a database
// of a newer program is refused.

#include "migrations.h"

#include <fstream>
#include <set>
#include <sstream>

#include "store_fixture.h"

namespace millrace::store {
namespace {

using Facts = std::set<std::string>;

std::vector<std::string> texts(soci::session& session, const std::string& sql) {
    std::vector<std::string> found;
    std::string text;
    soci::statement statement = (session.prepare << sql, soci::into(text));
    statement.execute();
    while (statement.fetch()) found.push_back(text);
    return found;
}

// What a schema promises, whatever the text was that made it: tables, columns with type,
// nullability and key, foreign keys, indexes with their columns.
Facts schema_facts(Connection& connection) {
    soci::session& session = connection.session();
    Facts facts;
    for (const std::string& table : texts(
             session,
             "SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'schema_version'")) {
        const std::string argument = "('" + table + "')";
        for (const std::string& column :
             texts(session,
                   "SELECT name || ' ' || type || ' null:' || (1 - \"notnull\") || ' key:' "
                   "|| pk || ' default:' || COALESCE(dflt_value, '') FROM "
                   "pragma_table_xinfo" +
                       argument)) {
            facts.insert(table + " column " + column);
        }
        for (const std::string& key :
             texts(session,
                   "SELECT id || '.' || seq || ' ' || \"from\" || ' -> ' || \"table\" || "
                   "'.' || COALESCE(\"to\", '') FROM pragma_foreign_key_list" +
                       argument)) {
            facts.insert(table + " reference " + key);
        }
        for (const std::string& index :
             texts(session, "SELECT name FROM pragma_index_list" + argument)) {
            std::string line = table + " index " + index + " on";
            for (const std::string& column :
                 texts(session,
                       "SELECT COALESCE(name, '') FROM pragma_index_info('" + index + "')")) {
                line += " " + column;
            }
            facts.insert(line);
        }
        facts.insert(table + " strict:" +
                     texts(session,
                           "SELECT '' || strict FROM "
                           "pragma_table_list WHERE name = '" +
                               table + "'")
                         .at(0));
    }
    return facts;
}

std::unique_ptr<Connection> open_empty(const std::filesystem::path& file) {
    return Connection::open_sqlite(file, Access::ReadWrite, 1).value();
}

TEST_F(StoreTest, MigratingStepByStepGivesTheFullSchema) {
    const auto full = open_empty(folder_ / "full.sqlite");
    std::ifstream stream{MILLRACE_SOURCE_DIR "/libs/store/schema/sqlite/full.sql"};
    std::stringstream script;
    script << stream.rdbuf();
    for (const std::string& statement : statements(script.str())) full->session() << statement;
    const Facts expected = schema_facts(*full);
    EXPECT_GT(expected.size(), 80U);

    const auto stepped = open_empty(folder_ / "stepped.sqlite");
    const auto newest = static_cast<Integer>(migration_files().size());
    for (Integer version = 1; version <= newest; ++version) {
        ASSERT_TRUE(migrate(*stepped, version));
        EXPECT_EQ(schema_version(*stepped).value(), version);
    }
    EXPECT_EQ(schema_facts(*stepped), expected);

    const auto at_once = open_empty(folder_ / "at_once.sqlite");
    ASSERT_TRUE(migrate(*at_once));
    EXPECT_EQ(schema_facts(*at_once), expected);
}

TEST_F(StoreTest, MigrationsAreNumberedWithoutGaps) {
    for (std::size_t i = 0; i < migration_files().size(); ++i) {
        EXPECT_EQ(std::stoul(std::string{migration_files()[i].name.substr(0, 4)}), i + 1);
    }
}

TEST_F(StoreTest, ADatabaseOfANewerProgramIsRefused) {
    store_.reset();
    open_empty(file())->session() << "INSERT INTO schema_version VALUES (9999, 'future.sql')";
    const auto store = SqliteStore::open(file());
    ASSERT_FALSE(store);
    EXPECT_EQ(store.error().code, ErrorCode::Unsupported);
    EXPECT_NE(store.error().message.find("9999"), std::string::npos);
}

TEST_F(StoreTest, AFailedMigrationLeavesTheDatabaseAsItWas) {
    const auto connection = open_empty(folder_ / "taken.sqlite");
    connection->session() << "CREATE TABLE operations (something INTEGER)";
    EXPECT_FALSE(migrate(*connection));
    EXPECT_EQ(schema_version(*connection).value(), 0);
    EXPECT_EQ(texts(connection->session(),
                    "SELECT name FROM sqlite_master WHERE type = 'table' AND name = 'parts'")
                  .size(),
              0U);
}

TEST_F(StoreTest, PartsOfAnEarlierProgramAreMeasuredAgain) {
    const auto connection = open_empty(folder_ / "earlier.sqlite");
    ASSERT_TRUE(migrate(*connection, 4));
    const auto insert = [&](const std::string& id, int ordinal, const std::string& failure) {
        connection->session()
            << "INSERT INTO parts (id, ordinal, file_name, file_sha256, index_in_file, name, state,"
               " step, failure_code, facts_json, findings_json, glb_sha256, model_sha256, quantity,"
               " attempts, created_at_ms) VALUES ('" +
                   id + "', " + std::to_string(ordinal) + ", 'a.stp', 'f', 0, 'a', 'ready', '', " +
                   failure + ", '{}', '[]', 'g', 'm', 1, 1, 0)";
    };
    insert("measured", 1, "NULL");
    insert("refused", 2, "'no_geometry'");
    ASSERT_TRUE(migrate(*connection));
    EXPECT_EQ(texts(connection->session(),
                    "SELECT id || ' ' || state || ' ' || facts_json || findings_json || glb_sha256 "
                    "|| model_sha256 || attempts FROM parts ORDER BY ordinal"),
              (std::vector<std::string>{"measured analysing 0", "refused ready {}[]gm1"}));
}

TEST(Statements, CommentsAndQuotedSemicolonsDoNotSplit) {
    const auto found = statements("-- a; b\nSELECT ';' ; SELECT 2; -- end;\n");
    ASSERT_EQ(found.size(), 2U);
    EXPECT_NE(found[0].find("SELECT ';'"), std::string::npos);
    EXPECT_NE(found[1].find("SELECT 2"), std::string::npos);
}

}  // namespace
}  // namespace millrace::store
