// The API and its document are the same thing: every route is an operation of openapi.json and the
// other way round, every error code has a status, every schema is used, and every example follows
// its schema.

#include <gtest/gtest.h>

#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <string>

#include "api.h"
#include "millrace/http/server.h"
#include "schema_check.h"

namespace millrace::http {
namespace {

using Json = nlohmann::json;

const Json& document() {
    static const Json parsed = Json::parse(openapi_document());
    return parsed;
}

struct Operation {
    std::string id;
    Json json;
};

/// "GET /api/v1/parts" -> operation.
std::map<std::string, Operation> documented() {
    std::map<std::string, Operation> operations;
    for (const auto& [path, item] : document()["paths"].items()) {
        for (const auto& [method, operation] : item.items()) {
            std::string upper = method;
            for (char& c : upper) c = static_cast<char>(std::toupper(c));
            operations[upper + " " + path] = {operation["operationId"], operation};
        }
    }
    return operations;
}

TEST(Contract, RoutesAndOperationsAreTheSame) {
    const auto operations = documented();
    std::set<std::string> routed;
    for (const Route& route : routes()) {
        const std::string name = std::string{route.method} + " " + std::string{route.path};
        EXPECT_TRUE(routed.insert(name).second) << name << " is routed twice";
        const auto operation = operations.find(name);
        ASSERT_NE(operation, operations.end()) << name << " is not in openapi.json";
        EXPECT_EQ(operation->second.id, route.operation_id) << name;
    }
    for (const auto& [name, operation] : operations)
        EXPECT_TRUE(routed.contains(name)) << name << " is documented but not routed";
}

TEST(Contract, PathParametersAreDocumented) {
    const contract::SchemaCheck check{document()};
    for (const auto& [name, operation] : documented()) {
        std::set<std::string> in_path;
        for (const Json& given : operation.json.value("parameters", Json::array())) {
            const Json& parameter = check.resolved(given);
            if (parameter["in"] == "path") in_path.insert(parameter["name"]);
        }
        std::set<std::string> in_pattern;
        for (std::size_t at = name.find('{'); at != std::string::npos; at = name.find('{', at + 1))
            in_pattern.insert(name.substr(at + 1, name.find('}', at) - at - 1));
        EXPECT_EQ(in_path, in_pattern) << name;
    }
}

TEST(Contract, EveryErrorCodeHasAStatusAndATitle) {
    for (const ErrorCode code : all_error_codes()) {
        const StatusRow row = status_of(code);
        EXPECT_EQ(row.code, code);
        EXPECT_GE(row.status, 400);
        EXPECT_LT(row.status, 600);
        EXPECT_FALSE(row.title.empty());
        const Problem problem = problem_of(Error{code, "What happened.", {"do it"}});
        EXPECT_EQ(problem.code, to_string(code));
        EXPECT_EQ(problem.detail, "do it: What happened.");
        const contract::SchemaCheck check{document()};
        EXPECT_TRUE(
            check.check(problem_json(problem, "/x"), document()["components"]["schemas"]["Problem"])
                .empty());
    }
}

TEST(Contract, EveryOperationDocumentsItsProblems) {
    const contract::SchemaCheck check{document()};
    for (const auto& [name, operation] : documented()) {
        int problems = 0;
        for (const auto& [status, given] : operation.json["responses"].items()) {
            if (status != "default" && status < "400") continue;
            ++problems;
            EXPECT_TRUE(check.resolved(given)["content"].contains("application/problem+json"))
                << name << ' ' << status;
        }
        EXPECT_GE(problems, 2) << name;
        EXPECT_FALSE(operation.json["summary"].get<std::string>().empty());
    }
}

TEST(Contract, ExamplesFollowTheirSchemas) {
    const contract::SchemaCheck check{document()};
    int examples = 0;
    const auto visit = [&](const std::string& name, const Json& content) {
        for (const auto& [type, media] : content.items()) {
            if (!media.contains("example") || type == "text/event-stream") continue;
            ++examples;
            for (const std::string& wrong : check.check(media["example"], media["schema"]))
                ADD_FAILURE() << name << ": " << wrong;
        }
    };
    for (const auto& [name, operation] : documented()) {
        if (operation.json.contains("requestBody"))
            visit(name + " body", operation.json["requestBody"]["content"]);
        for (const auto& [status, given] : operation.json["responses"].items()) {
            const Json& answer = check.resolved(given);
            if (answer.contains("content")) visit(name + " " + status, answer["content"]);
        }
    }
    EXPECT_GT(examples, 40);
}

TEST(Contract, EverySchemaIsUsed) {
    const std::string text = document().dump();
    for (const auto& [name, schema] : document()["components"]["schemas"].items())
        EXPECT_NE(text.find("\"#/components/schemas/" + name + "\""), std::string::npos) << name;
}

TEST(Contract, AmountsTimesAndLengthsNameTheirUnits) {
    // A number without a unit in its name must be a count, a share or an index.
    const std::string plain =
        " status value quantity bodies enclosed_voids triangles index_in_file "
        " quantity_in_file sequence number order_line set_up set_ups count attended_share "
        " recycled_share uncertainty_share share days_factor price_factor required_changes "
        " advisories not_checked parts_per_run operations_total operations_finished "
        " lines_count good_quantity scrap_quantity amount_minor measured limit quantity_max "
        " list_max files_per_request_max parts_per_quote_max quantities_per_quote_max "
        " open_edges non_manifold_edges flipped_edges degenerate_triangles "
        " duplicate_triangles plane cylinder cone sphere torus freeform facets read facts "
        " check plan view total parent part "
        // ratios, and the figures of a field or a statement, whose unit stands beside them
        " repair k_factor confidence wall_variation residual turned_share decimals error min p01 "
        " p50 max nominal upper lower ";
    const std::vector<std::string> units = {
        "_mm", "_mm2",  "_mm3", "_g",         "_s",     "_deg",       "_kg",        "_kwh",
        "_kw", "_days", "_min", "_bytes_max", "_g_cm3", "_kg_per_kg", "_s_per_part"};
    const auto is_number = [](const Json& schema) {
        const std::string text = schema.contains("type") ? schema["type"].dump() : "";
        return text.find("number") != std::string::npos ||
               text.find("integer") != std::string::npos;
    };
    const std::function<void(const Json&)> visit = [&](const Json& schema) {
        const Json properties = schema.value("properties", Json::object());
        for (const auto& [name, member] : properties.items()) {
            bool named = !is_number(member) || plain.find(" " + name + " ") != std::string::npos;
            for (const std::string& unit : units) named = named || name.ends_with(unit);
            EXPECT_TRUE(named) << name << " has no unit in its name";
            visit(member);
            if (member.contains("items")) visit(member["items"]);
        }
    };
    for (const Json& schema : document()["components"]["schemas"]) visit(schema);
}

}  // namespace
}  // namespace millrace::http
