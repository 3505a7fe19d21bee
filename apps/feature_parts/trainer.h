#pragma once

#include <string>
#include <vector>

#include "dataset.h"

namespace millrace::feature_parts {

struct TrainOptions {
    int rounds = 25;
    int depth = 7;
    double eta = 0.2;
    int threads = 1;
    std::uint64_t seed = 1;
};

struct ClassScore {
    std::size_t right = 0;
    std::size_t faces = 0;
};

struct Score {
    std::vector<ClassScore> classes;
    std::size_t faces = 0, faces_right = 0, parts = 0, parts_right = 0;
    double log_loss = 0.0;
    double calibration_error = 0.0;  ///< mean gap of confidence and share right, in ten bins
    std::vector<std::vector<std::size_t>> confusion;  ///< [truth][said]
    std::vector<std::size_t> wrong;                   ///< rows
    std::vector<std::size_t> said;                    ///< class of every row
};

/// The score of classes that were named some other way.
[[nodiscard]] Score score_of(const Dataset& data, const std::vector<std::int32_t>& said);

/// What tells whether a model was trained on the numbers as they are now: their sums over the first
/// part of every family. One for every column.
[[nodiscard]] std::vector<double> probe_of(const Dataset& data);

/// A trained model, its temperature, number of columns and probe stored as attributes.
class Model {
public:
    static Model train(const Dataset& data, const Dataset& calibration,
                       const TrainOptions& options);
    static Model load(const std::vector<char>& bytes);
    Model(Model&&) noexcept;
    ~Model();
    [[nodiscard]] std::vector<char> bytes() const;
    [[nodiscard]] double temperature() const { return temperature_; }
    /// probe_of() the data it was trained on; empty if the model has none.
    [[nodiscard]] std::vector<double> probe() const;
    [[nodiscard]] Score score(const Dataset& data) const;

private:
    explicit Model(void* booster) : booster_{booster} {}
    [[nodiscard]] std::vector<float> margins(const Dataset& data) const;
    void* booster_ = nullptr;
    double temperature_ = 1.0;
};

}  // namespace millrace::feature_parts
