#include "refold.h"

#include <algorithm>
#include <cmath>

namespace millrace::facts::sheet {

using geom::Vec3;

Folded::Folded(const geom::BoundaryModel& model, const Skin& skin, const Unfolded& unfolded) {
    frames_.resize(model.faces.size());
    const Placed& root = unfolded.placed[skin.root];
    Frame& first = frames_[skin.root];
    first.at = root.at;
    first.origin = root.origin;
    first.x = root.along;
    first.y = root.beside;
    first.up = cross(root.along, root.beside);
    for (const Joint& joint : unfolded.tree) {
        const Placed& placed = unfolded.placed[joint.child];
        const Vec2 hinge = unfolded.placed[joint.parent].flat(model.edges[joint.edge].start);
        const Local from = local(frames_[joint.parent], hinge);
        Frame& frame = frames_[joint.child];
        frame.at = hinge;
        frame.origin = from.point;
        frame.x = from.x;
        frame.y = from.y;
        frame.up = from.up;
        frame.bend = placed.bend;
        if (!placed.bend) continue;
        const geom::Face& face = model.faces[joint.child];
        // Seen from the drawn side; the far side is drawn as seen through.
        frame.concave = face.concave == (skin.outward > 0.0);
        frame.radius_mm = face.radius_mm;
        frame.neutral_mm = placed.neutral_mm;
        frame.across = placed.beside2;
    }
}

Folded::Local Folded::local(const Frame& frame, Vec2 flat) const {
    const Vec2 d = flat - frame.at;
    if (!frame.bend) {
        return {frame.origin + frame.x * d.x + frame.y * d.y, frame.x, frame.y, frame.up};
    }
    const double turn = dot(d, frame.across) / frame.neutral_mm;
    const Vec2 along2 = quarter(frame.across);
    const Vec3 across = frame.x * frame.across.x + frame.y * frame.across.y;
    const Vec3 along = frame.x * along2.x + frame.y * along2.y;
    const double side = frame.concave ? 1.0 : -1.0;  // of the axis
    const double c = std::cos(turn);
    const double s = std::sin(turn);
    const Vec3 up = frame.up * c - across * (side * s);
    const Vec3 onward = across * c + frame.up * (side * s);
    const Vec3 axis = frame.origin + frame.up * (side * frame.radius_mm);
    Local result;
    result.point = axis - up * (side * frame.radius_mm) + along * dot(d, along2);
    result.up = up;
    // The pattern's axes in terms of across and along.
    result.x = onward * frame.across.x + along * along2.x;
    result.y = onward * frame.across.y + along * along2.y;
    return result;
}

Vec3 Folded::point(std::uint32_t face, Vec2 flat, double depth_mm) const {
    const Local place = local(frames_[face], flat);
    return place.point - place.up * depth_mm;
}

namespace {

void worse(RefoldError& error, double distance, std::uint32_t face) {
    if (!(distance > error.largest_mm)) return;
    error.largest_mm = distance;
    error.faces = {face};
}

/// Points of an edge that the pattern has to meet.
std::vector<Vec3> probes(const geom::Edge& edge) {
    if (edge.points.size() > 2) return edge.points;
    return {edge.start, edge.middle, edge.end};
}

/// Pieces with a box around each, for the nearest one.
class NearestPiece {
public:
    explicit NearestPiece(const std::vector<Piece>& pieces) : pieces_{pieces} {
        for (const Piece& piece : pieces) {
            Reach reach;
            for (const geom::OutlineVertex& v : piece.points) {
                reach.centre = reach.centre + Vec2{v.x_mm, v.y_mm} *
                                                  (1.0 / static_cast<double>(piece.points.size()));
            }
            for (std::size_t i = 0; i < piece.points.size(); ++i) {
                const geom::OutlineVertex& v = piece.points[i];
                double bulge = 0.0;
                if (i + 1 < piece.points.size()) {
                    const geom::OutlineVertex& w = piece.points[i + 1];
                    // An arc rises above its chord by half the chord times the bulge.
                    bulge = std::abs(v.bulge) * std::hypot(w.x_mm - v.x_mm, w.y_mm - v.y_mm);
                }
                const double d = length(Vec2{v.x_mm, v.y_mm} - reach.centre) + bulge;
                reach.radius = std::max(reach.radius, d);
            }
            reaches_.push_back(reach);
        }
    }
    [[nodiscard]] double distance_to(Vec2 p) {
        if (pieces_.empty()) return 1e300;
        // Probes follow each other along the outline: the last piece is a good first guess.
        double best = distance(pieces_[last_], p);
        for (std::size_t i = 0; i < pieces_.size(); ++i) {
            if (length(p - reaches_[i].centre) - reaches_[i].radius >= best) continue;
            const double d = distance(pieces_[i], p);
            if (d < best) best = d, last_ = i;
        }
        return best;
    }

private:
    struct Reach {
        Vec2 centre;
        double radius = 0.0;
    };
    const std::vector<Piece>& pieces_;
    std::vector<Reach> reaches_;
    std::size_t last_ = 0;
};

void compare_outlines(const geom::BoundaryModel& model, const Unfolded& flat,
                      const std::vector<Piece>& mine, const std::vector<Piece>& theirs,
                      RefoldError& error) {
    if (theirs.empty()) return;
    NearestPiece nearest{theirs};
    for (const Piece& piece : mine) {
        const Placed& placed = flat.placed[piece.face];
        if (!placed.known) continue;  // a hole that something hides here, shown by the other side
        for (const Vec3 p : probes(model.edges[piece.edge]))
            worse(error, nearest.distance_to(placed.flat(p)), piece.face);
    }
}

}  // namespace

RefoldError refold_error(const geom::BoundaryModel& model, const Skin& near,
                         const Unfolded& near_flat, const std::vector<Piece>& near_pieces,
                         const Skin& far, const Unfolded& far_flat,
                         const std::vector<Piece>& far_pieces, const Mates& mates) {
    RefoldError error;
    const Folded folded{model, near, near_flat};
    // Every edge of the drawn side comes back to its place.
    for (const std::uint32_t f : near.faces) {
        for (const geom::Loop& loop : model.faces[f].loops) {
            for (const geom::EdgeUse& use : loop.edges) {
                for (const Vec3 p : probes(model.edges[use.edge])) {
                    const Vec2 flat = near_flat.placed[f].flat(p);
                    worse(error, geom::length(folded.point(f, flat, 0.0) - p), f);
                }
            }
        }
    }
    // So does every edge of the far side, a thickness below, as unrolled on its own.
    for (const std::uint32_t f : far.faces) {
        for (const geom::Loop& loop : model.faces[f].loops) {
            for (const geom::EdgeUse& use : loop.edges) {
                for (const Vec3 p : probes(model.edges[use.edge])) {
                    const Vec2 flat = far_flat.placed[f].flat(p);
                    double best = 1e300;
                    for (const std::uint32_t mate : mates.of[f]) {
                        if (!near.holds[mate]) continue;
                        const Vec3 q = folded.point(mate, flat, mates.thickness_mm);
                        best = std::min(best, geom::length(q - p));
                    }
                    if (best < 1e299) worse(error, best, f);
                }
            }
        }
    }
    compare_outlines(model, near_flat, near_pieces, far_pieces, error);
    compare_outlines(model, far_flat, far_pieces, near_pieces, error);
    return error;
}

}  // namespace millrace::facts::sheet
