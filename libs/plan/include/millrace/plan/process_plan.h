#pragma once

// The plan is the price is the program: one value that price, date, footprint, work order and
// program all read.

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "millrace/base/quantity.h"
#include "millrace/base/text.h"
#include "millrace/geom/vec.h"

namespace millrace::plan {

enum class Provenance { Measured, Simulated, Estimated, Assumed };
[[nodiscard]] std::string_view to_string(Provenance provenance);

/// Something a figure was computed from. `source` opens further: "facts.volume",
/// "catalog.machines.fdm_mk4s.fdm.layer_height_mm", "plan.operations.2.part_s".
struct Input {
    std::string name;
    double value = 0.0;
    std::string unit;
    Provenance provenance = Provenance::Assumed;
    std::string source;
};

/// A number with its unit, how far it can be trusted, the formula and what went into it.
/// A figure is as trustworthy as the weakest thing that matters in it.
struct Figure {
    double value = 0.0;
    std::string unit;  ///< "s", "mm3", "g", "kWh", "mm"
    Provenance provenance = Provenance::Estimated;
    std::string formula;  ///< arithmetic over the names of `inputs`; further lines after ';'
    std::vector<Input> inputs;
    Text note = {};  ///< what the formula does not say; often empty
};

/// What was asked. Requirements beyond the defaults come with later issues.
struct Request {
    std::string part_revision;  ///< sha256 of the file and the index of the part in it
    std::string process;        ///< "fdm", "milling"
    std::string material;       ///< catalogue id
    std::string machine;        ///< catalogue id
};

/// What is taken for one part, and what comes back.
struct Stock {
    std::string kind;            ///< "spool", "plate"
    std::array<Length, 3> size;  ///< of a plate or bar; zero for a spool
    Figure taken_g;              ///< per part, including losses and waste
    Figure returned_g;           ///< chips or offcut that have a value
    Figure part_g;               ///< what ends up in the part
};

/// How parts share a machine run.
struct Runs {
    std::int64_t parts_per_run = 1;
    Text reason;  ///< "single piece in a vice", "4 fit on the plate, one after another"
};

/// A predicate over typed capabilities, not a machine name: which resource can do this.
struct ResourceRequirement {
    std::string process;  ///< "fdm", "milling", "manual"
    std::string kind;     ///< "filament", "3axis", "bench"
    std::array<Length, 3> envelope_min{};
    std::string material;
};

struct ToolUse {
    std::string tool;      ///< catalogue id
    double minutes = 0.0;  ///< cutting time per part
};

enum class OperationKind {
    Program,
    SetUp,
    Print,
    RemoveSupport,
    Saw,
    Load,
    Rough,
    FinishFloor,
    FinishWall,
    FinishFreeform,
    Drill,
    Tap,
    Deburr,
    Inspect,
    Pack
};
[[nodiscard]] std::string_view to_string(OperationKind kind);

struct Operation {
    OperationKind kind = OperationKind::Print;
    Text name;                     ///< for the traveller: "Rough from +Z with ⌀12"
    int set_up = 0;                ///< 0 when it belongs to none; from 1
    std::optional<geom::Vec3> up;  ///< orientation of the part in the machine
    ResourceRequirement resource;
    Figure lot_s;                 ///< once per order line
    Figure run_s;                 ///< once per machine run
    Figure part_s;                ///< once per part
    double attended_share = 1.0;  ///< of a person's time while it runs
    std::string labour_role;      ///< catalogue role of that person; empty when nobody is needed
    bool machine_time = false;    ///< the machine rate applies
    bool learns = false;          ///< labour that gets faster with quantity (Wright)
    std::vector<ToolUse> tools;
    double power_kw = 0.0;  ///< electrical, while it runs
};

struct Blocker {
    std::string code;  ///< "does_not_fit", "unreachable", "no_material", a DFM rule id
    Text message;
};

/// The plan of one part on one machine in one material. time(q) = lot + runs(q)·run + q·part.
struct ProcessPlan {
    std::string planner;  ///< name and version; a change of results changes it
    Request request;
    Stock stock;
    Runs runs;
    std::vector<Operation> operations;
    std::vector<Blocker> blockers;  ///< not empty: cannot be made like this
    std::vector<Text> notes;        ///< for people: "stands on its largest flat face"
    std::optional<geom::Vec3> build_up;
    double tooling_per_part = 0.0;  ///< money, tool wear
    Text tooling_formula;

    [[nodiscard]] bool feasible() const { return blockers.empty(); }
    /// Sum over operations that occupy a machine or a person, in seconds.
    [[nodiscard]] double lot_s() const;
    [[nodiscard]] double run_s() const;
    [[nodiscard]] double part_s() const;
    [[nodiscard]] std::int64_t run_count(std::int64_t quantity) const;
    [[nodiscard]] Duration time(std::int64_t quantity) const;
};

}  // namespace millrace::plan
