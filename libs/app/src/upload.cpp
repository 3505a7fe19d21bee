// Files come in: blob, record and event first, everything else later.

#include <filesystem>

#include "events.h"
#include "shop_impl.h"

namespace millrace::app {
namespace {

// A name for people until the file has been read and tells its own.
std::string stem(const std::string& file_name) {
    const std::size_t slash = file_name.find_last_of("/\\");
    const std::string base = slash == std::string::npos ? file_name : file_name.substr(slash + 1);
    const std::size_t dot = base.find_last_of('.');
    return dot == std::string::npos || dot == 0 ? base : base.substr(0, dot);
}

}  // namespace

Result<std::vector<PartRecord>> Shop::upload(const std::vector<Upload>& files,
                                             const Also<std::vector<PartRecord>>& also) {
    if (files.empty())
        return Error{ErrorCode::InvalidArgument, say("app.no_file", "no file was sent"), {}};
    const Instant now = impl_->ports.now();
    std::vector<PartRecord> parts;
    for (const Upload& file : files) {
        PartRecord part;
        MILLRACE_TRY(part.file_sha256, impl_->ports.blobs.put(file.bytes));
        part.id = impl_->new_id<PartTag>("prt");
        part.file_name = file.file_name;
        part.name = stem(file.file_name);
        part.stated_unit = file.stated_unit;
        part.state = PartState::Analysing;
        part.step = "waiting";
        part.created_at = now;
        parts.push_back(std::move(part));
    }
    MILLRACE_CHECK_OK(impl_->ports.store.write([&](Transaction& transaction) -> Status {
        for (const PartRecord& part : parts) {
            MILLRACE_CHECK_OK(transaction.put(part));
            MILLRACE_CHECK_OK(transaction.append(part_uploaded(part, now)));
        }
        return also ? also(transaction, parts) : Status{Done{}};
    }));
    impl_->wake_workers();
    return parts;
}

Result<PartRecord> Shop::state_unit(const PartId& id, cad::LengthUnit unit,
                                    const Also<PartRecord>& also) {
    PartRecord part;
    MILLRACE_CHECK_OK(impl_->ports.store.write([&](Transaction& transaction) -> Status {
        MILLRACE_TRY(part, transaction.part(id));
        if (part.units && part.units->source == cad::UnitSource::File) {
            return Error{
                ErrorCode::Conflict,
                say("app.unit_in_file",
                    "the file of part '{part}' says itself that it is in {unit}; a unit can be "
                    "stated only for files without one",
                    {{"part", part.name}, {"unit", std::string{cad::to_string(part.units->unit)}}}),
                {}};
        }
        part.stated_unit = unit;
        part.state = PartState::Analysing;
        part.step = "waiting";
        part.attempts = 0;
        part.failure.reset();
        // The old model is in the old unit: read the file again.
        part.model_sha256.clear();
        part.glb_sha256.clear();
        part.facts_json.clear();
        part.findings_json.clear();
        MILLRACE_CHECK_OK(transaction.put(part));
        MILLRACE_CHECK_OK(transaction.append(part_progress(part, impl_->ports.now())));
        return also ? also(transaction, part) : Status{Done{}};
    }));
    impl_->wake_workers();
    return part;
}

}  // namespace millrace::app
