// Durable writes a second, alone and from several threads that share commits.
//   store_bench --benchmark_filter=.

#include <benchmark/benchmark.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <string>

#include "millrace/store/sqlite_store.h"

namespace millrace::store {
namespace {

std::filesystem::path folder;
std::unique_ptr<SqliteStore> store;

void open(const benchmark::State&) {
    std::string name =
        (std::filesystem::temp_directory_path() / ("millrace-bench-" + std::string(6, 'X')))
            .string();
    folder = ::mkdtemp(name.data());
    store = SqliteStore::open(folder / "bench.sqlite").value();
}

void close(const benchmark::State&) {
    store.reset();
    std::filesystem::remove_all(folder);
}

void durable_write(benchmark::State& state) {
    for (auto _ : state) {
        const Status status = store->write([&](app::Transaction& transaction) {
            return transaction.append({0, "part.progress", "prt_1", "{}", {}});
        });
        if (!status) state.SkipWithError("a write failed");
    }
    state.SetItemsProcessed(state.iterations());
}

BENCHMARK(durable_write)
    ->Setup(open)
    ->Teardown(close)
    ->UseRealTime()
    ->Threads(1)
    ->Threads(8)
    ->Threads(32);

}  // namespace
}  // namespace millrace::store

BENCHMARK_MAIN();
