// Makes the example parts: make_examples FOLDER. Writes one STEP file each, an STL of those that
// are usually printed, and TRUTH.json.
#include <cstdio>
#include <fstream>
#include <iterator>

#include "millrace/cad/read.h"
#include "millrace/cad/write.h"
#include "parts.h"

namespace {

using namespace millrace;

/// The STL is the tessellation that our own reader makes of the STEP file.
bool write_stl_beside(const std::filesystem::path& step) {
    std::ifstream in(step, std::ios::binary);
    const std::string content{std::istreambuf_iterator<char>(in), {}};
    const auto file = cad::read(std::as_bytes(std::span{content}), {});
    if (!file) {
        std::fprintf(stderr, "%s\n", to_string(file.error()).c_str());
        return false;
    }
    const std::vector<std::byte> stl = cad::write_stl(file->parts[0].mesh);
    std::ofstream out(std::filesystem::path{step}.replace_extension(".stl"), std::ios::binary);
    out.write(reinterpret_cast<const char*>(stl.data()), static_cast<std::streamsize>(stl.size()));
    return out.good();
}

template <class Part>
bool make(const std::filesystem::path& folder, const char* name, examples::Rgb colour, bool stl,
          nlohmann::ordered_json& truth) {
    const Part part;
    const std::filesystem::path step = folder / (std::string{name} + ".step");
    if (!examples::write_step(examples::shape_of(part), name, colour, step)) return false;
    truth[name] = examples::truth_of(part);
    truth[name]["files"] = nlohmann::ordered_json::array({std::string{name} + ".step"});
    if (!stl) return true;
    truth[name]["files"].push_back(std::string{name} + ".stl");
    return write_stl_beside(step);
}

}  // namespace

int main(int argc, char** argv) {
    using namespace millrace::examples;
    if (argc != 2) {
        std::fprintf(stderr, "usage: make_examples FOLDER\n");
        return 2;
    }
    const std::filesystem::path folder = argv[1];
    nlohmann::ordered_json truth;
    const bool good =
        make<MachinedBracket>(folder, "machined_bracket", {0.70, 0.72, 0.75}, true, truth) &&
        make<DrilledPlate>(folder, "drilled_plate", {0.62, 0.66, 0.72}, false, truth) &&
        make<PrintedHousing>(folder, "printed_housing", {0.95, 0.55, 0.15}, true, truth) &&
        make<TurnedShaft>(folder, "turned_shaft", {0.78, 0.74, 0.60}, false, truth) &&
        make<BentBracket>(folder, "bent_bracket", {0.55, 0.62, 0.66}, false, truth);
    std::ofstream out(folder / "TRUTH.json");
    out << truth.dump(2) << '\n';
    if (!good || !out.good()) {
        std::fprintf(stderr, "could not write the examples to %s\n", folder.c_str());
        return 1;
    }
    return 0;
}
