#include "wire.h"

#include <algorithm>
#include <cmath>

#include "millrace/base/byte_stream.h"
#include "millrace/geom/model_bytes.h"

namespace millrace::cad {
namespace {

constexpr std::uint8_t kFormats = static_cast<std::uint8_t>(Format::Unknown) + 1;
constexpr std::uint8_t kUnits = static_cast<std::uint8_t>(LengthUnit::Foot) + 1;
constexpr std::uint8_t kSources = static_cast<std::uint8_t>(UnitSource::Guessed) + 1;
constexpr std::uint8_t kSeverities = static_cast<std::uint8_t>(Severity::Error) + 1;
constexpr std::uint8_t kCodes = static_cast<std::uint8_t>(ErrorCode::Internal) + 1;

/// Messages are text for people: whatever arrives is made valid UTF-8 of bounded length.
std::string message(ByteReader& in) {
    constexpr std::size_t kBytesMax = 2000;
    const std::string raw = in.text();
    std::string clean;
    for (std::size_t i = 0; i < std::min(raw.size(), kBytesMax);) {
        std::size_t end = std::min(i + 150, raw.size());
        // Not through the middle of a character.
        while (end < raw.size() && (static_cast<unsigned char>(raw[end]) & 0xC0u) == 0x80u &&
               end < i + 160) {
            ++end;
        }
        const std::string_view piece{raw.data() + i, end - i};
        const std::string text = printable_name(piece);
        if (!clean.empty() && piece.front() == ' ') clean += ' ';
        clean += text;
        if (piece.back() == ' ' && end < raw.size()) clean += ' ';
        i = end;
    }
    return clean;
}

constexpr int kTextDepthMax = 6;
constexpr std::size_t kArgumentsMax = 32;

void put(ByteWriter& out, const Text& text) {
    out.text(text.english());
    out.text(text.key());
    out.u64(text.arguments().size());
    for (const TextArgument& argument : text.arguments()) {
        out.text(argument.name);
        out.u8(static_cast<std::uint8_t>(argument.value.index()));
        if (const auto* number = std::get_if<Number>(&argument.value)) {
            // Bytes hold finite numbers only; a sentence about another one says it in words.
            out.f64(std::isfinite(number->value) ? number->value : 0.0);
            out.text(number->unit);
            out.u8(static_cast<std::uint8_t>(number->decimals + 1));
        } else if (const auto* word = std::get_if<std::string>(&argument.value)) {
            out.text(*word);
        } else {
            const auto& texts = std::get<std::vector<Text>>(argument.value);
            out.u64(texts.size());
            for (const Text& one : texts) put(out, one);
        }
    }
}

/// What arrives may be anything: it is bounded, and of characters that a screen can show.
Text get_text(ByteReader& in, int depth = 0) {
    std::string english = message(in);
    std::string key = printable_name(in.text());
    std::vector<TextArgument> arguments(std::min(in.count(9), kArgumentsMax));
    for (TextArgument& argument : arguments) {
        argument.name = printable_name(in.text());
        switch (in.enumerator(3)) {
            case 0: {
                const double value = in.f64();
                std::string unit = printable_name(in.text());
                argument.value = Number{value, std::move(unit), in.enumerator(16) - 1};
                break;
            }
            case 1: argument.value = message(in); break;
            default: {
                std::vector<Text> texts(depth < kTextDepthMax ? in.count(16) : 0);
                for (Text& one : texts) one = get_text(in, depth + 1);
                argument.value = std::move(texts);
            }
        }
    }
    return Text::kept(std::move(key), std::move(arguments), std::move(english));
}

void put(ByteWriter& out, const Units& units) {
    out.u8(static_cast<std::uint8_t>(units.unit));
    out.u8(static_cast<std::uint8_t>(units.source));
    put(out, units.reason);
    out.u8(units.doubtful ? 1 : 0);
    out.u8(units.suggestion ? 1 : 0);
    out.u8(static_cast<std::uint8_t>(units.suggestion.value_or(LengthUnit::Millimetre)));
}

Units get_units(ByteReader& in) {
    Units units;
    units.unit = static_cast<LengthUnit>(in.enumerator(kUnits));
    units.source = static_cast<UnitSource>(in.enumerator(kSources));
    units.reason = get_text(in);
    units.doubtful = in.flag();
    const bool suggested = in.flag();
    const auto suggestion = static_cast<LengthUnit>(in.enumerator(kUnits));
    if (suggested) units.suggestion = suggestion;
    return units;
}

void put(ByteWriter& out, const Assembly& assembly) {
    out.u64(assembly.nodes.size());
    for (const AssemblyNode& node : assembly.nodes) {
        out.text(node.name);
        out.text(node.product);
        out.u32(node.parent ? *node.parent + 1 : 0);
        out.u32(node.part ? *node.part + 1 : 0);
        for (const double value : node.placement.rows) out.f64(value);
        out.u8(node.colour ? 1 : 0);
        const geom::Colour colour = node.colour.value_or(geom::Colour{});
        for (const float value : {colour.r, colour.g, colour.b})
            out.f64(static_cast<double>(value));
    }
}

/// Nodes name earlier ones as their parents and parts that are there; what does not is dropped with
/// the reference.
Assembly get_assembly(ByteReader& in, std::size_t parts) {
    Assembly assembly;
    constexpr std::uint32_t kDepthMax = 100;  // readers stop at 64
    assembly.nodes.resize(in.count(120));
    std::vector<std::uint32_t> depth(assembly.nodes.size(), 0);
    for (std::size_t i = 0; i < assembly.nodes.size() && !in.failed(); ++i) {
        AssemblyNode& node = assembly.nodes[i];
        node.name = printable_name(in.text());
        node.product = printable_name(in.text());
        if (const std::uint32_t parent = in.u32(); parent > 0 && parent <= i)
            if (depth[parent - 1] < kDepthMax) node.parent = parent - 1;
        if (node.parent) depth[i] = depth[*node.parent] + 1;
        if (const std::uint32_t part = in.u32(); part > 0 && part <= parts) node.part = part - 1;
        for (double& value : node.placement.rows) {
            value = in.f64();
            if (!std::isfinite(value)) value = 0.0;
        }
        const bool coloured = in.flag();
        geom::Colour colour;
        for (float* value : {&colour.r, &colour.g, &colour.b}) {
            const double number = in.f64();
            *value = number >= 0.0 && number <= 1.0 ? static_cast<float>(number) : 0.0F;
        }
        if (coloured) node.colour = colour;
    }
    return assembly;
}

Error broken_answer() {
    return {ErrorCode::Internal, "the sandboxed reader gave an answer that does not decode", {}};
}

/// Texts printable, numbers finite.
void clean(geom::Pmi& pmi) {
    pmi.type = printable_name(pmi.type);
    pmi.text = printable_name(pmi.text);
    for (std::string& modifier : pmi.modifiers) modifier = printable_name(modifier);
    for (std::string& datum : pmi.datums) datum = printable_name(datum);
    for (std::optional<double>* value : {&pmi.nominal, &pmi.upper, &pmi.lower})
        if (*value && !std::isfinite(**value)) value->reset();
}

Result<ReadFile> get_file(ByteReader& in) {
    ReadFile file;
    file.format = static_cast<Format>(in.enumerator(kFormats));
    file.schema = printable_name(in.text());
    file.units = get_units(in);
    file.diagnostics.resize(in.count(21));
    for (Diagnostic& diagnostic : file.diagnostics) {
        diagnostic.severity = static_cast<Severity>(in.enumerator(kSeverities));
        diagnostic.code = printable_name(in.text());
        diagnostic.message = get_text(in);
    }
    const std::size_t parts = in.count(8);
    for (std::size_t i = 0; i < parts && !in.failed(); ++i) {
        auto model = geom::model_from_bytes(in.bytes());
        if (!model || model->bodies.empty() || model->mesh.triangles.empty() ||
            model->mesh.face_of_triangle.empty() || model->quantity == 0) {
            return broken_answer();
        }
        geom::BoundaryModel part = std::move(model).value();
        part.name = printable_name(part.name);
        for (geom::Body& body : part.bodies) body.name = printable_name(body.name);
        for (geom::Face& face : part.faces) face.name = printable_name(face.name);
        for (geom::Pmi& pmi : part.pmi) clean(pmi);
        file.parts.push_back(std::move(part));
    }
    file.assembly = get_assembly(in, file.parts.size());
    if (in.failed() || !in.at_end() || file.parts.empty()) return broken_answer();
    return file;
}

}  // namespace

std::vector<std::byte> answer_to_bytes(const Result<ReadFile>& answer) {
    ByteWriter out;
    out.u8(answer ? 1 : 0);
    if (!answer) {
        const Error& error = answer.error();
        out.u8(static_cast<std::uint8_t>(error.code));
        put(out, error.message);
        out.u64(error.attempted.size());
        for (const Text& step : error.attempted) put(out, step);
        return std::move(out).take();
    }
    out.u8(static_cast<std::uint8_t>(answer->format));
    out.text(answer->schema);
    put(out, answer->units);
    out.u64(answer->diagnostics.size());
    for (const Diagnostic& diagnostic : answer->diagnostics) {
        out.u8(static_cast<std::uint8_t>(diagnostic.severity));
        out.text(diagnostic.code);
        put(out, diagnostic.message);
    }
    out.u64(answer->parts.size());
    for (const geom::BoundaryModel& part : answer->parts) out.bytes(geom::model_to_bytes(part));
    put(out, answer->assembly);
    return std::move(out).take();
}

Result<ReadFile> answer_from_bytes(std::span<const std::byte> bytes) {
    ByteReader in{bytes};
    if (in.flag()) return get_file(in);
    Error error;
    error.code = static_cast<ErrorCode>(in.enumerator(kCodes));
    error.message = get_text(in);
    error.attempted.resize(in.count(16));
    for (Text& step : error.attempted) step = get_text(in);
    if (in.failed() || !in.at_end() || error.message.empty()) return broken_answer();
    return error;
}

}  // namespace millrace::cad
