import { ActionIcon, Menu, SegmentedControl, Tooltip, useComputedColorScheme, useMantineColorScheme } from "@mantine/core";
import { useHotkeys } from "@mantine/hooks";
import { IconAdjustmentsHorizontal, IconCheck, IconKeyboard, IconMoon, IconSun } from "@tabler/icons-react";
import { useEffect, useState, type ReactNode } from "react";
import { Link, NavLink, useLocation, useNavigate } from "react-router";
import { useCatalog } from "../api/queries";
import { languages } from "../lib/messages";
import { useText } from "../lib/preferences";
import { Mark } from "../ui/Mark";
import { DropEverywhere } from "../features/drop/DropEverywhere";
import { ShortcutHelp } from "./ShortcutHelp";
import classes from "./Shell.module.css";

export function Shell({ children }: { readonly children: ReactNode }) {
  const { t, language, setLanguage, system, setSystem, shortcuts } = useText();
  const [help, setHelp] = useState(false);
  const { setColorScheme } = useMantineColorScheme();
  const scheme = useComputedColorScheme("light");
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const catalog = useCatalog();

  useHotkeys(
    shortcuts
      ? [
          ["shift+?", () => setHelp((open) => !open)],
          ["?", () => setHelp((open) => !open)],
          ["g", () => void navigate("/")],
          ["l", () => void navigate("/parts")],
          ["o", () => void navigate("/orders")],
          ["d", () => setColorScheme(scheme === "dark" ? "light" : "dark")],
        ]
      : [],
  );

  // A new page starts at its top and tells its name to a screen reader.
  useEffect(() => {
    // Newer browsers return a promise here, which an effect must not.
    void window.scrollTo(0, 0);
  }, [pathname]);

  const pages = [
    { to: "/", name: t("nav_new") },
    { to: "/parts", name: t("nav_parts") },
    { to: "/orders", name: t("nav_orders") },
    { to: "/floor", name: t("nav_floor") },
  ];
  return (
    <div className={classes.shell}>
      <a className="skip" href="#main">
        {t("skip_to_content")}
      </a>
      <header className={classes.header}>
        <Link to="/" className={classes.brand}>
          <Mark />
          <span className={classes.wordmark}>Millrace</span>
          {catalog.data ? <span className={classes.shop}>{catalog.data.shop_name}</span> : null}
        </Link>
        <nav aria-label={t("nav_label")} className={classes.nav}>
          {pages.map((page) => (
            <NavLink key={page.to} to={page.to} end={page.to === "/"} className={classes.link ?? ""}>
              {page.name}
            </NavLink>
          ))}
        </nav>
        <div className={classes.tools}>
          <Tooltip label={t("shortcuts_title")}>
            <ActionIcon variant="subtle" color="gray" size={36} aria-label={t("shortcuts_title")} onClick={() => setHelp(true)}>
              <IconKeyboard size={20} stroke={1.7} />
            </ActionIcon>
          </Tooltip>
          <Tooltip label={scheme === "dark" ? t("scheme_light") : t("scheme_dark")}>
            <ActionIcon
              variant="subtle"
              color="gray"
              size={36}
              aria-label={scheme === "dark" ? t("scheme_light") : t("scheme_dark")}
              onClick={() => setColorScheme(scheme === "dark" ? "light" : "dark")}
            >
              {scheme === "dark" ? <IconSun size={20} stroke={1.7} /> : <IconMoon size={20} stroke={1.7} />}
            </ActionIcon>
          </Tooltip>
          <Menu position="bottom-end" width={220} withinPortal>
            <Menu.Target>
              <ActionIcon variant="subtle" color="gray" size={36} aria-label={t("settings_label")}>
                <IconAdjustmentsHorizontal size={20} stroke={1.7} />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Label>{t("language_label")}</Menu.Label>
              {languages.map((entry) => (
                <Menu.Item
                  key={entry.id}
                  lang={entry.id}
                  onClick={() => setLanguage(entry.id)}
                  rightSection={entry.id === language ? <IconCheck size={16} aria-hidden="true" /> : null}
                >
                  {entry.name}
                </Menu.Item>
              ))}
              <Menu.Label>{t("units_label")}</Menu.Label>
              <div className={classes.units}>
                <SegmentedControl
                  fullWidth
                  size="xs"
                  aria-label={t("units_label")}
                  value={system}
                  onChange={(value) => setSystem(value === "inch" ? "inch" : "si")}
                  data={[
                    { value: "si", label: "mm, g" },
                    { value: "inch", label: "in, lb" },
                  ]}
                />
              </div>
            </Menu.Dropdown>
          </Menu>
        </div>
      </header>
      <main id="main" className={classes.main} tabIndex={-1}>
        {children}
      </main>
      <DropEverywhere />
      <ShortcutHelp opened={help} onClose={() => setHelp(false)} />
    </div>
  );
}
