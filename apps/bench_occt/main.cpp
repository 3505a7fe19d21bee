// Plain OpenCASCADE: read STEP, transfer, mesh, volume. Prints milliseconds and the volume of each
// file, so that ./dev bench can set our time from bytes to first price beside it.
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

double run(const char* path, double& volume_mm3) {
    const auto start = std::chrono::steady_clock::now();
    STEPControl_Reader reader;
    if (reader.ReadFile(path) != IFSelect_RetDone) return -1.0;
    reader.TransferRoots();
    const TopoDS_Shape shape = reader.OneShape();
    if (shape.IsNull()) return -1.0;
    Bnd_Box box;
    BRepBndLib::Add(shape, box);
    IMeshTools_Parameters parameters;
    // The deflection that Millrace uses, so that both do the same work.
    parameters.Deflection = std::clamp(std::sqrt(box.SquareExtent()) / 1000.0, 0.01, 0.5);
    parameters.Angle = 0.35;
    parameters.InParallel = true;
    BRepMesh_IncrementalMesh mesh(shape, parameters);
    GProp_GProps properties;
    BRepGProp::VolumeProperties(shape, properties, 1e-6);
    volume_mm3 = properties.Mass();
    const auto end = std::chrono::steady_clock::now();
    return std::chrono::duration<double, std::milli>(end - start).count();
}

}  // namespace

int main(int argc, char** argv) {
    Message::DefaultMessenger()->RemovePrinters(STANDARD_TYPE(Message_PrinterOStream));
    for (int i = 1; i < argc; ++i) {
        double volume_mm3 = 0.0;
        const double ms = run(argv[i], volume_mm3);
        std::printf("%.3f\t%.6g\t%s\n", ms, volume_mm3, argv[i]);
    }
    return 0;
}
