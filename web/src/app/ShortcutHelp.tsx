import { Checkbox, Kbd, Modal } from "@mantine/core";
import type { MessageKey } from "../lib/messages";
import { useText } from "../lib/preferences";
import classes from "./ShortcutHelp.module.css";

type Row = readonly [keys: readonly string[], text: Extract<MessageKey, `shortcut_${string}`>];

const everywhere: readonly Row[] = [
  [["?"], "shortcut_help"],
  [["G"], "shortcut_new"],
  [["L"], "shortcut_parts"],
  [["O"], "shortcut_orders"],
  [["D"], "shortcut_scheme"],
];
const onPart: readonly Row[] = [
  [["F"], "shortcut_fit"],
  [["1", "–", "7"], "shortcut_views"],
  [["S"], "shortcut_section"],
  [["X", "Y", "Z"], "shortcut_axis"],
  [["W"], "shortcut_wall"],
  [["V"], "shortcut_overhang"],
  [["N", "P"], "shortcut_findings"],
  [["←", "→", "↑", "↓"], "shortcut_turn"],
  [["+", "−"], "shortcut_zoom"],
  [["K"], "shortcut_picture"],
  [["Esc"], "shortcut_clear"],
];

export function ShortcutHelp({ opened, onClose }: { readonly opened: boolean; readonly onClose: () => void }) {
  const { t, shortcuts, setShortcuts } = useText();
  return (
    <Modal opened={opened} onClose={onClose} title={t("shortcuts_title")} size="lg" centered closeButtonProps={{ "aria-label": t("close") }}>
      <div className={classes.columns}>
        <Section title={t("shortcuts_everywhere")} rows={everywhere} />
        <Section title={t("shortcuts_part")} rows={onPart} />
      </div>
      <Checkbox
        mt="lg"
        label={t("shortcuts_on")}
        checked={shortcuts}
        onChange={(event) => setShortcuts(event.currentTarget.checked)}
      />
    </Modal>
  );
}

function Section({ title, rows }: { readonly title: string; readonly rows: readonly Row[] }) {
  const { t } = useText();
  return (
    <section>
      <h3>{title}</h3>
      <dl className={classes.list}>
        {rows.map(([names, text]) => (
          <div key={text}>
            <dt>
              {names.map((name) => (name === "–" ? <span key={name}>–</span> : <Kbd key={name}>{name}</Kbd>))}
            </dt>
            <dd>{t(text)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
