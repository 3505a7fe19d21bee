#include "milling/drawer.h"

#include <algorithm>
#include <cmath>
#include <tuple>

namespace millrace::plan::milling {

Drawer open_drawer(const catalog::Catalog& catalog, const catalog::Machine& machine) {
    Drawer drawer;
    for (const std::string& id : machine.tools) {
        const catalog::Tool* tool = catalog.tool(id);
        if (tool == nullptr || to_mm(tool->diameter) <= 0.0) continue;
        if (tool->kind == "end_mill" && tool->flutes > 0) drawer.end_mills.push_back(tool);
        if (tool->kind == "face_mill" && tool->flutes > 0) drawer.face_mills.push_back(tool);
        if (tool->kind == "ball_mill" && tool->flutes > 0) drawer.ball_mills.push_back(tool);
        if (tool->kind == "drill") drawer.drills.push_back(tool);
    }
    for (auto* list : {&drawer.end_mills, &drawer.face_mills, &drawer.ball_mills, &drawer.drills}) {
        std::sort(list->begin(), list->end(), [](const auto* a, const auto* b) {
            return std::tuple(b->diameter, a->reach, a->id) <
                   std::tuple(a->diameter, b->reach, b->id);
        });
    }
    return drawer;
}

const catalog::Tool* largest(const std::vector<const catalog::Tool*>& tools, Length diameter_max,
                             Length reach_min) {
    for (const catalog::Tool* tool : tools) {
        if (tool->diameter <= diameter_max && tool->reach >= reach_min) return tool;
    }
    return nullptr;
}

const catalog::Tool* drill_for(const Drawer& drawer, Length diameter, Length depth) {
    // Half of the 0.1 mm step in which drills are sold.
    constexpr double kMatch_mm = 0.05;
    const catalog::Tool* best = nullptr;
    for (const catalog::Tool* tool : drawer.drills) {
        const double off = std::abs(to_mm(tool->diameter - diameter));
        if (off > kMatch_mm || tool->reach < depth) continue;
        if (best == nullptr || off < std::abs(to_mm(best->diameter - diameter))) best = tool;
    }
    return best;
}

}  // namespace millrace::plan::milling
