#include "occt_solids.h"

#include <cmath>

#include <BRepBuilderAPI_Transform.hxx>
#include <BRep_Builder.hxx>

namespace millrace::cad {
namespace {

TopoDS_Shape placed(const TopoDS_Shape& shape, const TopLoc_Location& placement) {
    const gp_Trsf transform = placement.Transformation();
    if (!transform.IsNegative() && std::abs(transform.ScaleFactor() - 1.0) < 1e-9)
        return shape.Moved(placement);
    // A location must be rigid; anything else changes the geometry itself.
    return BRepBuilderAPI_Transform(shape, transform, true).Shape();
}

}  // namespace

SolidCollector::SolidCollector() {
    TopoDS_Compound compound;
    BRep_Builder{}.MakeCompound(compound);
    loose_ = compound;
}

geom::Placement to_placement(const gp_Trsf& transform) {
    geom::Placement placement;
    std::size_t next = 0;
    for (int row = 1; row <= 3; ++row)
        for (int column = 1; column <= 4; ++column)
            placement.rows[next++] = transform.Value(row, column);
    return placement;
}

SolidCollector::Placed SolidCollector::add(const TopoDS_Shape& solid,
                                           const TopLoc_Location& placement, PartShape part) {
    const double scale = placement.Transformation().ScaleFactor();
    const gp_Trsf whole = (placement * solid.Location()).Transformation();
    for (const Known& known : known_) {
        if (known.bare.IsPartner(solid) && known.scale == scale) {
            ++parts_[known.part].quantity;
            return {known.part, to_placement(whole.Multiplied(known.placement.Inverted()))};
        }
    }
    known_.push_back({solid, scale, whole, parts_.size()});
    part.shape = placed(solid, placement);
    parts_.push_back(std::move(part));
    return {parts_.size() - 1, {}};
}

void SolidCollector::add_loose_face(const TopoDS_Shape& face, const TopLoc_Location& placement) {
    BRep_Builder{}.Add(loose_, placed(face, placement));
}

std::vector<PartShape> SolidCollector::take() { return std::move(parts_); }

}  // namespace millrace::cad
