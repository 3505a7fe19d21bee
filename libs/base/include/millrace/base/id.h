#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <utility>

namespace millrace {

/// The identity of an entity, unique across shops: a short prefix and 26 characters of base 32.
/// Ids of different entities do not mix.
template <class Tag>
class Id {
public:
    Id() = default;
    explicit Id(std::string text) : text_{std::move(text)} {}
    [[nodiscard]] const std::string& text() const { return text_; }
    [[nodiscard]] bool empty() const { return text_.empty(); }
    auto operator<=>(const Id&) const = default;

private:
    std::string text_;
};

/// A position in an array of `Tag`. Not an identity and not a count.
template <class Tag>
struct Index {
    std::uint32_t value = 0;
    auto operator<=>(const Index&) const = default;
};

}  // namespace millrace
