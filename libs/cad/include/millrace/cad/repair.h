#pragma once

// From the parts of a file as they were read to the parts that are worked with. Readers never
// repair silently; a mesh with defects is repaired in this step, which says what was done. Why
// here: docs/adr/0007-repair-makes-a-revision.md.

#include <optional>
#include <vector>

#include "millrace/cad/read.h"
#include "millrace/geom/repair.h"

namespace millrace::cad {

/// A mesh part that was repaired.
struct RepairedPart {
    std::size_t part = 0;     ///< index in ReadFile::parts, which holds the repaired model
    geom::BoundaryModel raw;  ///< the part as read
    bool closed = false;
    bool one_sided = false;
    std::vector<geom::RepairStep> steps;
    geom::Deviation deviation;
    std::size_t self_intersections = 0;
};

/// Repairs every part of `file` that is a mesh and needs it, in place: parts[i] becomes the
/// repaired revision, a diagnostic says what was done and how far the surface moved, and what was
/// read is returned. Exact solids and sound meshes are not touched. Exact faces that leave an
/// opening (after sewing) are closed on their tessellation when at most a third of their area is
/// missing, and are a mesh from then on. Bodies of a mesh that overlap are united, and a diagnostic
/// says how much volume they shared ("overlapping_bodies"). A mesh that cannot be closed keeps what
/// was read and gets a diagnostic ("not_repaired").
/// @return Cancelled. Cost: for sound meshes one topology() each, and what geom::united() costs
/// where they have several closed surfaces.
[[nodiscard]] Result<std::vector<RepairedPart>> repair_parts(ReadFile& file,
                                                             const geom::RepairOptions& options);

/// "closed 3 holes (the largest 4.2 mm across), turned 120 triangles": steps as a person says them.
[[nodiscard]] std::string to_text(const std::vector<geom::RepairStep>& steps);

}  // namespace millrace::cad
