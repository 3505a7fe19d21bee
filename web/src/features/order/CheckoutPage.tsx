import { Button, Checkbox, TextInput } from "@mantine/core";
import { IconArrowLeft } from "@tabler/icons-react";
import { useEffect, useRef, useState, type FormEvent } from "react";
import { Link, useNavigate, useSearchParams } from "react-router";
import { isAnalysed, newKey, useCatalog, useFindings, usePart, usePlaceOrder, useQuote, revisionOf } from "../../api/queries";
import { moneyText } from "../../domain/money";
import { PartPicture } from "../../domain/PartPicture";
import { ProblemNotice } from "../../domain/Problem";
import { problemOf } from "../../domain/problems";
import { partName } from "../../domain/state";
import { readStored, useText, writeStored } from "../../lib/preferences";
import { minorUnits } from "../../lib/units";
import { Fact, FactList } from "../../ui/Fact";
import { Notice } from "../../ui/Notice";
import classes from "./Checkout.module.css";

const contactKey = "millrace.contact";

export function CheckoutPage() {
  const text = useText();
  const { t, f, code, say } = text;
  const [search] = useSearchParams();
  const navigate = useNavigate();
  const partId = search.get("part") ?? "";
  const quantity = Number(search.get("quantity"));
  const part = usePart(partId);
  const quote = useQuote(search.get("quote") ?? "");
  const findings = useFindings(part.data);
  const catalog = useCatalog();
  const place = usePlaceOrder();
  const [contact, setContact] = useState(readStored(contactKey) ?? "");
  const [reference, setReference] = useState("");
  const [accepted, setAccepted] = useState(false);
  const [missing, setMissing] = useState<"contact" | "accept" | undefined>();
  // One key for this page: pressing twice or a lost answer never orders twice.
  const key = useRef(newKey());
  const contactInput = useRef<HTMLInputElement>(null);
  const acceptInput = useRef<HTMLInputElement>(null);
  const title = t("checkout_title");
  useEffect(() => {
    document.title = `${title} · Millrace`;
  }, [title]);

  const offer = quote.data?.parts
    .find((entry) => entry.part_id === partId)
    ?.offers.find(
      (entry) =>
        entry.process === search.get("process") && entry.material === search.get("material") && entry.machine === search.get("machine"),
    );
  const price = offer?.prices.find((entry) => entry.quantity === quantity && entry.tier === search.get("tier"));
  if (part.error || quote.error) {
    return (
      <div className={classes.page}>
        <ProblemNotice cause={part.error ?? quote.error} />
      </div>
    );
  }
  if (!part.data || !quote.data) return null;
  const back = `/parts/${partId}?${new URLSearchParams({ process: search.get("process") ?? "", material: search.get("material") ?? "", quantity: String(quantity), tier: search.get("tier") ?? "" }).toString()}`;
  if (!offer || !price || quote.data.expired) {
    return (
      <div className={classes.page}>
        <Notice
          tone="warn"
          title={t(quote.data.expired ? "quote_expired" : "quote_missing")}
          actions={
            <Button component={Link} to={back} size="xs" variant="default">
              {t("price_again")}
            </Button>
          }
        >
          {t("quote_expired_text")}
        </Notice>
      </div>
    );
  }
  const minimum = catalog.data?.order_min;
  const added = minimum && minimum.currency === price.total_price.currency ? Math.max(0, minimum.amount_minor - price.total_price.amount_minor) : 0;
  const inMinor = (amount: number): string => f.money(minorUnits(amount), price.total_price.currency);
  const total = inMinor(price.total_price.amount_minor + added);
  const open = findings.data?.processes.find((entry) => entry.process === offer.process)?.findings ?? [];
  const needsAcceptance = open.length > 0 || offer.review_reasons.length > 0;
  const toAccept = [
    ...open.map((finding) => say(finding.message, finding.message_i18n)),
    ...offer.review_reasons.map((reason, index) => say(reason, offer.review_reasons_i18n?.[index])),
  ];
  const name = partName(part.data);

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (contact.trim() === "") {
      setMissing("contact");
      contactInput.current?.focus();
      return;
    }
    if (needsAcceptance && !accepted) {
      setMissing("accept");
      acceptInput.current?.focus();
      return;
    }
    setMissing(undefined);
    writeStored(contactKey, contact.trim());
    place.mutate(
      {
        key: key.current,
        request: {
          quote_id: quote.data.id,
          contact: contact.trim(),
          reference: reference.trim(),
          lines: [
            {
              part_id: partId,
              process: offer.process,
              material: offer.material,
              machine: offer.machine,
              tier: price.tier,
              quantity: price.quantity,
              findings_accepted: accepted,
            },
          ],
        },
      },
      {
        onSuccess: (order) => void navigate(`/orders/${order.id}`, { replace: true, state: { placed: true } }),
        // Only a refused order gets a new key: after silence the first one may have been stored.
        onError: (error) => {
          const status = problemOf(error)?.status ?? 0;
          if (status >= 400 && status < 500) key.current = newKey();
        },
      },
    );
  };

  return (
    <div className={classes.page}>
      <Link to={back} className={classes.back}>
        <IconArrowLeft size={16} aria-hidden="true" /> {t("back_to_part", { name })}
      </Link>
      <h1>{title}</h1>
      <div className={classes.columns}>
        <form className={classes.form} onSubmit={submit} noValidate>
          <TextInput
            ref={contactInput}
            size="md"
            label={t("contact")}
            description={t("contact_note")}
            autoComplete="email"
            required
            value={contact}
            error={missing === "contact" ? t("contact_missing") : undefined}
            onChange={(event) => {
              setContact(event.currentTarget.value);
              setMissing(undefined);
            }}
          />
          <TextInput
            size="md"
            label={t("reference")}
            description={t("reference_note")}
            value={reference}
            onChange={(event) => setReference(event.currentTarget.value)}
          />
          {needsAcceptance ? (
            <div className={classes.accept}>
              <h2>{t("accept_title", { count: toAccept.length })}</h2>
              <ul>
                {toAccept.slice(0, 6).map((said, index) => (
                  <li key={index}>{said}</li>
                ))}
                {toAccept.length > 6 ? <li>{t("accept_more", { count: toAccept.length - 6 })}</li> : null}
              </ul>
              <Checkbox
                ref={acceptInput}
                label={t("accept_label")}
                checked={accepted}
                error={missing === "accept" ? t("accept_missing") : undefined}
                onChange={(event) => {
                  setAccepted(event.currentTarget.checked);
                  setMissing(undefined);
                }}
              />
            </div>
          ) : null}
          {place.error ? <ProblemNotice cause={place.error} /> : null}
          <Button type="submit" size="lg" loading={place.isPending}>
            {t("place_order", { price: total })}
          </Button>
          <p className="dim">{t("place_note")}</p>
        </form>
        <section className={classes.summary} aria-label={t("summary")}>
          <PartPicture
            partId={partId}
            revision={isAnalysed(part.data) && part.data.model_url ? revisionOf(part.data) : undefined}
            label={t("picture_of", { name })}
            width={360}
            height={230}
          />
          <h2>{name}</h2>
          <FactList>
            <Fact name={t("process_title_short")}>{code("process", offer.process, offer.process_name)}</Fact>
            <Fact name={t("material")}>{offer.material_name}</Fact>
            <Fact name={t("quantity")}>{f.integer(price.quantity)}</Fact>
            <Fact name={t("unit_price")}>{moneyText(f, price.unit_price)}</Fact>
            <Fact name={t("tier")}>{code("tier", price.tier, price.tier_name)}</Fact>
            <Fact name={t("ready_title")}>{f.day(price.ready_at)}</Fact>
          </FactList>
          {added > 0 && minimum ? (
            <FactList>
              <Fact name={t("lines_total")}>{moneyText(f, price.total_price)}</Fact>
              <Fact name={t("minimum_added", { minimum: moneyText(f, minimum) })}>{inMinor(added)}</Fact>
            </FactList>
          ) : null}
          <div className={classes.total}>
            <span>{t("total")}</span>
            <strong>{total}</strong>
          </div>
        </section>
      </div>
    </div>
  );
}
