#pragma once

// What people read: a sentence with a stable key and named arguments. The English sentence is made
// here; a client that speaks another language makes its own from the key and the arguments, with
// numbers written as its reader writes them. How to add one: docs/how-to/add-a-sentence.md.

#include <concepts>
#include <initializer_list>
#include <iosfwd>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace millrace {

/// A number in a sentence. Written with its unit: "0.62 mm", "45°", "7 %", "3".
struct Number {
    double value = 0.0;
    std::string unit = {};  ///< "mm" "mm2" "cm2" "deg" "%" "g" "d" a currency; empty for a count
    int decimals = 2;       ///< at most so many; negative: as many as the number has

    friend bool operator==(const Number&, const Number&) = default;
};
/// As English writes it: "0.62 mm".
[[nodiscard]] std::string to_string(const Number& number);

class Text;

/// A named value in a sentence: a number, words that are the same in every language (file names,
/// product names, ids, axes), or further sentences.
struct TextArgument {
    std::string name;
    std::variant<Number, std::string, std::vector<Text>> value;

    TextArgument();
    // Copies and moves are made where Text is complete.
    TextArgument(const TextArgument& other);
    TextArgument(TextArgument&& other) noexcept;
    TextArgument& operator=(const TextArgument& other);
    TextArgument& operator=(TextArgument&& other) noexcept;
    ~TextArgument();
    TextArgument(std::string called, Number number);
    TextArgument(std::string called, std::string word);
    TextArgument(std::string called, const char* word);
    TextArgument(std::string called, Text text);
    /// Sentences one after another.
    TextArgument(std::string called, std::vector<Text> texts);
    template <std::integral T>
    TextArgument(std::string called, T count)
        : TextArgument{std::move(called), Number{static_cast<double>(count), {}, 0}} {}

    friend bool operator==(const TextArgument&, const TextArgument&);
};

/// A sentence in English and what it was made of. One without key is English only: right for a
/// program's log or a request that no page sends, wrong for anything that a page shows.
class Text {
public:
    Text() = default;
    // Implicit on purpose: what only a program or a log reads is written as plain English.
    Text(std::string english) : english_{std::move(english)} {}  // NOLINT(google-explicit-*)
    Text(const char* english) : english_{english} {}             // NOLINT(google-explicit-*)
    /// `english` with every {name} replaced by the argument of that name. "one|other" are the forms
    /// for a single {count} and for all others.
    Text(std::string_view key, std::string_view english, std::vector<TextArgument> arguments);
    /// A sentence that was made before and kept.
    [[nodiscard]] static Text kept(std::string key, std::vector<TextArgument> arguments,
                                   std::string english);
    /// A sentence that is not translated.
    [[nodiscard]] static Text english_only(std::string english);

    /// Lower case, parts divided by points: "milling.drill". Empty: not translated.
    [[nodiscard]] const std::string& key() const { return key_; }
    [[nodiscard]] const std::vector<TextArgument>& arguments() const { return arguments_; }
    [[nodiscard]] const std::string& english() const { return english_; }
    [[nodiscard]] bool empty() const { return english_.empty(); }
    /// Whether a client can say it in its own language, every sentence inside included.
    [[nodiscard]] bool translatable() const;

    /// Looks into the English sentence.
    [[nodiscard]] std::size_t find(std::string_view words) const { return english_.find(words); }
    [[nodiscard]] bool starts_with(std::string_view words) const {
        return english_.starts_with(words);
    }

    /// English where a program wants plain text.
    operator const std::string&() const { return english_; }  // NOLINT(google-explicit-constructor)

    friend bool operator==(const Text&, const Text&) = default;
    friend bool operator==(const Text& text, const std::string& english) {
        return text.english_ == english;
    }
    friend bool operator==(const Text& text, const char* english) {
        return text.english_ == english;
    }
    friend std::string operator+(const std::string& a, const Text& b) { return a + b.english_; }
    friend std::string operator+(const Text& a, const std::string& b) { return a.english_ + b; }
    friend std::ostream& operator<<(std::ostream& out, const Text& text);

private:
    std::string key_;
    std::vector<TextArgument> arguments_;
    std::string english_;
};

/// A sentence for people. Key and English are written out where it is said: tools/sentences.py
/// collects them for the client's catalogue, and a test fails while a translation is missing.
[[nodiscard]] Text say(std::string_view key, std::string_view english,
                       std::initializer_list<TextArgument> arguments = {});

}  // namespace millrace
