#pragma once

// Collects what is wrong with a catalogue, one row at a time.

#include <algorithm>
#include <charconv>
#include <cmath>
#include <string>
#include <vector>

#include "millrace/catalog/catalog.h"

namespace millrace::catalog {

/// A number as people write it: "0.35", "12".
[[nodiscard]] inline std::string plain(double value) {
    char text[32];
    const auto end = std::to_chars(text, text + sizeof text, value);
    return {text, end.ptr};
}

/// Checks of one row. `row` names it: "machines/fdm_mk4s".
class Checker {
public:
    Checker(std::vector<Problem>& problems, std::string row)
        : problems_{problems}, row_{std::move(row)} {}

    void report(const std::string& member, std::string message) {
        problems_.push_back({member.empty() ? row_ : row_ + "." + member, std::move(message)});
    }
    /// Inside [low, high].
    void within(const std::string& member, double value, double low, double high) {
        if (std::isfinite(value) && value >= low && value <= high) return;
        report(member, "is " + plain(value) + ", allowed is " + plain(low) + " to " + plain(high));
    }
    /// Greater than zero and at most `high`.
    void positive(const std::string& member, double value, double high) {
        if (std::isfinite(value) && value > 0.0 && value <= high) return;
        report(member,
               "is " + plain(value) + ", allowed is more than 0 and at most " + plain(high));
    }
    void filled(const std::string& member, const std::string& text) {
        if (text.empty()) report(member, "is empty");
    }
    /// An id is used in paths and addresses, so it keeps to a small alphabet.
    void id(const std::string& member, const std::string& text) {
        const bool valid =
            !text.empty() && text.size() <= 64 && std::all_of(text.begin(), text.end(), [](char c) {
                return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       c == '_' || c == '-';
            });
        if (!valid) {
            report(member, "is '" + text +
                               "', allowed are 1 to 64 letters, digits, underscores and hyphens");
        }
    }

private:
    std::vector<Problem>& problems_;
    std::string row_;
};

/// Reports every id that occurs a second time.
template <class Row, class IdOf>
void check_unique(std::vector<Problem>& problems, const std::string& table,
                  const std::vector<Row>& rows, IdOf id_of) {
    for (std::size_t i = 0; i < rows.size(); ++i) {
        for (std::size_t j = 0; j < i; ++j) {
            if (id_of(rows[i]) != id_of(rows[j])) continue;
            problems.push_back({table + "/" + id_of(rows[i]), "occurs more than once"});
            break;
        }
    }
}

/// Shop policy, labour, process policies and rules (validate_policy.cpp).
void validate_policy(const Catalog& catalog, std::vector<Problem>& problems);
void validate_rules(const Catalog& catalog, std::vector<Problem>& problems);
/// Presses, stock and tolerances (validate_capabilities.cpp).
void validate_capabilities(const Capabilities& can, std::vector<Problem>& problems);

}  // namespace millrace::catalog
