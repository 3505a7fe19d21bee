// Products, instances, names and colours of an XCAF document.
#include "occt_products.h"

#include <Quantity_Color.hxx>
#include <TDF_LabelSequence.hxx>
#include <TDataStd_Name.hxx>
#include <TopExp.hxx>
#include <TopExp_Explorer.hxx>
#include <XCAFDoc_ColorTool.hxx>
#include <XCAFDoc_DocumentTool.hxx>
#include <XCAFDoc_ShapeTool.hxx>

namespace millrace::cad {
namespace {

using ColourMap = NCollection_DataMap<TopoDS_Shape, geom::Colour, TopTools_ShapeMapHasher>;
using NameMap = NCollection_DataMap<TopoDS_Shape, std::string, TopTools_ShapeMapHasher>;

std::string name_of(const TDF_Label& label) {
    Handle(TDataStd_Name) name;
    if (!label.FindAttribute(TDataStd_Name::GetID(), name)) return {};
    const TCollection_ExtendedString& wide = name->Get();
    std::string utf8(static_cast<std::size_t>(wide.LengthOfCString()) + 1, '\0');
    Standard_PCharacter begin = utf8.data();
    const int length = wide.ToUTF8CString(begin);
    utf8.resize(static_cast<std::size_t>(length));
    return printable_name(utf8);
}

std::optional<geom::Colour> colour_of(const TDF_Label& label) {
    Quantity_Color colour;
    const Handle(XCAFDoc_ColorTool) colours = XCAFDoc_DocumentTool::ColorTool(label);
    for (const XCAFDoc_ColorType type : {XCAFDoc_ColorSurf, XCAFDoc_ColorGen}) {
        if (colours->GetColor(label, type, colour)) {
            return geom::Colour{static_cast<float>(colour.Red()),
                                static_cast<float>(colour.Green()),
                                static_cast<float>(colour.Blue())};
        }
    }
    return std::nullopt;
}

/// Writers that have no name for an instance make one up; the product's says more.
bool is_made_up(const std::string& name) {
    return name.empty() || name.rfind("=>", 0) == 0 || name.rfind("NAUO", 0) == 0 ||
           name.find_first_not_of("0123456789") == std::string::npos;
}

class ProductWalk {
public:
    ProductWalk(const FaceMap& faces, SolidCollector& solids) : faces_{faces}, solids_{solids} {}

    /// What an instance adds to its product.
    struct Use {
        TopLoc_Location placement;
        std::optional<std::uint32_t> parent;
        std::string name;
        std::optional<geom::Colour> colour;
        int depth = 0;
    };

    void visit(const TDF_Label& label, const Use& use) {
        constexpr int kDepthMax = 64;
        constexpr std::size_t kNodesMax = 100'000;
        // The kernel refuses cycles; this bounds odd files.
        if (use.depth > kDepthMax || tree_.nodes.size() >= kNodesMax) return;
        if (!XCAFDoc_ShapeTool::IsAssembly(label)) return leaf(label, use);
        const std::uint32_t node = add_node(use, name_of(label), std::nullopt);
        tree_.nodes[node].placement = to_placement(use.placement.Transformation());
        TDF_LabelSequence components;
        XCAFDoc_ShapeTool::GetComponents(label, components);
        for (const TDF_Label& component : components) {
            TDF_Label product;
            if (!XCAFDoc_ShapeTool::GetReferredShape(component, product)) continue;
            std::string name = name_of(component);
            if (is_made_up(name)) name.clear();
            auto colour = colour_of(component);
            visit(product, {use.placement * XCAFDoc_ShapeTool::GetLocation(component), node,
                            std::move(name), colour ? colour : use.colour, use.depth + 1});
        }
    }

    [[nodiscard]] Assembly take() { return std::move(tree_); }

private:
    std::uint32_t add_node(const Use& use, const std::string& product,
                           std::optional<std::uint32_t> part) {
        AssemblyNode node;
        node.product = product;
        node.name = use.name.empty() ? product : use.name;
        node.parent = use.parent;
        node.part = part;
        node.colour = use.colour;
        tree_.nodes.push_back(std::move(node));
        return static_cast<std::uint32_t>(tree_.nodes.size() - 1);
    }

    void leaf(const TDF_Label& label, const Use& use) {
        const TopoDS_Shape shape = XCAFDoc_ShapeTool::GetShape(label);
        if (shape.IsNull()) return;
        ColourMap colours;
        NameMap names;
        TDF_LabelSequence parts;
        XCAFDoc_ShapeTool::GetSubShapes(label, parts);
        for (const TDF_Label& part : parts) {
            const TopoDS_Shape sub = XCAFDoc_ShapeTool::GetShape(part);
            if (sub.IsNull()) continue;
            if (const auto colour = colour_of(part)) colours.Bind(sub, *colour);
            if (std::string name = name_of(part); !name.empty()) names.Bind(sub, name);
        }
        const std::string product = name_of(label);
        const auto product_colour = colour_of(label);
        std::vector<TopoDS_Shape> bodies;
        for (TopExp_Explorer it(shape, TopAbs_SOLID); it.More(); it.Next())
            bodies.push_back(it.Current());
        Use of_body = use;
        if (bodies.size() > 1) {  // a product of several bodies is an assembly of them
            const std::uint32_t node = add_node(use, product, std::nullopt);
            tree_.nodes[node].placement = to_placement(use.placement.Transformation());
            of_body.parent = node;
            of_body.name.clear();
        }
        for (const TopoDS_Shape& solid : bodies) {
            PartShape part;
            part.name = names.IsBound(solid) ? names.Find(solid) : product;
            if (part.name.empty()) part.name = product;
            part.colour = colours.IsBound(solid) ? std::optional<geom::Colour>{colours.Find(solid)}
                                                 : product_colour;
            part.labels = labels_of(solid, colours);
            const std::string name = bodies.size() > 1 ? part.name : product;
            const auto placed = solids_.add(solid, use.placement, std::move(part));
            const std::uint32_t node =
                add_node(of_body, name, static_cast<std::uint32_t>(placed.part));
            tree_.nodes[node].placement = placed.placement;
        }
        for (TopExp_Explorer it(shape, TopAbs_FACE, TopAbs_SOLID); it.More(); it.Next())
            solids_.add_loose_face(it.Current(), use.placement);
    }

    [[nodiscard]] std::vector<FaceLabel> labels_of(const TopoDS_Shape& solid,
                                                   const ColourMap& colours) const {
        TopTools_IndexedMapOfShape faces;
        TopExp::MapShapes(solid, TopAbs_FACE, faces);
        std::vector<FaceLabel> labels;
        for (int i = 1; i <= faces.Extent(); ++i) {
            FaceLabel label;
            const TopoDS_Shape bare = faces(i).Located(TopLoc_Location());
            if (faces_.IsBound(bare)) label = faces_.Find(bare);
            if (colours.IsBound(faces(i))) label.colour = colours.Find(faces(i));
            labels.push_back(std::move(label));
        }
        return labels;
    }

    const FaceMap& faces_;
    SolidCollector& solids_;
    Assembly tree_;
};

}  // namespace

Assembly walk_products(const Handle(TDocStd_Document) & document, const FaceMap& faces,
                       SolidCollector& solids) {
    ProductWalk walk{faces, solids};
    TDF_LabelSequence roots;
    XCAFDoc_DocumentTool::ShapeTool(document->Main())->GetFreeShapes(roots);
    for (const TDF_Label& root : roots) walk.visit(root, {});
    return walk.take();
}

}  // namespace millrace::cad
