#include "assembly_json.h"

#include "millrace/facts/fastener.h"

namespace millrace::cli {
namespace {

Json colour_json(const std::optional<geom::Colour>& colour) {
    if (!colour) return nullptr;
    return Json::array({colour->r, colour->g, colour->b});
}

Json node_json(const cad::Assembly& assembly, const std::vector<std::vector<std::size_t>>& children,
               std::size_t index) {
    const cad::AssemblyNode& node = assembly.nodes[index];
    Json json = {{"name", node.name},
                 {"product", node.product},
                 {"part", node.part ? Json(*node.part) : Json(nullptr)},
                 {"transform", node.placement.rows},
                 {"colour", colour_json(node.colour)}};
    Json list = Json::array();
    for (const std::size_t child : children[index])
        list.push_back(node_json(assembly, children, child));
    json["children"] = std::move(list);
    return json;
}

}  // namespace

Json bought_json(const geom::BoundaryModel& model) {
    const auto fastener = facts::recognise_fastener(model);
    if (!fastener) return nullptr;
    return {{"kind", facts::to_string(fastener->kind)},
            {"size", fastener->size.empty() ? Json(nullptr) : Json(fastener->size)},
            {"length_mm", fastener->length_mm > 0.0 ? Json(fastener->length_mm) : Json(nullptr)},
            {"by_shape", fastener->by_shape},
            {"by_name", fastener->by_name},
            {"reason", fastener->reason.english()}};
}

Json assembly_json(const cad::ReadFile& file) {
    if (file.assembly.nodes.empty()) return nullptr;
    std::vector<std::vector<std::size_t>> children(file.assembly.nodes.size());
    std::vector<std::size_t> roots;
    for (std::size_t i = 0; i < children.size(); ++i) {
        const auto& parent = file.assembly.nodes[i].parent;
        (parent ? children[*parent] : roots).push_back(i);
    }
    Json parts = Json::array();
    for (std::size_t i = 0; i < file.parts.size(); ++i) {
        const geom::BoundaryModel& part = file.parts[i];
        parts.push_back({{"index", i},
                         {"name", part.name},
                         {"quantity", part.quantity},
                         {"colour", colour_json(part.bodies[0].colour)},
                         {"bought", bought_json(part)}});
    }
    Json tree = Json::array();
    for (const std::size_t root : roots) tree.push_back(node_json(file.assembly, children, root));
    return {{"parts", std::move(parts)}, {"tree", std::move(tree)}};
}

}  // namespace millrace::cli
