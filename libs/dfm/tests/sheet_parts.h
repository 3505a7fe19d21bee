#pragma once

// Hand-made facts of bent sheet for the rule tests: a plain angle, and ways to change it.

#include "parts.h"

namespace millrace::dfm::testing {

inline CheckContext sheet_metal(const char* material = nullptr) {
    CheckContext context;
    context.process = "sheet";
    if (material != nullptr) context.material = shop().material(material);
    return context;
}

inline geom::OutlineLoop rectangle(double x, double y, double width, double height, bool hole) {
    geom::OutlineLoop loop;
    loop.vertices = {{x, y, 0}, {x + width, y, 0}, {x + width, y + height, 0}, {x, y + height, 0}};
    if (hole) std::reverse(loop.vertices.begin(), loop.vertices.end());
    return loop;
}

inline geom::OutlineLoop circle(double x, double y, double diameter) {
    geom::OutlineLoop loop;
    loop.vertices = {{x - diameter / 2, y, -1}, {x + diameter / 2, y, -1}};
    return loop;
}

inline facts::Bend bend_at(double x, double radius = 2.0, bool up = true) {
    facts::Bend bend;
    bend.angle = from_deg(90);
    bend.radius = from_mm(radius);
    bend.length = from_mm(60);
    bend.k_factor = 0.4;
    bend.up = up;
    bend.line_from = {x, 0, 0};
    bend.line_to = {x, 60, 0};
    return bend;
}

/// A sheet of 100 × 60 mm with a bend across the middle.
inline facts::Sheet angle_sheet(double thickness = 2.0) {
    facts::Sheet sheet;
    sheet.thickness = from_mm(thickness);
    sheet.bends = {bend_at(50)};
    facts::Flange flange;
    flange.width = from_mm(51);
    flange.bends = {0};
    sheet.flanges = {flange, flange};
    sheet.flat.loops = {rectangle(0, 0, 100, 60, false)};
    sheet.flat.length = from_mm(100);
    sheet.flat.width = from_mm(60);
    return sheet;
}

inline facts::Sheet sheet_with_loops(std::vector<geom::OutlineLoop> loops) {
    facts::Sheet sheet = angle_sheet();
    sheet.flat.loops.insert(sheet.flat.loops.end(), loops.begin(), loops.end());
    return sheet;
}

/// Two round holes of 10 mm with `web` between them.
inline facts::Sheet sheet_with_web(double web) {
    return sheet_with_loops({circle(20, 30, 10), circle(30 + web, 30, 10)});
}

inline facts::Sheet sheet_with_hole(double diameter, double thickness) {
    facts::Sheet sheet = angle_sheet(thickness);
    facts::CutOut cut;
    cut.diameter = from_mm(diameter);
    sheet.cut_outs = {cut};
    return sheet;
}

inline facts::Sheet sheet_with_slot(double width) {
    facts::Sheet sheet = angle_sheet();
    facts::CutOut cut;
    cut.width = from_mm(width);
    cut.length = from_mm(20);
    sheet.cut_outs = {cut};
    return sheet;
}

inline facts::Sheet sheet_with_bends(std::vector<facts::Bend> bends, double thickness = 2.0) {
    facts::Sheet sheet = angle_sheet(thickness);
    sheet.bends = std::move(bends);
    return sheet;
}

/// Three flanges with two bends `apart` on the flat pattern.
inline facts::Sheet sheet_with_two_bends(double apart, bool same_way, double flange) {
    facts::Sheet sheet = sheet_with_bends({bend_at(40), bend_at(40 + apart, 2.0, same_way)});
    facts::Flange first;
    first.width = from_mm(flange);
    first.bends = {0};
    facts::Flange web;
    web.bends = {0, 1};
    facts::Flange last = first;
    last.bends = {1};
    sheet.flanges = {first, web, last};
    return sheet;
}

inline Part part_of(const facts::Sheet& sheet) {
    Part part = block(51, 60, 51);
    part.facts.sheet = sheet;
    return part;
}

}  // namespace millrace::dfm::testing
