#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "recipe.h"

namespace millrace::feature_parts {

/// Rows of the classifier with what they should come out as.
struct Dataset {
    std::size_t columns = 0;
    std::vector<float> values;        ///< row after row
    std::vector<std::int32_t> label;  ///< facts::FaceClass
    std::vector<std::int32_t> part;   ///< ascending
    [[nodiscard]] std::size_t rows() const { return label.size(); }
    void add(const Workpiece& piece, std::int32_t part_number);
    void append(const Dataset& other);
    /// Rows of the parts for which `keep` holds.
    template <class Keep>
    [[nodiscard]] Dataset filtered(const Keep& keep) const {
        Dataset out;
        out.columns = columns;
        for (std::size_t r = 0; r < rows(); ++r) {
            if (!keep(part[r])) continue;
            const auto first = values.begin() + static_cast<std::ptrdiff_t>(r * columns);
            out.values.insert(out.values.end(), first,
                              first + static_cast<std::ptrdiff_t>(columns));
            out.label.push_back(label[r]);
            out.part.push_back(part[r]);
        }
        return out;
    }
};

/// Rows of a folder of STEP files whose faces are named after the numbers in NAME.labels.csv.
/// `class_of_number` maps the numbers of the file's classes. `measured` gets what the product says,
/// rules included.
[[nodiscard]] bool add_folder(const std::string& folder,
                              const std::vector<facts::FaceClass>& class_of_number, Dataset& data,
                              std::vector<std::string>& face_names,
                              std::vector<std::int32_t>* measured = nullptr);

[[nodiscard]] bool save(const Dataset& data, const std::string& file);
[[nodiscard]] bool load(const std::string& file, Dataset& data);

}  // namespace millrace::feature_parts
