#pragma once

// Lines of sight from samples of a surface.

#include <optional>

#include "moulding/true_surface.h"
#include "surface.h"

namespace millrace::facts {

/// A wall that leans away by less than this counts as parallel to the direction: half a degree.
inline constexpr double kLeanSine = 0.0087;

/// What samples see. Facets of a curved wall lean to and fro and stand in front of each other by
/// their chord error, as the mesh happens to be cut: where the surface itself is known, it decides.
class Sight {
public:
    /// Of the facets as they are.
    explicit Sight(const Surface& surface) : surface_{surface} {}
    /// Of the surface that the facets stand for; no facet is farther than `facet_error_mm` from it.
    /// The same as the facets where the patches are not those of an exact model.
    Sight(const Surface& surface, const Patches& patches, double facet_error_mm)
        : surface_{surface} {
        if (!patches.exact) return;
        exact_.emplace(
            surface, patches,
            moulding::TrueSurface::Options{.exact = true, .error_max_mm = facet_error_mm});
    }

    [[nodiscard]] const Surface& surface() const { return surface_; }
    /// Outward unit normal of the surface.
    [[nodiscard]] geom::Vec3 normal(const Sample& sample) const {
        return exact_ ? exact_->normal(sample.triangle, sample.point)
                      : surface_.scene.normal(sample.triangle);
    }
    /// Whether nothing stands before the sample, with that normal, along a unit direction that it
    /// does not face away from.
    [[nodiscard]] bool is_free(const Sample& sample, geom::Vec3 normal,
                               geom::Vec3 direction) const {
        const geom::Vec3 from = sample.point + normal * (10.0 * surface_.grain_mm);
        if (exact_ && exact_->error_mm(sample.triangle) > 0.0) {
            if (exact_->leaves({sample.point, normal, sample.triangle}, direction)) return true;
        } else if (!surface_.scene.occluded(from, direction, 0.0)) {
            return true;
        }
        // What leans over by less counts as parallel, so it does not hide the rest of its wall.
        const double lean = kLeanSine - dot(normal, direction);
        return lean > 0.0 &&
               !surface_.scene.occluded(from, normalized(direction + normal * lean), 0.0);
    }

private:
    const Surface& surface_;
    std::optional<moulding::TrueSurface> exact_;
};

}  // namespace millrace::facts
