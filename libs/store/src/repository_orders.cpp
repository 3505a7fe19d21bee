#include "repository.h"

namespace millrace::store {
namespace {

using app::OrderRecord;
using app::OrderState;
using app::QuoteRecord;

constexpr std::initializer_list<OrderState> kOrderStates = {
    OrderState::Confirmed, OrderState::InProduction, OrderState::ReadyToShip,
    OrderState::Cancelled};

struct QuoteRow {
    static constexpr const char* kTable = "quotes";
    std::string id, request_json, offers_json, catalog_sha256, planner_version;
    Integer created_at_ms = 0, valid_until_ms = 0;

    template <class F>
    void each(const F& f) {
        f("id", id);
        f("request_json", request_json);
        f("offers_json", offers_json);
        f("catalog_sha256", catalog_sha256);
        f("planner_version", planner_version);
        f("created_at_ms", created_at_ms);
        f("valid_until_ms", valid_until_ms);
    }
};

struct QuotePartRow {
    static constexpr const char* kTable = "quote_parts";
    std::string quote_id, part_id;
    Integer position = 0;

    template <class F>
    void each(const F& f) {
        f("quote_id", quote_id);
        f("position", position);
        f("part_id", part_id);
    }
};

struct OrderRow {
    static constexpr const char* kTable = "orders";
    std::string id, quote_id, contact, reference, state, currency;
    Integer total_minor = 0, created_at_ms = 0;

    template <class F>
    void each(const F& f) {
        f("id", id);
        f("quote_id", quote_id);
        f("contact", contact);
        f("reference", reference);
        f("state", state);
        f("total_minor", total_minor);
        f("currency", currency);
        f("created_at_ms", created_at_ms);
    }
};

struct OrderLineRow {
    static constexpr const char* kTable = "order_lines";
    std::string order_id, part_id, process, material, machine, tier, currency;
    Integer number = 0, quantity = 0, unit_price_minor = 0, total_price_minor = 0,
            promised_at_ms = 0;

    template <class F>
    void each(const F& f) {
        f("order_id", order_id);
        f("number", number);
        f("part_id", part_id);
        f("process", process);
        f("material", material);
        f("machine", machine);
        f("tier", tier);
        f("quantity", quantity);
        f("unit_price_minor", unit_price_minor);
        f("total_price_minor", total_price_minor);
        f("currency", currency);
        f("promised_at_ms", promised_at_ms);
    }
};

QuoteRow to_row(const QuoteRecord& quote) {
    QuoteRow row;
    row.id = quote.id.text();
    row.request_json = quote.request_json;
    row.offers_json = quote.offers_json;
    row.catalog_sha256 = quote.catalog_sha256;
    row.planner_version = quote.planner_version;
    row.created_at_ms = to_ms(quote.created_at);
    row.valid_until_ms = to_ms(quote.valid_until);
    return row;
}

QuoteRecord from_row(const QuoteRow& row) {
    QuoteRecord quote;
    quote.id = app::QuoteId{row.id};
    quote.request_json = row.request_json;
    quote.offers_json = row.offers_json;
    quote.catalog_sha256 = row.catalog_sha256;
    quote.planner_version = row.planner_version;
    quote.created_at = from_ms(row.created_at_ms);
    quote.valid_until = from_ms(row.valid_until_ms);
    return quote;
}

template <class Bind>
std::vector<QuoteRecord> select_quotes(soci::session& session, const std::string& condition,
                                       const Bind& bind) {
    std::vector<QuoteRecord> quotes;
    for (const QuoteRow& row :
         select<QuoteRow>(session, select_sql<QuoteRow>() + " " + condition, bind)) {
        QuoteRecord& quote = quotes.emplace_back(from_row(row));
        for (const QuotePartRow& part : select<QuotePartRow>(
                 session, select_sql<QuotePartRow>() + " WHERE quote_id = :id ORDER BY position",
                 [&](const BindUse& use) { use("id", row.id); })) {
            quote.parts.emplace_back(part.part_id);
        }
    }
    return quotes;
}

OrderRow to_row(const OrderRecord& order) {
    OrderRow row;
    row.id = order.id.text();
    row.quote_id = order.quote.text();
    row.contact = order.contact;
    row.reference = order.reference;
    row.state = app::to_string(order.state);
    row.total_minor = order.total.minor();
    row.currency = order.total.currency().code();
    row.created_at_ms = to_ms(order.created_at);
    return row;
}

OrderRecord from_row(const OrderRow& row) {
    OrderRecord order;
    order.id = app::OrderId{row.id};
    order.quote = app::QuoteId{row.quote_id};
    order.contact = row.contact;
    order.reference = row.reference;
    order.state = parse(row.state, kOrderStates);
    order.total = to_money(row.total_minor, row.currency);
    order.created_at = from_ms(row.created_at_ms);
    return order;
}

OrderLineRow to_row(const app::OrderLine& line, const std::string& order_id) {
    OrderLineRow row;
    row.order_id = order_id;
    row.number = line.number;
    row.part_id = line.part.text();
    row.process = line.process;
    row.material = line.material;
    row.machine = line.machine;
    row.tier = line.tier;
    row.quantity = line.quantity;
    row.unit_price_minor = line.unit_price.minor();
    row.total_price_minor = line.total_price.minor();
    row.currency = line.unit_price.currency().code();
    row.promised_at_ms = to_ms(line.promised_at);
    return row;
}

app::OrderLine from_row(const OrderLineRow& row) {
    app::OrderLine line;
    line.number = static_cast<std::uint32_t>(row.number);
    line.part = app::PartId{row.part_id};
    line.process = row.process;
    line.material = row.material;
    line.machine = row.machine;
    line.tier = row.tier;
    line.quantity = row.quantity;
    line.unit_price = to_money(row.unit_price_minor, row.currency);
    line.total_price = to_money(row.total_price_minor, row.currency);
    line.promised_at = from_ms(row.promised_at_ms);
    return line;
}

template <class Bind>
std::vector<OrderRecord> select_orders(soci::session& session, const std::string& condition,
                                       const Bind& bind) {
    std::vector<OrderRecord> orders;
    for (const OrderRow& row :
         select<OrderRow>(session, select_sql<OrderRow>() + " " + condition, bind)) {
        OrderRecord& order = orders.emplace_back(from_row(row));
        for (const OrderLineRow& line : select<OrderLineRow>(
                 session, select_sql<OrderLineRow>() + " WHERE order_id = :id ORDER BY number",
                 [&](const BindUse& use) { use("id", row.id); })) {
            order.lines.push_back(from_row(line));
        }
    }
    return orders;
}

}  // namespace

Status Repository::put(const QuoteRecord& quote) {
    return guarded("store quote '" + quote.id.text() + "'", [&]() -> Status {
        QuoteRow row = to_row(quote);
        upsert(session_, row, "id", true);
        session_ << "DELETE FROM quote_parts WHERE quote_id = :id", soci::use(row.id, "id");
        for (const app::PartId& part : quote.parts) {
            QuotePartRow child;
            child.quote_id = row.id;
            child.part_id = part.text();
            child.position = &part - quote.parts.data();
            execute(session_, insert_sql<QuotePartRow>(), child);
        }
        return Done{};
    });
}

Result<QuoteRecord> Repository::quote(const app::QuoteId& id) {
    return guarded("load quote '" + id.text() + "'", [&] {
        return only(select_quotes(session_, "WHERE id = :id",
                                  [&](const BindUse& use) { use("id", id.text()); }),
                    "quote", id.text());
    });
}

Result<std::vector<QuoteRecord>> Repository::quotes(std::size_t count_max) {
    return guarded("list quotes", [&]() -> Result<std::vector<QuoteRecord>> {
        const Integer limit = to_limit(count_max);
        return select_quotes(session_, "ORDER BY ordinal DESC LIMIT :limit",
                             [&](const BindUse& use) { use("limit", limit); });
    });
}

Status Repository::put(const OrderRecord& order) {
    return guarded("store order '" + order.id.text() + "'", [&]() -> Status {
        OrderRow row = to_row(order);
        upsert(session_, row, "id", true);
        for (const app::OrderLine& line : order.lines) {
            OrderLineRow child = to_row(line, row.id);
            upsert(session_, child, "order_id, number", false);
        }
        return Done{};
    });
}

Result<OrderRecord> Repository::order(const app::OrderId& id) {
    return guarded("load order '" + id.text() + "'", [&] {
        return only(select_orders(session_, "WHERE id = :id",
                                  [&](const BindUse& use) { use("id", id.text()); }),
                    "order", id.text());
    });
}

Result<std::vector<OrderRecord>> Repository::orders(std::size_t count_max) {
    return guarded("list orders", [&]() -> Result<std::vector<OrderRecord>> {
        const Integer limit = to_limit(count_max);
        return select_orders(session_, "ORDER BY ordinal DESC LIMIT :limit",
                             [&](const BindUse& use) { use("limit", limit); });
    });
}

}  // namespace millrace::store
