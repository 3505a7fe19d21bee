#include "face_classifier.h"

#include <xgboost/c_api.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <mutex>
#include <span>
#include <string_view>
#include <vector>

#include "millrace/base/assert.h"
#include "millrace/base/embedded_file.h"

namespace millrace::facts {

/// Written by the build: the files of libs/facts/models.
std::span<const base::EmbeddedFile> model_files();

namespace {

/// A value may lie beyond the range by this share of it.
constexpr double kRangeSlack = 0.02;

void check(int status) { MILLRACE_ASSERT(status == 0, XGBGetLastError()); }

/// The trees with their temperature. Loaded once and only read afterwards.
class FaceModel {
public:
    FaceModel() {
        const base::EmbeddedFile& file = model_files().front();
        check(XGBoosterCreate(nullptr, 0, &booster_));
        // One thread: a part has a few hundred rows, less than starting threads is worth.
        check(XGBoosterSetParam(booster_, "nthread", "1"));
        check(XGBoosterLoadModelFromBuffer(booster_, file.bytes.data(), file.bytes.size()));
        check(XGBoosterSetParam(booster_, "nthread", "1"));
        temperature_ = attribute("temperature");
        columns_ = static_cast<std::size_t>(attribute("columns"));
        low_ = values("low");
        high_ = values("high");
        MILLRACE_ASSERT(low_.size() == columns_ && high_.size() == columns_,
                        "the model file lacks a range for every column");
    }
    std::vector<FaceGuess> classify(const FaceValues& values) {
        MILLRACE_ASSERT(values.columns == columns_,
                        "the model was trained on other numbers: run ./dev train");
        const std::size_t rows = values.rows.size() / columns_;
        const std::string array =
            R"({"data": [)" + std::to_string(reinterpret_cast<std::uintptr_t>(values.rows.data())) +
            R"(, true], "shape": [)" + std::to_string(rows) + ", " + std::to_string(columns_) +
            R"(], "typestr": "<f4", "version": 3})";
        const char* config =
            R"({"type": 1, "training": false, "iteration_begin": 0, "iteration_end": 0,
                "strict_shape": true, "missing": NaN, "cache_id": 0})";
        const bst_ulong* shape = nullptr;
        bst_ulong dimensions = 0;
        const float* margins = nullptr;
        const std::lock_guard lock{mutex_};
        check(XGBoosterPredictFromDense(booster_, array.c_str(), config, nullptr, &shape,
                                        &dimensions, &margins));
        std::vector<FaceGuess> guesses;
        for (std::size_t r = 0; r < rows; ++r) {
            guesses.push_back(guess(std::span{margins + r * kFaceClassCount, kFaceClassCount}));
            guesses.back().familiar =
                familiar(std::span{values.rows}.subspan(r * columns_, columns_));
        }
        return guesses;
    }

private:
    /// The numbers of an attribute, apart by spaces.
    [[nodiscard]] std::vector<double> values(const char* name) const {
        const char* text = nullptr;
        int found = 0;
        check(XGBoosterGetAttr(booster_, name, &text, &found));
        MILLRACE_ASSERT(found == 1, "the model file lacks an attribute");
        std::vector<double> result;
        const char* end = text + std::string_view{text}.size();
        while (text < end) {
            double value = 0.0;
            const auto [next, error] = std::from_chars(text, end, value);
            MILLRACE_ASSERT(error == std::errc{}, "an attribute of the model file is no number");
            result.push_back(value);
            text = next == end ? end : next + 1;
        }
        return result;
    }
    [[nodiscard]] double attribute(const char* name) const { return values(name).at(0); }

    /// Trees say nothing beyond the values they were trained on: there they only repeat the last
    /// one they know.
    [[nodiscard]] bool familiar(std::span<const float> row) const {
        for (std::size_t c = 0; c < columns_; ++c) {
            const double slack = kRangeSlack * (high_[c] - low_[c]) + 1e-3;
            const auto value = static_cast<double>(row[c]);
            if (value < low_[c] - slack || value > high_[c] + slack) return false;
        }
        return true;
    }

    [[nodiscard]] FaceGuess guess(std::span<const float> margins) const {
        const auto best = std::max_element(margins.begin(), margins.end());
        double sum = 0.0;
        for (const float margin : margins)
            sum +=
                std::exp((static_cast<double>(margin) - static_cast<double>(*best)) / temperature_);
        return {static_cast<FaceClass>(best - margins.begin()), 1.0 / sum};
    }

    BoosterHandle booster_ = nullptr;
    double temperature_ = 1.0;
    std::size_t columns_ = 0;
    std::vector<double> low_;  ///< least value of every column in training
    std::vector<double> high_;
    std::mutex mutex_;
};

}  // namespace

std::vector<FaceGuess> classify_faces(const FaceValues& values) {
    if (values.columns == 0) return {};
    // Never freed: at exit the library's own statics may be gone before it.
    static FaceModel& model = *new FaceModel;
    return model.classify(values);
}

}  // namespace millrace::facts
