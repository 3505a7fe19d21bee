// Makes labelled parts and trains the face classifier on them.
//
//   feature_parts make FOLDER COUNT SEED      STEP files with named faces, and their labels as CSV
//   feature_parts rows FILE STYLE COUNT SEED  the classifier's numbers of such parts (STYLE 0 to 5)
//   feature_parts train MODEL ROWS...         trains on files of rows and writes the model
//   feature_parts evidence FILE STYLE COUNT SEED  what the product says of their faces, as CSV
//   feature_parts unseen TEST_ROWS ROWS...    trains on families of parts and scores on another
//   feature_parts check MODEL|- FOLDER        scores a model, or the product, on MFCAD parts
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cinttypes>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "dataset.h"
#include "millrace/facts/face_evidence.h"
#include "recipe.h"
#include "trainer.h"

namespace {

using namespace millrace;
using namespace millrace::feature_parts;

int make(const std::filesystem::path& folder, std::uint64_t count, std::uint64_t seed) {
    std::filesystem::create_directories(folder);
    for (std::uint64_t k = 0; k < count; ++k) {
        const auto style = static_cast<Style>(k % kStyles);
        const Workpiece piece = make_part(seed_of(seed, style, k), style);
        const std::string name = "part_" + std::to_string(k);
        std::ofstream step(folder / (name + ".step"), std::ios::binary);
        step << piece.step();
        std::ofstream labels(folder / (name + ".labels.csv"));
        labels << "face_id,class_name,instance\n";
        for (std::size_t f = 0; f < piece.labels().size(); ++f)
            labels << f << ',' << to_string(piece.labels()[f].face_class) << ','
                   << piece.labels()[f].instance << '\n';
        if (!step.good() || !labels.good()) return 1;
    }
    return 0;
}

/// Makes one part and its rows in a process of its own: the kernel crashes on some blends, and such
/// a part is left out. @return false when it is.
bool add_part(std::uint64_t seed, Style style, std::int32_t number, Dataset& data) {
    std::FILE* file = std::tmpfile();
    if (file == nullptr) return false;
    const pid_t child = fork();
    if (child == 0) {
        alarm(60);
        Dataset one;
        one.add(make_part(seed, style), number);
        const std::uint64_t sizes[2] = {one.columns, one.rows()};
        std::fwrite(sizes, sizeof sizes, 1, file);
        std::fwrite(one.values.data(), sizeof(float), one.values.size(), file);
        std::fwrite(one.label.data(), sizeof(std::int32_t), one.rows(), file);
        std::fflush(file);
        _exit(std::ferror(file) == 0 ? 0 : 1);
    }
    int status = 0;
    bool good = child > 0 && waitpid(child, &status, 0) == child && WIFEXITED(status) &&
                WEXITSTATUS(status) == 0;
    std::rewind(file);
    std::uint64_t sizes[2] = {0, 0};
    good = good && std::fread(sizes, sizeof sizes, 1, file) == 1;
    if (good) {
        Dataset one;
        one.columns = sizes[0];
        one.values.resize(sizes[0] * sizes[1]);
        one.label.resize(sizes[1]);
        one.part.assign(sizes[1], number);
        good = std::fread(one.values.data(), sizeof(float), one.values.size(), file) ==
                   one.values.size() &&
               std::fread(one.label.data(), sizeof(std::int32_t), sizes[1], file) == sizes[1];
        if (good) data.append(one);
    }
    std::fclose(file);
    return good;
}

int rows(const std::string& file, Style style, std::uint64_t count, std::uint64_t seed) {
    Dataset data;
    std::size_t left_out = 0;
    for (std::uint64_t k = 0; k < count; ++k) {
        if (!add_part(seed_of(seed, style, k), style, static_cast<std::int32_t>(k), data))
            ++left_out;
        if ((k + 1) % 100 == 0)
            std::fprintf(stderr, "%s: %" PRIu64 " parts\n", file.c_str(), k + 1);
    }
    std::printf("%s: %" PRIu64 " parts, %zu of them left out, %zu faces, %zu values a face\n",
                file.c_str(), count, left_out, data.rows(), data.columns);
    return save(data, file) ? 0 : 1;
}

/// One line for every face: what it is, what the product says, and what its confidence is made of.
void print_evidence(const Workpiece& piece, std::uint64_t part, std::FILE* out) {
    const auto name = [](facts::FaceClass face_class) {
        return std::string{to_string(face_class)};
    };
    const std::vector<facts::FaceEvidence> said = facts::face_evidence(piece.model());
    for (std::size_t f = 0; f < said.size(); ++f) {
        const facts::FaceEvidence& face = said[f];
        std::fprintf(out, "%" PRIu64 ",%s,%s,%.6f,%.6f,%d,%d\n", part,
                     name(piece.labels()[f].face_class).c_str(), name(face.face_class).c_str(),
                     face.confidence, face.trees, static_cast<int>(face.agreement),
                     face.familiar ? 1 : 0);
    }
}

int evidence(const std::string& file, Style style, std::uint64_t count, std::uint64_t seed) {
    std::ofstream out(file, std::ios::binary);
    out << "part,is,said,confidence,trees,agreement,familiar\n";
    for (std::uint64_t k = 0; k < count; ++k) {
        std::FILE* lines = std::tmpfile();
        if (lines == nullptr) return 1;
        const pid_t child = fork();
        if (child == 0) {
            alarm(60);
            print_evidence(make_part(seed_of(seed, style, k), style), k, lines);
            std::fflush(lines);
            _exit(std::ferror(lines) == 0 ? 0 : 1);
        }
        int status = 0;
        const bool good = child > 0 && waitpid(child, &status, 0) == child && WIFEXITED(status) &&
                          WEXITSTATUS(status) == 0;
        std::rewind(lines);
        std::array<char, 4096> text{};
        while (good) {
            const std::size_t read = std::fread(text.data(), 1, text.size(), lines);
            if (read == 0) break;
            out.write(text.data(), static_cast<std::streamsize>(read));
        }
        std::fclose(lines);
    }
    return out.good() ? 0 : 1;
}

void print(const char* title, const Score& score, bool table) {
    std::printf(
        "%s: %zu of %zu faces right (%.3f %%), %zu of %zu parts (%.2f %%), log loss %.5f, "
        "calibration error %.5f\n",
        title, score.faces_right, score.faces,
        100.0 * static_cast<double>(score.faces_right) / static_cast<double>(score.faces),
        score.parts_right, score.parts,
        100.0 * static_cast<double>(score.parts_right) / static_cast<double>(score.parts),
        score.log_loss, score.calibration_error);
    if (!table) return;
    for (std::size_t c = 0; c < score.classes.size(); ++c) {
        const ClassScore& s = score.classes[c];
        if (s.faces == 0) continue;
        std::printf("  %-34s %7zu faces %8.3f %%",
                    std::string{to_string(static_cast<facts::FaceClass>(c))}.c_str(), s.faces,
                    100.0 * static_cast<double>(s.right) / static_cast<double>(s.faces));
        for (std::size_t k = 0; k < score.classes.size(); ++k) {
            if (k != c && score.confusion[c][k] > 0)
                std::printf("  %s %zu",
                            std::string{to_string(static_cast<facts::FaceClass>(k))}.c_str(),
                            score.confusion[c][k]);
        }
        std::printf("\n");
    }
}

/// Every tenth part is held out for the test and every tenth for the calibration.
int train(const std::string& file, int count, char** files) {
    TrainOptions options;
    std::vector<Dataset> sets(static_cast<std::size_t>(count));
    Dataset training;
    Dataset calibration;
    std::vector<Dataset> tests;
    for (int k = 0; k < count; ++k) {
        Dataset& set = sets[static_cast<std::size_t>(k)];
        if (!load(files[k], set)) {
            std::fprintf(stderr, "feature_parts: could not read '%s'\n", files[k]);
            return 1;
        }
        training.append(set.filtered([](int part) { return part % 10 < 8; }));
        calibration.append(set.filtered([](int part) { return part % 10 == 8; }));
        tests.push_back(set.filtered([](int part) { return part % 10 == 9; }));
    }
    const Model model = Model::train(training, calibration, options);
    std::printf("temperature %.4f\n", model.temperature());
    print("training parts", model.score(training), false);
    for (std::size_t k = 0; k < tests.size(); ++k)
        print((std::string{"held-out parts of "} + files[k]).c_str(), model.score(tests[k]), true);
    const std::vector<char> bytes = model.bytes();
    std::ofstream out(file, std::ios::binary);
    out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    std::printf("%s: %zu bytes\n", file.c_str(), bytes.size());
    return out.good() ? 0 : 1;
}

/// Trains on some families of parts and scores on one that was never seen.
int unseen(const char* test_file, int count, char** files) {
    Dataset training;
    Dataset test;
    for (int k = 0; k < count; ++k) {
        Dataset set;
        if (!load(files[k], set)) return 1;
        training.append(set);
    }
    if (!load(test_file, test)) return 1;
    const Dataset fit = training.filtered([](int part) { return part % 10 < 9; });
    const Dataset calibration = training.filtered([](int part) { return part % 10 == 9; });
    print("parts of an unseen family", Model::train(fit, calibration, {}).score(test), true);
    return 0;
}

/// The plane classes of the 25-class scheme in its order, which is how MFCAD numbers them.
std::vector<facts::FaceClass> plane_classes() {
    using enum facts::FaceClass;
    return {Chamfer,
            TriangularPassage,
            RectangularPassage,
            SixSidesPassage,
            TriangularThroughSlot,
            RectangularThroughSlot,
            RectangularThroughStep,
            TwoSidesThroughStep,
            SlantedThroughStep,
            TriangularPocket,
            RectangularPocket,
            SixSidesPocket,
            RectangularBlindSlot,
            TriangularBlindStep,
            RectangularBlindStep,
            Stock};
}

/// Scores a model, or with "-" the product as it is, rules included.
int check(const std::string& file, const std::string& folder) {
    Dataset data;
    std::vector<std::string> names;
    std::vector<std::int32_t> measured;
    const bool product = file == "-";
    if (!add_folder(folder, plane_classes(), data, names, product ? &measured : nullptr)) {
        std::fprintf(stderr, "feature_parts: could not read the parts in '%s'\n", folder.c_str());
        return 1;
    }
    Score score;
    if (product) {
        score = score_of(data, measured);
    } else {
        std::ifstream in(file, std::ios::binary);
        score = Model::load({std::istreambuf_iterator<char>(in), {}}).score(data);
    }
    print(folder.c_str(), score, true);
    for (const std::size_t row : score.wrong) {
        const auto name = [](std::size_t number) {
            return std::string{to_string(static_cast<facts::FaceClass>(number))};
        };
        std::printf("%s: %s, said %s\n", names[row].c_str(),
                    name(static_cast<std::size_t>(data.label[row])).c_str(),
                    name(score.said[row]).c_str());
    }
    return 0;
}

int usage() {
    std::fprintf(stderr,
                 "usage: feature_parts make FOLDER COUNT SEED\n"
                 "       feature_parts rows FILE STYLE COUNT SEED\n"
                 "       feature_parts evidence FILE STYLE COUNT SEED\n"
                 "       feature_parts train MODEL ROWS...\n"
                 "       feature_parts unseen ROWS_TO_TRY ROWS...\n"
                 "       feature_parts check MODEL|- FOLDER\n");
    return 2;
}

}  // namespace

int main(int argc, char** argv) {
    silence_kernel();
    const std::string command = argc > 1 ? argv[1] : "";
    const auto number = [&](int k) { return std::strtoull(argv[k], nullptr, 10); };
    if (command == "make" && argc == 5) return make(argv[2], number(3), number(4));
    if (command == "rows" && argc == 6)
        return rows(argv[2], static_cast<Style>(number(3)), number(4), number(5));
    if (command == "evidence" && argc == 6)
        return evidence(argv[2], static_cast<Style>(number(3)), number(4), number(5));
    if (command == "train" && argc >= 4) return train(argv[2], argc - 3, argv + 3);
    if (command == "unseen" && argc >= 4) return unseen(argv[2], argc - 3, argv + 3);
    if (command == "check" && argc == 4) return check(argv[2], argv[3]);
    return usage();
}
