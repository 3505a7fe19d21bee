#pragma once

#include <NCollection_DataMap.hxx>
#include <TDocStd_Document.hxx>
#include <TopTools_ShapeMapHasher.hxx>

#include "occt_model.h"
#include "occt_solids.h"

namespace millrace::cad {

using FaceMap = NCollection_DataMap<TopoDS_Shape, FaceLabel, TopTools_ShapeMapHasher>;

/// Walks the products of a document down to solids, which are gathered, and returns the structure.
/// `faces` may name faces by their bare shape.
[[nodiscard]] Assembly walk_products(const Handle(TDocStd_Document) & document,
                                     const FaceMap& faces, SolidCollector& solids);

}  // namespace millrace::cad
