#pragma once

// What one rule measures on a part. Measuring functions know geometry; limits, comparators and
// words about causes come from the catalogue.

#include <optional>
#include <string>
#include <vector>

#include "millrace/dfm/check.h"

namespace millrace::dfm {

/// What a measuring function may look at.
struct Subject {
    const facts::PartFacts& facts;
    const geom::BoundaryModel& model;
    const catalog::Catalog& catalog;
    const CheckContext& context;
    const catalog::DfmRule& rule;  ///< for its limits: what is far from them need not be listed
};

/// One occurrence of the fact of a rule.
struct Reading {
    double value = 0.0;
    facts::Place place;
    /// What it is, for the sentence: "⌀2 × 30 mm". Empty where the value says it all.
    Text detail = {};
    /// For ratios: what one is worth in mm, so that a remedy can name a length ({t} = limit ·
    /// scale).
    double scale_mm = 0.0;
    std::size_t places = 1;  ///< how many equal ones it stands for
};

/// Readings, or why there are none.
struct Measured {
    std::vector<Reading> readings;
    /// Set when the fact this rule needs is not known; says which.
    std::optional<Text> missing;
};

/// A fact that could not be measured; `what` completes "Not checked: ...".
[[nodiscard]] inline Measured missing(Text what) { return {{}, std::move(what)}; }
/// The condition of the rule does not hold, or nothing of the kind is there.
[[nodiscard]] inline Measured not_applicable() { return {}; }
[[nodiscard]] Measured single(double value, facts::Place place = {});

using Measure = Measured (*)(const Subject&);

/// A rule as this module knows it: how to measure it and how to say it. In `sentence` and `change`
/// {m} stands for the measured value, {l} for the limit crossed, {d} for their difference, {x} for
/// the reading's detail and {t} for the limit times its scale: the length to aim at.
struct RuleCode {
    const char* id;
    Measure measure;
    const char* sentence;
    const char* change;  ///< the smallest change that helps; empty: the catalogue's remedy alone
};

/// The entry of a rule id, or null when this module cannot measure it.
[[nodiscard]] const RuleCode* rule_code(const std::string& id);

// measure_general.cpp
Measured defective_edges(const Subject& subject);
Measured volume(const Subject& subject);
Measured envelope_use(const Subject& subject);
Measured bodies(const Subject& subject);
Measured diagonal(const Subject& subject);
Measured chord_error(const Subject& subject);
Measured voids_printed(const Subject& subject);
Measured voids_machined(const Subject& subject);
Measured sharpest_edge(const Subject& subject);
Measured hazard(const Subject& subject);
Measured hardness(const Subject& subject);
/// For rules about something that a customer cannot ask for yet: they cannot be broken.
Measured not_asked(const Subject& subject);

// measure_pmi.cpp: what the file states
Measured tolerance_over_process(const Subject& subject);
Measured tolerance_half_width(const Subject& subject);
Measured angle_half_width(const Subject& subject);
Measured mould_tolerance(const Subject& subject);
Measured requested_roughness(const Subject& subject);
Measured stock_on_datums(const Subject& subject);
Measured stock_on_fits(const Subject& subject);
Measured thread_slenderness(const Subject& subject);
Measured thread_diameter(const Subject& subject);
Measured thread_run_out(const Subject& subject);

// measure_lettering.cpp
Measured text_stroke(const Subject& subject);
Measured text_relief(const Subject& subject);
Measured text_least(const Subject& subject);  ///< the smaller of stroke and relief
Measured raised_least(const Subject& subject);
Measured engraved_least(const Subject& subject);
Measured engraved_stroke(const Subject& subject);
Measured engraved_depth(const Subject& subject);
Measured raised_height(const Subject& subject);
Measured raised_characters(const Subject& subject);
Measured text_draft(const Subject& subject);

// measure_walls.cpp
Measured thin_walls(const Subject& subject);
Measured thin_walls_metal(const Subject& subject);
Measured thin_walls_plastic(const Subject& subject);
Measured floors_metal(const Subject& subject);
Measured floors_plastic(const Subject& subject);
Measured wall_slenderness(const Subject& subject);

// measure_printing.cpp
Measured pin_diameter(const Subject& subject);
Measured overhang(const Subject& subject);
Measured bridge(const Subject& subject);
Measured base_length(const Subject& subject);
Measured slenderness(const Subject& subject);
Measured bed_contact(const Subject& subject);

// measure_additive.cpp
Measured walls_held_well(const Subject& subject);
Measured walls_held_on_one_side(const Subject& subject);
Measured vertical_walls(const Subject& subject);
Measured sloped_walls(const Subject& subject);
Measured thin_walls_unfilled(const Subject& subject);
Measured thin_walls_filled(const Subject& subject);
Measured pin_slenderness(const Subject& subject);
Measured drains(const Subject& subject);
Measured angle_from_plate(const Subject& subject);
Measured largest_ball(const Subject& subject);
Measured flat_panels(const Subject& subject);
Measured section_jump(const Subject& subject);
Measured body_gap(const Subject& subject);
Measured vertical_holes(const Subject& subject);
Measured horizontal_holes(const Subject& subject);
Measured horizontal_channels(const Subject& subject);
Measured ledges(const Subject& subject);
Measured support_in_sight(const Subject& subject);
Measured support_out_of_reach(const Subject& subject);
Measured flats_along_plate(const Subject& subject);

// measure_holes.cpp
Measured hole_diameter(const Subject& subject);
Measured hole_slenderness(const Subject& subject);
Measured flat_bottoms(const Subject& subject);
Measured hole_entry_angle(const Subject& subject);
Measured hole_edge_wall(const Subject& subject);

// measure_pockets.cpp
Measured corner_slenderness(const Subject& subject);
Measured corner_radius(const Subject& subject);
Measured sharp_corners(const Subject& subject);
Measured pocket_slenderness(const Subject& subject);
Measured tool_slenderness(const Subject& subject);
Measured slot_width(const Subject& subject);

// measure_access.cpp
Measured hidden_faces(const Subject& subject);
Measured set_up_directions(const Subject& subject);
Measured fillet_radii(const Subject& subject);
Measured freeform_share(const Subject& subject);
Measured stock_ratio(const Subject& subject);

// measure_undercuts.cpp
Measured cutter_undercuts(const Subject& subject);
Measured t_slot_width(const Subject& subject);
Measured t_slot_reach(const Subject& subject);
Measured floor_fillet_ratio(const Subject& subject);

// measure_clamping.cpp
Measured unclamped(const Subject& subject);
Measured unclamped_thin(const Subject& subject);
Measured simultaneous_area(const Subject& subject);
Measured out_of_every_cone(const Subject& subject);

// measure_turning.cpp
Measured slender_in_chuck(const Subject& subject);
Measured slender_with_tailstock(const Subject& subject);
Measured slender_in_guide_bush(const Subject& subject);
Measured bore_slenderness(const Subject& subject);
Measured bored_diameter(const Subject& subject);
Measured tube_wall(const Subject& subject);
Measured outer_groove_width(const Subject& subject);
Measured outer_groove_slenderness(const Subject& subject);
Measured inner_groove_bore(const Subject& subject);
Measured shoulder_radius(const Subject& subject);
Measured part_off_diameter(const Subject& subject);
Measured live_tool_features(const Subject& subject);
Measured skew_features(const Subject& subject);
Measured rotational_residual(const Subject& subject);
Measured face_groove_diameter(const Subject& subject);
Measured bar_allowance(const Subject& subject);
Measured contour_back_angle(const Subject& subject);

// measure_sheet.cpp
Measured thickness_deviation(const Subject& subject);
Measured distinct_thicknesses(const Subject& subject);
Measured cut_out_ratios(const Subject& subject);
Measured laser_hole_ratio_thin(const Subject& subject);
Measured laser_hole_ratio_thick(const Subject& subject);
Measured webs(const Subject& subject);
Measured web_ratios(const Subject& subject);
Measured laser_slots(const Subject& subject);
Measured inner_corners(const Subject& subject);
Measured blank_width(const Subject& subject);
Measured flange_ratios(const Subject& subject);
Measured holes_near_bends(const Subject& subject);
Measured slots_near_bends(const Subject& subject);
Measured z_offset_for_tool(const Subject& subject);
Measured z_offset_for_die(const Subject& subject);
Measured channels(const Subject& subject);
Measured bend_length(const Subject& subject);
Measured bend_count(const Subject& subject);
Measured bend_radii(const Subject& subject);
Measured brittle_bends(const Subject& subject);
Measured hem_thickness(const Subject& subject);
Measured part_mass(const Subject& subject);

// measure_sheet_stock.cpp
Measured gauge_deviation(const Subject& subject);
Measured bend_radius_over_limit(const Subject& subject);
Measured bend_over_brake(const Subject& subject);
Measured bend_force(const Subject& subject);
Measured countersink_rims(const Subject& subject);
Measured inserts_in_steel(const Subject& subject);
Measured inserts_in_aluminium(const Subject& subject);
Measured insert_edges(const Subject& subject);
Measured halogen_plastic(const Subject& subject);

// measure_reliefs.cpp
Measured relief_widths(const Subject& subject);
Measured relief_depths(const Subject& subject);
Measured bends_without_relief(const Subject& subject);

}  // namespace millrace::dfm
