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
import { makeSay, type Say, type Sentences } from "./sentences";
import type { UnitSystem } from "./units";

export interface Text {
  readonly t: Translate;
  readonly code: TranslateCode;
  /** What the server says, from its English sentence and what that is made of. */
  readonly say: Say;
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

/** A language with everything that is said in it; the server's English needs no sentences. */
export interface Spoken {
  readonly language: Language;
  readonly catalogue: Catalogue;
  readonly sentences: Sentences | undefined;
}

/** English comes with the program; other languages are fetched when somebody wants them. */
export async function loadLanguage(language: Language): Promise<Spoken> {
  switch (language) {
    case "en":
      return { language, catalogue: en, sentences: undefined };
    case "de": {
      const [{ de }, { serverDe }, server] = await Promise.all([
        import("./catalogue/de"),
        import("./catalogue/server.de"),
        import("./catalogue/server.en.json"),
      ]);
      return { language, catalogue: de, sentences: { table: serverDe, english: server.default.sentences } };
    }
  }
}

interface Props {
  readonly initial: Spoken;
  readonly children: ReactNode;
}

export function PreferencesProvider({ initial, children }: Props) {
  const [spoken, setSpoken] = useState<Spoken>(initial);
  const [system, setSystemState] = useState<UnitSystem>(readStored(systemKey) === "inch" ? "inch" : "si");
  const [shortcuts, setShortcutsState] = useState(readStored(shortcutsKey) !== "off");
  const locale = localeOf(spoken.language, navigator.languages);

  useEffect(() => {
    document.documentElement.lang = spoken.language;
  }, [spoken.language]);

  const text = useMemo<Text>(() => {
    const f = makeFormatter(locale, system);
    return {
      t: makeTranslate(spoken.catalogue, locale),
      code: makeTranslateCode(spoken.catalogue),
      say: makeSay(spoken.sentences, f),
      f,
      language: spoken.language,
      system,
      shortcuts,
      setShortcuts: (on) => {
        writeStored(shortcutsKey, on ? "on" : "off");
        setShortcutsState(on);
      },
      setLanguage: (language) => {
        writeStored(languageKey, language);
        void loadLanguage(language).then(setSpoken);
      },
      setSystem: (next) => {
        writeStored(systemKey, next);
        setSystemState(next);
      },
    };
  }, [spoken, locale, system, shortcuts]);
  return <Context value={text}>{children}</Context>;
}
