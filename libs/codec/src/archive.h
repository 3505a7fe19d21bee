#pragma once

// One list of wire names per type, walked by a Writer and by a Reader, so that what is written is
// what is read. `fields(archive, value)` is such a list; it stands in the *_fields.h headers.

#include <array>
#include <concepts>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

#include "json.h"
#include "millrace/base/money.h"
#include "millrace/base/quantity.h"
#include "millrace/geom/vec.h"
#include "text_json.h"

namespace millrace::codec {

/// Largest text that is read back: a quote of many parts is well below it.
inline constexpr std::size_t kTextBytesMax = std::size_t{64} << 20;

/// Whether a number that is not finite may be read back, as null.
enum class NotFinite { Refuse, Allow };

class Writer {
public:
    static constexpr bool kReads = false;
    template <class T>
    void operator()(const char* name, const T& value);
    [[nodiscard]] Json take() { return std::move(node_); }

private:
    Json node_ = Json::object();
};

class Reader {
public:
    static constexpr bool kReads = true;
    Reader(const Json& node, const std::string& path, Problems& problems, NotFinite not_finite)
        : object_{node, path, problems}, not_finite_{not_finite} {}
    template <class T>
    void operator()(const char* name, T& value);

private:
    ObjectReader object_;
    NotFinite not_finite_;
};

/// `T&` for a Reader, `const T&` for a Writer.
template <class Archive, class T>
using Ref = std::conditional_t<Archive::kReads, T, const T>&;

/// Names of an enumeration, in both directions: specialise with `all` and `name`.
template <class Enum>
struct EnumNames;

/// A value to read into. Specialised where a type has no default.
template <class T>
struct Blank {
    static T make() { return T{}; }
};

template <class T>
inline constexpr bool kIsOptional = false;
template <class T>
inline constexpr bool kIsOptional<std::optional<T>> = true;

template <class T>
inline constexpr bool kIsQuantity = false;
template <int L, int M, int T, int A, int K>
inline constexpr bool kIsQuantity<Quantity<L, M, T, A, K>> = true;

template <class T>
inline constexpr bool kIsSequence = false;
template <class T>
inline constexpr bool kIsSequence<std::vector<T>> = true;
template <class T, std::size_t N>
inline constexpr bool kIsSequence<std::array<T, N>> = true;

template <class T>
inline constexpr bool kIsMap = false;
template <class T>
inline constexpr bool kIsMap<std::map<std::string, T>> = true;

/// "2026-11-25T17:00:00.000Z", and back. Years 0000 to 9999.
[[nodiscard]] std::string instant_text(Instant instant);
[[nodiscard]] std::optional<Instant> parse_instant(std::string_view text);

/// {"amount_minor": 2675, "currency": "USD", "amount": "26.75"}: exact, and readable.
[[nodiscard]] Json encode_money(const Money& money);
void decode_money(const Json& node, const std::string& path, Problems& problems, Money& money);

template <class T>
[[nodiscard]] Json encode(const T& value) {
    if constexpr (std::is_same_v<T, bool> || std::is_same_v<T, std::string> || std::integral<T>) {
        return Json(value);
    } else if constexpr (std::floating_point<T>) {
        return number_or_null(static_cast<double>(value));
    } else if constexpr (kIsQuantity<T>) {
        return number_or_null(value.stored());
    } else if constexpr (std::is_enum_v<T>) {
        return Json(std::string{EnumNames<T>::name(value)});
    } else if constexpr (std::is_same_v<T, geom::Vec3>) {
        return Json::array(
            {number_or_null(value.x), number_or_null(value.y), number_or_null(value.z)});
    } else if constexpr (std::is_same_v<T, Instant>) {
        return Json(instant_text(value));
    } else if constexpr (std::is_same_v<T, Money>) {
        return encode_money(value);
    } else if constexpr (std::is_same_v<T, Text>) {
        return encode_text(value);
    } else if constexpr (kIsSequence<T>) {
        Json list = Json::array();
        for (const auto& one : value) list.push_back(encode(one));
        return list;
    } else if constexpr (kIsMap<T>) {
        Json object = Json::object();
        for (const auto& [name, one] : value) object[name] = encode(one);
        return object;
    } else {
        Writer writer;
        fields(writer, value);
        return writer.take();
    }
}

/// Where a value stands and what to do with it.
struct DecodeContext {
    const Json& node;
    const std::string& path;
    Problems& problems;
    NotFinite not_finite = NotFinite::Refuse;

    void problem(const std::string& message) const { problems.add(path + " " + message); }
};

inline void decode_number(const DecodeContext& at, double& value) {
    if (at.node.is_number()) {
        value = at.node.get<double>();
    } else if (at.node.is_null() && at.not_finite == NotFinite::Allow) {
        value = std::numeric_limits<double>::quiet_NaN();
    } else {
        at.problem("is not a number");
    }
}

template <std::integral T>
void decode_whole(const DecodeContext& at, T& value) {
    using Limits = std::numeric_limits<T>;
    bool fits = at.node.is_number_integer();
    if (fits && at.node.is_number_unsigned()) {
        fits = at.node.get<std::uint64_t>() <= static_cast<std::uint64_t>(Limits::max());
    } else if (fits) {
        fits = std::cmp_greater_equal(at.node.get<std::int64_t>(), Limits::min());
    }
    if (!fits) return at.problem("is not a whole number in range");
    value = at.node.get<T>();
}

template <class T>
void decode(const DecodeContext& at, T& value);

template <class T>
void decode_sequence(const DecodeContext& at, T& values) {
    if (!at.node.is_array()) return at.problem("is not an array");
    const auto decode_one = [&](std::size_t i, auto& one) {
        decode(DecodeContext{at.node[i], at.path + "[" + std::to_string(i) + "]", at.problems,
                             at.not_finite},
               one);
    };
    if constexpr (requires { values.push_back(values[0]); }) {
        for (std::size_t i = 0; i < at.node.size(); ++i) {
            auto one = Blank<typename T::value_type>::make();
            decode_one(i, one);
            values.push_back(std::move(one));
        }
    } else {
        if (at.node.size() != values.size())
            return at.problem("does not have " + std::to_string(values.size()) + " entries");
        for (std::size_t i = 0; i < values.size(); ++i) decode_one(i, values[i]);
    }
}

template <class Enum>
void decode_enum(const DecodeContext& at, Enum& value) {
    if (at.node.is_string()) {
        for (const Enum one : EnumNames<Enum>::all) {
            if (EnumNames<Enum>::name(one) != at.node.get_ref<const std::string&>()) continue;
            value = one;
            return;
        }
    }
    at.problem("is not a known value");
}

template <class T>
void decode_map(const DecodeContext& at, std::map<std::string, T>& values) {
    if (!at.node.is_object()) return at.problem("is not an object");
    for (const auto& [name, node] : at.node.items()) {
        T one = Blank<T>::make();
        decode(DecodeContext{node, at.path + "." + name, at.problems, at.not_finite}, one);
        values.emplace(name, std::move(one));
    }
}

template <class T>
void decode(const DecodeContext& at, T& value) {
    if constexpr (std::is_same_v<T, bool>) {
        if (!at.node.is_boolean()) return at.problem("is neither true nor false");
        value = at.node.template get<bool>();
    } else if constexpr (std::is_same_v<T, std::string>) {
        if (!at.node.is_string()) return at.problem("is not text");
        value = at.node.template get<std::string>();
    } else if constexpr (std::integral<T>) {
        decode_whole(at, value);
    } else if constexpr (std::floating_point<T>) {
        double number = 0.0;
        decode_number(at, number);
        value = static_cast<T>(number);
    } else if constexpr (kIsQuantity<T>) {
        double number = 0.0;
        decode_number(at, number);
        value = T::from_stored(number);
    } else if constexpr (std::is_enum_v<T>) {
        decode_enum(at, value);
    } else if constexpr (std::is_same_v<T, geom::Vec3>) {
        std::array<double, 3> numbers{};
        decode_sequence(at, numbers);
        value = {numbers[0], numbers[1], numbers[2]};
    } else if constexpr (std::is_same_v<T, Instant>) {
        const auto instant = at.node.is_string()
                                 ? parse_instant(at.node.template get_ref<const std::string&>())
                                 : std::nullopt;
        if (!instant) return at.problem("is not a time such as 2026-11-25T17:00:00.000Z");
        value = *instant;
    } else if constexpr (std::is_same_v<T, Money>) {
        decode_money(at.node, at.path, at.problems, value);
    } else if constexpr (std::is_same_v<T, Text>) {
        decode_text(at.node, at.path, at.problems, value);
    } else if constexpr (kIsSequence<T>) {
        decode_sequence(at, value);
    } else if constexpr (kIsMap<T>) {
        decode_map(at, value);
    } else {
        Reader reader{at.node, at.path, at.problems, at.not_finite};
        fields(reader, value);
    }
}

template <class T>
void Writer::operator()(const char* name, const T& value) {
    if constexpr (kIsOptional<T>) {
        if (value) node_[name] = encode(*value);
    } else if (!is_nothing(value)) {
        node_[name] = encode(value);
    }
}

template <class T>
void Reader::operator()(const char* name, T& value) {
    if (std::is_same_v<T, Text> && !object_.has(name)) return;
    if constexpr (kIsOptional<T>) {
        if (!object_.has(name)) return;
        auto present = Blank<typename T::value_type>::make();
        (*this)(name, present);
        value = std::move(present);
    } else {
        if (const Json* node = object_.member(name)) {
            const std::string path = object_.path_of(name);
            decode(DecodeContext{*node, path, object_.problems(), not_finite_}, value);
        }
    }
}

/// The text of a value. Members keep the order of their list; text that is not UTF-8 is repaired.
template <class T>
[[nodiscard]] std::string to_text(const T& value) {
    return encode(value).dump(-1, ' ', false, Json::error_handler_t::replace);
}

/// Reads `text` as a T called `what`. @return Syntax, LimitExceeded, or InvalidArgument naming
/// every member that is wrong.
template <class T>
[[nodiscard]] Result<T> from_text(std::string_view text, const std::string& what,
                                  NotFinite not_finite) {
    MILLRACE_TRY(const Json tree, parse_json(text, what, kTextBytesMax));
    Problems problems;
    T value = Blank<T>::make();
    decode(DecodeContext{tree, what, problems, not_finite}, value);
    if (!problems.empty())
        return Error{ErrorCode::InvalidArgument, "stored " + what + " has " + problems.text(), {}};
    return value;
}

}  // namespace millrace::codec
