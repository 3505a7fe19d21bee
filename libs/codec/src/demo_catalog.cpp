#include "millrace/base/assert.h"
#include "millrace/codec/catalog.h"

namespace millrace::codec {

/// catalog/demo/*.json, compiled in by the build.
std::span<const base::EmbeddedFile> demo_catalog_files();

const catalog::Catalog& demo_catalog() {
    static const catalog::Catalog shop = [] {
        auto read = read_catalog(demo_catalog_files());
        // Built in and tested, so anything wrong with it is a bug of this build.
        MILLRACE_ASSERT(read.has_value(), to_string(read.error()));
        return std::move(read).value();
    }();
    return shop;
}

}  // namespace millrace::codec
