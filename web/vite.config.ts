import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

const here = (path: string) => new URL(path, import.meta.url).pathname;

// Nothing here depends on where the client will run: addresses and keys come from /config.json when it starts.
export default defineConfig({
  root: here("."),
  plugins: [react(), tailwindcss()],
  resolve: { alias: { "@shared": here("../supabase/functions/_shared"), "@": here("./src") } },
  build: { outDir: here("./dist"), emptyOutDir: true, modulePreload: { polyfill: false } },
});
