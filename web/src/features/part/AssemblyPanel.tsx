import { IconChevronRight, IconPackage, IconShoppingCart } from "@tabler/icons-react";
import { Link } from "react-router";
import { isAnalysed, revisionOf, useParts } from "../../api/queries";
import type { Part, Structure, StructurePart } from "../../api/types";
import { PartPicture } from "../../domain/PartPicture";
import { partStateKey, partTone } from "../../domain/state";
import { useText } from "../../lib/preferences";
import { Status } from "../../ui/Status";
import { assemblyTree, boughtText, type TreeNode } from "./assembly";
import classes from "./AssemblyPanel.module.css";

const linkTo = (id: string): string => `/parts/${id}?tab=assembly`;

interface Props {
  readonly part: Part;
  readonly structure: Structure;
}

/** What else came in the same file: its tree, and each different part once with how often it is needed. */
export function AssemblyPanel({ part, structure }: Props) {
  const { t, f } = useText();
  const roots = assemblyTree(structure);
  const bought = structure.parts.filter((one) => one.bought !== null).length;
  const pieces = structure.parts.reduce((sum, one) => sum + one.quantity, 0);
  return (
    <div className={classes.panel}>
      <p>
        {t("assembly_sum", { count: structure.parts.length, pieces: f.integer(pieces) })}
        {bought > 0 ? ` ${t("assembly_bought", { count: bought })}` : ""}
      </p>
      {roots.some((root) => root.children.length > 0) ? (
        <section aria-labelledby="assembly-tree">
          <h2 id="assembly-tree">{t("assembly_title")}</h2>
          <Branch nodes={roots} here={part.id} />
        </section>
      ) : null}
      <section aria-labelledby="assembly-parts">
        <h2 id="assembly-parts">{t("assembly_parts")}</h2>
        <PartTable part={part} parts={structure.parts} />
      </section>
    </div>
  );
}

function Branch({ nodes, here }: { readonly nodes: readonly TreeNode[]; readonly here: string }) {
  return (
    <ul className={classes.branch}>
      {nodes.map((node, index) => (
        <li key={index}>
          {node.part ? (
            <Leaf node={node} part={node.part} here={here} />
          ) : (
            <details open>
              <summary className={classes.row}>
                <IconChevronRight size={15} className={classes.chevron} aria-hidden="true" />
                <Times count={node.quantity} />
                <span className={classes.assembly}>{node.name}</span>
              </summary>
              <Branch nodes={node.children} here={here} />
            </details>
          )}
        </li>
      ))}
    </ul>
  );
}

function Leaf({ node, part, here }: { readonly node: TreeNode; readonly part: StructurePart; readonly here: string }) {
  const text = useText();
  const { t } = text;
  return (
    <span className={classes.row} data-here={part.part_id === here || undefined}>
      {part.bought ? <IconShoppingCart size={15} aria-hidden="true" /> : <IconPackage size={15} aria-hidden="true" />}
      <Times count={node.quantity} />
      {part.part_id === here ? (
        <span aria-current="true">
          {node.name} <span className="sr-only">{t("assembly_here")}</span>
        </span>
      ) : (
        <Link to={linkTo(part.part_id)}>{node.name}</Link>
      )}
      {part.bought ? <span className="dim">{t("assembly_buy", { what: boughtText(part.bought, text) })}</span> : null}
    </span>
  );
}

function Times({ count }: { readonly count: number }) {
  const { t } = useText();
  return count > 1 ? <span className={classes.times}>{t("assembly_times", { count })}</span> : null;
}

function PartTable({ part: here, parts }: { readonly part: Part; readonly parts: readonly StructurePart[] }) {
  const text = useText();
  const { t, f } = text;
  // The list knows the states, and events keep it fresh.
  const listed = useParts();
  const known = new Map(listed.data?.map((one) => [one.id, one]));
  return (
    <table className={classes.parts}>
      <thead>
        <tr>
          <th scope="col" colSpan={2}>
            {t("assembly_part_column")}
          </th>
          <th scope="col" className={classes.number}>
            {t("assembly_piece_column")}
          </th>
          <th scope="col">{t("assembly_source_column")}</th>
        </tr>
      </thead>
      <tbody>
        {parts.map((one) => {
          const record = one.part_id === here.id ? here : known.get(one.part_id);
          return (
            <tr key={one.part_id} data-picked={one.part_id === here.id ? "" : undefined}>
              <td className={classes.picture}>
                <PartPicture
                  partId={one.part_id}
                  revision={record && isAnalysed(record) && record.model_url ? revisionOf(record) : undefined}
                  label={t("picture_of", { name: one.name })}
                  width={48}
                  height={40}
                />
              </td>
              <th scope="row">
                {one.colour_hex ? <span className={classes.swatch} style={{ background: one.colour_hex }} aria-hidden="true" /> : null}
                {one.part_id === here.id ? <span aria-current="true">{one.name}</span> : <Link to={linkTo(one.part_id)}>{one.name}</Link>}
              </th>
              <td className={classes.number}>{f.integer(one.quantity)}</td>
              <td>
                {one.bought ? (
                  t("assembly_buy", { what: boughtText(one.bought, text) })
                ) : record ? (
                  <Status tone={record.failure ? "bad" : partTone(record.state)}>
                    {record.failure ? t("state_failed") : t(partStateKey(record.state))}
                  </Status>
                ) : (
                  t("assembly_make")
                )}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
