// What a file is made of, on the wire.

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "dto.h"

namespace millrace::http::dto {
namespace {

/// sRGB (IEC 61966-2-1) of a linear colour, as pages write it.
std::string hex_of(const geom::Colour& colour) {
    const auto byte = [](float linear) {
        const double x = std::clamp(static_cast<double>(linear), 0.0, 1.0);
        const double encoded = x <= 0.0031308 ? 12.92 * x : 1.055 * std::pow(x, 1.0 / 2.4) - 0.055;
        return static_cast<unsigned>(std::lround(255.0 * encoded));
    };
    char text[8];
    std::snprintf(text, sizeof text, "#%02x%02x%02x", byte(colour.r), byte(colour.g),
                  byte(colour.b));
    return text;
}

Json bought(const std::optional<facts::Fastener>& fastener) {
    if (!fastener) return nullptr;
    return {{"kind", std::string{facts::to_string(fastener->kind)}},
            {"size", fastener->size.empty() ? Json(nullptr) : Json(fastener->size)},
            {"length_mm", fastener->length_mm > 0.0 ? number(fastener->length_mm) : Json(nullptr)},
            {"by_shape", fastener->by_shape},
            {"by_name", fastener->by_name}};
}

Json index_or_null(const std::optional<std::uint32_t>& index) {
    return index ? Json(*index) : Json(nullptr);
}

}  // namespace

Json structure(const app::Structure& structure) {
    Json parts = Json::array();
    for (const app::StructurePart& part : structure.parts)
        parts.push_back({{"part_id", part.id.text()},
                         {"name", part.name},
                         {"quantity", part.quantity},
                         {"bought", bought(part.bought)},
                         {"colour_hex", part.colour ? Json(hex_of(*part.colour)) : Json(nullptr)}});
    Json nodes = Json::array();
    for (const app::StructureNode& node : structure.nodes)
        nodes.push_back({{"name", node.name},
                         {"quantity", node.quantity},
                         {"parent", index_or_null(node.parent)},
                         {"part", index_or_null(node.part)}});
    return {{"parts", std::move(parts)}, {"nodes", std::move(nodes)}};
}

}  // namespace millrace::http::dto
