#include "millrace/store/sqlite_store.h"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

#include "connection.h"
#include "migrations.h"
#include "repository.h"

namespace millrace::store {
namespace {

using Work = std::function<Status(app::Transaction&)>;

// A write that waits: it lives on the stack of the thread that waits for it.
struct Waiting {
    const Work* work = nullptr;
    Status status = Done{};
    bool done = false;
};

Status carried_out(const Work& work, app::Transaction& transaction) {
    try {
        return work(transaction);
    } catch (const std::exception& exception) {
        return Error{ErrorCode::Internal, std::string{"a write threw: "} + exception.what(), {}};
    }
}

}  // namespace

struct SqliteStore::Impl {
    std::filesystem::path file;
    SqliteOptions options;
    std::unique_ptr<Connection> writer;

    std::mutex queue_mutex;
    std::condition_variable queue_changed;  // for the writer thread
    std::condition_variable batch_done;     // for the threads that wait
    std::deque<Waiting*> queue;
    bool stopping = false;

    std::mutex listener_mutex;
    std::function<void()> listener;

    std::mutex readers_mutex;
    std::condition_variable reader_returned;
    std::vector<std::unique_ptr<Connection>> readers_idle;
    std::size_t readers_open = 0;

    std::thread thread;  // last: everything it uses exists before it starts

    void run();
    [[nodiscard]] bool carry_out(const std::vector<Waiting*>& batch);
    [[nodiscard]] Result<std::unique_ptr<Connection>> take_reader();
    void return_reader(std::unique_ptr<Connection> reader);
};

// One commit for all writes that wait. Each has a savepoint, so that a failed one leaves nothing.
// If the commit itself fails, none of them happened and all of them say so. Returns whether events
// were appended.
bool SqliteStore::Impl::carry_out(const std::vector<Waiting*>& batch) {
    Repository repository{writer->session()};
    const Status status = guarded("write to the database", [&]() -> Status {
        writer->begin_write();
        for (Waiting* waiting : batch) {
            writer->savepoint();
            waiting->status = carried_out(*waiting->work, repository);
            if (!waiting->status) writer->rollback_to_savepoint();
            writer->release_savepoint();
        }
        writer->commit();
        return Done{};
    });
    if (status) return repository.appended_events();
    writer->rollback();
    for (Waiting* waiting : batch) waiting->status = status;
    return false;
}

void SqliteStore::Impl::run() {
    std::unique_lock lock{queue_mutex};
    for (;;) {
        queue_changed.wait(lock, [&] { return stopping || !queue.empty(); });
        if (queue.empty()) return;
        std::vector<Waiting*> batch;
        while (!queue.empty() && batch.size() < options.batch_max) {
            batch.push_back(queue.front());
            queue.pop_front();
        }
        lock.unlock();
        const bool events = carry_out(batch);
        lock.lock();
        for (Waiting* waiting : batch) waiting->done = true;
        batch_done.notify_all();
        if (!events) continue;
        lock.unlock();
        {
            const std::lock_guard listener_lock{listener_mutex};
            if (listener) listener();
        }
        lock.lock();
    }
}

Result<std::unique_ptr<Connection>> SqliteStore::Impl::take_reader() {
    {
        std::unique_lock lock{readers_mutex};
        reader_returned.wait(
            lock, [&] { return !readers_idle.empty() || readers_open < options.readers_max; });
        if (!readers_idle.empty()) {
            auto reader = std::move(readers_idle.back());
            readers_idle.pop_back();
            return reader;
        }
        ++readers_open;
    }
    auto reader = Connection::open_sqlite(file, Access::ReadOnly, options.busy_timeout_s);
    if (!reader) return_reader(nullptr);
    return reader;
}

// A null reader is one that could not be opened: its place becomes free.
void SqliteStore::Impl::return_reader(std::unique_ptr<Connection> reader) {
    const std::lock_guard lock{readers_mutex};
    if (reader) {
        readers_idle.push_back(std::move(reader));
    } else {
        --readers_open;
    }
    reader_returned.notify_one();
}

SqliteStore::SqliteStore(std::unique_ptr<Impl> impl) : impl_{std::move(impl)} {
    impl_->thread = std::thread{[impl = impl_.get()] { impl->run(); }};
}

SqliteStore::~SqliteStore() {
    {
        const std::lock_guard lock{impl_->queue_mutex};
        impl_->stopping = true;
    }
    impl_->queue_changed.notify_all();
    impl_->thread.join();
}

Result<std::unique_ptr<SqliteStore>> SqliteStore::open(const std::filesystem::path& file,
                                                       const SqliteOptions& options) {
    MILLRACE_ASSERT(options.readers_max > 0 && options.batch_max > 0, "a store needs both");
    auto impl = std::make_unique<Impl>();
    impl->file = file;
    impl->options = options;
    MILLRACE_TRY(impl->writer,
                 Connection::open_sqlite(file, Access::ReadWrite, options.busy_timeout_s));
    auto migrated = migrate(*impl->writer);
    if (!migrated) {
        return std::move(migrated).error().during("open database '" + file.string() + "'");
    }
    return std::unique_ptr<SqliteStore>{new SqliteStore{std::move(impl)}};
}

Status SqliteStore::write(const Work& work) {
    MILLRACE_ASSERT(std::this_thread::get_id() != impl_->thread.get_id(),
                    "write() inside a write would wait for itself");
    Waiting waiting;
    waiting.work = &work;
    std::unique_lock lock{impl_->queue_mutex};
    impl_->queue.push_back(&waiting);
    impl_->queue_changed.notify_one();
    impl_->batch_done.wait(lock, [&] { return waiting.done; });
    return std::move(waiting.status);
}

Status SqliteStore::read(const Work& work) {
    MILLRACE_TRY(auto reader, impl_->take_reader());
    Status status = Done{};
    Status framed = guarded("read from the database", [&]() -> Status {
        reader->begin_read();
        Repository repository{reader->session()};
        status = carried_out(work, repository);
        return Done{};
    });
    reader->rollback();  // nothing was changed; this ends the snapshot
    impl_->return_reader(std::move(reader));
    if (!framed) return framed;
    return status;
}

void SqliteStore::on_events(std::function<void()> listener) {
    const std::lock_guard lock{impl_->listener_mutex};
    impl_->listener = std::move(listener);
}

}  // namespace millrace::store
