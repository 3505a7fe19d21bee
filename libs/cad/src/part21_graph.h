#pragma once

// The entities of an ISO 10303-21 file as records of values, parsed where somebody asks for them.

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace millrace::cad {

struct Part21Value {
    enum class Kind : std::uint8_t { Null, Reference, Number, Text, Word, List, Typed };
    Kind kind = Kind::Null;
    double number = 0.0;
    std::uint64_t reference = 0;
    std::string_view text;           ///< raw text; word without its dots; keyword of a typed value
    std::vector<Part21Value> items;  ///< of a list or a typed value
};

/// KEYWORD(arguments). An argument that is missing reads as Null.
struct Part21Record {
    std::string_view keyword;
    std::vector<Part21Value> arguments;

    [[nodiscard]] const Part21Value& at(std::size_t index) const;
};

/// One record, or several for a complex instance.
struct Part21Entity {
    std::uint64_t id = 0;
    std::vector<Part21Record> records;

    [[nodiscard]] const Part21Record* record(std::string_view keyword) const;
};

/// Views into `text`, which must outlive it. Anything that is not as the standard says is skipped:
/// a graph is made for any text, in one pass, with memory proportional to its length.
class Part21Graph {
public:
    explicit Part21Graph(std::string_view text);

    /// Where an entity stands: its number and the keyword of its (first) record.
    struct Entry {
        std::uint64_t id = 0;
        std::string_view keyword;
        std::string_view body;  ///< from the keyword or parenthesis to before the semicolon
        bool complex = false;
    };
    [[nodiscard]] const std::vector<Entry>& entries() const { return entries_; }  ///< by number

    /// nullptr when the file has no such entity.
    [[nodiscard]] const Part21Entity* find(std::uint64_t id) const;

private:
    std::vector<Entry> entries_;
    mutable std::map<std::uint64_t, Part21Entity> parsed_;
};

/// The text of a string value in UTF-8: doubled quotes and the \X\ and \X2\ escapes resolved.
[[nodiscard]] std::string decoded(std::string_view raw);

}  // namespace millrace::cad
