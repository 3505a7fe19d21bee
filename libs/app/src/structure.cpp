#include "millrace/app/structure.h"

#include <map>
#include <stdexcept>
#include <tuple>
#include <utility>

#include "events.h"

namespace millrace::app {
namespace {

/// A product, the part it is, and how often it has which children; equal ones are one kind.
using Kind =
    std::tuple<std::string, std::optional<std::uint32_t>, std::map<std::size_t, std::uint32_t>>;

const std::string& name_of(const cad::AssemblyNode& node) {
    return node.product.empty() ? node.name : node.product;
}

std::optional<facts::FastenerKind> fastener_kind(std::string_view text) {
    for (const auto kind :
         {facts::FastenerKind::Screw, facts::FastenerKind::Nut, facts::FastenerKind::Washer}) {
        if (facts::to_string(kind) == text) return kind;
    }
    return std::nullopt;
}

Json index_or_null(const std::optional<std::uint32_t>& index) {
    return index ? Json(*index) : Json(nullptr);
}

std::optional<std::uint32_t> index_of(const Json& node, std::size_t count) {
    if (node.is_null()) return std::nullopt;
    const auto index = node.get<std::uint32_t>();
    if (index >= count) throw std::out_of_range{"an index is out of range"};
    return index;
}

StructurePart part_of(const Json& node) {
    StructurePart part;
    part.id = PartId{node.at("id").get<std::string>()};
    part.name = node.at("name").get<std::string>();
    part.quantity = node.at("quantity").get<std::uint32_t>();
    if (const Json& colour = node.at("colour"); !colour.is_null()) {
        part.colour = geom::Colour{colour.at(0).get<float>(), colour.at(1).get<float>(),
                                   colour.at(2).get<float>()};
    }
    const Json& bought = node.at("bought");
    if (bought.is_null()) return part;
    const auto kind = fastener_kind(bought.at("kind").get<std::string>());
    if (!kind) throw std::out_of_range{"an unknown kind of fastener"};
    part.bought = facts::Fastener{.kind = *kind,
                                  .size = bought.at("size").get<std::string>(),
                                  .length_mm = bought.at("length_mm").get<double>(),
                                  .by_shape = bought.at("by_shape").get<bool>(),
                                  .by_name = bought.at("by_name").get<bool>(),
                                  .reason = bought.at("reason").get<std::string>()};
    return part;
}

}  // namespace

std::vector<StructureNode> structure_nodes(const cad::Assembly& assembly) {
    const auto& nodes = assembly.nodes;
    std::vector<std::vector<std::uint32_t>> children(nodes.size());
    std::vector<std::uint32_t> roots;
    for (std::uint32_t i = 0; i < nodes.size(); ++i) {
        (nodes[i].parent ? children[*nodes[i].parent] : roots).push_back(i);
    }
    // Children come after their parents, so going backwards their kinds are known.
    std::map<Kind, std::size_t> kinds;
    std::vector<std::size_t> kind_of(nodes.size());
    for (std::size_t i = nodes.size(); i-- > 0;) {
        std::map<std::size_t, std::uint32_t> counts;
        for (const std::uint32_t child : children[i]) ++counts[kind_of[child]];
        // One part may be stored as several products: it is the same to whoever makes it.
        const std::string product = nodes[i].part ? std::string{} : name_of(nodes[i]);
        kind_of[i] =
            kinds.try_emplace(Kind{product, nodes[i].part, std::move(counts)}, kinds.size())
                .first->second;
    }
    struct Waiting {
        std::uint32_t node = 0;
        std::uint32_t quantity = 1;
        std::optional<std::uint32_t> parent;
    };
    std::vector<Waiting> waiting;
    const auto add = [&](const std::vector<std::uint32_t>& siblings,
                         std::optional<std::uint32_t> parent) {
        std::map<std::size_t, std::uint32_t> counts;
        for (const std::uint32_t one : siblings) ++counts[kind_of[one]];
        // The last one waiting is taken first.
        std::vector<Waiting> fresh;
        for (const std::uint32_t one : siblings) {
            const auto found = counts.find(kind_of[one]);
            if (found == counts.end()) continue;
            fresh.push_back({one, found->second, parent});
            counts.erase(found);
        }
        waiting.insert(waiting.end(), fresh.rbegin(), fresh.rend());
    };
    std::vector<StructureNode> tree;
    add(roots, std::nullopt);
    while (!waiting.empty()) {
        const Waiting next = waiting.back();
        waiting.pop_back();
        const auto index = static_cast<std::uint32_t>(tree.size());
        tree.push_back(
            {name_of(nodes[next.node]), next.quantity, next.parent, nodes[next.node].part});
        add(children[next.node], index);
    }
    return tree;
}

std::string structure_to_json(const Structure& structure) {
    Json parts = Json::array();
    for (const StructurePart& part : structure.parts) {
        Json bought = nullptr;
        if (part.bought) {
            bought = {{"kind", facts::to_string(part.bought->kind)},
                      {"size", part.bought->size},
                      {"length_mm", part.bought->length_mm},
                      {"by_shape", part.bought->by_shape},
                      {"by_name", part.bought->by_name},
                      {"reason", part.bought->reason}};
        }
        parts.push_back(
            {{"id", part.id.text()},
             {"name", part.name},
             {"quantity", part.quantity},
             {"bought", std::move(bought)},
             {"colour",
              part.colour ? Json{part.colour->r, part.colour->g, part.colour->b} : Json(nullptr)}});
    }
    Json nodes = Json::array();
    for (const StructureNode& node : structure.nodes) {
        nodes.push_back({{"name", node.name},
                         {"quantity", node.quantity},
                         {"parent", index_or_null(node.parent)},
                         {"part", index_or_null(node.part)}});
    }
    return to_text({{"parts", std::move(parts)}, {"nodes", std::move(nodes)}});
}

Result<Structure> structure_from_json(std::string_view json) {
    try {
        const Json tree = Json::parse(json);
        Structure structure;
        for (const Json& part : tree.at("parts")) structure.parts.push_back(part_of(part));
        for (const Json& node : tree.at("nodes")) {
            structure.nodes.push_back({node.at("name").get<std::string>(),
                                       node.at("quantity").get<std::uint32_t>(),
                                       index_of(node.at("parent"), structure.nodes.size()),
                                       index_of(node.at("part"), structure.parts.size())});
        }
        return structure;
    } catch (const std::exception& exception) {
        return Error{
            ErrorCode::Internal,
            std::string{"the stored structure of a file cannot be read: "} + exception.what(),
            {}};
    }
}

}  // namespace millrace::app
