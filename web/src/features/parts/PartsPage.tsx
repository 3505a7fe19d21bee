import { Button, SegmentedControl } from "@mantine/core";
import { IconCubePlus, IconPlus } from "@tabler/icons-react";
import { useEffect } from "react";
import { Link, useSearchParams } from "react-router";
import { useParts } from "../../api/queries";
import type { PartState } from "../../api/types";
import { PartRows } from "../../domain/PartRows";
import { ProblemNotice } from "../../domain/Problem";
import { partStateKey } from "../../domain/state";
import { useText } from "../../lib/preferences";
import { Empty } from "../../ui/Empty";
import page from "../../ui/Page.module.css";

const order: readonly PartState[] = ["needs_configuring", "analysing", "ready", "review_and_accept", "changes_required", "expired"];

export function PartsPage() {
  const { t, f } = useText();
  const parts = useParts();
  const [search, setSearch] = useSearchParams();
  const title = t("parts_title");
  useEffect(() => {
    document.title = `${title} · Millrace`;
  }, [title]);

  const all = parts.data ?? [];
  const wanted = search.get("state") ?? "all";
  const shown = wanted === "all" ? all : all.filter((part) => part.state === wanted);
  const present = order.filter((state) => all.some((part) => part.state === state));
  return (
    <div className={page.page}>
      <div className={page.head}>
        <h1>{title}</h1>
        <Button component={Link} to="/" leftSection={<IconPlus size={18} aria-hidden="true" />}>
          {t("parts_add")}
        </Button>
      </div>
      {parts.error ? <ProblemNotice cause={parts.error} onRetry={() => void parts.refetch()} /> : null}
      {parts.data && all.length === 0 ? (
        <Empty icon={<IconCubePlus size={28} stroke={1.6} />} title={t("parts_empty_title")}>
          <p>{t("parts_empty_text")}</p>
          <Button component={Link} to="/">
            {t("parts_add")}
          </Button>
        </Empty>
      ) : null}
      {present.length > 1 ? (
        <SegmentedControl
          className={page.filter ?? ""}
          aria-label={t("parts_filter")}
          value={wanted}
          onChange={(value) => setSearch(value === "all" ? {} : { state: value }, { replace: true })}
          data={[
            { value: "all", label: `${t("filter_all")} ${f.integer(all.length)}` },
            ...present.map((state) => ({
              value: state as string,
              label: `${t(partStateKey(state))} ${f.integer(all.filter((part) => part.state === state).length)}`,
            })),
          ]}
        />
      ) : null}
      {shown.length > 0 ? (
        <div className={page.panel}>
          <PartRows parts={shown} />
        </div>
      ) : null}
    </div>
  );
}
