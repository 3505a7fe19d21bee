// The one binary. Reads arguments, chooses adapters, and leaves the work to the modules.
#include <CLI/CLI.hpp>
#include <clocale>
#include <cstring>
#include <exception>
#include <iostream>

#include "commands.h"
#include "load.h"
#include "millrace/cad/read.h"

namespace millrace::cli {
namespace {

/// A DXF states no thickness.
void add_thickness(CLI::App& command, std::optional<double>& thickness_mm) {
    command.add_option("--thickness", thickness_mm, "Sheet thickness of a flat DXF, in mm")
        ->check(CLI::Range(0.001, 100.0));
}

void add_quote(CLI::App& app, QuoteArguments& arguments) {
    CLI::App* command = app.add_subcommand("quote", "Price parts from CAD files");
    command->add_option("files", arguments.files, "STEP, IGES, BREP, STL, OBJ, 3MF or DXF files")
        ->required();
    command->add_flag("--json", arguments.json, "Print JSON, one object per part");
    command->add_option("--process", arguments.process, "Only this process, e.g. fdm or milling");
    command->add_option("--material", arguments.material, "Material id of the catalogue");
    command->add_option("--profile", arguments.profile, "Machine profile id of the catalogue");
    command->add_option("--unit", arguments.unit, "Unit of files that state none: mm, in, m ...");
    add_thickness(*command, arguments.thickness_mm);
    command->add_option("--quantity", arguments.quantities, "Quantities, separated by commas")
        ->delimiter(',')
        ->allow_extra_args(false)  // what follows the list is a file
        ->check(CLI::Range(1, 1'000'000));
}

void add_facts(CLI::App& app, FactsArguments& arguments) {
    CLI::App* command = app.add_subcommand("facts", "Measure a part");
    command->add_option("file", arguments.file, "CAD file")->required();
    command->add_option("--unit", arguments.unit, "Unit of a file that states none");
    command->add_option("--fields", arguments.fields,
                        "Write thickness, gap, draft, overhang and reach as binary glTF");
    add_thickness(*command, arguments.thickness_mm);
    command->add_option("--flat", arguments.flat, "Write the flat pattern of a sheet part as DXF");
    command->add_flag("--json", arguments.json, "Print JSON");
    command->add_flag("--faces", arguments.faces, "With --json: every face and its feature");
}

void add_repair(CLI::App& app, RepairArguments& arguments) {
    CLI::App* command = app.add_subcommand("repair", "Close meshes with defects and say how");
    command->add_option("file", arguments.file, "CAD file")->required();
    command->add_option("--unit", arguments.unit, "Unit of a file that states none");
    command->add_option("-o,--output", arguments.output, "Write all parts as one STL file");
    command->add_flag("--json", arguments.json, "Print JSON");
}

void add_check(CLI::App& app, CheckArguments& arguments) {
    CLI::App* command = app.add_subcommand("check", "Check manufacturability (DFM)");
    command->add_option("file", arguments.file, "CAD file")->required();
    command->add_option("--process", arguments.process, "Only this process");
    command->add_option("--unit", arguments.unit, "Unit of a file that states none");
    add_thickness(*command, arguments.thickness_mm);
}

void add_plan(CLI::App& app, PlanArguments& arguments) {
    CLI::App* command = app.add_subcommand("plan", "Show the operations that make a part");
    command->add_option("file", arguments.file, "CAD file")->required();
    command->add_option("--process", arguments.process, "fdm or milling")->required();
    command->add_option("--material", arguments.material, "Material id of the catalogue");
    command->add_option("--profile", arguments.profile, "Machine profile id of the catalogue");
    command->add_option("--unit", arguments.unit, "Unit of a file that states none");
    add_thickness(*command, arguments.thickness_mm);
    command->add_option("--stl", arguments.stl, "Write the part as it stands in the machine");
}

void add_profile(CLI::App& app, ProfileArguments& arguments) {
    CLI::App* command = app.add_subcommand("profile", "Show machine profiles of the catalogue");
    command->add_option("id", arguments.id, "Profile id; without it all are listed");
    command->add_option("--material", arguments.material, "Material id (default: the shop's)");
    command->add_flag("--prusaslicer", arguments.prusaslicer, "Print as PrusaSlicer configuration");
}

void add_serve(CLI::App& app, ServeArguments& arguments) {
    CLI::App* command = app.add_subcommand("serve", "Run the server and web client");
    command->add_option("--database", arguments.database, "sqlite:PATH")->capture_default_str();
    command->add_option("--blobs", arguments.blobs, "Folder for files")->capture_default_str();
    command->add_option("--listen", arguments.listen, "HOST:PORT; port 0 picks a free one")
        ->capture_default_str();
    command->add_option("--catalog", arguments.catalog, "Folder with the shop's catalogue");
    command->add_option("--web", arguments.web, "Serve the web client from this folder");
    command->add_option("--workers", arguments.workers, "Threads that analyse parts")
        ->check(CLI::Range(1, 64))
        ->capture_default_str();
    command->add_flag("--demo", arguments.demo, "Use the built-in demo shop");
}

Exit run(int argc, char** argv) {
    CLI::App app{"Millrace: from a CAD file to a quote, an order and work on the floor"};
    app.name("millrace");
    app.set_version_flag("--version", "millrace " MILLRACE_VERSION);
    app.require_subcommand(1);
    app.failure_message(CLI::FailureMessage::help);

    QuoteArguments quote;
    FactsArguments facts;
    RepairArguments repair;
    CheckArguments check;
    PlanArguments plan;
    ProfileArguments profile;
    ServeArguments serve;
    add_quote(app, quote);
    add_facts(app, facts);
    add_repair(app, repair);
    add_check(app, check);
    add_plan(app, plan);
    add_profile(app, profile);
    add_serve(app, serve);

    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? Exit::Done : Exit::WrongUsage;
    }
    if (app.got_subcommand("quote")) return run_quote(quote);
    if (app.got_subcommand("facts")) return run_facts(facts);
    if (app.got_subcommand("repair")) return run_repair(repair);
    if (app.got_subcommand("check")) return run_check(check);
    if (app.got_subcommand("plan")) return run_plan(plan);
    if (app.got_subcommand("profile")) return run_profile(profile);
    return run_serve(serve);
}

}  // namespace
}  // namespace millrace::cli

int main(int argc, char** argv) {
    // The sandboxed reader is this program started again; it must not do anything else first.
    if (argc == 2 && std::strcmp(argv[1], "--read-part") == 0)
        return millrace::cad::run_sandboxed_reader();
    // Before anything starts a thread: readers are forked from a process that has only one.
    const millrace::cli::NurseryScope nursery;
    using millrace::cli::Exit;
    try {
        const Exit exit = millrace::cli::run(argc, argv);
        std::cout.flush();
        if (std::cout || exit != Exit::Done) return static_cast<int>(exit);
        std::cerr << "millrace: the output could not be written\n";
        return static_cast<int>(Exit::Failed);
    } catch (const std::exception& error) {
        std::cerr << "millrace: " << error.what() << '\n';
        return static_cast<int>(Exit::Failed);
    }
}
