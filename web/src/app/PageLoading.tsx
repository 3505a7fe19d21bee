import { Loader } from "@mantine/core";
import { useText } from "../lib/preferences";

export function PageLoading() {
  const { t } = useText();
  return (
    <div style={{ display: "grid", placeItems: "center", minHeight: "40vh" }} role="status">
      <Loader size="sm" type="dots" aria-hidden="true" />
      <span className="sr-only">{t("loading")}</span>
    </div>
  );
}
