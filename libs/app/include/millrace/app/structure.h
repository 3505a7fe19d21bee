#pragma once

// What an uploaded file is made of: its parts, and where its product structure uses them.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "millrace/app/records.h"
#include "millrace/cad/assembly.h"
#include "millrace/facts/fastener.h"

namespace millrace::app {

/// A part of the file. Bodies that are the same in another pose are one part.
struct StructurePart {
    PartId id;
    std::string name;
    std::uint32_t quantity = 1;             ///< in the whole file
    std::optional<facts::Fastener> bought;  ///< looks like a part to buy
    std::optional<geom::Colour> colour;
};

/// An assembly, or a use of a part, with how often its parent has it.
struct StructureNode {
    std::string name;
    std::uint32_t quantity = 1;
    std::optional<std::uint32_t> parent;  ///< index of an earlier node; empty for a root
    std::optional<std::uint32_t> part;    ///< index in Structure::parts, for a use of a part
};

struct Structure {
    std::vector<StructurePart> parts;  ///< in file order
    std::vector<StructureNode> nodes;  ///< parents first; empty for files without a structure
};

/// The tree of an assembly with equal children of one parent counted together: the same part, or
/// assemblies of one product with the same children. Children keep the order of the file.
/// Cost: O(n log n).
[[nodiscard]] std::vector<StructureNode> structure_nodes(const cad::Assembly& assembly);

[[nodiscard]] std::string structure_to_json(const Structure& structure);
/// @return Internal when the text is not what structure_to_json() wrote.
[[nodiscard]] Result<Structure> structure_from_json(std::string_view json);

}  // namespace millrace::app
