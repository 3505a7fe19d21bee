#include "trainer.h"

#include <xgboost/c_api.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <iterator>
#include <limits>
#include <sstream>
#include <utility>

#include "millrace/facts/features.h"

namespace millrace::feature_parts {
namespace {

constexpr std::size_t kClasses = facts::kFaceClassCount;

void check(int status) {
    if (status == 0) return;
    std::fprintf(stderr, "feature_parts: XGBoost: %s\n", XGBGetLastError());
    std::exit(1);
}

/// A data matrix that frees itself.
class Matrix {
public:
    explicit Matrix(const Dataset& data) {
        check(XGDMatrixCreateFromMat(data.values.data(), data.rows(), data.columns,
                                     std::numeric_limits<float>::quiet_NaN(), &handle_));
        const std::vector<float> labels(data.label.begin(), data.label.end());
        check(XGDMatrixSetFloatInfo(handle_, "label", labels.data(), labels.size()));
    }
    ~Matrix() { XGDMatrixFree(handle_); }
    Matrix(const Matrix&) = delete;
    Matrix& operator=(const Matrix&) = delete;
    [[nodiscard]] DMatrixHandle handle() const { return handle_; }

private:
    DMatrixHandle handle_ = nullptr;
};

/// Probabilities of one row at a temperature.
std::array<double, kClasses> softmax(const float* margin, double temperature) {
    std::array<double, kClasses> p{};
    const double top = *std::max_element(margin, margin + kClasses);
    double sum = 0.0;
    for (std::size_t c = 0; c < kClasses; ++c)
        sum += p[c] = std::exp((static_cast<double>(margin[c]) - top) / temperature);
    for (double& value : p) value /= sum;
    return p;
}

double log_loss(const std::vector<float>& margins, const Dataset& data, double temperature) {
    double loss = 0.0;
    for (std::size_t r = 0; r < data.rows(); ++r) {
        const auto p = softmax(&margins[r * kClasses], temperature);
        loss -= std::log(std::max(p[static_cast<std::size_t>(data.label[r])], 1e-12));
    }
    return loss / static_cast<double>(std::max<std::size_t>(data.rows(), 1));
}

/// The temperature with the least log loss, by golden section.
double best_temperature(const std::vector<float>& margins, const Dataset& data) {
    double low = 0.2;
    double high = 5.0;
    constexpr double kGolden = 0.6180339887498949;
    for (int k = 0; k < 40; ++k) {
        const double a = high - kGolden * (high - low);
        const double b = low + kGolden * (high - low);
        (log_loss(margins, data, a) < log_loss(margins, data, b) ? high : low) =
            log_loss(margins, data, a) < log_loss(margins, data, b) ? b : a;
    }
    return (low + high) / 2.0;
}

std::string text_of(const std::vector<double>& values) {
    std::string text;
    for (const double value : values) {
        char number[32];
        std::snprintf(number, sizeof number, "%.6g", value);
        text += (text.empty() ? "" : " ") + std::string{number};
    }
    return text;
}

/// The least or the largest value of every column, apart by spaces.
std::string extremes(const Dataset& data, bool high) {
    std::vector<double> values;
    for (std::size_t c = 0; c < data.columns; ++c) {
        float value = data.values[c];
        for (std::size_t r = 1; r < data.rows(); ++r) {
            const float other = data.values[r * data.columns + c];
            value = high ? std::max(value, other) : std::min(value, other);
        }
        values.push_back(static_cast<double>(value));
    }
    return text_of(values);
}

}  // namespace

std::vector<double> probe_of(const Dataset& data) {
    std::vector<double> sums(data.columns, 0.0);
    for (std::size_t r = 0; r < data.rows(); ++r) {
        if (data.part[r] != 0) continue;
        for (std::size_t c = 0; c < data.columns; ++c)
            sums[c] += static_cast<double>(data.values[r * data.columns + c]);
    }
    return sums;
}

Model Model::train(const Dataset& data, const Dataset& calibration, const TrainOptions& options) {
    const Matrix matrix{data};
    const DMatrixHandle handle = matrix.handle();
    BoosterHandle booster = nullptr;
    check(XGBoosterCreate(&handle, 1, &booster));
    const std::array<std::pair<const char*, std::string>, 11> parameters = {{
        {"objective", "multi:softprob"},
        {"num_class", std::to_string(kClasses)},
        {"tree_method", "hist"},
        {"max_depth", std::to_string(options.depth)},
        {"eta", std::to_string(options.eta)},
        {"min_child_weight", "1"},
        {"colsample_bytree", "0.5"},
        {"subsample", "0.8"},
        {"max_bin", "128"},
        {"nthread", std::to_string(options.threads)},
        {"seed", std::to_string(options.seed)},
    }};
    for (const auto& [name, value] : parameters)
        check(XGBoosterSetParam(booster, name, value.c_str()));
    for (int round = 0; round < options.rounds; ++round)
        check(XGBoosterUpdateOneIter(booster, round, handle));
    Model model{booster};
    if (calibration.rows() > 0)
        model.temperature_ = best_temperature(model.margins(calibration), calibration);
    char text[32];
    std::snprintf(text, sizeof text, "%.4f", model.temperature_);
    check(XGBoosterSetAttr(booster, "temperature", text));
    check(XGBoosterSetAttr(booster, "columns", std::to_string(data.columns).c_str()));
    check(XGBoosterSetAttr(booster, "probe", text_of(probe_of(data)).c_str()));
    for (const bool high : {false, true})
        check(XGBoosterSetAttr(booster, high ? "high" : "low", extremes(data, high).c_str()));
    return model;
}

Model Model::load(const std::vector<char>& bytes) {
    BoosterHandle booster = nullptr;
    check(XGBoosterCreate(nullptr, 0, &booster));
    check(XGBoosterLoadModelFromBuffer(booster, bytes.data(), bytes.size()));
    check(XGBoosterSetParam(booster, "nthread", "1"));
    Model model{booster};
    const char* text = nullptr;
    int found = 0;
    check(XGBoosterGetAttr(booster, "temperature", &text, &found));
    if (found == 1) model.temperature_ = std::atof(text);
    return model;
}

std::vector<double> Model::probe() const {
    const char* text = nullptr;
    int found = 0;
    check(XGBoosterGetAttr(booster_, "probe", &text, &found));
    std::istringstream numbers{found == 1 ? text : ""};
    return {std::istream_iterator<double>{numbers}, {}};
}

Model::Model(Model&& other) noexcept
    : booster_{std::exchange(other.booster_, nullptr)}, temperature_{other.temperature_} {}

Model::~Model() {
    if (booster_ != nullptr) XGBoosterFree(booster_);
}

std::vector<char> Model::bytes() const {
    bst_ulong size = 0;
    const char* data = nullptr;
    // XGBoost's own binary form: it loads in one millisecond, where UBJSON takes seventeen.
    check(XGBoosterSaveModelToBuffer(booster_, R"({"format": "deprecated"})", &size, &data));
    return {data, data + size};
}

std::vector<float> Model::margins(const Dataset& data) const {
    const Matrix matrix{data};
    const char* config =
        R"({"type": 1, "training": false, "iteration_begin": 0, "iteration_end": 0,
            "strict_shape": true})";
    const bst_ulong* shape = nullptr;
    bst_ulong dimensions = 0;
    const float* result = nullptr;
    check(XGBoosterPredictFromDMatrix(booster_, matrix.handle(), config, &shape, &dimensions,
                                      &result));
    return {result, result + data.rows() * kClasses};
}

Score Model::score(const Dataset& data) const {
    const std::vector<float> all = margins(data);
    std::vector<std::int32_t> said;
    std::array<double, 10> confidence{};
    std::array<double, 10> right{};
    for (std::size_t r = 0; r < data.rows(); ++r) {
        const auto p = softmax(&all[r * kClasses], temperature_);
        const auto best = std::max_element(p.begin(), p.end()) - p.begin();
        said.push_back(static_cast<std::int32_t>(best));
        const double top = p[static_cast<std::size_t>(best)];
        const auto bin = std::min<std::size_t>(static_cast<std::size_t>(top * 10.0), 9);
        confidence[bin] += top;
        right[bin] += said.back() == data.label[r] ? 1.0 : 0.0;
    }
    Score score = score_of(data, said);
    score.log_loss = log_loss(all, data, temperature_);
    for (std::size_t k = 0; k < 10; ++k)
        score.calibration_error += std::abs(confidence[k] - right[k]);
    score.calibration_error /= static_cast<double>(std::max<std::size_t>(data.rows(), 1));
    return score;
}

Score score_of(const Dataset& data, const std::vector<std::int32_t>& said) {
    Score score;
    score.classes.resize(kClasses);
    score.confusion.assign(kClasses, std::vector<std::size_t>(kClasses, 0));
    bool part_right = true;
    for (std::size_t r = 0; r < data.rows(); ++r) {
        const auto best = static_cast<std::size_t>(said[r]);
        const auto truth = static_cast<std::size_t>(data.label[r]);
        const bool good = best == truth;
        ++score.faces;
        ++score.classes[truth].faces;
        ++score.confusion[truth][best];
        score.said.push_back(best);
        if (!good) score.wrong.push_back(r);
        score.faces_right += good ? 1 : 0;
        score.classes[truth].right += good ? 1 : 0;
        part_right = part_right && good;
        if (r + 1 == data.rows() || data.part[r + 1] != data.part[r]) {
            ++score.parts;
            score.parts_right += part_right ? 1 : 0;
            part_right = true;
        }
    }
    return score;
}

}  // namespace millrace::feature_parts
