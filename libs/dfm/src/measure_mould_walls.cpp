// Walls, ribs, bosses and inner corners of moulded parts.
#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "measure_moulding.h"
#include "sentences.h"

namespace millrace::dfm {

namespace {

using geom::Vec3;

constexpr double kInner_rad = -0.3;
constexpr double kSmooth_rad = 0.1;

Measured no_wall() { return missing("the wall thickness was not measured"); }

std::optional<double> nominal_mm(const Subject& subject) {
    if (!subject.facts.moulding) return std::nullopt;
    const double wall = to_mm(subject.facts.moulding->wall_nominal);
    return wall > 0.0 ? std::optional{wall} : std::nullopt;
}

/// Nominal wall over a limit of the resin that stands among the material's properties.
Measured wall_over_resin(const Subject& subject, const char* property) {
    const auto wall = nominal_mm(subject);
    if (!wall) return no_wall();
    if (subject.context.material == nullptr) return missing("no material was chosen");
    const auto& properties = subject.context.material->properties;
    const auto limit = properties.find(property);
    if (limit == properties.end() || !(limit->second > 0.0)) {
        return missing("the wall range of " + subject.context.material->name +
                       " is not in the catalogue");
    }
    return {{{*wall / limit->second, {}, number(*wall) + " mm", limit->second}}, {}};
}

struct Thickest {
    double thickness_mm = 0.0;
    Vec3 at;
};
std::optional<Thickest> thickest(const Subject& subject) {
    const auto& field = subject.facts.wall.per_vertex_mm;
    const auto& vertices = subject.model.mesh.vertices;
    if (field.size() != vertices.size()) return std::nullopt;
    Thickest found;
    for (std::size_t v = 0; v < field.size(); ++v) {
        if (!(field[v] > found.thickness_mm)) continue;
        found = {field[v], vertices[v]};
    }
    return found.thickness_mm > 0.0 ? std::optional{found} : std::nullopt;
}

/// Thickness of each face: the middle of its vertices' values. Nothing where it was not measured or
/// where the face is less than two walls wide: then it is the rim of a wall, or a step between two.
std::vector<std::optional<double>> thickness_of_faces(const Subject& subject) {
    const geom::TriangleMesh& mesh = subject.model.mesh;
    const auto& field = subject.facts.wall.per_vertex_mm;
    std::vector<std::vector<double>> values(subject.model.faces.size());
    std::vector<geom::Box> boxes(subject.model.faces.size());
    for (std::size_t t = 0; t < mesh.triangles.size() && t < mesh.face_of_triangle.size(); ++t) {
        const std::uint32_t face = mesh.face_of_triangle[t];
        if (face >= values.size()) continue;
        for (const std::uint32_t v : mesh.triangles[t]) {
            boxes[face].add(mesh.vertices[v]);
            if (!std::isnan(field[v])) values[face].push_back(field[v]);
        }
    }
    std::vector<std::optional<double>> result(values.size());
    for (std::size_t f = 0; f < values.size(); ++f) {
        if (values[f].empty()) continue;
        const auto middle = values[f].begin() + static_cast<std::ptrdiff_t>(values[f].size() / 2);
        std::nth_element(values[f].begin(), middle, values[f].end());
        const double t = *middle;
        const double width = subject.model.faces[f].area_mm2 / boxes[f].diagonal();
        if (t > 0.0 && width > 2.0 * t) result[f] = t;
    }
    return result;
}

/// Faces of ribs and bosses, which have rules of their own.
std::set<std::uint32_t> standing_faces(const facts::Moulding& moulding) {
    std::set<std::uint32_t> faces;
    for (const facts::Rib& rib : moulding.ribs) faces.insert(rib.faces.begin(), rib.faces.end());
    for (const facts::Boss& boss : moulding.bosses) {
        faces.insert(boss.faces.begin(), boss.faces.end());
    }
    return faces;
}

template <class Value>
Measured each_rib(const Subject& subject, Value value) {
    if (!subject.facts.moulding) return missing("ribs were not searched for");
    Measured measured;
    for (const facts::Rib& rib : subject.facts.moulding->ribs) {
        const double wall = to_mm(rib.wall);
        if (!(wall > 0.0)) continue;
        measured.readings.push_back({value(rib) / wall,
                                     {rib.faces, {rib.at}},
                                     number(to_mm(rib.thickness)) + " mm thick and " +
                                         number(to_mm(rib.height)) + " mm high on a wall of " +
                                         number(wall) + " mm",
                                     wall});
    }
    return measured;
}

std::string described(const facts::Boss& boss) {
    std::string text = "⌀" + number(to_mm(boss.outer_diameter));
    if (to_mm(boss.inner_diameter) > 0.0) text += " / ⌀" + number(to_mm(boss.inner_diameter));
    return text + " × " + number(to_mm(boss.height)) + " mm";
}

/// Clear distance of two ribs that face each other; nothing when they do not.
std::optional<double> clear_between(const Subject& subject, const facts::Rib& a,
                                    const facts::Rib& b) {
    std::optional<double> least;
    for (const std::uint32_t i : a.faces) {
        for (const std::uint32_t j : b.faces) {
            if (i >= subject.model.faces.size() || j >= subject.model.faces.size()) continue;
            const geom::Face& from = subject.model.faces[i];
            const geom::Face& to = subject.model.faces[j];
            if (dot(from.normal, to.normal) > -0.94) continue;
            const Vec3 across = to.centroid - from.centroid;
            const double gap = dot(across, from.normal);
            if (!(gap > 0.0)) continue;
            // Ribs that only lie in one direction, apart along their length, do not face each
            // other.
            const double aside = length(across - from.normal * gap);
            if (aside > (std::sqrt(from.area_mm2) + std::sqrt(to.area_mm2))) continue;
            if (!least || gap < *least) least = gap;
        }
    }
    return least;
}

}  // namespace

Measured wall_over_resin_least(const Subject& subject) {
    return wall_over_resin(subject, "wall_min_mm");
}

Measured wall_over_resin_most(const Subject& subject) {
    return wall_over_resin(subject, "wall_max_mm");
}

Measured nominal_wall(const Subject& subject) {
    const auto wall = nominal_mm(subject);
    return wall ? single(*wall) : no_wall();
}

// Faces that share an edge, or that a narrow riser joins: the step between two walls.
Measured adjacent_walls(const Subject& subject) {
    const geom::BoundaryModel& model = subject.model;
    if (!subject.facts.exact || model.edges.empty()) {
        return missing("walls are not told apart in a mesh");
    }
    if (!subject.facts.moulding ||
        subject.facts.wall.per_vertex_mm.size() != model.mesh.vertices.size()) {
        return no_wall();
    }
    const auto thickness = thickness_of_faces(subject);
    const auto standing = standing_faces(*subject.facts.moulding);
    std::vector<std::set<std::uint32_t>> next(model.faces.size());
    for (const geom::Edge& edge : model.edges) {
        if (!edge.left_face || !edge.right_face || *edge.left_face == *edge.right_face) continue;
        if (*edge.left_face >= next.size() || *edge.right_face >= next.size()) continue;
        next[*edge.left_face].insert(*edge.right_face);
        next[*edge.right_face].insert(*edge.left_face);
    }
    const auto is_wall = [&](std::uint32_t face) {
        return thickness[face].has_value() && !standing.contains(face);
    };
    std::map<std::pair<std::uint32_t, std::uint32_t>, double> ratios;
    const auto compare = [&](std::uint32_t a, std::uint32_t b) {
        if (a == b || !is_wall(a) || !is_wall(b)) return;
        const double thicker = std::max(*thickness[a], *thickness[b]);
        ratios[{std::min(a, b), std::max(a, b)}] = thicker / std::min(*thickness[a], *thickness[b]);
    };
    for (std::uint32_t face = 0; face < next.size(); ++face) {
        for (const std::uint32_t other : next[face]) {
            compare(face, other);
            if (is_wall(other) || standing.contains(other)) continue;
            for (const std::uint32_t beyond : next[other]) compare(face, beyond);
        }
    }
    Measured measured;
    for (const auto& [pair, ratio] : ratios) {
        const double a = *thickness[pair.first];
        const double b = *thickness[pair.second];
        measured.readings.push_back(
            {ratio,
             {{pair.first, pair.second}, {model.faces[pair.first].centroid}},
             number(std::min(a, b)) + " mm beside " + number(std::max(a, b)) + " mm",
             std::min(a, b)});
    }
    return measured;
}

Measured thickest_over_nominal(const Subject& subject) {
    const auto wall = nominal_mm(subject);
    const auto most = thickest(subject);
    if (!wall || !most) return no_wall();
    return {
        {{most->thickness_mm / *wall, {{}, {most->at}}, number(most->thickness_mm) + " mm", *wall}},
        {}};
}

Measured thickest_over_thinnest(const Subject& subject) {
    const double least = to_mm(subject.facts.wall.minimum);
    const auto most = thickest(subject);
    if (!(least > 0.0) || !most) return no_wall();
    return {{{most->thickness_mm / least,
              {{}, {most->at, subject.facts.wall.minimum_at}},
              number(least) + " mm to " + number(most->thickness_mm) + " mm",
              least}},
            {}};
}

Measured rib_thickness(const Subject& subject) {
    return each_rib(subject, [](const facts::Rib& rib) { return to_mm(rib.thickness); });
}

Measured rib_height(const Subject& subject) {
    return each_rib(subject, [](const facts::Rib& rib) { return to_mm(rib.height); });
}

Measured rib_spacing(const Subject& subject) {
    if (!subject.facts.moulding) return missing("ribs were not searched for");
    const auto& ribs = subject.facts.moulding->ribs;
    if (ribs.size() < 2) return not_applicable();
    if (!subject.facts.exact) return missing("the sides of ribs are not known in a mesh");
    Measured measured;
    for (std::size_t i = 0; i < ribs.size(); ++i) {
        for (std::size_t j = i + 1; j < ribs.size(); ++j) {
            const double wall = to_mm(ribs[i].wall);
            const auto gap = clear_between(subject, ribs[i], ribs[j]);
            if (!gap || !(wall > 0.0)) continue;
            facts::Place place{ribs[i].faces, {ribs[i].at, ribs[j].at}};
            place.faces.insert(place.faces.end(), ribs[j].faces.begin(), ribs[j].faces.end());
            measured.readings.push_back(
                {*gap / wall, std::move(place),
                 number(*gap) + " mm apart on a wall of " + number(wall) + " mm", wall});
        }
    }
    return measured;
}

Measured boss_diameters(const Subject& subject) {
    if (!subject.facts.moulding) return missing("bosses were not searched for");
    Measured measured;
    for (const facts::Boss& boss : subject.facts.moulding->bosses) {
        if (!(to_mm(boss.inner_diameter) > 0.0)) continue;
        measured.readings.push_back({boss.outer_diameter / boss.inner_diameter,
                                     {boss.faces, {boss.at}},
                                     described(boss),
                                     to_mm(boss.inner_diameter)});
    }
    return measured;
}

Measured boss_wall(const Subject& subject) {
    const auto wall = nominal_mm(subject);
    if (!wall) return no_wall();
    Measured measured;
    for (const facts::Boss& boss : subject.facts.moulding->bosses) {
        const double own = to_mm(boss.outer_diameter - boss.inner_diameter) / 2.0;
        if (!(to_mm(boss.inner_diameter) > 0.0)) continue;
        measured.readings.push_back({own / *wall,
                                     {boss.faces, {boss.at}},
                                     described(boss) + ", " + number(own) + " mm of wall",
                                     *wall});
    }
    return measured;
}

Measured boss_slenderness(const Subject& subject) {
    if (!subject.facts.moulding) return missing("bosses were not searched for");
    Measured measured;
    for (const facts::Boss& boss : subject.facts.moulding->bosses) {
        if (!(to_mm(boss.outer_diameter) > 0.0)) continue;
        measured.readings.push_back({boss.height / boss.outer_diameter,
                                     {boss.faces, {boss.at}},
                                     described(boss),
                                     to_mm(boss.outer_diameter)});
    }
    return measured;
}

// Inner edges and inner fillets by their radius: one reading for each radius.
Measured mould_corner_radius(const Subject& subject) {
    const geom::BoundaryModel& model = subject.model;
    const auto wall = nominal_mm(subject);
    if (!wall) return no_wall();
    if (!subject.facts.exact || model.edges.empty()) {
        return missing("inner edges are not told from facets in a mesh");
    }
    std::set<std::uint32_t> hole_faces;
    for (const facts::Hole& hole : subject.facts.holes) {
        hole_faces.insert(hole.faces.begin(), hole.faces.end());
    }
    struct Group {
        std::size_t count = 0;
        double radius_mm = 0.0;
        facts::Place place;
    };
    std::map<long, Group> groups;  // by hundredths of a millimetre
    const auto add = [&](double radius, std::vector<std::uint32_t> faces, Vec3 at) {
        Group& group = groups[std::lround(100.0 * radius)];
        ++group.count;
        group.radius_mm = radius;
        group.place.faces.insert(group.place.faces.end(), faces.begin(), faces.end());
        group.place.points.push_back(at);
    };
    std::vector<int> smooth(model.faces.size(), 0);
    for (const geom::Edge& edge : model.edges) {
        if (!edge.left_face || !edge.right_face || *edge.left_face == *edge.right_face) continue;
        if (*edge.left_face >= smooth.size() || *edge.right_face >= smooth.size()) continue;
        if (std::abs(edge.dihedral_rad) < kSmooth_rad) {
            ++smooth[*edge.left_face];
            ++smooth[*edge.right_face];
        }
        if (edge.dihedral_rad < kInner_rad) {
            add(0.0, {*edge.left_face, *edge.right_face}, edge.middle);
        }
    }
    for (std::uint32_t f = 0; f < model.faces.size(); ++f) {
        const geom::Face& face = model.faces[f];
        if (!face.concave || hole_faces.contains(f) || smooth[f] < 2) continue;
        if (face.kind == geom::SurfaceKind::Cylinder) add(face.radius_mm, {f}, face.centroid);
        if (face.kind == geom::SurfaceKind::Torus) add(face.minor_radius_mm, {f}, face.centroid);
    }
    Measured measured;
    for (auto& [key, group] : groups) {
        auto& faces = group.place.faces;
        std::sort(faces.begin(), faces.end());
        faces.erase(std::unique(faces.begin(), faces.end()), faces.end());
        measured.readings.push_back({group.radius_mm / *wall, std::move(group.place),
                                     std::to_string(group.count) +
                                         (group.count == 1 ? " inner corner" : " inner corners") +
                                         " of R " + number(group.radius_mm) + " mm",
                                     *wall});
    }
    return measured;
}

}  // namespace millrace::dfm
