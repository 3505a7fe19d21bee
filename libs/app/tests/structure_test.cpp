// What a file is made of: equal children are counted together, and the text form comes back.

#include "millrace/app/structure.h"

#include <gtest/gtest.h>

namespace millrace::app {
namespace {

cad::AssemblyNode node(const char* product, std::optional<std::uint32_t> parent,
                       std::optional<std::uint32_t> part = std::nullopt) {
    cad::AssemblyNode one;
    one.name = std::string{product} + "_instance";
    one.product = product;
    one.parent = parent;
    one.part = part;
    return one;
}

std::string text(const std::vector<StructureNode>& nodes) {
    std::string lines;
    for (const StructureNode& one : nodes) {
        std::size_t depth = 0;
        for (auto at = one.parent; at; at = nodes[*at].parent) ++depth;
        lines += std::string(depth, ' ') + std::to_string(one.quantity) + " " + one.name +
                 (one.part ? " #" + std::to_string(*one.part) : "") + "\n";
    }
    return lines;
}

// Two brackets with three bolts of a screw and a nut each, and a plate between them in the file.
TEST(Structure, EqualChildrenAreCountedTogether) {
    cad::Assembly assembly;
    auto& nodes = assembly.nodes;
    nodes.push_back(node("machine", std::nullopt));
    for (int bracket = 0; bracket < 2; ++bracket) {
        const auto at = static_cast<std::uint32_t>(nodes.size());
        nodes.push_back(node("bracket", 0));
        for (int bolt = 0; bolt < 3; ++bolt) {
            const auto inner = static_cast<std::uint32_t>(nodes.size());
            nodes.push_back(node("bolt", at));
            nodes.push_back(node("screw", inner, 1));
            nodes.push_back(node("nut", inner, 2));
        }
        if (bracket == 0) nodes.push_back(node("plate", 0, 0));
    }
    EXPECT_EQ(text(structure_nodes(assembly)),
              "1 machine\n"
              " 2 bracket\n"
              "  3 bolt\n"
              "   1 screw #1\n"
              "   1 nut #2\n"
              " 1 plate #0\n");
}

TEST(Structure, AssembliesOfOneNameWithOtherChildrenStayApart) {
    cad::Assembly assembly;
    assembly.nodes = {node("machine", std::nullopt), node("bolt", 0),
                      node("screw", 1, 0),           node("bolt", 0),
                      node("screw", 3, 0),           node("screw", 3, 0)};
    EXPECT_EQ(text(structure_nodes(assembly)),
              "1 machine\n"
              " 1 bolt\n"
              "  1 screw #0\n"
              " 1 bolt\n"
              "  2 screw #0\n");
}

TEST(Structure, OnePartOfTwoProductsIsCountedTogether) {
    cad::Assembly assembly;
    assembly.nodes = {node("left", std::nullopt, 0), node("right", std::nullopt, 0)};
    EXPECT_EQ(text(structure_nodes(assembly)), "2 left #0\n");
}

TEST(Structure, TextComesBackAsItWas) {
    Structure structure;
    structure.parts = {{PartId{"prt_a"}, "Plate \"2\"", 1, std::nullopt, geom::Colour{0, 0.5F, 1}},
                       {PartId{"prt_b"}, "Screw", 4,
                        facts::Fastener{.kind = facts::FastenerKind::Screw,
                                        .size = "M8",
                                        .length_mm = 20,
                                        .by_shape = true,
                                        .by_name = false,
                                        .reason = "Its shank is 8 mm."},
                        std::nullopt}};
    structure.nodes = {{"Bracket", 1, std::nullopt, std::nullopt}, {"Screw", 4, 0, 1}};
    const std::string json = structure_to_json(structure);
    const auto read = structure_from_json(json);
    ASSERT_TRUE(read) << to_string(read.error());
    EXPECT_EQ(structure_to_json(*read), json);
    EXPECT_EQ(read->parts[1].bought->size, "M8");
    EXPECT_EQ(read->nodes[1].part, 1U);
}

TEST(Structure, TextThatPointsNowhereIsRefused) {
    for (const char* json :
         {"", "[]", R"({"parts":[],"nodes":[{"name":"a","quantity":1,"parent":0,"part":null}]})",
          R"({"parts":[],"nodes":[{"name":"a","quantity":1,"parent":null,"part":0}]})",
          R"({"parts":[{"id":"p","name":"a","quantity":1,"bought":{"kind":"rope"},"colour":null}],)"
          R"("nodes":[]})"}) {
        const auto read = structure_from_json(json);
        ASSERT_FALSE(read) << json;
        EXPECT_EQ(read.error().code, ErrorCode::Internal);
    }
}

}  // namespace
}  // namespace millrace::app
