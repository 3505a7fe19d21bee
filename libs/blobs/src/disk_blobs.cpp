#include "millrace/blobs/disk_blobs.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <system_error>

#include "millrace/base/digest.h"

namespace millrace::blobs {
namespace {

Error failed(const std::string& what, const std::filesystem::path& path) {
    const std::error_code code{errno, std::generic_category()};
    return Error{ErrorCode::Unavailable, what + " '" + path.string() + "': " + code.message(), {}};
}

// A file descriptor that closes itself.
class Descriptor {
public:
    explicit Descriptor(int fd) : fd_{fd} {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor() {
        if (fd_ >= 0) ::close(fd_);
    }
    [[nodiscard]] int get() const { return fd_; }
    [[nodiscard]] bool valid() const { return fd_ >= 0; }

private:
    int fd_;
};

// Makes the names in a folder durable: without it a renamed file may be gone after a power cut.
Status synchronise_folder(const std::filesystem::path& folder) {
    const Descriptor descriptor{::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
    if (!descriptor.valid()) return failed("cannot open the folder", folder);
    if (::fsync(descriptor.get()) != 0) return failed("cannot synchronise the folder", folder);
    return Done{};
}

Status write_all(int fd, std::span<const std::byte> bytes, const std::filesystem::path& path) {
    while (!bytes.empty()) {
        const ssize_t written = ::write(fd, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) return failed("cannot write", path);
        bytes = bytes.subspan(static_cast<std::size_t>(written));
    }
    if (::fsync(fd) != 0) return failed("cannot synchronise", path);
    return Done{};
}

Status create_folder(const std::filesystem::path& folder) {
    std::error_code code;
    const bool created = std::filesystem::create_directories(folder, code);
    if (code) {
        return Error{ErrorCode::Unavailable,
                     "cannot create the folder '" + folder.string() + "': " + code.message(),
                     {}};
    }
    if (created && folder.has_parent_path()) return synchronise_folder(folder.parent_path());
    return Done{};
}

bool is_sha256(const std::string& text) {
    return text.size() == 64 && std::all_of(text.begin(), text.end(), [](char c) {
               return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
           });
}

}  // namespace

Result<DiskBlobs> DiskBlobs::open(const std::filesystem::path& folder) {
    MILLRACE_CHECK_OK(create_folder(std::filesystem::absolute(folder)));
    return DiskBlobs{std::filesystem::absolute(folder)};
}

std::filesystem::path DiskBlobs::path(const std::string& sha256) const {
    return folder_ / sha256.substr(0, 2) / sha256;
}

Result<std::string> DiskBlobs::put(std::span<const std::byte> bytes) {
    const std::string sha256 = sha256_hex(bytes);
    const std::filesystem::path target = path(sha256);
    const std::filesystem::path shard = target.parent_path();

    // A file of the right size under the name was complete before it got the name. Its folder is
    // synchronised again, because whoever wrote it may not have come that far.
    struct stat status {};
    if (::stat(target.c_str(), &status) == 0 &&
        static_cast<std::size_t>(status.st_size) == bytes.size()) {
        MILLRACE_CHECK_OK(synchronise_folder(shard));
        return sha256;
    }

    MILLRACE_CHECK_OK(create_folder(shard));
    std::string temporary = (shard / ("new-" + std::string(6, 'X'))).string();
    {
        const Descriptor descriptor{::mkostemp(temporary.data(), O_CLOEXEC)};
        if (!descriptor.valid()) return failed("cannot create a file in", shard);
        if (auto written = write_all(descriptor.get(), bytes, temporary); !written) {
            ::unlink(temporary.c_str());
            return std::move(written).error();
        }
    }
    if (::rename(temporary.c_str(), target.c_str()) != 0) {
        Error error = failed("cannot rename to", target);
        ::unlink(temporary.c_str());
        return error;
    }
    MILLRACE_CHECK_OK(synchronise_folder(shard));
    return sha256;
}

Result<std::uint64_t> DiskBlobs::size(const std::string& sha256) {
    if (!is_sha256(sha256)) {
        return Error{ErrorCode::InvalidArgument, "'" + sha256 + "' is not a SHA-256", {}};
    }
    std::error_code code;
    const std::uintmax_t bytes = std::filesystem::file_size(path(sha256), code);
    if (code) return Error{ErrorCode::NotFound, "there is no stored file '" + sha256 + "'", {}};
    return std::uint64_t{bytes};
}

Result<std::vector<std::byte>> DiskBlobs::get(const std::string& sha256) {
    if (!is_sha256(sha256)) {
        return Error{ErrorCode::InvalidArgument, "'" + sha256 + "' is not a SHA-256", {}};
    }
    const std::filesystem::path file = path(sha256);
    const Descriptor descriptor{::open(file.c_str(), O_RDONLY | O_CLOEXEC)};
    if (!descriptor.valid() && errno == ENOENT) {
        return Error{ErrorCode::NotFound, "there is no stored file '" + sha256 + "'", {}};
    }
    struct stat status {};
    if (!descriptor.valid() || ::fstat(descriptor.get(), &status) != 0) {
        return failed("cannot open", file);
    }
    std::vector<std::byte> bytes(static_cast<std::size_t>(status.st_size));
    std::span<std::byte> rest{bytes};
    while (!rest.empty()) {
        const ssize_t count = ::read(descriptor.get(), rest.data(), rest.size());
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) return failed("cannot read", file);
        if (count == 0) break;  // shortened meanwhile: the hash will tell
        rest = rest.subspan(static_cast<std::size_t>(count));
    }
    if (sha256_hex(bytes) != sha256) {
        return Error{ErrorCode::Internal,
                     "the stored file '" + file.string() + "' is damaged: its " +
                         std::to_string(bytes.size()) + " bytes have another SHA-256",
                     {}};
    }
    return bytes;
}

}  // namespace millrace::blobs
