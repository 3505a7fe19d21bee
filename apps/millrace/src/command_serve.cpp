// millrace serve: chooses the adapters of a shop and runs them until it is asked to stop.
#include <sys/random.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>

#include "commands.h"
#include "load.h"
#include "millrace/app/shop.h"
#include "millrace/blobs/disk_blobs.h"
#include "millrace/cad/read.h"
#include "millrace/codec/codec.h"
#include "millrace/http/server.h"
#include "millrace/store/sqlite_store.h"
#include "web_files.h"

namespace millrace::cli {
namespace {

struct Address {
    std::string host;
    std::uint16_t port = 0;
};

Result<Address> parse_listen(const std::string& text) {
    const std::size_t colon = text.rfind(':');
    Address address;
    if (colon != std::string::npos) {
        const char* first = text.data() + colon + 1;
        const char* last = text.data() + text.size();
        const auto [end, problem] = std::from_chars(first, last, address.port);
        address.host = text.substr(0, colon);
        if (problem == std::errc{} && end == last && first != last && !address.host.empty())
            return address;
    }
    return Error{ErrorCode::InvalidArgument,
                 "--listen '" + text + "' is not HOST:PORT with a port from 0 to 65535",
                 {}};
}

Result<std::filesystem::path> parse_database(const std::string& text) {
    constexpr std::string_view kScheme = "sqlite:";
    if (text.size() > kScheme.size() && text.starts_with(kScheme))
        return std::filesystem::path{text.substr(kScheme.size())};
    return Error{ErrorCode::InvalidArgument, "--database '" + text + "' is not sqlite:PATH", {}};
}

/// Reads the JSON files of a shop's own catalogue.
Result<catalog::Catalog> read_catalog_folder(const std::string& folder) {
    std::map<std::string, std::string> texts;
    std::error_code problem;
    for (const auto& entry : std::filesystem::directory_iterator(folder, problem)) {
        if (entry.path().extension() != ".json") continue;
        std::ifstream in(entry.path(), std::ios::binary);
        texts[entry.path().filename().string()] = {std::istreambuf_iterator<char>(in), {}};
    }
    if (problem) {
        return Error{
            ErrorCode::NotFound, "catalogue folder '" + folder + "': " + problem.message(), {}};
    }
    std::vector<base::EmbeddedFile> files;
    files.reserve(texts.size());
    for (const auto& [name, text] : texts) files.push_back({name, text});
    return codec::read_catalog(files);
}

/// The prefix, "_" and 26 characters of Crockford's base 32: 130 bits from the kernel.
std::string random_id(std::string_view prefix) {
    constexpr std::string_view kAlphabet = "0123456789abcdefghjkmnpqrstvwxyz";
    std::array<unsigned char, 26> bytes{};
    std::size_t filled = 0;
    while (filled < bytes.size()) {
        const ssize_t got = getrandom(bytes.data() + filled, bytes.size() - filled, 0);
        if (got > 0) filled += static_cast<std::size_t>(got);
    }
    std::string id = std::string{prefix} + "_";
    for (const unsigned char byte : bytes) id += kAlphabet[byte & 31];
    return id;
}

Instant system_now() {
    return std::chrono::time_point_cast<std::chrono::milliseconds>(
        std::chrono::system_clock::now());
}

/// Waits for SIGINT or SIGTERM, which main() has blocked in every thread.
void wait_for_signal(const sigset_t& signals) {
    int signal = 0;
    while (sigwait(&signals, &signal) != 0) {
    }
}

struct Shut {
    app::Shop& shop;
    ~Shut() { shop.stop_workers(); }
};

Status serve(const ServeArguments& arguments) {
    // Blocked before any thread starts, so that all threads inherit it.
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    std::signal(SIGPIPE, SIG_IGN);

    if (arguments.demo == !arguments.catalog.empty()) {
        return Error{
            ErrorCode::InvalidArgument, "name the shop: either --demo or --catalog FOLDER", {}};
    }
    MILLRACE_TRY(const Address address, parse_listen(arguments.listen));
    MILLRACE_TRY(const std::filesystem::path database, parse_database(arguments.database));
    auto catalog = arguments.demo ? Result<catalog::Catalog>{codec::demo_catalog()}
                                  : read_catalog_folder(arguments.catalog);
    if (!catalog) return std::move(catalog).error().during("read the catalogue");
    MILLRACE_TRY(const std::unique_ptr<store::SqliteStore> store,
                 store::SqliteStore::open(database));
    MILLRACE_TRY(blobs::DiskBlobs blobs, blobs::DiskBlobs::open(arguments.blobs));

    const app::Reader reader = [](std::span<const std::byte> bytes,
                                  std::optional<cad::LengthUnit> unit,
                                  const std::function<void(std::string_view)>& progress) {
        cad::SandboxOptions options = sandbox_options();
        options.read.stated_unit = unit;
        options.progress = progress;
        return cad::read_sandboxed(bytes, options);
    };
    app::Shop shop({*store, blobs, reader, system_now, random_id}, std::move(catalog).value());
    shop.start_workers(arguments.workers);
    const Shut shut{shop};

    http::ServerOptions options;
    options.host = address.host;
    options.port = address.port;
    options.web = web_files();
    if (!arguments.web.empty()) options.web_folder = arguments.web;
    MILLRACE_TRY(const std::unique_ptr<http::Server> server, http::Server::start(shop, options));

    std::cout << "Millrace serves " << shop.catalog().shop_name << " on http://" << address.host
              << ':' << server->port() << '\n'
              << std::flush;
    wait_for_signal(signals);
    std::cout << "Stopping: finishing what runs\n" << std::flush;
    server->stop();
    return Done{};
}

}  // namespace

Exit run_serve(const ServeArguments& arguments) {
    const Status status = serve(arguments);
    if (status) return Exit::Done;
    std::cerr << "millrace serve: " << to_string(status.error()) << '\n';
    return status.error().code == ErrorCode::InvalidArgument ? Exit::WrongUsage : Exit::Failed;
}

}  // namespace millrace::cli
