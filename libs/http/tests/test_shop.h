#pragma once

// A whole shop behind the API, without sockets: SQLite and files in a temporary folder, the demo
// catalogue, a clock that stands still, and a reader that understands "box X Y Z" (in mm). Every
// JSON answer is checked against the schema that openapi.json gives for its operation and status.

#include <gtest/gtest.h>

#include <unistd.h>

#include <atomic>
#include <cstdio>
#include <filesystem>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>

#include "../../../tests/contract/schema_check.h"
#include "api.h"
#include "millrace/blobs/disk_blobs.h"
#include "millrace/codec/codec.h"
#include "millrace/http/server.h"
#include "millrace/store/sqlite_store.h"

namespace millrace::http {

using Json = nlohmann::json;

inline const Json& document() {
    static const Json parsed = Json::parse(openapi_document());
    return parsed;
}

/// A box as a closed mesh with six faces.
inline geom::BoundaryModel box_model(double x, double y, double z) {
    geom::BoundaryModel model;
    model.name = "box";
    for (int corner = 0; corner < 8; ++corner)
        model.mesh.vertices.push_back({corner & 1 ? x : 0, corner & 2 ? y : 0, corner & 4 ? z : 0});
    model.mesh.triangles = {{0, 2, 1}, {1, 2, 3}, {4, 5, 6}, {5, 7, 6}, {0, 1, 4}, {1, 5, 4},
                            {2, 6, 3}, {3, 6, 7}, {0, 4, 2}, {2, 4, 6}, {1, 3, 5}, {3, 7, 5}};
    for (std::uint32_t face = 0; face < 6; ++face) {
        model.mesh.face_of_triangle.insert(model.mesh.face_of_triangle.end(), {face, face});
        const geom::Vec3 normal =
            geom::normalized(geom::area_normal(model.mesh, std::size_t{face} * 2));
        for (int k = 0; k < 2; ++k) model.mesh.corner_normals.push_back({normal, normal, normal});
        geom::Face one;
        one.kind = geom::SurfaceKind::Facets;
        one.normal = normal;
        one.area_mm2 = geom::length(geom::area_normal(model.mesh, std::size_t{face} * 2));
        model.faces.push_back(one);
    }
    geom::Body body;
    body.name = "box";
    body.solid = true;
    body.volume_mm3 = x * y * z;
    body.area_mm2 = 2 * (x * y + y * z + z * x);
    body.centre_of_mass = {x / 2, y / 2, z / 2};
    model.bodies.push_back(body);
    geom::Pmi width;
    width.kind = geom::PmiKind::Dimension;
    width.type = "linear distance";
    width.nominal = x;
    width.upper = 0.1;
    width.lower = -0.2;
    width.faces = {4, 5};
    geom::Pmi corner;
    corner.kind = geom::PmiKind::Dimension;
    corner.type = "angular location";
    corner.angular = true;
    corner.nominal = 1.5707963267948966;
    corner.faces = {0, 2};
    model.pmi = {width, corner};
    return model;
}

inline Result<cad::ReadFile> read_box(std::span<const std::byte> bytes,
                                      std::optional<cad::LengthUnit> unit,
                                      const std::function<void(std::string_view)>&) {
    const std::string text{reinterpret_cast<const char*>(bytes.data()), bytes.size()};
    double x = 0;
    double y = 0;
    double z = 0;
    if (std::sscanf(text.c_str(), "box %lf %lf %lf", &x, &y, &z) != 3)
        return Error{ErrorCode::Syntax, "The file is not a box.", {"read the file"}};
    const double factor = unit == cad::LengthUnit::Inch ? 25.4 : 1.0;
    cad::ReadFile file;
    file.format = cad::Format::Stl;
    file.units = {unit.value_or(cad::LengthUnit::Millimetre),
                  unit ? cad::UnitSource::Stated : cad::UnitSource::Guessed, "A test says so.",
                  false, std::nullopt};
    file.parts.push_back(box_model(x * factor, y * factor, z * factor));
    return file;
}

class TestFolder {
public:
    TestFolder() {
        static std::atomic<int> count = 0;
        path_ = std::filesystem::temp_directory_path() /
                ("millrace_http_" + std::to_string(getpid()) + "_" + std::to_string(count++));
        std::filesystem::remove_all(path_);
        std::filesystem::create_directories(path_);
    }
    ~TestFolder() { std::filesystem::remove_all(path_); }
    TestFolder(const TestFolder&) = delete;
    TestFolder& operator=(const TestFolder&) = delete;
    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

struct Call {
    std::string method = "GET";
    std::string target = {};
    std::string body = {};
    HeaderList headers = {};
};

class TestShop {
public:
    /// Monday 2 March 2026, 09:00 UTC.
    static constexpr Instant kNow{std::chrono::milliseconds{1772442000000}};

    TestShop()
        : store{store::SqliteStore::open(folder.path() / "shop.db").value()},
          blobs{blobs::DiskBlobs::open(folder.path() / "blobs").value()},
          shop{{*store, blobs, read_box, [this] { return now; },
                [this](std::string_view prefix) {
                    char text[40];
                    std::snprintf(text, sizeof text, "%026d", ++ids);
                    return std::string{prefix} + '_' + text;
                }},
               codec::demo_catalog()},
          context{shop, Limits{}, [this] { return now; }, WebFiles{{}, std::nullopt}, {}} {}

    Response call(const Call& call) {
        Request request;
        request.method = call.method;
        request.target = call.target;
        request.body = call.body;
        request.headers = call.headers;
        Response response = handle(context, request);
        expect_documented(call, response);
        return response;
    }
    Json get(const std::string& target, int status = 200) {
        return json_of(call({.target = target}), status);
    }
    Response post(const std::string& target, const Json& body, const std::string& key,
                  HeaderList headers = {}) {
        headers.emplace_back("Content-Type", "application/json");
        if (!key.empty()) headers.emplace_back("Idempotency-Key", key);
        return call({"POST", target, body.dump(), std::move(headers)});
    }
    Response upload(const std::string& content, const std::string& key,
                    const std::string& boundary = "XX", const std::string& unit = {}) {
        std::string body = "--" + boundary +
                           "\r\nContent-Disposition: form-data; name=\"file\"; "
                           "filename=\"part.stl\"\r\n\r\n" +
                           content + "\r\n";
        if (!unit.empty())
            body += "--" + boundary + "\r\nContent-Disposition: form-data; name=\"unit\"\r\n\r\n" +
                    unit + "\r\n";
        body += "--" + boundary + "--\r\n";
        HeaderList headers = {{"Content-Type", "multipart/form-data; boundary=" + boundary}};
        if (!key.empty()) headers.emplace_back("Idempotency-Key", key);
        return call({"POST", "/api/v1/parts", body, headers});
    }
    /// Uploads and analyses a box; @return its id.
    std::string analysed_box(const std::string& content = "box 60 40 20") {
        const Json json = json_of(upload(content, "upload-" + std::to_string(++keys)), 202);
        const std::string id = json["items"][0]["id"];
        const Status done = shop.analyse_now(app::PartId{id});
        EXPECT_TRUE(done.has_value()) << (done ? "" : to_string(done.error()));
        return id;
    }
    static Json json_of(const Response& response, int status) {
        EXPECT_EQ(response.status, status) << response.bytes();
        return Json::parse(response.bytes(), nullptr, false);
    }

    TestFolder folder;
    Instant now = kNow;
    std::atomic<int> ids = 0;
    int keys = 0;
    std::unique_ptr<store::SqliteStore> store;
    blobs::DiskBlobs blobs;
    app::Shop shop;
    Context context;

private:
    static const Json* operation_of(const Call& call) {
        Request request;
        request.target = call.target;
        PathValues values;
        for (const Route& route : routes()) {
            if (route.method != call.method || !match_path(route.path, request.path(), values))
                continue;
            std::string method{route.method};
            for (char& c : method) c = static_cast<char>(std::tolower(c));
            return &document()["paths"][std::string{route.path}][method];
        }
        return nullptr;
    }
    static void expect_documented(const Call& call, const Response& response) {
        const Json* operation = operation_of(call);
        if (!operation) return;
        const contract::SchemaCheck check{document()};
        const std::string status = std::to_string(response.status);
        const Json& responses = (*operation)["responses"];
        ASSERT_TRUE(responses.contains(status) || response.status >= 500)
            << call.method << ' ' << call.target << " answered " << status << ' '
            << response.bytes();
        const Json& answer =
            check.resolved(responses[responses.contains(status) ? status : "default"]);
        if (!answer.contains("content")) return;
        ASSERT_TRUE(answer["content"].contains(response.content_type)) << response.content_type;
        if (!response.content_type.ends_with("json")) return;
        const Json json = Json::parse(response.bytes(), nullptr, false);
        const auto wrong = check.check(json, answer["content"][response.content_type]["schema"]);
        for (const std::string& one : wrong)
            ADD_FAILURE() << call.method << ' ' << call.target << " -> " << status << ": " << one;
    }
};

}  // namespace millrace::http
