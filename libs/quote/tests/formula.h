#pragma once

// Evaluates the formula of a figure with its inputs: + - * / ( ) numbers, names and the functions
// pow, min, max, sqrt and log2. It proves that a formula shown to people computes the number beside
// it.

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <optional>
#include <string>
#include <vector>

#include "millrace/plan/process_plan.h"

namespace millrace::quote {

class Formula {
public:
    explicit Formula(const plan::Figure& figure) : figure_{figure}, text_{figure.formula} {}

    /// Empty when the formula does not parse or names an unknown input.
    [[nodiscard]] std::optional<double> value() {
        const double result = sum();
        skip();
        if (failed_ || at_ != text_.size()) return std::nullopt;
        return result;
    }

private:
    double sum() {
        double left = product();
        for (;;) {
            if (take('+'))
                left += product();
            else if (take('-'))
                left -= product();
            else
                return left;
        }
    }
    double product() {
        double left = factor();
        for (;;) {
            if (take('*'))
                left *= factor();
            else if (take('/'))
                left /= factor();
            else
                return left;
        }
    }
    double factor() {
        if (take('(')) {
            const double inner = sum();
            if (!take(')')) failed_ = true;
            return inner;
        }
        skip();
        const std::size_t start = at_;
        while (at_ < text_.size() && (std::isalnum(static_cast<unsigned char>(text_[at_])) ||
                                      text_[at_] == '_' || text_[at_] == '.'))
            ++at_;
        const std::string word = text_.substr(start, at_ - start);
        if (word.empty()) return fail();
        if (std::isdigit(static_cast<unsigned char>(word[0])))
            return std::strtod(word.c_str(), nullptr);
        return take('(') ? call(word) : input(word);
    }
    double call(const std::string& name) {
        std::vector<double> arguments{sum()};
        while (take(',')) arguments.push_back(sum());
        if (!take(')')) return fail();
        const std::size_t count = arguments.size();
        if (name == "sqrt" && count == 1) return std::sqrt(arguments[0]);
        if (name == "log2" && count == 1) return std::log2(arguments[0]);
        if (name == "pow" && count == 2) return std::pow(arguments[0], arguments[1]);
        if (name == "min" && count == 2) return std::min(arguments[0], arguments[1]);
        if (name == "max" && count == 2) return std::max(arguments[0], arguments[1]);
        return fail();
    }
    double input(const std::string& name) {
        for (const plan::Input& one : figure_.inputs) {
            if (one.name == name) return one.value;
        }
        return fail();
    }
    double fail() {
        failed_ = true;
        return 0.0;
    }
    void skip() {
        while (at_ < text_.size() && text_[at_] == ' ') ++at_;
    }
    bool take(char c) {
        skip();
        if (at_ >= text_.size() || text_[at_] != c) return false;
        ++at_;
        return true;
    }

    const plan::Figure& figure_;
    const std::string& text_;
    std::size_t at_ = 0;
    bool failed_ = false;
};

}  // namespace millrace::quote
