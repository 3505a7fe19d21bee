#pragma once

// Little-endian binary records, for values that cross a process or are kept as blobs. Writing
// cannot fail; reading anything is safe: a reader that ran past the end or met a bad value says so
// once, at the end, and returns zeros until then.

#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace millrace {

static_assert(std::endian::native == std::endian::little, "byte streams assume little-endian");

class ByteWriter {
public:
    void u8(std::uint8_t v) { raw(&v, sizeof v); }
    void u32(std::uint32_t v) { raw(&v, sizeof v); }
    void u64(std::uint64_t v) { raw(&v, sizeof v); }
    void f32(float v) { raw(&v, sizeof v); }
    void f64(double v) { raw(&v, sizeof v); }
    void text(std::string_view v) {
        u32(static_cast<std::uint32_t>(v.size()));
        raw(v.data(), v.size());
    }
    void bytes(std::span<const std::byte> v) {
        u64(v.size());
        raw(v.data(), v.size());
    }
    void raw(const void* data, std::size_t size) {
        const auto* first = static_cast<const std::byte*>(data);
        out_.insert(out_.end(), first, first + size);
    }
    [[nodiscard]] std::vector<std::byte> take() && { return std::move(out_); }

private:
    std::vector<std::byte> out_;
};

/// Reads what ByteWriter wrote. Check failed() before believing anything.
class ByteReader {
public:
    explicit ByteReader(std::span<const std::byte> in) : in_{in} {}

    std::uint8_t u8() { return plain<std::uint8_t>(); }
    std::uint32_t u32() { return plain<std::uint32_t>(); }
    std::uint64_t u64() { return plain<std::uint64_t>(); }
    /// Numbers must be finite.
    float f32() {
        const auto v = plain<float>();
        if (!std::isfinite(v)) invalid_ = true;
        return v;
    }
    double f64() {
        const auto v = plain<double>();
        if (!std::isfinite(v)) invalid_ = true;
        return v;
    }
    bool flag() { return enumerator(2) != 0; }
    /// A value below `count`, for enumerations and flags.
    std::uint8_t enumerator(std::uint8_t count) {
        const std::uint8_t v = u8();
        if (v >= count) {
            invalid_ = true;
            return 0;
        }
        return v;
    }
    /// A number of records that follow, each of at least `bytes_min` bytes: never more than the
    /// rest of the input can hold, so that a lying count cannot make the caller allocate.
    std::size_t count(std::size_t bytes_min) {
        const std::uint64_t v = u64();
        if (v > in_.size() / bytes_min) {
            truncated_ = true;
            in_ = {};
            return 0;
        }
        return static_cast<std::size_t>(v);
    }
    std::string text() {
        const std::span<const std::byte> s = take(u32());
        return {reinterpret_cast<const char*>(s.data()), s.size()};
    }
    std::span<const std::byte> bytes() {
        const std::uint64_t size = u64();
        return take(size);
    }
    void mark_invalid() { invalid_ = true; }
    [[nodiscard]] bool truncated() const { return truncated_; }
    [[nodiscard]] bool failed() const { return truncated_ || invalid_; }
    [[nodiscard]] bool at_end() const { return in_.empty(); }

private:
    template <class T>
    T plain() {
        T v{};
        const auto s = take(sizeof v);
        if (s.size() == sizeof v) std::memcpy(&v, s.data(), sizeof v);
        return v;
    }
    std::span<const std::byte> take(std::uint64_t size) {
        if (size > in_.size()) {
            truncated_ = true;
            in_ = {};
            return {};
        }
        const auto head = in_.first(static_cast<std::size_t>(size));
        in_ = in_.subspan(static_cast<std::size_t>(size));
        return head;
    }

    std::span<const std::byte> in_;
    bool truncated_ = false;
    bool invalid_ = false;
};

}  // namespace millrace
