#include "millrace/base/digest.h"

#include <sodium/crypto_hash_sha256.h>

#include <array>

namespace millrace {

std::string sha256_hex(std::span<const std::byte> bytes) {
    std::array<unsigned char, crypto_hash_sha256_BYTES> hash{};
    crypto_hash_sha256(hash.data(), reinterpret_cast<const unsigned char*>(bytes.data()),
                       bytes.size());
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string hex;
    hex.reserve(hash.size() * 2);
    for (const unsigned char byte : hash) {
        hex += kDigits[byte >> 4];
        hex += kDigits[byte & 15];
    }
    return hex;
}

std::string sha256_hex(std::string_view text) {
    return sha256_hex(std::as_bytes(std::span{text.data(), text.size()}));
}

}  // namespace millrace
