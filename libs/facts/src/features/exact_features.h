#pragma once

// Features that geometry decides without doubt: holes, blends, chamfers, bosses, ribs and grooves
// (docs/algorithms/holes.md, docs/algorithms/blends.md).

#include <algorithm>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "../surface.h"
#include "../surface_patches.h"
#include "face_classifier.h"
#include "millrace/facts/features.h"
#include "millrace/facts/threads.h"

namespace millrace::facts {

/// All of them, in the order holes, bosses, ribs, fillets, chamfers, grooves, each by first face.
/// Meshes have holes and bosses only. `place.faces` and `entry_faces` are faces of the model. A
/// face may belong to two features where they interact; `interacts` then says so. `guesses`, one
/// for each face or none, decide between a wide ring groove and the recess around a boss. Cost: O(f
/// log f + e) for f faces and e edges, and 18 rays for each hole.
[[nodiscard]] std::vector<Feature> exact_features(const Surface& surface, const Patches& patches,
                                                  std::span<const FaceGuess> guesses);

/// The other side of one edge of a face.
struct FaceLink {
    std::uint32_t edge = 0;
    std::uint32_t other = 0;
    double dihedral_rad = 0.0;
};

/// For every face what lies beyond each of its edges; seams and open edges are left out.
struct FaceGraph {
    explicit FaceGraph(const Patches& patches);
    std::vector<std::vector<FaceLink>> links;
};

/// A line in space, direction with its largest component positive, nearest point to the origin.
struct AxisLine {
    geom::Vec3 origin;
    geom::Vec3 direction;
};

/// Angle around the line that triangles cover together, 2π at most. What lies nearer to the line
/// than `grain_mm` has no angle.
[[nodiscard]] double covered_angle(const geom::TriangleMesh& mesh,
                                   std::span<const std::uint32_t> triangles, const AxisLine& line,
                                   double grain_mm);

/// Cylinder or cone faces of one size on one axis that follow each other.
struct Band {
    std::uint32_t line = 0;
    bool cone = false;
    bool concave = false;
    double low_mm = 0.0;  ///< along the line from its origin
    double high_mm = 0.0;
    double radius_low_mm = 0.0;
    double radius_high_mm = 0.0;
    double cover_rad = 0.0;  ///< angle around the axis that its faces cover together
    std::vector<std::uint32_t> patches;

    [[nodiscard]] double radius_min_mm() const { return std::min(radius_low_mm, radius_high_mm); }
    [[nodiscard]] double radius_max_mm() const { return std::max(radius_low_mm, radius_high_mm); }
};

/// What the searches below share.
struct FeatureScene {
    FeatureScene(const Surface& given_surface, const Patches& given_patches);
    const Surface& surface;
    const Patches& patches;
    FaceGraph graph;
    std::vector<AxisLine> lines;
    std::vector<Band> bands;                   ///< ordered by line, then by position
    std::vector<std::uint32_t> band_of_patch;  ///< kNone where a face is in none
    static constexpr std::uint32_t kNone = 0xFFFFFFFF;
};

inline constexpr double kSmoothAngle = 1.0 * kPi / 180.0;  ///< smooth joint, with modelling slack

[[nodiscard]] std::vector<Feature> find_hole_stacks(const FeatureScene& scene);
[[nodiscard]] std::vector<Feature> find_bosses(const FeatureScene& scene,
                                               std::span<const Feature> holes);
[[nodiscard]] std::vector<Feature> find_ribs(const FeatureScene& scene);
[[nodiscard]] std::vector<Feature> find_fillets(const FeatureScene& scene);
[[nodiscard]] std::vector<Feature> find_chamfers(const FeatureScene& scene);
/// Grooves around a shaft, inside a bore and in a plane: a ring with a wall on both sides. Width is
/// the distance of the walls, depth the height of the lower one; confidence 0.5 where the ring may
/// as well be the recess around a boss.
[[nodiscard]] std::vector<Feature> find_grooves(const FeatureScene& scene);

/// Threads that the file states for faces of a hole, in its statements or in names of faces, take
/// the place of guessed ones.
void state_threads(const geom::BoundaryModel& model, std::vector<Feature>& features);

/// Names the thread that a hole of this diameter is usually tapped for: "M6", "1/4-20 UNC"; empty
/// when another use (a clearance hole) is nearer or nothing is within 0.1 mm.
/// Source: tap drills of ISO 2306 and ASME B1.1, clearance holes of ISO 273 (medium).
[[nodiscard]] std::string thread_for_diameter(double diameter_mm);

}  // namespace millrace::facts
