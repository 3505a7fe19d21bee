#pragma once

// A shop with the demo catalogue, a database and blobs in a temporary folder, a clock that moves by
// hand, and a reader that makes boxes from text: "box 40 30 20" is a box in the unit asked for.

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <memory>
#include <sstream>
#include <string>

#include "millrace/app/shop.h"
#include "millrace/blobs/disk_blobs.h"
#include "millrace/codec/codec.h"
#include "millrace/store/sqlite_store.h"

namespace millrace::app {

/// A closed box with a corner in the origin: six plane faces, twelve edges, twelve triangles.
[[nodiscard]] inline geom::BoundaryModel box_model(double x, double y, double z) {
    geom::BoundaryModel model;
    model.exact = true;
    geom::Body body;
    body.solid = true;
    body.volume_mm3 = x * y * z;
    body.area_mm2 = 2.0 * (x * y + y * z + z * x);
    body.centre_of_mass = {x / 2, y / 2, z / 2};
    model.bodies.push_back(body);
    for (int i = 0; i < 8; ++i) {
        model.mesh.vertices.push_back(
            {(i & 1) != 0 ? x : 0.0, (i & 2) != 0 ? y : 0.0, (i & 4) != 0 ? z : 0.0});
    }
    // Corners of each face, counter-clockwise seen from outside, in the order of kAxisDirections.
    constexpr std::uint32_t kFaces[6][4] = {{1, 3, 7, 5}, {0, 4, 6, 2}, {2, 6, 7, 3},
                                            {0, 1, 5, 4}, {4, 5, 7, 6}, {0, 2, 3, 1}};
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint32_t> edge_of;
    for (std::uint32_t f = 0; f < 6; ++f) {
        const auto& corners = kFaces[f];
        const auto at = [&](int k) { return model.mesh.vertices[corners[k % 4]]; };
        geom::Face face;
        face.kind = geom::SurfaceKind::Plane;
        face.normal = face.axis = geom::kAxisDirections[f];
        face.origin = face.centroid = (at(0) + at(2)) / 2.0;
        face.area_mm2 = geom::length(at(1) - at(0)) * geom::length(at(2) - at(1));
        geom::Loop loop;
        loop.outer = true;
        for (int k = 0; k < 4; ++k) {
            const std::uint32_t a = corners[k];
            const std::uint32_t b = corners[(k + 1) % 4];
            const auto key = std::minmax(a, b);
            const auto known = edge_of.find(key);
            if (known != edge_of.end()) {
                model.edges[known->second].right_face = f;
                loop.edges.push_back({known->second, false});
                continue;
            }
            geom::Edge edge;
            edge.kind = geom::CurveKind::Line;
            edge.start = at(k);
            edge.end = at(k + 1);
            edge.middle = (edge.start + edge.end) / 2.0;
            edge.length_mm = geom::length(edge.end - edge.start);
            edge.left_face = f;
            edge.dihedral_rad = 3.14159265358979323846 / 2.0;
            edge_of[key] = static_cast<std::uint32_t>(model.edges.size());
            loop.edges.push_back({edge_of[key], true});
            model.edges.push_back(edge);
        }
        face.loops.push_back(loop);
        model.faces.push_back(face);
        const geom::Vec3 n = face.normal;
        for (const auto& [b, c] : {std::pair{1, 2}, std::pair{2, 3}}) {
            model.mesh.triangles.push_back({corners[0], corners[b], corners[c]});
            model.mesh.face_of_triangle.push_back(f);
            model.mesh.corner_normals.push_back({n, n, n});
        }
    }
    return model;
}

/// Understands "box X Y Z", several of them separated by ';', and "doubtful" in front. Anything
/// else is a syntax error.
[[nodiscard]] inline Result<cad::ReadFile> read_boxes(
    std::span<const std::byte> bytes, std::optional<cad::LengthUnit> stated_unit,
    const std::function<void(std::string_view)>& progress) {
    if (bytes.empty()) return Error{ErrorCode::Truncated, "the file is empty", {}};
    std::istringstream text{std::string{reinterpret_cast<const char*>(bytes.data()), bytes.size()}};
    progress("parse");
    cad::ReadFile file;
    file.units.source = stated_unit ? cad::UnitSource::Stated : cad::UnitSource::Guessed;
    file.units.unit = stated_unit.value_or(cad::LengthUnit::Millimetre);
    file.units.reason = "boxes are in millimetres";
    std::string word;
    while (text >> word) {
        if (word == "doubtful") {
            file.units.doubtful = !stated_unit;
            continue;
        }
        if (word == ";") continue;
        double x = 0.0;
        double y = 0.0;
        double z = 0.0;
        if (word != "box" || !(text >> x >> y >> z)) {
            return Error{ErrorCode::Syntax, "'" + word + "' is not a box", {"read boxes"}};
        }
        const double f = to_mm(cad::one(file.units.unit));
        file.parts.push_back(box_model(x * f, y * f, z * f));
    }
    return file;
}

class ShopTest : public testing::Test {
protected:
    ShopTest() {
        std::string name =
            (std::filesystem::temp_directory_path() / ("millrace-shop-" + std::string(6, 'X')))
                .string();
        folder_ = ::mkdtemp(name.data());
        reopen(codec::demo_catalog());
    }
    ~ShopTest() override {
        shop_.reset();
        store_.reset();
        std::filesystem::remove_all(folder_);
    }

    /// As if the process had ended and another one begun.
    void reopen(const catalog::Catalog& catalog) {
        shop_.reset();
        store_.reset();
        store_ = store::SqliteStore::open(folder_ / "shop.sqlite").value();
        blobs_ = std::make_unique<blobs::DiskBlobs>(blobs::DiskBlobs::open(folder_).value());
        shop_ = std::make_unique<Shop>(Ports{*store_, *blobs_,
                                             [this](auto bytes, auto unit, const auto& progress) {
                                                 ++files_read_;
                                                 if (before_reading_) before_reading_(bytes);
                                                 return read_boxes(bytes, unit, progress);
                                             },
                                             [this] { return now_; },
                                             [this](std::string_view prefix) {
                                                 return std::string{prefix} + "_" +
                                                        std::to_string(++ids_);
                                             }},
                                       catalog);
    }

    [[nodiscard]] static Upload file(const std::string& text, std::string name = "box.step") {
        Upload upload;
        upload.file_name = std::move(name);
        const auto bytes = std::as_bytes(std::span{text});
        upload.bytes.assign(bytes.begin(), bytes.end());
        return upload;
    }

    template <class Get>
    auto get(const Get& get) {
        using Value = decltype(get(std::declval<Transaction&>()));
        std::optional<Value> value;
        EXPECT_TRUE(store_->read([&](Transaction& transaction) -> Status {
            value.emplace(get(transaction));
            return Done{};
        }));
        return std::move(*value);
    }
    [[nodiscard]] PartRecord part(const PartId& id) {
        return get([&](Transaction& t) { return t.part(id); }).value();
    }
    [[nodiscard]] std::vector<PartRecord> parts() {
        return get([](Transaction& t) { return t.parts(100); }).value();
    }
    [[nodiscard]] std::vector<WorkOrderRecord> work_orders() {
        return get([](Transaction& t) { return t.work_orders(100); }).value();
    }
    [[nodiscard]] OrderRecord order(const OrderId& id) {
        return get([&](Transaction& t) { return t.order(id); }).value();
    }
    /// Types of all events, in order.
    [[nodiscard]] std::vector<std::string> events() {
        const auto log = get([](Transaction& t) { return t.events_after(0, 10'000); });
        std::vector<std::string> types;
        for (const Event& event : log.value()) types.push_back(event.type);
        return types;
    }
    [[nodiscard]] std::size_t count(const std::string& type) {
        const auto all = events();
        return static_cast<std::size_t>(std::count(all.begin(), all.end(), type));
    }

    /// Uploads and analyses one file; its first part.
    [[nodiscard]] PartRecord analysed(const std::string& text) {
        const auto uploaded = shop_->upload({file(text)}).value();
        EXPECT_TRUE(shop_->analyse_now(uploaded.front().id));
        return part(uploaded.front().id);
    }
    [[nodiscard]] QuoteRecord quoted(const PartRecord& part,
                                     std::vector<std::int64_t> quantities = {1, 10}) {
        QuoteRequest request;
        request.parts = {part.id};
        request.options.quantities = std::move(quantities);
        return shop_->make_quote(request).value();
    }
    /// An order of the cheapest offer, in the first tier.
    [[nodiscard]] OrderRequest cheapest(const QuoteRecord& quote, std::int64_t quantity) {
        const std::vector<PartOffers> offers = offers_of(quote).value();
        const quote::Offer& offer = offers.front().offers.front();
        EXPECT_TRUE(offer.feasible);
        OrderRequest request;
        request.quote = quote.id;
        request.contact = "ada@example.org";
        request.lines = {{offers.front().part, offer.plan.request.process,
                          offer.plan.request.material, offer.plan.request.machine,
                          offer.prices.front().tier, quantity, true}};
        return request;
    }
    [[nodiscard]] OrderRecord ordered(std::int64_t quantity) {
        return shop_->place_order(cheapest(quoted(analysed("box 40 30 20")), quantity)).value();
    }

    std::filesystem::path folder_;
    Instant now_{std::chrono::milliseconds{1'764'000'000'000}};  // a Monday in November 2025
    int ids_ = 0;
    std::function<void(std::span<const std::byte>)> before_reading_;
    std::atomic<int> files_read_ = 0;
    std::unique_ptr<store::SqliteStore> store_;
    std::unique_ptr<blobs::DiskBlobs> blobs_;
    std::unique_ptr<Shop> shop_;
};

}  // namespace millrace::app
