#pragma once

// What the rules ask of a shop beside its priced machines: presses, stock on the shelf, and how
// closely each process holds sizes.

#include <optional>
#include <string>
#include <vector>

namespace millrace::catalog {

/// A press that parts are bent or moulded on, in the house or at a partner; not priced here.
struct Press {
    std::string id;
    std::string name;
    std::string process;  ///< "sheet", "moulding"
    std::string kind;     ///< "bend", "injection"
    double force_kn = 0.0;
    double length_mm = 0.0;  ///< longest bend; 0 for other presses
    std::string source;
};

/// Sheet of one material.
struct SheetStock {
    std::string material;  ///< id; need not be a material that the shop prices
    std::string name;
    std::vector<double> gauges_mm;  ///< on the shelf, ascending
    /// Smallest inside radius of a bend across the grain over the thickness, without cracks.
    double bend_radius_over_t_min = 0.0;
    std::string source;
};

/// Half of the tolerance that a process holds: max(least, base + share · length), for lengths up to
/// `length_max_mm`.
struct ProcessTolerance {
    std::string process;
    double length_max_mm = 0.0;
    double least_mm = 0.0;
    double base_mm = 0.0;
    double share_of_length = 0.0;
    std::string source;
};

struct Capabilities {
    std::vector<Press> presses;
    std::vector<SheetStock> sheets;
    std::vector<double> round_bars_mm;  ///< diameters on the shelf, ascending
    std::string round_bars_source;
    std::vector<ProcessTolerance> tolerances;  ///< of one process by ascending length

    [[nodiscard]] const SheetStock* sheet(const std::string& material) const;
    /// Half-width that a process holds over a length; nothing where no row says so.
    [[nodiscard]] std::optional<double> tolerance_mm(const std::string& process,
                                                     double length_mm) const;
};

}  // namespace millrace::catalog
