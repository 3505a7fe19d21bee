#include "workpiece.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <set>
#include <span>
#include <sstream>

#include <BRepAlgoAPI_Cut.hxx>
#include <BRepAlgoAPI_Fuse.hxx>
#include <BRepBuilderAPI_MakeEdge.hxx>
#include <BRepBuilderAPI_MakeFace.hxx>
#include <BRepBuilderAPI_MakeWire.hxx>
#include <BRepCheck_Analyzer.hxx>
#include <BRepFilletAPI_MakeChamfer.hxx>
#include <BRepFilletAPI_MakeFillet.hxx>
#include <BRepPrimAPI_MakeBox.hxx>
#include <BRepPrimAPI_MakeCone.hxx>
#include <BRepPrimAPI_MakeCylinder.hxx>
#include <BRepPrimAPI_MakePrism.hxx>
#include <BRepTools.hxx>
#include <BRep_Tool.hxx>
#include <GC_MakeArcOfCircle.hxx>
#include <Message.hxx>
#include <Message_Messenger.hxx>
#include <Message_PrinterOStream.hxx>
#include <Standard_Failure.hxx>
#include <TopExp.hxx>
#include <TopExp_Explorer.hxx>
#include <TopTools_IndexedMapOfShape.hxx>
#include <TopTools_ListOfShape.hxx>
#include <TopoDS.hxx>
#include <gp_Ax2.hxx>
#include <gp_Circ.hxx>

#include "millrace/cad/read.h"
#include "step_file.h"

namespace millrace::feature_parts {

using facts::FaceClass;
using geom::Vec3;

/// Labels of faces, found by identity whatever their orientation.
class LabelMap {
public:
    void set(const TopoDS_Shape& face, FaceLabel label) {
        const int index = faces_.Add(face);
        if (static_cast<std::size_t>(index) > labels_.size()) labels_.push_back(label);
    }
    [[nodiscard]] const FaceLabel* find(const TopoDS_Shape& face) const {
        const int index = faces_.FindIndex(face);
        return index == 0 ? nullptr : &labels_[static_cast<std::size_t>(index - 1)];
    }

private:
    TopTools_IndexedMapOfShape faces_;
    std::vector<FaceLabel> labels_;
};

struct Workpiece::State {
    TopoDS_Shape solid;
    TopTools_IndexedMapOfShape faces;  ///< in the order of the model
    std::vector<TopoDS_Edge> edges;    ///< in the order of the model
    std::vector<FaceLabel> labels;
    geom::BoundaryModel model;
    std::uint32_t features = 0;

    /// A state of `shape`, or nothing when it is not one sound solid with a label on every face.
    static std::unique_ptr<State> make(const TopoDS_Shape& shape, const LabelMap& labels,
                                       std::uint32_t features);
    /// What became of the old faces.
    void carry(BRepBuilderAPI_MakeShape& builder, LabelMap& labels) const;
    /// No instance of before has lost all its faces.
    [[nodiscard]] bool keeps_features_of(const State& before) const;
};

namespace {

gp_Pnt point(Vec3 p) { return {p.x, p.y, p.z}; }
gp_Vec vec(Vec3 p) { return {p.x, p.y, p.z}; }
gp_Dir dir(Vec3 p) { return {p.x, p.y, p.z}; }

TopoDS_Face face_of(const Cut& cut, double radius_mm) {
    const Frame& f = cut.frame;
    if (cut.outline.radius_mm > 0.0) {
        const gp_Ax2 axes(point(f.at(cut.outline.start, cut.above_mm)), dir(f.normal), dir(f.u));
        const TopoDS_Edge circle = BRepBuilderAPI_MakeEdge(gp_Circ(axes, radius_mm));
        return BRepBuilderAPI_MakeFace(BRepBuilderAPI_MakeWire(circle).Wire());
    }
    BRepBuilderAPI_MakeWire wire;
    Point2 from = cut.outline.start;
    for (const Outline::Piece& piece : cut.outline.pieces) {
        const gp_Pnt a = point(f.at(from, cut.above_mm));
        const gp_Pnt b = point(f.at(piece.to, cut.above_mm));
        if (piece.via) {
            const gp_Pnt m = point(f.at(*piece.via, cut.above_mm));
            wire.Add(BRepBuilderAPI_MakeEdge(GC_MakeArcOfCircle(a, m, b).Value()).Edge());
        } else {
            wire.Add(BRepBuilderAPI_MakeEdge(a, b).Edge());
        }
        from = piece.to;
    }
    return BRepBuilderAPI_MakeFace(wire.Wire());
}

TopoDS_Shape cutter_of(const Cut& cut) {
    const Vec3 down = cut.frame.normal * -(cut.depth_mm + cut.above_mm);
    TopoDS_Shape body = BRepPrimAPI_MakePrism(face_of(cut, cut.outline.radius_mm), vec(down));
    if (cut.outline.inner_radius_mm > 0.0) {
        const TopoDS_Shape core =
            BRepPrimAPI_MakePrism(face_of(cut, cut.outline.inner_radius_mm), vec(down));
        body = BRepAlgoAPI_Cut(body, core).Shape();
    }
    if (cut.drill_tip_mm > 0.0) {
        const Vec3 floor = cut.frame.at(cut.outline.start, -cut.depth_mm);
        const gp_Ax2 axes(point(floor), dir(-cut.frame.normal), dir(cut.frame.u));
        const TopoDS_Shape tip =
            BRepPrimAPI_MakeCone(axes, cut.outline.radius_mm, 0.0, cut.drill_tip_mm).Shape();
        body = BRepAlgoAPI_Fuse(body, tip).Shape();
    }
    return body;
}

/// The one solid of a result; nothing when there are several or it is not valid.
TopoDS_Shape only_solid(const TopoDS_Shape& shape) {
    TopoDS_Shape solid;
    for (TopExp_Explorer it(shape, TopAbs_SOLID); it.More(); it.Next()) {
        if (!solid.IsNull()) return {};
        solid = it.Current();
    }
    if (solid.IsNull() || !BRepCheck_Analyzer(solid).IsValid()) return {};
    return solid;
}

/// Reads the solid through the product's own reader. The kernel's text keeps the order of faces.
std::optional<geom::BoundaryModel> read_back(const TopoDS_Shape& solid) {
    std::ostringstream text;
    BRepTools::Write(solid, text);
    const std::string bytes = text.str();
    auto file = cad::read(std::as_bytes(std::span{bytes}), {});
    if (!file || file->parts.size() != 1 || !file->diagnostics.empty()) return std::nullopt;
    return std::move(file->parts[0]);
}

bool same_surface(const geom::Face& a, const geom::Face& b) {
    if (a.kind != b.kind) return false;
    if (a.kind == geom::SurfaceKind::Plane)
        return dot(a.axis, b.axis) > 1.0 - 1e-9 &&
               std::abs(dot(a.origin - b.origin, a.axis)) < 1e-6;
    return a.kind == geom::SurfaceKind::Cylinder && std::abs(dot(a.axis, b.axis)) > 1.0 - 1e-9 &&
           std::abs(a.radius_mm - b.radius_mm) < 1e-6 &&
           length(cross(a.origin - b.origin, a.axis)) < 1e-6;
}

/// Every face the cutter left is there, and none of the cutter's own back: what reaches out of an
/// open side must meet no material.
bool made_as_planned(const geom::BoundaryModel& model, const std::vector<FaceLabel>& labels,
                     std::uint32_t instance, const Cut& cut) {
    std::vector<std::size_t> made;
    std::vector<std::size_t> surfaces;
    for (std::size_t f = 0; f < labels.size(); ++f) {
        if (labels[f].instance != instance) continue;
        made.push_back(f);
        if (std::ranges::none_of(surfaces, [&](std::size_t other) {
                return same_surface(model.faces[f], model.faces[other]);
            }))
            surfaces.push_back(f);
    }
    if (!cut.through) return made.size() == cut.faces;
    return made.size() >= cut.faces && surfaces.size() <= cut.faces;
}

std::set<std::uint32_t> instances_of(const std::vector<FaceLabel>& labels) {
    std::set<std::uint32_t> found;
    for (const FaceLabel& label : labels) found.insert(label.instance);
    return found;
}

}  // namespace

std::unique_ptr<Workpiece::State> Workpiece::State::make(const TopoDS_Shape& shape,
                                                         const LabelMap& labels,
                                                         std::uint32_t features) {
    auto state = std::make_unique<State>();
    state->solid = only_solid(shape);
    if (state->solid.IsNull()) return nullptr;
    TopExp::MapShapes(state->solid, TopAbs_FACE, state->faces);
    for (int f = 1; f <= state->faces.Extent(); ++f) {
        const FaceLabel* label = labels.find(state->faces(f));
        if (label == nullptr) return nullptr;
        state->labels.push_back(*label);
    }
    TopTools_IndexedMapOfShape edges;
    TopExp::MapShapes(state->solid, TopAbs_EDGE, edges);
    for (int e = 1; e <= edges.Extent(); ++e) {
        const TopoDS_Edge edge = TopoDS::Edge(edges(e));
        if (!BRep_Tool::Degenerated(edge)) state->edges.push_back(edge);
    }
    auto model = read_back(state->solid);
    if (!model || model->faces.size() != state->labels.size() ||
        model->edges.size() != state->edges.size())
        return nullptr;
    state->model = std::move(*model);
    state->features = features;
    return state;
}

void Workpiece::State::carry(BRepBuilderAPI_MakeShape& builder, LabelMap& labels_after) const {
    for (int f = 1; f <= faces.Extent(); ++f) {
        const FaceLabel label = labels[static_cast<std::size_t>(f - 1)];
        if (builder.IsDeleted(faces(f))) continue;
        const TopTools_ListOfShape& modified = builder.Modified(faces(f));
        if (modified.IsEmpty()) labels_after.set(faces(f), label);
        for (const TopoDS_Shape& face : modified) labels_after.set(face, label);
    }
}

bool Workpiece::State::keeps_features_of(const State& before) const {
    return std::ranges::includes(instances_of(labels), instances_of(before.labels));
}

Workpiece::Workpiece(std::unique_ptr<State> state) : state_{std::move(state)} {}
Workpiece::Workpiece(Workpiece&&) noexcept = default;
Workpiece& Workpiece::operator=(Workpiece&&) noexcept = default;
Workpiece::~Workpiece() = default;

namespace {

LabelMap all_stock(const TopoDS_Shape& shape) {
    LabelMap labels;
    for (TopExp_Explorer it(shape, TopAbs_FACE); it.More(); it.Next()) labels.set(it.Current(), {});
    return labels;
}

}  // namespace

Workpiece Workpiece::block(Vec3 size_mm) {
    const TopoDS_Shape shape = BRepPrimAPI_MakeBox(size_mm.x, size_mm.y, size_mm.z).Shape();
    return Workpiece{State::make(shape, all_stock(shape), 0)};
}

Workpiece Workpiece::disc(double radius_mm, double height_mm) {
    const TopoDS_Shape shape = BRepPrimAPI_MakeCylinder(radius_mm, height_mm).Shape();
    return Workpiece{State::make(shape, all_stock(shape), 0)};
}

Workpiece Workpiece::shaft(const std::vector<Section>& sections) {
    TopoDS_Shape shape;
    double from = 0.0;
    for (const Section& section : sections) {
        const gp_Ax2 axes(gp_Pnt(0, 0, from), gp_Dir(0, 0, 1));
        const TopoDS_Shape piece =
            BRepPrimAPI_MakeCylinder(axes, section.radius_mm, section.length_mm).Shape();
        shape = shape.IsNull() ? piece : BRepAlgoAPI_Fuse(shape, piece).Shape();
        from += section.length_mm;
    }
    shape = only_solid(shape);
    return Workpiece{State::make(shape, all_stock(shape), 0)};
}

Workpiece Workpiece::prism(int corners, double radius_mm, double height_mm) {
    Cut outline;
    outline.frame = {{}, {1, 0, 0}, {0, 1, 0}, {0, 0, 1}};
    const auto at = [&](int k) {
        const double angle = 2.0 * std::numbers::pi * k / corners;
        return Point2{radius_mm * std::cos(angle), radius_mm * std::sin(angle)};
    };
    outline.outline.start = at(0);
    for (int k = 1; k <= corners; ++k) outline.outline.pieces.push_back({at(k), std::nullopt});
    const TopoDS_Shape shape =
        BRepPrimAPI_MakePrism(face_of(outline, 0.0), gp_Vec(0, 0, height_mm)).Shape();
    return Workpiece{State::make(shape, all_stock(shape), 0)};
}

const geom::BoundaryModel& Workpiece::model() const { return state_->model; }
const std::vector<FaceLabel>& Workpiece::labels() const { return state_->labels; }
std::uint32_t Workpiece::features() const { return state_->features; }

std::optional<Workpiece> Workpiece::cut(const Cut& cut, FaceClass face_class) const {
    try {
        const TopoDS_Shape cutter = cutter_of(cut);
        BRepAlgoAPI_Cut builder(state_->solid, cutter);
        if (!builder.IsDone() || builder.HasErrors()) return std::nullopt;
        const FaceLabel label{face_class, state_->features + 1};
        LabelMap labels;
        state_->carry(builder, labels);
        for (TopExp_Explorer it(cutter, TopAbs_FACE); it.More(); it.Next()) {
            if (builder.IsDeleted(it.Current())) continue;
            const TopTools_ListOfShape& modified = builder.Modified(it.Current());
            if (modified.IsEmpty()) labels.set(it.Current(), label);
            for (const TopoDS_Shape& face : modified) labels.set(face, label);
        }
        auto after = State::make(builder.Shape(), labels, state_->features + 1);
        if (!after || !after->keeps_features_of(*state_)) return std::nullopt;
        if (!made_as_planned(after->model, after->labels, label.instance, cut)) return std::nullopt;
        return Workpiece{std::move(after)};
    } catch (const Standard_Failure&) {
        return std::nullopt;
    }
}

std::optional<Workpiece> Workpiece::chamfered(const std::vector<std::uint32_t>& edges,
                                              double leg_mm) const {
    try {
        BRepFilletAPI_MakeChamfer builder(state_->solid);
        for (const std::uint32_t edge : edges) builder.Add(leg_mm, state_->edges[edge]);
        builder.Build();
        if (!builder.IsDone()) return std::nullopt;
        LabelMap labels;
        std::uint32_t instance = state_->features;
        for (const std::uint32_t edge : edges) {
            ++instance;
            for (const TopoDS_Shape& face : builder.Generated(state_->edges[edge]))
                labels.set(face, {FaceClass::Chamfer, instance});
        }
        state_->carry(builder, labels);
        auto after = State::make(builder.Shape(), labels, instance);
        if (!after || !after->keeps_features_of(*state_)) return std::nullopt;
        return Workpiece{std::move(after)};
    } catch (const Standard_Failure&) {
        return std::nullopt;
    }
}

std::optional<Workpiece> Workpiece::rounded(const std::vector<std::uint32_t>& edges,
                                            double radius_mm) const {
    try {
        BRepFilletAPI_MakeFillet builder(state_->solid);
        for (const std::uint32_t edge : edges) builder.Add(radius_mm, state_->edges[edge]);
        builder.Build();
        if (!builder.IsDone()) return std::nullopt;
        const FaceLabel label{FaceClass::Round, state_->features + 1};
        LabelMap labels;
        TopTools_IndexedMapOfShape sources;
        TopExp::MapShapes(state_->solid, TopAbs_EDGE, sources);
        TopExp::MapShapes(state_->solid, TopAbs_VERTEX, sources);
        for (int k = 1; k <= sources.Extent(); ++k)
            for (const TopoDS_Shape& made : builder.Generated(sources(k)))
                if (made.ShapeType() == TopAbs_FACE) labels.set(made, label);
        state_->carry(builder, labels);
        auto after = State::make(builder.Shape(), labels, label.instance);
        if (!after || !after->keeps_features_of(*state_)) return std::nullopt;
        return Workpiece{std::move(after)};
    } catch (const Standard_Failure&) {
        return std::nullopt;
    }
}

std::string Workpiece::step() const { return step_text(state_->solid); }

void silence_kernel() {
    Message::DefaultMessenger()->RemovePrinters(STANDARD_TYPE(Message_PrinterOStream));
}

}  // namespace millrace::feature_parts
