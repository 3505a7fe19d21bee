#include <zip.h>

#include <array>

#include "threemf.h"

namespace millrace::cad {
namespace {

/// Zip names carry no leading slash, references inside the package do.
std::string entry_name(const std::string& path) {
    return path.empty() || path.front() != '/' ? path : path.substr(1);
}

bool climbs_out(std::string_view name) {
    for (std::size_t begin = 0; begin <= name.size();) {
        const std::size_t end = std::min(name.find_first_of("/\\", begin), name.size());
        if (name.substr(begin, end - begin) == "..") return true;
        begin = end + 1;
    }
    return false;
}

Error climbing(std::string_view name) {
    return {ErrorCode::Syntax,
            say("cad.zip_climbs",
                "the package has an entry '{entry}' that leads out of the package; such files are "
                "not opened",
                {{"entry", printable_name(name)}}),
            {}};
}

}  // namespace

struct Package::Archive {
    zip_t* zip = nullptr;
    ~Archive() {
        if (zip != nullptr) zip_discard(zip);
    }
};

Package::~Package() = default;

Result<std::unique_ptr<Package>> Package::open(std::span<const std::byte> bytes) {
    std::unique_ptr<Package> package{new Package};
    package->archive_ = std::make_unique<Archive>();
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
    if (source != nullptr) {
        package->archive_->zip = zip_open_from_source(source, ZIP_RDONLY, &error);
        if (package->archive_->zip == nullptr) zip_source_free(source);
    }
    const std::string reason = printable_name(zip_error_strerror(&error));
    zip_error_fini(&error);
    zip_t* const zip = package->archive_->zip;
    if (zip == nullptr) {
        return Error{ErrorCode::Truncated,
                     say("cad.zip_damaged",
                         "the zip container of the 3MF file cannot be opened ({reason}): it is "
                         "damaged or was cut short",
                         {{"reason", reason}}),
                     {}};
    }
    const auto entries = static_cast<std::uint64_t>(zip_get_num_entries(zip, 0));
    if (entries > kPackageEntriesMax) {
        return Error{
            ErrorCode::LimitExceeded,
            say("cad.zip_entries", "the package has {entries} entries; the limit is {limit}",
                {{"entries", entries}, {"limit", kPackageEntriesMax}}),
            {}};
    }
    for (std::uint64_t i = 0; i < entries; ++i) {
        const char* name = zip_get_name(zip, i, 0);
        if (name != nullptr && climbs_out(name)) return climbing(name);
    }
    return package;
}

Status Package::unpack(const std::string& path, const std::function<bool(std::string_view)>& take) {
    if (climbs_out(path)) return climbing(path);
    const zip_int64_t index =
        zip_name_locate(archive_->zip, entry_name(path).c_str(), ZIP_FL_NOCASE);
    if (index < 0) {
        return Error{ErrorCode::NotFound,
                     say("cad.zip_no_entry", "the package has no entry '{entry}'",
                         {{"entry", printable_name(path)}}),
                     {}};
    }
    const auto entry = static_cast<zip_uint64_t>(index);
    zip_stat_t info;
    zip_stat_init(&info);
    const bool sized =
        zip_stat_index(archive_->zip, entry, 0, &info) == 0 && (info.valid & ZIP_STAT_SIZE) != 0;
    const auto too_large = [&](std::uint64_t size) {
        return Error{ErrorCode::LimitExceeded,
                     say("cad.zip_large",
                         "'{entry}' unpacks to {size} MiB or more; the limit is {limit} MiB for "
                         "one entry and {total} MiB together",
                         {{"entry", printable_name(path)},
                          {"size", size >> 20},
                          {"limit", kPackagePartBytesMax >> 20},
                          {"total", kPackageTotalBytesMax >> 20}}),
                     {}};
    };
    if (sized && info.size > kPackagePartBytesMax) return too_large(info.size);
    zip_file_t* file = zip_fopen_index(archive_->zip, entry, 0);
    if (file == nullptr) {
        return Error{ErrorCode::Unsupported,
                     say("cad.zip_not_unpacked", "'{entry}' cannot be unpacked ({reason})",
                         {{"entry", printable_name(path)},
                          {"reason", printable_name(zip_strerror(archive_->zip))}}),
                     {}};
    }
    std::array<char, 65536> buffer{};
    std::uint64_t size = 0;
    Status status = Done{};
    while (true) {
        const zip_int64_t n = zip_fread(file, buffer.data(), buffer.size());
        if (n < 0) {
            status = Error{
                ErrorCode::Truncated,
                say("cad.zip_entry_damaged", "'{entry}' is damaged inside the package ({reason})",
                    {{"entry", printable_name(path)},
                     {"reason", printable_name(zip_file_strerror(file))}}),
                {}};
        }
        if (n <= 0) break;
        // The size in the directory may lie, so what really comes out is counted.
        size += static_cast<std::uint64_t>(n);
        unpacked_ += static_cast<std::uint64_t>(n);
        if (size > kPackagePartBytesMax || unpacked_ > kPackageTotalBytesMax) {
            status = too_large(size);
            break;
        }
        if (!take({buffer.data(), static_cast<std::size_t>(n)})) break;
    }
    zip_fclose(file);
    return status;
}

}  // namespace millrace::cad
