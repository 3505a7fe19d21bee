// V(q) per part: material, machine, labour, tooling, packaging; divided by the yield.
// F per order line: set-up and programming, divided by the quantity.
// price(q) = max((V/y + F/q)·(1 + overhead) / (1 - margin) · tier, floor).
#include "cost_stack.h"

#include <algorithm>
#include <cmath>

#include "figure_builder.h"

namespace millrace::quote {
namespace {

using plan::Operation;
using plan::OperationKind;

// Beyond this quantity nobody gets faster any more; the usual cap of the learning curve.
constexpr std::int64_t kLearningQuantityMax = 1000;

const char* const kLearning = "pow(min(quantity, 1000), log2(learning_rate))";

enum class Charge { Machine, Labour, Nothing };

// A market machine rate includes the person who attends it, so an operation is charged one rate.
Charge charge_of(const Operation& operation) {
    if (operation.machine_time) return Charge::Machine;
    return operation.labour_role.empty() ? Charge::Nothing : Charge::Labour;
}

std::string op_name(std::size_t index, const char* figure) {
    return "op" + std::to_string(index) + "_" + figure;
}

std::string op_source(std::size_t index, const char* figure) {
    return "plan.operations." + std::to_string(index) + "." + figure;
}

// One line in the making: terms and their value grow together.
class LineBuilder {
public:
    explicit LineBuilder(const StackInput& input)
        : input_{input}, figure_{std::string{input.catalog.policy.currency.code()}} {}

    // time · share · rate of one figure of one operation.
    struct Term {
        std::size_t index;
        const char* figure_name;  ///< "lot_s", "run_s", "part_s"
        const plan::Figure& time;
        bool per_run = false;
        bool learns = false;
    };
    void add_time(const Term& term) {
        if (term.time.value == 0.0) return;
        const Operation& operation = input_.plan.operations[term.index];
        const std::string name = op_name(term.index, term.figure_name);
        double value =
            figure_.input(name, term.time, op_source(term.index, term.figure_name)) / 3600.0;
        std::string text = name + " / 3600";
        if (charge_of(operation) == Charge::Machine) {
            value *= machine_rate();
            text += " * rate_per_h";
        } else {
            value *= labour_share(term.index, operation, text);
        }
        if (term.per_run) {
            value /= parts_in_run();
            text += " / parts_in_run";
        }
        if (term.learns) {
            value *= learning();
            text += std::string{" * "} + kLearning;
        }
        terms_.push_back(std::move(text));
        value_ += value;
    }

    FigureBuilder& figure() { return figure_; }
    [[nodiscard]] double value() const { return value_; }
    [[nodiscard]] std::string text() const { return terms_.empty() ? "0" : sum_of(terms_); }
    double quantity() {
        return figure_.input("quantity", static_cast<double>(input_.quantity), "", kDecided,
                             "request.quantity");
    }

private:
    double machine_rate() {
        return figure_.input("rate_per_h", input_.machine.rate_per_h, per_hour(),
                             provenance_of(input_.machine.trust),
                             "catalog.machines." + input_.machine.id + ".rate_per_h");
    }
    double labour_share(std::size_t index, const Operation& operation, std::string& text) {
        const std::string& role = operation.labour_role;
        const double rate =
            figure_.input(role + "_per_h", input_.catalog.labour_rate(role).per_h, per_hour(),
                          kDecided, "catalog.labour." + role + ".per_h");
        text += " * " + role + "_per_h";
        if (operation.attended_share == 1.0) return rate;
        const std::string share = op_name(index, "attended_share");
        text += " * " + share;
        return rate * figure_.input(share, operation.attended_share, "", kDecided,
                                    op_source(index, "attended_share"));
    }
    // Parts that share a run pay for it together. A last run that is not full is charged as if it
    // were: the rest of the plate goes to other work, and a price never rises with the quantity.
    double parts_in_run() {
        const auto parts = std::min(input_.quantity, input_.plan.runs.parts_per_run);
        return figure_.input("parts_in_run", static_cast<double>(parts), "",
                             plan::Provenance::Estimated, "plan.runs.parts_per_run");
    }
    double learning() {
        quantity();
        figure_.input("learning_rate", input_.policy.learning_rate, "", kDecided,
                      "catalog.processes." + input_.policy.process + ".learning_rate");
        return learning_factor(input_.policy.learning_rate, input_.quantity);
    }
    [[nodiscard]] std::string per_hour() const {
        return std::string{input_.catalog.policy.currency.code()} + "/h";
    }

    const StackInput& input_;
    FigureBuilder figure_;
    std::vector<std::string> terms_;
    double value_ = 0.0;
};

// The lines so far, and what the next line needs of them: their sum, as a value and as a formula.
class Stack {
public:
    explicit Stack(const StackInput& input) : input_{input} {}

    void add(std::string code, std::string label, plan::Figure figure) {
        if (figure.value == 0.0) return;
        sum_ += figure.value;
        lines_.push_back({std::move(code), std::move(label), std::move(figure)});
    }
    /// Adds every line so far as an input of `figure`; returns "(material + machine)".
    [[nodiscard]] std::string all_lines(FigureBuilder& figure) const {
        std::vector<std::string> names;
        for (const StackLine& line : lines_) {
            figure.input(line.code, line.figure, "price.lines." + line.code);
            names.push_back(line.code);
        }
        return names.empty() ? "0" : "(" + sum_of(names) + ")";
    }
    [[nodiscard]] double sum() const { return sum_; }
    [[nodiscard]] FigureBuilder figure() const {
        return FigureBuilder{std::string{input_.catalog.policy.currency.code()}};
    }
    [[nodiscard]] std::vector<StackLine> take() { return std::move(lines_); }

private:
    const StackInput& input_;
    std::vector<StackLine> lines_;
    double sum_ = 0.0;
};

void add_material(Stack& stack, const StackInput& input) {
    FigureBuilder figure = stack.figure();
    const catalog::Material& material = input.material;
    const std::string row = "catalog.materials." + material.id + ".";
    const plan::Provenance trust = provenance_of(material.trust);
    const std::string per_kg = std::string{input.catalog.policy.currency.code()} + "/kg";
    const double taken_g = figure.input("taken_g", input.plan.stock.taken_g, "plan.stock.taken_g");
    const double price =
        figure.input("price_per_kg", material.price_per_kg, per_kg, trust, row + "price_per_kg");
    double value = taken_g / 1000.0 * price;
    std::string text = "taken_g / 1000 * price_per_kg";
    if (input.plan.stock.returned_g.value > 0.0 && material.chip_credit_per_kg > 0.0) {
        const double returned_g =
            figure.input("returned_g", input.plan.stock.returned_g, "plan.stock.returned_g");
        value -= returned_g / 1000.0 *
                 figure.input("chip_credit_per_kg", material.chip_credit_per_kg, per_kg, trust,
                              row + "chip_credit_per_kg");
        text += " - returned_g / 1000 * chip_credit_per_kg";
    }
    stack.add("material", "Material", figure.done(value, text));
}

void add_times(Stack& stack, const StackInput& input, Charge charge, const char* code,
               const char* label) {
    LineBuilder line{input};
    for (std::size_t i = 0; i < input.plan.operations.size(); ++i) {
        const Operation& operation = input.plan.operations[i];
        if (charge_of(operation) != charge) continue;
        // Machines cut and print the hundredth part as they did the first; only people learn.
        const bool learns = charge == Charge::Labour && operation.learns;
        line.add_time({i, "run_s", operation.run_s, true, learns});
        line.add_time({i, "part_s", operation.part_s, false, learns});
    }
    stack.add(code, label, line.figure().done(line.value(), line.text()));
}

void add_tooling(Stack& stack, const StackInput& input) {
    FigureBuilder figure = stack.figure();
    const double value = figure.input("tooling_per_part", input.plan.tooling_per_part,
                                      std::string{input.catalog.policy.currency.code()},
                                      plan::Provenance::Estimated, "plan.tooling_per_part");
    stack.add("tooling", "Tool wear", figure.done(value, "tooling_per_part"));
}

void add_packaging(Stack& stack, const StackInput& input) {
    const catalog::ShopPolicy& shop = input.catalog.policy;
    FigureBuilder figure = stack.figure();
    const std::string currency{shop.currency.code()};
    const geom::Vec3 size = input.box_size;
    const double box_dm3 = figure.input("box_dm3", std::abs(size.x * size.y * size.z) / 1e6, "dm3",
                                        plan::Provenance::Measured, "facts.box");
    const double base = figure.input("packaging_base", shop.packaging_base, currency, kDecided,
                                     "catalog.policy.packaging_base");
    const double per_sqrt =
        figure.input("packaging_per_sqrt_dm3", shop.packaging_per_sqrt_dm3, currency, kDecided,
                     "catalog.policy.packaging_per_sqrt_dm3");
    stack.add("packaging", "Packaging",
              figure.done(base + per_sqrt * std::sqrt(box_dm3),
                          "packaging_base + packaging_per_sqrt_dm3 * sqrt(box_dm3)"));
}

// Parts that fail are made again, so the good ones carry the direct cost of the others.
void add_yield(Stack& stack, const StackInput& input) {
    FigureBuilder figure = stack.figure();
    const std::string direct = stack.all_lines(figure);
    const double yield = figure.input("yield", input.policy.yield, "", kDecided,
                                      "catalog.processes." + input.policy.process + ".yield");
    stack.add("yield", "Scrap allowance",
              figure.done(stack.sum() * (1.0 / yield - 1.0), direct + " * (1 / yield - 1)"));
}

void add_fixed(Stack& stack, const StackInput& input, bool programming, const char* code,
               const char* label) {
    LineBuilder line{input};
    for (std::size_t i = 0; i < input.plan.operations.size(); ++i) {
        const Operation& operation = input.plan.operations[i];
        const bool is_program = operation.kind == OperationKind::Program;
        if (is_program != programming || charge_of(operation) == Charge::Nothing) continue;
        line.add_time({i, "lot_s", operation.lot_s});
    }
    const double quantity = line.quantity();
    stack.add(code, label,
              line.figure().done(line.value() / quantity, "(" + line.text() + ") / quantity"));
}

void add_overhead(Stack& stack, const StackInput& input) {
    FigureBuilder figure = stack.figure();
    const std::string cost = stack.all_lines(figure);
    const double overhead = figure.input("overhead_share", input.catalog.policy.overhead, "",
                                         kDecided, "catalog.policy.overhead");
    stack.add("overhead", "Overhead",
              figure.done(stack.sum() * overhead, cost + " * overhead_share"));
}

void add_margin(Stack& stack, const StackInput& input) {
    FigureBuilder figure = stack.figure();
    const std::string cost = stack.all_lines(figure);
    double margin = figure.input("margin_share", input.policy.margin, "", kDecided,
                                 "catalog.processes." + input.policy.process + ".margin");
    std::string text = "margin_share";
    const catalog::QuantityDiscount* best = nullptr;
    for (const catalog::QuantityDiscount& discount : input.catalog.policy.discounts) {
        if (input.quantity >= discount.quantity_min) best = &discount;
    }
    if (best != nullptr) {
        margin -= figure.input(
            "margin_points", best->margin_points, "", kDecided,
            "catalog.policy.discounts." + std::to_string(best->quantity_min) + ".margin_points");
        text = "(margin_share - margin_points)";
    }
    stack.add("margin", "Margin",
              figure.done(stack.sum() * margin / (1.0 - margin),
                          cost + " * " + text + " / (1 - " + text + ")"));
}

void add_tier(Stack& stack, const StackInput& input) {
    FigureBuilder figure = stack.figure();
    const std::string price = stack.all_lines(figure);
    const double factor = figure.input("price_factor", input.tier.price_factor, "", kDecided,
                                       "catalog.policy.tiers." + input.tier.id + ".price_factor");
    stack.add("tier", "Lead time: " + input.tier.name,
              figure.done(stack.sum() * (factor - 1.0), price + " * (price_factor - 1)"));
}

void add_minimum(Stack& stack, const StackInput& input) {
    if (stack.sum() >= input.policy.floor_per_part) return;
    FigureBuilder figure = stack.figure();
    const std::string price = stack.all_lines(figure);
    const double floor =
        figure.input("floor_per_part", input.policy.floor_per_part,
                     std::string{input.catalog.policy.currency.code()}, kDecided,
                     "catalog.processes." + input.policy.process + ".floor_per_part");
    stack.add("minimum", "Minimum price per part",
              figure.done(floor - stack.sum(), "floor_per_part - " + price));
}

}  // namespace

double learning_factor(double learning_rate, std::int64_t quantity) {
    const auto counted = static_cast<double>(std::min(quantity, kLearningQuantityMax));
    return std::pow(counted, std::log2(learning_rate));
}

std::vector<StackLine> cost_stack(const StackInput& input) {
    Stack stack{input};
    add_material(stack, input);
    add_times(stack, input, Charge::Machine, "machine", "Machine time");
    add_times(stack, input, Charge::Labour, "labour", "Labour");
    add_tooling(stack, input);
    add_packaging(stack, input);
    add_yield(stack, input);
    add_fixed(stack, input, false, "set_up", "Set-up");
    add_fixed(stack, input, true, "programming", "Programming");
    add_overhead(stack, input);
    add_margin(stack, input);
    add_tier(stack, input);
    add_minimum(stack, input);
    return stack.take();
}

}  // namespace millrace::quote
