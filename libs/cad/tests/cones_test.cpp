// Cones whose seam lies opposite to where the angle of their surface starts, as some programs write
// them, in random poses: the mesh has all of the face. Truncated cones as STEP text; volume and
// area are closed forms.
#include <array>
#include <cmath>
#include <numbers>

#include "millrace/base/rng.h"
#include "support.h"

namespace millrace::cad {
namespace {

using geom::Vec3;
using std::numbers::pi;

struct Frustum {
    double low_mm = 1.7;  ///< radii
    double high_mm = 2.3;
    double height_mm = 4.5;
};

/// The text of a file, entity after entity.
class Step {
public:
    Step(std::array<Vec3, 3> frame, Vec3 origin) : frame_{frame}, origin_{origin} {}

    std::string frustum(const Frustum& of) {
        const int low_point = vertex({of.low_mm, 0, 0});
        const int high_point = vertex({of.high_mm, 0, of.height_mm});
        const int low = circle(low_point, of.low_mm, 0);
        const int high = circle(high_point, of.high_mm, of.height_mm);
        const Vec3 along = normalized(Vec3{of.high_mm - of.low_mm, 0, of.height_mm});
        const int line = add(
            "LINE('',#" + std::to_string(point({of.low_mm, 0, 0})) + ",#" +
            std::to_string(add("VECTOR('',#" + std::to_string(direction(along)) + ",1.)")) + ")");
        const int seam = edge(low_point, high_point, line);
        const double middle = (of.low_mm + of.high_mm) / 2;
        const int cone = add(
            "CONICAL_SURFACE('',#" +
            std::to_string(placement({0, 0, of.height_mm / 2}, {0, 0, 1}, {-1, 0, 0})) + "," +
            number(middle) + "," + number(std::atan2(of.high_mm - of.low_mm, of.height_mm)) + ")");
        const std::vector<int> faces = {
            face({use(low, true), use(seam, true), use(high, false), use(seam, false)}, cone),
            face({use(low, false)}, plane({0, 0, 0}, {0, 0, -1})),
            face({use(high, true)}, plane({0, 0, of.height_mm}, {0, 0, 1}))};
        const int shell = add("CLOSED_SHELL('',(" + list(faces) + "))");
        const int solid = add("MANIFOLD_SOLID_BREP('',#" + std::to_string(shell) + ")");
        return file(solid);
    }

private:
    int add(const std::string& entity) {
        text_ += "#" + std::to_string(++count_) + "=" + entity + ";\n";
        return count_;
    }
    static std::string number(double value) {
        char digits[40];
        std::snprintf(digits, sizeof digits, "%.15E", value);
        return digits;
    }
    static std::string list(const std::vector<int>& items) {
        std::string text;
        for (const int item : items) text += (text.empty() ? "#" : ",#") + std::to_string(item);
        return text;
    }
    [[nodiscard]] Vec3 turned(Vec3 v) const {
        return frame_[0] * v.x + frame_[1] * v.y + frame_[2] * v.z;
    }
    int triple(const char* name, Vec3 v) {
        return add(std::string{name} + "('',(" + number(v.x) + "," + number(v.y) + "," +
                   number(v.z) + "))");
    }
    int point(Vec3 p) { return triple("CARTESIAN_POINT", turned(p) + origin_); }
    int direction(Vec3 v) { return triple("DIRECTION", turned(v)); }
    int vertex(Vec3 p) { return add("VERTEX_POINT('',#" + std::to_string(point(p)) + ")"); }
    int placement(Vec3 at, Vec3 z, Vec3 x) {
        return add("AXIS2_PLACEMENT_3D('',#" + std::to_string(point(at)) + ",#" +
                   std::to_string(direction(z)) + ",#" + std::to_string(direction(x)) + ")");
    }
    int edge(int from, int to, int curve) {
        return add("EDGE_CURVE('',#" + std::to_string(from) + ",#" + std::to_string(to) + ",#" +
                   std::to_string(curve) + ",.T.)");
    }
    int circle(int at, double radius, double z) {
        const int curve =
            add("CIRCLE('',#" + std::to_string(placement({0, 0, z}, {0, 0, 1}, {1, 0, 0})) + "," +
                number(radius) + ")");
        return edge(at, at, curve);
    }
    int plane(Vec3 at, Vec3 z) {
        return add("PLANE('',#" + std::to_string(placement(at, z, {1, 0, 0})) + ")");
    }
    int use(int edge, bool forward) {
        return add("ORIENTED_EDGE('',*,*,#" + std::to_string(edge) + (forward ? ",.T.)" : ",.F.)"));
    }
    int face(const std::vector<int>& uses, int surface) {
        const int loop = add("EDGE_LOOP('',(" + list(uses) + "))");
        const int bound = add("FACE_OUTER_BOUND('',#" + std::to_string(loop) + ",.T.)");
        return add("ADVANCED_FACE('',(#" + std::to_string(bound) + "),#" + std::to_string(surface) +
                   ",.T.)");
    }
    std::string file(int solid) {
        const int mm = add("(LENGTH_UNIT()NAMED_UNIT(*)SI_UNIT(.MILLI.,.METRE.))");
        const int rad = add("(NAMED_UNIT(*)PLANE_ANGLE_UNIT()SI_UNIT($,.RADIAN.))");
        const int sr = add("(NAMED_UNIT(*)SI_UNIT($,.STERADIAN.)SOLID_ANGLE_UNIT())");
        const int context =
            add("(GEOMETRIC_REPRESENTATION_CONTEXT(3)GLOBAL_UNIT_ASSIGNED_CONTEXT((" +
                list({mm, rad, sr}) + "))REPRESENTATION_CONTEXT('',''))");
        const int shape = add("ADVANCED_BREP_SHAPE_REPRESENTATION('',(#" + std::to_string(solid) +
                              "),#" + std::to_string(context) + ")");
        const int application = add("APPLICATION_CONTEXT('mechanical design')");
        const std::string in = ",#" + std::to_string(application);
        const int product_context = add("PRODUCT_CONTEXT(''" + in + ",'mechanical')");
        const int product =
            add("PRODUCT('cone','cone','',(#" + std::to_string(product_context) + "))");
        const int formation =
            add("PRODUCT_DEFINITION_FORMATION('','',#" + std::to_string(product) + ")");
        const int stage = add("PRODUCT_DEFINITION_CONTEXT('part definition'" + in + ",'design')");
        const int definition = add("PRODUCT_DEFINITION('','',#" + std::to_string(formation) + ",#" +
                                   std::to_string(stage) + ")");
        const int of = add("PRODUCT_DEFINITION_SHAPE('','',#" + std::to_string(definition) + ")");
        add("SHAPE_DEFINITION_REPRESENTATION(#" + std::to_string(of) + ",#" +
            std::to_string(shape) + ")");
        return "ISO-10303-21;\nHEADER;\nFILE_DESCRIPTION((''),'2;1');\n"
               "FILE_NAME('','2026-01-01T00:00:00',(''),(''),'','','');\n"
               "FILE_SCHEMA(('AUTOMOTIVE_DESIGN'));\nENDSEC;\nDATA;\n" +
               text_ + "ENDSEC;\nEND-ISO-10303-21;\n";
    }

    std::array<Vec3, 3> frame_;
    Vec3 origin_;
    int count_ = 0;
    std::string text_;
};

Vec3 random_unit(Rng& rng) {
    while (true) {
        const Vec3 v{rng.uniform(-1, 1), rng.uniform(-1, 1), rng.uniform(-1, 1)};
        if (length(v) > 0.1 && length(v) < 1.0) return normalized(v);
    }
}

TEST(Cones, WithTheSeamOppositeAreMeshedInAnyPose) {
    const Frustum of;
    const double slant = std::hypot(of.high_mm - of.low_mm, of.height_mm);
    const double area = pi * (of.low_mm + of.high_mm) * slant;
    const double volume =
        pi * of.height_mm *
        (of.low_mm * of.low_mm + of.low_mm * of.high_mm + of.high_mm * of.high_mm) / 3.0;
    for (std::uint64_t seed = 0; seed < 40; ++seed) {
        SCOPED_TRACE(testing::Message() << "seed " << seed);
        Rng rng{seed};
        const Vec3 x = random_unit(rng);
        const Vec3 y = normalized(cross(random_unit(rng), x));
        const Vec3 origin{rng.uniform(-30, 30), rng.uniform(-30, 30), rng.uniform(-30, 30)};
        const auto file = read(bytes_of(Step{{x, y, cross(x, y)}, origin}.frustum(of)), {});
        ASSERT_TRUE(file.has_value()) << to_string(file.error());
        EXPECT_TRUE(file->diagnostics.empty());
        ASSERT_EQ(file->parts.size(), 1u);
        const geom::BoundaryModel& part = file->parts[0];
        ASSERT_EQ(part.faces.size(), 3u);
        EXPECT_EQ(part.faces[0].kind, geom::SurfaceKind::Cone);
        EXPECT_NEAR(part.faces[0].area_mm2, area, 1e-6);
        EXPECT_NEAR(part.faces[0].sweep_rad, 2 * pi, 1e-6);
        double meshed = 0.0;
        for (std::size_t t = 0; t < part.mesh.triangles.size(); ++t) {
            if (part.mesh.face_of_triangle[t] == 0)
                meshed += length(area_normal(part.mesh, t)) / 2.0;
        }
        // Chords of 20 degrees: 1 - sin(10 deg) / 10 deg = 0.5 % of the area, 2 % of the volume.
        EXPECT_NEAR(meshed / area, 1.0, 0.006);
        EXPECT_NEAR(geom::mass_properties(part.mesh).volume_mm3 / volume, 1.0, 0.025);
    }
}

}  // namespace
}  // namespace millrace::cad
