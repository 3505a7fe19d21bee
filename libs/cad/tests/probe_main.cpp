// Reads the files named on the command line through the sandbox and prints what came out, one
// block per file: for a look at a corpus by hand.
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "millrace/cad/read.h"

namespace {

using namespace millrace;

void probe(const std::filesystem::path& file, const cad::SandboxOptions& options) {
    std::ifstream in(file, std::ios::binary);
    const std::vector<char> content{std::istreambuf_iterator<char>(in), {}};
    const auto begin = std::chrono::steady_clock::now();
    const auto result = cad::read_sandboxed(std::as_bytes(std::span{content}), options);
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
    std::printf("%s: %.3f s ", file.filename().c_str(), took.count());
    if (!result) {
        const std::string code{to_string(result.error().code)};
        std::printf("ERROR %s: %s\n", code.c_str(), to_string(result.error()).c_str());
        return;
    }
    std::size_t triangles = 0;
    double volume = 0.0;
    double area = 0.0;
    unsigned solids = 0;
    for (const auto& part : result->parts) {
        triangles += part.mesh.triangles.size();
        volume += part.quantity * part.bodies[0].volume_mm3;
        area += part.quantity * part.bodies[0].area_mm2;
        solids += part.bodies[0].solid ? part.quantity : 0;
    }
    const std::string format{cad::to_string(result->format)};
    std::printf("%s %s parts %zu solids %u triangles %zu volume %.9g area %.9g | %s\n",
                format.c_str(), result->schema.c_str(), result->parts.size(), solids, triangles,
                volume, area, result->units.reason.english().c_str());
    for (const auto& part : result->parts) {
        const auto topology = geom::topology(part.mesh);
        const geom::Vec3 size = geom::bounding_box(part.mesh).size();
        std::printf(
            "    %u x '%s' faces %zu edges %zu closed %d size %.6g %.6g %.6g mesh/exact "
            "%.6f\n",
            part.quantity, part.name.c_str(), part.faces.size(), part.edges.size(),
            topology.closed(), size.x, size.y, size.z,
            geom::mass_properties(part.mesh).volume_mm3 / part.bodies[0].volume_mm3);
    }
    for (const auto& diagnostic : result->diagnostics)
        std::printf("    [%s] %s\n", diagnostic.code.c_str(), diagnostic.message.english().c_str());
}

}  // namespace

int main(int argc, char** argv) {
    cad::SandboxOptions options;
    options.reader = std::filesystem::path{argv[0]}.parent_path() / "cad_test_reader";
    for (int i = 1; i < argc; ++i) probe(argv[i], options);
    return 0;
}
