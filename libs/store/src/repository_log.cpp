#include "repository.h"

namespace millrace::store {
namespace {

// How long an answer is kept at least: clients may retry for a day, and a clock may be set back.
constexpr Integer kAnswerKept_ms = Integer{48} * 3600 * 1000;

struct EventRow {
    static constexpr const char* kTable = "events";
    std::string type, subject, data_json;
    Integer sequence = 0, at_ms = 0;

    template <class F>
    void each(const F& f) {
        f("sequence", sequence);
        f("type", type);
        f("subject", subject);
        f("data_json", data_json);
        f("at_ms", at_ms);
    }
};

struct AnswerRow {
    static constexpr const char* kTable = "answers";
    std::string key, fingerprint, content_type, body, location;
    Integer status = 0, stored_at_ms = 0;

    template <class F>
    void each(const F& f) {
        f("key", key);
        f("fingerprint", fingerprint);
        f("status", status);
        f("content_type", content_type);
        f("body", body);
        f("location", location);
        f("stored_at_ms", stored_at_ms);
    }
};

}  // namespace

Status Repository::append(app::Event event) {
    return guarded("append event '" + event.type + "'", [&]() -> Status {
        EventRow row;
        // The write lock is held and events are never deleted, so the numbers have no gaps.
        session_ << "SELECT COALESCE(MAX(sequence), 0) + 1 FROM events", soci::into(row.sequence);
        row.type = event.type;
        row.subject = event.subject;
        row.data_json = event.data_json;
        row.at_ms = to_ms(event.at);
        execute(session_, insert_sql<EventRow>(), row);
        appended_events_ = true;
        return Done{};
    });
}

Result<std::vector<app::Event>> Repository::events_after(std::int64_t sequence,
                                                         std::size_t count_max) {
    return guarded("read the event log", [&]() -> Result<std::vector<app::Event>> {
        const Integer after = sequence;
        const Integer limit = to_limit(count_max);
        std::vector<app::Event> events;
        for (const EventRow& row : select<EventRow>(
                 session_,
                 select_sql<EventRow>() + " WHERE sequence > :after ORDER BY sequence LIMIT :limit",
                 [&](const BindUse& use) {
                     use("after", after);
                     use("limit", limit);
                 })) {
            events.push_back(
                {row.sequence, row.type, row.subject, row.data_json, from_ms(row.at_ms)});
        }
        return events;
    });
}

Result<std::optional<app::Transaction::StoredAnswer>> Repository::answer(const std::string& key) {
    return guarded("look up a stored answer", [&]() -> Result<std::optional<StoredAnswer>> {
        const auto rows = select<AnswerRow>(session_, select_sql<AnswerRow>() + " WHERE key = :key",
                                            [&](const BindUse& use) { use("key", key); });
        if (rows.empty()) return std::optional<StoredAnswer>{};
        const AnswerRow& row = rows.front();
        return std::optional<StoredAnswer>{{row.fingerprint, static_cast<int>(row.status),
                                            row.content_type, row.body, row.location}};
    });
}

Status Repository::put_answer(const std::string& key, const StoredAnswer& answer, Instant at) {
    return guarded("store an answer", [&]() -> Status {
        AnswerRow row;
        row.key = key;
        row.fingerprint = answer.fingerprint;
        row.status = answer.status;
        row.content_type = answer.content_type;
        row.body = answer.body;
        row.location = answer.location;
        row.stored_at_ms = to_ms(at);
        const Integer oldest_ms = row.stored_at_ms - kAnswerKept_ms;
        session_ << "DELETE FROM answers WHERE stored_at_ms < :oldest_ms",
            soci::use(oldest_ms, "oldest_ms");
        // Asked for beforehand, because databases tell a violated key apart from other errors in
        // different ways. The write lock is held: nobody comes between.
        Integer taken = 0;
        session_ << "SELECT COUNT(*) FROM answers WHERE key = :key", soci::use(key, "key"),
            soci::into(taken);
        if (taken > 0) {
            return Error{ErrorCode::Conflict,
                         "a request with this idempotency key has been answered already",
                         {}};
        }
        execute(session_, insert_sql<AnswerRow>(), row);
        return Done{};
    });
}

}  // namespace millrace::store
