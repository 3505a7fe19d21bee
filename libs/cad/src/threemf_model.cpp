// Streaming parser of a 3MF model. Document types are refused, which rules out entity expansion.
#include <expat.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstring>

#include "scan_number.h"
#include "threemf.h"

namespace millrace::cad {
namespace {

constexpr std::string_view kCore = "http://schemas.microsoft.com/3dmanufacturing/core/";
// Early versions of Cura wrote the core elements under a name of their own.
constexpr std::string_view kCura = "http://software.ultimaker.com/xml/cura/3mf/";
constexpr std::string_view kProduction = "http://schemas.microsoft.com/3dmanufacturing/production/";
constexpr std::string_view kMaterial = "http://schemas.microsoft.com/3dmanufacturing/material/";
constexpr std::string_view kBeams = "http://schemas.microsoft.com/3dmanufacturing/beamlattice/";
constexpr std::string_view kSecure = "http://schemas.microsoft.com/3dmanufacturing/securecontent/";
constexpr int kDepthMax = 100;

bool begins(std::string_view text, std::string_view prefix) {
    return text.substr(0, prefix.size()) == prefix;
}

bool is_core(std::string_view uri) { return begins(uri, kCore) || begins(uri, kCura); }

/// An element or attribute name as the parser gives it: "uri|local", or "local" without namespace.
struct QualifiedName {
    std::string_view uri;
    std::string_view local;
    explicit QualifiedName(const char* name) : local{name} {
        const auto bar = local.rfind('|');
        if (bar == std::string_view::npos) return;
        uri = local.substr(0, bar);
        local = local.substr(bar + 1);
    }
};

/// Feeds an unpacked entry through a parser and stops at the first error.
class XmlRun {
public:
    explicit XmlRun(std::string path) : path_{std::move(path)} {}
    XmlRun(const XmlRun&) = delete;
    XmlRun& operator=(const XmlRun&) = delete;
    virtual ~XmlRun() = default;

    Status run(Package& package) {
        parser_.reset(XML_ParserCreateNS(nullptr, '|'));
        XML_SetUserData(parser_.get(), this);
        XML_SetElementHandler(parser_.get(), on_start, on_end);
        XML_SetStartNamespaceDeclHandler(parser_.get(), on_namespace);
        XML_SetStartDoctypeDeclHandler(parser_.get(), on_doctype);
        MILLRACE_CHECK_OK(package.unpack(path_, [&](std::string_view piece) {
            return feed(piece.data(), piece.size(), false);
        }));
        if (!failed_) feed("", 0, true);
        if (failed_) return *failed_;
        return Done{};
    }

protected:
    virtual void start(const QualifiedName& name, const char** attributes) = 0;
    virtual void end(const QualifiedName& name) = 0;
    virtual void name_space(std::string_view, std::string_view) {}

    void fail(ErrorCode code, Text what) {
        if (!failed_) {
            failed_ = Error{code,
                            say("cad.xml_at", "'{entry}', line {line}: {what}",
                                {{"entry", printable_name(path_)},
                                 {"line", XML_GetCurrentLineNumber(parser_.get())},
                                 {"what", std::move(what)}}),
                            {}};
        }
        XML_StopParser(parser_.get(), XML_FALSE);
    }
    [[nodiscard]] bool has_failed() const { return failed_.has_value(); }

private:
    bool feed(const char* data, std::size_t size, bool last) {
        if (XML_Parse(parser_.get(), data, static_cast<int>(size), last ? 1 : 0) ==
                XML_STATUS_ERROR &&
            !failed_) {
            fail(ErrorCode::Syntax,
                 say("cad.xml_broken", "the XML is broken ({reason})",
                     {{"reason", XML_ErrorString(XML_GetErrorCode(parser_.get()))}}));
        }
        return !failed_;
    }
    static XmlRun& self(void* data) { return *static_cast<XmlRun*>(data); }
    static void on_start(void* data, const char* name, const char** attributes) {
        XmlRun& run = self(data);
        if (++run.depth_ > kDepthMax)
            return run.fail(ErrorCode::LimitExceeded,
                            say("cad.xml_deep", "elements are nested more than 100 deep"));
        if (!run.failed_) run.start(QualifiedName{name}, attributes);
    }
    static void on_end(void* data, const char* name) {
        XmlRun& run = self(data);
        --run.depth_;
        if (!run.failed_) run.end(QualifiedName{name});
    }
    static void on_namespace(void* data, const char* prefix, const char* uri) {
        self(data).name_space(prefix == nullptr ? "" : prefix, uri == nullptr ? "" : uri);
    }
    static void on_doctype(void* data, const char*, const char*, const char*, int) {
        self(data).fail(
            ErrorCode::Syntax,
            say("cad.xml_doctype",
                "a document type is declared, which 3MF forbids; such files are not read"));
    }

    struct FreeParser {
        void operator()(XML_Parser parser) const { XML_ParserFree(parser); }
    };
    std::string path_;
    std::unique_ptr<XML_ParserStruct, FreeParser> parser_;
    std::optional<Error> failed_;
    int depth_ = 0;
};

class RelationshipsRun : public XmlRun {
public:
    RelationshipsRun() : XmlRun{"/_rels/.rels"} {}
    std::string target;

protected:
    void start(const QualifiedName& name, const char** attributes) override {
        if (name.local != "Relationship") return;
        std::string_view type;
        std::string_view to;
        for (; *attributes != nullptr; attributes += 2) {
            if (std::strcmp(attributes[0], "Type") == 0) type = attributes[1];
            if (std::strcmp(attributes[0], "Target") == 0) to = attributes[1];
        }
        constexpr std::string_view kModelType = "/3dmodel";
        if (type.size() >= kModelType.size() &&
            type.substr(type.size() - kModelType.size()) == kModelType && target.empty()) {
            target = to;
        }
    }
    void end(const QualifiedName&) override {}
};

class ModelRun : public XmlRun {
public:
    ModelRun(const std::string& path, std::size_t triangles_max)
        : XmlRun{path}, triangles_max_{triangles_max} {}
    ModelFile model;

protected:
    void name_space(std::string_view prefix, std::string_view uri) override {
        namespaces_[std::string{prefix}] = uri;
    }

    void start(const QualifiedName& name, const char** attributes) override {
        if (begins(name.uri, kBeams) && name.local == "beamlattice" && object_ != nullptr)
            object_->beam_lattice = true;
        if (begins(name.uri, kMaterial)) return material(name.local, attributes);
        if (!is_core(name.uri)) return;
        const std::string_view element = name.local;
        if (element == "vertex") {
            vertex(attributes);
        } else if (element == "triangle") {
            triangle(attributes);
        } else if (element == "model") {
            root(attributes);
        } else if (element == "object") {
            object(attributes);
        } else if (element == "component") {
            if (object_ != nullptr) reference(attributes, object_->components);
        } else if (element == "basematerials") {
            resource(attributes);
        } else if (element == "base") {
            look(attributes, "displaycolor");
        } else if (element == "item") {
            reference(attributes, model.items);
        }
    }

    void end(const QualifiedName& name) override {
        if (name.local == "object" && is_core(name.uri)) finish_object();
    }

private:
    void root(const char** attributes) {
        for (; *attributes != nullptr; attributes += 2) {
            const std::string_view key = attributes[0];
            if (key == "unit") unit(attributes[1]);
            if (key == "requiredextensions") required(attributes[1]);
        }
    }

    void unit(std::string_view name) {
        static const std::map<std::string_view, LengthUnit> kUnits = {
            {"micron", LengthUnit::Micrometre},
            {"millimeter", LengthUnit::Millimetre},
            {"centimeter", LengthUnit::Centimetre},
            {"inch", LengthUnit::Inch},
            {"foot", LengthUnit::Foot},
            {"meter", LengthUnit::Metre}};
        const auto it = kUnits.find(name);
        if (it == kUnits.end())
            return fail(ErrorCode::Syntax, say("cad.xml_unit", "unknown unit '{unit}'",
                                               {{"unit", printable_name(name)}}));
        model.unit = it->second;
    }

    /// A file that requires an extension means something else without it, so it is refused.
    void required(std::string_view prefixes) {
        constexpr std::string_view kKnown[] = {
            "http://schemas.microsoft.com/3dmanufacturing/production/",
            "http://schemas.microsoft.com/3dmanufacturing/material/",
            "http://schemas.microsoft.com/3dmanufacturing/trianglesets/"};
        for (std::size_t begin = 0; begin < prefixes.size();) {
            const std::size_t end = std::min(prefixes.find(' ', begin), prefixes.size());
            const std::string prefix{prefixes.substr(begin, end - begin)};
            begin = end + 1;
            if (prefix.empty()) continue;
            const auto it = namespaces_.find(prefix);
            const std::string uri = it == namespaces_.end() ? prefix : it->second;
            const bool known = std::any_of(std::begin(kKnown), std::end(kKnown),
                                           [&](std::string_view k) { return begins(uri, k); });
            if (known) continue;
            Text what = say("cad.xml_extension",
                            "the file requires the extension '{extension}', which is not supported",
                            {{"extension", printable_name(uri)}});
            if (begins(uri, kSecure))
                what = say("cad.xml_encrypted", "the content is encrypted and cannot be read");
            if (begins(uri, kBeams))
                what =
                    say("cad.xml_beams",
                        "the file requires beam lattices, which are not supported: export a mesh");
            return fail(ErrorCode::Unsupported, what);
        }
    }

    void material(std::string_view element, const char** attributes) {
        if (element == "colorgroup") resource(attributes);
        if (element == "color") look(attributes, "color");
    }

    /// Begins a group of looks, which are counted from 0.
    void resource(const char** attributes) {
        next_look_ = {};
        for (; *attributes != nullptr; attributes += 2)
            if (std::strcmp(attributes[0], "id") == 0)
                static_cast<void>(number(attributes[1], next_look_.resource));
    }

    void look(const char** attributes, std::string_view colour_key) {
        constexpr std::size_t kLooksMax = 100'000;
        ModelLook look;
        for (; *attributes != nullptr; attributes += 2) {
            if (colour_key == attributes[0]) look.colour = colour_of(attributes[1]);
            if (std::strcmp(attributes[0], "name") == 0) look.name = printable_name(attributes[1]);
        }
        if (model.looks.size() >= kLooksMax)
            return fail(ErrorCode::LimitExceeded, "too many materials and colours");
        model.looks.emplace(next_look_, std::move(look));
        ++next_look_.index;
    }

    /// "#RRGGBB" or "#RRGGBBAA" in sRGB; anything else is no colour.
    static std::optional<geom::Colour> colour_of(std::string_view text) {
        if ((text.size() != 7 && text.size() != 9) || text[0] != '#') return std::nullopt;
        std::array<float, 3> linear{};
        for (std::size_t i = 0; i < 3; ++i) {
            unsigned value = 0;
            const char* begin = text.data() + 1 + 2 * i;
            const auto [end, error] = std::from_chars(begin, begin + 2, value, 16);
            if (error != std::errc{} || end != begin + 2) return std::nullopt;
            const double s = value / 255.0;
            linear[i] =
                static_cast<float>(s <= 0.04045 ? s / 12.92 : std::pow((s + 0.055) / 1.055, 2.4));
        }
        return geom::Colour{linear[0], linear[1], linear[2]};
    }

    void object(const char** attributes) {
        std::uint32_t id = 0;
        ModelObject object;
        for (; *attributes != nullptr; attributes += 2) {
            const std::string_view key = attributes[0];
            if (key == "id" && !number(attributes[1], id)) return;
            if (key == "pid" && !number(attributes[1], look_key(object).resource)) return;
            if (key == "pindex" && !number(attributes[1], look_key(object).index)) return;
            if (key == "name") object.name = printable_name(attributes[1]);
            if (key == "type") object.type = printable_name(attributes[1]);
            if (key == "partnumber" && object.name.empty())
                object.name = printable_name(attributes[1]);
        }
        const auto [it, fresh] = model.objects.emplace(id, std::move(object));
        if (!fresh)
            return fail(ErrorCode::Syntax,
                        say("cad.xml_twice", "object {object} is defined twice", {{"object", id}}));
        object_ = &it->second;
        object_id_ = id;
    }

    static LookKey& look_key(ModelObject& object) {
        if (!object.look) object.look.emplace();
        return *object.look;
    }

    void finish_object() {
        if (object_ == nullptr) return;
        for (std::size_t t = 0; t < object_->mesh.triangles.size(); ++t) {
            for (const std::uint32_t v : object_->mesh.triangles[t]) {
                if (v < object_->mesh.vertices.size()) continue;
                return fail(ErrorCode::Syntax, say("cad.xml_refers",
                                                   "triangle {triangle} of object {object} refers "
                                                   "to vertex {vertex} of {vertices}",
                                                   {{"triangle", t + 1},
                                                    {"object", object_id_},
                                                    {"vertex", v},
                                                    {"vertices", object_->mesh.vertices.size()}}));
            }
        }
        if (!object_->look_of_triangle.empty())
            object_->look_of_triangle.resize(object_->mesh.triangles.size());
        object_ = nullptr;
    }

    void vertex(const char** attributes) {
        if (object_ == nullptr) return;
        geom::Vec3 p{NAN, NAN, NAN};
        for (; *attributes != nullptr; attributes += 2) {
            if (attributes[0][0] == '\0' || attributes[0][1] != '\0') continue;
            const char axis = attributes[0][0];
            double* const slot = axis == 'x'   ? &p.x
                                 : axis == 'y' ? &p.y
                                 : axis == 'z' ? &p.z
                                               : nullptr;
            if (slot != nullptr && !scan_number(attributes[1], *slot)) {
                return fail(ErrorCode::Syntax,
                            say("cad.xml_coordinate", "'{found}' is no coordinate",
                                {{"found", printable_name(attributes[1])}}));
            }
        }
        if (!std::isfinite(p.x) || !std::isfinite(p.y) || !std::isfinite(p.z))
            return fail(ErrorCode::InvalidGeometry,
                        say("cad.xml_not_finite", "a vertex is not finite {point}",
                            {{"point", point_text(p)}}));
        if (object_->mesh.vertices.size() >= triangles_max_ * 3)
            return fail(ErrorCode::LimitExceeded, say("cad.xml_vertices", "too many vertices"));
        object_->mesh.vertices.push_back(p);
    }

    void triangle(const char** attributes) {
        if (object_ == nullptr) return;
        std::array<std::uint32_t, 3> corners{};
        int found = 0;
        std::optional<std::uint32_t> resource;
        std::optional<std::uint32_t> index;
        for (; *attributes != nullptr; attributes += 2) {
            const char* key = attributes[0];
            std::uint32_t value = 0;
            if (std::strcmp(key, "pid") == 0 && number(attributes[1], value)) resource = value;
            if (std::strcmp(key, "p1") == 0 && number(attributes[1], value)) index = value;
            if (has_failed()) return;
            if (key[0] != 'v' || key[1] < '1' || key[1] > '3' || key[2] != '\0') continue;
            if (!number(attributes[1], corners[static_cast<std::size_t>(key[1] - '1')])) return;
            ++found;
        }
        if (found != 3)
            return fail(ErrorCode::Syntax,
                        say("cad.xml_corners", "a triangle without v1, v2 and v3"));
        if (++triangles_ > triangles_max_) {
            return fail(ErrorCode::LimitExceeded,
                        say("cad.xml_triangles", "more than {limit} triangles",
                            {{"limit", triangles_max_}}));
        }
        object_->mesh.triangles.push_back(corners);
        if (!index) return;
        // The rule of the format: p1 without pid means an entry of the object's own resource.
        if (!resource && object_->look) resource = object_->look->resource;
        if (!resource) return;
        object_->look_of_triangle.resize(object_->mesh.triangles.size() - 1);
        object_->look_of_triangle.emplace_back(LookKey{*resource, *index});
    }

    void reference(const char** attributes, std::vector<ModelReference>& references) {
        ModelReference reference;
        for (; *attributes != nullptr; attributes += 2) {
            const QualifiedName key{attributes[0]};
            if (key.uri.empty() && key.local == "objectid" &&
                !number(attributes[1], reference.object)) {
                return;
            }
            if (key.uri.empty() && key.local == "transform" &&
                !transform(attributes[1], reference.transform)) {
                return;
            }
            if (key.uri.empty() && key.local == "partnumber")
                reference.part_number = printable_name(attributes[1]);
            if (begins(key.uri, kProduction) && key.local == "path") reference.path = attributes[1];
        }
        constexpr std::size_t kReferencesMax = 100'000;
        if (references.size() >= kReferencesMax)
            return fail(ErrorCode::LimitExceeded,
                        say("cad.xml_components", "too many components or build items"));
        references.push_back(std::move(reference));
    }

    bool number(std::string_view text, std::uint32_t& value) {
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
        if (error == std::errc{} && end == text.data() + text.size()) return true;
        fail(ErrorCode::Syntax, say("cad.xml_index", "'{found}' is no index",
                                    {{"found", printable_name(text.substr(0, 40))}}));
        return false;
    }

    bool transform(std::string_view text, Transform& transform) {
        std::size_t count = 0;
        for (std::size_t begin = 0; begin < text.size();) {
            begin = text.find_first_not_of(" \t\r\n", begin);
            if (begin == std::string_view::npos) break;
            const std::size_t end = std::min(text.find_first_of(" \t\r\n", begin), text.size());
            double value = 0.0;
            if (count >= 12 || !scan_number(text.substr(begin, end - begin), value) ||
                !std::isfinite(value)) {
                count = 0;
                break;
            }
            transform[count++] = value;
            begin = end;
        }
        if (count == 12) return true;
        fail(ErrorCode::Syntax,
             say("cad.xml_transform", "a transform that is not twelve finite numbers"));
        return false;
    }

    std::size_t triangles_max_;
    std::size_t triangles_ = 0;
    std::map<std::string, std::string> namespaces_;
    ModelObject* object_ = nullptr;
    std::uint32_t object_id_ = 0;
    LookKey next_look_;
};

}  // namespace

Transform concatenated(const Transform& a, const Transform& b) {
    Transform c{};
    for (std::size_t row = 0; row < 4; ++row) {
        for (std::size_t column = 0; column < 3; ++column) {
            double sum = row == 3 ? b[9 + column] : 0.0;
            for (std::size_t k = 0; k < 3; ++k) sum += a[row * 3 + k] * b[k * 3 + column];
            c[row * 3 + column] = sum;
        }
    }
    return c;
}

double determinant(const Transform& m) {
    return m[0] * (m[4] * m[8] - m[5] * m[7]) - m[1] * (m[3] * m[8] - m[5] * m[6]) +
           m[2] * (m[3] * m[7] - m[4] * m[6]);
}

geom::Vec3 applied(const Transform& m, geom::Vec3 p) {
    return {p.x * m[0] + p.y * m[3] + p.z * m[6] + m[9],
            p.x * m[1] + p.y * m[4] + p.z * m[7] + m[10],
            p.x * m[2] + p.y * m[5] + p.z * m[8] + m[11]};
}

Result<std::string> main_model_path(Package& package) {
    RelationshipsRun run;
    MILLRACE_CHECK_OK(run.run(package));
    if (run.target.empty())
        return Error{ErrorCode::Syntax,
                     say("cad.zip_no_model", "the package names no 3D model in _rels/.rels"),
                     {}};
    return run.target;
}

Result<ModelFile> parse_model(Package& package, const std::string& path,
                              std::size_t triangles_max) {
    ModelRun run{path, triangles_max};
    MILLRACE_CHECK_OK(run.run(package));
    return std::move(run.model);
}

}  // namespace millrace::cad
