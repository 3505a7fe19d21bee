#pragma once

#include <filesystem>

#include "millrace/app/ports.h"
#include "millrace/base/result.h"

namespace millrace::blobs {

/// Files named by the SHA-256 of their content, in 256 sub-folders by the first two digits. Written
/// to a temporary name, synchronised and renamed, so that a name always has its whole content, also
/// after a power cut; read back with the hash checked. Thread-safe, and several processes may share
/// a folder: the same content is the same file.
class DiskBlobs final : public app::Blobs {
public:
    /// Creates the folder where it is missing. @return Unavailable.
    [[nodiscard]] static Result<DiskBlobs> open(const std::filesystem::path& folder);

    /// Durable when it returns; storing the same bytes again costs a hash and a look.
    /// @return Unavailable (disk full, no permission).
    [[nodiscard]] Result<std::string> put(std::span<const std::byte> bytes) override;

    /// @return InvalidArgument when `sha256` is none, NotFound, Unavailable, or Internal when the
    /// content does not match its name.
    [[nodiscard]] Result<std::vector<std::byte>> get(const std::string& sha256) override;

    /// @return InvalidArgument when `sha256` is none, NotFound.
    [[nodiscard]] Result<std::uint64_t> size(const std::string& sha256) override;

private:
    explicit DiskBlobs(std::filesystem::path folder) : folder_{std::move(folder)} {}
    [[nodiscard]] std::filesystem::path path(const std::string& sha256) const;

    std::filesystem::path folder_;
};

}  // namespace millrace::blobs
