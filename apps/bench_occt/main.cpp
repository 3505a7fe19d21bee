// Plain OpenCASCADE: read STEP, transfer, mesh, volume. Prints for each file the milliseconds until
// the mesh is there, those until the volume is, and the volume, so that ./dev bench can set our
// time for all facts and our time from bytes to first price beside them.
#include <BRepBndLib.hxx>
#include <BRepGProp.hxx>
#include <BRepMesh_IncrementalMesh.hxx>
#include <BRep_Builder.hxx>
#include <Bnd_Box.hxx>
#include <GProp_GProps.hxx>
#include <IMeshTools_Parameters.hxx>
#include <Message.hxx>
#include <Message_Messenger.hxx>
#include <Message_PrinterOStream.hxx>
#include <STEPControl_Reader.hxx>
#include <TopoDS_Shape.hxx>
#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>

namespace {

using Clock = std::chrono::steady_clock;

double ms_since(Clock::time_point start) {
    return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

struct Run {
    double meshed_ms = -1.0;  ///< negative: the file could not be read
    double total_ms = -1.0;
    double volume_mm3 = 0.0;
};

Run run(const char* path) {
    const auto start = Clock::now();
    STEPControl_Reader reader;
    if (reader.ReadFile(path) != IFSelect_RetDone) return {};
    reader.TransferRoots();
    const TopoDS_Shape shape = reader.OneShape();
    if (shape.IsNull()) return {};
    Bnd_Box box;
    BRepBndLib::Add(shape, box);
    IMeshTools_Parameters parameters;
    // The deflection that Millrace uses, so that both do the same work.
    parameters.Deflection = std::clamp(std::sqrt(box.SquareExtent()) / 1000.0, 0.01, 0.5);
    parameters.Angle = 0.35;
    parameters.InParallel = true;
    BRepMesh_IncrementalMesh mesh(shape, parameters);
    Run result;
    result.meshed_ms = ms_since(start);
    GProp_GProps properties;
    BRepGProp::VolumeProperties(shape, properties, 1e-6);
    result.volume_mm3 = properties.Mass();
    result.total_ms = ms_since(start);
    return result;
}

}  // namespace

int main(int argc, char** argv) {
    Message::DefaultMessenger()->RemovePrinters(STANDARD_TYPE(Message_PrinterOStream));
    for (int i = 1; i < argc; ++i) {
        const Run result = run(argv[i]);
        std::printf("%.3f\t%.3f\t%.6g\t%s\n", result.meshed_ms, result.total_ms, result.volume_mm3,
                    argv[i]);
    }
    return 0;
}
