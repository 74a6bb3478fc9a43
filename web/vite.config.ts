import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

const here = (path: string) => new URL(path, import.meta.url).pathname;

// Nothing here depends on where the client will run: addresses and keys come from /config.json when it starts.
export default defineConfig({
  root: here("."),
  plugins: [react(), tailwindcss()],
  resolve: { alias: { "@shared": here("../supabase/functions/_shared"), "@": here("./src") } },
  // Hot reload beside a running stack, whose addresses and keys it asks for.
  server: {
    host: "127.0.0.1",
    proxy: { "/config.json": `http://127.0.0.1:${process.env["DEBRIEF_WEB_PORT"] || 5173}` },
  },
  build: {
    outDir: here("./dist"),
    emptyOutDir: true,
    modulePreload: { polyfill: false },
    // The libraries are one file, compressed as a whole.
    chunkSizeWarningLimit: 700,
    rolldownOptions: {
      output: {
        codeSplitting: {
          // What every visit needs, and what several pages share: a few files in place of one for each small module.
          groups: [
            { name: "libraries", tags: ["$initial"], test: /node_modules/, priority: 2 },
            { name: "main", tags: ["$initial"], priority: 1 },
            { name: "pages", minShareCount: 2 },
          ],
        },
      },
    },
  },
});
