#pragma once

// A solid whose faces remember which feature made them. The only part that knows the CAD kernel.

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "millrace/facts/features.h"
#include "millrace/geom/boundary_model.h"
#include "sketch.h"

namespace millrace::feature_parts {

struct FaceLabel {
    facts::FaceClass face_class = facts::FaceClass::Stock;
    std::uint32_t instance = 0;  ///< 0 is stock, features count from 1
};

class Workpiece {
public:
    static Workpiece block(geom::Vec3 size_mm);
    static Workpiece disc(double radius_mm, double height_mm);
    /// Cylinders on each other along one axis.
    struct Section {
        double radius_mm = 0.0;
        double length_mm = 0.0;
    };
    static Workpiece shaft(const std::vector<Section>& sections);
    /// A regular polygon, extruded. `radius_mm` to its corners.
    static Workpiece prism(int corners, double radius_mm, double height_mm);
    Workpiece(Workpiece&&) noexcept;
    Workpiece& operator=(Workpiece&&) noexcept;
    ~Workpiece();

    /// The shape as the product reads it: written, read back and measured by the cad library.
    [[nodiscard]] const geom::BoundaryModel& model() const;
    /// One for every face of the model.
    [[nodiscard]] const std::vector<FaceLabel>& labels() const;
    [[nodiscard]] std::uint32_t features() const;

    /// The piece after one more feature. Nothing when the result is not one sound solid, or when
    /// the new feature does not have the faces it should have, or another lost all of its faces.
    [[nodiscard]] std::optional<Workpiece> cut(const Cut& cut, facts::FaceClass face_class) const;
    /// Breaks or rounds edges, given by their index in the model.
    [[nodiscard]] std::optional<Workpiece> chamfered(const std::vector<std::uint32_t>& edges,
                                                     double leg_mm) const;
    [[nodiscard]] std::optional<Workpiece> rounded(const std::vector<std::uint32_t>& edges,
                                                   double radius_mm) const;
    /// STEP text with the face numbers as names.
    [[nodiscard]] std::string step() const;

private:
    struct State;
    explicit Workpiece(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

/// Keeps the kernel from printing.
void silence_kernel();

}  // namespace millrace::feature_parts
