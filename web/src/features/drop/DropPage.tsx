import { ActionIcon, Button, Tooltip } from "@mantine/core";
import { IconArrowRight, IconRefresh, IconX } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { Link } from "react-router";
import { keys, useParts } from "../../api/queries";
import { PartRows } from "../../domain/PartRows";
import { explain } from "../../domain/problems";
import { useText } from "../../lib/preferences";
import { Meter } from "../../ui/Meter";
import { DropZone } from "./DropZone";
import { Samples } from "./Samples";
import { useTakeFiles } from "./DropEverywhere";
import { uploads, useUploads, type Upload } from "./uploads";
import classes from "./DropPage.module.css";

const recentMax = 6;

export function DropPage() {
  const { t } = useText();
  const sent = useUploads();
  const take = useTakeFiles();
  const parts = useParts();
  const client = useQueryClient();
  const title = t("drop_page_title");
  useEffect(() => {
    document.title = title;
  }, [title]);
  useEffect(() => uploads.onArrival(() => void client.invalidateQueries({ queryKey: keys.parts })), [client]);

  const arrived = new Set(sent.flatMap((upload) => upload.partIds));
  const files = new Set(parts.data?.filter((part) => arrived.has(part.id)).map((part) => part.file_sha256));
  // A file with several bodies becomes several parts; all of them belong to this visit.
  const mine = parts.data?.filter((part) => arrived.has(part.id) || (files.has(part.file_sha256) && files.size > 0)) ?? [];
  const recent = parts.data?.filter((part) => !mine.includes(part)).slice(0, recentMax) ?? [];
  const onTheWay = sent.filter((upload) => upload.phase !== "sent");
  const busy = onTheWay.filter((upload) => upload.phase !== "failed").length + mine.filter((part) => part.state === "analysing").length;
  const started = sent.length > 0;

  return (
    <div className={classes.page}>
      <DropZone compact={started} over={false} onFiles={take} />
      {started ? null : <Samples onFiles={take} />}
      {started ? (
        <section className={classes.block} aria-label={t("uploads_title")}>
          <div className={classes.head}>
            <h2>{t("uploads_title")}</h2>
            <p className="dim" role="status">
              {busy > 0 ? t("uploads_busy", { count: busy }) : t("uploads_done", { count: mine.length })}
            </p>
          </div>
          <div className={classes.panel}>
            {onTheWay.map((upload) => (
              <UploadRow key={upload.id} upload={upload} />
            ))}
            <PartRows parts={mine} />
          </div>
        </section>
      ) : (
        <ol className={classes.promise} aria-label={t("how_label")}>
          {(["how_drop", "how_price", "how_order", "how_follow"] as const).map((key, index) => (
            <li key={key}>
              <span aria-hidden="true">{index + 1}</span>
              {t(key)}
            </li>
          ))}
        </ol>
      )}
      {recent.length > 0 ? (
        <section className={classes.block} aria-label={t("recent_title")}>
          <div className={classes.head}>
            <h2>{t("recent_title")}</h2>
            <Button component={Link} to="/parts" variant="subtle" size="xs" rightSection={<IconArrowRight size={16} aria-hidden="true" />}>
              {t("recent_all")}
            </Button>
          </div>
          <div className={classes.panel}>
            <PartRows parts={recent} />
          </div>
        </section>
      ) : null}
    </div>
  );
}

function UploadRow({ upload }: { readonly upload: Upload }) {
  const text = useText();
  const { t, f } = text;
  const failed = upload.phase === "failed" ? explain(upload.error, text) : undefined;
  return (
    <div className={classes.upload}>
      <div className={classes.uploadName}>
        <strong>{upload.fileName}</strong>
        <span className="dim">{f.bytes(upload.bytes)}</span>
      </div>
      {failed ? (
        <p className={classes.failed} role="alert">
          {failed.title}. {failed.next}
        </p>
      ) : (
        <div className={classes.uploadMeter}>
          <Meter
            share={upload.phase === "waiting" ? 0 : upload.share < 1 ? upload.share : undefined}
            label={t("upload_progress", { name: upload.fileName })}
          />
          <span className="dim">
            {upload.phase === "waiting" ? t("upload_waiting") : upload.share < 1 ? f.percent(upload.share) : t("upload_storing")}
          </span>
        </div>
      )}
      <div className={classes.uploadActions}>
        {failed ? (
          <Tooltip label={t("try_again")}>
            <ActionIcon variant="subtle" color="gray" size={36} aria-label={t("try_again")} onClick={() => uploads.retry(upload.id)}>
              <IconRefresh size={18} />
            </ActionIcon>
          </Tooltip>
        ) : null}
        <Tooltip label={t("upload_remove")}>
          <ActionIcon variant="subtle" color="gray" size={36} aria-label={t("upload_remove")} onClick={() => uploads.remove(upload.id)}>
            <IconX size={18} />
          </ActionIcon>
        </Tooltip>
      </div>
    </div>
  );
}
