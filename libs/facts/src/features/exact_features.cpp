#include "exact_features.h"

#include <algorithm>

#include "blends.h"
#include "bosses.h"
#include "hole_stacks.h"

namespace millrace::facts {
namespace {

/// Features that name the same face, and holes that break into each other.
void mark_interactions(const FeatureScene& scene, std::vector<Feature>& features) {
    std::vector<std::uint32_t> owner(scene.patches.faces.size(), FeatureScene::kNone);
    const auto both = [&](std::uint32_t i, std::uint32_t j) {
        features[i].interacts = features[j].interacts = true;
    };
    for (std::uint32_t i = 0; i < features.size(); ++i) {
        for (const std::uint32_t face : features[i].place.faces) {
            if (owner[face] == FeatureScene::kNone) {
                owner[face] = i;
            } else {
                both(i, owner[face]);
            }
        }
    }
    for (std::uint32_t i = 0; i < features.size(); ++i) {
        if (features[i].kind != FeatureKind::Hole) continue;
        for (const std::uint32_t face : features[i].place.faces) {
            for (const FaceLink& link : scene.graph.links[face]) {
                const std::uint32_t other = owner[link.other];
                if (other == FeatureScene::kNone || other == i) continue;
                if (features[other].kind == FeatureKind::Hole) both(i, other);
            }
        }
    }
}

/// Adds the grooves. The core of a groove in a plane is no boss, its outer wall no hole; a groove
/// inside a bore leaves the bore a hole.
void add_grooves(const FeatureScene& scene, std::span<const FaceGuess> guesses,
                 std::vector<Feature>& features) {
    std::vector<Feature> grooves = find_grooves(scene);
    std::erase_if(grooves, [&](const Feature& groove) {
        return groove.confidence < 0.9 &&
               std::none_of(groove.place.faces.begin(), groove.place.faces.end(),
                            [&](std::uint32_t face) {
                                return face < guesses.size() &&
                                       guesses[face].face_class == FaceClass::ORing &&
                                       scene.patches.faces[face].kind == geom::SurfaceKind::Plane;
                            });
    });
    for (Feature& groove : grooves) {
        groove.confidence = 1.0;
        const auto& whole = groove.place.faces;
        const auto is_core = [&](std::uint32_t face) {
            return scene.patches.faces[face].kind == geom::SurfaceKind::Cylinder &&
                   std::binary_search(whole.begin(), whole.end(), face);
        };
        std::erase_if(features, [&](const Feature& other) {
            const auto& part = other.place.faces;
            return (other.kind == FeatureKind::Boss &&
                    std::any_of(part.begin(), part.end(), is_core)) ||
                   (other.kind == FeatureKind::Hole &&
                    std::includes(whole.begin(), whole.end(), part.begin(), part.end()));
        });
        features.push_back(std::move(groove));
    }
}

}  // namespace

std::vector<Feature> exact_features(const Surface& surface, const Patches& patches,
                                    std::span<const FaceGuess> guesses) {
    const FeatureScene scene{surface, patches};
    std::vector<Feature> features = find_hole_stacks(scene);
    const std::vector<Feature> bosses = find_bosses(scene, features);
    features.insert(features.end(), bosses.begin(), bosses.end());
    if (patches.exact) {
        for (const auto& more : {find_ribs(scene), find_fillets(scene), find_chamfers(scene)})
            features.insert(features.end(), more.begin(), more.end());
        add_grooves(scene, guesses, features);
        mark_interactions(scene, features);
    }
    return features;
}

}  // namespace millrace::facts
