// One accent colour, four type sizes, an 8 pixel rhythm.

import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from "@mantine/core";

const water: MantineColorsTuple = [
  "#eaf3ff", "#d3e4fb", "#a6c8f5", "#76aaf0", "#5b9bf0", "#3580ea", "#2578ea", "#1360c9", "#0a55b3", "#00489a",
];
const dark: MantineColorsTuple = [
  "#e6e9ee", "#b8c0cc", "#9aa5b4", "#6d7888", "#323a46", "#272e38", "#1d232b", "#14181e", "#0f1317", "#0a0d10",
];
const gray: MantineColorsTuple = [
  "#f8f9fa", "#f2f4f6", "#e8ebef", "#dce0e6", "#c9cfd8", "#a5aeba", "#7b8694", "#525c6a", "#363e49", "#1a1f26",
];

export const theme = createTheme({
  primaryColor: "water",
  primaryShade: { light: 7, dark: 4 },
  colors: { water, dark, gray },
  fontFamily: "'Inter Variable', Inter, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif",
  fontSizes: { xs: "0.75rem", sm: "0.875rem", md: "0.875rem", lg: "1.125rem", xl: "1.75rem" },
  defaultRadius: "md",
  radius: { xs: "3px", sm: "5px", md: "7px", lg: "10px", xl: "16px" },
  spacing: { xs: "0.5rem", sm: "0.75rem", md: "1rem", lg: "1.5rem", xl: "2rem" },
  headings: { fontWeight: "620" },
  cursorType: "pointer",
  focusRing: "auto",
});

export const resolver: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    "--mantine-color-dimmed": "#566070",
    "--mantine-color-body": "#f4f5f7",
    "--mantine-color-error": "#b3261e",
    "--mantine-color-gray-light-color": "#363e49",
    "--mantine-color-gray-light-hover": "#eef0f3",
    "--mantine-color-water-light": "#e8f0fc",
    "--mantine-color-water-light-color": "#1360c9",
    "--mantine-color-water-light-hover": "#dbe8fb",
    "--mantine-color-placeholder": "#697281",
  },
  dark: {
    "--mantine-color-dimmed": "#9aa5b4",
    "--mantine-color-body": "#0f1317",
    "--mantine-color-error": "#ff8f85",
    "--mantine-primary-color-filled": "#2a6fd0",
    "--mantine-primary-color-filled-hover": "#2464be",
    "--mantine-color-water-filled": "#2a6fd0",
    "--mantine-color-water-filled-hover": "#2464be",
    "--mantine-color-gray-light-color": "#c3cad4",
    "--mantine-color-gray-light-hover": "#232b34",
    "--mantine-color-water-light": "#17283f",
    "--mantine-color-water-light-color": "#7db0f6",
    "--mantine-color-water-light-hover": "#1e3350",
    "--mantine-color-placeholder": "#8791a0",
  },
});
