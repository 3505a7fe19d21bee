#pragma once

// What the conversions share: parsing text into a tree with a useful error, and reading a tree
// strictly, so that a misspelt or forgotten member is an error and never a silent default.

#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "millrace/base/quantity.h"
#include "millrace/base/result.h"

namespace millrace::codec {

using Json = nlohmann::ordered_json;

/// Parses `text`; `name` is the file or thing it is, for errors. Duplicate members are errors.
/// @return Syntax with the line, or LimitExceeded when longer than `bytes_max`.
[[nodiscard]] Result<Json> parse_json(std::string_view text, const std::string& name,
                                      std::size_t bytes_max);

/// Problems found while reading one tree, in order. Keeps the first hundred.
class Problems {
public:
    void add(std::string problem) {
        if (list_.size() < kMax) list_.push_back(std::move(problem));
        ++count_;
    }
    [[nodiscard]] bool empty() const { return count_ == 0; }
    /// "3 problems: a; b; c".
    [[nodiscard]] std::string text() const;

private:
    static constexpr std::size_t kMax = 100;
    std::vector<std::string> list_;
    std::size_t count_ = 0;
};

/// Reads the members of one object. Destroying it reports every member that nobody asked for.
class ObjectReader {
public:
    ObjectReader(const Json& node, std::string path, Problems& problems);
    ~ObjectReader();
    ObjectReader(const ObjectReader&) = delete;
    ObjectReader& operator=(const ObjectReader&) = delete;

    void read(const char* name, std::string& value);
    void read(const char* name, bool& value);
    void read(const char* name, double& value);
    void read(const char* name, std::int64_t& value);
    void read(const char* name, int& value);
    void read(const char* name, std::uint32_t& value);
    void read(const char* name, std::vector<std::string>& value);
    void read(const char* name, std::vector<double>& value);
    template <std::size_t N>
    void read(const char* name, std::array<double, N>& values) {
        if (const Json* node = member(name)) read_numbers(*node, name, values.data(), N);
    }
    /// An absent member leaves the optional empty.
    template <class Value>
    void read(const char* name, std::optional<Value>& value) {
        if (!has(name)) return;
        Value present{};
        read(name, present);
        value = present;
    }
    template <class Enum, class Parse>
    void read_enum(const char* name, Enum& value, const Parse& parse) {
        std::string text;
        read(name, text);
        if (!has(name)) return;
        if (const std::optional<Enum> known = parse(text)) {
            value = *known;
        } else {
            problem(name, "is '" + text + "', which is not a known value");
        }
    }
    /// Calls `each(node, path)` for every element of an array.
    template <class Each>
    void read_array(const char* name, const Each& each) {
        const Json* node = member(name);
        if (node == nullptr) return;
        if (!node->is_array()) return problem(name, "is not an array");
        for (std::size_t i = 0; i < node->size(); ++i)
            each((*node)[i], element_path(name, (*node)[i], i));
    }
    /// Calls `read_one(node, path)` for a member that is an object.
    template <class ReadOne>
    void read_object(const char* name, const ReadOne& read_one) {
        if (const Json* node = member(name)) read_one(*node, path_of(name));
    }

    [[nodiscard]] bool has(const char* name) const;
    /// The member, or null after reporting that it is missing.
    [[nodiscard]] const Json* member(const char* name);
    void problem(const char* name, std::string message);
    [[nodiscard]] Problems& problems() { return problems_; }
    [[nodiscard]] std::string path_of(const char* name) const;

private:
    void read_numbers(const Json& node, const char* name, double* values, std::size_t count);
    [[nodiscard]] std::string element_path(const char* name, const Json& node,
                                           std::size_t index) const;

    const Json& node_;
    std::string path_;
    Problems& problems_;
    std::set<std::string> asked_;
};

/// A number, or null for a value that is not finite: JSON has no other way to say it.
[[nodiscard]] Json number_or_null(double value);

}  // namespace millrace::codec
