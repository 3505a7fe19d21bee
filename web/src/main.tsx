import "./app/mantine.css";
import "./app/global.css";

import { MantineProvider } from "@mantine/core";
import { QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { BrowserRouter } from "react-router";
import { App } from "./app/App";
import { makeQueryClient } from "./app/queryClient";
import { resolver, theme } from "./app/theme";
import { PreferencesProvider, initialLanguage, loadLanguage } from "./lib/preferences";

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no #root");
const client = makeQueryClient();

void loadLanguage(initialLanguage()).then((spoken) => {
  createRoot(root).render(
    <StrictMode>
      <MantineProvider theme={theme} cssVariablesResolver={resolver} defaultColorScheme="auto">
        <QueryClientProvider client={client}>
          <PreferencesProvider initial={spoken}>
            <BrowserRouter>
              <App />
            </BrowserRouter>
          </PreferencesProvider>
        </QueryClientProvider>
      </MantineProvider>
    </StrictMode>,
  );
});
