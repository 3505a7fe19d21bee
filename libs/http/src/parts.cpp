// /api/v1/parts

#include "api.h"
#include "dto.h"
#include "idempotency.h"
#include "json_body.h"
#include "lists.h"
#include "millrace/app/flat_pattern.h"
#include "millrace/base/digest.h"
#include "multipart.h"

namespace millrace::http {
namespace {

using dto::Json;

Error too_large(const std::string& what, std::size_t bytes, std::size_t bytes_max) {
    return {
        ErrorCode::LimitExceeded,
        what + " has " + size_text(bytes) + "; at most " + size_text(bytes_max) + " are accepted.",
        {}};
}

/// The files and the unit of an upload form, or the problem with it.
struct UploadForm {
    std::vector<app::Upload> files;
    std::string fingerprint;
    std::optional<Problem> problem;
};

std::optional<Problem> take_unit(const FormPart& part, std::optional<cad::LengthUnit>& unit) {
    if (part.content.empty()) return std::nullopt;
    unit = dto::length_unit(part.content);
    if (unit) return std::nullopt;
    return invalid_request("The unit must be one of um, mm, cm, m, in, ft.",
                           {{"/unit", "invalid", "One of um, mm, cm, m, in, ft."}});
}

UploadForm read_upload_form(const Context& context, const Request& request) {
    UploadForm form;
    const auto boundary = multipart_boundary(request.header("Content-Type"));
    if (!boundary) {
        form.problem = problem_of(boundary.error());
        if (boundary.error().code == ErrorCode::Unsupported)
            form.problem->code = "unsupported_media_type";
        else
            form.problem = invalid_request(boundary.error().message);
        return form;
    }
    const auto parts = parse_multipart(request.body, *boundary, MultipartLimits{});
    if (!parts) {
        form.problem = parts.error().code == ErrorCode::LimitExceeded
                           ? problem_of(parts.error())
                           : invalid_request("The form cannot be read: " + parts.error().message);
        return form;
    }
    std::optional<cad::LengthUnit> unit;
    std::string meaning;
    for (const FormPart& part : *parts) {
        if (part.name == "unit" && !part.has_file_name) {
            form.problem = take_unit(part, unit);
            if (form.problem) return form;
            meaning += "unit " + std::string{part.content} + "\n";
            continue;
        }
        if (part.name != "file") {
            form.problem = invalid_request(
                "The form has a field '" + part.name.substr(0, 80) +
                    "'. Send each file in a field named 'file', and the unit in 'unit'.",
                {{"/" + part.name.substr(0, 80), "unknown", "Known fields are file, unit."}});
            return form;
        }
        // A file input that nobody filled sends an empty, nameless file.
        if (part.content.empty() && part.file_name.empty()) continue;
        const std::string name = part.file_name.empty() ? "unnamed" : part.file_name;
        if (part.content.size() > context.limits.file_bytes_max) {
            form.problem = problem_of(too_large("The file '" + name + "'", part.content.size(),
                                                context.limits.file_bytes_max));
            return form;
        }
        if (form.files.size() == context.limits.files_per_request_max) {
            form.problem = problem_of(
                Error{ErrorCode::LimitExceeded,
                      "One request takes at most " +
                          std::to_string(context.limits.files_per_request_max) + " files.",
                      {}});
            return form;
        }
        const auto* first = reinterpret_cast<const std::byte*>(part.content.data());
        form.files.push_back({name, {first, first + part.content.size()}, std::nullopt});
        meaning += "file " + name + " " + sha256_hex(part.content) + "\n";
    }
    if (form.files.empty())
        form.problem = invalid_request("The form holds no file.",
                                       {{"/file", "missing", "Send at least one file."}});
    for (app::Upload& file : form.files) file.stated_unit = unit;
    // The boundary differs from attempt to attempt, so the bytes of the body cannot be compared.
    form.fingerprint = sha256_hex(meaning);
    return form;
}

Result<app::PartRecord> load_part(Context& context, const std::string& id) {
    app::PartRecord part;
    MILLRACE_CHECK_OK(context.shop.store().read([&](app::Transaction& transaction) -> Status {
        MILLRACE_TRY(part, transaction.part(app::PartId{id}));
        return Done{};
    }));
    return part;
}

/// Why something that analysis makes is not there.
Error not_there_yet(const app::PartRecord& part, const std::string& what) {
    if (part.failure)
        return {ErrorCode::Conflict,
                "There is no " + what + ": the file could not be read. " +
                    millrace::to_string(*part.failure),
                {}};
    return {ErrorCode::Conflict,
            "There is no " + what + " yet: the part is in state " +
                std::string{app::to_string(part.state)} + ".",
            {}};
}

/// RFC 6266: a name in ASCII for every client, and the full one in UTF-8 for those that read it.
std::string attachment(const std::string& name) {
    constexpr std::string_view kPlain =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-";
    constexpr std::string_view kHex = "0123456789ABCDEF";
    std::string plain;
    std::string encoded;
    for (const char c : name) {
        const bool is_plain = kPlain.find(c) != std::string_view::npos;
        plain += is_plain ? c : '_';
        if (is_plain) {
            encoded += c;
            continue;
        }
        const auto byte = static_cast<unsigned char>(c);
        encoded += {'%', kHex[byte >> 4], kHex[byte & 15]};
    }
    return "attachment; filename=\"" + plain + "\"; filename*=UTF-8''" + encoded;
}

/// RFC 9110: any of a list of tags, weak or strong, or a star.
bool matches_any(std::string_view if_none_match, std::string_view etag) {
    return if_none_match == "*" || if_none_match.find(etag) != std::string_view::npos;
}

}  // namespace

Result<Response> create_parts(Context& context, const Request& request, const PathValues&) {
    KeyOrRefusal key = read_key(request);
    if (key.refusal) return *key.refusal;
    UploadForm form = read_upload_form(context, request);
    if (form.problem) return problem_response(*form.problem, request);
    key.keyed.fingerprint = form.fingerprint;
    return once(context, request, key.keyed, [&]() -> Result<Response> {
        const dto::Names names{context.shop.catalog()};
        Response response;
        auto created =
            context.shop.upload(form.files,
                                [&](app::Transaction& transaction,
                                    const std::vector<app::PartRecord>& parts) -> Status {
                                    Json items = Json::array();
                                    for (const app::PartRecord& part : parts) {
                                        MILLRACE_TRY(Json item, dto::part(part, names, true));
                                        items.push_back(std::move(item));
                                    }
                                    response = json_response(202, {{"items", std::move(items)}});
                                    return store_answer(context, transaction, key.keyed, response);
                                });
        if (!created) return std::move(created).error();
        return response;
    });
}

Result<Response> list_parts(Context& context, const Request& request, const PathValues&) {
    const LimitOrRefusal limit = read_limit(request, context.limits.list_max);
    if (limit.refusal) return *limit.refusal;
    const std::string file = request.query("file_sha256");
    const dto::Names names{context.shop.catalog()};
    Json items = Json::array();
    bool more = false;
    MILLRACE_CHECK_OK(context.shop.store().read([&](app::Transaction& transaction) -> Status {
        MILLRACE_TRY(const auto parts,
                     transaction.parts(file.empty() ? limit.count + 1 : kScanMax));
        for (const app::PartRecord& part : parts) {
            if (!file.empty() && part.file_sha256 != file) continue;
            more = items.size() == limit.count;
            if (more) break;
            MILLRACE_TRY(Json item, dto::part(part, names, false));
            items.push_back(std::move(item));
        }
        return Done{};
    }));
    return json_response(200, {{"items", std::move(items)}, {"more", more}});
}

Result<Response> get_part(Context& context, const Request&, const PathValues& path) {
    MILLRACE_TRY(const app::PartRecord part, load_part(context, path[0]));
    MILLRACE_TRY(const Json json, dto::part(part, dto::Names{context.shop.catalog()}, true));
    return json_response(200, json);
}

Result<Response> state_part_unit(Context& context, const Request& request, const PathValues& path) {
    const ParsedBody body = parse_json_body(request, context.limits.json_bytes_max);
    if (body.problem) return problem_response(*body.problem, request);
    std::vector<FieldError> errors;
    ObjectReader reader{body.json, "", errors, {"unit"}};
    const auto text = reader.text("unit", {.required = true, .bytes_max = 10});
    const auto unit = text ? dto::length_unit(*text) : std::nullopt;
    if (text && !unit) reader.fail("unit", "invalid", "One of um, mm, cm, m, in, ft.");
    if (const auto problem = problem_of(errors)) return problem_response(*problem, request);
    MILLRACE_TRY(const app::PartRecord part, context.shop.state_unit(app::PartId{path[0]}, *unit));
    MILLRACE_TRY(const Json json, dto::part(part, dto::Names{context.shop.catalog()}, true));
    return json_response(202, json);
}

Result<Response> get_part_model(Context& context, const Request& request, const PathValues& path) {
    MILLRACE_TRY(const app::PartRecord part, load_part(context, path[0]));
    if (part.glb_sha256.empty()) return not_there_yet(part, "model");
    Response response;
    const std::string etag = '"' + part.glb_sha256 + '"';
    response.headers.emplace_back("ETag", etag);
    // Kept by the browser, asked about each time: a newly stated unit makes a new model.
    response.headers.emplace_back("Cache-Control", "private, no-cache");
    if (matches_any(request.header("If-None-Match"), etag)) response.status = 304;
    MILLRACE_TRY(const std::vector<std::byte> bytes, context.shop.blobs().get(part.glb_sha256));
    response.content_type = "model/gltf-binary";
    response.body.assign(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    return response;
}

Result<Response> get_part_findings(Context& context, const Request& request,
                                   const PathValues& path) {
    MILLRACE_TRY(const app::PartRecord part, load_part(context, path[0]));
    if (part.findings_json.empty()) return not_there_yet(part, "list of findings");
    const dto::Names names{context.shop.catalog()};
    const std::string process = request.query("process");
    MILLRACE_TRY(const Json json, dto::findings(part, names, process));
    if (process.empty() || !json["processes"].empty()) return json_response(200, json);
    MILLRACE_TRY(const dfm::CheckResult check, context.shop.check_elsewhere(part.id, process));
    return json_response(200, dto::findings_elsewhere(part, process, check, names));
}

Result<Response> get_part_structure(Context& context, const Request&, const PathValues& path) {
    MILLRACE_TRY(const app::Structure structure, context.shop.structure(app::PartId{path[0]}));
    return json_response(200, dto::structure(structure));
}

Result<Response> get_part_flat_pattern(Context& context, const Request&, const PathValues& path) {
    MILLRACE_TRY(const app::PartRecord part, load_part(context, path[0]));
    if (part.facts_json.empty()) return not_there_yet(part, "flat pattern");
    MILLRACE_TRY(const facts::PartFacts facts, dto::stored_facts(part));
    MILLRACE_TRY(std::string dxf, app::flat_pattern_dxf(facts));
    Response response;
    response.content_type = "image/vnd.dxf";
    response.body = std::move(dxf);
    response.headers.emplace_back("Content-Disposition", attachment(part.name + ".dxf"));
    response.headers.emplace_back("Cache-Control", "private, no-cache");
    return response;
}

}  // namespace millrace::http
