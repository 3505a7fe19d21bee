#include "millrace/geom/ray_scene.h"

#include <embree3/rtcore.h>
#include <tbb/task_arena.h>

#include <algorithm>
#include <array>
#include <limits>

#include "millrace/base/assert.h"
#include "nearest_on_triangle.h"

namespace millrace::geom {
namespace {

/// The axes in which Embree has the mesh, as rows; those of the model unless it lies askew.
struct Axes {
    std::array<Vec3, 3> rows = {Vec3{1, 0, 0}, Vec3{0, 1, 0}, Vec3{0, 0, 1}};
    bool own = true;

    [[nodiscard]] Vec3 along(Vec3 v) const {
        return own ? v : Vec3{dot(rows[0], v), dot(rows[1], v), dot(rows[2], v)};
    }
};

RTCRay make_ray(Vec3 origin, Vec3 direction, double distance_min_mm) {
    RTCRay ray{};
    ray.org_x = static_cast<float>(origin.x);
    ray.org_y = static_cast<float>(origin.y);
    ray.org_z = static_cast<float>(origin.z);
    ray.dir_x = static_cast<float>(direction.x);
    ray.dir_y = static_cast<float>(direction.y);
    ray.dir_z = static_cast<float>(direction.z);
    ray.tnear = static_cast<float>(std::max(0.0, distance_min_mm));
    ray.tfar = std::numeric_limits<float>::infinity();
    ray.mask = ~0U;
    return ray;
}

/// Unit normal of a triangle. That of a sliver is noise: where it leaves the exact normals at its
/// corners by more than 60°, theirs is taken.
Vec3 facing_of(const TriangleMesh& mesh, std::size_t t) {
    constexpr double kSliver = 0.02;  // height over longest edge
    constexpr double kAgree = 0.5;
    const Vec3 twice_area = area_normal(mesh, t);
    const Vec3 flat = normalized(twice_area);
    if (mesh.corner_normals.size() != mesh.triangles.size()) return flat;
    const auto& corners = mesh.corner_normals[t];
    const Vec3 exact = normalized(corners[0] + corners[1] + corners[2]);
    if (dot(flat, exact) >= kAgree || exact == Vec3{}) return flat;
    double longest2 = 0.0;
    for (int k = 0; k < 3; ++k) {
        const Vec3 edge = mesh.corner(t, (k + 1) % 3) - mesh.corner(t, k);
        longest2 = std::max(longest2, dot(edge, edge));
    }
    return length(twice_area) < kSliver * longest2 ? exact : flat;
}

/// Making a device takes milliseconds, so all scenes share one; it is not released, because a scene
/// may be alive when the process ends.
RTCDevice shared_device() {
    static const RTCDevice kDevice = rtcNewDevice("start_threads=0,set_affinity=0");
    MILLRACE_ASSERT(kDevice != nullptr, "Embree gave no device");
    return kDevice;
}

/// A triangle as queries read it, in one piece of memory.
struct Facet {
    std::array<Vec3, 3> corner;  ///< about the box centre
    Vec3 facing;                 ///< outward, unit (facing_of)
    Vec3 across;                 ///< unit normal of its own plane; zero of a degenerate one
};

}  // namespace

struct RayScene::Impl {
    std::vector<Facet> facets;
    Vec3 centre;
    Axes axes;
    double slack_mm = 0.0;  // what single precision may lose
    RTCScene scene = nullptr;

    Impl() = default;
    Impl(const Impl&) = delete;
    Impl& operator=(const Impl&) = delete;
    ~Impl() {
        if (scene != nullptr) rtcReleaseScene(scene);
    }
};

namespace {

/// State of one nearest-point query while Embree walks the tree.
struct NearestSearch {
    const std::vector<Facet>& facets;
    Vec3 query;
    double slack_mm;
    const FacingFilter* filter;
    double best2;
    std::uint32_t triangle = std::numeric_limits<std::uint32_t>::max();
    Vec3 point;
    std::uint32_t idle = 0;
};

// Relative: what the square of a distance may lose in double precision, with much to spare.
constexpr double kRounding = 1e-9;

bool visit(RTCPointQueryFunctionArguments* arguments) {
    auto& search = *static_cast<NearestSearch*>(arguments->userPtr);
    const std::uint32_t t = arguments->primID;
    const Facet& facet = search.facets[t];
    if (search.filter != nullptr &&
        dot(facet.facing, search.filter->normal) > search.filter->cosine_max) {
        return false;
    }
    if (search.filter != nullptr && ++search.idle > search.filter->idle_max) {
        arguments->query->radius = 0.0F;
        return true;
    }
    // No point of a triangle is nearer than its plane.
    const double height = dot(facet.across, search.query - facet.corner[0]);
    if (height * height > search.best2 * (1.0 + kRounding)) return false;
    const Vec3 point =
        nearest_on_triangle(search.query, facet.corner[0], facet.corner[1], facet.corner[2]);
    const Vec3 offset = point - search.query;
    const double distance2 = dot(offset, offset);
    // Equal distances (a shared edge) go to the lower triangle, so that the order in which the
    // tree is walked cannot show.
    if (distance2 > search.best2 || (distance2 == search.best2 && t >= search.triangle)) {
        return false;
    }
    search.best2 = distance2;
    search.triangle = t;
    search.point = point;
    search.idle = 0;
    const auto radius = static_cast<float>(std::sqrt(distance2) + search.slack_mm);
    if (radius >= arguments->query->radius) return false;
    arguments->query->radius = radius;
    return true;
}

/// How much larger the boxes of the triangles are than the triangles. Everything near a long facet
/// that lies across the axes has to look into its box.
double looseness(const TriangleMesh& mesh, const Axes& axes) {
    double boxes = 0.0;
    double triangles = 0.0;
    for (std::size_t t = 0; t < mesh.triangles.size(); ++t) {
        Box box;
        for (int k = 0; k < 3; ++k) box.add(axes.along(mesh.corner(t, k)));
        const Vec3 size = box.size();
        boxes += size.x * size.y + size.y * size.z + size.z * size.x;
        triangles += length(area_normal(mesh, t)) / 2.0;
    }
    return triangles > 0.0 ? boxes / triangles : 1.0;
}

/// The way most of some vectors run, long ones counting most: the first principal axis, by powers
/// of their second moment.
Vec3 principal_axis(const std::vector<Vec3>& vectors) {
    constexpr int kPowers = 40;
    Vec3 axis = *std::max_element(vectors.begin(), vectors.end(),
                                  [](Vec3 a, Vec3 b) { return dot(a, a) < dot(b, b); });
    for (int k = 0; k < kPowers; ++k) {
        Vec3 sum;
        axis = normalized(axis);
        for (const Vec3 v : vectors) sum += v * (length(v) * dot(v, axis));
        axis = sum;
    }
    return normalized(axis);
}

/// Axes along which the long edges of a mesh run.
Axes axes_of_edges(const TriangleMesh& mesh) {
    std::vector<Vec3> longest;
    for (std::size_t t = 0; t < mesh.triangles.size(); ++t) {
        Vec3 most;
        for (int k = 0; k < 3; ++k) {
            const Vec3 edge = mesh.corner(t, (k + 1) % 3) - mesh.corner(t, k);
            if (dot(edge, edge) > dot(most, most)) most = edge;
        }
        longest.push_back(most);
    }
    const Vec3 first = principal_axis(longest);
    for (Vec3& edge : longest) edge = edge - first * dot(edge, first);
    const Vec3 across = principal_axis(longest);
    const Vec3 second = normalized(across - first * dot(across, first));
    if (first == Vec3{} || second == Vec3{}) return {};
    return {{first, second, cross(first, second)}, false};
}

}  // namespace

RayScene::RayScene(const TriangleMesh& mesh) : impl_{std::make_unique<Impl>()} {
    Impl& impl = *impl_;
    const Box box = bounding_box(mesh);
    impl.centre = box.empty() ? Vec3{} : box.centre();
    impl.slack_mm = 1e-6 * box.diagonal();
    impl.facets.reserve(mesh.triangles.size());
    for (std::size_t t = 0; t < mesh.triangles.size(); ++t) {
        impl.facets.push_back({{mesh.corner(t, 0) - impl.centre, mesh.corner(t, 1) - impl.centre,
                                mesh.corner(t, 2) - impl.centre},
                               facing_of(mesh, t),
                               normalized(area_normal(mesh, t))});
    }
    impl.scene = rtcNewScene(shared_device());
    rtcSetSceneFlags(impl.scene, RTC_SCENE_FLAG_ROBUST);
    constexpr double kLoose = 30.0;  // round parts in any pose stay below 10
    double loose = looseness(mesh, impl.axes);
    if (loose > kLoose) {
        const Axes turned = axes_of_edges(mesh);
        const double then = looseness(mesh, turned);
        if (then < loose) impl.axes = turned, loose = then;
    }
    // Where that does not help the tree cuts the triangles up (spatial splits; slower to build).
    rtcSetSceneBuildQuality(impl.scene,
                            loose > kLoose ? RTC_BUILD_QUALITY_HIGH : RTC_BUILD_QUALITY_MEDIUM);
    if (!mesh.triangles.empty()) {
        RTCGeometry geometry = rtcNewGeometry(shared_device(), RTC_GEOMETRY_TYPE_TRIANGLE);
        auto* vertices = static_cast<float*>(
            rtcSetNewGeometryBuffer(geometry, RTC_BUFFER_TYPE_VERTEX, 0, RTC_FORMAT_FLOAT3,
                                    3 * sizeof(float), mesh.vertices.size()));
        auto* indices = static_cast<std::uint32_t*>(
            rtcSetNewGeometryBuffer(geometry, RTC_BUFFER_TYPE_INDEX, 0, RTC_FORMAT_UINT3,
                                    3 * sizeof(std::uint32_t), mesh.triangles.size()));
        MILLRACE_ASSERT(vertices != nullptr && indices != nullptr, "Embree gave no buffer");
        for (const Vec3 vertex : mesh.vertices) {
            const Vec3 p = impl.axes.along(vertex - impl.centre);
            *vertices++ = static_cast<float>(p.x);
            *vertices++ = static_cast<float>(p.y);
            *vertices++ = static_cast<float>(p.z);
        }
        for (const auto& triangle : mesh.triangles) {
            indices = std::copy(triangle.begin(), triangle.end(), indices);
        }
        rtcCommitGeometry(geometry);
        rtcAttachGeometry(impl.scene, geometry);
        rtcReleaseGeometry(geometry);
    }
    // The tree must not depend on the number of threads, or a ray through an edge could name
    // another triangle: the build gets one thread.
    tbb::task_arena arena{1};
    arena.execute([&] { rtcCommitScene(impl.scene); });
}

RayScene::~RayScene() = default;
RayScene::RayScene(RayScene&&) noexcept = default;
RayScene& RayScene::operator=(RayScene&&) noexcept = default;

// A ray within 1° of a facet's plane: the distance is uncertain by 50 times what single precision
// loses, or more.
constexpr double kGrazing = 0.02;

std::optional<RayHit> RayScene::first_hit(Vec3 origin, Vec3 direction,
                                          double distance_min_mm) const {
    const Vec3 local = origin - impl_->centre;
    RTCRayHit query{};
    query.ray = make_ray(impl_->axes.along(local), impl_->axes.along(direction), distance_min_mm);
    query.hit.geomID = RTC_INVALID_GEOMETRY_ID;
    RTCIntersectContext context;
    rtcInitIntersectContext(&context);
    rtcIntersect1(impl_->scene, &context, &query);
    if (query.hit.geomID == RTC_INVALID_GEOMETRY_ID) return std::nullopt;

    RayHit hit{static_cast<double>(query.ray.tfar), query.hit.primID};
    const Facet& facet = impl_->facets[hit.triangle];
    const Vec3 normal = facet.facing;
    const double cosine = dot(normal, direction);
    if (std::abs(cosine) > 1e-3) {
        const double exact = dot(normal, facet.corner[0] - local) / cosine;
        // A sliver has the normal of its surface, not that of its own plane.
        if (exact >= distance_min_mm && std::abs(exact - hit.distance_mm) <= 10.0 * impl_->slack_mm)
            hit.distance_mm = exact;
    }
    if (std::abs(cosine) < kGrazing) {
        // Single precision may name any place in the facet's plane; the hit is on the facet.
        double nearest = std::numeric_limits<double>::infinity();
        double farthest = -nearest;
        for (const Vec3 corner : facet.corner) {
            const double along = dot(corner - local, direction);
            nearest = std::min(nearest, along);
            farthest = std::max(farthest, along);
        }
        hit.distance_mm = std::max(distance_min_mm, std::clamp(hit.distance_mm, nearest, farthest));
    }
    return hit;
}

bool RayScene::occluded(Vec3 origin, Vec3 direction, double distance_min_mm) const {
    RTCRay ray = make_ray(impl_->axes.along(origin - impl_->centre), impl_->axes.along(direction),
                          distance_min_mm);
    RTCIntersectContext context;
    rtcInitIntersectContext(&context);
    rtcOccluded1(impl_->scene, &context, &ray);
    return ray.tfar < 0.0F;
}

namespace {

std::optional<NearestPoint> search_nearest(RTCScene scene, const Axes& axes, NearestSearch search,
                                           double radius_mm, Vec3 centre) {
    const Vec3 at = axes.along(search.query);
    RTCPointQuery query{};
    query.x = static_cast<float>(at.x);
    query.y = static_cast<float>(at.y);
    query.z = static_cast<float>(at.z);
    query.time = 0.0F;
    query.radius = static_cast<float>(radius_mm + search.slack_mm);
    RTCPointQueryContext context;
    rtcInitPointQueryContext(&context);
    rtcPointQuery(scene, &query, &context, visit, &search);
    if (search.triangle == std::numeric_limits<std::uint32_t>::max()) return std::nullopt;
    return NearestPoint{std::sqrt(search.best2), search.point + centre, search.triangle};
}

}  // namespace

std::optional<NearestPoint> RayScene::nearest(Vec3 query, double radius_mm) const {
    return search_nearest(impl_->scene, impl_->axes,
                          {.facets = impl_->facets,
                           .query = query - impl_->centre,
                           .slack_mm = impl_->slack_mm,
                           .filter = nullptr,
                           .best2 = radius_mm * radius_mm,
                           .point = {},
                           .idle = 0},
                          radius_mm, impl_->centre);
}

std::optional<NearestPoint> RayScene::nearest_facing(Vec3 query, double radius_mm,
                                                     const FacingFilter& filter) const {
    return search_nearest(impl_->scene, impl_->axes,
                          {.facets = impl_->facets,
                           .query = query - impl_->centre,
                           .slack_mm = impl_->slack_mm,
                           .filter = &filter,
                           .best2 = radius_mm * radius_mm,
                           .point = {},
                           .idle = 0},
                          radius_mm, impl_->centre);
}

Vec3 RayScene::normal(std::uint32_t triangle) const { return impl_->facets[triangle].facing; }

}  // namespace millrace::geom
