#include "part21_pmi.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <numbers>
#include <set>

#include "part21_graph.h"
#include "reader.h"

namespace millrace::cad {
namespace {

using geom::Pmi;
using geom::PmiKind;
using Kind = Part21Value::Kind;

constexpr int kDepthMax = 16;

constexpr std::array<std::string_view, 16> kTolerances = {
    "ANGULARITY_TOLERANCE",      "CIRCULAR_RUNOUT_TOLERANCE", "COAXIALITY_TOLERANCE",
    "CONCENTRICITY_TOLERANCE",   "CYLINDRICITY_TOLERANCE",    "FLATNESS_TOLERANCE",
    "LINE_PROFILE_TOLERANCE",    "PARALLELISM_TOLERANCE",     "PERPENDICULARITY_TOLERANCE",
    "POSITION_TOLERANCE",        "ROUNDNESS_TOLERANCE",       "STRAIGHTNESS_TOLERANCE",
    "SURFACE_PROFILE_TOLERANCE", "SYMMETRY_TOLERANCE",        "TOTAL_RUNOUT_TOLERANCE",
    "GEOMETRIC_TOLERANCE"};

constexpr std::array<std::string_view, 8> kDimensions = {
    "DIMENSIONAL_SIZE", "DIMENSIONAL_SIZE_WITH_PATH",   "DIMENSIONAL_SIZE_WITH_DATUM_FEATURE",
    "ANGULAR_SIZE",     "DIMENSIONAL_LOCATION",         "DIMENSIONAL_LOCATION_WITH_PATH",
    "ANGULAR_LOCATION", "DIRECTED_DIMENSIONAL_LOCATION"};

constexpr std::array<std::string_view, 3> kThreads = {"THREAD", "CATALOGUE_THREAD",
                                                      "DEFINED_THREAD"};

template <std::size_t N>
bool one_of(std::string_view word, const std::array<std::string_view, N>& words) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

std::string lower_words(std::string_view keyword) {
    std::string text{keyword};
    for (char& c : text) c = c == '_' ? ' ' : static_cast<char>(std::tolower(c));
    return text;
}

/// A value with its unit resolved.
struct Measure {
    double value = 0.0;  ///< mm or rad
    bool angular = false;
    std::string name;
};

std::string degrees_or_mm(double value, bool angular) {
    return angular ? number_text(value * 180.0 / std::numbers::pi) + "°" : number_text(value);
}

std::string signed_text(double value, bool angular) {
    return (value < 0.0 ? "" : "+") + degrees_or_mm(value, angular);
}

class PmiReader {
public:
    explicit PmiReader(std::string_view text) : graph_{text} {}

    std::vector<Part21Pmi> run() {
        sort_entities();
        link_aspects();
        for (const Part21Entity* entity : dimensions_) add_dimension(*entity);
        for (const Part21Entity* entity : tolerances_) add_tolerance(*entity);
        for (const Part21Entity* entity : datums_) add_datum(*entity);
        for (const Part21Entity* entity : threads_) add_thread(*entity);
        add_notes();
        std::stable_sort(result_.begin(), result_.end(), [](const auto& a, const auto& b) {
            return a.pmi.step_id < b.pmi.step_id;
        });
        if (result_.size() > kPmiMax) result_.resize(kPmiMax);
        return std::move(result_);
    }

private:
    // --- reading the graph ---------------------------------------------------------------------

    void sort_entities() {
        for (const Part21Graph::Entry& entry : graph_.entries()) {
            // Rational splines are the only complex instances that are many and large.
            if (entry.keyword.substr(0, 8) == "BOUNDED_") continue;
            if (entry.complex) {
                const Part21Entity* entity = graph_.find(entry.id);
                for (const Part21Record& record : entity->records)
                    if (sort_entity(*entity, record.keyword)) break;
            } else if (of_interest(entry.keyword)) {
                sort_entity(*graph_.find(entry.id), entry.keyword);
            }
        }
    }

    static bool of_interest(std::string_view keyword) {
        constexpr std::array<std::string_view, 12> kOthers = {
            "DATUM",
            "DIMENSIONAL_CHARACTERISTIC_REPRESENTATION",
            "PLUS_MINUS_TOLERANCE",
            "GEOMETRIC_ITEM_SPECIFIC_USAGE",
            "ITEM_IDENTIFIED_REPRESENTATION_USAGE",
            "SHAPE_ASPECT_RELATIONSHIP",
            "FEATURE_FOR_DATUM_TARGET_RELATIONSHIP",
            "SHAPE_DEFINING_RELATIONSHIP",
            "PROPERTY_DEFINITION_REPRESENTATION",
            "SHAPE_DEFINITION_REPRESENTATION",
            "DRAUGHTING_MODEL_ITEM_ASSOCIATION",
            "TOLERANCE_ZONE"};
        return one_of(keyword, kOthers) || one_of(keyword, kTolerances) ||
               one_of(keyword, kDimensions) || one_of(keyword, kThreads);
    }

    bool sort_entity(const Part21Entity& entity, std::string_view keyword) {
        // Numbers may be given twice; only the first of them counts.
        if (entity.record(keyword) == nullptr) return false;
        if (one_of(keyword, kTolerances)) {
            tolerances_.push_back(&entity);
        } else if (one_of(keyword, kDimensions)) {
            dimensions_.push_back(&entity);
        } else if (one_of(keyword, kThreads)) {
            threads_.push_back(&entity);
        } else if (keyword == "DATUM") {
            datums_.push_back(&entity);
        } else if (of_interest(keyword)) {
            links_.push_back(entity.record(keyword));
        } else {
            return false;
        }
        return true;
    }

    [[nodiscard]] const Part21Record* record(const Part21Value& reference,
                                             std::string_view keyword) const {
        const Part21Entity* entity =
            reference.kind == Kind::Reference ? graph_.find(reference.reference) : nullptr;
        return entity != nullptr ? entity->record(keyword) : nullptr;
    }

    /// Every reference in a value, lists and typed values included.
    static void each_reference(const Part21Value& value,
                               const std::function<void(std::uint64_t)>& visit) {
        if (value.kind == Kind::Reference) visit(value.reference);
        for (const Part21Value& item : value.items) each_reference(item, visit);
    }

    void link_aspects() {
        for (const Part21Record* link : links_) {
            const Part21Record& r = *link;
            const std::string_view keyword = r.keyword;
            if (keyword == "GEOMETRIC_ITEM_SPECIFIC_USAGE" ||
                keyword == "ITEM_IDENTIFIED_REPRESENTATION_USAGE") {
                each_reference(r.at(4), [&](std::uint64_t item) {
                    items_[r.at(2).reference].push_back(item);
                });
            } else if (keyword == "SHAPE_ASPECT_RELATIONSHIP" ||
                       keyword == "FEATURE_FOR_DATUM_TARGET_RELATIONSHIP" ||
                       keyword == "SHAPE_DEFINING_RELATIONSHIP") {
                members_[r.at(2).reference].push_back(r.at(3).reference);
                owners_[r.at(3).reference].push_back(r.at(2).reference);
            } else if (keyword == "PROPERTY_DEFINITION_REPRESENTATION" ||
                       keyword == "SHAPE_DEFINITION_REPRESENTATION") {
                link_property(r);
            } else if (keyword == "DIMENSIONAL_CHARACTERISTIC_REPRESENTATION") {
                values_[r.at(0).reference].push_back(r.at(1).reference);
            } else if (keyword == "PLUS_MINUS_TOLERANCE") {
                deviations_[r.at(1).reference] = r.at(0).reference;
            } else if (keyword == "TOLERANCE_ZONE") {
                each_reference(r.at(4), [&](std::uint64_t tolerance) {
                    zones_[tolerance] = r.at(5).reference;
                });
            } else if (keyword == "DRAUGHTING_MODEL_ITEM_ASSOCIATION") {
                callouts_.emplace_back(r.at(2).reference, r.at(4).reference);
            }
        }
        for (const auto& [definition, callout] : callouts_) {
            const auto text = texts_.find(callout);
            if (text != texts_.end()) texts_.try_emplace(definition, text->second);
        }
    }

    /// PROPERTY_DEFINITION(name, description, definition) and a representation of it: texts, faces.
    void link_property(const Part21Record& link) {
        const Part21Record* property = record(link.at(0), "PROPERTY_DEFINITION");
        const Part21Entity* entity = graph_.find(link.at(1).reference);
        if (property == nullptr || entity == nullptr || entity->records.empty()) return;
        const std::uint64_t target = property->at(2).reference;
        if (target == 0) return;
        // The record that lists the items is the only one of a representation with a list second.
        for (const Part21Record& representation : entity->records) {
            if (representation.at(1).kind != Kind::List) continue;
            for (const Part21Value& item : representation.at(1).items) {
                if (item.kind != Kind::Reference) continue;
                items_[target].push_back(item.reference);
                properties_[target].push_back(item.reference);
                const Part21Record* text = record(item, "DESCRIPTIVE_REPRESENTATION_ITEM");
                if (text == nullptr) continue;
                const std::string name = decoded(text->at(0).text);
                if (name == "equivalent unicode string" || name.find("text") != std::string::npos)
                    texts_.try_emplace(target, decoded(text->at(1).text));
            }
            break;
        }
    }

    // --- faces ---------------------------------------------------------------------------------

    void collect_faces(std::uint64_t aspect, bool to_owners, int depth,
                       std::set<std::uint64_t>& seen, std::set<std::uint64_t>& faces) const {
        if (depth > kDepthMax || faces.size() >= kPmiFacesMax || !seen.insert(aspect).second)
            return;
        if (visits_left_ == 0) return;  // only a hostile file gets here
        --visits_left_;
        if (const auto it = items_.find(aspect); it != items_.end())
            for (const std::uint64_t item : it->second) add_face(item, 0, faces);
        const auto& relations = to_owners ? owners_ : members_;
        if (const auto it = relations.find(aspect); it != relations.end()) {
            for (const std::uint64_t next : it->second)
                collect_faces(next, to_owners, depth + 1, seen, faces);
        }
    }

    /// A face, or a set of faces.
    void add_face(std::uint64_t item, int depth, std::set<std::uint64_t>& faces) const {
        const Part21Entity* entity = graph_.find(item);
        if (entity == nullptr || entity->records.empty() || depth > 4) return;
        const Part21Record& r = entity->records.front();
        if (r.keyword == "ADVANCED_FACE" || r.keyword == "FACE_SURFACE") {
            if (faces.size() < kPmiFacesMax) faces.insert(item);
        } else if (r.keyword == "CONNECTED_FACE_SET" || r.keyword == "CONNECTED_FACE_SUB_SET" ||
                   r.keyword == "OPEN_SHELL" || r.keyword == "CLOSED_SHELL") {
            each_reference(r.at(1), [&](std::uint64_t face) { add_face(face, depth + 1, faces); });
        }
    }

    [[nodiscard]] std::set<std::uint64_t> faces_of(std::uint64_t aspect, bool to_owners) const {
        std::set<std::uint64_t> seen;
        std::set<std::uint64_t> faces;
        if (aspect != 0) collect_faces(aspect, to_owners, 0, seen, faces);
        return faces;
    }

    // --- values --------------------------------------------------------------------------------

    /// mm or rad for one of a unit; nothing for units of other quantities.
    [[nodiscard]] std::optional<double> unit(std::uint64_t id, bool angular, int depth) const {
        const Part21Entity* entity = graph_.find(id);
        if (entity == nullptr || depth > 4) return std::nullopt;
        if (const Part21Record* converted = entity->record("CONVERSION_BASED_UNIT")) {
            const auto base = measure(converted->at(1).reference, depth + 1);
            if (!base || base->angular != angular) return std::nullopt;
            return base->value;
        }
        const Part21Record* si = entity->record("SI_UNIT");
        if (si == nullptr) return std::nullopt;
        // A simple SI_UNIT repeats the dimensions before prefix and name.
        const std::size_t last = si->arguments.empty() ? 0 : si->arguments.size() - 1;
        const std::string_view prefix = last > 0 ? si->at(last - 1).text : std::string_view{};
        const std::string_view name = si->at(last).text;
        if (name == "RADIAN" && angular) return 1.0;
        if (name != "METRE" || angular) return std::nullopt;
        if (prefix.empty()) return 1000.0;
        if (prefix == "MILLI") return 1.0;
        if (prefix == "CENTI") return 10.0;
        if (prefix == "DECI") return 100.0;
        if (prefix == "MICRO") return 1e-3;
        if (prefix == "KILO") return 1e6;
        return std::nullopt;
    }

    [[nodiscard]] std::optional<Measure> measure(std::uint64_t id, int depth = 0) const {
        const Part21Entity* entity = graph_.find(id);
        if (entity == nullptr || depth > 4) return std::nullopt;
        Measure result;
        const Part21Value* value = nullptr;
        const Part21Value* in = nullptr;
        for (const Part21Record& r : entity->records) {
            if (r.keyword == "REPRESENTATION_ITEM") result.name = decoded(r.at(0).text);
            for (std::size_t i = 0; i + 1 < r.arguments.size(); ++i) {
                if (r.at(i).kind != Kind::Typed || r.at(i).items.empty()) continue;
                if (r.at(i).text.find("_MEASURE") == std::string_view::npos) continue;
                value = &r.at(i);
                in = &r.at(i + 1);
                if (i > 0) result.name = decoded(r.at(0).text);
            }
        }
        if (value == nullptr || value->items.front().kind != Kind::Number) return std::nullopt;
        result.angular =
            value->text == "PLANE_ANGLE_MEASURE" || value->text == "POSITIVE_PLANE_ANGLE_MEASURE";
        const auto factor = unit(in->reference, result.angular, depth);
        if (!factor) return std::nullopt;
        result.value = value->items.front().number * *factor;
        if (!std::isfinite(result.value)) return std::nullopt;
        return result;
    }

    // --- statements ----------------------------------------------------------------------------

    void add(Pmi pmi, const std::set<std::uint64_t>& faces) {
        if (result_.size() >= kPmiMax) return;
        if (const auto text = texts_.find(pmi.step_id); text != texts_.end())
            pmi.text = text->second;
        pmi.type = printable_name(pmi.type);
        pmi.text = printable_name(pmi.text);
        result_.push_back({std::move(pmi), {faces.begin(), faces.end()}});
    }

    void add_dimension(const Part21Entity& entity) {
        Pmi pmi;
        pmi.kind = PmiKind::Dimension;
        pmi.step_id = entity.id;
        std::set<std::uint64_t> faces;
        for (const Part21Record& r : entity.records) {
            if (r.keyword.find("LOCATION") != std::string_view::npos ||
                r.keyword == "SHAPE_ASPECT_RELATIONSHIP") {
                if (r.arguments.size() < 4) continue;
                pmi.type = decoded(r.at(0).text);
                for (const std::size_t side : {2U, 3U})
                    faces.merge(faces_of(r.at(side).reference, false));
            } else if (r.keyword.find("SIZE") != std::string_view::npos &&
                       r.arguments.size() >= 2) {
                pmi.type = decoded(r.at(1).text);
                faces.merge(faces_of(r.at(0).reference, false));
            }
            pmi.angular = pmi.angular || r.keyword.substr(0, 7) == "ANGULAR";
        }
        set_values(entity.id, pmi);
        set_deviations(entity.id, pmi);
        pmi.text = dimension_text(pmi);
        add(std::move(pmi), faces);
    }

    void set_values(std::uint64_t dimension, Pmi& pmi) const {
        const auto known = values_.find(dimension);
        if (known == values_.end()) return;
        std::optional<double> low;
        std::optional<double> high;
        const std::function<void(const Part21Value&, int)> take = [&](const Part21Value& item,
                                                                      int depth) {
            if (item.kind == Kind::List) {
                for (const Part21Value& one : item.items) take(one, depth);
            }
            if (item.kind != Kind::Reference || depth > 3) return;
            if (const auto found = measure(item.reference)) {
                pmi.angular = found->angular;
                if (found->name == "upper limit") {
                    high = found->value;
                } else if (found->name == "lower limit") {
                    low = found->value;
                } else if (!pmi.nominal) {
                    pmi.nominal = found->value;
                }
            } else if (const auto* note = record(item, "DESCRIPTIVE_REPRESENTATION_ITEM")) {
                pmi.modifiers.push_back(printable_name(decoded(note->at(1).text)));
            } else if (const auto* list = record(item, "COMPOUND_REPRESENTATION_ITEM")) {
                for (const Part21Value& one : list->at(1).items) take(one, depth + 1);
            } else if (const auto* range = record(item, "VALUE_RANGE")) {
                for (const Part21Value& one : range->at(1).items) take(one, depth + 1);
            }
            if (const auto* qualified = record(item, "QUALIFIED_REPRESENTATION_ITEM")) {
                each_reference(qualified->at(0), [&](std::uint64_t id) {
                    const Part21Entity* type = graph_.find(id);
                    const auto* name = type != nullptr ? type->record("TYPE_QUALIFIER") : nullptr;
                    if (name != nullptr)
                        pmi.modifiers.push_back(printable_name(decoded(name->at(0).text)));
                });
            }
        };
        for (const std::uint64_t id : known->second) {
            const Part21Entity* entity = graph_.find(id);
            if (entity == nullptr) continue;
            for (const Part21Record& r : entity->records)
                if (r.at(1).kind == Kind::List) take(r.at(1), 0);
        }
        if (!pmi.nominal && low && high) pmi.nominal = (*low + *high) / 2.0;
        if (!pmi.nominal) return;
        if (high) pmi.upper = *high - *pmi.nominal;
        if (low) pmi.lower = *low - *pmi.nominal;
    }

    void set_deviations(std::uint64_t dimension, Pmi& pmi) const {
        const auto known = deviations_.find(dimension);
        const Part21Entity* range =
            known != deviations_.end() ? graph_.find(known->second) : nullptr;
        if (range == nullptr) return;
        if (const Part21Record* values = range->record("TOLERANCE_VALUE")) {
            if (const auto low = measure(values->at(0).reference)) pmi.lower = low->value;
            if (const auto high = measure(values->at(1).reference)) pmi.upper = high->value;
        } else if (const Part21Record* fit = range->record("LIMITS_AND_FITS")) {
            pmi.modifiers.push_back(
                printable_name(decoded(fit->at(0).text) + decoded(fit->at(2).text)));
        }
    }

    static std::string dimension_text(const Pmi& pmi) {
        if (!pmi.nominal) return pmi.type;
        std::string text;
        const auto is = [&](std::string_view word) {
            return pmi.type.find(word) != std::string::npos;
        };
        if (is("spherical")) text += "S";
        if (is("diameter")) text += "⌀";
        if (is("radius")) text += "R";
        text += degrees_or_mm(*pmi.nominal, pmi.angular);
        for (const std::string& modifier : pmi.modifiers) {
            if (modifier == "theoretical") text = "[" + text + "]";
            if (modifier == "auxiliary") text = "(" + text + ")";
            if (modifier.size() <= 4) text += " " + modifier;
        }
        if (!pmi.upper || !pmi.lower) return text;
        if (std::abs(*pmi.upper + *pmi.lower) < 1e-9)
            return text + " ±" + degrees_or_mm(*pmi.upper, pmi.angular);
        return text + " " + signed_text(*pmi.upper, pmi.angular) + " " +
               signed_text(*pmi.lower, pmi.angular);
    }

    void add_tolerance(const Part21Entity& entity) {
        Pmi pmi;
        pmi.kind = PmiKind::Tolerance;
        pmi.step_id = entity.id;
        const Part21Record* common = entity.record("GEOMETRIC_TOLERANCE");
        for (const Part21Record& r : entity.records) {
            if (!one_of(r.keyword, kTolerances)) continue;
            if (r.keyword != "GEOMETRIC_TOLERANCE") {
                pmi.type = lower_words(r.keyword.substr(0, r.keyword.size() - 10));
                if (common == nullptr) common = &r;
            }
        }
        if (common == nullptr) return;
        if (const auto size = measure(common->at(2).reference)) pmi.nominal = size->value;
        add_datum_references(common->at(4), pmi);
        for (const Part21Record& r : entity.records) {
            if (r.keyword == "GEOMETRIC_TOLERANCE_WITH_DATUM_REFERENCE")
                add_datum_references(r.at(0), pmi);
            if (r.keyword == "GEOMETRIC_TOLERANCE_WITH_MODIFIERS")
                for (const Part21Value& word : r.at(0).items)
                    pmi.modifiers.push_back(lower_case(word.text));
            if (r.keyword == "MODIFIED_GEOMETRIC_TOLERANCE")
                pmi.modifiers.push_back(lower_case(r.at(0).text));
        }
        if (const auto zone = zones_.find(entity.id); zone != zones_.end()) {
            const Part21Entity* form = graph_.find(zone->second);
            const auto* name = form != nullptr ? form->record("TOLERANCE_ZONE_FORM") : nullptr;
            if (name != nullptr)
                pmi.modifiers.push_back(printable_name(decoded(name->at(0).text)) + " zone");
        }
        pmi.text = pmi.type;
        if (pmi.nominal) pmi.text += " " + number_text(*pmi.nominal);
        for (const std::string& datum : pmi.datums) pmi.text += " | " + datum;
        add(std::move(pmi), faces_of(common->at(3).reference, false));
    }

    static std::string lower_case(std::string_view word) {
        std::string text{word};
        for (char& c : text) c = static_cast<char>(std::tolower(c));
        return printable_name(text);
    }

    void add_datum_references(const Part21Value& list, Pmi& pmi) const {
        for (const Part21Value& reference : list.items) {
            if (const auto* system = record(reference, "DATUM_SYSTEM")) {
                for (const Part21Value& one : system->at(4).items) {
                    if (const auto* compartment = record(one, "DATUM_REFERENCE_COMPARTMENT"))
                        add_datum_name(compartment_name(*compartment, 0), pmi);
                }
            } else if (const auto* old = record(reference, "DATUM_REFERENCE")) {
                add_datum_name(letter(old->at(1)), pmi);
            }
        }
    }

    static void add_datum_name(const std::string& name, Pmi& pmi) {
        if (!name.empty()) pmi.datums.push_back(printable_name(name));
    }

    [[nodiscard]] std::string letter(const Part21Value& reference) const {
        const Part21Record* datum = record(reference, "DATUM");
        return datum != nullptr ? decoded(datum->at(4).text) : std::string{};
    }

    /// "A", "A-B" for a common datum, "A(M)" with a material condition.
    [[nodiscard]] std::string compartment_name(const Part21Record& part, int depth) const {
        std::string name;
        const Part21Value& base = part.at(4);
        if (base.kind == Kind::Reference) {
            name = letter(base);
        } else if (depth < 3) {
            each_reference(base, [&](std::uint64_t id) {
                const Part21Entity* entity = graph_.find(id);
                const auto* element =
                    entity != nullptr ? entity->record("DATUM_REFERENCE_ELEMENT") : nullptr;
                if (element == nullptr) return;
                if (!name.empty()) name += '-';
                name += compartment_name(*element, depth + 1);
            });
        }
        for (const Part21Value& modifier : part.at(5).items) {
            const Part21Value& word = modifier.items.empty() ? modifier : modifier.items.front();
            if (word.text == "MAXIMUM_MATERIAL_REQUIREMENT") name += "(M)";
            if (word.text == "LEAST_MATERIAL_REQUIREMENT") name += "(L)";
        }
        return name;
    }

    void add_datum(const Part21Entity& entity) {
        const Part21Record* r = entity.record("DATUM");
        if (r == nullptr) return;
        Pmi pmi;
        pmi.kind = PmiKind::Datum;
        pmi.type = "datum";
        pmi.step_id = entity.id;
        pmi.text = decoded(r->at(4).text);
        add_datum_name(pmi.text, pmi);
        add(std::move(pmi), faces_of(entity.id, true));
    }

    void add_thread(const Part21Entity& entity) {
        Pmi pmi;
        pmi.kind = PmiKind::Thread;
        pmi.type = "thread";
        pmi.step_id = entity.id;
        std::string size;
        std::optional<double> pitch;
        if (const auto known = properties_.find(entity.id); known != properties_.end()) {
            for (const std::uint64_t item : known->second) {
                const Part21Entity* property = graph_.find(item);
                if (property == nullptr) continue;
                if (const auto* text = property->record("DESCRIPTIVE_REPRESENTATION_ITEM")) {
                    const std::string name = decoded(text->at(0).text);
                    if (name == "nominal size" || name == "thread size" || name == "designation")
                        size = decoded(text->at(1).text);
                    if (name == "fit class") pmi.modifiers.push_back(decoded(text->at(1).text));
                } else if (const auto found = measure(item); found && !found->angular) {
                    if (found->name == "major diameter" || found->name == "nominal size")
                        pmi.nominal = found->value;
                    if (found->name == "pitch") pitch = found->value;
                }
            }
        }
        if (size.empty() && pmi.nominal) size = "M" + number_text(*pmi.nominal);
        if (pitch && !size.empty() && size.find('x') == std::string::npos && size[0] == 'M')
            size += "x" + number_text(*pitch);
        if (size.empty()) size = decoded(entity.records.front().at(0).text);
        pmi.text = size;
        auto faces = faces_of(entity.id, false);
        if (faces.empty()) faces = faces_of(entity.id, true);
        add(std::move(pmi), faces);
    }

    /// Texts about aspects that are no dimension, tolerance or thread.
    void add_notes() {
        std::set<std::uint64_t> taken;
        for (const Part21Pmi& one : result_) taken.insert(one.pmi.step_id);
        for (const auto& [target, text] : texts_) {
            if (text.empty() || taken.count(target) != 0) continue;
            const auto faces = faces_of(target, false);
            if (faces.empty()) continue;
            Pmi pmi;
            pmi.type = "note";
            pmi.step_id = target;
            add(std::move(pmi), faces);
        }
    }

    using Links = std::map<std::uint64_t, std::vector<std::uint64_t>>;
    Part21Graph graph_;
    std::vector<const Part21Entity*> dimensions_, tolerances_, datums_, threads_;
    std::vector<const Part21Record*> links_;
    Links items_;       ///< what represents an aspect
    Links members_;     ///< aspects that an aspect is made of
    Links owners_;      ///< the reverse
    Links values_;      ///< representations of a dimension
    Links properties_;  ///< items of the properties of anything
    std::map<std::uint64_t, std::uint64_t> deviations_, zones_;
    std::map<std::uint64_t, std::string> texts_;
    std::vector<std::pair<std::uint64_t, std::uint64_t>> callouts_;
    mutable std::size_t visits_left_ = 2'000'000;
    std::vector<Part21Pmi> result_;
};

}  // namespace

std::vector<Part21Pmi> read_part21_pmi(std::string_view text) {
    // Whatever is said about faces is said about aspects of the shape.
    constexpr std::string_view kMark = "SHAPE_ASPECT";
    const std::boyer_moore_horspool_searcher searcher(kMark.begin(), kMark.end());
    if (std::search(text.begin(), text.end(), searcher) == text.end()) return {};
    return PmiReader{text}.run();
}

}  // namespace millrace::cad
