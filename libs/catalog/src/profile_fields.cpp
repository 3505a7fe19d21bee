// One line per profile figure. The reader of catalogue files and the validation both walk these
// tables, so a new figure is added to the struct, here and in catalog/demo/machines.json.
#include "millrace/catalog/profile_fields.h"

namespace millrace::catalog {

template <class Profile>
double ProfileField<Profile>::value(const Profile& profile) const {
    return real != nullptr ? profile.*real : static_cast<double>(profile.*count);
}

template struct ProfileField<FdmProfile>;
template struct ProfileField<MillingProfile>;

std::span<const ProfileField<FdmProfile>> fdm_fields() {
    using P = FdmProfile;
    static constexpr ProfileField<P> fields[] = {
        {"nozzle_mm", &P::nozzle_mm, nullptr, 0.1, 3},
        {"layer_height_mm", &P::layer_height_mm, nullptr, 0.02, 3},
        {"first_layer_height_mm", &P::first_layer_height_mm, nullptr, 0.02, 3},
        {"line_width_mm", &P::line_width_mm, nullptr, 0.05, 9},
        {"perimeters", nullptr, &P::perimeters, 1, 50},
        {"top_layers", nullptr, &P::top_layers, 0, 100},
        {"bottom_layers", nullptr, &P::bottom_layers, 0, 100},
        {"infill_share", &P::infill_share, nullptr, 0, 1},
        {"support_density", &P::support_density, nullptr, 0, 1},
        {"support_interface_layers", nullptr, &P::support_interface_layers, 0, 20},
        {"support_interface_spacing_mm", &P::support_interface_spacing_mm, nullptr, 0, 200},
        {"support_gap_z_mm", &P::support_gap_z_mm, nullptr, 0, 200},
        {"support_gap_xy_mm", &P::support_gap_xy_mm, nullptr, 0, 200},
        {"perimeter_mm_s", &P::perimeter_mm_s, nullptr, 1, 2000},
        {"external_perimeter_mm_s", &P::external_perimeter_mm_s, nullptr, 1, 2000},
        {"small_perimeter_mm_s", &P::small_perimeter_mm_s, nullptr, 1, 2000},
        {"infill_mm_s", &P::infill_mm_s, nullptr, 1, 2000},
        {"solid_infill_mm_s", &P::solid_infill_mm_s, nullptr, 1, 2000},
        {"top_infill_mm_s", &P::top_infill_mm_s, nullptr, 1, 2000},
        {"support_mm_s", &P::support_mm_s, nullptr, 1, 2000},
        {"support_interface_mm_s", &P::support_interface_mm_s, nullptr, 1, 2000},
        {"bridge_mm_s", &P::bridge_mm_s, nullptr, 1, 2000},
        {"gap_fill_mm_s", &P::gap_fill_mm_s, nullptr, 1, 2000},
        {"travel_mm_s", &P::travel_mm_s, nullptr, 1, 2000},
        {"first_layer_mm_s", &P::first_layer_mm_s, nullptr, 1, 2000},
        {"print_mm_s_min", &P::print_mm_s_min, nullptr, 0.1, 2000},
        {"acceleration_mm_s2", &P::acceleration_mm_s2, nullptr, 1, 100000},
        {"travel_acceleration_mm_s2", &P::travel_acceleration_mm_s2, nullptr, 1, 100000},
        {"retract_acceleration_mm_s2", &P::retract_acceleration_mm_s2, nullptr, 1, 100000},
        {"junction_jerk_mm_s", &P::junction_jerk_mm_s, nullptr, 0.01, 200},
        {"extruder_jerk_mm_s", &P::extruder_jerk_mm_s, nullptr, 0.01, 200},
        {"z_mm_s", &P::z_mm_s, nullptr, 0.1, 2000},
        {"z_acceleration_mm_s2", &P::z_acceleration_mm_s2, nullptr, 1, 100000},
        {"z_jerk_mm_s", &P::z_jerk_mm_s, nullptr, 0.001, 200},
        {"flow_max_mm3_s", &P::flow_max_mm3_s, nullptr, 0.1, 500},
        {"layer_time_min_s", &P::layer_time_min_s, nullptr, 0, 600},
        {"retract_mm", &P::retract_mm, nullptr, 0, 200},
        {"retract_mm_s", &P::retract_mm_s, nullptr, 1, 2000},
        {"retract_travel_mm_min", &P::retract_travel_mm_min, nullptr, 0, 200},
        {"start_s", &P::start_s, nullptr, 0, 36000},
        {"filament_diameter_mm", &P::filament_diameter_mm, nullptr, 0.5, 5},
        {"overhang_threshold_deg", &P::overhang_threshold_deg, nullptr, 0, 90},
        {"nozzle_temperature_c", &P::nozzle_temperature_c, nullptr, 0, 600},
        {"bed_temperature_c", &P::bed_temperature_c, nullptr, 0, 300},
        {"waste_factor", &P::waste_factor, nullptr, 1, 3},
        {"setup_h_per_order", &P::setup_h_per_order, nullptr, 0, 100},
        {"labour_h_per_part", &P::labour_h_per_part, nullptr, 0, 100},
        {"support_removal_min_per_part", &P::support_removal_min_per_part, nullptr, 0, 600},
        {"support_removal_min_per_cm2", &P::support_removal_min_per_cm2, nullptr, 0, 600},
    };
    return fields;
}

std::span<const ProfileField<MillingProfile>> milling_fields() {
    using P = MillingProfile;
    static constexpr ProfileField<P> fields[] = {
        {"spindle_rpm_max", &P::spindle_rpm_max, nullptr, 100, 200000},
        {"spindle_kw", &P::spindle_kw, nullptr, 0.05, 500},
        {"rapid_mm_s", &P::rapid_mm_s, nullptr, 1, 5000},
        {"tool_change_s", &P::tool_change_s, nullptr, 0, 600},
        {"probe_min_per_setup", &P::probe_min_per_setup, nullptr, 0, 120},
        {"load_min_light", &P::load_min_light, nullptr, 0, 600},
        {"load_min_medium", &P::load_min_medium, nullptr, 0, 600},
        {"load_min_heavy", &P::load_min_heavy, nullptr, 0, 600},
        {"setup_h", &P::setup_h, nullptr, 0, 100},
        {"cam_h_base", &P::cam_h_base, nullptr, 0, 100},
        {"cam_h_per_feature", &P::cam_h_per_feature, nullptr, 0, 10},
        {"cam_h_per_setup", &P::cam_h_per_setup, nullptr, 0, 100},
        {"rough_efficiency", &P::rough_efficiency, nullptr, 0.01, 1},
        {"spindle_use", &P::spindle_use, nullptr, 0.01, 1},
        {"finish_fz_factor", &P::finish_fz_factor, nullptr, 0.01, 2},
        {"finish_stepover_over_d", &P::finish_stepover_over_d, nullptr, 0.001, 1},
        {"wall_ap_over_d", &P::wall_ap_over_d, nullptr, 0.01, 5},
        {"cusp_mm", &P::cusp_mm, nullptr, 0.0001, 1},
        {"spot_s", &P::spot_s, nullptr, 0, 600},
        {"deburr_mm_min", &P::deburr_mm_min, nullptr, 1, 100000},
        {"deburr_min_base", &P::deburr_min_base, nullptr, 0, 600},
        {"stock_side_mm", &P::stock_side_mm, nullptr, 0, 200},
        {"stock_plate_mm", &P::stock_plate_mm, nullptr, 0, 200},
        {"stock_grip_mm", &P::stock_grip_mm, nullptr, 0, 200},
        {"saw_loss", &P::saw_loss, nullptr, 0, 1},
        {"coolant_kg_min", &P::coolant_kg_min, nullptr, 0, 1},
        {"coolant_co2e_kg_per_kg", &P::coolant_co2e_kg_per_kg, nullptr, 0, 100},
    };
    return fields;
}

}  // namespace millrace::catalog
