import { Select } from "@mantine/core";
import { useState } from "react";
import { useQuoteFor } from "../../api/queries";
import type { Catalog, Offer } from "../../api/types";
import { moneyText } from "../../domain/money";
import { useText } from "../../lib/preferences";
import type { ChangeView } from "./PartPage";
import { offersOf, priceOf, type Choice } from "./choice";
import classes from "./MaterialPicker.module.css";

interface Props {
  readonly partId: string;
  readonly offer: Offer;
  readonly choice: Choice;
  readonly change: ChangeView;
  readonly catalog: Catalog | undefined;
}

/** Materials of the process. Opening the list prices all of them, so each row shows its effect. */
export function MaterialPicker({ partId, offer, choice, change, catalog }: Props) {
  const { t, f, code, say } = useText();
  const [opened, setOpened] = useState(false);
  const all = useQuoteFor(
    opened ? { part_ids: [partId], quantities: [choice.quantity], process: offer.process, all_materials: true } : undefined,
  );
  const offers = offersOf(all.data, partId);
  const materials = catalog?.materials.filter((material) => material.processes.includes(offer.process)) ?? [];
  const known = materials.length > 0 ? materials.map(({ id, name, family }) => ({ id, name, family })) : [{ id: offer.material, name: offer.material_name, family: "" }];
  const families = [...new Set(known.map((material) => material.family))];
  const current = catalog?.materials.find((material) => material.id === offer.material);
  return (
    <section aria-label={t("material")}>
      <Select
        label={t("material")}
        size="md"
        value={offer.material}
        allowDeselect={false}
        searchable
        checkIconPosition="right"
        withScrollArea={false}
        classNames={{ options: classes.options ?? "" }}
        nothingFoundMessage={t("material_none")}
        onDropdownOpen={() => setOpened(true)}
        onChange={(value) => change({ material: value ?? undefined, process: offer.process }, { push: true })}
        leftSection={<span className={classes.swatch} style={{ background: current?.colour_hex }} />}
        data={families.map((family) => ({
          group: code("family", family, family),
          items: known.filter((material) => material.family === family).map((material) => ({ value: material.id, label: material.name })),
        }))}
        renderOption={({ option }) => {
          const candidate = offers.find((entry) => entry.material === option.value);
          const price = priceOf(candidate, choice.quantity, choice.tier);
          const material = catalog?.materials.find((entry) => entry.id === option.value);
          return (
            <span className={classes.option}>
              <span className={classes.swatch} style={{ background: material?.colour_hex }} />
              <span>{option.label}</span>
              <span className={classes.effect}>
                {price ? (
                  <>
                    <strong>{moneyText(f, price.unit_price)}</strong> <small>{f.day(price.ready_at)}</small>
                  </>
                ) : candidate && !candidate.feasible ? (
                  <small title={candidate.blockers[0] ? say(candidate.blockers[0].message, candidate.blockers[0].message_i18n) : undefined}>{t("cannot_make")}</small>
                ) : all.isFetching ? (
                  <small>…</small>
                ) : null}
              </span>
            </span>
          );
        }}
      />
      {current ? (
        <p className={classes.note}>
          {[
            f.quantity(current.density_g_cm3, "g/cm3"),
            f.quantity(current.co2e_kg_per_kg, "kg CO2e/kg"),
            offer.machine_name,
          ].join(" · ")}
        </p>
      ) : null}
    </section>
  );
}
