#include "dataset.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <span>

#include "millrace/cad/read.h"
#include "millrace/facts/face_values.h"
#include "millrace/facts/part_facts.h"

namespace millrace::feature_parts {
namespace {

template <class T>
void write(std::ofstream& out, const std::vector<T>& values) {
    const std::uint64_t count = values.size();
    out.write(reinterpret_cast<const char*>(&count), sizeof count);
    out.write(reinterpret_cast<const char*>(values.data()),
              static_cast<std::streamsize>(count * sizeof(T)));
}

template <class T>
void read(std::ifstream& in, std::vector<T>& values) {
    std::uint64_t count = 0;
    in.read(reinterpret_cast<char*>(&count), sizeof count);
    if (!in) return;
    values.resize(count);
    in.read(reinterpret_cast<char*>(values.data()),
            static_cast<std::streamsize>(count * sizeof(T)));
}

}  // namespace

void Dataset::add(const Workpiece& piece, std::int32_t part_number) {
    const facts::FaceValues rows = facts::face_values(piece.model());
    columns = rows.columns;
    values.insert(values.end(), rows.rows.begin(), rows.rows.end());
    for (const FaceLabel& face : piece.labels()) {
        label.push_back(static_cast<std::int32_t>(face.face_class));
        part.push_back(part_number);
    }
}

void Dataset::append(const Dataset& other) {
    columns = other.columns;
    values.insert(values.end(), other.values.begin(), other.values.end());
    label.insert(label.end(), other.label.begin(), other.label.end());
    part.insert(part.end(), other.part.begin(), other.part.end());
}

bool add_folder(const std::string& folder, const std::vector<facts::FaceClass>& class_of_number,
                Dataset& data, std::vector<std::string>& face_names,
                std::vector<std::int32_t>* measured) {
    std::vector<std::filesystem::path> paths;
    for (const auto& entry : std::filesystem::directory_iterator(folder))
        if (entry.path().extension() == ".step") paths.push_back(entry.path());
    std::sort(paths.begin(), paths.end());
    for (std::size_t k = 0; k < paths.size(); ++k) {
        std::ifstream in(paths[k], std::ios::binary);
        const std::string bytes{std::istreambuf_iterator<char>(in), {}};
        const auto file = cad::read(std::as_bytes(std::span{bytes}), {});
        if (!file || file->parts.size() != 1) return false;
        std::map<std::string, std::size_t> number_of;
        std::ifstream labels(std::filesystem::path{paths[k]}.replace_extension(".labels.csv"));
        std::string line;
        std::getline(labels, line);
        while (std::getline(labels, line)) {
            const std::size_t comma = line.find(',');
            number_of[line.substr(0, comma)] = std::stoul(line.substr(comma + 1));
        }
        if (measured != nullptr) {
            const auto facts = facts::measure(file->parts[0], {});
            if (!facts) return false;
            for (const facts::FaceFeature& face : facts->features.faces)
                measured->push_back(static_cast<std::int32_t>(face.face_class));
        }
        const facts::FaceValues rows = facts::face_values(file->parts[0]);
        data.columns = rows.columns;
        data.values.insert(data.values.end(), rows.rows.begin(), rows.rows.end());
        for (const geom::Face& face : file->parts[0].faces) {
            data.label.push_back(
                static_cast<std::int32_t>(class_of_number.at(number_of.at(face.name))));
            data.part.push_back(static_cast<std::int32_t>(k));
            face_names.push_back(paths[k].stem().string() + " face " + face.name);
        }
    }
    return true;
}

bool save(const Dataset& data, const std::string& file) {
    std::ofstream out(file, std::ios::binary);
    write(out, std::vector<std::uint64_t>{data.columns});
    write(out, data.values);
    write(out, data.label);
    write(out, data.part);
    return out.good();
}

bool load(const std::string& file, Dataset& data) {
    std::ifstream in(file, std::ios::binary);
    if (!in) return false;
    std::vector<std::uint64_t> columns;
    read(in, columns);
    if (columns.size() != 1) return false;
    data.columns = columns[0];
    read(in, data.values);
    read(in, data.label);
    read(in, data.part);
    return in.good() && data.values.size() == data.columns * data.rows();
}

}  // namespace millrace::feature_parts
