#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace millrace::cli {

/// Exit statuses of every command.
enum class Exit : int { Done = 0, Failed = 1, WrongUsage = 2, FileNotRead = 3 };

struct QuoteArguments {
    std::vector<std::string> files;
    bool json = false;
    std::string process;
    std::string material;
    std::string profile;
    std::string unit;
    std::optional<double> thickness_mm;  ///< of flat drawings
    std::vector<std::int64_t> quantities = {1, 10, 100};
};
Exit run_quote(const QuoteArguments& arguments);

struct FactsArguments {
    std::string file;
    std::string unit;
    std::string fields;                  ///< glTF to write with the fields as vertex attributes
    std::optional<double> thickness_mm;  ///< of flat drawings
    std::string flat;                    ///< where to write the flat pattern as DXF; empty: nowhere
    bool json = false;
    bool faces = false;  ///< with `json`: a list of all faces
};
Exit run_facts(const FactsArguments& arguments);

struct RepairArguments {
    std::string file;
    std::string unit;
    std::string output;  ///< STL to write; empty: only say what would be done
    bool json = false;
};
Exit run_repair(const RepairArguments& arguments);

struct CheckArguments {
    std::string file;
    std::string process;
    std::string unit;
    std::optional<double> thickness_mm;  ///< of flat drawings
};
Exit run_check(const CheckArguments& arguments);

struct PlanArguments {
    std::string file;
    std::string process;
    std::string material;
    std::string profile;
    std::string unit;
    std::optional<double> thickness_mm;  ///< of flat drawings
    std::string stl;  ///< where to write the part as it stands in the machine; empty: nowhere
};
Exit run_plan(const PlanArguments& arguments);

struct ProfileArguments {
    std::string id;  ///< empty: list them
    std::string material;
    bool prusaslicer = false;
};
Exit run_profile(const ProfileArguments& arguments);

struct ServeArguments {
    std::string database = "sqlite:millrace.db";
    std::string blobs = "blobs";
    std::string listen = "127.0.0.1:8080";
    std::string catalog;  ///< folder of a shop's catalogue; empty with --demo
    std::string web;      ///< folder that replaces the built-in web client
    bool demo = false;
    int workers = 2;
};
Exit run_serve(const ServeArguments& arguments);

}  // namespace millrace::cli
