#pragma once

#include <TopLoc_Location.hxx>
#include <TopoDS_Compound.hxx>

#include "occt_model.h"

namespace millrace::cad {

[[nodiscard]] geom::Placement to_placement(const gp_Trsf& transform);

/// Gathers solids; the same solid placed again raises the quantity of the first. A mirrored or
/// scaled placement is another part.
class SolidCollector {
public:
    SolidCollector();
    /// Which part a solid became, and how that part is moved to where this use of it lies.
    struct Placed {
        std::size_t part = 0;
        geom::Placement placement;
    };
    Placed add(const TopoDS_Shape& solid, const TopLoc_Location& placement, PartShape part);
    void add_loose_face(const TopoDS_Shape& face, const TopLoc_Location& placement);

    [[nodiscard]] std::vector<PartShape> take();
    [[nodiscard]] const TopoDS_Shape& loose_faces() const { return loose_; }

private:
    struct Known {
        TopoDS_Shape bare;  ///< without placement
        double scale;       ///< signed: negative when mirrored
        gp_Trsf placement;  ///< of the first use, the solid's own location included
        std::size_t part;
    };
    std::vector<Known> known_;
    std::vector<PartShape> parts_;
    TopoDS_Shape loose_;
};

}  // namespace millrace::cad
