import { defineConfig } from "vitest/config";

const alias = {
  "@shared": new URL("./supabase/functions/_shared", import.meta.url).pathname,
  "@": new URL("./web/src", import.meta.url).pathname,
};

export default defineConfig({
  resolve: { alias },
  test: {
    projects: [
      {
        resolve: { alias },
        test: {
          name: "unit",
          include: ["supabase/**/*.test.ts", "local/**/*.test.ts", "web/**/*.test.{ts,tsx}"],
        },
      },
    ],
  },
});
