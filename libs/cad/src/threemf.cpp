// From the build of a 3MF package to parts: every item is a part, items that differ only in their
// place are one part with a quantity.
#include "threemf.h"

#include <algorithm>
#include <cmath>

#include "mesh_parts.h"

namespace millrace::cad {
namespace {

constexpr std::size_t kDepthMax = 32;
constexpr std::size_t kUsesMax = 100'000;  // of objects by components, all items together

class Expander {
public:
    Expander(Package& package, const ReadOptions& options) : package_{package}, options_{options} {}

    Result<const ModelFile*> model(const std::string& path) {
        const auto known = models_.find(path);
        if (known != models_.end()) return &known->second;
        MILLRACE_TRY(ModelFile parsed, parse_model(package_, path, options_.triangles_max));
        return &models_.emplace(path, std::move(parsed)).first->second;
    }

    /// The looks met so far as faces, which triangles of added meshes name. Face 0 has none.
    [[nodiscard]] const std::vector<geom::Face>& faces() const { return faces_; }
    void forget_faces() {
        faces_.assign(1, geom::Face{});
        face_of_look_.clear();
    }

    /// Adds the triangles of an object, in the units of the main model, to `mesh`.
    Status add(const std::string& path, std::uint32_t id, const Transform& transform,
               geom::TriangleMesh& mesh) {
        const auto key = std::make_pair(path, id);
        if (std::find(open_.begin(), open_.end(), key) != open_.end()) {
            return Error{
                ErrorCode::Syntax,
                say("cad.object_in_itself",
                    "object {object} contains itself through its components", {{"object", id}}),
                {}};
        }
        if (open_.size() >= kDepthMax || ++uses_ > kUsesMax) {
            return Error{
                ErrorCode::LimitExceeded,
                say("cad.components_deep",
                    "components are nested more than {depth} deep or used more than {uses} times",
                    {{"depth", kDepthMax}, {"uses", kUsesMax}}),
                {}};
        }
        MILLRACE_TRY(const ModelFile* file, model(path));
        const auto found = file->objects.find(id);
        if (found == file->objects.end()) {
            return Error{ErrorCode::Syntax,
                         say("cad.object_missing", "object {object} is used but not defined",
                             {{"object", id}}),
                         {}};
        }
        const ModelObject& object = found->second;
        if (object.beam_lattice) beam_lattice_ = true;
        MILLRACE_CHECK_OK(add_mesh(path, *file, object, transform, mesh));
        open_.push_back(key);
        for (const ModelReference& component : object.components) {
            MILLRACE_CHECK_OK(add(component.path.empty() ? path : component.path, component.object,
                                  concatenated(component.transform, transform), mesh));
        }
        open_.pop_back();
        return Done{};
    }
    [[nodiscard]] bool beam_lattice() const { return beam_lattice_; }

private:
    Status add_mesh(const std::string& path, const ModelFile& file, const ModelObject& object,
                    const Transform& transform, geom::TriangleMesh& mesh) {
        const geom::TriangleMesh& source = object.mesh;
        if (mesh.triangles.size() + source.triangles.size() > options_.triangles_max) {
            return Error{ErrorCode::LimitExceeded,
                         say("cad.build_triangles", "the build needs more than {limit} triangles",
                             {{"limit", options_.triangles_max}}),
                         {}};
        }
        // Vertices are shared within an object but never between bodies that merely touch.
        const geom::TriangleMesh shared = geom::welded(source, 0.0);
        const auto offset = static_cast<std::uint32_t>(mesh.vertices.size());
        for (const geom::Vec3 vertex : shared.vertices)
            mesh.vertices.push_back(applied(transform, vertex));
        const bool mirrored = determinant(transform) < 0.0;
        for (auto triangle : shared.triangles) {
            if (mirrored) std::swap(triangle[1], triangle[2]);
            for (std::uint32_t& vertex : triangle) vertex += offset;
            mesh.triangles.push_back(triangle);
        }
        for (std::size_t t = 0; t < source.triangles.size(); ++t) {
            const auto& own = object.look_of_triangle;
            const std::optional<LookKey>& key = !own.empty() && own[t] ? own[t] : object.look;
            mesh.face_of_triangle.push_back(key ? face_of(path, file, *key) : 0);
        }
        return Done{};
    }

    std::uint32_t face_of(const std::string& path, const ModelFile& file, const LookKey& key) {
        const auto found = file.looks.find(key);
        if (found == file.looks.end()) return 0;  // textures and mixtures have no one colour
        const auto [it, fresh] = face_of_look_.try_emplace(
            std::make_pair(path, key), static_cast<std::uint32_t>(faces_.size()));
        if (fresh) {
            geom::Face face;
            face.name = found->second.name;
            face.colour = found->second.colour;
            faces_.push_back(std::move(face));
        }
        return it->second;
    }

    Package& package_;
    const ReadOptions& options_;
    std::map<std::string, ModelFile> models_;
    std::vector<std::pair<std::string, std::uint32_t>> open_;
    std::size_t uses_ = 0;
    bool beam_lattice_ = false;
    std::vector<geom::Face> faces_ = {geom::Face{}};
    std::map<std::pair<std::string, LookKey>, std::uint32_t> face_of_look_;
};

/// Lengths and angles that a transform leaves of the axes: equal ones move a part without changing
/// its shape.
std::array<double, 7> shape_of(const Transform& m) {
    const geom::Vec3 x{m[0], m[1], m[2]};
    const geom::Vec3 y{m[3], m[4], m[5]};
    const geom::Vec3 z{m[6], m[7], m[8]};
    return {dot(x, x), dot(y, y), dot(z, z), dot(x, y), dot(y, z), dot(z, x), determinant(m)};
}

bool same_shape(const std::array<double, 7>& a, const std::array<double, 7>& b) {
    for (std::size_t i = 0; i < a.size(); ++i)
        if (std::abs(a[i] - b[i]) > 1e-6 * std::max({1.0, std::abs(a[i]), std::abs(b[i])}))
            return false;
    return true;
}

struct BuiltItem {
    std::string path;
    std::uint32_t object = 0;
    std::array<double, 7> shape{};
    std::size_t part = 0;
    Transform transform{};
};

/// How the part of a first item, whose place is in its coordinates, is moved to where another lies.
geom::Placement between(const Transform& first, const Transform& second, double scale) {
    const auto placement = [&](const Transform& m) {
        geom::Placement p;
        for (std::size_t row = 0; row < 3; ++row) {
            for (std::size_t column = 0; column < 3; ++column)
                p.rows[4 * row + column] = m[3 * column + row];
            p.rows[4 * row + 3] = m[9 + row] * scale;
        }
        return p;
    };
    return placement(second).after(placement(first).inverse().value_or(geom::Placement{}));
}

/// A mesh whose triangles all look alike has one face, others one for each look.
std::vector<geom::Face> used_faces(const std::vector<geom::Face>& all, geom::TriangleMesh& mesh) {
    constexpr std::uint32_t kUnused = ~std::uint32_t{0};
    std::vector<std::uint32_t> number(all.size(), kUnused);
    std::vector<geom::Face> used;
    for (std::uint32_t& face : mesh.face_of_triangle) {
        if (number[face] == kUnused) {
            number[face] = static_cast<std::uint32_t>(used.size());
            used.push_back(all[face]);
        }
        face = number[face];
    }
    return used;
}

Text item_text(std::size_t number, const std::string& name) {
    return name.empty() ? say("cad.item", "build item {number}", {{"number", number}})
                        : say("cad.item_named", "build item {number} '{name}'",
                              {{"number", number}, {"name", name}});
}

Status check_transform(const Transform& transform) {
    double scale = 0.0;
    for (std::size_t i = 0; i < 9; ++i) scale = std::max(scale, std::abs(transform[i]));
    const double share =
        scale > 0.0 ? std::abs(determinant(transform)) / (scale * scale * scale) : 0.0;
    if (share > 1e-9) return Done{};
    return Error{ErrorCode::InvalidGeometry,
                 say("cad.flat_transform", "its transform flattens the part to nothing"),
                 {}};
}

class Builder {
public:
    Builder(Expander& expander, const std::string& path, const ModelFile& main,
            const ReadOptions& options, ReadFile& file)
        : expander_{expander}, path_{path}, main_{main}, options_{options}, file_{file} {}

    Status add(const ModelReference& item, std::size_t number) {
        const std::string path = item.path.empty() ? path_ : item.path;
        MILLRACE_TRY(const ModelFile* model, expander_.model(path));
        const auto found = model->objects.find(item.object);
        if (found == model->objects.end()) {
            return Error{ErrorCode::Syntax,
                         say("cad.object_not_defined", "object {object} is built but not defined",
                             {{"object", item.object}}),
                         {}}
                .during(item_text(number, {}));
        }
        if (found->second.type == "support" || found->second.type == "solidsupport") {
            file_.diagnostics.push_back(
                {Severity::Info, "support_left_out",
                 say("cad.support_left_out", "{item} is a support structure and was left out.",
                     {{"item", item_text(number, found->second.name)}})});
            return Done{};
        }
        const std::string name = found->second.name.empty() ? item.part_number : found->second.name;
        const auto shape = shape_of(item.transform);
        for (const BuiltItem& built : items_) {
            if (built.path == path && built.object == item.object &&
                same_shape(built.shape, shape)) {
                ++file_.parts[built.part].quantity;
                place(name, item, built.part,
                      between(built.transform, item.transform, to_mm(one(main_.unit))));
                return Done{};
            }
        }
        if (file_.parts.size() >= options_.parts_max) {
            return Error{ErrorCode::LimitExceeded,
                         say("cad.build_parts", "the build has more than {limit} parts",
                             {{"limit", options_.parts_max}}),
                         {}};
        }
        Status status = add_part(path, item, name);
        if (!status) return std::move(status).error().during(item_text(number, name));
        items_.push_back({path, item.object, shape, file_.parts.size() - 1, item.transform});
        place(name, item, file_.parts.size() - 1, {});
        return Done{};
    }

private:
    /// A build is a list of items: a structure without levels.
    void place(const std::string& name, const ModelReference& item, std::size_t part,
               const geom::Placement& placement) {
        AssemblyNode node;
        node.product = name;
        node.name = item.part_number.empty() ? name : item.part_number;
        node.part = static_cast<std::uint32_t>(part);
        node.placement = placement;
        file_.assembly.nodes.push_back(std::move(node));
    }

    Status add_part(const std::string& path, const ModelReference& item, const std::string& name) {
        MILLRACE_CHECK_OK(check_transform(item.transform));
        geom::TriangleMesh mesh;
        expander_.forget_faces();
        MILLRACE_CHECK_OK(expander_.add(path, item.object, item.transform, mesh));
        if (mesh.triangles.empty() && expander_.beam_lattice()) {
            return Error{
                ErrorCode::Unsupported,
                say("cad.beam_object",
                    "the object consists of beam lattices, which are not supported: export a mesh"),
                {}};
        }
        const double scale = to_mm(one(main_.unit));
        for (geom::Vec3& vertex : mesh.vertices) vertex = vertex * scale;
        const std::vector<geom::Face> faces = used_faces(expander_.faces(), mesh);
        MILLRACE_CHECK_OK(add_mesh_parts(
            name, std::move(mesh), {.split_bodies = false, .weld = false, .faces = faces}, file_));
        // One look for everything is the colour of the body.
        geom::BoundaryModel& part = file_.parts.back();
        if (part.faces.size() == 1) part.bodies[0].colour = part.faces[0].colour;
        return Done{};
    }

    Expander& expander_;
    const std::string& path_;
    const ModelFile& main_;
    const ReadOptions& options_;
    ReadFile& file_;
    std::vector<BuiltItem> items_;
};

}  // namespace

Result<ReadFile> read_threemf(std::span<const std::byte> bytes, const ReadOptions& options,
                              const Progress& progress) {
    progress("unpack");
    MILLRACE_TRY(const std::unique_ptr<Package> package, Package::open(bytes));
    MILLRACE_TRY(const std::string path, main_model_path(*package));
    progress("parse");
    Expander expander{*package, options};
    MILLRACE_TRY(const ModelFile* main, expander.model(path));
    ReadFile file;
    file.format = Format::ThreeMf;
    file.units.unit = main->unit;
    file.units.reason = say("cad.states_unit", "The file states its unit: {unit}.",
                            {{"unit", std::string{to_string(main->unit)}}});
    if (main->items.empty())
        return Error{ErrorCode::NoGeometry,
                     say("cad.build_empty", "the 3MF file builds nothing: its build is empty"),
                     {}};
    progress("topology");
    Builder builder{expander, path, *main, options, file};
    std::optional<Error> first_error;
    for (std::size_t i = 0; i < main->items.size(); ++i) {
        Status status = builder.add(main->items[i], i + 1);
        if (status) continue;
        if (status.error().code == ErrorCode::LimitExceeded) return std::move(status).error();
        file.diagnostics.push_back({Severity::Error, "item_left_out",
                                    say("cad.item_left_out", "{item}; it was left out.",
                                        {{"item", said(status.error())}})});
        if (!first_error) first_error = std::move(status).error();
    }
    if (file.parts.empty() && first_error) return *first_error;
    if (file.parts.empty())
        return Error{ErrorCode::NoGeometry,
                     say("cad.only_supports", "the 3MF file builds only support structures"),
                     {}};
    if (expander.beam_lattice()) {
        file.diagnostics.push_back({Severity::Warning, "beam_lattice_ignored",
                                    say("cad.beam_lattice_ignored",
                                        "Beam lattices in the file were left out; volume and price "
                                        "do not include them.")});
    }
    return file;
}

}  // namespace millrace::cad
