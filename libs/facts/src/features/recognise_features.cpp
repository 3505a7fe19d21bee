#include "recognise_features.h"

#include <algorithm>

#include "exact_features.h"

namespace millrace::facts {

Features recognise_features(const geom::BoundaryModel& model, const Surface& surface,
                            const Patches& patches) {
    Features features;
    features.list = exact_features(surface, patches);
    if (!patches.exact) return features;
    features.faces.resize(model.faces.size());
    for (std::uint32_t i = 0; i < features.list.size(); ++i) {
        const Feature& feature = features.list[i];
        for (const std::uint32_t face : feature.place.faces) {
            FaceFeature& entry = features.faces[face];
            if (entry.feature != FaceFeature::kNone) continue;
            entry = {feature.face_class, i, feature.confidence};
        }
    }
    return features;
}

}  // namespace millrace::facts
