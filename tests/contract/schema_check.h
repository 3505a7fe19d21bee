#pragma once

// Checks JSON against the schemas of the OpenAPI document: the part of JSON Schema 2020-12 that the
// document uses. Stricter than a validator in one way: a member that the schema does not name is an
// error, so that nothing reaches clients that the document does not describe.

#include <string>
#include <vector>

#include <nlohmann/json.hpp>

namespace millrace::contract {

class SchemaCheck {
public:
    explicit SchemaCheck(const nlohmann::json& document) : document_{document} {}

    /// Everything wrong with `value`, each with its place; empty when it follows `schema`.
    [[nodiscard]] std::vector<std::string> check(const nlohmann::json& value,
                                                 const nlohmann::json& schema) const {
        std::vector<std::string> wrong;
        visit(value, schema, "", wrong);
        return wrong;
    }

    /// Follows a $ref inside the document.
    [[nodiscard]] const nlohmann::json& resolved(const nlohmann::json& schema) const {
        const auto ref = schema.find("$ref");
        if (ref == schema.end()) return schema;
        return document_.at(nlohmann::json::json_pointer{ref->get<std::string>().substr(1)});
    }

private:
    using Json = nlohmann::json;

    static bool has_type(const Json& value, const std::string& type) {
        if (type == "object") return value.is_object();
        if (type == "array") return value.is_array();
        if (type == "string") return value.is_string();
        if (type == "boolean") return value.is_boolean();
        if (type == "null") return value.is_null();
        if (type == "integer") return value.is_number_integer();
        return type == "number" && value.is_number();
    }

    void visit(const Json& value, const Json& given, const std::string& at,
               std::vector<std::string>& wrong) const {
        const Json& schema = resolved(given);
        if (schema.contains("oneOf")) return visit_one_of(value, schema, at, wrong);
        if (schema.contains("type")) {
            const Json& type = schema["type"];
            bool fits = false;
            for (const Json& one : type.is_array() ? type : Json::array({type}))
                fits = fits || has_type(value, one.get<std::string>());
            if (!fits) return wrong.push_back(at + ": " + value.dump() + " is not " + type.dump());
        }
        if (schema.contains("enum") &&
            std::find(schema["enum"].begin(), schema["enum"].end(), value) == schema["enum"].end())
            wrong.push_back(at + ": " + value.dump() + " is not one of " + schema["enum"].dump());
        if (schema.contains("const") && schema["const"] != value)
            wrong.push_back(at + ": " + value.dump() + " is not " + schema["const"].dump());
        if (value.is_array()) visit_array(value, schema, at, wrong);
        if (value.is_object()) visit_object(value, schema, at, wrong);
    }

    void visit_one_of(const Json& value, const Json& schema, const std::string& at,
                      std::vector<std::string>& wrong) const {
        std::vector<std::string> closest;
        for (const Json& one : schema["oneOf"]) {
            std::vector<std::string> inner;
            visit(value, one, at, inner);
            if (inner.empty()) return;
            if (closest.empty() || inner.size() > closest.size()) closest = inner;
        }
        wrong.insert(wrong.end(), closest.begin(), closest.end());
    }

    void visit_array(const Json& value, const Json& schema, const std::string& at,
                     std::vector<std::string>& wrong) const {
        if (schema.contains("minItems") && value.size() < schema["minItems"].get<std::size_t>())
            wrong.push_back(at + ": too short");
        if (schema.contains("maxItems") && value.size() > schema["maxItems"].get<std::size_t>())
            wrong.push_back(at + ": too long");
        for (std::size_t i = 0; i < value.size(); ++i) {
            const std::string place = at + "/" + std::to_string(i);
            if (schema.contains("prefixItems") && i < schema["prefixItems"].size())
                visit(value[i], schema["prefixItems"][i], place, wrong);
            else if (schema.contains("items"))
                visit(value[i], schema["items"], place, wrong);
        }
    }

    void visit_object(const Json& value, const Json& schema, const std::string& at,
                      std::vector<std::string>& wrong) const {
        const Json empty = Json::object();
        const Json& properties = schema.contains("properties") ? schema["properties"] : empty;
        for (const Json& name : schema.value("required", Json::array()))
            if (!value.contains(name.get<std::string>()))
                wrong.push_back(at + ": " + name.get<std::string>() + " is missing");
        for (const auto& [name, member] : value.items()) {
            const std::string place = at + "/" + name;
            if (properties.contains(name))
                visit(member, properties[name], place, wrong);
            else if (!schema.contains("additionalProperties"))
                wrong.push_back(place + ": the document does not describe this");
            else if (schema["additionalProperties"].is_object())
                visit(member, schema["additionalProperties"], place, wrong);
        }
    }

    const Json& document_;
};

}  // namespace millrace::contract
