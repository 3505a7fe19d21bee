#pragma once

// A 3MF package: a zip with XML models. Internal to the module.

#include <array>
#include <compare>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "reader.h"

namespace millrace::cad {

// Limits against packages made to hurt.
inline constexpr std::uint64_t kPackageEntriesMax = 10'000;
inline constexpr std::uint64_t kPackagePartBytesMax = std::uint64_t{256} << 20;
inline constexpr std::uint64_t kPackageTotalBytesMax = std::uint64_t{512} << 20;

/// Read access to the entries of a zip in memory. What has been unpacked is counted.
class Package {
public:
    Package(const Package&) = delete;
    Package& operator=(const Package&) = delete;
    ~Package();
    [[nodiscard]] static Result<std::unique_ptr<Package>> open(std::span<const std::byte> bytes);

    /// Unpacks the entry in pieces and hands each to `take`, which returns false to stop early.
    /// @return NotFound, Truncated or LimitExceeded.
    [[nodiscard]] Status unpack(const std::string& path,
                                const std::function<bool(std::string_view)>& take);

private:
    Package() = default;
    struct Archive;
    std::unique_ptr<Archive> archive_;
    std::uint64_t unpacked_ = 0;
};

/// Row-vector affine transform as 3MF writes it: p' = p M + t, four rows of three.
using Transform = std::array<double, 12>;
inline constexpr Transform kIdentity = {1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0};
[[nodiscard]] Transform concatenated(const Transform& first, const Transform& second);
[[nodiscard]] double determinant(const Transform& transform);
[[nodiscard]] geom::Vec3 applied(const Transform& transform, geom::Vec3 point);

struct ModelReference {
    std::string path;  ///< of another model in the package; empty for the same
    std::uint32_t object = 0;
    Transform transform = kIdentity;
    std::string part_number;
};

/// What a surface looks like or is made of: an entry of base materials or of a colour group.
struct ModelLook {
    std::string name;
    std::optional<geom::Colour> colour;
};

/// Names a look: resource and index there. Triangles without one have those of their object.
struct LookKey {
    std::uint32_t resource = 0;
    std::uint32_t index = 0;
    auto operator<=>(const LookKey&) const = default;
};

struct ModelObject {
    std::string name;
    std::string type;
    geom::TriangleMesh mesh;
    std::optional<LookKey> look;
    std::vector<std::optional<LookKey>> look_of_triangle;  ///< empty, or as long as the triangles
    std::vector<ModelReference> components;
    bool beam_lattice = false;
};

struct ModelFile {
    LengthUnit unit = LengthUnit::Millimetre;
    std::map<std::uint32_t, ModelObject> objects;
    std::map<LookKey, ModelLook> looks;
    std::vector<ModelReference> items;
};

/// Parses one model while it is unpacked.
[[nodiscard]] Result<ModelFile> parse_model(Package& package, const std::string& path,
                                            std::size_t triangles_max);

/// Path of the package's main model, from _rels/.rels.
[[nodiscard]] Result<std::string> main_model_path(Package& package);

}  // namespace millrace::cad
