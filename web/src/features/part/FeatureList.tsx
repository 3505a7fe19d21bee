import { Button } from "@mantine/core";
import { IconEye } from "@tabler/icons-react";
import type { Part } from "../../api/types";
import { useText } from "../../lib/preferences";
import { Disclosure } from "../../ui/Disclosure";
import type { ChangeView } from "./PartPage";
import { featureNotes, featureSize, groupFeatures } from "./features";
import { nothingChosen, type Show } from "./viewState";
import classes from "./FactsPanel.module.css";

interface Props {
  readonly part: Part;
  readonly chosen: number | undefined;
  readonly show: Show | undefined;
  readonly change: ChangeView;
}

/** What was recognised on the part, by kind. Choosing one marks its faces and flies to it. */
export function FeatureList({ part, chosen, show, change }: Props) {
  const text = useText();
  const { t, f } = text;
  const facts = part.facts;
  if (!facts?.features) return null;
  const features = facts.features;
  const doubtful = facts.doubtful_faces ?? [];
  const marked = show === "doubtful";
  return (
    <section aria-labelledby="facts-features">
      <h2 id="facts-features">{t("facts_features")}</h2>
      <p className="dim">{features.length > 0 ? t("features_hint") : t(facts.exact ? "features_empty" : "features_mesh")}</p>
      {groupFeatures(features).map((group) => (
        <Disclosure
          key={group.kind}
          startOpen={group.members.length <= 12 || group.members.includes(chosen ?? -1)}
          summary={<span>{t("feature_group", { name: t(group.title), count: f.integer(group.members.length) })}</span>}
        >
          <ul className={classes.features}>
            {group.members.map((index, place) => {
              const feature = features[index];
              if (!feature) return null;
              return (
                <li key={index}>
                  <button
                    type="button"
                    className={classes.feature}
                    aria-pressed={index === chosen}
                    onClick={() => change({ ...nothingChosen, feature: index === chosen ? undefined : index })}
                  >
                    <span>{featureSize(feature, text) || f.integer(place + 1)}</span>
                    <span className="dim">{featureNotes(feature, text, doubtful).join(", ")}</span>
                  </button>
                </li>
              );
            })}
          </ul>
        </Disclosure>
      ))}
      {doubtful.length > 0 ? (
        <div className={classes.head}>
          <p className="dim">{t("features_doubtful", { count: doubtful.length })}</p>
          <Button
            size="compact-sm"
            variant={marked ? "filled" : "default"}
            aria-pressed={marked}
            leftSection={<IconEye size={15} aria-hidden="true" />}
            onClick={() => change({ show: marked ? undefined : "doubtful" })}
          >
            {t("show_on_part")}
          </Button>
        </div>
      ) : null}
    </section>
  );
}
