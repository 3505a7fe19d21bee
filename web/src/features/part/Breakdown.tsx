import type { Figure, Offer, Price } from "../../api/types";
import { FigureDetails } from "../../domain/FigureDetails";
import { moneyText } from "../../domain/money";
import { useText } from "../../lib/preferences";
import { gram, kilograms, seconds } from "../../lib/units";
import { Disclosure } from "../../ui/Disclosure";
import { Fact, FactList } from "../../ui/Fact";
import { ProvenanceTag } from "../../domain/ProvenanceTag";
import classes from "./Breakdown.module.css";

/** What the price, the date and the footprint are made of. Every line opens to its sources. */
export function Breakdown({ offer, price }: { readonly offer: Offer; readonly price: Price }) {
  const { t, f, code, say } = useText();
  const footprint = offer.footprint;
  const parts: readonly (readonly [string, Figure])[] = footprint
    ? [
        [t("footprint_material"), footprint.material_co2e_kg],
        [t("footprint_energy"), footprint.energy_co2e_kg],
        [t("footprint_consumables"), footprint.consumables_co2e_kg],
        [t("footprint_transport"), footprint.transport_co2e_kg],
        [t("footprint_packaging"), footprint.packaging_co2e_kg],
      ]
    : [];
  return (
    <>
      <section aria-labelledby="breakdown-title" data-testid="breakdown">
        <h2 id="breakdown-title">{t("breakdown_title")}</h2>
        <div className={classes.lines}>
          {price.breakdown.map((line, index) => (
            <Disclosure
              key={`${line.code}-${index}`}
              summary={
                <>
                  <span>{code("cost", line.code, line.label)}</span>
                  <ProvenanceTag provenance={line.figure.provenance} />
                  <strong className={`${classes.amount} figures`}>{moneyText(f, line.amount)}</strong>
                </>
              }
            >
              <FigureDetails figure={line.figure} />
            </Disclosure>
          ))}
          <div className={classes.total}>
            <span>{t("unit_price")}</span>
            <strong>{moneyText(f, price.unit_price)}</strong>
          </div>
        </div>
      </section>

      <section aria-labelledby="making-title">
        <h2 id="making-title">{t("making_title")}</h2>
        <FactList>
          <Fact name={t("fact_setup")}>{f.duration(seconds(offer.setup_s))}</Fact>
          <Fact name={t("fact_run")}>{f.duration(seconds(offer.run_s_per_part))}</Fact>
          {offer.mass_g === null ? null : <Fact name={t("fact_mass")}>{f.mass(gram(offer.mass_g))}</Fact>}
          <Fact name={t("fact_machine")}>{offer.machine_name}</Fact>
          <Fact name={t("fact_lead")}>{f.days(price.lead_days)}</Fact>
        </FactList>
        <div className={classes.lines}>
          <Disclosure
            summary={
              <>
                <span>{t("date_from")}</span>
                <strong className={`${classes.amount} figures`}>{f.day(price.ready_at)}</strong>
              </>
            }
          >
            <FigureDetails figure={{ value: price.lead_days, unit: "d", provenance: "estimated", formula: "", inputs: price.lead_inputs }} />
          </Disclosure>
          <Disclosure
            summary={
              <>
                <span>{t("operations_title")}</span>
                <strong className={`${classes.amount} figures`}>{f.integer(offer.plan.operations.length)}</strong>
              </>
            }
          >
            <ol className={classes.operations}>
              {offer.plan.operations.map((operation) => (
                <li key={operation.sequence}>
                  <span className="dim">{operation.sequence}</span>
                  <span>
                    {code("kind", operation.kind, operation.name)}
                    {code("kind", operation.kind, operation.name) === operation.name ? null : <small>{say(operation.name, operation.name_i18n)}</small>}
                  </span>
                  <span className={classes.time}>{f.duration(seconds(operation.part_s.value ?? 0))}</span>
                </li>
              ))}
            </ol>
            {offer.plan.notes.map((note, index) => (
              <p key={note} className="dim">
                {say(note, offer.plan.notes_i18n?.[index])}
              </p>
            ))}
          </Disclosure>
        </div>
      </section>

      {footprint && footprint.total_co2e_kg.value !== null ? (
        <section aria-labelledby="footprint-title">
          <h2 id="footprint-title">
            {t("footprint_title")} <span className={classes.headline}>{f.co2e(kilograms(footprint.total_co2e_kg.value))}</span>
          </h2>
          <p className="dim">{t("footprint_note", { share: f.percent(footprint.uncertainty_share) })}</p>
          <div className={classes.lines}>
            {parts.map(([name, figure]) => (
              <Disclosure
                key={name}
                summary={
                  <>
                    <span>{name}</span>
                    <ProvenanceTag provenance={figure.provenance} />
                    <strong className={`${classes.amount} figures`}>{figure.value === null ? "–" : f.co2e(kilograms(figure.value))}</strong>
                  </>
                }
              >
                <FigureDetails figure={figure} />
              </Disclosure>
            ))}
          </div>
        </section>
      ) : null}
    </>
  );
}
