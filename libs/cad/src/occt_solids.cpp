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

void SolidCollector::add(const TopoDS_Shape& solid, const TopLoc_Location& placement,
                         PartShape part) {
    const double scale = placement.Transformation().ScaleFactor();
    for (const Known& known : known_) {
        if (known.bare.IsPartner(solid) && known.scale == scale) {
            ++parts_[known.part].quantity;
            return;
        }
    }
    known_.push_back({solid, scale, parts_.size()});
    part.shape = placed(solid, placement);
    parts_.push_back(std::move(part));
}

void SolidCollector::add_loose_face(const TopoDS_Shape& face, const TopLoc_Location& placement) {
    BRep_Builder{}.Add(loose_, placed(face, placement));
}

std::vector<PartShape> SolidCollector::take() { return std::move(parts_); }

}  // namespace millrace::cad
