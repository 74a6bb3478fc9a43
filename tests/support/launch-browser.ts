import { execFileSync } from "node:child_process";
import { type Browser, chromium } from "playwright-core";

/** Made for a cloud function: these switch off what a person's browser checks (CORS first of all), or make it fragile. */
const unwanted =
  /^--(disable-web-security|allow-running-insecure-content|disable-site-isolation-trials|single-process|no-zygote|headless|use-gl|use-angle|enable-unsafe-swiftshader|ignore-gpu-blocklist|in-process-gpu)/;

const systemHasLibraries = (): boolean => {
  try {
    return execFileSync("ldconfig", ["-p"], { encoding: "utf8" }).includes("libnss3.so");
  } catch {
    return process.platform !== "linux";
  }
};

/** A real Chromium that comes from npm, with a person's security settings. */
export const launchBrowser = async (): Promise<Browser> => {
  // On a bare machine the package brings the libraries that Chromium needs; it looks at this variable when it is loaded.
  if (!systemHasLibraries()) process.env["AWS_LAMBDA_JS_RUNTIME"] = "nodejs22.x";
  const { default: packaged } = await import("@sparticuz/chromium");
  return chromium.launch({
    executablePath: await packaged.executablePath(),
    args: [
      ...packaged.args.filter((arg) => !unwanted.test(arg)),
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--disable-background-networking",
    ],
  });
};
