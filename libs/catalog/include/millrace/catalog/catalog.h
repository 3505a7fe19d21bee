#pragma once

// A shop's catalogue: what it has, what it pays and what it accepts. Data, validated once; every
// rate, limit and material property that a plan or a price uses comes from here, with its source.

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "millrace/base/money.h"
#include "millrace/base/quantity.h"
#include "millrace/base/result.h"
#include "millrace/catalog/capabilities.h"

namespace millrace::catalog {

/// How far a figure can be trusted; shown beside it everywhere.
enum class Trust { Measured, Handbook, Published, Background, Default };

/// Milling data of a material (Kienzle and cutting conditions).
struct CuttingData {
    double kc11_n_mm2 = 0.0;
    double mc = 0.0;
    double vc_m_min = 0.0;   ///< carbide, roughing
    double fz_d10_mm = 0.0;  ///< chip load per tooth of a 10 mm end mill
    double ae_over_d = 0.0;  ///< roughing engagement
    double ap_over_d = 1.0;
    double drill_vc_m_min = 0.0;
    double drill_feed_per_d = 0.0;  ///< feed per revolution / diameter
    double tap_vc_m_min = 0.0;
    double tool_life_min = 0.0;
};

struct Material {
    std::string id;
    std::string name;
    std::string family;                  ///< aluminium, steel, stainless, plastic, filament, ...
    std::vector<std::string> processes;  ///< "fdm", "milling", ...
    Density density;
    double price_per_kg = 0.0;  ///< in the shop's currency
    double chip_credit_per_kg = 0.0;
    double co2e_kg_per_kg = 0.0;
    double recycled_share = 0.0;
    std::optional<double> flow_max_mm3_s;  ///< filament melt limit
    std::optional<CuttingData> cutting;
    bool metal = false;
    std::string colour_hex;                    ///< for the viewer and the picker
    std::map<std::string, double> properties;  ///< e_gpa, yield_mpa, hdt_c ... for filters
    std::string source;                        ///< where the figures come from
    Trust trust = Trust::Background;
};

/// Motion and extrusion settings of a printer profile: everything that the time and mass of a print
/// depend on, in the terms of a Marlin printer (plan/fdm_profile.h writes it as a PrusaSlicer
/// file).
struct FdmProfile {
    double nozzle_mm = 0.4;
    double layer_height_mm = 0.2;
    double first_layer_height_mm = 0.2;
    double line_width_mm = 0.45;
    int perimeters = 3;
    int top_layers = 5;
    int bottom_layers = 4;
    double infill_share = 0.2;
    double support_density = 0.15;
    int support_interface_layers = 2;
    double support_interface_spacing_mm = 0.2;  ///< gap between two lines of the interface
    double support_gap_z_mm = 0.2;              ///< free height between support and part
    double support_gap_xy_mm = 0.27;            ///< free distance between support and walls
    double perimeter_mm_s = 80;
    double external_perimeter_mm_s = 40;
    double small_perimeter_mm_s = 25;
    double infill_mm_s = 120;
    double solid_infill_mm_s = 100;
    double top_infill_mm_s = 60;
    double support_mm_s = 80;
    double support_interface_mm_s = 64;
    double bridge_mm_s = 40;
    double gap_fill_mm_s = 40;
    double travel_mm_s = 150;
    double first_layer_mm_s = 25;
    double print_mm_s_min = 10;  ///< the minimum layer time never slows down below this
    double acceleration_mm_s2 = 3000;
    double travel_acceleration_mm_s2 = 3000;
    double retract_acceleration_mm_s2 = 3000;
    double junction_jerk_mm_s = 8;  ///< instantaneous speed change of x or y allowed at a corner
    double extruder_jerk_mm_s = 5;
    double z_mm_s = 12;  ///< layer change and lift
    double z_acceleration_mm_s2 = 500;
    double z_jerk_mm_s = 0.4;
    double flow_max_mm3_s = 12;
    double layer_time_min_s = 8;  ///< slowed down below this
    double retract_mm = 0.8;
    double retract_mm_s = 35;
    double retract_travel_mm_min = 2;  ///< shorter moves do not retract
    double start_s = 300;              ///< heating, homing, purge: per run
    double filament_diameter_mm = 1.75;
    double overhang_threshold_deg = 45;  ///< from vertical, beyond it support is generated
    double nozzle_temperature_c = 215;
    double bed_temperature_c = 60;
    double waste_factor = 1.05;
    double setup_h_per_order = 0.15;
    double labour_h_per_part = 0.10;
    double support_removal_min_per_part = 1.0;
    double support_removal_min_per_cm2 = 0.5;
};

/// An end mill, drill or tap in the drawer.
struct Tool {
    std::string id;
    std::string kind;  ///< "end_mill", "ball_mill", "drill", "tap", "spot_drill", "chamfer_mill",
                       ///< "face_mill"
    Length diameter;
    Length reach;  ///< stick-out that can be used below the holder
    int flutes = 0;
    double price = 0.0;
    std::optional<double> pitch_mm;  ///< taps
    std::string source;
};

/// Fixed times and shares of milling on a machine.
struct MillingProfile {
    double spindle_rpm_max = 8100;
    double spindle_kw = 15;
    double rapid_mm_s = 423;
    double tool_change_s = 5;
    double probe_min_per_setup = 0.75;
    double load_min_light = 1.5;   ///< < 2 kg
    double load_min_medium = 3.0;  ///< < 10 kg
    double load_min_heavy = 8.0;
    double setup_h = 0.3;  ///< per set-up
    double cam_h_base = 0.2;
    double cam_h_per_feature = 0.015;
    double cam_h_per_setup = 0.1;
    double rough_efficiency = 0.6;  ///< MRR_eff / MRR: air moves, entries, corners
    double spindle_use = 0.8;
    double finish_fz_factor = 0.5;
    double finish_stepover_over_d = 0.6;
    double wall_ap_over_d = 1.5;
    double cusp_mm = 0.01;
    double spot_s = 3;
    double deburr_mm_min = 800;
    double deburr_min_base = 0.5;
    double stock_side_mm = 3;   ///< sawn faces
    double stock_plate_mm = 1;  ///< plate faces
    double stock_grip_mm = 6;   ///< first set-up
    double saw_loss = 0.1;
    double coolant_kg_min = 0.001;  ///< coolant concentrate used while cutting; 0 = cut dry
    double coolant_co2e_kg_per_kg = 3.0;
    /// Plates on the shelf; thinner stock is rounded up to the next one, thicker is sawn from
    /// block.
    std::vector<double> plate_thickness_mm = {6,  8,  10, 12, 15, 20, 25,  30,  35, 40,
                                              45, 50, 60, 70, 80, 90, 100, 120, 150};
};

struct Machine {
    std::string id;
    std::string name;
    std::string process;  ///< "fdm", "milling"
    std::string kind;     ///< "filament", "3axis"
    std::array<Length, 3> envelope;
    double rate_per_h = 0.0;  ///< in the shop's currency; the person attending it is included
    double power_idle_kw = 0.0;
    double power_active_kw = 0.0;
    double availability = 0.9;
    int count = 1;  ///< how many of them the shop runs
    std::optional<FdmProfile> fdm;
    std::optional<MillingProfile> milling;
    std::vector<std::string> tools;      ///< ids of tools in its drawer
    std::vector<std::string> materials;  ///< ids it runs; empty = every material of the process
    std::string source;
    Trust trust = Trust::Background;
};

/// Whether a machine of the shop makes parts of a material: of its process, and not left out.
[[nodiscard]] bool runs(const Machine& machine, const Material& material);

/// Labour rate of a role, per loaded hour.
struct LabourRate {
    std::string role;  ///< "am_operator", "machinist", "engineer", "inspector"
    double per_h = 0.0;
    std::string source;
};

/// One check of domain rules: fact, comparator and limits, applied when its condition holds.
struct DfmRule {
    std::string id;                      ///< "FDM-01", "MIL-04a"
    std::vector<std::string> processes;  ///< "fdm", "milling", "milling.5axis", "all"
    std::string fact;                    ///< what is measured, in words
    std::string comparator;              ///< "<" ">" "<="
    std::optional<double> warning;
    std::optional<double> critical;
    std::string unit;          ///< "mm" "mm2" "deg" "ratio" "count"
    std::string applies_when;  ///< in words, empty = always
    std::string why;
    std::string remedy;
    std::string source;
};

/// Price and lead-time policy of a process.
struct ProcessPolicy {
    std::string process;
    std::string name;  ///< for people: "CNC milling"; empty: the id is shown
    double yield = 1.0;
    double margin = 0.35;
    double learning_rate = 0.95;  ///< Wright, cumulative average, on labour only
    double floor_per_part = 0.0;
    double aux_energy_factor = 1.15;  ///< k_aux
    double hours_per_day = 20.0;      ///< the machine's, lights-out counted
    double oee = 0.75;
    double inspection_days = 0.5;
    double recycle_share = 0.0;
    std::string source;
};

struct LeadTier {
    std::string id;  ///< "economy", "standard", "fast"
    std::string name;
    double days_factor = 1.0;
    double price_factor = 1.0;
};

/// Opening hours: which days work is counted on.
struct Calendar {
    std::array<bool, 7> working_days = {true, true,  true, true,
                                        true, false, false};  ///< Monday first
    std::vector<std::string> holidays;                        ///< ISO dates
    int cutoff_hour = 12;  ///< an order after this hour UTC starts the next day
};

struct QuantityDiscount {
    std::int64_t quantity_min = 0;
    double margin_points = 0.0;  ///< taken off the margin, 0.02 = two points
};

struct ShopPolicy {
    Currency currency = Currency::usd();
    double overhead = 0.15;
    double line_min = 15.0;
    double order_min = 35.0;
    double review_days = 0.5;
    double grid_kg_co2e_per_kwh = 0.369;
    std::string grid_region = "US";
    double shipping_km_truck = 800;
    double truck_g_per_tkm = 85;
    double shipping_km_van = 30;
    double van_g_per_tkm = 900;
    double packaging_base = 0.35;  ///< money per part
    double packaging_per_sqrt_dm3 = 0.15;
    double packaging_kg_base = 0.05;    ///< kg of packaging per part ...
    double packaging_kg_per_kg = 0.12;  ///< ... and per kg of part
    double packaging_co2e_kg_per_kg = 1.1;
    std::int64_t quote_valid_days = 30;
    std::vector<LeadTier> tiers;
    std::vector<QuantityDiscount> discounts;
    Calendar calendar;
    /// A price per cm³ outside these bounds sends the quote to a person; per process.
    std::map<std::string, std::array<double, 2>> guard_rails_per_cm3;
    std::string source;
};

struct Catalog {
    std::string shop_id;
    std::string shop_name;
    std::string version;  ///< shown with every quote
    std::string sha256;   ///< of the text it was read from; pins replays
    ShopPolicy policy;
    std::vector<Material> materials;
    std::vector<Machine> machines;
    std::vector<Tool> tools;
    std::vector<LabourRate> labour;
    std::vector<ProcessPolicy> processes;
    std::vector<DfmRule> rules;
    Capabilities capabilities;

    [[nodiscard]] const Material* material(const std::string& id) const;
    [[nodiscard]] const Machine* machine(const std::string& id) const;
    [[nodiscard]] const Tool* tool(const std::string& id) const;
    [[nodiscard]] const ProcessPolicy* process(const std::string& id) const;
    [[nodiscard]] const LabourRate* find_labour(const std::string& role) const;
    /// Loaded labour rate of a role; asking for a role that is missing is a bug. A validated
    /// catalogue has every role that its machines need.
    [[nodiscard]] const LabourRate& labour_rate(const std::string& role) const;
};

/// One thing wrong with a catalogue, named so that a person can find it.
struct Problem {
    std::string path;     ///< "machines/fdm_mk4s.rate_per_h"
    std::string message;  ///< with the value and the limit
};

/// Checks ranges, references and uniqueness. An empty answer means the catalogue can be used.
[[nodiscard]] std::vector<Problem> validate(const Catalog& catalog);

}  // namespace millrace::catalog
