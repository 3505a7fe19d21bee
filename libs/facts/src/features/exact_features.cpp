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

}  // namespace

std::vector<Feature> exact_features(const Surface& surface, const Patches& patches) {
    const FeatureScene scene{surface, patches};
    std::vector<Feature> features = find_hole_stacks(scene);
    const std::vector<Feature> bosses = find_bosses(scene, features);
    features.insert(features.end(), bosses.begin(), bosses.end());
    if (patches.exact) {
        for (const auto& more : {find_ribs(scene), find_fillets(scene), find_chamfers(scene)})
            features.insert(features.end(), more.begin(), more.end());
        mark_interactions(scene, features);
    }
    return features;
}

}  // namespace millrace::facts
