// A small picture of a part, drawn in the browser from its viewer model.

import { useComputedColorScheme } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { IconCube } from "@tabler/icons-react";
import { api } from "../api/client";
import { sceneColours } from "./sceneColours";
import classes from "./PartPicture.module.css";

interface Props {
  readonly partId: string;
  /** Changes when the model does; undefined while there is none. */
  readonly revision: string | undefined;
  readonly label: string;
  readonly width: number;
  readonly height: number;
}

export function PartPicture({ partId, revision, label, width, height }: Props) {
  const scheme = useComputedColorScheme("light");
  const picture = useQuery({
    queryKey: ["picture", partId, revision, scheme, width, height],
    queryFn: async () => {
      const [bytes, { thumbnail }] = await Promise.all([api.model(partId), import("../scene/thumbnail")]);
      return thumbnail(bytes, sceneColours(scheme), width, height);
    },
    enabled: revision !== undefined,
    staleTime: Infinity,
    retry: false,
  });
  return (
    <div className={classes.frame} style={{ width, height }}>
      {picture.data ? (
        <img src={picture.data} width={width} height={height} alt={label} />
      ) : (
        <IconCube size={Math.min(28, height / 2)} stroke={1.2} role="img" aria-label={label} />
      )}
    </div>
  );
}
