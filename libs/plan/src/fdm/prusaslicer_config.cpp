#include "millrace/plan/fdm_profile.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <map>

#include "fdm/layer_shape.h"
#include "fdm/orientation.h"

namespace millrace::plan {
namespace {

using Settings = std::map<std::string, std::string>;

/// Six significant digits with a point, whatever the locale.
std::string number(double value) {
    std::array<char, 32> text{};
    const auto end =
        std::to_chars(text.data(), text.data() + text.size(), value, std::chars_format::general, 6);
    return {text.data(), end.ptr};
}

std::string percent_of(double share) { return number(share * 100.0) + "%"; }

void add_geometry(const catalog::Machine& machine, const catalog::FdmProfile& p, Settings& s) {
    const std::string x = number(to_mm(machine.envelope[0]));
    const std::string y = number(to_mm(machine.envelope[1]));
    s["bed_shape"] = "0x0," + x + "x0," + x + "x" + y + ",0x" + y;
    s["max_print_height"] = number(to_mm(machine.envelope[2]));
    s["nozzle_diameter"] = number(p.nozzle_mm);
    s["layer_height"] = number(p.layer_height_mm);
    s["first_layer_height"] = number(p.first_layer_height_mm);
    // Supports are drawn in layers of the part's own height.
    s["max_layer_height"] = number(p.layer_height_mm);
    for (const char* key :
         {"extrusion_width", "perimeter_extrusion_width", "external_perimeter_extrusion_width",
          "infill_extrusion_width", "solid_infill_extrusion_width", "top_infill_extrusion_width",
          "first_layer_extrusion_width", "support_material_extrusion_width"}) {
        s[key] = number(p.line_width_mm);
    }
    s["perimeters"] = number(p.perimeters);
    s["top_solid_layers"] = number(p.top_layers);
    s["bottom_solid_layers"] = number(p.bottom_layers);
    s["fill_density"] = percent_of(p.infill_share);
    s["skirts"] = "0";
    s["brim_width"] = "0";
}

void add_supports(const catalog::FdmProfile& p, Settings& s) {
    const double spacing = fdm::Bead::of(p.line_width_mm, p.layer_height_mm).spacing_mm;
    s["support_material"] = "1";
    s["support_material_auto"] = "1";
    s["support_material_threshold"] = number(std::round(90.0 - p.overhang_threshold_deg));
    s["support_material_spacing"] = number(spacing / p.support_density - spacing);
    s["support_material_interface_layers"] = number(p.support_interface_layers);
    s["support_material_bottom_interface_layers"] = "-1";
    s["support_material_interface_spacing"] = number(p.support_interface_spacing_mm);
    s["support_material_contact_distance"] = number(p.support_gap_z_mm);
    s["support_material_bottom_contact_distance"] = "0";
    s["support_material_xy_spacing"] = number(p.support_gap_xy_mm);
    s["support_material_style"] = "snug";
    s["support_material_pattern"] = "rectilinear";
    s["support_material_interface_pattern"] = "rectilinear";
    s["support_material_with_sheath"] = "0";
    s["support_material_synchronize_layers"] = "1";
    s["support_material_buildplate_only"] = "0";
    s["support_material_angle"] = "0";
    s["dont_support_bridges"] = "0";
    s["raft_layers"] = "0";
    s["raft_first_layer_density"] = "90%";
    s["raft_first_layer_expansion"] = "3";
}

void add_speeds(const catalog::FdmProfile& p, Settings& s) {
    s["perimeter_speed"] = number(p.perimeter_mm_s);
    s["external_perimeter_speed"] = number(p.external_perimeter_mm_s);
    s["small_perimeter_speed"] = number(p.small_perimeter_mm_s);
    s["infill_speed"] = number(p.infill_mm_s);
    s["solid_infill_speed"] = number(p.solid_infill_mm_s);
    s["top_solid_infill_speed"] = number(p.top_infill_mm_s);
    s["support_material_speed"] = number(p.support_mm_s);
    s["support_material_interface_speed"] = number(p.support_interface_mm_s);
    s["bridge_speed"] = number(p.bridge_mm_s);
    s["gap_fill_speed"] = number(p.gap_fill_mm_s);
    s["travel_speed"] = number(p.travel_mm_s);
    s["travel_speed_z"] = "0";
    s["first_layer_speed"] = number(p.first_layer_mm_s);
    s["min_print_speed"] = number(p.print_mm_s_min);
    s["cooling"] = "1";
    s["slowdown_below_layer_time"] = number(p.layer_time_min_s);
    s["max_volumetric_speed"] = "0";
    s["default_acceleration"] = "0";
    for (const char* key : {"perimeter_acceleration", "infill_acceleration", "bridge_acceleration",
                            "first_layer_acceleration", "first_layer_acceleration_over_raft"}) {
        s[key] = "0";
    }
}

void add_limits(const catalog::FdmProfile& p, Settings& s) {
    s["gcode_flavor"] = "marlin2";
    s["machine_limits_usage"] = "emit_to_gcode";
    s["silent_mode"] = "0";
    const std::string head = number(std::max(p.acceleration_mm_s2, p.travel_acceleration_mm_s2));
    s["machine_max_acceleration_x"] = head;
    s["machine_max_acceleration_y"] = head;
    s["machine_max_acceleration_z"] = number(p.z_acceleration_mm_s2);
    s["machine_max_acceleration_e"] = "10000";
    s["machine_max_acceleration_extruding"] = number(p.acceleration_mm_s2);
    s["machine_max_acceleration_retracting"] = number(p.retract_acceleration_mm_s2);
    s["machine_max_acceleration_travel"] = number(p.travel_acceleration_mm_s2);
    s["machine_max_feedrate_x"] = "500";
    s["machine_max_feedrate_y"] = "500";
    s["machine_max_feedrate_z"] = number(p.z_mm_s);
    s["machine_max_feedrate_e"] = "120";
    s["machine_max_jerk_x"] = number(p.junction_jerk_mm_s);
    s["machine_max_jerk_y"] = number(p.junction_jerk_mm_s);
    s["machine_max_jerk_z"] = number(p.z_jerk_mm_s);
    s["machine_max_jerk_e"] = number(p.extruder_jerk_mm_s);
    s["machine_min_extruding_rate"] = "0";
    s["machine_min_travel_rate"] = "0";
}

void add_filament(const catalog::FdmProfile& p, const catalog::Material& material, Settings& s) {
    s["filament_diameter"] = number(p.filament_diameter_mm);
    s["filament_density"] = number(to_g_cm3(material.density));
    s["filament_max_volumetric_speed"] = number(fdm::flow_max_mm3_s(p, material));
    s["filament_type"] = "PLA";
    s["extrusion_multiplier"] = "1";
    s["temperature"] = number(p.nozzle_temperature_c);
    s["first_layer_temperature"] = number(p.nozzle_temperature_c);
    s["bed_temperature"] = number(p.bed_temperature_c);
    s["first_layer_bed_temperature"] = number(p.bed_temperature_c);
    s["retract_length"] = number(p.retract_mm);
    s["retract_speed"] = number(p.retract_mm_s);
    s["deretract_speed"] = "0";
    s["retract_lift"] = "0";
    s["retract_before_travel"] = number(p.retract_travel_mm_min);
    s["retract_layer_change"] = "1";
    s["wipe"] = "0";
}

/// How paths are generated: what the print model assumes and no profile field changes.
void add_method(Settings& s) {
    s["perimeter_generator"] = "classic";
    s["extra_perimeters"] = "0";
    s["thin_walls"] = "0";
    s["gap_fill_enabled"] = "1";
    s["overhangs"] = "1";
    s["external_perimeters_first"] = "0";
    s["ensure_vertical_shell_thickness"] = "0";
    s["seam_position"] = "aligned";
    s["fill_pattern"] = "rectilinear";
    s["top_fill_pattern"] = "rectilinear";
    s["bottom_fill_pattern"] = "rectilinear";
    s["fill_angle"] = "45";
    s["infill_overlap"] = "25%";
    s["infill_anchor"] = "600%";
    s["infill_anchor_max"] = "50";
    s["infill_every_layers"] = "1";
    s["infill_only_where_needed"] = "0";
    s["solid_infill_below_area"] = "70";
    s["solid_infill_every_layers"] = "0";
    s["top_solid_min_thickness"] = "0";
    s["bottom_solid_min_thickness"] = "0";
    s["bridge_flow_ratio"] = "1";
    s["thick_bridges"] = "1";
    s["avoid_crossing_perimeters"] = "0";
    s["only_retract_when_crossing_perimeters"] = "0";
    s["complete_objects"] = "0";
    s["spiral_vase"] = "0";
    s["ironing"] = "0";
    s["fuzzy_skin"] = "none";
    s["elefant_foot_compensation"] = "0";
    s["xy_size_compensation"] = "0";
    s["resolution"] = "0.0125";
    s["gcode_resolution"] = "0.0125";
    s["slice_closing_radius"] = "0.049";
    s["use_relative_e_distances"] = "1";
    // Machine-specific start and end sequences are not part of the print time.
    s["start_gcode"] = "G28 ; home";
    s["end_gcode"] = "M84 ; motors off";
    s["start_filament_gcode"] = "\"; filament start\"";
    s["end_filament_gcode"] = "\"; filament end\"";
    s["before_layer_gcode"] = "G92 E0";
    s["layer_gcode"] = "";
    s["output_filename_format"] = "[input_filename_base].gcode";
}

}  // namespace

std::string prusaslicer_config(const catalog::Machine& machine, const catalog::Material& material) {
    if (!machine.fdm) return {};
    Settings settings;
    add_geometry(machine, *machine.fdm, settings);
    add_supports(*machine.fdm, settings);
    add_speeds(*machine.fdm, settings);
    add_limits(*machine.fdm, settings);
    add_filament(*machine.fdm, material, settings);
    add_method(settings);
    std::string text =
        "# " + machine.id + " with " + material.id +
        ": PrusaSlicer 2.5 equivalent of the catalogue profile, written by Millrace\n";
    for (const auto& [key, value] : settings) text += key + " = " + value + "\n";
    return text;
}

}  // namespace millrace::plan
