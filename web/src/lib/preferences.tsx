// What a visitor chose for themselves: language and units. Kept in the browser, offered as `useText`.

import { createContext, use, useEffect, useMemo, useState, type ReactNode } from "react";
import { en } from "./catalogue/en";
import { makeFormatter, type Formatter } from "./format";
import {
  detectLanguage,
  languages,
  localeOf,
  makeTranslate,
  makeTranslateCode,
  type Catalogue,
  type Language,
  type Translate,
  type TranslateCode,
} from "./messages";
import type { UnitSystem } from "./units";

export interface Text {
  readonly t: Translate;
  readonly code: TranslateCode;
  readonly f: Formatter;
  readonly language: Language;
  readonly system: UnitSystem;
  /** Single keys as shortcuts; they can be switched off because speech input triggers them. */
  readonly shortcuts: boolean;
  setShortcuts(on: boolean): void;
  setLanguage(language: Language): void;
  setSystem(system: UnitSystem): void;
}

const Context = createContext<Text | undefined>(undefined);

export function useText(): Text {
  const text = use(Context);
  if (!text) throw new Error("useText needs a PreferencesProvider above it");
  return text;
}

const languageKey = "millrace.language";
const systemKey = "millrace.units";
const shortcutsKey = "millrace.shortcuts";

export function readStored(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null; // Storage can be switched off; nothing depends on it.
  }
}

export function writeStored(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    return;
  }
}

export function initialLanguage(): Language {
  const stored = readStored(languageKey);
  return languages.find((entry) => entry.id === stored)?.id ?? detectLanguage(navigator.languages);
}

/** English comes with the program; other languages are fetched when somebody wants them. */
export async function loadCatalogue(language: Language): Promise<Catalogue> {
  switch (language) {
    case "en":
      return en;
    case "de":
      return (await import("./catalogue/de")).de;
  }
}

interface Props {
  readonly initial: Language;
  readonly initialCatalogue: Catalogue;
  readonly children: ReactNode;
}

export function PreferencesProvider({ initial, initialCatalogue, children }: Props) {
  const [spoken, setSpoken] = useState<{ language: Language; catalogue: Catalogue }>({
    language: initial,
    catalogue: initialCatalogue,
  });
  const [system, setSystemState] = useState<UnitSystem>(readStored(systemKey) === "inch" ? "inch" : "si");
  const [shortcuts, setShortcutsState] = useState(readStored(shortcutsKey) !== "off");
  const locale = localeOf(spoken.language, navigator.languages);

  useEffect(() => {
    document.documentElement.lang = spoken.language;
  }, [spoken.language]);

  const text = useMemo<Text>(
    () => ({
      t: makeTranslate(spoken.catalogue, locale),
      code: makeTranslateCode(spoken.catalogue),
      f: makeFormatter(locale, system),
      language: spoken.language,
      system,
      shortcuts,
      setShortcuts: (on) => {
        writeStored(shortcutsKey, on ? "on" : "off");
        setShortcutsState(on);
      },
      setLanguage: (language) => {
        writeStored(languageKey, language);
        void loadCatalogue(language).then((catalogue) => setSpoken({ language, catalogue }));
      },
      setSystem: (next) => {
        writeStored(systemKey, next);
        setSystemState(next);
      },
    }),
    [spoken, locale, system, shortcuts],
  );
  return <Context value={text}>{children}</Context>;
}
