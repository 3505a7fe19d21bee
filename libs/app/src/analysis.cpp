// A part on its way from a file to a state: read, measure, check, plan, draw. Durable in two steps:
// when the file has been read, the models are kept and further bodies get their own records; when a
// part has been checked, its state is set. A process that dies in between starts that step again.

#include <algorithm>
#include <cctype>
#include <chrono>
#include <span>

#include "events.h"
#include "millrace/app/intake.h"
#include "millrace/app/structure.h"
#include "millrace/cad/write.h"
#include "millrace/codec/codec.h"
#include "millrace/facts/field_view.h"
#include "millrace/geom/model_bytes.h"
#include "shop_impl.h"

namespace millrace::app {
namespace {

// A part whose analysis took the whole process down this often is given up.
constexpr std::uint32_t kAttemptsMax = 5;
// Steps shorter than this are not told: nobody could read them, and each costs a commit.
constexpr double kProgressEvery_ms = 250.0;

class Stopwatch {
public:
    [[nodiscard]] double ms() const {
        return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start_)
            .count();
    }

private:
    std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

// The part for the viewer: its mesh cut finely enough for the fields, which come as attributes.
Result<std::vector<std::byte>> view_of(const geom::BoundaryModel& model,
                                       const facts::PartFacts& facts, const CancelToken& cancel) {
    MILLRACE_TRY(facts::FieldView view, facts::field_view(model, facts, {.cancel = cancel}));
    std::vector<cad::VertexField> attributes;
    for (facts::Field& field : view.fields) {
        std::string name = field.name;
        std::transform(name.begin(), name.end(), name.begin(),
                       [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
        attributes.push_back({std::move(name), std::move(field.per_vertex)});
    }
    return cad::write_glb(view.model, attributes);
}

// Tells people what is happening to a part, at most a few times a second.
class Progress {
public:
    Progress(Ports& ports, PartId id) : ports_{ports}, id_{std::move(id)} {}

    void operator()(std::string_view step) {
        if (told_.ms() < kProgressEvery_ms) return;
        told_ = {};
        // Progress that cannot be told must not stop the work it tells of.
        static_cast<void>(ports_.store.write([&](Transaction& transaction) -> Status {
            MILLRACE_TRY(PartRecord part, transaction.part(id_));
            if (part.state != PartState::Analysing) return Done{};
            part.step = step;
            MILLRACE_CHECK_OK(transaction.put(part));
            return transaction.append(part_progress(part, ports_.now()));
        }));
    }

private:
    Ports& ports_;
    PartId id_;
    Stopwatch told_;
};

// Counts the attempt before it begins, so that a part that kills the process is found out.
Result<PartRecord> begin(Ports& ports, const PartId& id) {
    PartRecord part;
    MILLRACE_CHECK_OK(ports.store.write([&](Transaction& transaction) -> Status {
        MILLRACE_TRY(part, transaction.part(id));
        ++part.attempts;
        part.state = PartState::Analysing;
        part.step = part.model_sha256.empty() ? "read" : "facts";
        MILLRACE_CHECK_OK(transaction.put(part));
        return transaction.append(part_progress(part, ports.now()));
    }));
    return part;
}

// Writes the end of an analysis, unless somebody stated another unit meanwhile: then the part stays
// in the queue and this result is dropped.
Status end(Ports& ports, PartRecord part) {
    return ports.store.write([&](Transaction& transaction) -> Status {
        MILLRACE_TRY(const PartRecord now, transaction.part(part.id));
        if (now.stated_unit != part.stated_unit) return Done{};
        part.step.clear();
        part.attempts = 0;
        MILLRACE_CHECK_OK(transaction.put(part));
        return transaction.append(part_analysed(part, ports.now()));
    });
}

Status fail(Ports& ports, PartRecord part, Error error) {
    part.failure = std::move(error);
    part.state = PartState::ChangesRequired;
    return end(ports, std::move(part));
}

// The program is being stopped: the part waits for the next one, and this attempt does not count.
Status put_back(Ports& ports, const PartId& id) {
    return ports.store.write([&](Transaction& transaction) -> Status {
        MILLRACE_TRY(PartRecord part, transaction.part(id));
        if (part.attempts > 0) --part.attempts;
        part.step = "waiting";
        return transaction.put(part);
    });
}

Error took_too_long() {
    return Error{
        ErrorCode::TimedOut,
        say("app.too_long", "analysing the part took longer than {limit} minutes and was stopped",
            {{"limit", Shop::Impl::kAnalysisMax.count()}}),
        {}};
}

void take_over(PartRecord& part, const cad::ReadFile& file, const geom::BoundaryModel& model) {
    part.units = file.units;
    part.diagnostics = file.diagnostics;
    part.quantity = model.quantity;
    if (!model.name.empty()) part.name = model.name;
}

// What the file is made of, once all its parts have records. Kept as one file for all of them.
Result<std::string> keep_structure(Ports& ports, const cad::ReadFile& file, const PartRecord& part,
                                   const std::vector<PartRecord>& siblings) {
    Structure structure;
    for (std::size_t index = 0; index < file.parts.size(); ++index) {
        const geom::BoundaryModel& model = file.parts[index];
        const PartRecord& record = index == 0 ? part : siblings[index - 1];
        structure.parts.push_back(
            {record.id, record.name, model.quantity, facts::recognise_fastener(model),
             model.bodies.empty() ? std::nullopt : model.bodies.front().colour});
    }
    structure.nodes = structure_nodes(file.assembly);
    const std::string json = structure_to_json(structure);
    return ports.blobs.put(std::as_bytes(std::span{json}));
}

// Keeps what the reader found: the models as blobs, the further parts of the file as records of
// their own. A record that had been read before (a restated unit) makes no further ones.
Status keep_models(Shop::Impl& impl, PartRecord& part, const cad::ReadFile& file) {
    const bool first_time = part.index_in_file == 0 && !part.units;
    const std::string file_stem = part.name;
    std::vector<PartRecord> siblings;
    for (std::size_t index = 0; index < file.parts.size(); ++index) {
        const geom::BoundaryModel& model = file.parts[index];
        if (index == part.index_in_file) {
            MILLRACE_TRY(part.model_sha256, impl.ports.blobs.put(geom::model_to_bytes(model)));
            take_over(part, file, model);
        } else if (first_time) {
            PartRecord sibling = part;
            sibling.id = impl.new_id<PartTag>("prt");
            sibling.index_in_file = static_cast<std::uint32_t>(index);
            sibling.attempts = 0;
            sibling.step = "waiting";
            sibling.name = file_stem + " (" + std::to_string(index + 1) + ")";
            MILLRACE_TRY(sibling.model_sha256, impl.ports.blobs.put(geom::model_to_bytes(model)));
            take_over(sibling, file, model);
            siblings.push_back(std::move(sibling));
        }
    }
    if (part.model_sha256.empty()) {
        return Error{ErrorCode::NoGeometry,
                     say("app.parts_in_unit",
                         "the file has {parts} parts when read in this unit, number {number} is "
                         "not among them",
                         {{"parts", file.parts.size()}, {"number", part.index_in_file + 1}}),
                     {}};
    }
    if (first_time) {
        MILLRACE_TRY(part.structure_sha256, keep_structure(impl.ports, file, part, siblings));
        for (PartRecord& sibling : siblings) sibling.structure_sha256 = part.structure_sha256;
    }
    return impl.ports.store.write([&](Transaction& transaction) -> Status {
        MILLRACE_TRY(const PartRecord now, transaction.part(part.id));
        if (now.stated_unit != part.stated_unit) return Done{};
        MILLRACE_CHECK_OK(transaction.put(part));
        for (const PartRecord& sibling : siblings) {
            MILLRACE_CHECK_OK(transaction.put(sibling));
            MILLRACE_CHECK_OK(transaction.append(part_uploaded(sibling, impl.ports.now())));
        }
        return Done{};
    });
}

// Takes the file in. Where a part was repaired, the part as sent stays a revision of its own: its
// model is kept under its hash, and a diagnostic names it.
Status take_in_parts(Shop::Impl& impl, cad::ReadFile& file, const CancelToken& cancel) {
    MILLRACE_TRY(const std::vector<cad::RepairedPart> repaired, take_in(file, cancel));
    for (const cad::RepairedPart& part : repaired) {
        MILLRACE_TRY(const std::string raw, impl.ports.blobs.put(geom::model_to_bytes(part.raw)));
        file.diagnostics.push_back({cad::Severity::Info, "raw_revision",
                                    "The part as sent is kept as revision " + raw + "#" +
                                        std::to_string(part.part) + "."});
    }
    return Done{};
}

// Reads the file of a part unless its model is there already. An error that says something about
// the file is the part's failure; one of the surroundings is returned.
Result<std::optional<Error>> read_model(Shop::Impl& impl, PartRecord& part, Progress& progress,
                                        const CancelToken& cancel) {
    if (!part.model_sha256.empty()) return std::optional<Error>{};
    const Stopwatch watch;
    MILLRACE_TRY(const std::vector<std::byte> bytes, impl.ports.blobs.get(part.file_sha256));
    auto file =
        impl.ports.reader(bytes, part.stated_unit, [&](std::string_view step) { progress(step); });
    if (!file) {
        if (file.error().code == ErrorCode::Cancelled) return file.error();
        return std::optional<Error>{file.error()};
    }
    part.timings_ms.clear();
    part.timings_ms["read"] = watch.ms();
    progress("repair");
    const Stopwatch repair_watch;
    MILLRACE_CHECK_OK(take_in_parts(impl, *file, cancel));
    part.timings_ms["repair"] = repair_watch.ms();
    const Status kept = keep_models(impl, part, *file);
    if (!kept && kept.error().code == ErrorCode::NoGeometry) {
        return std::optional<Error>{kept.error()};
    }
    MILLRACE_CHECK_OK(kept);
    impl.wake_workers();
    return std::optional<Error>{};
}

// Measures, checks, prices and draws a part whose model is there. @return why it cannot be done.
Status examine(Shop::Impl& impl, PartRecord& part, Progress& progress, const CancelToken& cancel) {
    const Stopwatch facts_watch;
    progress("facts");
    MILLRACE_TRY(const std::vector<std::byte> bytes, impl.ports.blobs.get(part.model_sha256));
    MILLRACE_TRY(geom::BoundaryModel model, geom::model_from_bytes(bytes));
    Analysis analysis;
    MILLRACE_TRY(analysis.facts, measure_part(model, cancel));
    part.timings_ms["facts"] = facts_watch.ms();

    const Stopwatch check_watch;
    progress("check");
    analysis.checks = check_part(analysis.facts, model, impl.catalog);
    part.timings_ms["check"] = check_watch.ms();

    Prepared prepared;
    prepared.model = std::make_shared<const geom::BoundaryModel>(std::move(model));
    prepared.analysis = std::make_shared<const Analysis>(std::move(analysis));
    impl.prepared_parts.keep(part.model_sha256, prepared);

    const Stopwatch plan_watch;
    progress("plan");
    MILLRACE_TRY(const Shop::Impl::Verdict verdict, impl.judge(prepared, part, cancel));
    part.timings_ms["plan"] = plan_watch.ms();

    const Stopwatch view_watch;
    progress("view");
    MILLRACE_TRY(const std::vector<std::byte> glb,
                 view_of(*prepared.model, prepared.analysis->facts, cancel));
    MILLRACE_TRY(part.glb_sha256, impl.ports.blobs.put(glb));
    part.timings_ms["view"] = view_watch.ms();

    part.facts_json = codec::facts_to_json(prepared.analysis->facts);
    part.findings_json = codec::checks_to_json(verdict.checks);
    part.state = verdict.state;
    return Done{};
}

}  // namespace

Status Shop::Impl::analyse(const PartId& id, const CancelToken& cancel) {
    MILLRACE_TRY(PartRecord part, begin(ports, id));
    if (part.attempts > kAttemptsMax) {
        return fail(
            ports, std::move(part),
            Error{ErrorCode::Crashed,
                  say("app.given_up",
                      "analysing this part stopped the program {attempts} times; it was given up",
                      {{"attempts", kAttemptsMax}}),
                  {}});
    }
    Progress progress{ports, id};
    const Stopwatch total;
    const Result<std::optional<Error>> read = read_model(*this, part, progress, cancel);
    if (read && *read) return fail(ports, std::move(part), **read);
    Status examined = read ? examine(*this, part, progress, cancel) : Status{read.error()};
    if (!examined && examined.error().code == ErrorCode::Cancelled) {
        if (is_stopping()) return put_back(ports, id);
        return fail(ports, std::move(part), took_too_long());
    }
    if (!examined) {
        // A full disk passes; everything else is about this part and would come again.
        if (!read || examined.error().code == ErrorCode::Unavailable) return examined;
        return fail(ports, std::move(part), std::move(examined).error());
    }
    part.failure.reset();
    part.timings_ms["total"] = total.ms();
    return end(ports, std::move(part));
}

}  // namespace millrace::app
