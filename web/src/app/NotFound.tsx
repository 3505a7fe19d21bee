import { Button } from "@mantine/core";
import { IconMap2 } from "@tabler/icons-react";
import { Link } from "react-router";
import { useText } from "../lib/preferences";
import { Empty } from "../ui/Empty";

export function NotFound() {
  const { t } = useText();
  return (
    <Empty icon={<IconMap2 size={28} stroke={1.6} />} title={t("not_found_title")}>
      <p>{t("not_found_text")}</p>
      <Button component={Link} to="/">
        {t("not_found_action")}
      </Button>
    </Empty>
  );
}
